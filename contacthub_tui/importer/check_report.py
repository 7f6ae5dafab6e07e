"""What a check found of every row of a file, kept while somebody looks at it.

Enters: verdicts in the order of the file. Leaves: pages of rows by what becomes of them or what is
wrong with them. A report is a SQLite file of its own that only its owner can read; it goes with
the program that asked for it, at the latest when the next one starts.
"""

import json
import os
import sqlite3
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from secrets import token_hex
from typing import Any

from contacthub_tui import paths
from contacthub_tui.domain.import_check import (
    KEPT_GROUP,
    OUTCOMES,
    STOPPED_GROUP,
    CheckedRow,
    CheckSummary,
    OpenDates,
    Verdicts,
)
from contacthub_tui.domain.import_run import Counts, DateOrder, RowWarning
from contacthub_tui.domain.text import name_key
from contacthub_tui.errors import FileError
from contacthub_tui.services.workers import is_alive, this_worker

#: The database is thrown away with the check: nothing of it has to outlive a crash.
_MADE = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
CREATE TABLE row (
    row INTEGER PRIMARY KEY, outcome INTEGER, number TEXT, name TEXT, reason TEXT, place INTEGER,
    warnings TEXT, cells TEXT
);
CREATE TABLE part (name TEXT, row INTEGER, PRIMARY KEY (name, row)) WITHOUT ROWID;
CREATE TABLE first (number TEXT PRIMARY KEY, row INTEGER) WITHOUT ROWID;
CREATE TABLE about (summary TEXT);
BEGIN;
"""
#: Which row has the number of a duplicate first: one that is no duplicate and did not fail.
_FIRST = """
INSERT INTO first SELECT number, min(row) FROM row
WHERE outcome < {duplicate} AND number IN (SELECT number FROM row WHERE outcome = {duplicate})
GROUP BY number
"""
_PAGE = """
SELECT r.row, r.outcome, r.number, r.name, r.reason, r.place, r.warnings, r.cells, f.row
FROM ({rows} ORDER BY row LIMIT ? OFFSET ?) AS wanted JOIN row r ON r.row = wanted.row
LEFT JOIN first f ON r.outcome = {duplicate} AND f.number = r.number ORDER BY r.row
"""
_DUPLICATE, _FAILED = OUTCOMES.index("duplicate"), OUTCOMES.index("failed")
#: Rows a statement: 32,766 values are the most that SQLite takes in one (its default).
_AT_ONCE = 500
#: Names of lists that are told: who has more has taken another column for lists.
_MOST_LISTS = 200
#: A report of a program on another computer that shares this folder is left for so long.
_DAY = timedelta(days=1)
_SUFFIX = ".check"


# A report while it is written


class ReportWriter:
    """Writes one report, whose file `new_report` made."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lists: dict[str, tuple[str, int]] = {}

    def add(self, verdicts: Verdicts) -> None:
        """Take the verdicts on some rows, each row once."""
        self._insert("row (row, outcome, number, name)", verdicts.short)
        self._insert("row", [(*verdict[:6], *map(_json, verdict[6:])) for verdict in verdicts.long])
        parts = [(KEPT_GROUP, row) for row in verdicts.kept]
        parts += [(STOPPED_GROUP, row) for row in verdicts.stopped]
        for row, outcome, _number, _name, reason, _place, warnings, _cells in verdicts.long:
            if outcome == _FAILED:
                parts.append((f"failed:{reason}", row))
            parts += [(f"warning:{code}", row) for code in {warning[0] for warning in warnings}]
            self._count_lists(warnings)
        self._insert("part", sorted(parts))

    def _insert(self, into: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Add rows, many by one statement: other threads take their turn between statements."""
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            marks = ", ".join([f"({', '.join('?' * len(some[0]))})"] * len(some))
            self._connection.execute(
                f"INSERT INTO {into} VALUES {marks}",  # noqa: S608 -- names of ours
                tuple(chain.from_iterable(some)),
            )

    def _count_lists(self, warnings: Iterable[Sequence[Any]]) -> None:
        unknown = [held[2] for held in warnings if held[0] == RowWarning.UNKNOWN_LIST]
        for key, name in {name_key(name): name for name in unknown}.items():
            told, rows = self._lists.get(key, (name, 0))
            self._lists[key] = told, rows + 1

    def finish(
        self,
        counts: Counts,
        headers: Sequence[str],
        dates: Sequence[OpenDates],
        fingerprint: str,
    ) -> None:
        """Make the report one that can be read."""
        connection = self._connection
        if counts.duplicate:
            connection.execute(_FIRST.format(duplicate=_DUPLICATE))
        connection.execute("CREATE INDEX row_by_outcome ON row (outcome)")
        groups = dict(connection.execute("SELECT name, count(*) FROM part GROUP BY name"))
        lists = sorted(self._lists.values(), key=lambda held: (-held[1], held[0]))
        summary = {
            "counts": asdict(counts),
            "headers": list(headers),
            "groups": groups,
            "lists": dict(lists[:_MOST_LISTS]),
            "all_lists": len(lists),
            "dates": [asdict(column) for column in dates],
            "fingerprint": fingerprint,
        }
        connection.execute("INSERT INTO about VALUES (?)", (json.dumps(summary),))
        connection.commit()


@contextmanager
def writing(report: Path) -> Generator[ReportWriter]:
    """Write a report. Raises FileError unwritable where there is no room for it."""
    try:
        connection = sqlite3.connect(report, isolation_level=None)
        try:
            connection.executescript(_MADE)
            yield ReportWriter(connection)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise FileError("unwritable", path=str(report), reason=str(error)) from error


def _json(held: object) -> str:
    return json.dumps(held, ensure_ascii=False) if held else ""


# A report to look at


def read_summary(report: Path) -> CheckSummary:
    """What the rows come to. Raises FileError where the report is gone."""
    with _opened(report) as connection:
        ((text,),) = connection.execute("SELECT summary FROM about")
    held: dict[str, Any] = json.loads(text)
    return CheckSummary(
        counts=Counts(**held["counts"]),
        headers=tuple(held["headers"]),
        groups=held["groups"],
        lists=held["lists"],
        all_lists=held["all_lists"],
        dates=tuple(
            OpenDates(one["header"], tuple(one["samples"]), DateOrder(one["order"]))
            for one in held["dates"]
        ),
        fingerprint=held["fingerprint"],
    )


def read_rows(
    report: Path, group: str, headers: Sequence[str], start: int, size: int
) -> list[CheckedRow]:
    """A window of the rows of a group, in the order of the file.

    `group` is one of OUTCOMES or of the groups of the summary, `headers` are those of its file.
    """
    rows, wanted = "SELECT row FROM part WHERE name = ?", group
    if group in OUTCOMES:
        rows, wanted = "SELECT row FROM row WHERE outcome = ?", str(OUTCOMES.index(group))
    page = _PAGE.format(rows=rows, duplicate=_DUPLICATE)
    with _opened(report) as connection:
        found = connection.execute(page, (wanted, size, start)).fetchall()
    code = group.partition(":")[2]
    return [_as_row(headers, code, *row) for row in found]


def _as_row(
    headers: Sequence[str],
    code: str,
    row: int,
    outcome: int,
    number: str,
    name: str,
    reason: str | None,
    place: int | None,
    warned: str | None,
    held: str | None,
    first: int | None,
) -> CheckedRow:
    """A row with the reason for which it is looked at, which of several warnings is `code`."""
    cells: Sequence[str] = json.loads(held) if held else ()
    place = -1 if place is None else place
    value = cells[place] if 0 <= place < len(cells) else ""
    if warned:
        warnings = json.loads(warned)
        reason, place, value = next((one for one in warnings if one[0] == code), warnings[0])
    return CheckedRow(
        row,
        OUTCOMES[outcome],
        number,
        name,
        reason or "",
        headers[place] if 0 <= place < len(headers) else "",
        value or "",
        tuple(cells),
        first or 0,
    )


@contextmanager
def _opened(report: Path) -> Generator[sqlite3.Connection]:
    try:
        connection = sqlite3.connect(f"{report.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            yield connection
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise FileError("unreadable", path=str(report), problem=str(error)) from error


# The files of reports


def new_report() -> Path:
    """An empty file for the report of a check that this program asks for. Raises FileError."""
    folder = paths.checks_dir()
    report = folder / f"{this_worker()}-{token_hex(4)}{_SUFFIX}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(report, os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise FileError("unwritable", path=str(report), reason=error.strerror) from error
    return report


def remove_report(report: Path) -> None:
    """Remove a report that nobody looks at any more."""
    report.unlink(missing_ok=True)


def remove_left() -> None:
    """Remove the reports of programs that ended without doing so."""
    for report in paths.checks_dir().glob(f"*{_SUFFIX}"):
        try:
            written = datetime.fromtimestamp(report.stat().st_mtime, UTC)
        except FileNotFoundError:
            continue
        worker = report.name.rpartition("-")[0]
        if not is_alive(worker, (written + _DAY).isoformat()):
            report.unlink(missing_ok=True)


def open_dates(columns: Iterable[Mapping[str, Any]]) -> list[OpenDates]:
    """The columns of dates, among those of a plan, whose cells prove no order."""
    return [
        OpenDates(column["header"], tuple(column["unclear"]), DateOrder(column["date_order"]))
        for column in columns
        if column["unclear"]
    ]
