"""Live conversations under load: nothing lost, quick, and cheap."""
