"""A dialog to find a file in the folders of this machine. Enters: where to start, the folders that
must not be left. Leaves: the path of a file, or None.

Only folders and files of a kind that can be imported are shown.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from textual.worker import get_current_worker
from textual_fspicker.parts import DirectoryNavigation
from textual_fspicker.parts.directory_navigation import DirectoryEntry

from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, file_size, mark, when
from contacthub_tui.services.file_places import is_inside, leads_inside
from contacthub_tui.widgets.columns import fit
from contacthub_tui.widgets.command import GROUP_IMPORT, command
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.path_completion import READ_KINDS
from contacthub_tui.widgets.recent_files import short_folder
from contacthub_tui.widgets.words import Words

_NAME, _SIZE, _TIME = 44, 10, 12  # cells


class _Entry(DirectoryEntry):
    """A folder or a file, looked at once, where it is made. The library's own paints names as they
    are, which a terminal may obey, and asks the disk at every paint."""

    def __init__(self, location: Path, name: str = "") -> None:
        self.location = location
        self.is_folder = location.is_dir()
        about = ""
        if not self.is_folder:
            status = location.stat()
            about = f"{file_size(status.st_size):>{_SIZE}}  {_modified(status.st_mtime)}"
        shown = fit(name or location.name + ("/" if self.is_folder else ""), _NAME)
        Option.__init__(self, Content.assemble(shown, (about, "$muted")))


class _Folder(DirectoryNavigation):
    """What a folder holds. The disk is asked in a thread."""

    DEFAULT_CSS = """
    _Folder, _Folder:focus { border: none; padding: 0; background: $surface; background-tint: transparent; }
    _Folder { height: 1fr; scrollbar-size-vertical: 1; }
    _Folder > .option-list--option { padding: 0; }
    _Folder > .option-list--option-highlighted, _Folder:focus > .option-list--option-highlighted { background: $cursor-back; color: $cursor-text; text-style: bold; }
    _Folder:nocolor > .option-list--option-highlighted { text-style: bold reverse; }
    _Folder > .option-list--option-hover { background: $panel; }
    """  # noqa: E501 -- one rule a line
    BINDINGS = [
        command("enter,right", "select", mark("Open"), mark("Open the folder, or take the file."),
                group=GROUP_IMPORT),
        command("backspace,left", "navigate_up", mark("Up"), mark("To the folder above."),
                group=GROUP_IMPORT),
        command("full_stop", "toggle_hidden", mark("Hidden"),
                mark("Show what is hidden, or no longer."), group=GROUP_IMPORT),
    ]  # fmt: skip

    def __init__(self, location: Path, inside: Sequence[Path]) -> None:
        super().__init__(location)
        self._inside = inside
        self._from = ""  # the folder that was left by going up

    @property
    def is_root(self) -> bool:
        """Whether there is nowhere to go above."""
        above = self.location.parent
        return above == self.location or not leads_inside(above, self._inside)

    def hide(self, path: Path) -> bool:
        """Whether it is left out; what can be imported was looked at before."""
        return self.is_hidden(path) and not self.show_hidden

    def action_toggle_hidden(self) -> None:
        self.toggle_hidden()

    def action_navigate_up(self) -> None:
        if not self.is_root:
            self._from = self.location.name
            super().action_navigate_up()

    @work(exclusive=True, thread=True, exit_on_error=False)
    def _load(self) -> None:
        location, worker = self.location, get_current_worker()
        entries: list[_Entry] = []
        try:
            found = list(location.iterdir())
        except OSError:
            found = []
            self.post_message(self.PermissionError(self, location))
        for path in found:
            if worker.is_cancelled:
                return
            try:
                if self._is_offered(path):
                    entries.append(_Entry(path))
            except OSError:  # gone meanwhile, or not to be looked at
                continue
        entries.sort(key=lambda each: (not each.is_folder, each.location.name.casefold()))
        self.app.call_from_thread(self._take, location, entries)

    def _is_offered(self, path: Path) -> bool:
        if path.is_dir():
            return leads_inside(path, self._inside)
        return (
            path.suffix.lower() in READ_KINDS and path.is_file() and is_inside(path, self._inside)
        )

    def _take(self, location: Path, entries: list[_Entry]) -> None:
        if self.is_attached and location == self.location:
            self._entries = [*entries]
            self._repopulate_display()

    def _repopulate_display(self) -> None:
        shown = [each for each in self._entries if not self.hide(each.location)]
        above = [] if self.is_root else [_Entry(self.location.parent, "../")]
        self.clear_options()
        self.add_options([*above, *shown])
        names = [each.location.name for each in shown]
        place = names.index(self._from) if self._from in names else 0
        self.highlighted = min(place + len(above), len(shown) + len(above) - 1)
        self._from = ""
        self.screen.query_one("#browser-empty").display = not shown

    def _on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        # What it is was looked at before: the disk may take its time.
        event.stop()
        event.prevent_default()
        if not isinstance(event.option, _Entry):
            return
        if not event.option.is_folder:
            self.post_message(self.Selected(self, event.option.location))
        elif event.option.location == self.location.parent:
            self.action_navigate_up()
        else:
            self.location = event.option.location


class FileBrowser(ModalScreen[Path | None]):
    """The dialog."""

    DEFAULT_CSS = """
    FileBrowser .dialog { height: 80%; }
    FileBrowser #browser-title { width: 1fr; margin-bottom: 1; }
    FileBrowser #browser-empty { display: none; width: 1fr; height: auto; padding-bottom: 1; }
    """
    BINDINGS = [
        *FOCUS,
        command("escape", "dismiss(None)", mark("Close"), mark("Take no file."),
                group=GROUP_IMPORT),
    ]  # fmt: skip

    def __init__(self, start: Path, inside: Sequence[Path]) -> None:
        super().__init__()
        self._folder = _Folder(start, inside)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Words(self._title, id="browser-title")
            yield self._folder
            yield Words(_nothing_here, id="browser-empty")
        yield KeysBar()

    def on_mount(self) -> None:
        self._folder.focus()

    @on(DirectoryNavigation.Changed)
    def _moved(self) -> None:
        self.query_one("#browser-title").refresh()

    @on(DirectoryNavigation.Selected)
    def _picked(self, event: DirectoryNavigation.Selected) -> None:
        self.dismiss(event.path)

    def _title(self) -> Content:
        folder = Content.styled(safe(short_folder(self._folder.location), 200), "$muted")
        return Content.assemble((_("Browse"), "bold"), "  ", folder)


def first_folder(wishes: Iterable[Path | None], inside: Sequence[Path]) -> Path:
    """The first of the wishes that is a folder one may look into, else one that is.

    It asks the disk: call it in a thread.
    """
    for folder in (*wishes, *inside[:1], Path.home()):
        if folder is not None and folder.is_dir() and is_inside(folder, inside):
            return folder.absolute()
    return inside[0] if inside else Path("/")


def _modified(seconds: float) -> str:
    return fit(when(datetime.fromtimestamp(seconds, UTC).isoformat()), _TIME)


def _nothing_here() -> Content:
    return Content.styled(_("No file that can be imported is in this folder."), "$muted")
