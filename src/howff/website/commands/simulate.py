"""`howff simulate`: phones that join a conversation over the public interface and answer."""

from argparse import Namespace
from importlib import import_module


def run(options: Namespace) -> int:
    """Pass the arguments on; a simulated phone needs neither settings nor a database."""
    return int(import_module("howff.website.simulate").main(options.arguments) or 0)
