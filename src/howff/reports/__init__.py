"""One evidence base told to many audiences, in every format."""
