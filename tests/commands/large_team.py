"""A file of several batches in which everything happens, and all that an import of it leaves.

What upsets an import (a kill, a full disk, a lost connection, another import) must not be seen in
what it leaves: `kept` is the same.
"""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cysqlite

from tests.commands.program import PROGRAM, contacthub, mobile, write_csv

#: Three batches, the last one short.
ROWS = 16_000
#: Seconds a run may take at most; only a hung one does.
PATIENCE = 120

HEADER = ["Prénom", "Nom", "Mobile", "E-mail", "Statut"]
#: What must be the same whatever happened to a run.
#: Runs go by their place: a server that was gone while one was noted leaves out a number.
_PLACE = "(SELECT count(*) FROM import_run AS run WHERE run.id <= {})"
QUERIES = {
    "contacts": "SELECT mobile, whatsapp, first_name, last_name, email,"
    f" {_PLACE.format('import_run_id')} FROM contact",
    "members": "SELECT mobile, name FROM membership JOIN contact ON contact.id = contact_id"
    " JOIN contact_list ON contact_list.id = list_id",
    "lists": f"SELECT name, {_PLACE.format('import_run_id')} FROM contact_list",
    "preferences": "SELECT channel, number, status FROM preference",
    "ledger": "SELECT channel, number, before, after, source,"
    f" {_PLACE.format('run_id')}, row_number FROM preference_change",
    "rows": f"SELECT {_PLACE.format('run_id')}, row_number, outcome, reason, warnings, cells"
    " FROM import_row",
    "runs": f"SELECT {_PLACE.format('import_run.id')}, state, counts, checkpoint FROM import_run",
}


@dataclass(frozen=True)
class Team:
    """Two files for one store: a few contacts who are there before, and the large one."""

    before: Path
    file: Path
    rows: int

    def prepare(self, url: str) -> None:
        """Bring in those who are there before."""
        assert contacthub("import", self.before, "--database", url).status == 0

    def command(self, url: str, run: int | None = None) -> list[str]:
        """Import the large file, or go on with that."""
        words = ["import", "--json", "--database", url]
        words += [str(self.file), "--new-list", "Équipe"] if run is None else ["--resume", str(run)]
        return [*PROGRAM, *words]


def write_team(folder: Path, rows: int = ROWS) -> Team:
    """Rows that create, update, repeat others of other batches, fail, warn and unsubscribe."""
    known = [
        ["Ancien", f"Nom {n}", mobile(n), "", "désabonné" if n % 2 else "abonné"]
        for n in range(0, rows, 100)
    ]
    large = [
        [
            f"Prénom {n}",
            f"Nom {n}",
            "12" if n % 97 == 0 else mobile(n // 2 if n % 89 == 0 else n),
            "nowhere" if n % 83 == 0 else f"p{n}@example.org",
            "désabonné" if n % 7 == 0 else "",
        ]
        for n in range(rows)
    ]
    return Team(
        write_csv(folder / "before.csv", [HEADER, *known]),
        write_csv(folder / "team.csv", [HEADER, *large]),
        rows,
    )


def select(url: str, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query, by another connection than the program's own."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=30)) as connection:
            return connection.execute(query).fetchall()
    import psycopg  # noqa: PLC0415 -- an extra: without it these tests are skipped

    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()


def kept(url: str) -> dict[str, Any]:
    """All that an import leaves, in an order of its own."""
    return {name: sorted(select(url, query), key=repr) for name, query in QUERIES.items()}


def state(url: str, run: int = 2) -> str:
    """The state of a run as it is written, or nothing."""
    found = select(url, f"SELECT state FROM import_run WHERE id = {run}")
    return str(found[0][0]) if found else ""


def rows_in(url: str, run: int = 2) -> int:
    """How many rows of a run are in."""
    ((counts,),) = select(url, f"SELECT counts FROM import_run WHERE id = {run}")
    return int(json.loads(counts).get("rows", 0))


def assert_intact(url: str) -> None:
    """A SQLite file has no fault; PostgreSQL answers for its own."""
    if url.startswith("sqlite"):
        with closing(cysqlite.connect(url.removeprefix("sqlite:///"))) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def assert_sound(url: str) -> None:
    """The store is intact, and search, ledger and preferences agree with it."""
    said = contacthub("doctor", "--database", url)
    assert said.status == 0, said
