"""What may be seen of taking stock, and by whom."""
