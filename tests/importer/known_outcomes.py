"""What a reader finds out about a file, beside its truth. Enters: a file. Leaves: what is missed.

Everything is looked at as an import does, but for the process of its own.
"""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from contacthub_tui.domain.import_run import ReadOptions
from contacthub_tui.errors import FileError
from contacthub_tui.importer.mapping import ColumnPlan, plan_columns
from contacthub_tui.importer.planning import SAMPLE
from contacthub_tui.importer.sources import TableInfo, open_table
from tests.importer.known_tables import KnownTable, known_tables

#: The parts of a truth, and the shares of files in which each must be right.
SHARES = {"mobile": 0.98, "fields": 0.95, "header": 0.99, "encoding": 0.99}


@dataclass(frozen=True, slots=True)
class Outcome:
    """For one file: which parts were asked, and what was wrong with each that was missed."""

    name: str
    asked: frozenset[str]
    misses: dict[str, str]


def look(path: Path, region: str) -> tuple[TableInfo, Sequence[ColumnPlan], str]:
    """What is found out about a file; no columns and a code where it has none for phones."""
    with closing(open_table(path, ReadOptions(), region=region)) as table:
        rows = [cells for _, cells in islice(table.rows(), SAMPLE)]
        try:
            plan = plan_columns(table.info.headers, rows, region, [], [], None, None)
        except FileError as error:
            return table.info, (), error.code
        return table.info, plan.columns, ""


def preferred(columns: Sequence[ColumnPlan]) -> int:
    """The column that is asked first for a number to write to; -1 without one."""
    phones = [column for column in columns if column.field in ("mobile", "whatsapp")]
    first = max(
        phones,
        key=lambda column: (column.field == "mobile", column.sure, -column.index),
        default=None,
    )
    return -1 if first is None else first.index


def outcome(table: KnownTable, folder: Path) -> Outcome:
    """Write a table, look at it, compare."""
    path = table.write(folder)
    info, columns, code = look(path, table.region)
    misses: dict[str, str] = {}
    asked = {"mobile", "fields", "header"}
    if info.header_row != table.header_row:
        misses["header"] = f"row {info.header_row}, not {table.header_row}"
    if table.encoding is not None:
        data = path.read_bytes()
        if not data.isascii():
            asked.add("encoding")
        if data.decode(info.encoding or "ascii", "replace") != data.decode(table.encoding):
            misses["encoding"] = f"{info.encoding}, not {table.encoding}"
    if code:
        misses["mobile"] = misses["fields"] = code
        return Outcome(table.name, frozenset(asked), misses)
    if (found := preferred(columns)) != table.mobile:
        misses["mobile"] = f"column {found + 1}, not {table.mobile + 1}"
    wrong = [
        f"{told.header}: {column.field}"
        for told, column in zip(table.columns, columns, strict=False)
        if column.field not in told.fields
    ]
    if wrong or len(columns) != len(table.columns):
        misses["fields"] = "; ".join(wrong) or f"{len(columns)} columns"
    return Outcome(table.name, frozenset(asked), misses)


def outcomes(folder: Path) -> list[Outcome]:
    """Of every known table."""
    return [outcome(table, folder) for table in known_tables()]
