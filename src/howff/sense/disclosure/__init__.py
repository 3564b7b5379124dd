"""What may be shown of a round: whatever can be worked out from what is shown counts as shown."""
