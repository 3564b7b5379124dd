"""Pages on which a round is answered: by link, on paper, in an interview."""
