"""Bring the open database's schema up to date, once, whoever comes first.

Enters: a connected database. Leaves: the schema of this version, or a StoreError and the database
as it was. A SQLite store that holds something is checked and copied beside itself before.
"""

from pathlib import Path
from typing import Any

import peewee
from playhouse.migrations import Runner

from contacthub_tui.errors import StoreError

MIGRATIONS = Path(__file__).parent / "migrations"
#: "CHUB" in a SQLite file's header says whose file it is
#: (https://sqlite.org/pragma.html#pragma_application_id).
APPLICATION_ID = 0x43485542
#: Any number will do for PostgreSQL's advisory lock, as long as all of us take the same.
MIGRATION_LOCK = 0x43485542_0001


def migrate(database: Any, directory: Path = MIGRATIONS) -> list[str]:
    """Apply what is missing; gives the names of the migrations applied.

    Raises StoreError: newer-schema, not-contacthub, not-unicode, damaged, or what the database
    says.
    """
    runner = Runner(database, str(directory))
    sqlite = not isinstance(database, peewee.PostgresqlDatabase)
    if sqlite:
        _check_owner(database)
    else:
        _check_encoding(database)
    applied = runner.applied()
    pending = [m.name for m in runner.migrations() if m.name not in applied]
    _check_age(runner, applied, database)
    if not pending:
        return []
    if sqlite and applied:
        _check_integrity(database)
        _copy_aside(database, pending[0])
    with database.atomic():
        if not sqlite:
            database.execute_sql("SELECT pg_advisory_xact_lock(%s)", (MIGRATION_LOCK,))
        elif not applied:
            database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        # Another process may have been first while this one waited for the lock.
        done: list[str] = runner.up()
        return done


def place_of(database: Any) -> str:
    """What operators know a database by. Of a URL only the name: it can hold a password."""
    rest = str(database.database).partition("://")
    return rest[2].partition("/")[2].partition("?")[0] if rest[1] else rest[0]


def _check_owner(database: Any) -> None:
    owner = database.execute_sql("PRAGMA application_id").fetchone()[0]
    if owner != APPLICATION_ID and database.get_tables():
        raise StoreError("not-contacthub", place=place_of(database))


def _check_encoding(database: Any) -> None:
    """Other encodings would fail in the middle of an import, at the first name they lack."""
    encoding = database.connection().info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StoreError("not-unicode", place=place_of(database), encoding=encoding)


def _check_age(runner: Any, applied: dict[str, Any], database: Any) -> None:
    known = {m.name for m in runner.migrations()}
    newer = sorted(set(applied) - known)
    if newer:
        raise StoreError("newer-schema", place=place_of(database), newest=newer[-1])
    if not applied and not _is_empty(database):
        raise StoreError("not-contacthub", place=place_of(database))


def _is_empty(database: Any) -> bool:
    """Whether another program's tables are in the way. Others' tables beside ours are theirs."""
    ours = {"contact", "preference", "import_run", "membership"}
    return not ours & set(database.get_tables())


def _check_integrity(database: Any) -> None:
    said = database.execute_sql("PRAGMA quick_check(1)").fetchone()[0]
    if said != "ok":
        raise StoreError("damaged", place=place_of(database), reason=said)


def _copy_aside(database: Any, migration: str) -> None:
    """An online copy beside the store, named after the migration that it precedes."""
    path = Path(database.database)
    copy = path.with_name(f"{path.name}.before-{migration}")
    # A copy left by an attempt that failed holds the same: nothing was migrated since.
    copy.unlink(missing_ok=True)
    database.connection().backup_to_file(str(copy))
