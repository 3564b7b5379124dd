"""The pages of taking stock."""
