"""The file step of the import wizard: which file, and how it is read.

Enters: the draft, the findings, the folders that files may be chosen from. Leaves: the draft with
a file, or read otherwise; `FolderUsed` for the folder that a file was chosen from.
"""

import asyncio
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from textual import events, getters, on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from contacthub_tui.domain.import_draft import FileFindings, ImportDraft
from contacthub_tui.domain.import_run import ReadOptions
from contacthub_tui.domain.text import safe
from contacthub_tui.errors import ContactHubError
from contacthub_tui.i18n import _, mark, ngettext, number
from contacthub_tui.services import file_places, pasted_cells
from contacthub_tui.widgets.command import GROUP_IMPORT, command
from contacthub_tui.widgets.dropped_path import dropped_path
from contacthub_tui.widgets.file_browser import FileBrowser, first_folder
from contacthub_tui.widgets.file_found import FileFound, label_of
from contacthub_tui.widgets.paste_dialog import PasteDialog
from contacthub_tui.widgets.paste_kind import pasted_path
from contacthub_tui.widgets.path_input import PathInput
from contacthub_tui.widgets.place import tell_first_counts
from contacthub_tui.widgets.recent_files import RecentFiles
from contacthub_tui.widgets.wizard_step import WizardStep
from contacthub_tui.widgets.words import Words
from contacthub_tui.wording import sentence

_NAMES = 6  # of files that a path could become; more would hide what is below them


class FilePath(PathInput):
    """The path of the file; a paste may be a path, or cells."""

    BINDINGS = [
        command("enter", "submit", mark("Open"), mark("Look at this file."), group=GROUP_IMPORT),
        command("down", "go_below", mark("Below"), mark("Go to what stands below."),
                show=False),
    ]  # fmt: skip

    @dataclass
    class Pasted(Message):
        """This was pasted, or dropped."""

        text: str

    def __init__(self, inside: Sequence[Path], last_folder: str) -> None:
        super().__init__(inside=inside, placeholder=_("path, or drop it here"))
        self._last_folder = last_folder

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.post_message(self.Pasted(event.text))

    def action_complete(self) -> None:
        """Complete what is typed; of nothing typed, begin in the folder used last."""
        if not self.value and self._last_folder:
            self.show(os.path.join(self._last_folder, ""))  # noqa: PTH118 -- with a stroke behind
        else:
            super().action_complete()

    def action_go_below(self) -> None:
        self.screen.focus_next()

    def show(self, text: str) -> None:
        """Hold this text, with the cursor behind it."""
        self.value = text
        self.cursor_position = len(text)


