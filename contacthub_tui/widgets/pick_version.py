"""Two operators changed the same fields of a contact: which value stays.

Enters: the fields with both values, who changed them when. Leaves: the value to keep of each field,
or None where the operator goes back to the form.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from contacthub_tui.domain.contact_edit import Conflict, custom_name
from contacthub_tui.domain.import_run import DateOrder
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, ago, mark
from contacthub_tui.services.contact_edit import Differs, OpenedForm
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.confirm import GROUP_QUESTION
from contacthub_tui.widgets.contact_editors import spelled
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.form_field import FormField
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.one_of import Answer, OneOf
from contacthub_tui.wording import field_label

_MINE, _THEIRS = "mine", "theirs"
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Versions:
    """A field that both changed: its name and both values, and how they are shown."""

    field: str
    label: str
    mine: str
    theirs: str
    mine_shown: str
    theirs_shown: str


class PickVersion(ModalScreen[Mapping[str, str] | None]):
    """Every field with both values, one below the other; what the operator typed is chosen."""

    CSS_PATH = "../styles/pick_version.tcss"
    BINDINGS = [
        command(
            "ctrl+s",
            "save",
            mark("Save"),
            mark("Save the contact with the values that are chosen."),
            group=GROUP_QUESTION,
        ),
        *FOCUS,
        command("down", "app.focus_next", mark("Next"), mark("Next field."), show=False),
        command("up", "app.focus_previous", mark("Previous"), mark("Field before."), show=False),
        command(
            "escape",
            "back",
            mark("Back"),
            mark("Save nothing, and go on with the form."),
            group=GROUP_QUESTION,
        ),
    ]

    def __init__(self, versions: Sequence[Versions], who: str, at: str) -> None:
        super().__init__()
        self._versions = versions
        self._who = who
        self._at = at
        self._choices = {each.field: _choice(each) for each in versions}

    def compose(self) -> ComposeResult:
        title = _("{who} changed this contact too, {ago}").format(
            who=safe(self._who, 40) or "?", ago=ago(self._at)
        )
        with Vertical(classes="dialog"):
            yield Static(title, classes="dialog-title", markup=False)
            yield Static(
                _("You both changed these fields: choose what stays. Other changes are kept."),
                markup=False,
            )
            with VerticalScroll(classes="dialog-body", can_focus=False):
                for each in self._versions:
                    yield FormField(each.field, _constant(each.label), self._choices[each.field])
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("Back to the form"), id="back", compact=True)
                yield Button(_("Save"), id="save", compact=True)
        yield KeysBar()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_back()

    def action_save(self) -> None:
        picked = {
            each.field: each.mine if self._choices[each.field].value == _MINE else each.theirs
            for each in self._versions
        }
        self.dismiss(picked)

    def action_back(self) -> None:
        self.dismiss(None)


def _choice(each: Versions) -> OneOf:
    mine, theirs = (safe(text, _LONGEST) for text in (each.mine_shown, each.theirs_shown))
    return OneOf(
        [
            Answer(_MINE, lambda: _("yours: {value}").format(value=mine or _("empty"))),
            Answer(_THEIRS, lambda: _("theirs: {value}").format(value=theirs or _("empty"))),
        ],
        upright=True,
    )


def _constant(label: str) -> Callable[[], str]:
    return lambda: label


def pick_of(differs: Differs, order: DateOrder) -> PickVersion:
    """The question about what two operators changed differently; dates as `order` writes them."""
    versions = [_versions(each, differs.stored, order) for each in differs.conflicts]
    return PickVersion(versions, differs.who, differs.at)


def _versions(conflict: Conflict, stored: OpenedForm, order: DateOrder) -> Versions:
    name = conflict.field
    field = next((each for each in stored.fields if custom_name(each.id) == name), None)
    kind = field.kind if field else None
    return Versions(
        name,
        safe(field.name) if field else field_label(name),
        conflict.mine,
        conflict.theirs,
        spelled(name, kind, conflict.mine, order),
        spelled(name, kind, conflict.theirs, order),
    )
