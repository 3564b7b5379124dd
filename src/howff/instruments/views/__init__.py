"""The pages about instruments."""
