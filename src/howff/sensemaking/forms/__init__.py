"""What people send when they make sense."""
