"""One import while it works, and its results: counts that add up, the rows that want a look, and
failed rows put right and imported after all. Enters: the run, and the runs as they change. Leaves:
`ContactsWanted` for those that a count stands for.
"""

import asyncio
from collections.abc import Iterable, Sequence

from textual import getters, on, work
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.contact_query import ContactQuery, RunDeed, RunFilter
from contacthub_tui.domain.import_run import ImportRun, RowKind, RowResult, RunState
from contacthub_tui.i18n import _, mark, number
from contacthub_tui.importer.fixing import CheckedRow, RowCheck
from contacthub_tui.services import fixed_rows, imports
from contacthub_tui.widgets.command import GROUP_IMPORT, command, spell_key
from contacthub_tui.widgets.failed_export_dialog import FailedExportDialog
from contacthub_tui.widgets.fix_dialog import FixDialog
from contacthub_tui.widgets.fix_line import GROUP_FIX, FixLine
from contacthub_tui.widgets.join_dialog import JoinDialog
from contacthub_tui.widgets.navigation_bar import AT_WORK
from contacthub_tui.widgets.place import Frame
from contacthub_tui.widgets.results_table import ResultsTable, is_fixed
from contacthub_tui.widgets.row_panel import RowPanel
from contacthub_tui.widgets.run_acts import RUN_ACTS, RunActs
from contacthub_tui.widgets.run_progress import RunProgress
from contacthub_tui.widgets.table_commands import BACK
from contacthub_tui.widgets.tally import WARNINGS, LinkedTally
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.wizard_head import STEPS, WizardHead
from contacthub_tui.widgets.words import Words
from contacthub_tui.wording.rows import (
    fixed_report,
    joined_report,
    nothing_to_look_at,
    rows_title,
    written_report,
)

#: The counts that stand for contacts, and what the import did to these.
_DEEDS = {"created": RunDeed.CREATED, "updated": RunDeed.CHANGED}
#: The counts that stand for rows below.
_KINDS = {
    "duplicate": RowKind.DUPLICATE,
    "failed": RowKind.FAILED,
    WARNINGS: RowKind.WARNING,
}
_IMPORT, _RESULTS = len(STEPS) - 2, len(STEPS) - 1


