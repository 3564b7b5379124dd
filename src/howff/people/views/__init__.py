"""The pages about people and their collaborations."""
