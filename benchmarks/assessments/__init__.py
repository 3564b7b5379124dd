"""What taking stock costs, and that it tells nothing it should not."""
