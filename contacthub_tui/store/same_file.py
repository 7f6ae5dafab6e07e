"""Whether a SQLite file is still the one that was opened.

Enters: its path. Leaves: nothing, or a `StoreError`. On a POSIX system what is written to a file
that was removed meets no error, and is gone with the last program that holds it.
"""

from pathlib import Path
from typing import Any

from contacthub_tui.errors import StoreError


def remember(database: Any) -> None:
    """Note which file this database is now. Raises StoreError away."""
    database.file_identity = _identity(Path(database.database))


def check(database: Any) -> None:
    """Raises StoreError: away where the file is gone, replaced where another has its name.

    SQLite looks at the same two numbers, but not in WAL mode (SQLITE_READONLY_DBMOVED,
    https://sqlite.org/rescode.html#readonly_dbmoved).
    """
    known = getattr(database, "file_identity", None)
    if known is not None and _identity(Path(database.database)) != known:
        raise StoreError("replaced", place=database.database)


def _identity(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        raise StoreError("away", place=str(path)) from None
    return status.st_dev, status.st_ino
