"""The results of one import: counts that add up, and the rows that want a look. Enters: the run,
and the runs as they change. Leaves: `ContactsWanted` for those that a count stands for.
"""

import asyncio
from collections.abc import Iterable, Sequence

from textual import getters, on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.contact_query import ContactQuery, RunDeed, RunFilter
from contacthub_tui.domain.import_run import Counts, ImportRun, RowResult, RunState
from contacthub_tui.i18n import _, mark
from contacthub_tui.services import imports
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.navigation_bar import AT_WORK
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.results_table import ResultsTable
from contacthub_tui.widgets.row_panel import RowPanel
from contacthub_tui.widgets.run_panel import RunHead
from contacthub_tui.widgets.tally import LinkedTally
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.words import Words

#: The counts that stand for contacts, and what the import did to these.
_DEEDS = {"created": RunDeed.CREATED, "updated": RunDeed.CHANGED}


class ResultsScreen(Place):
    """Counts on top, rows below, the cells of the row under the cursor beside them."""

    CSS_PATH = "../styles/results.tcss"
    AUTO_FOCUS = "ResultsTable"
    BINDINGS = [command("escape", "back", mark("Back"), mark("One step back."))]

    run: reactive[ImportRun | None] = reactive(None, init=False)

    table = getters.query_one(ResultsTable)
    panel = getters.query_one(RowPanel)

    def __init__(self, frame: Frame, run: ImportRun) -> None:
        super().__init__(frame)
        self._shown: Counts | None = None
        self.set_reactive(ResultsScreen.run, run)

    def compose_content(self) -> Iterable[Widget]:
        yield Vertical(RunHead().data_bind(ResultsScreen.run), LinkedTally([*_DEEDS]), id="summary")
        yield Horizontal(ResultsTable(), RowPanel(), id="body")
        yield Words(self.nothing_text, id="nothing")

    def on_mount(self) -> None:
        self.watch_run(self.run)

    def watch_runs(self, runs: tuple[ImportRun, ...]) -> None:
        here = self.run
        self.run = next((run for run in runs if here and run.id == here.id), here)

    def watch_run(self, run: ImportRun | None) -> None:
        if run is None or not self.is_composed:
            return
        self.query_one(LinkedTally).counts = run.counts
        self.panel.headers = self.table.headers = tuple(run.columns)
        if run.counts != self._shown:
            self._show_rows(run)

    def _show_rows(self, run: ImportRun) -> None:
        counts = run.counts
        total = counts.failed + counts.duplicate + counts.warnings
        again = self._shown is not None
        self._shown = counts
        self.query_one("#body").display = total > 0
        self.query_one("#nothing").display = total == 0
        if not total:
            self.query_one(LinkedTally).focus()
            return

        async def page(start: int, size: int) -> Sequence[RowResult]:
            return await asyncio.to_thread(imports.row_results, run.id, start, size)

        self.table.show_rows(total, page, keep_place=again)

    @on(LinkedTally.Opened)
    def _count_opened(self, event: LinkedTally.Opened) -> None:
        if self.run is not None:
            query = ContactQuery(run=RunFilter(self.run.id, _DEEDS[event.outcome]))
            self.post_message(self.ContactsWanted(query))

    @on(WindowedTable.RowMoved)
    def _row_moved(self, event: WindowedTable.RowMoved) -> None:
        self.panel.row = event.row

    @on(WindowedTable.RowOpened)
    def _row_opened(self) -> None:
        self.query_one("#body").add_class("-open")
        self.panel.focus()

    def action_back(self) -> None:
        body = self.query_one("#body")
        if self.panel.has_focus or body.has_class("-open"):
            body.remove_class("-open")
            self.table.focus()
        else:
            self.dismiss()

    def nothing_text(self) -> Content:
        """What stands where no row wants a look."""
        run = self.run
        if run is None or run.state in AT_WORK:
            return Content.styled(_("Rows that fail will stand here."), "$muted")
        if not run.counts.rows:
            return Content.styled(_("No row of the file came in."), "$muted")
        if run.state is not RunState.FINISHED:
            return Content.styled(_("No row that was read wants a look."), "$muted")
        return Content.styled(_("Every row came in. There is nothing to look at."), "$muted")
