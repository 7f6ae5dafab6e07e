"""Unsubscribing many contacts, each with its lines in the ledger, beside `sqlite-utils bulk`.

The peer updates one column of as many rows and keeps no history.
"""

import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from benchmarks import stores
from benchmarks.figure import Figure
from benchmarks.processes import run
from contacthub_tui.domain.bulk import Act, ActCode, Chosen
from contacthub_tui.services import bulk, ledger
from contacthub_tui.services.contacts import ContactQuery, matching_ids
from contacthub_tui.store.database import open_store
from tests.postgres_cluster import NoPostgresError, start_cluster

_CONTACTS = 100_000
_MOST = 5.0  # seconds


def measure(rows: int, folder: Path) -> list[Figure]:
    """The figures of a store made of `rows` rows."""
    count = min(_CONTACTS, rows)
    work = stores.copy(stores.home(folder, rows), "home-consent")
    peer = _peer(folder, count)
    figures = _figures(f"sqlite:///{work / 'hub.db'}", "", count, peer, folder)
    try:
        cluster = start_cluster("fsync=on", "synchronous_commit=on", "full_page_writes=on")
    except NoPostgresError as error:
        print(f"PostgreSQL was not measured: {error}", file=sys.stderr)
        return figures
    try:
        url = cluster.create("benchmark")
        file = stores.spreadsheet(folder, count)
        words = [*stores.CONTACTHUB, "import", str(file), "--database", url]
        run(words, stores.environ(work))
        return figures + _figures(url, ", PostgreSQL", count, peer, folder)
    finally:
        cluster.stop()


def _figures(url: str, where: str, count: int, peer: float, folder: Path) -> list[Figure]:
    store = open_store(url)
    try:
        # Some rows of the file have no number of their own.
        ids = matching_ids(ContactQuery(), 0, count)
        began = time.monotonic()
        act = Act(ActCode.UNSUBSCRIBE, reason="asked by letter")
        bulk.carry_out(act, Chosen(ids=frozenset(ids)), who="marie")
        seconds = time.monotonic() - began
        began = time.monotonic()
        lines = ledger.export_ledger(folder / "ledger.csv")
        written = time.monotonic() - began
    finally:
        store.close()
    return [
        Figure(
            f"Unsubscribing {len(ids):,} contacts, with the ledger{where}",
            f"{seconds:.1f} s",
            f"sqlite-utils bulk {peer:.1f} s",
            seconds / peer,
            f"{_MOST:.0f} s",
            seconds <= _MOST,
        ),
        Figure(
            f"The ledger as a file, {lines:,} lines{where}",
            f"{written:.1f} s ({lines / written:,.0f} lines/s)",
            "",
            None,
            "",
            True,
        ),
    ]


def _peer(folder: Path, count: int) -> float:
    """Seconds in which sqlite-utils marks as many rows, found by their key, in one transaction."""
    database, file = folder / "peer-consent.db", folder / "peer-consent.csv"
    database.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as peer, peer:
        peer.execute("CREATE TABLE team (id INTEGER PRIMARY KEY, number TEXT, status TEXT)")
        peer.executemany(
            "INSERT INTO team (number, status) VALUES (?, 'subscribed')",
            ((f"+336{row:08d}",) for row in range(count)),
        )
    file.write_text("id\n" + "".join(f"{row}\n" for row in range(1, count + 1)))
    update = "UPDATE team SET status = 'unsubscribed' WHERE id = :id"
    words = [sys.executable, "-m", "sqlite_utils", "bulk", str(database), update, str(file)]
    done = run([*words, "--csv", "--batch-size", str(count)], {})
    database.unlink()
    return done.seconds


def main(size: int) -> None:
    """Print the figures."""
    for figure in measure(size, stores.default_folder()):
        print(*figure.cells, sep=" | ")


if __name__ == "__main__":
    main(int(sys.argv[1]))
