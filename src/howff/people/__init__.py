"""People, organisations, collaborations, who belongs where and as what; signing in."""
