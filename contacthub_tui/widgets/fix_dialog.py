"""One correction for all rows of an import that failed for the same reason.

Enters: the run, the reason, how many rows there are, the headers. Leaves: how many rows were put
right, None where nothing was begun. Before that it shows how many would be.
"""

import asyncio
import threading
from collections.abc import Iterable, Sequence
from functools import partial

from textual import on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Label

from contacthub_tui.domain.phone import spell
from contacthub_tui.domain.row_fix import Correction, FixKind
from contacthub_tui.domain.text import fold, safe
from contacthub_tui.i18n import _, mark, ngettext, number
from contacthub_tui.importer import fixing
from contacthub_tui.importer.fixing import Alike
from contacthub_tui.widgets.country_picker import CountryPicker
from contacthub_tui.widgets.finder import Finder, FinderInput, Match
from contacthub_tui.widgets.line_input import LineInput
from contacthub_tui.widgets.one_of import Answer, OneOf
from contacthub_tui.widgets.work_dialog import Cancelled, OnProgress, Task, WorkDialog
from contacthub_tui.wording import row_reason
from contacthub_tui.wording.countries import country_code

_KINDS = {
    FixKind.COUNTRY: mark("Read as numbers of another country"),
    FixKind.FRONT: mark("Put something in front"),
    FixKind.REPLACE: mark("Replace a text by another"),
    FixKind.REMOVE: mark("Take characters out"),
    FixKind.COLUMN: mark("Take the number from another column"),
}
_LABELS = {
    FixKind.COUNTRY: mark("Country"),
    FixKind.FRONT: mark("In front"),
    FixKind.REPLACE: mark("Replace"),
    FixKind.REMOVE: mark("Take out"),
    FixKind.COLUMN: mark("Column"),
}
_PAUSE = 0.15  # seconds after a key until the rows are tried


class ColumnPicker(Finder):
    """A field to find a column of the file by."""

    def __init__(self, headers: Sequence[str]) -> None:
        super().__init__(placeholder=_("find a column"))
        self._headers = tuple(headers)

    @property
    def value(self) -> int:
        """The place of the column; -1 where what is typed means none."""
        typed = self.input.value.strip()
        return self._headers.index(typed) if typed in self._headers else -1

    def find(self, typed: str) -> Sequence[Match]:
        wanted = fold(typed)
        found = [Match(name, safe(name, 60)) for name in self._headers if wanted in fold(name)]
        return found or [Match(None, _("No column is called so."))]

    def take(self, match: Match) -> None:
        if isinstance(match.value, str):
            self.input.value = match.value
            self.input.cursor_position = len(match.value)
            self.close()


