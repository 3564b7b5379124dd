"""What each person allows to be done with their words, and taking it back."""
