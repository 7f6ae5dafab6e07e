"""The rows of a file with what would become of them. Enters: pages of checked rows. Leaves: table
messages.
"""

from collections.abc import Sequence

from contacthub_tui.domain.import_check import CheckedRow
from contacthub_tui.domain.phone import spell
from contacthub_tui.i18n import mark, number
from contacthub_tui.widgets.check_groups import outcome_word
from contacthub_tui.widgets.columns import Cell, Column
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.wording import row_reason


def _row(row: CheckedRow) -> Cell:
    return Cell(number(row.row))


def _first(row: CheckedRow) -> Cell:
    return Cell(number(row.first) if row.first else "", "muted")


def _cells(row: CheckedRow) -> Cell:
    return Cell(" · ".join(cell for cell in row.cells if cell), "muted")


def _reason(row: CheckedRow) -> Cell:
    return Cell(row_reason(row.reason), "bad")


_ROW = Column("row", mark("Row"), _row, width=9, right=True)
_NUMBER: Column[CheckedRow] = Column(
    "number", mark("Number"), lambda row: Cell(spell(row.number) if row.number else ""), width=18
)
_NAME: Column[CheckedRow] = Column(
    "name", mark("Name"), lambda row: Cell(row.name), width=16, weight=2
)
_OUTCOME: Column[CheckedRow] = Column(
    "outcome", mark("Outcome"), lambda row: Cell(outcome_word(row.outcome), "muted"), width=15
)
_VALUE: Column[CheckedRow] = Column(
    "cell", mark("Cell"), lambda row: Cell(row.value, "strong"), width=14, weight=2
)
_COLUMN: Column[CheckedRow] = Column(
    "column", mark("Column"), lambda row: Cell(row.column, "muted"), width=12, weight=1
)
_REASON = Column("reason", mark("Reason"), _reason, width=30, weight=1)
_CELLS = Column("cells", mark("All cells"), _cells, width=16, weight=4)
_FIRST = Column("first", mark("Same as row"), _first, width=13, right=True)

_FAILED: Sequence[Column[CheckedRow]] = (_ROW, _VALUE, _COLUMN, _CELLS)


def _columns(group: str) -> Sequence[Column[CheckedRow]]:
    """What tells the rows of a group apart."""
    if group == "failed":
        return (_ROW, _REASON, _VALUE, _COLUMN, _CELLS)
    if group == "failed:no-number":
        return (_ROW, _CELLS)
    if group.startswith("failed:"):
        return _FAILED
    if group.startswith("warning:"):
        return (_ROW, _VALUE, _NUMBER, _NAME, _COLUMN, _OUTCOME)
    if group == "duplicate":
        return (_ROW, _FIRST, _NUMBER, _NAME, _CELLS)
    return (_ROW, _NUMBER, _NAME, _OUTCOME)


class CheckedTable(WindowedTable[CheckedRow]):
    """The rows of one group, in the order of the file."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(_columns("created"), lambda row: row.row, id=id)

    def follow_group(self, group: str) -> None:
        """Show the columns that tell the rows of this group apart."""
        self.columns = _columns(group)
