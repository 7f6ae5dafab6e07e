"""The files that were imported last, to pick one. Enters: those that are still there.

Leaves: `Picked`, with the path of one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import ago, mark
from contacthub_tui.services.file_places import RecentFile
from contacthub_tui.widgets.columns import fit
from contacthub_tui.widgets.command import GROUP_IMPORT, command

_LONGEST = 32  # cells of a name
_TIME = 12


class RecentFiles(OptionList):
    """`clients.xlsx    ~/Documents    yesterday`, one a line."""

    DEFAULT_CSS = """
    RecentFiles, RecentFiles:focus { border: none; padding: 0; background: transparent; background-tint: transparent; }
    RecentFiles { width: 1fr; height: auto; scrollbar-size-vertical: 1; }
    RecentFiles > .option-list--option { padding: 0; }
    RecentFiles > .option-list--option-highlighted { background: transparent; color: $foreground; text-style: none; }
    RecentFiles:focus > .option-list--option-highlighted { background: $cursor-back; color: $cursor-text; text-style: bold; }
    RecentFiles:focus:nocolor > .option-list--option-highlighted { text-style: bold reverse; }
    RecentFiles > .option-list--option-hover { background: $panel; }
    """  # noqa: E501 -- one rule a line
    BINDINGS = [
        command("enter", "select", mark("Open"), mark("Take the file under the cursor."),
                group=GROUP_IMPORT),
    ]  # fmt: skip

    files: reactive[Sequence[RecentFile]] = reactive((), init=False)

    @dataclass
    class Picked(Message):
        """This file is wanted."""

        path: Path

    def __init__(self) -> None:
        super().__init__(markup=False)

    def watch_files(self) -> None:
        self._fill(self.size.width)

    def on_resize(self) -> None:
        self._fill(self.size.width)

    def _fill(self, width: int) -> None:
        chosen = self.highlighted
        self.clear_options()
        self.add_options(Option(_line(file, width)) for file in self.files)
        if self.files:
            self.highlighted = min(chosen or 0, len(self.files) - 1)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Picked(self.files[event.option_index].path))


def _line(file: RecentFile, width: int) -> Content:
    name = fit(file.path.name, min(_LONGEST, max(12, width // 2)))
    room = max(0, width - cell_len(name) - _TIME - 4)
    return Content.assemble(
        name,
        "  ",
        (fit(short_folder(file.path.parent), room), "$muted"),
        "  ",
        (fit(ago(file.at), _TIME), "$muted"),
    )


def short_folder(folder: Path) -> str:
    """A folder as people write it, with `~` for their own."""
    try:
        home = Path.home()
    except RuntimeError:
        return safe(str(folder), 200)
    if folder.is_relative_to(home):
        return safe(str(Path("~") / folder.relative_to(home)), 200)
    return safe(str(folder), 200)
