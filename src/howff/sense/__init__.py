"""Pure computation: answers, votes and words in, findings out; no database, no network."""
