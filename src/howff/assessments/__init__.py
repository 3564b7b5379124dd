"""Rounds of an index: private ratings, safe results, the workshop, progress."""
