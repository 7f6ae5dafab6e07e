"""The table of imports. Enters: the runs, the newest first. Leaves: messages of the table."""

from collections.abc import Sequence

from contacthub_tui.domain.import_run import ImportRun
from contacthub_tui.i18n import mark, number, when
from contacthub_tui.widgets.columns import Cell, Column
from contacthub_tui.widgets.run_state import state_cell
from contacthub_tui.widgets.windowed_table import WindowedTable


def _count(n: int, role: str = "text") -> Cell:
    return Cell(number(n), role if n else "muted")


COLUMNS: Sequence[Column[ImportRun]] = (
    Column("file", mark("File"), lambda run: Cell(run.file_name), width=16, weight=3),
    Column("state", mark("State"), state_cell, width=17),
    Column(
        "when", mark("When"), lambda run: Cell(when(run.created_at), "muted"), width=11, right=True
    ),
    Column("rows", mark("Rows"), lambda run: _count(run.counts.rows), width=9, right=True),
    Column(
        "failed",
        mark("Failed rows"),
        lambda run: _count(run.counts.failed, "bad"),
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
        lambda run: _count(run.counts.created),
        width=9,
        right=True,
        from_width=104,
    ),
    Column(
        "updated",
        mark("Updated"),
        lambda run: _count(run.counts.updated),
        width=11,
        right=True,
        from_width=118,
    ),
)


class RunTable(WindowedTable[ImportRun]):
    """Every import. All runs are at hand: there are hundreds, not millions."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(COLUMNS, lambda run: run.id, id=id)

    def show_runs(self, runs: Sequence[ImportRun]) -> None:
        """Show these runs; the cursor stays on its run."""
        here = self.cursor_row

        async def page(start: int, size: int) -> Sequence[ImportRun]:
            return runs[start : start + size]

        if here is not None:
            places = [index for index, run in enumerate(runs) if run.id == here.id]
            self.set_reactive(RunTable.cursor, places[0] if places else 0)
        start = self.page_start()
        first = runs[start : start + self.page_size]
        self.show_rows(len(runs), page, first, start=start, keep_place=True)
