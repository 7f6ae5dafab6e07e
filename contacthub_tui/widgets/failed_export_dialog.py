"""Write the failed rows of an import to a CSV file. Enters: the run. Leaves: the file and how many
rows it holds (`WrittenRows`), None where nothing was.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from textual import on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Label

from contacthub_tui.domain.import_run import ImportRun
from contacthub_tui.i18n import _, ngettext, number
from contacthub_tui.importer.failed_rows import write_failed
from contacthub_tui.paths import named
from contacthub_tui.widgets.dropped_path import dropped_path
from contacthub_tui.widgets.path_input import PathInput
from contacthub_tui.widgets.work_dialog import Cancelled, OnProgress, Task, WorkDialog
from contacthub_tui.wording import file_words


@dataclass(frozen=True, slots=True)
class WrittenRows:
    """How many rows stand in which file; None where it was stopped, and nothing does."""

    path: Path
    rows: int | None


class FailedExportDialog(WorkDialog[WrittenRows]):
    """A line for the file, how many rows go there, and what they hold."""

    AUTO_FOCUS = "PathInput"

    is_there: reactive[bool] = reactive(False, init=False)

    def __init__(self, run: ImportRun) -> None:
        super().__init__()
        self._run = run
        name = _("{file}-failed.csv").format(file=Path(file_words(run.file_name)).stem)
        self._proposed = Path.home() / name

    def compose_choice(self) -> Iterable[Widget]:
        with Horizontal(classes="field"):
            yield Label(_("File"))
            yield PathInput(str(self._proposed))

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
        return bool(self.query(PathInput)) and self._path() is not None

    def work_to_do(self) -> Task[WrittenRows]:
        path, run_id = self._path(), self._run.id
        if path is None:
            raise ValueError("no file is named")

        def do(on_progress: OnProgress, cancelled: Cancelled) -> WrittenRows:
            return WrittenRows(path, write_failed(run_id, path, on_progress, cancelled))

        return do

    def title_text(self) -> Content:
        return Content.styled(_("Export failed rows"), "bold")

    def verb(self) -> str:
        return _("Replace") if self.is_there else _("Export")

    def question_text(self) -> Content:
        """How many rows will be written, and what becomes of a file that is there."""
        count = self._run.counts.failed
        will = ngettext("{n} row will be written.", "{n} rows will be written.", count)
        about = _("Their original columns, the number of each row and why it failed.")
        if not self.query(PathInput) or self._path() is None:
            about = _("End the name of the file with .csv.")
        elif self.is_there:
            about = _("A file of this name is there; it will be replaced.")
        return Content.assemble((will.format(n=number(count)), "bold"), "\n", (about, "$muted"))
