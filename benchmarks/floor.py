"""What SQLite alone needs to hold the same contacts: the least that an import can take.

A store that an import has filled is read, and its rows are handed to another one with the same
tables, indexes, triggers and full text: ready, sorted, by one process that does nothing else, with
a commit where the import had one. Only the writing is timed. Beside it, `sqlite-utils insert`,
which fills one table without an index.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import stores
from benchmarks.figure import Figure
from benchmarks.imports import peer
from contacthub_tui.domain.contact_query import words_and_digits
from contacthub_tui.importer.reader import BATCH
from contacthub_tui.store.database import open_store, session, transaction
from contacthub_tui.store.sql import execute, execute_many, rows

#: What a batch of an import leaves, in the order in which it writes it, from a store `filled`.
_LEFT = {
    "import_run": "SELECT * FROM filled.import_run ORDER BY id LIMIT ? OFFSET ?",
    "contact": "SELECT * FROM filled.contact ORDER BY id LIMIT ? OFFSET ?",
    "preference_change": "SELECT * FROM filled.preference_change ORDER BY id LIMIT ? OFFSET ?",
    "preference": (
        "SELECT p.* FROM"
        " (SELECT * FROM filled.preference_change ORDER BY id LIMIT ? OFFSET ?) c"
        " CROSS JOIN filled.preference p ON p.number = c.number AND p.channel = c.channel"
        " WHERE p.change_id = c.id ORDER BY p.number"
    ),
    "import_row": "SELECT * FROM filled.import_row ORDER BY row_number LIMIT ? OFFSET ?",
}
_SEARCHES = "SELECT id, search FROM filled.contact ORDER BY id LIMIT ? OFFSET ?"
_Part = list[tuple[str, list[tuple[Any, ...]]]]


def measure(size: int, folder: Path) -> list[Figure]:
    """The figure of a store made of `size` rows."""
    seconds = _fill(stores.home(folder, size) / "hub.db", folder / "floor.db")
    theirs = peer(stores.spreadsheet(folder, size), folder)
    return [
        Figure(
            f"SQLite alone writes what the import of {size:,} rows leaves",
            f"{seconds:.1f} s",
            f"sqlite-utils {theirs.seconds:.1f} s",
            theirs.seconds / seconds,
            "the most that is possible",
            True,
        )
    ]


def _fill(filled: Path, empty: Path) -> float:
    """Seconds that writing the contents of one store to another takes."""
    _remove(empty)
    store = open_store(f"sqlite:///{empty}")
    seconds = 0.0
    with session():
        execute("ATTACH DATABASE ? AS filled", (str(filled),))
        for part in _parts():
            began = time.perf_counter()
            with transaction():
                for statement, records in part:
                    execute_many(statement, records)
            seconds += time.perf_counter() - began
    store.close()
    _remove(empty)
    return seconds


def _parts() -> Iterator[_Part]:
    """What each batch of the import wrote: statements and their records."""
    start = 0
    while True:
        part: _Part = []
        for table, query in _LEFT.items():
            if found := rows(query, (BATCH, start)):
                marks = ", ".join("?" * len(found[0]))
                part.append((f"INSERT INTO {table} VALUES ({marks})", found))  # noqa: S608
        if not part:
            return
        words, digits = [], []
        for contact_id, search in rows(_SEARCHES, (BATCH, start)):
            of_words, of_digits = words_and_digits(search)
            words.append((contact_id, of_words))
            digits.append((contact_id, of_digits))
        part.append(("INSERT INTO contact_words (rowid, words) VALUES (?, ?)", words))
        part.append(("INSERT INTO contact_digits (rowid, digits) VALUES (?, ?)", digits))
        yield part
        start += BATCH


def _remove(database: Path) -> None:
    for end in ("", "-wal", "-shm"):
        database.with_name(database.name + end).unlink(missing_ok=True)


def main(size: int) -> None:
    """Print the figure."""
    for figure in measure(size, stores.default_folder()):
        print(*figure.cells, sep=" | ")


if __name__ == "__main__":
    main(int(sys.argv[1]))
