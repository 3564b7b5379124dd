"""One file with everything, and the way back without the words taken back since."""
