"""`howff restore`: bring a backup back."""

from argparse import Namespace
from pathlib import Path

from howff.website.backups import restoring


def run(options: Namespace) -> int:
    """Bring it back and say what was erased again."""
    source = Path(options.file).absolute()
    restored = restoring.restore(source, replace=options.replace, expired=options.expired)
    print(f"The backup is back. Words erased again, taken back since: {restored.erased}.")
    if not restored.complete:
        print(
            "The database that was here could not be read, so what people took back since the "
            "backup is not known: tell them."
        )
    return 0
