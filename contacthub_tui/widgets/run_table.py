"""The table of imports. Enters: the runs, the newest first. Leaves: messages of the table."""

from collections.abc import Sequence

from contacthub_tui.domain.import_run import ImportRun
from contacthub_tui.i18n import mark, when
from contacthub_tui.widgets.columns import Cell, Column, count_cell
from contacthub_tui.widgets.run_state import state_cell
from contacthub_tui.widgets.whole_table import WholeTable
from contacthub_tui.wording import file_words

COLUMNS: Sequence[Column[ImportRun]] = (
    Column("file", mark("File"), lambda run: Cell(file_words(run.file_name)), width=16, weight=3),
    Column("state", mark("State"), state_cell, width=17),
    Column(
        "when", mark("When"), lambda run: Cell(when(run.created_at), "muted"), width=11, right=True
    ),
    Column("rows", mark("Rows"), lambda run: count_cell(run.counts.rows), width=9, right=True),
    Column(
        "failed",
        mark("Failed rows"),
        lambda run: count_cell(run.counts.failed, "bad"),
        width=11,
        right=True,
    ),
    Column(
        "who",
        mark("Who"),
        lambda run: Cell(run.created_by, "muted"),
        width=8,
        weight=1,
        from_width=80,
    ),
    Column(
        "created",
        mark("Created"),
        lambda run: count_cell(run.counts.created),
        width=9,
        right=True,
        from_width=104,
    ),
    Column(
        "updated",
        mark("Updated"),
        lambda run: count_cell(run.counts.updated),
        width=11,
        right=True,
        from_width=118,
    ),
)


class RunTable(WholeTable[ImportRun]):
    """Every import."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(COLUMNS, lambda run: run.id, id=id)
