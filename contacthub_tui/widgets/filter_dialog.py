"""The dialog of the filters. Enters: a query, the names of all that can be asked for. Leaves: the
query with other filters, None where it was given up.
"""

import asyncio
from dataclasses import replace

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Button, Checkbox, Input, Label, RadioSet
from textual.worker import Worker, WorkerState

from contacthub_tui.domain.contact import TEXT_FIELDS, CustomKind, Status
from contacthub_tui.domain.contact_filters import FilterNames, FilterPart, without
from contacthub_tui.domain.contact_query import (
    ContactQuery,
    FieldFilter,
    FieldTest,
    RunDeed,
    RunFilter,
    custom_id,
    custom_key,
)
from contacthub_tui.domain.custom_value import canonical
from contacthub_tui.domain.list_name import ListName
from contacthub_tui.domain.text import clean, safe
from contacthub_tui.i18n import _, mark, ngettext, number
from contacthub_tui.services import contacts
from contacthub_tui.widgets.choices import Choice, Tick
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.filter_chips import GROUP_FILTERS, FilterChips
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.line_input import LineInput
from contacthub_tui.widgets.list_picker import ListPicker
from contacthub_tui.widgets.notice import Notice, error_sentence
from contacthub_tui.widgets.part_finder import PartFinder
from contacthub_tui.widgets.words import Words
from contacthub_tui.wording.filters import field_name, field_words, run_words

_PAUSE = 0.2  # seconds of rest before it is counted who would be found
_VALUED = (FieldTest.IS, FieldTest.CONTAINS)


