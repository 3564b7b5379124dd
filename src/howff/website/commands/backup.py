"""`howff backup`: everything in one file."""

from argparse import Namespace
from pathlib import Path

from howff.website.backups import making


def run(options: Namespace) -> int:
    """Make the backup and say how long it may be kept."""
    target, manifest = making.make(Path(options.file).absolute())
    print(f"Everything is in {target}. Delete it by {manifest.expires:%d %B %Y}.")
    return 0
