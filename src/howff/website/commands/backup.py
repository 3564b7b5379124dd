"""`howff backup`: everything in one file."""

from argparse import Namespace
from pathlib import Path

from howff.website.backups import making


def run(options: Namespace) -> int:
    """Make the backup and say how long it may be kept."""
    target = Path(options.file).absolute()
    if options.file.endswith("/"):
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
    target, manifest = making.make(target)
    print(f"Everything is in {target}. Delete it by {manifest.expires:%d %B %Y}.")
    return 0