class FilterDialog(ModalScreen[ContactQuery | None]):
    """Lists, status, import and fields; who would be found is counted at once."""

    CSS_PATH = "../styles/filter_dialog.tcss"
    AUTO_FOCUS = "FinderInput"
    BINDINGS = [
        command(
            "ctrl+s",
            "show",
            mark("Show"),
            mark("Show whom these filters let pass."),
            group=GROUP_FILTERS,
        ),
        *FOCUS,
        command(
            "escape",
            "give_up",
            mark("Cancel"),
            mark("Leave the filters as they were."),
            group=GROUP_FILTERS,
        ),
        command("f1", "app.help", mark("Help"), mark("Every key that acts here.")),
    ]

    #: The filters as chosen so far.
    chosen: reactive[ContactQuery] = reactive(ContactQuery(), init=False)
    #: A field that waits for its value.
    asked: reactive[FieldFilter | None] = reactive(None, init=False)

    value = getters.query_one("#value", LineInput)
    chips = getters.query_one(FilterChips)

    def __init__(self, query: ContactQuery, names: FilterNames) -> None:
        super().__init__()
        self._names = names
        self._count: int | None = None
        self.set_reactive(FilterDialog.chosen, query)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(_("Filters"), classes="dialog-title")
            with VerticalScroll(classes="dialog-body", can_focus=False):
                yield from self._compose_lists()
                with Horizontal(classes="field"):
                    yield Label(_("Status"))
                    with RadioSet(compact=True):
                        for status, name in (
                            (None, _("All")),
                            (Status.SUBSCRIBED, _("Subscribed")),
                            (Status.UNSUBSCRIBED, _("Unsubscribed")),
                        ):
                            yield Choice(name, status is self.chosen.status, name=status)
                with Horizontal(classes="field"):
                    yield Label(_("From import"))
                    yield PartFinder(self._runs(), _("find an import"), id="run")
                with Horizontal(classes="field"):
                    yield Label(_("Field"))
                    yield PartFinder(self._fields(), _("find a field"), id="field")
                with Horizontal(classes="field"):
                    yield Words(self.value_label, id="value-label")
                    yield LineInput(id="value")
                yield FilterChips()
            yield Notice()
            with Horizontal(classes="dialog-buttons"):
                yield Words(self.count_text, id="count")
                yield Button(_("Cancel"), id="give-up", compact=True)
                yield Button(_("Show"), id="show", compact=True)
        yield KeysBar()

    def _compose_lists(self) -> ComposeResult:
        lists = {each: ListName(each, name) for each, name in self._names.lists.items()}
        with Horizontal(classes="field"):
            yield Label(_("Lists"))
            chosen = [lists[each] for each in self.chosen.list_ids if each in lists]
            yield ListPicker(list(lists.values()), chosen)
        yield Tick(_("Contacts in no list"), self.chosen.no_list, compact=True)

    def _runs(self) -> list[tuple[str, object]]:
        filters = [RunFilter(run, deed) for run in self._names.runs for deed in (*RunDeed, None)]
        return [(run_words(each, self._names), each) for each in filters]

    def _fields(self) -> list[tuple[str, object]]:
        fields = [*map(custom_key, self._names.fields), *TEXT_FIELDS]
        filters = [FieldFilter(field, test) for field in fields for test in FieldTest]
        return [(field_words(replace(each, value="…"), self._names), each) for each in filters]

    def on_mount(self) -> None:
        self.chips.names = self._names
        self.watch_asked(None)
        self.watch_chosen(self.chosen)

    def watch_chosen(self, query: ContactQuery) -> None:
        # What stands above as chosen needs no chip.
        self.chips.shown = without(query, [FilterPart.LISTS, FilterPart.STATUS])
        self._count = None
        self._count_found(query)

    @work(group="count", exclusive=True, exit_on_error=False)
    async def _count_found(self, query: ContactQuery) -> None:
        await asyncio.sleep(_PAUSE)
        self._count = await asyncio.to_thread(contacts.count_contacts, query)
        self.query_one("#count", Words).refresh(layout=True)

    # What is chosen

    @on(ListPicker.Changed)
    def _lists_chosen(self, event: ListPicker.Changed) -> None:
        ids = tuple(each.id for each in event.chosen if each.id is not None)
        self.chosen = replace(self.chosen, list_ids=ids)

    @on(Checkbox.Changed)
    def _no_list_chosen(self, event: Checkbox.Changed) -> None:
        self.chosen = replace(self.chosen, no_list=event.value)

    @on(RadioSet.Changed)
    def _status_chosen(self, event: RadioSet.Changed) -> None:
        name = event.pressed.name
        self.chosen = replace(self.chosen, status=Status(name) if name else None)

    @on(PartFinder.Taken, "#run")
    def _run_chosen(self, event: PartFinder.Taken) -> None:
        if isinstance(event.value, RunFilter):
            self.chosen = replace(self.chosen, run=event.value)

    @on(PartFinder.Taken, "#field")
    def _field_chosen(self, event: PartFinder.Taken) -> None:
        if not isinstance(event.value, FieldFilter):
            return
        if event.value.test in _VALUED:
            self.asked = event.value
            self.value.focus()
        else:
            self.asked = None
            self._add(event.value)

    def watch_asked(self, asked: FieldFilter | None) -> None:
        self.value.disabled = asked is None
        self.value.value = ""
        self.query_one("#value-label").refresh(layout=True)

    @on(Input.Submitted, "#value")
    def _value_typed(self) -> None:
        if self._take_value():
            self.query_one("#field", PartFinder).input.focus()

    def _take_value(self) -> bool:
        """Make what is typed a filter; False where it cannot be one, which is said."""
        asked, typed = self.asked, clean(self.value.value)
        self._say("")
        if asked is None or not typed:
            return True
        if asked.test is FieldTest.IS:
            kind = self._kind(asked.field)
            value = canonical(kind, typed)
            if value is None:
                self._say(_not_of_kind(kind, safe(typed, 60)))
                self.value.focus()
                return False
            typed = value
        self._add(replace(asked, value=typed))
        self.asked = None
        return True

    def _kind(self, field: str) -> CustomKind:
        if field == "birth_date":
            return CustomKind.DATE
        number = custom_id(field)
        return CustomKind.TEXT if number is None else self._names.fields[number].kind

    def _add(self, field: FieldFilter) -> None:
        others = tuple(each for each in self.chosen.fields if each != field)
        self.chosen = replace(self.chosen, fields=(*others, field))

    @on(FilterChips.Removed)
    def _removed(self, event: FilterChips.Removed) -> None:
        self.chosen = without(self.chosen, [event.part])

    @on(FilterChips.Left)
    def _chips_left(self) -> None:
        self.query_one("#field", PartFinder).input.focus()

    # The end

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "show":
            self.action_show()
        else:
            self.action_give_up()

    def action_show(self) -> None:
        for finder in self.query(ListPicker):
            finder.leave()
        if self._take_value():
            self.dismiss(self.chosen)

    def action_give_up(self) -> None:
        self.dismiss(None)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self._say(error_sentence(event.worker.error))

    def _say(self, sentence: str) -> None:
        self.query_one(Notice).sentence = sentence

    # What is shown

    def value_label(self) -> Content:
        """What the value is of."""
        if self.asked is None:
            return Content.styled(_("Value"), "$muted")
        return Content.styled(field_name(self.asked.field, self._names), "$muted").truncate(
            18, ellipsis=True
        )

    def count_text(self) -> Content:
        """How many would be found."""
        if self._count is None:
            return Content.styled("…", "$muted")
        found = ngettext("{n} contact", "{n} contacts", self._count)
        return Content(found.format(n=number(self._count)))


def _not_of_kind(kind: CustomKind, typed: str) -> str:
    sentences = {
        CustomKind.NUMBER: _("“{value}” is not a number."),
        CustomKind.DATE: _("“{value}” is not a date."),
        CustomKind.YES_NO: _("“{value}” is neither yes nor no."),
        CustomKind.URL: _("“{value}” is not a web address."),
    }
    return sentences[kind].format(value=typed)