class FileStep(WizardStep):
    """A path; below it the recent files, or what was found of the one that is chosen."""

    DEFAULT_CSS = """
    FileStep .field { height: 1; width: 1fr; }
    FileStep .field > .label { width: 19; }
    FileStep FilePath { width: 1fr; background: $surface; }
    FileStep FilePath:focus { background: $cursor-back; }
    FileStep #hint { width: 1fr; height: 2; padding: 0 0 1 19; }
    FileStep #problem { width: 1fr; max-width: 139; padding: 0 0 1 19; display: none; }
    FileStep #reading { width: 1fr; height: 1; padding-left: 19; display: none; }
    FileStep #recent { height: 1fr; width: 1fr; }
    FileStep #recent > .label { width: 19; }
    FileStep FileFound { display: none; }
    """
    BINDINGS = [
        command("f4", "browse", mark("Browse"), mark("Find the file in the folders of this "
                "machine."), group=GROUP_IMPORT),
        command("f6", "paste_cells", mark("Paste cells"), mark("Import cells that were copied in "
                "a spreadsheet."), group=GROUP_IMPORT),
    ]  # fmt: skip

    problem: reactive[str] = reactive("", init=False)

    @dataclass
    class FolderUsed(Message):
        """A file was chosen from this folder."""

        folder: Path

    path_input = getters.query_one(FilePath)
    found = getters.query_one(FileFound)
    recent = getters.query_one(RecentFiles)

    def __init__(
        self,
        database: str = "",
        folders: Sequence[Path] = (),
        last_folder: str = "",
        *,
        id: str | None = None,
    ) -> None:
        """`database` is the URL of the store, `folders` those that files may be chosen from."""
        super().__init__(id=id)
        self._database = database
        self._folders = folders
        self._last_folder = last_folder
        self._names: tuple[str, ...] = ()
        self._refused = ""  # the text that the problem is about
        self._kept: Path | None = None  # cells of ours that no import has yet

    def compose(self) -> Iterable[Widget]:
        with Horizontal(classes="field"):
            yield label_of(lambda: _("File"))
            yield FilePath(self._folders, self._last_folder)
        yield Words(self._hint, id="hint")
        yield Words(self._problem, id="problem")
        yield Words(self._reading, id="reading")
        yield FileFound()
        with Horizontal(id="recent"):
            yield label_of(lambda: _("Recent files"))
            yield RecentFiles()

    def on_mount(self) -> None:
        self._show()
        self._load()

    def start(self) -> None:
        self.path_input.focus()

    @work(group="recent", exclusive=True, exit_on_error=False)
    async def _load(self) -> None:
        self.recent.files = await asyncio.to_thread(file_places.recent_files, self._folders)
        self._show()
        await asyncio.to_thread(pasted_cells.clear_cells, self._database)

    def lacking(self) -> str:
        draft, findings = self.draft, self.findings
        if self._is_typed_anew():
            self._submit()
            return _("The file is being looked at. Go on once it is shown.")
        if draft is None or draft.path is None:
            return _("Choose a file first, or paste cells.")
        if self.problem or findings.error is not None:
            return _("This file cannot be imported as it is. Choose another one.")
        if findings.preview is None:
            return _("The file is being looked at. Go on once it is shown.")
        return ""

    # Which file

    def offer(self, path: Path) -> None:
        """Take this file, if it may be chosen."""
        self._take(path)

    @work(group="take", exclusive=True, exit_on_error=False)
    async def _take(self, path: Path) -> None:
        try:
            whole = await asyncio.to_thread(file_places.admit, path, self._folders)
        except ContactHubError as error:
            self._refuse(path, error)
            return
        self._choose(whole, pasted=False)
        if await asyncio.to_thread(whole.is_file):
            folder = str(whole.parent)
            # One that is no text cannot stand in a file of settings.
            if folder != self._last_folder and folder.isprintable():
                self.post_message(self.FolderUsed(whole.parent))
                self._last_folder = folder

    def _refuse(self, path: Path | None, error: ContactHubError) -> None:
        if path is not None:
            self.path_input.show(str(path))
        self._refused = self.path_input.value
        self.problem = sentence(error)
        self.path_input.focus()

    def _choose(self, path: Path, pasted: bool) -> None:
        """A file to be read from its beginning; what was said of another one does not hold."""
        if (draft := self.draft) is None:
            return
        self.problem = ""
        self._names = ()
        options, read = draft.options, ReadOptions()
        if pasted:
            read = ReadOptions(encoding="utf-8")
        elif draft.path is None:
            read = options.read  # of an import that is done again
        if draft.path is not None and draft.path != path:
            options = replace(options, mapping=())
        self.path_input.show("" if pasted else str(path))
        chosen = ImportDraft(replace(options, read=read), path, pasted, draft.last_time)
        self._forget_kept(path)
        self.post_message(self.Chosen(chosen))

    @on(Input.Submitted, "FilePath")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._is_typed_anew() or self.lacking():
            self._submit()
        else:
            self.post_message(self.Forward())

    def _submit(self) -> None:
        if (path := dropped_path(self.path_input.value)) is not None:
            self.offer(path)

    def _is_typed_anew(self) -> bool:
        """Whether another path stands in the field than the one that is chosen."""
        typed = dropped_path(self.path_input.value)
        chosen = self.draft.path if self.draft and not self.draft.pasted else None
        if typed is None or typed == chosen or self.problem:
            return False
        return chosen is None or str(chosen) != self.path_input.value

    @on(RecentFiles.Picked)
    def _picked(self, event: RecentFiles.Picked) -> None:
        self.path_input.focus()
        self.offer(event.path)

    @work(group="browse", exclusive=True, exit_on_error=False)
    async def action_browse(self) -> None:
        chosen = self.draft.path.parent if self.draft and self.draft.path else None
        if self.draft and self.draft.pasted:
            chosen = None
        last = Path(self._last_folder) if self._last_folder else None
        start = await asyncio.to_thread(first_folder, (chosen, last), self._folders)
        path = await self.app.push_screen_wait(FileBrowser(start, self._folders))
        if path is not None:
            self.offer(path)

    # Cells

    @on(FilePath.Pasted)
    def _pasted(self, event: FilePath.Pasted) -> None:
        event.stop()
        self._take_paste(event.text)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._take_paste(event.text)

    @work(group="browse", exclusive=True, exit_on_error=False)
    async def action_paste_cells(self) -> None:
        text = await self.app.push_screen_wait(PasteDialog())
        if text is not None:
            self._keep(text)

    @work(group="take", exclusive=True, exit_on_error=False)
    async def _take_paste(self, text: str) -> None:
        path = await asyncio.to_thread(pasted_path, text)
        if path is not None:
            self.path_input.show(str(path))
            await tell_first_counts(self.app, text)
            self.offer(path)
        elif text.strip():
            self._keep(text)

    @work(group="take", exclusive=True, exit_on_error=False)
    async def _keep(self, text: str) -> None:
        try:
            path = await asyncio.to_thread(pasted_cells.keep_cells, self._database, text)
        except ContactHubError as error:
            self._refuse(None, error)
            return
        self._choose(path, pasted=True)
        self._kept = path

    def _forget_kept(self, path: Path | None = None) -> None:
        """Cells that were pasted before, and are not what is imported."""
        if self._kept is not None and self._kept != path:
            pasted_cells.forget_cells(self._kept)
        self._kept = None

    def on_unmount(self) -> None:
        """Nothing is imported: nothing is kept."""
        self._forget_kept()

    def hand_over(self) -> None:
        """An import has begun, which needs the file."""
        self._kept = None

    # How it is read

    @on(FileFound.ReadChosen)
    def _read_chosen(self, event: FileFound.ReadChosen) -> None:
        event.stop()
        if self.draft is not None:
            options = replace(self.draft.options, read=event.read)
            self.post_message(self.Chosen(replace(self.draft, options=options)))

    # What is shown

    def watch_draft(self, before: ImportDraft | None, draft: ImportDraft | None) -> None:
        if not self.is_mounted or draft is None:
            return
        if before is None or before.path != draft.path:
            self.problem = ""
        self.found.draft = draft
        self._show()

    def watch_findings(self, findings: FileFindings) -> None:
        if self.is_mounted:
            self.found.findings = findings
            self._show()

    def watch_problem(self) -> None:
        self._show()

    def _show(self) -> None:
        draft, findings = self.draft, self.findings
        chosen = draft is not None and draft.path is not None
        wrong = self._wrong()
        known = chosen and not self.problem and self.found.preview is not None
        self.found.display = known
        self.query_one("#problem").display = bool(wrong) and not known
        self.query_one("#reading").display = (
            chosen and not known and not wrong and findings.preview is None
        )
        self.query_one("#recent").display = (bool(wrong) or not chosen) and bool(self.recent.files)
        for words in self.query("#problem, #hint, #reading").results(Words):
            words.refresh(layout=True)

    def _wrong(self) -> str:
        error = self.findings.error
        return self.problem or (sentence(error) if error is not None else "")

    @on(Input.Changed, "FilePath")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._names = ()
        if event.value != self._refused:
            self.problem = ""
        self.query_one("#hint", Words).refresh()

    @on(PathInput.Proposed)
    def _proposed(self, event: PathInput.Proposed) -> None:
        if event.text == self.path_input.value or not event.names:
            self._names = event.names
            self.query_one("#hint", Words).refresh()

    def _hint(self) -> Content:
        """The names that the path could become; else what can be done besides."""
        if self._names:
            width = self.query_one("#hint").content_size.width
            return names_in(self._names, width).stylize("$muted")
        if is_remote(os.environ):
            text = _("A path on {host}. From your own computer: copy the cells, paste them here.")
            return Content.styled(text.format(host=safe(platform.node(), 20)), "$muted")
        return Content.styled(_("Or paste cells that were copied in a spreadsheet."), "$muted")

    def _problem(self) -> Content:
        return Content.assemble(("▲ ", "bold $warning"), safe(self._wrong(), 600))

    def _reading(self) -> Content:
        return Content.assemble(("⟳ ", "$accent"), (_("Reading the file…"), "$muted"))


def names_in(names: Sequence[str], width: int) -> Content:
    """As many names as there is room for, one at least, and how many more there are."""
    count = min(len(names), _NAMES)
    while True:
        more = len(names) - count
        text = ngettext("and {n} more", "and {n} more", more).format(n=number(more))
        behind = f"  {text}" if more else ""
        shown = Content("  ".join(safe(name, 60) for name in names[:count]))
        room = max(1, width - Content(behind).cell_length)
        if count == 1 or shown.cell_length <= room:
            return shown.truncate(room, ellipsis=True) + behind
        count -= 1


def is_remote(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is on another machine than the program."""
    return bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))
