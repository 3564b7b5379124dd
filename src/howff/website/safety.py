"""What must hold before the site may be opened to the world, each with the way to mend it."""

import resource
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from howff.website.backups.making import LAST

BACKUP_AT_LEAST_EVERY = timedelta(days=2)
OPEN_PAGES = 4096


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, whether it is well, and what to do where it is not."""

    about: str
    well: bool
    mend: str


def findings() -> list[Finding]:
    """Everything that is looked at, in the order in which one would mend it."""
    return [*_address(), *_secrets(), *_mail(), *_database(), *_backups(), *_machine(), *_django()]


def _address() -> Iterable[Finding]:
    parts = urlsplit(settings.PUBLIC_ADDRESS)
    yield Finding("Nobody sees our inner workings", not settings.DEBUG, "Unset HOWFF_DEBUG.")
    yield Finding("Nobody signs in without e-mail", not settings.DEMO_KEY, "Unset HOWFF_DEMO_KEY.")
    yield Finding(
        "The address begins with https",
        parts.scheme == "https",
        "Put a proxy with a certificate before Howff and set HOWFF_ADDRESS=https://…",
    )
    yield Finding(
        "We answer to our own name only",
        "*" not in settings.ALLOWED_HOSTS and parts.hostname in settings.ALLOWED_HOSTS,
        f"Set HOWFF_HOSTS={parts.hostname}.",
    )


def _secrets() -> Iterable[Finding]:
    yield Finding(
        "The secret key is long and our own",
        len(settings.SECRET_KEY) >= 50 and len(set(settings.SECRET_KEY)) > 10,
        "Unset HOWFF_SECRET_KEY, so that Howff makes one in the data folder.",
    )
    exposed = settings.DATA.stat().st_mode & 0o077 if settings.DATA.exists() else 0
    yield Finding(
        "Only its owner can read the data folder", not exposed, f"Say: chmod 700 {settings.DATA}"
    )


def _mail() -> Iterable[Finding]:
    backend = settings.MAILERS["default"]["BACKEND"]
    yield Finding(
        "E-mail really goes out, so that people can sign in",
        backend == "django.core.mail.backends.smtp.EmailBackend",
        "Set HOWFF_EMAIL_URL=smtp+tls://user:password@mail.example:587.",
    )
    yield Finding(
        "E-mail comes from an address of ours",
        "@localhost" not in settings.DEFAULT_FROM_EMAIL,
        "Set HOWFF_EMAIL_FROM='Howff <howff@your.domain>'.",
    )


def _database() -> Iterable[Finding]:
    try:
        executor = MigrationExecutor(connection)
        behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        durable = _is_durable()
    except DatabaseError as problem:
        yield Finding("The database answers", well=False, mend=f"{problem}".strip())
        return
    yield Finding(
        "The database is up to date", not behind, "Start `howff serve`, or `howff manage migrate`."
    )
    yield Finding(
        "What the database acknowledged, it keeps, whatever happens",
        durable,
        "Set fsync and synchronous_commit to on in PostgreSQL.",
    )


def _is_durable() -> bool:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            return bool(cursor.fetchone()[0] >= 2)
        cursor.execute("SELECT current_setting('fsync'), current_setting('synchronous_commit')")
        return "off" not in cursor.fetchone()


def _backups() -> Iterable[Finding]:
    mark = settings.DATA / LAST
    made_at = datetime.fromisoformat(mark.read_text()) if mark.exists() else None
    yield Finding(
        "There is a backup of the last two days",
        made_at is not None and made_at > timezone.now() - BACKUP_AT_LEAST_EVERY,
        "Run `howff backup FOLDER` every night, and keep a copy elsewhere.",
    )


def _machine() -> Iterable[Finding]:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield Finding(
        "A roomful of people can have the page open",
        hard >= OPEN_PAGES,
        f"Let the process open {OPEN_PAGES} files or more (ulimit -n, or LimitNOFILE).",
    )


def _django() -> Iterable[Finding]:
    found = run_checks(include_deployment_checks=True)
    messages = [message for message in found if not message.is_silenced()]
    for message in messages:
        yield Finding(
            f"Django says: {message.msg}", well=False, mend=message.hint or str(message.id)
        )
    if not messages:
        yield Finding("Django's own checks for deployment find nothing", well=True, mend="")
