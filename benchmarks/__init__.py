"""Measurements of Howff, repeatable on any machine."""
