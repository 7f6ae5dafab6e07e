"""What is done to all contacts at once: added to a list, deleted and brought back, exported.

The peers are `sqlite3`'s own way: one statement for the list, a `.csv` by its rows for the export.
"""

import csv
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import stores
from benchmarks.figure import Figure
from contacthub_tui.domain.bulk import Act, ActCode, Chosen, Report
from contacthub_tui.services import bulk, deletion
from contacthub_tui.services.exports import export_contacts
from contacthub_tui.store.database import READER_CACHE, open_store

_ADDED, _EXPORTED = 200_000, 100_000  # contacts a second

_LIST_OF_PEER = """
CREATE TABLE peer_membership (
    list_id INTEGER NOT NULL, contact_id INTEGER NOT NULL, PRIMARY KEY (list_id, contact_id)
) WITHOUT ROWID;
CREATE INDEX peer_membership_contact ON peer_membership (contact_id);
"""


def measure(rows: int, folder: Path) -> list[Figure]:
    """The figures of a store made of `rows` rows."""
    home = stores.copy(stores.home(folder, rows), "home-bulk")
    database, out = home / "hub.db", home / "out.csv"
    store = open_store(f"sqlite:///{database}", cache=READER_CACHE)
    try:
        total = bulk.count_chosen(Chosen())
        exported = _seconds(lambda: export_contacts(Chosen(), out))
        added = _seconds(lambda: _act(Act(ActCode.ADD_TO_LISTS, new_lists=("Everyone",))))
        begun = time.perf_counter()
        deleted = _act(Act(ActCode.DELETE)).deletion
        deleting = time.perf_counter() - begun
        restoring = _seconds(lambda: deletion.restore(deleted or 0))
    finally:
        store.close()
    peer_added = _seconds(lambda: _add_like_a_peer(database))
    peer_exported = _seconds(lambda: _export_like_a_peer(database, out))
    return [
        _figure(f"Add all of {total:,} to a list", total, added, peer_added, _ADDED),
        _figure(f"Export {total:,} to .csv", total, exported, peer_exported, _EXPORTED),
        _figure(f"Delete {total:,}", total, deleting, None, 0),
        _figure(f"Bring {total:,} back", total, restoring, None, 0),
    ]


def _act(act: Act) -> Report:
    return bulk.carry_out(act, Chosen(), who="marie")


def _add_like_a_peer(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.executescript(_LIST_OF_PEER)
        connection.execute("INSERT INTO peer_membership SELECT 1, id FROM contact ORDER BY id")


def _export_like_a_peer(database: Path, out: Path) -> None:
    with sqlite3.connect(database) as connection, out.open("w", newline="") as file:
        csv.writer(file).writerows(connection.execute("SELECT * FROM contact"))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _figure(what: str, total: int, ours: float, peer: float | None, target: int) -> Figure:
    return Figure(
        what,
        f"{total / ours:,.0f} contacts/s",
        f"{total / peer:,.0f} contacts/s" if peer else "",
        ours / peer if peer else None,
        f"{target:,} contacts/s" if target else "",
        total / ours >= target,
    )


def main(size: int) -> None:
    """Print the figures."""
    for figure in measure(size, stores.default_folder()):
        print(*figure.cells, sep=" | ")


if __name__ == "__main__":
    main(int(sys.argv[1]))
