"""The rows of an import that want a look. Enters: pages of row results. Leaves: table messages."""

from contacthub_tui.domain.import_run import RowResult
from contacthub_tui.i18n import _, mark, number
from contacthub_tui.widgets.columns import Cell, Column
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.wording import row_reason

REASON_WIDTH = 33  # cells; no reason is longer in either language

_OUTCOMES = {
    "failed": ("✗", mark("failed"), "bad"),
    "duplicate": ("=", mark("duplicate"), "muted"),
    "warning": ("▲", mark("warning"), "attention"),
}
_FIXED = ("✎", mark("fixed"), "accent")


def is_fixed(result: RowResult) -> bool:
    """Whether a row that failed is put right, and not imported yet."""
    return result.outcome == "failed" and bool(result.fixed)


def outcome_cell(result: RowResult) -> Cell:
    """`✗ failed`; an outcome of another kind came in with a warning."""
    if is_fixed(result):
        sign, word, role = _FIXED
    else:
        sign, word, role = _OUTCOMES.get(result.outcome, _OUTCOMES["warning"])
    return Cell(f"{sign} {_(word)}", role)


class ResultsTable(WindowedTable[RowResult]):
    """Failed rows, duplicates and warnings, in the order of the file, whose `headers` it knows."""

    def __init__(self, *, id: str | None = None) -> None:
        columns: tuple[Column[RowResult], ...] = (
            Column("row", mark("Row"), lambda row: Cell(number(row.row)), width=9, right=True),
            Column("outcome", mark("Outcome"), outcome_cell, width=15),
            Column("reason", mark("Reason"), _reason, width=REASON_WIDTH, weight=1),
            Column("cell", mark("Cell"), self._cell, width=11, weight=3),
            Column("column", mark("Column"), _column, width=12, weight=1, from_width=92),
            Column("cells", mark("All cells"), _cells, width=16, weight=4, from_width=112),
        )
        super().__init__(columns, lambda result: result.row, id=id)
        self.headers: tuple[str, ...] = ()

    def _cell(self, row: RowResult) -> Cell:
        """The cell that the reason is about; all of them where it is about the row."""
        cells = row.fixed or row.cells
        if row.column in self.headers:
            place = self.headers.index(row.column)
            return Cell(cells[place] if place < len(cells) else "", _role(row))
        return _cells(row)


def _role(row: RowResult) -> str:
    return "accent" if is_fixed(row) else "text"


def reason_text(row: RowResult) -> str:
    """Why a row is here, short enough for a column of a table."""
    return _("fixed, not imported yet") if is_fixed(row) else row_reason(row.reason)


def _reason(row: RowResult) -> Cell:
    return Cell(reason_text(row), _role(row))


def _column(row: RowResult) -> Cell:
    return Cell(row.column, "muted")


def _cells(row: RowResult) -> Cell:
    return Cell(" · ".join(cell for cell in row.fixed or row.cells if cell), "muted")
