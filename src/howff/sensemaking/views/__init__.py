"""Pages of making sense."""
