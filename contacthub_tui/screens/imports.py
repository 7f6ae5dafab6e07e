"""Imports: every run, what it did, and what can be done with it. Enters: the runs, kept up to date
by the app. Leaves: `RunOpened`, and runs cancelled, resumed or undone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from textual import getters, on
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from contacthub_tui.domain.import_run import ImportRun
from contacthub_tui.i18n import _, mark, number
from contacthub_tui.widgets.command import GROUP_IMPORT, command
from contacthub_tui.widgets.run_acts import RUN_ACTS, RunActs
from contacthub_tui.widgets.run_panel import RunPanel
from contacthub_tui.widgets.run_table import RunTable
from contacthub_tui.widgets.table_commands import BACK
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.words import Words


class ImportsScreen(RunActs):
    """The table of runs, and the run under its cursor beside it."""

    CSS_PATH = "../styles/imports.tcss"
    AUTO_FOCUS = "RunTable"
    BINDINGS = [
        *RUN_ACTS,
        command(
            "n",
            "again",
            mark("Another file"),
            mark("Import another file as this one was imported."),
            group=GROUP_IMPORT,
            show=False,
        ),
        BACK,
    ]

    @dataclass
    class AgainWanted(Message):
        """Import another file with the columns and options of this run."""

        run: ImportRun

    @dataclass
    class RunOpened(Message):
        """Show the results of this run."""

        run: ImportRun

    table = getters.query_one(RunTable)
    panel = getters.query_one(RunPanel)

    def compose_content(self) -> Iterable[Widget]:
        yield Words(self.title_text, id="title")
        yield Horizontal(RunTable(), RunPanel(), id="body")
        yield Words(_nothing_text, id="nothing")

    def on_mount(self) -> None:
        self.watch_runs(self.runs)

    def watch_runs(self, runs: tuple[ImportRun, ...]) -> None:
        super().watch_runs(runs)
        self.query_one("#nothing").display = not runs
        self.query_one("#body").display = bool(runs)
        self.table.show_all(runs)
        self.show_asked()
        self.refresh_bindings()

    def run_in_view(self) -> ImportRun | None:
        return self.table.cursor_row

    def show_asked(self) -> None:
        self.query_one("#title").refresh(layout=True)

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

    def action_again(self) -> None:
        if (run := self.table.cursor_row) is not None:
            self.post_message(self.AgainWanted(run))

    def action_back(self) -> None:
        self.table.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.is_composed and action == "back":
            return self.panel.has_focus
        if self.is_composed and action == "again":
            return self.table.cursor_row is not None
        return super().check_action(action, parameters)

    def title_text(self) -> Content:
        """The name of the place, and how many imports there are."""
        count = number(len(self.runs)) if self.runs else ""
        title = Content.assemble((_("Imports"), "bold"), "  ", (count, "$muted"))
        asked = self.asked_text()
        return Content.assemble(title, "   ", asked) if asked else title


def _nothing_text() -> Content:
    return Content.assemble(
        (_("Nothing was imported yet."), "bold"),
        "\n\n",
        ("i", "bold $accent"),
        "  ",
        _("Import a file, or drop it on this window."),
    )
