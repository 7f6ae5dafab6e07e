"""The rows of an import that want a look. Enters: pages of row results. Leaves: table messages."""

from collections.abc import Sequence

from contacthub_tui.domain.import_run import RowResult
from contacthub_tui.i18n import _, mark, number
from contacthub_tui.widgets.columns import Cell, Column
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.wording import row_reason

_OUTCOMES = {
    "failed": ("✗", mark("failed"), "bad"),
    "duplicate": ("=", mark("duplicate"), "muted"),
    "warning": ("▲", mark("warning"), "attention"),
}


def outcome_cell(result: RowResult) -> Cell:
    """`✗ failed`; an outcome of another kind came in with a warning."""
    sign, word, role = _OUTCOMES.get(result.outcome, _OUTCOMES["warning"])
    return Cell(f"{sign} {_(word)}", role)


COLUMNS: Sequence[Column[RowResult]] = (
    Column("row", mark("Row"), lambda row: Cell(number(row.row)), width=9, right=True),
    Column("outcome", mark("Outcome"), outcome_cell, width=11),
    Column("reason", mark("Reason"), lambda row: Cell(row_reason(row.reason)), width=20, weight=2),
    Column(
        "column",
        mark("Column"),
        lambda row: Cell(row.column, "muted"),
        width=12,
        weight=1,
        from_width=90,
    ),
    Column(
        "cells",
        mark("Cells"),
        lambda row: Cell(" · ".join(cell for cell in row.cells if cell), "muted"),
        width=16,
        weight=4,
    ),
)


class ResultsTable(WindowedTable[RowResult]):
    """Failed rows, duplicates and warnings, by their number in the file."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(COLUMNS, lambda result: result.row, id=id)
