"""Every address of Howff, and who may use it."""
