"""Imports: every run, what it did, and what can be done with it. Enters: the runs, kept up to date
by the app. Leaves: `RunOpened`, and runs cancelled, resumed or undone.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

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

_PATIENCE = 20.0  # seconds within which a process that was asked for begins


@dataclass(frozen=True, slots=True)
class _Asked:
    """Something was asked of a run; `doing` says what, marked for translation."""

    run: ImportRun
    doing: str

    def still_waits(self, runs: Iterable[ImportRun]) -> bool:
        """Whether the run is as it was when it was asked."""
        return any(run.id == self.run.id and run.state is self.run.state for run in runs)


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
        command(
            "n",
            "again",
            mark("Another file"),
            mark("Import another file as this one was imported."),
            group=GROUP_IMPORT,
            show=False,
        ),
        command("escape", "back", mark("Back"), mark("One step back.")),
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

    def __init__(self, frame: Frame, database: str) -> None:
        super().__init__(frame)
        self._database = database
        self._asked: _Asked | None = None

    def compose_content(self) -> Iterable[Widget]:
        yield Words(self.title_text, id="title")
        yield Horizontal(RunTable(), RunPanel(), id="body")
        yield Words(_nothing_text, id="nothing")

    def on_mount(self) -> None:
        self.watch_runs(self.runs)

    def watch_runs(self, runs: tuple[ImportRun, ...]) -> None:
        if self._asked and not self._asked.still_waits(runs):
            self._asked = None
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
        if (run := self.table.cursor_row) is not None:
            self._carry_out(imports.cancel_run, _Asked(run, mark("Stopping {file}…")))

    def action_resume(self) -> None:
        if (run := self.table.cursor_row) is not None:
            start = partial(process.start_import, self._database)
            self._carry_out(start, _Asked(run, mark("Resuming {file}…")))

    @work(group="change", exit_on_error=False)
    async def _carry_out(self, change: Callable[[int], None], asked: _Asked) -> None:
        """Have something done to a run by its process, which takes a moment to begin."""
        self._show_asked(asked)
        try:
            await asyncio.to_thread(change, asked.run.id)
        except Exception:
            self._show_asked(None)
            raise
        self.show_error(None)
        self.post_message(self.RunsTouched())
        self.set_timer(_PATIENCE, partial(self._forget, asked))

    def _show_asked(self, asked: _Asked | None) -> None:
        """The title tells it, and no key asks twice, until the state of the run changes."""
        self._asked = asked
        self.query_one("#title").refresh(layout=True)
        self.refresh_bindings()

    def _forget(self, asked: _Asked) -> None:
        """What was asked for did not begin: it can be asked for again."""
        if self._asked is asked:
            self._show_asked(None)

    @work(group="change", exit_on_error=False)
    async def action_undo(self) -> None:
        run = self.table.cursor_row
        if run is None:
            return
        removed, restored = await asyncio.to_thread(undo.count_undo, run.id)
        question = Confirm(
            _("Undo the import of {file}").format(file=safe(run.file_name, 60)),
            undo_sentences(removed, restored),
            _("Undo the import"),
        )
        if await self.app.push_screen_wait(question):
            start = partial(process.start_undo, self._database)
            self._carry_out(start, _Asked(run, mark("Undoing {file}…")))

    def action_again(self) -> None:
        if (run := self.table.cursor_row) is not None:
            self.post_message(self.AgainWanted(run))

    def action_back(self) -> None:
        self.table.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_composed:
            return True
        if action == "back":
            return self.panel.has_focus
        if action == "again":
            return self.table.cursor_row is not None
        fitting = {"cancel": AT_WORK, "resume": imports.RESUMABLE, "undo": imports.UNDOABLE}
        if action not in fitting:
            return True
        run = self.table.cursor_row
        if run is None or (self._asked is not None and self._asked.run.id == run.id):
            return False
        return run.state in fitting[action] and not (action == "resume" and run.undo_begun)

    def title_text(self) -> Content:
        """The name of the place, and how many imports there are."""
        count = number(len(self.runs)) if self.runs else ""
        title = Content.assemble((_("Imports"), "bold"), "  ", (count, "$muted"))
        if self._asked is None:
            return title
        name = safe(self._asked.run.file_name, 60)
        return title + Content.assemble(
            "   ", ("⟳ ", "$accent"), _(self._asked.doing).format(file=name)
        )


def undo_sentences(removed: int, restored: int) -> list[str]:
    """What an undo will do, with how many contacts."""
    sentences = []
    if removed:
        sentences.append(
            ngettext(
                "{n} contact that it created will be removed.",
                "{n} contacts that it created will be removed.",
                removed,
            ).format(n=number(removed))
        )
    if restored:
        sentences.append(
            ngettext(
                "{n} contact gets back what it had, where nobody changed it since.",
                "{n} contacts get back what they had, where nobody changed it since.",
                restored,
            ).format(n=number(restored))
        )
    if not sentences:
        sentences.append(_("It left nothing in the contacts that could be taken back."))
    return [*sentences, _("Those who unsubscribed stay unsubscribed.")]


def _nothing_text() -> Content:
    return Content.assemble(
        (_("Nothing was imported yet."), "bold"),
        "\n\n",
        ("i", "bold $accent"),
        "  ",
        _("Import a file, or drop it on this window."),
    )