class FixDialog(WorkDialog[int]):
    """What to do, with what, and how many rows it would put right."""

    AUTO_FOCUS = "OneOf"

    alike: reactive[Alike | None] = reactive(None, init=False)

    def __init__(self, run_id: int, reason: str, headers: Sequence[str]) -> None:
        super().__init__()
        self._run_id = run_id
        self._reason = reason
        self._headers = tuple(headers)
        self._kind = FixKind.COUNTRY
        self._trying = threading.Event()

    def compose_choice(self) -> Iterable[Widget]:
        answers = [Answer(kind, partial(_, name)) for kind, name in _KINDS.items()]
        yield OneOf(answers, upright=True)
        with Horizontal(classes="field", id="fix-with"):
            yield Label(_(_LABELS[self._kind]), id="fix-with-label")
            yield CountryPicker()
            yield LineInput()
            yield ColumnPicker(self._headers)
        with Horizontal(classes="field", id="fix-by"):
            yield Label(_("By"))
            yield LineInput()

    def on_mount(self) -> None:
        self._show_kind()
        for line in self.query(LineInput):
            self.watch(line, "value", self._chosen)

    def on_unmount(self) -> None:
        self._trying.set()

    # What is chosen

    @on(OneOf.Changed)
    def _kind_chosen(self, event: OneOf.Changed) -> None:
        self._kind = FixKind(event.value)
        self._show_kind()
        self._chosen()

    def _show_kind(self) -> None:
        self.query_one("#fix-with-label", Label).update(_(_LABELS[self._kind]))
        self.query_one(CountryPicker).display = self._kind is FixKind.COUNTRY
        self.query_one(ColumnPicker).display = self._kind is FixKind.COLUMN
        typed = self._kind not in (FixKind.COUNTRY, FixKind.COLUMN)
        self.query_one("#fix-with > LineInput").display = typed
        self.query_one("#fix-by").visible = self._kind is FixKind.REPLACE

    def _chosen(self) -> None:
        self.say("")
        self.alike = None
        self._try()

    @property
    def _correction(self) -> Correction:
        text = self.query_one("#fix-with > LineInput", LineInput).value
        match self._kind:
            case FixKind.COUNTRY:
                name = self.query_one(CountryPicker).value
                return Correction(self._kind, country_code(name) if name else "")
            case FixKind.COLUMN:
                return Correction(self._kind, column=self.query_one(ColumnPicker).value)
            case FixKind.REPLACE:
                by = self.query_one("#fix-by LineInput", LineInput).value
                return Correction(self._kind, text, by)
        return Correction(self._kind, text)

    @work(group="try", exclusive=True, exit_on_error=False)
    async def _try(self) -> None:
        """Count the rows that it would put right, from the beginning at every change."""
        self._trying.set()
        await asyncio.sleep(_PAUSE)
        stop = self._trying = threading.Event()
        found = await asyncio.to_thread(
            fixing.try_alike,
            self._run_id,
            self._reason,
            self._correction,
            partial(self._tried, stop),
            stop.is_set,
        )
        self._show_tried(stop, found)

    def _tried(self, stop: threading.Event, so_far: Alike) -> None:
        """From the thread that tries."""
        self.app.call_later(self._show_tried, stop, so_far)

    def _show_tried(self, stop: threading.Event, so_far: Alike) -> None:
        if not stop.is_set() and self.is_attached:
            self.alike = so_far

    def watch_alike(self) -> None:
        self.show_state()

    # To do it

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if not isinstance(event.input, FinderInput):
            self.action_do()

    def is_ready(self) -> bool:
        return self.alike is not None and self.alike.right > 0

    def action_do(self) -> None:
        if self.is_ready() and not self.working:
            # They are tried once more as they are fixed.
            self._trying.set()
        super().action_do()

    def work_to_do(self) -> Task[int]:
        run_id, reason, correction = self._run_id, self._reason, self._correction

        def do(on_progress: OnProgress, cancelled: Cancelled) -> int:
            return fixing.fix_alike(run_id, reason, correction, on_progress, cancelled)

        return do

    # What is shown

    def title_text(self) -> Content:
        title = Content.styled(_("Fix all alike"), "bold")
        return Content.assemble(title, ("  " + row_reason(self._reason), "$muted"))

    def verb(self) -> str:
        return _("Fix")

    def question_text(self) -> Content:
        """How many rows would be right, and the first of them."""
        if not self.query("#fix-by"):
            return Content("")
        alike = self.alike
        if alike is None:
            return Content.assemble(("⟳ ", "$accent"), (_("Counting…"), "$muted"))
        if not self._correction.is_whole:
            rows = ngettext(
                "{n} row failed for this reason.", "{n} rows failed for this reason.", alike.rows
            )
            return Content.styled(rows.format(n=number(alike.rows)), "$muted")
        told = ngettext(
            "{n} of {all} row would be right.", "{n} of {all} rows would be right.", alike.rows
        ).format(n=number(alike.right), all=number(alike.rows))
        first = Content.styled(told, "bold" if alike.right else "bold $warning")
        if alike.looked_at < alike.rows:
            so_far = _("{done} looked at").format(done=number(alike.looked_at))
            first = Content.assemble(first, ("  ⟳ ", "$accent"), (so_far, "$muted"))
        lines = [first]
        for before, after in alike.examples[:2]:
            spelled = spell(after) if after else ""
            lines.append(Content.assemble((safe(before, 30), "$muted"), " → ", safe(spelled, 30)))
        return Content("\n").join(lines)
