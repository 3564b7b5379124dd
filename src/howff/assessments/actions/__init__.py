"""What people do when they take stock."""
