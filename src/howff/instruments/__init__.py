"""What we ask: versioned question sets and conversation recipes; the built-in library as TOML."""
