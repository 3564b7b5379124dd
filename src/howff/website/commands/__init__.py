"""One module for each command: `run(options)` does it and returns the exit code."""
