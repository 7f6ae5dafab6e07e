"""Write the ledger to a file for an audit. Enters: whose history, or all. Leaves: what was written
(`Written`), None where nothing was.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from textual import on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Label

from contacthub_tui.i18n import _, mark, ngettext, number
from contacthub_tui.paths import named
from contacthub_tui.services import ledger
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.confirm import GROUP_QUESTION
from contacthub_tui.widgets.consent_wishes import Addressee
from contacthub_tui.widgets.counted_dialog import CountedDialog
from contacthub_tui.widgets.dropped_path import dropped_path
from contacthub_tui.widgets.path_input import PathInput
from contacthub_tui.widgets.work_dialog import Cancelled, OnProgress, Task


@dataclass(frozen=True, slots=True)
class Written:
    """How many changes stand in which file; None where it was stopped, and nothing does."""

    path: Path
    changes: int | None


class _NotWantedError(Exception):
    """Ends a file that nobody waits for any more."""


class LedgerExportScreen(CountedDialog[Written]):
    """A line for the file, how many changes go there, and what they hold."""

    AUTO_FOCUS = "PathInput"
    BINDINGS = [
        command(
            "ctrl+s",
            "do",
            mark("Export"),
            mark("Write the file, whole or not at all."),
            group=GROUP_QUESTION,
        )
    ]

    is_there: reactive[bool] = reactive(False, init=False)

    def __init__(self, addressee: Addressee) -> None:
        super().__init__()
        self._numbers = addressee.numbers
        day = date.today().isoformat()
        self._proposed = Path.home() / _("ledger-{date}.csv").format(date=day)

    def compose_choice(self) -> Iterable[Widget]:
        with Horizontal(classes="field"):
            yield Label(_("File"))
            yield PathInput(str(self._proposed))

    def count_all(self) -> int:
        return ledger.count_changes(self._numbers)

    @on(Input.Changed)
    def _path_typed(self) -> None:
        self.say("")
        self._look_at(self._path())

    @work(group="look", exclusive=True, exit_on_error=False)
    async def _look_at(self, path: Path | None) -> None:
        self.is_there = path is not None and await asyncio.to_thread(path.exists)
        self.show_state()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_do()

    def _path(self) -> Path | None:
        typed = dropped_path(self.query_one(PathInput).value)
        return named(str(typed)) if typed and typed.suffix.lower() == ".csv" else None

    def is_ready(self) -> bool:
        return super().is_ready() and bool(self.query(PathInput)) and self._path() is not None

    def work_to_do(self) -> Task[Written]:
        path, numbers = self._path(), self._numbers
        if path is None:
            raise ValueError("no file is named")

        def do(on_progress: OnProgress, cancelled: Cancelled) -> Written:
            def watch(done: int, total: int) -> None:
                on_progress(done, total)
                if cancelled():
                    raise _NotWantedError

            try:
                return Written(path, ledger.export_ledger(path, numbers, watch))
            except _NotWantedError:
                return Written(path, None)

        return do

    def title_text(self) -> Content:
        return Content.styled(_("Export the ledger"), "bold")

    def verb(self) -> str:
        return _("Export")

    def counted_text(self, count: int) -> Content:
        """How many changes will be written, and what becomes of a file that is there."""
        will = ngettext(
            "{n} change will be written.", "{n} changes will be written.", count
        ).format(n=number(count))
        about = _("Times, numbers, operators and reasons; no name of a contact.")
        if not self.query(PathInput) or self._path() is None:
            about = _("End the name of the file with .csv.")
        elif self.is_there:
            about = _("A file of this name is there; it will be replaced.")
        return Content.assemble((will, "bold"), "\n", (about, "$muted"))
