"""What a database says when it fails, as one of our codes.

Enters: an exception that peewee or a driver raised. Leaves: the code and words of a `StoreError`,
or nothing where the exception is a mistake of ours, which stays what it is.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import peewee
from cysqlite import SqliteError

from contacthub_tui.errors import StoreError
from contacthub_tui.store.migrate import place_of

#: What PostgreSQL's states mean to us, by their beginnings. Its words may be in any language
#: (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_STATES = {
    "25006": "read-only",
    "25P03": "away",
    "3F000": "read-only",  # no schema in which this user may make tables
    "40001": "locked",
    "42501": "read-only",  # not allowed to this user
    "42710": "not-contacthub",  # another program's tables, indexes or triggers have our names
    "42723": "not-contacthub",
    "42P07": "not-contacthub",
    "40P01": "locked",
    "53100": "full",
    "55P03": "locked",
    "57014": "locked",
    "XX001": "damaged",
    "XX002": "damaged",
    "57P": "away",
    "08": "away",
    "53": "away",
    "58": "away",
}

_SIGNS = (
    ("locked", ("database is locked", "database table is locked", "database schema is locked")),
    ("read-only", ("readonly", "read-only")),
    ("full", ("disk is full",)),
    ("not-contacthub", ("file is not a database",)),
    ("damaged", ("malformed", "corrupt")),
    ("away", ("unable to open", "disk i/o error")),
)

#: Less than this is no room: SQLite's index of its journal alone grows by 32 kB.
_NO_ROOM = 64 * 1024


def driver_errors(database: Any) -> tuple[type[Exception], ...]:
    """All that work on a database raises: peewee's errors, and its driver's in bulk writes."""
    if isinstance(database, peewee.PostgresqlDatabase):
        import psycopg  # noqa: PLC0415 - an extra that SQLite users do not have

        return peewee.PeeweeException, psycopg.Error
    return peewee.PeeweeException, SqliteError


def as_store_error(error: Exception, database: Any) -> StoreError | None:
    """The error that an operator can act on; None where it is none of those."""
    postgres = isinstance(database, peewee.PostgresqlDatabase)
    # The first cause: what a rollback says of a connection that is gone hides why it is gone.
    for cause in reversed(list(_causes(error))):
        code = _postgres_code(cause) if postgres else _sqlite_code(cause, database)
        if code:
            return StoreError(code, place=place_of(database), reason=str(cause).strip())
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _postgres_code(error: BaseException) -> str | None:
    import psycopg  # noqa: PLC0415 - an extra that SQLite users do not have

    if not isinstance(error, psycopg.Error):
        return None
    state = error.sqlstate
    if state is None:
        # The driver itself speaks: there is no connection.
        return "away" if isinstance(error, psycopg.OperationalError) else None
    return next((_STATES[state[:size]] for size in (5, 3, 2) if state[:size] in _STATES), None)


def _sqlite_code(error: BaseException, database: Any) -> str | None:
    if not isinstance(error, SqliteError):
        return None
    said = str(error).lower()
    code = next((code for code, signs in _SIGNS if any(sign in said for sign in signs)), None)
    # SQLite says "full" of the store itself, not of the files that it needs beside it.
    return "full" if code == "away" and _no_room(Path(database.database)) else code


def _no_room(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.absolute().parent).free < _NO_ROOM
    except OSError:
        return False
