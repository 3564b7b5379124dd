"""Tells every open page what changed."""
