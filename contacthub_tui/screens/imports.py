"""Imports: every run, what it did, and what can be done with it. Enters: the runs, kept up to date
by the app. Leaves: `RunOpened`, and runs cancelled, resumed or undone.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from textual import getters, on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from contacthub_tui.domain.import_run import ImportRun
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, ngettext, number
from contacthub_tui.importer import process
from contacthub_tui.services import imports, undo
from contacthub_tui.widgets.command import GROUP_IMPORT, command
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.navigation_bar import AT_WORK
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.run_panel import RunPanel
from contacthub_tui.widgets.run_table import RunTable
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.words import Words


class ImportsScreen(Place):
    """The table of runs, and the run under its cursor beside it."""

    CSS_PATH = "../styles/imports.tcss"
    AUTO_FOCUS = "RunTable"
    BINDINGS = [
        command(
            "c",
            "cancel",
            mark("Stop"),
            mark("Stop this import; what it wrote is kept."),
            group=GROUP_IMPORT,
        ),
        command(
            "r",
            "resume",
            mark("Resume"),
            mark("Take this import up where it stopped."),
            group=GROUP_IMPORT,
        ),
        command(
            "u,z",
            "undo",
            mark("Undo"),
            mark("Take back what this import did; opt-outs stay."),
            group=GROUP_IMPORT,
        ),
        command("escape", "back", mark("Back"), mark("One step back.")),
    ]

    @dataclass
    class RunOpened(Message):
        """Show the results of this run."""

        run: ImportRun

    table = getters.query_one(RunTable)
    panel = getters.query_one(RunPanel)

    def __init__(self, frame: Frame, database: str) -> None:
        super().__init__(frame)
        self._database = database

    def compose_content(self) -> Iterable[Widget]:
        yield Words(self.title_text, id="title")
        yield Horizontal(RunTable(), RunPanel(), id="body")
        yield Words(_nothing_text, id="nothing")

    def on_mount(self) -> None:
        self.watch_runs(self.runs)

    def watch_runs(self, runs: tuple[ImportRun, ...]) -> None:
        self.query_one("#nothing").display = not runs
        self.query_one("#body").display = bool(runs)
        self.table.show_runs(runs)
        self.query_one("#title").refresh(layout=True)
        self.refresh_bindings()

    @on(WindowedTable.RowMoved)
    def _row_moved(self, event: WindowedTable.RowMoved) -> None:
        self.panel.run = event.row
        self.refresh_bindings()

    @on(WindowedTable.RowOpened)
    def _row_opened(self, event: WindowedTable.RowOpened) -> None:
        self.post_message(self.RunOpened(event.row))

    def show_newest(self) -> None:
        """Stand on the run that was started last."""
        self.table.move_cursor(0)
        self.table.focus()

    # What can be done with a run

    def action_cancel(self) -> None:
        self._change(imports.cancel_run)

    def action_resume(self) -> None:
        self._change(lambda run_id: process.start_import(self._database, run_id))

    def _change(self, change: Callable[[int], None]) -> None:
        if (run := self.table.cursor_row) is not None:
            self._carry_out(change, run.id)

    @work(group="change", exit_on_error=False)
    async def _carry_out(self, change: Callable[[int], None], run_id: int) -> None:
        await asyncio.to_thread(change, run_id)
        self.show_error(None)
        self.post_message(self.RunsTouched())

    @work(group="change", exit_on_error=False)
    async def action_undo(self) -> None:
        run = self.table.cursor_row
        if run is None:
            return
        removed, restored = await asyncio.to_thread(undo.count_undo, run.id)
        question = Confirm(
            _("Undo the import of {file}").format(file=safe(run.file_name, 60)),
            undo_sentences(removed, restored),
            _("Undo"),
        )
        if await self.app.push_screen_wait(question):
            await asyncio.to_thread(process.start_undo, self._database, run.id)
            self.show_error(None)
            self.post_message(self.RunsTouched())

    def action_back(self) -> None:
        self.table.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_composed:
            return True
        if action == "back":
            return self.panel.has_focus
        run = self.table.cursor_row
        if action == "cancel":
            return run is not None and run.state in AT_WORK
        if action == "resume":
            return run is not None and run.state in imports.RESUMABLE
        if action == "undo":
            return run is not None and run.state in imports.UNDOABLE
        return True

    def title_text(self) -> Content:
        """The name of the place, and how many imports there are."""
        count = number(len(self.runs)) if self.runs else ""
        return Content.assemble((_("Imports"), "bold"), "  ", (count, "$muted"))


def undo_sentences(removed: int, restored: int) -> list[str]:
    """What an undo will do, with how many contacts."""
    return [
        ngettext(
            "{n} contact that it created will be removed.",
            "{n} contacts that it created will be removed.",
            removed,
        ).format(n=number(removed)),
        ngettext(
            "{n} contact gets back what it had, where nobody changed it since.",
            "{n} contacts get back what they had, where nobody changed it since.",
            restored,
        ).format(n=number(restored)),
        _("Who unsubscribed stays unsubscribed."),
    ]


def _nothing_text() -> Content:
    return Content.assemble(
        (_("Nothing was imported yet."), "bold"),
        "\n\n",
        ("i", "bold $accent"),
        "  ",
        _("Import a file, or drop it on this window."),
    )
