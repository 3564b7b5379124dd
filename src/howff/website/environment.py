"""Reads settings from the environment, and says loudly what to set when one is missing or wrong."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# The site answers on a few lasting threads (howff.live.threads), each with a connection to keep.
LASTING = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class SettingError(Exception):
    """A setting from the environment is missing or cannot be used."""


def text(name: str, default: str = "") -> str:
    """The setting as text."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    """The setting as yes or no: 1, true, yes and on mean yes."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise SettingError(f"{name} is {value!r}: set it to yes or no.")


def number(name: str, default: int) -> int:
    """The setting as a whole number."""
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise SettingError(f"{name} is {value!r}: set it to a whole number.") from None


def words(name: str, default: str = "") -> list[str]:
    """The setting as a list, separated by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def secret(name: str, file: Path) -> str:
    """The secret from the environment, or one made once and kept in `file` (mode 600)."""
    if value := os.environ.get(name):
        return value
    if not file.exists():
        _make_secret(file)
    return file.read_text().strip()


def _make_secret(file: Path) -> None:
    """Make a secret, whole from its first moment; of several processes the first decides."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, part = tempfile.mkstemp(prefix=".secret-", dir=file.parent)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(secrets.token_urlsafe(48))
    with suppress(FileExistsError):
        os.link(part, file)
    Path(part).unlink()


def database(url: str, data: Path) -> dict[str, Any]:
    """Django's DATABASES entry: SQLite in the data folder, or the PostgreSQL that `url` names."""
    if not url:
        return sqlite(data / "howff.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(parts.path))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingError(
            f"HOWFF_DATABASE_URL starts with {parts.scheme!r}: use postgresql://user:password@host/name."
        )
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.pop("host", parts.hostname or "")),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": query,
        **LASTING,
    }


def sqlite(file: Path) -> dict[str, Any]:
    """SQLite for one writing process: durable, write-ahead, and forgetting what it deletes."""
    pragmas = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA secure_delete=ON; PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY; "
        "PRAGMA mmap_size=134217728; PRAGMA busy_timeout=20000;"
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        **LASTING,
    }


def mailers(url: str) -> dict[str, Any]:
    """Django's MAILERS from one address: `console:` or smtp(s)://user:password@host:port."""
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"default": {"BACKEND": "howff.website.mail.TerminalBackend"}}
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"} or not parts.hostname:
        raise SettingError(
            f"HOWFF_EMAIL_URL is {url!r}: use console:, smtp://host:port, smtp+tls:// or smtps://."
        )
    options = {
        "host": parts.hostname,
        "port": parts.port or (465 if parts.scheme == "smtps" else 25),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+tls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": 20,
    }
    return {
        "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
    }


def wording(url: str, model: str, key: str) -> dict[str, str]:
    """The server that may propose names for themes; nothing where none is named.

    Words go over the wire, so it is reached by https, or on the same machine.
    """
    if not url:
        return {}
    parts = urlsplit(url.rstrip("/"))
    if not parts.hostname or parts.query or parts.username:
        raise SettingError(f"HOWFF_WORDING_URL is {url!r}: use https://host/v1.")
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in THIS_MACHINE):
        raise SettingError(
            f"HOWFF_WORDING_URL is {url!r}: use https, unless the server is on this machine."
        )
    if not model:
        raise SettingError("HOWFF_WORDING_URL is set: name the model with HOWFF_WORDING_MODEL.")
    return {"URL": parts.geturl(), "MODEL": model, "KEY": key}
