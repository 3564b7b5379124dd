"""A round of ratings: from what each person said to the figures that may be shown."""
