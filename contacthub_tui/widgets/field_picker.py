"""A dialog that asks where a column of a file goes. Enters: the column, the custom fields, what
other columns go to. Leaves: a wish as `with_column` takes it, only `+Name` for a new field whose
kind is to be asked; None where it was given up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from contacthub_tui.domain.contact import MAX_FIELD_NAME, CustomField
from contacthub_tui.domain.import_draft import ColumnMatch
from contacthub_tui.domain.import_run import MAPPABLE, SEVERAL
from contacthub_tui.domain.text import clean, fold, safe
from contacthub_tui.i18n import _, mark
from contacthub_tui.importer.headers import LABELS
from contacthub_tui.widgets.columns import fit
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.line_input import LineInput
from contacthub_tui.widgets.matched_table import GROUP_COLUMNS
from contacthub_tui.wording import field_label
from contacthub_tui.wording.custom_kinds import custom_kind_label
from contacthub_tui.wording.matched import MERGE_TAGS, samples_line

_LABEL = 34  # cells of a field's name
_AROUND = 10  # lines of the screen that are not the list
_HEADER = 40  # characters of another column's header


@dataclass(frozen=True, slots=True)
class _Choice:
    """What can be chosen: the wish, how it is called, what stands beside it, what finds it."""

    wanted: str
    label: str
    note: str = ""
    found_by: str = ""


class _Filter(LineInput):
    """The line that is typed into; it keeps the focus."""

    BINDINGS = [
        command("down", "step(1)", mark("Down"), mark("One choice down."), show=False),
        command("up", "step(-1)", mark("Up"), mark("One choice up."), show=False),
        command("pagedown", "step(8)", mark("Page down"), mark("Some choices down."), show=False),
        command("pageup", "step(-8)", mark("Page up"), mark("Some choices up."), show=False),
        command(
            "enter",
            "submit",
            mark("Choose"),
            mark("Send the column there."),
            group=GROUP_COLUMNS,
        ),
    ]

    def action_step(self, by: int) -> None:
        if isinstance(self.screen, FieldPicker):
            self.screen.step(by)


class _Choices(OptionList, can_focus=False):
    """The choices that fit what is typed; as high as all there are, whatever is typed."""

    def __init__(self, most: int) -> None:
        super().__init__(compact=True, markup=False)
        self._most = most

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(3, min(self._most, viewport.height - _AROUND))


class FieldPicker(ModalScreen[str | None]):
    """Every field of contacts, the custom fields, a new one, or none. Found as one types."""

    CSS_PATH = "../styles/field_picker.tcss"
    AUTO_FOCUS = "_Filter"
    BINDINGS = [
        *FOCUS,
        command(
            "escape",
            "give_up",
            mark("Cancel"),
            mark("Leave the column where it goes."),
            group=GROUP_COLUMNS,
        ),
        command("f1", "app.help", mark("Help"), mark("Every key that acts here.")),
    ]

    choices = getters.query_one(_Choices)

    def __init__(
        self, column: ColumnMatch, fields: Sequence[CustomField], going: Mapping[str, str]
    ) -> None:
        """`going` are the headers of other columns by the fields that they go to."""
        super().__init__()
        self._column = column
        self._new = " ".join(clean(column.header).split())[:MAX_FIELD_NAME].strip()
        self._fields = [*_own(going), *_custom(fields, going)]
        self._names = {fold(each.label) for each in self._fields}
        self._shown: list[_Choice] = []

    def compose(self) -> ComposeResult:
        title = _("Where does “{column}” go?").format(column=safe(self._column.header, 44))
        with Vertical(classes="dialog"):
            yield Static(title, classes="dialog-title", markup=False)
            samples = safe(samples_line(self._column, counted=True), 300)
            yield Static(samples, id="samples", markup=False)
            yield _Filter(placeholder=_("find a field, or name a new one"))
            yield _Choices(len(self._fields) + 2)
        yield KeysBar()

    def on_mount(self) -> None:
        self._find("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._find(event.value)

    def _find(self, typed: str) -> None:
        words = fold(typed).split()
        found = [each for each in self._fields if all(word in each.found_by for word in words)]
        wanted = fold(typed)
        found.sort(key=lambda each: bool(wanted) and not fold(each.label).startswith(wanted))
        self._shown = [*found, *self._further(typed)]
        self.choices.clear_options()
        self.choices.add_options([Option(_line(each)) for each in self._shown])
        self.choices.highlighted = self._first(typed)

    def _further(self, typed: str) -> Sequence[_Choice]:
        """A new field, called as the column is or as was typed, and nowhere."""
        name = " ".join(clean(typed).split())
        leave = _Choice("", _("Leave out"), _("the column is not imported"))
        new = name or self._new
        if not fold(new) or (name and fold(name) in self._names):
            return () if name else (leave,)
        label = _("New field “{name}”").format(name=safe(new, 60))
        made = _Choice(f"+{new}", label, custom_kind_label(self._column.kind))
        return (made,) if name and fold(name) not in fold(_("Leave out")) else (made, leave)

    def _first(self, typed: str) -> int:
        """Where the cursor stands at first: where the column goes; else on the new field."""
        if typed:
            return 0
        field = self._column.field
        wanted = [each.wanted for each in self._shown]
        if field in wanted:
            return wanted.index(field)
        new = field is not None or (self._column.why == "none" and bool(self._column.samples))
        return max(0, len(wanted) - (2 if new else 1))

    def step(self, by: int) -> None:
        """Move the cursor, as far as there are choices."""
        if self._shown:
            last = len(self._shown) - 1
            self.choices.highlighted = max(0, min(last, (self.choices.highlighted or 0) + by))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._shown[event.option_index].wanted)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        if self._shown and self.choices.highlighted is not None:
            self.dismiss(self._shown[self.choices.highlighted].wanted)

    def action_give_up(self) -> None:
        self.dismiss(None)


def _own(going: Mapping[str, str]) -> list[_Choice]:
    """The fields that every contact has."""
    found = []
    for field in MAPPABLE:
        label = field_label(field)
        known = fold(f"{label} {LABELS[field].replace('|', ' ')}")
        found.append(_Choice(field, label, _note(field, MERGE_TAGS.get(field, ""), going), known))
    return found


def _custom(fields: Sequence[CustomField], going: Mapping[str, str]) -> list[_Choice]:
    found = []
    for each in fields:
        field, kind = f"custom:{each.id}", custom_kind_label(each.kind)
        note = _note(field, _("custom, {kind}").format(kind=kind.lower()), going)
        found.append(_Choice(field, safe(each.name, 200), note, fold(f"{each.name} {kind}")))
    return found


def _note(field: str, about: str, going: Mapping[str, str]) -> str:
    if field not in going:
        return about
    sentence = _("“{column}” too") if field in SEVERAL else _("“{column}” goes there")
    there = sentence.format(column=safe(going[field], _HEADER))
    return f"{about} · {there}" if about else there


def _line(choice: _Choice) -> Content:
    label = choice.label if cell_len(choice.label) > _LABEL else fit(choice.label, _LABEL)
    sign = "+ " if choice.wanted.startswith("+") else "  "
    return Content.assemble((sign, "$accent"), label, "  ", (choice.note, "$muted"))
