"""Pairs that may be one person, found among 100,000 contacts at a terminal, beside joins in SQL.

Into a copy of the store go doubles that are known, of every kind; all of them must be proposed.
"""

import sys
import time
from pathlib import Path

from benchmarks import stores
from benchmarks.figure import Figure
from benchmarks.team_store import opened
from benchmarks.terminal import Terminal
from contacthub_tui.domain.contact import TEXT_FIELDS
from contacthub_tui.services.duplicates import find_pairs
from contacthub_tui.services.import_batches import searchable
from contacthub_tui.store.database import session, transaction
from contacthub_tui.store.search import index_words
from contacthub_tui.store.sql import insert_many, rows

_CONTACTS = 100_000
_DOUBLES = 500  # of each kind
_MOST = 5.0  # seconds: "in seconds, in a worker"

#: What somebody would write without a program: for each kind a key of one, and of the other.
_JOINS = (
    ("lower(email)", "lower(email)"),
    ("lower(first_name || ' ' || last_name)", "lower(first_name || ' ' || last_name)"),
    ("lower(first_name || ' ' || last_name)", "lower(last_name || ' ' || first_name)"),
    ("mobile", "whatsapp"),
)


def measure(rows: int, folder: Path) -> list[Figure]:
    """The figures; the store has as many contacts whatever `rows` says."""
    home = stores.copy(stores.home(folder, min(rows, _CONTACTS)), "home-duplicates")
    with opened(home):
        doubles = _double()
        known = {tuple(sorted(pair)) for pair in doubles}
        proposed = {
            (pair.first_id, pair.second_id) for pair in find_pairs(_nothing, lambda: False).pairs
        }
        peer = _self_joins()
    terminal = Terminal(stores.CONTACTHUB, stores.environ(home))
    terminal.wait_for("All contacts")
    terminal.settle(0.5)
    ours = terminal.press("D", " pairs")
    terminal.close()
    found = len(known & proposed)
    return [
        Figure(
            f"Duplicates among {_CONTACTS:,} contacts, from the key to the list",
            f"{ours:.1f} s",
            f"{peer:.1f} s",
            ours / peer,
            f"{_MOST:.0f} s",
            ours <= _MOST,
        ),
        Figure(
            "Known doubles among them that are proposed",
            f"{found:,} of {len(known):,}",
            "",
            None,
            "all",
            found == len(known),
        ),
    ]


def _nothing(_share: float) -> None:
    """Nobody wants to know how far it is."""


def _double() -> list[tuple[int, int]]:
    """Double some contacts, in four ways; gives their ids."""
    columns = ("id", "mobile", "whatsapp", *TEXT_FIELDS)
    names = ", ".join(columns)
    with session():
        found = rows(
            f"SELECT {names} FROM contact WHERE mobile LIKE '+33%' AND last_name <> ''"  # noqa: S608
            " AND first_name <> '' AND email <> '' ORDER BY id LIMIT ?",
            (4 * _DOUBLES,),
        )
        last = rows("SELECT max(id) FROM contact")[0][0]
    made = []
    for number, held in enumerate(found):
        contact = dict(zip(columns, held, strict=True))
        twin = dict.fromkeys(TEXT_FIELDS, "") | {
            "id": last + 1 + number,
            "mobile": f"+3365{number:07}",
            "whatsapp": None,
        }
        kind = number % 4
        if kind == 0:
            twin["email"] = contact["email"].upper()
        elif kind == 1:
            twin |= {"first_name": contact["last_name"], "last_name": contact["first_name"]}
            twin["birth_date"] = contact["birth_date"]
        elif kind == 2:
            twin |= {"whatsapp": contact["mobile"], "mobile": None}
        else:
            twin |= {"mobile": f"+330{contact['mobile'][3:]}"}
        made.append((contact["id"], twin))
    at = "2026-01-01T00:00:00Z"
    records, searches = [], []
    for _held, twin in made:
        search, sort_name = searchable(twin, {}, twin["mobile"], twin["whatsapp"])
        values = [twin[name] for name in columns]
        records.append((*values, search, sort_name, at, "bench", at, "bench"))
        searches.append((twin["id"], search))
    more = ("search", "sort_name", "created_at", "created_by", "updated_at", "updated_by")
    with transaction():
        insert_many("contact", (*columns, *more), records)
        index_words(searches)
    return [(held, twin["id"]) for held, twin in made]


def _self_joins() -> float:
    """Seconds of the joins."""
    began = time.perf_counter()
    with session():
        for ours, theirs in _JOINS:
            # Materialized, since SQLite makes no index of its own on an expression.
            rows(
                f"WITH a AS MATERIALIZED (SELECT id, {ours} AS key FROM contact),"  # noqa: S608
                f" b AS MATERIALIZED (SELECT id, {theirs} AS key FROM contact)"
                " SELECT count(*) FROM a JOIN b ON a.key = b.key"
                " WHERE a.id <> b.id AND a.key <> ''"
            )
    return time.perf_counter() - began


def main(size: int) -> None:
    """Print the figures."""
    for figure in measure(size, stores.default_folder()):
        print(*figure.cells, sep=" | ")


if __name__ == "__main__":
    main(int(sys.argv[1]))
