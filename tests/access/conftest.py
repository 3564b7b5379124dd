"""The matrix uses the same plain static files as the tests beside the code."""

from howff.conftest import plain_static_files

__all__ = ["plain_static_files"]
