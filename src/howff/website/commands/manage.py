"""`howff manage`: Django's own commands."""

from argparse import Namespace

from django.core.management import execute_from_command_line


def run(options: Namespace) -> int:
    """Pass the arguments on to Django."""
    execute_from_command_line(["howff manage", *options.arguments])
    return 0
