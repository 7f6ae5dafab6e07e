"""What each field of a contact is called and typed into. Enters: fields, values. Leaves: widgets,
labels, values as they are shown.
"""

from collections.abc import Callable

from textual.widget import Widget
from textual.widgets import Input

from contacthub_tui.domain.contact import CustomField, CustomKind, Status
from contacthub_tui.domain.dates import spell_date
from contacthub_tui.domain.import_run import DateOrder
from contacthub_tui.domain.phone import spell
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, pgettext
from contacthub_tui.widgets.country_picker import CountryPicker
from contacthub_tui.widgets.line_input import LineInput
from contacthub_tui.widgets.list_picker import ListPicker
from contacthub_tui.widgets.note_area import NoteArea
from contacthub_tui.widgets.one_of import Answer, OneOf
from contacthub_tui.wording import field_label
from contacthub_tui.wording.form import date_pattern

NUMBERS = ("mobile", "whatsapp")
_STATUS = "status:"


def status_of(number: str) -> str:
    """The field that holds the status of an address."""
    return _STATUS + number


def editor_of(name: str, value: str, order: DateOrder) -> Widget:
    """What a field of every contact is typed into."""
    if name.startswith(_STATUS):
        return OneOf(
            [
                Answer(Status.SUBSCRIBED, lambda: _("subscribed")),
                Answer(Status.UNSUBSCRIBED, lambda: _("unsubscribed")),
            ]
        )
    if name == "lists":
        return ListPicker()
    if name == "country":
        return CountryPicker(value)
    if name == "note":
        return NoteArea(value)
    return _line(spelled(name, None, value, order), name == "birth_date", order)


def custom_editor(field: CustomField, value: str, order: DateOrder) -> Widget:
    """What a custom field is typed into."""
    if field.kind is CustomKind.YES_NO:
        return OneOf(
            [
                Answer("", lambda: _("not filled in")),
                Answer("yes", lambda: pgettext("answer", "yes")),
                Answer("no", lambda: pgettext("answer", "no")),
            ],
            value,
        )
    return _line(spelled("", field.kind, value, order), field.kind is CustomKind.DATE, order)


def _line(text: str, is_date: bool, order: DateOrder) -> LineInput:
    return LineInput(text, placeholder=safe(date_pattern(order)) if is_date else "")


def spelled(name: str, kind: CustomKind | None, value: str, order: DateOrder) -> str:
    """A value that is kept, as a field shows it."""
    if name in NUMBERS:
        return spell(value)
    if name == "birth_date" or kind is CustomKind.DATE:
        return spell_date(value, order)
    return value


def typed(editor: Widget) -> object:
    """What stands in an editor."""
    if isinstance(editor, ListPicker):
        return (frozenset(editor.chosen), editor.pending)
    if isinstance(editor, CountryPicker):
        return editor.input.value
    if isinstance(editor, NoteArea):
        return editor.text
    return editor.value if isinstance(editor, Input | OneOf) else ""


def show(editor: Widget, text: str) -> None:
    """Put a text into an editor that shows another."""
    if isinstance(editor, CountryPicker):
        if editor.input.value != text:
            editor.keep(text)
    elif isinstance(editor, NoteArea):
        if editor.text != text:
            editor.text = text
    elif isinstance(editor, Input | OneOf) and editor.value != text:
        editor.value = text


def label_of(name: str) -> Callable[[], str]:
    """The name of a field, in the language in force."""
    shown = "status" if name.startswith(_STATUS) else name
    return lambda: field_label(shown)


def custom_label(field: CustomField) -> Callable[[], str]:
    """The name of a custom field."""
    return lambda: safe(field.name)
