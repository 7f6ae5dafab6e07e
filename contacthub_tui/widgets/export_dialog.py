"""A dialog that writes contacts to a file. Enters: the chosen contacts. Leaves: `Exported`, None
where nothing was written. A file that is there already is replaced only when that was asked for.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from textual import on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, RadioSet

from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, ngettext, number
from contacthub_tui.services import bulk
from contacthub_tui.services.exports import KINDS, export_contacts
from contacthub_tui.widgets.choices import Choice
from contacthub_tui.widgets.counted_dialog import CountedDialog
from contacthub_tui.widgets.dropped_path import dropped_path
from contacthub_tui.widgets.path_input import PathInput
from contacthub_tui.widgets.words import Words
from contacthub_tui.widgets.work_dialog import Cancelled, OnProgress, Task

_KIND_NAMES = {
    ".csv": mark("CSV"),
    ".xlsx": mark("Excel"),
    ".vcf": mark("vCard, for phones"),
}
_FIRST = "contacts.csv"
_NAMES = 6  # of files that a path could become


@dataclass(frozen=True, slots=True)
class Exported:
    """The file, and how many contacts it holds; None where it was stopped and nothing written."""

    path: Path
    count: int | None


class ExportDialog(CountedDialog[Exported]):
    """Where to, and as what: the kind follows the ending of the name, and the other way round."""

    AUTO_FOCUS = "PathInput"

    def __init__(self, chosen: Chosen) -> None:
        super().__init__()
        self._chosen = chosen
        self._names = ""
        self._replaced: Path | None = None  # may be replaced: that was asked about

    def compose_choice(self) -> Iterable[Widget]:
        with Horizontal(classes="field"):
            yield Label(_("File"))
            yield PathInput(_FIRST, kinds=frozenset(KINDS))
        yield Words(lambda: Content.styled(self._names, "$muted"), id="names")
        with Horizontal(classes="field"):
            yield Label("")
            with RadioSet(compact=True):
                for ending, name in _KIND_NAMES.items():
                    yield Choice(_(name), _FIRST.endswith(ending), name=ending)

    def count_all(self) -> int:
        return bulk.count_chosen(self._chosen)

    @property
    def _path(self) -> Path | None:
        """Where to; None where that is not said yet."""
        path = dropped_path(self.query_one(PathInput).value)
        return path if path is not None and path.suffix.lower() in KINDS else None

    # Name and kind

    @on(Input.Changed, "PathInput")
    def _path_typed(self) -> None:
        self._replaced = None
        self.say("")
        self._show_names("")
        if (path := self._path) is not None:
            for choice in self.query(Choice):
                if choice.name == path.suffix.lower() and not choice.value:
                    choice.value = True
        self.show_state()

    @on(RadioSet.Changed)
    def _kind_chosen(self, event: RadioSet.Changed) -> None:
        field, ending = self.query_one(PathInput), event.pressed.name or ""
        base, dot, last = field.value.rpartition(".")
        if f".{last}".lower() == ending:
            return
        known = dot and f".{last}".lower() in KINDS
        field.value = (base if known else field.value) + ending
        field.cursor_position = len(field.value)

    @on(PathInput.Proposed)
    def _names_proposed(self, event: PathInput.Proposed) -> None:
        shown = [safe(name, 60) for name in event.names[:_NAMES]]
        if more := len(event.names) - len(shown):
            shown.append(ngettext("and {n} more", "and {n} more", more).format(n=number(more)))
        self._show_names("  ".join(shown))

    def _show_names(self, names: str) -> None:
        self._names = names
        words = self.query_one("#names")
        words.display = bool(names)
        words.refresh(layout=True)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_do()

    # To write it

    def action_do(self) -> None:
        if self.working or not self.is_ready():
            return
        if (path := self._path) is None:
            self.say(_("Type the path of the file, with .csv, .xlsx or .vcf at its end."))
            self.query_one(PathInput).focus()
            return
        self._write(path)

    @work(group="look", exclusive=True, exit_on_error=False)
    async def _write(self, path: Path) -> None:
        """Write it, unless something is there that nobody was asked about."""
        if self._replaced != path and await asyncio.to_thread(path.exists):
            self._replaced = path
            self.say(
                _(
                    "{path} is there already. Do it again to replace it, or type another name."
                ).format(path=safe(str(path), 200))
            )
            self.show_state()
            return
        super().action_do()

    def work_to_do(self) -> Task[Exported]:
        path, chosen = self._path or Path(_FIRST), self._chosen

        def do(on_progress: OnProgress, cancelled: Cancelled) -> Exported:
            # Who reads where it is wants all of the path.
            whole = path.absolute()
            return Exported(whole, export_contacts(chosen, whole, on_progress, cancelled))

        return do

    # What is shown

    def title_text(self) -> Content:
        return Content.styled(_("Export contacts"), "bold")

    def verb(self) -> str:
        return _("Replace") if self._replaced else _("Export")

    def counted_text(self, count: int) -> Content:
        """How many will be written."""
        will = ngettext(
            "{n} contact will be written.", "{n} contacts will be written.", count
        ).format(n=number(count))
        return Content.styled(will, "bold")
