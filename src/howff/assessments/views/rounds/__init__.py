"""The pages on which a facilitator prepares, runs and closes rounds."""
