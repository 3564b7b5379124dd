"""What may be seen of themes, groups and findings, and by whom."""
