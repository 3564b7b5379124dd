"""The demo: an invented collaboration, one conversation behind it and one going on now."""
