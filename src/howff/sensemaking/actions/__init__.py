"""What people do with themes, groups and findings."""
