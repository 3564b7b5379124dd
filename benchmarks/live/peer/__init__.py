"""A plain Socket.IO server, to compare with."""