class ResultsScreen(RunActs):
    """Counts on top, rows below, the cells of the row under the cursor beside them."""

    CSS_PATH = "../styles/results.tcss"
    AUTO_FOCUS = "ResultsTable"
    BINDINGS = [
        command(
            "ctrl+s",
            "join",
            mark("Import fixed rows"),
            mark("Import the rows that are fixed into this import."),
            group=GROUP_FIX,
        ),
        command("e", "fix", mark("Fix"), mark("Put this failed row right."), group=GROUP_FIX),
        command(
            "f",
            "fix_alike",
            mark("Fix all alike"),
            mark("Put all rows right that failed for the same reason, by one correction."),
            group=GROUP_FIX,
        ),
        command(
            "d",
            "unfix",
            mark("Take the fix back"),
            mark("Leave this row as the file has it."),
            group=GROUP_FIX,
        ),
        command(
            "x",
            "export",
            mark("Export"),
            mark("Write the failed rows to a file, with their reasons."),
            group=GROUP_IMPORT,
        ),
        *RUN_ACTS,
        BACK,
    ]

    run: reactive[ImportRun | None] = reactive(None, init=False)
    fixed: reactive[int] = reactive(0, init=False)
    kind: reactive[RowKind | None] = reactive(None, init=False)

    head = getters.query_one(WizardHead)
    progress = getters.query_one(RunProgress)
    tally = getters.query_one(LinkedTally)
    table = getters.query_one(ResultsTable)
    panel = getters.query_one(RowPanel)
    fix_line = getters.query_one(FixLine)

    def __init__(self, frame: Frame, database: str, run: ImportRun) -> None:
        super().__init__(frame, database)
        self._shown: tuple[object, ...] = ()
        self._check: RowCheck | None = None
        self._lent = False  # the counts have the focus as there are no rows yet
        self.set_reactive(ResultsScreen.run, run)

    def compose_content(self) -> Iterable[Widget]:
        yield WizardHead()
        yield Vertical(RunProgress(), LinkedTally([*_DEEDS, *_KINDS]), id="summary")
        yield Words(self.title_text, id="rows-title")
        yield Horizontal(ResultsTable(), RowPanel(), id="body")
        yield Words(self.nothing_text, id="nothing")
        yield FixLine()

    def on_mount(self) -> None:
        self.watch_run(self.run)
        self._look_again()

    def watch_runs(self, runs: tuple[ImportRun, ...]) -> None:
        super().watch_runs(runs)
        here = self.run
        self.run = next((run for run in runs if here and run.id == here.id), here)
        if self.is_composed:
            self.show_asked()

    def run_in_view(self) -> ImportRun | None:
        return self.run

    def show_asked(self) -> None:
        self.progress.asked = self.asked_text()

    @work(group="look", exclusive=True, exit_on_error=False)
    async def _look_again(self) -> None:
        """See what became of the run by what was done here, or by somebody else."""
        if self.run is not None:
            run_id = self.run.id
            self.fixed = await asyncio.to_thread(fixed_rows.count_fixed, run_id)
            self.run = await asyncio.to_thread(imports.get_run, run_id)

    # What is shown

    def watch_run(self, run: ImportRun | None) -> None:
        if run is None or not self.is_composed:
            return
        self.head.file_name = run.file_name
        self.head.step = _IMPORT if run.state in AT_WORK else _RESULTS
        self.progress.run = run
        self.tally.counts = run.counts
        self.panel.headers = self.table.headers = tuple(run.columns)
        self._show_rows()
        self.refresh_bindings()

    def watch_fixed(self, fixed: int) -> None:
        self.progress.fixed = fixed
        self._show_rows()
        self.refresh_bindings()

    def watch_kind(self, kind: RowKind | None) -> None:
        self.tally.chosen = next((name for name, one in _KINDS.items() if one is kind), "")
        self._show_rows()

    def _total(self, run: ImportRun) -> int:
        counts = run.counts
        return {
            None: counts.failed + counts.duplicate + counts.warnings,
            RowKind.FAILED: counts.failed,
            RowKind.DUPLICATE: counts.duplicate,
            RowKind.WARNING: counts.warnings,
            RowKind.FIXED: self.fixed,
        }[self.kind]

    def _show_rows(self, *, anew: bool = False) -> None:
        """Show the rows to look at, unless these stand there already."""
        run, kind = self.run, self.kind
        if run is None or not self.is_composed:
            return
        if kind is not None and not self._total(run):
            self.kind = None
            return
        shown = (run.counts, self.fixed, kind)
        if shown == self._shown and not anew:
            self.query_one("#nothing").refresh(layout=True)
            return
        keep_place = bool(self._shown) and self._shown[2] is kind
        self._shown = shown
        total = self._total(run)
        self.query_one("#body").display = total > 0
        self.query_one("#nothing").display = total == 0
        self.fix_line.display = run.counts.failed > 0
        for words in ("#nothing", "#rows-title"):
            self.query_one(words).refresh(layout=True)
        if not total:
            if self.table.has_focus or self.focused is None:
                self.tally.focus()
                self._lent = True
            return
        if self._lent and self.tally.has_focus:
            self.table.focus()
        self._lent = False

        async def page(start: int, size: int) -> Sequence[RowResult]:
            return await asyncio.to_thread(imports.row_results, run.id, start, size, kind)

        self.table.show_rows(total, page, keep_place=keep_place)

    @on(LinkedTally.Opened)
    def _count_opened(self, event: LinkedTally.Opened) -> None:
        if self.run is None:
            return
        if event.outcome in _DEEDS:
            query = ContactQuery(run=RunFilter(self.run.id, _DEEDS[event.outcome]))
            self.post_message(self.ContactsWanted(query))
        else:
            self.kind = _KINDS[event.outcome]
            self.table.focus()

    @on(WindowedTable.RowMoved)
    def _row_moved(self, event: WindowedTable.RowMoved) -> None:
        if not self.fix_line.is_open:
            self.panel.row = event.row
        self.fix_line.hint(self._hint)
        self.refresh_bindings()

    @on(WindowedTable.RowOpened)
    def _row_opened(self) -> None:
        self.query_one("#body").add_class("-open")
        self.panel.focus()

    def action_back(self) -> None:
        body = self.query_one("#body")
        if self.panel.has_focus or body.has_class("-open"):
            body.remove_class("-open")
            self.table.focus()
        elif self.kind is not None:
            self.kind = None
        else:
            self.dismiss()

    # Rows are put right

    def _can_fix(self) -> bool:
        run, row = self.run, self.table.cursor_row
        gone = (RunState.UNDOING, RunState.UNDONE)
        return (
            run is not None
            and run.state not in gone
            and row is not None
            and row.outcome == "failed"
        )

    def _hint(self) -> Content:
        if not self._can_fix():
            return Content("")
        told = _("Type what is right: it is checked as you type.")
        return Content.assemble(("e", "bold $accent"), "  ", (told, "$muted"))

    @work(group="fix", exclusive=True, exit_on_error=False)
    async def action_fix(self) -> None:
        run, row = self.run, self.table.cursor_row
        if run is None or row is None:
            return
        if self._check is None:
            self._check = await asyncio.to_thread(RowCheck, run.id)
        first = row.place if row.place >= 0 else next(iter(self._check.phones), 0)
        self.fix_line.open(row, tuple(run.columns), first, self._look_at)

    def _look_at(self, cells: Sequence[str]) -> CheckedRow:
        """In a thread: what would come of a row."""
        assert self._check is not None
        return self._check.look_at(cells)

    @on(FixLine.Typed)
    def _fix_typed(self, event: FixLine.Typed) -> None:
        self.panel.draft = event.cells

    @on(FixLine.Kept)
    def _fix_kept(self, event: FixLine.Kept) -> None:
        self._keep(event.row, event.cells)
        self._end_fix()
        self.table.action_go("down")

    @on(FixLine.GivenUp)
    def _end_fix(self) -> None:
        self.fix_line.close()
        self.panel.draft = ()
        self.table.focus()
        self.panel.row = self.table.cursor_row
        self.refresh_bindings()

    def action_unfix(self) -> None:
        if (row := self.table.cursor_row) is not None:
            self._keep(row, ())

    @work(group="keep", exit_on_error=False)
    async def _keep(self, row: RowResult, cells: Sequence[str]) -> None:
        if self.run is not None:
            fixes = [(row.row, cells)]
            await asyncio.to_thread(fixed_rows.keep_fixes, self.run.id, fixes)
            self.show_error(None)
            self.fixed = await asyncio.to_thread(fixed_rows.count_fixed, self.run.id)
            self._show_rows(anew=True)

    @work(group="fix", exclusive=True, exit_on_error=False)
    async def action_fix_alike(self) -> None:
        run, row = self.run, self.table.cursor_row
        if run is None or row is None:
            return
        dialog = FixDialog(run.id, row.reason, tuple(run.columns))
        kept = await self.app.push_screen_wait(dialog)
        if kept is not None:
            self.show_report(fixed_report(kept))
            self._show_rows(anew=True)
            self._look_again()

    @work(group="fix", exclusive=True, exit_on_error=False)
    async def action_join(self) -> None:
        if self.run is None:
            return
        change = await self.app.push_screen_wait(JoinDialog(self.run.id, self.frame.who))
        if change is not None:
            self.show_report(joined_report(change))
        self._look_again()
        self.post_message(self.RunsTouched())

    @work(group="fix", exclusive=True, exit_on_error=False)
    async def action_export(self) -> None:
        if self.run is None:
            return
        written = await self.app.push_screen_wait(FailedExportDialog(self.run))
        if written is not None:
            self.show_report(written_report(written.path, written.rows))

    # The keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_composed:
            return True
        run, row = self.run, self.table.cursor_row
        if action in ("fix", "fix_alike", "unfix", "export", "join", "cancel", "resume", "undo"):
            if run is None or self.fix_line.is_open:
                return False
            may = {
                "fix": self._can_fix(),
                "fix_alike": self._can_fix() and row is not None and not is_fixed(row),
                "unfix": self._can_fix() and row is not None and is_fixed(row),
                "export": run.counts.failed > 0,
                "join": self.fixed > 0 and run.state in fixed_rows.JOINABLE,
            }
            return may[action] if action in may else self.may_act(action)
        return super().check_action(action, parameters)

    # What stands where

    def title_text(self) -> Content:
        """Which rows these are, and how many."""
        if self.run is None or not self._total(self.run):
            return Content("")
        total = number(self._total(self.run))
        title = Content.assemble((rows_title(self.kind), "bold"), "  ", (total, "$muted"))
        if self.kind is None:
            return title
        return Content.assemble(
            title, "   ", (spell_key("escape"), "bold $accent"), " ", _("All rows to look at")
        )

    def nothing_text(self) -> Content:
        """What stands where no row wants a look."""
        return Content.styled(nothing_to_look_at(self.run) if self.run else "", "$muted")
