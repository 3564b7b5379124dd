"""Howff: an open meeting place for collaborations."""
