"""What people send when they take stock."""
