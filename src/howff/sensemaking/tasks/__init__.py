"""What the machine does: finding themes and groups, and keeping them true to what people allow."""
