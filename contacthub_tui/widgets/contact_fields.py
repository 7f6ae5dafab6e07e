"""All fields of a contact, to be typed into: two columns on a wide terminal, else one.

Enters: what is stored, the team's custom fields and lists. Leaves: the draft that was typed,
`NumberRead` when a number is there to be looked up, `Touched` when something was typed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, TextArea

from contacthub_tui.domain import form_value
from contacthub_tui.domain.contact import Address, Channel, CustomField, CustomKind, Status
from contacthub_tui.domain.contact_edit import FIXED_FIELDS, Draft, custom_name, is_custom
from contacthub_tui.domain.form_value import Reading
from contacthub_tui.domain.import_run import DateOrder
from contacthub_tui.domain.list_name import ListName
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, short_date
from contacthub_tui.services.contact_edit import AddressState
from contacthub_tui.widgets.address_says import fixed_status, number_says, status_says
from contacthub_tui.widgets.contact_editors import (
    NUMBERS,
    custom_editor,
    custom_label,
    editor_of,
    label_of,
    show,
    spelled,
    status_of,
    typed,
)
from contacthub_tui.widgets.country_picker import CountryPicker
from contacthub_tui.widgets.form_field import BLANK, FormField, complaint
from contacthub_tui.widgets.list_picker import ListPicker
from contacthub_tui.widgets.one_of import OneOf
from contacthub_tui.widgets.words import Words
from contacthub_tui.wording.form import problem_sentence

#: The fields of each column, from the top.
_LEFT = (
    "first_name", "last_name", "mobile", status_of("mobile"), "whatsapp", status_of("whatsapp"),
    "email", "lists",
)  # fmt: skip
_RIGHT = ("alias", "birth_date", "location", "state", "country", "note")


class ContactFields(VerticalScroll, can_focus=False):
    """The fields, what was shown in them, and what is to be said of them."""

    @dataclass
    class NumberRead(Message):
        """A field holds another number than before."""

        address: Address

    class Touched(Message):
        """Something was typed or chosen."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ContactFields.Touched)

    def __init__(self, draft: Draft, region: str, order: DateOrder) -> None:
        super().__init__()
        self._region = region
        self._order = order
        self._held = draft
        self._custom: tuple[CustomField, ...] = ()
        self._numbers: dict[str, str] = {}
        self._states: dict[str, AddressState] = {}
        self._missing = False  # it was said that a number is
        self._fields = {
            name: FormField(name, label_of(name), editor_of(name, draft.value(name), order))
            for name in (*_LEFT, *_RIGHT)
        }
        self._shown = {name: typed(field.editor) for name, field in self._fields.items()}
        self._custom_columns = Vertical(classes="column"), Vertical(classes="column")
        for name in NUMBERS:
            self._status(name).set_reactive(OneOf.fixed, fixed_status(False, None))

    def compose(self) -> ComposeResult:
        with Horizontal(classes="columns"):
            for names in (_LEFT, _RIGHT):
                yield Vertical(*(self._fields[name] for name in names), classes="column")
        yield Words(lambda: Content.styled(_("Custom fields"), "bold"), id="custom-title")
        yield Horizontal(*self._custom_columns, classes="columns")

    def on_mount(self) -> None:
        self.query_one("#custom-title").display = False

    def watch_virtual_size(self) -> None:
        # What is said below a field moves those under it, also the one that is typed into.
        self.call_after_refresh(self.show_focused)

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_focused)

    def show_focused(self) -> None:
        """Have the field that is typed into in sight."""
        focused = self.screen.focused
        if focused is not None and self in focused.ancestors:
            focused.scroll_visible(animate=False)

    # What is typed

    @property
    def is_touched(self) -> bool:
        """Whether anything stands there that was not stored."""
        return any(self._is_touched(name) for name in self._fields)

    def _is_touched(self, name: str) -> bool:
        return typed(self._fields[name].editor) != self._shown[name]

    def read(self, name: str) -> Reading:
        """What a field says; as it is stored where nothing else was typed."""
        editor = self._fields[name].editor
        text = typed(editor)
        if name in NUMBERS:
            found = form_value.read_phone(str(text), self._region)
            if found.problem is None or self._is_touched(name):
                return found
        # A number that is stored is kept, also where it is none by what is known today.
        if not self._is_touched(name):
            return Reading(self._held.value(name))
        if isinstance(editor, CountryPicker):
            return Reading(editor.value or "")
        return self._read_text(name, str(text))

    def _read_text(self, name: str, text: str) -> Reading:
        if name == "email":
            return form_value.read_address(text)
        if name == "birth_date":
            return form_value.read_day(text, self._order, date.today())
        if name == "note":
            return form_value.read_note(text)
        if (kind := self._kind(name)) is not None:
            return form_value.read_custom(kind, text, self._region, self._order)
        return form_value.read_line(text)

    def _kind(self, name: str) -> CustomKind | None:
        return next((each.kind for each in self._custom if custom_name(each.id) == name), None)

    @property
    def _picker(self) -> ListPicker:
        editor = self._fields["lists"].editor
        if not isinstance(editor, ListPicker):
            raise TypeError(editor)
        return editor

    def _status(self, name: str) -> OneOf:
        editor = self._fields[status_of(name)].editor
        if not isinstance(editor, OneOf):
            raise TypeError(editor)
        return editor

    def _value_names(self) -> list[str]:
        return [name for name in self._fields if name in FIXED_FIELDS or is_custom(name)]

    def draft(self) -> Draft:
        """What was typed, as far as it can be read."""
        values = {name: self.read(name).value for name in self._value_names()}
        lists = frozenset(each.id for each in self._picker.chosen if each.id is not None)
        return Draft({name: value for name, value in values.items() if value}, lists)

    def stopped(self) -> frozenset[str]:
        """The numbers that are to be unsubscribed."""
        chosen = [name for name in NUMBERS if self._status(name).value == Status.UNSUBSCRIBED]
        return frozenset(self.read(name).value for name in chosen) - {""}

    # What is shown

    def fill(self, draft: Draft, lists: Sequence[ListName]) -> None:
        """Show what is stored by now; what was typed meanwhile stays."""
        touched = {name for name in self._fields if self._is_touched(name)}
        self._held = draft
        chosen = [each for each in lists if each.id in draft.lists]
        self._picker.lists = lists
        self._shown["lists"] = (frozenset(chosen), "")
        if "lists" not in touched:
            self._picker.chosen = tuple(chosen)
        for name in self._value_names():
            self._shown[name] = self._spelled(name, draft.value(name))
            if name not in touched:
                show(self._fields[name].editor, self._spelled(name, draft.value(name)))
        self._look_at_values()

    def put(self, draft: Draft) -> None:
        """Show other values, as if they had been typed."""
        for name in self._value_names():
            if self.read(name).value != draft.value(name):
                show(self._fields[name].editor, self._spelled(name, draft.value(name)))
        self._picker.chosen = tuple(each for each in self._picker.lists if each.id in draft.lists)
        self._look_at_values()

    def clear(self) -> None:
        """Be the form of a new contact."""
        self._held = Draft()
        self._numbers.clear()
        self._states.clear()
        self._picker.input.value = ""
        self._picker.chosen = ()
        for name, field in self._fields.items():
            if name in map(status_of, NUMBERS):
                show(field.editor, Status.SUBSCRIBED)
            else:
                show(field.editor, "")
            field.says = BLANK
            self._shown[name] = typed(field.editor)
        self.retell()
        self.scroll_home(animate=False)

    async def show_custom(self, fields: tuple[CustomField, ...]) -> None:
        """Show these custom fields; what was typed into those that stay is kept."""
        if fields == self._custom:
            return
        gone = {name: self._fields.pop(name) for name in list(self._fields) if is_custom(name)}
        kept = {
            name: typed(field.editor)
            for name, field in gone.items()
            if typed(field.editor) != self._shown[name]
        }
        for field in gone.values():
            await field.remove()
        self._custom = fields
        columns: tuple[list[FormField], list[FormField]] = ([], [])
        for index, each in enumerate(fields):
            name = custom_name(each.id)
            editor = custom_editor(each, self._held.value(name), self._order)
            self._shown[name] = typed(editor)
            if name in kept:
                show(editor, str(kept[name]))
            self._fields[name] = FormField(name, custom_label(each), editor)
            columns[index >= (len(fields) + 1) // 2].append(self._fields[name])
        for column, widgets in zip(self._custom_columns, columns, strict=True):
            await column.mount_all(widgets)
        self.query_one("#custom-title").display = bool(fields)

    def _spelled(self, name: str, value: str) -> str:
        return spelled(name, self._kind(name), value, self._order)

    # What is said

    @on(FormField.Left)
    def _field_left(self, event: FormField.Left) -> None:
        event.stop()
        self.look_at(event.field.field)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ListPicker.Changed)
    def _touched(self) -> None:
        self.post_message(self.Touched())

    @on(OneOf.Changed)
    def _turned(self) -> None:
        self.retell()
        self.post_message(self.Touched())

    def _look_at_values(self) -> None:
        for name in self._value_names():
            if typed(self._fields[name].editor):
                self.look_at(name)
        self.retell()

    def look_at(self, name: str) -> bool:
        """Say what is wrong with a field, or how it was understood; whether all is well."""
        if name not in self._fields or name in map(status_of, NUMBERS):
            return True
        field = self._fields[name]
        wrong = self._wrong(name)
        reading = self.read(name)
        if name in NUMBERS:
            self._number_read(name, reading.value)
        if wrong:
            field.says = complaint(wrong)
            return False
        is_day = name == "birth_date" or self._kind(name) is CustomKind.DATE
        if is_day or name in (*NUMBERS, "email"):
            show(field.editor, self._spelled(name, reading.value))
        if name not in NUMBERS:
            day = short_date(reading.value) if is_day and reading.value else ""
            field.says = Content.styled(day, "$muted")
        return True

    def _wrong(self, name: str) -> str:
        """What is wrong with a field, as a sentence, or nothing."""
        if name == "lists":
            pending = safe(self._picker.pending, 40)
            return _("No list is called “{name}”.").format(name=pending) if pending else ""
        editor = self._fields[name].editor
        if isinstance(editor, CountryPicker) and editor.value is None:
            return _("No country is called “{name}”.").format(name=safe(editor.input.value, 40))
        problem = self.read(name).problem
        return problem_sentence(problem, self._order) if problem else ""

    def look_for_problems(self) -> str:
        """Say all that is wrong; the first field that is, or nothing."""
        self._missing = False
        wrong = [name for name in self._fields if not self.look_at(name)]
        if not wrong and not self.draft().addresses:
            said = _("A contact needs a mobile or a WhatsApp number.")
            self._fields["mobile"].says = complaint(said)
            self._missing = True
            wrong = ["mobile"]
        return wrong[0] if wrong else ""

    def focus_on(self, name: str) -> None:
        """Go to a field."""
        for widget in self._fields[name].query("Input, OneOf, TextArea"):
            widget.focus()

    # Numbers: whose, and whether they may be messaged

    def _number_read(self, name: str, number: str) -> None:
        if number != self._numbers.get(name, ""):
            self._states.pop(name, None)
            self._numbers[name] = number
            if number:
                self.post_message(self.NumberRead(Address(Channel(name), number)))
        self.retell()

    def look_again(self) -> None:
        """Have the numbers looked up anew: what is kept of them may have changed."""
        for name, number in self._numbers.items():
            if number:
                self.post_message(self.NumberRead(Address(Channel(name), number)))

    def show_state(self, address: Address, state: AddressState) -> None:
        """Show what is kept of an address, where its field still holds it."""
        if self._numbers.get(address.channel) == address.number:
            self._states[address.channel] = state
            self.retell()

    @property
    def states(self) -> Iterable[tuple[Address, AddressState]]:
        """What is known of the addresses that are typed."""
        return [(Address(Channel(n), self._numbers[n]), each) for n, each in self._states.items()]

    def retell(self) -> None:
        """Say of all numbers what there is to say, in the language in force."""
        for name in NUMBERS:
            self._tell(name)

    def _tell(self, name: str) -> None:
        state, number = self._states.get(name), self._numbers.get(name, "")
        reading = self.read(name)
        if reading.problem is None and (number or not self._missing):
            self._fields[name].says = number_says(reading, state) if number else BLANK
        editor = self._status(name)
        other = next((each for key, each in self._states.items() if key != name), None)
        editor.fixed = fixed_status(bool(number), state, other)
        self._fields[status_of(name)].says = status_says(editor.value, bool(number), state, other)
