"""The form of a contact: add one, or change one.

Enters: the contact as a table shows it, or nothing for a new one. Leaves: `ContactSaved`, and
wishes to open another contact or a history, as messages. What is typed stays on the screen until it
is saved, whatever the store says.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from textual import getters, on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from contacthub_tui.domain.contact import Address, Contact
from contacthub_tui.domain.contact_edit import (
    FIXED_FIELDS,
    Draft,
    custom_name,
)
from contacthub_tui.domain.import_run import DateOrder
from contacthub_tui.domain.phone import spell
from contacthub_tui.domain.text import safe
from contacthub_tui.errors import RefusedError
from contacthub_tui.i18n import _, ago, ngettext
from contacthub_tui.services import contact_edit
from contacthub_tui.services.contact_edit import OpenedForm, Saved
from contacthub_tui.widgets.consent_wishes import Addressee, HistoryWanted
from contacthub_tui.widgets.contact_fields import ContactFields
from contacthub_tui.widgets.finder import FinderInput
from contacthub_tui.widgets.form_commands import FORM_COMMANDS
from contacthub_tui.widgets.line_input import LineInput
from contacthub_tui.widgets.one_of import OneOf
from contacthub_tui.widgets.pick_version import pick_of
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.unsaved import Leaving, Unsaved
from contacthub_tui.widgets.words import Words
from contacthub_tui.wording.countries import countries

_REST = 0.2  # seconds after which the form stands


def _draft_of(contact: Contact) -> Draft:
    """What a table knows of a contact: all but which lists it is in."""
    values = {name: getattr(contact, name) or "" for name in FIXED_FIELDS}
    values |= {custom_name(field): text for field, text in contact.custom.items()}
    return Draft({name: text for name, text in values.items() if text})


class ContactFormScreen(Place):
    """All fields of one contact, saved with one key."""

    CSS_PATH = "../styles/contact_form.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS = [*FORM_COMMANDS]

    saving: reactive[bool] = reactive(False, init=False)

    fields = getters.query_one(ContactFields)

    @dataclass
    class ContactSaved(Message):
        """A contact was added or changed."""

        contact_id: int
        created: bool

    @dataclass
    class OtherWanted(Message):
        """Open another contact, over this form."""

        contact: Contact

    def __init__(
        self, frame: Frame, region: str, order: DateOrder, contact: Contact | None
    ) -> None:
        super().__init__(frame)
        self._order = order
        self._contact = contact
        self._opened: OpenedForm | None = None
        self._report = ""
        draft = _draft_of(contact) if contact else Draft()
        self._fields = ContactFields(draft, region, order)

    def compose_content(self) -> Iterable[Widget]:
        yield Horizontal(
            Words(self.title_text, id="title"), Words(self.state_text, id="state"), id="head"
        )
        yield self._fields

    def on_mount(self) -> None:
        # What the table knew is painted first: all else comes after it.
        self.call_after_refresh(self._load)
        self.call_after_refresh(self._name_countries)

    def on_screen_resume(self) -> None:
        if self._opened is not None:
            self.fields.look_again()

    @property
    def is_unsaved(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.is_composed and self.fields.is_touched

    # What is stored

    @work(group="load", exclusive=True, exit_on_error=False)
    async def _load(self) -> None:
        await self._read_store()

    async def _read_store(self) -> OpenedForm:
        contact_id = self._contact.id if self._contact else None
        opened = await asyncio.to_thread(contact_edit.open_form, contact_id)
        self._contact = opened.contact
        await self._show_opened(opened)
        return opened

    async def _show_opened(self, opened: OpenedForm) -> None:
        self._opened = opened
        await self.fields.show_custom(opened.fields)
        self.fields.fill(opened.draft, opened.lists)
        self._refresh_head()

    @work(group="countries", exclusive=True, exit_on_error=False)
    async def _name_countries(self) -> None:
        """The first look at the names of countries takes a moment: the form is painted by then."""
        await asyncio.sleep(_REST)
        await asyncio.to_thread(countries)
        self.fields.retell()

    @on(ContactFields.NumberRead)
    def _number_read(self, event: ContactFields.NumberRead) -> None:
        self._look_up(event.address)

    def _look_up(self, address: Address) -> None:
        self.run_worker(
            self._show_state(address),
            group=f"address-{address.channel}",
            exclusive=True,
            exit_on_error=False,
        )

    async def _show_state(self, address: Address) -> None:
        contact_id = self._contact.id if self._contact else None
        state = await asyncio.to_thread(contact_edit.address_state, address, contact_id)
        self.fields.show_state(address, state)
        self.refresh_bindings()

    # Saving

    def action_save(self) -> None:
        self._save(another=False)

    def action_save_and_add(self) -> None:
        self._save(another=True)

    @work(group="save", exclusive=True, exit_on_error=False)
    async def _save(self, another: bool) -> None:
        self.show_error(None)
        if wrong := self.fields.look_for_problems():
            self.fields.focus_on(wrong)
            return
        self.saving = True
        try:
            saved = await self._store()
        except RefusedError as error:
            await self._refused(error)
            return
        finally:
            self.saving = False
        if saved is not None:
            await self._saved(saved, another)

    async def _store(self) -> Saved | None:
        """Save what is typed; None where the operator wants to go on with the form."""
        opened = self._opened or await self._read_store()
        draft, stopped = self.fields.draft(), self.fields.stopped()
        if opened.contact is None:
            return await asyncio.to_thread(
                contact_edit.create_contact, draft, stopped, self.frame.who
            )
        while True:
            saved = await asyncio.to_thread(
                contact_edit.update_contact,
                opened.contact.id,
                opened.draft,
                draft,
                stopped,
                self.frame.who,
            )
            if isinstance(saved, Saved):
                return saved
            # What the other one saved is what this form was opened on from now on.
            picked = await self.app.push_screen_wait(pick_of(saved, self._order))
            if picked is None:
                return None
            opened = saved.stored
            draft = Draft({**saved.merged.values, **picked}, saved.merged.lists)
            await self._show_opened(opened)
            self.fields.put(draft)

    async def _refused(self, error: RefusedError) -> None:
        self.show_error(error)
        if error.code == "contact-gone":
            # What was typed can be saved as a new contact.
            self._contact = None
            if self._opened is not None:
                opened = OpenedForm(None, Draft(), self._opened.lists, self._opened.fields)
                typed = self.fields.draft()
                self._opened = opened
                self.fields.fill(Draft(), opened.lists)
                self.fields.put(typed)
        elif error.code == "number-taken":
            name = str(error.detail["channel"])
            self.fields.look_again()
            self.fields.focus_on(name)
        elif error.code == "field-retyped":
            await self._read_store()
        self._refresh_head()

    async def _saved(self, saved: Saved, another: bool) -> None:
        created = self._contact is None
        name = self._typed_name()
        # The app, since this screen may be gone before it hears itself.
        self.app.post_message(self.ContactSaved(saved.contact_id, created))
        self._say_stopped(saved)
        if not another:
            self.dismiss(None)
            self._say_lost(saved)
            return
        self._say_lost(saved)
        self._report = _("{name} is saved.").format(name=name)
        self._contact = None
        self.fields.clear()
        await self._read_store()
        self.fields.focus_on("first_name")

    def _say_stopped(self, saved: Saved) -> None:
        """New numbers of somebody who said stop at another one."""
        for number in saved.stopped:
            self.app.notify(
                _("{number} is unsubscribed too, as the contact was at another number.").format(
                    number=spell(number)
                ),
                severity="warning",
                markup=False,
            )

    def _say_lost(self, saved: Saved) -> None:
        """Lists and fields that somebody deleted while they were chosen here."""
        opened = self._opened
        if opened is None or not (saved.lost_lists or saved.lost_fields):
            return
        lists = [each.name for each in opened.lists if each.id in saved.lost_lists]
        fields = [each.name for each in opened.fields if custom_name(each.id) in saved.lost_fields]
        names = ", ".join(safe(name, 40) for name in (*lists, *fields))
        self.app.notify(
            ngettext(
                "Somebody deleted {names} meanwhile. All else is saved.",
                "Somebody deleted {names} meanwhile. All else is saved.",
                len(lists) + len(fields),
            ).format(names=names),
            severity="warning",
            markup=False,
        )

    # Leaving

    def action_back(self) -> None:
        self._leave()

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def _leave(self) -> None:
        if not self.is_unsaved:
            self.dismiss(None)
            return
        leaving = await self.app.push_screen_wait(Unsaved())
        if leaving is Leaving.SAVE:
            self._save(another=False)
        elif leaving is Leaving.FORGET:
            self.dismiss(None)

    # Wishes

    def action_open_holder(self) -> None:
        for _address, state in self.fields.states:
            if state.holder is not None:
                self.post_message(self.OtherWanted(state.holder))
                return

    def action_history(self) -> None:
        numbers = dict.fromkeys(address.number for address, _state in self.fields.states)
        self.post_message(HistoryWanted(Addressee(tuple(numbers), self._typed_name())))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_composed:
            return True
        if action.startswith(("go_", "step_")):
            # Enter and the arrows are a note's and a picker's own.
            here = self.focused
            line = isinstance(here, LineInput | OneOf) and not isinstance(here, FinderInput)
            return self.is_current and (action.startswith("go_") or line)
        states = [state for _address, state in self.fields.states]
        can = {
            "save": not self.saving and self.is_current,
            "save_and_add": not self.saving and self.is_current,
            "open_holder": any(state.holder for state in states),
            "history": any(state.status for state in states),
        }
        return can.get(action, True)

    # What changes on the way

    def action_go_on(self) -> None:
        self.focus_next()

    def action_go_back(self) -> None:
        self.focus_previous()

    def action_step_on(self) -> None:
        self.focus_next()

    def action_step_back(self) -> None:
        self.focus_previous()

    @on(ContactFields.Touched)
    def _touched(self) -> None:
        self._refresh_head()

    def watch_saving(self) -> None:
        self._refresh_head()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        super().on_worker_state_changed(event)
        if event.state is WorkerState.ERROR:
            self._refresh_head()

    def _retranslate(self) -> None:
        super()._retranslate()
        self.fields.retell()

    def _refresh_head(self) -> None:
        for words in self.query("#head Words").results(Words):
            words.follow()
        self.refresh_bindings()

    def _typed_name(self) -> str:
        read = self.fields.read
        names = (read("first_name").value, read("last_name").value)
        return safe(" ".join(filter(None, names)) or read("alias").value, 60)

    def title_text(self) -> Content:
        """Whose form it is."""
        contact = self._contact
        if contact is None:
            return Content.styled(_("New contact"), "bold")
        name = f"{contact.first_name} {contact.last_name}".strip() or contact.alias
        return Content.styled(safe(name, 60) or _("No name"), "bold")

    def state_text(self) -> Content:
        """Whether it is saved, by whom it was changed."""
        if not self.is_composed:
            return Content("")
        if self.saving:
            return Content.assemble(("⟳ ", "$accent"), (_("Saving"), "$muted"))
        if self.fields.is_touched:
            return Content.assemble(("▲ ", "$warning"), (_("Not saved yet"), "$muted"))
        if self._report:
            return Content.assemble(("✓ ", "$success"), (safe(self._report), "$muted"))
        if self._contact is None:
            return Content("")
        who = safe(self._contact.updated_by, 40)
        changed = _("Changed {ago}").format(ago=ago(self._contact.updated_at))
        return Content.styled(" · ".join(filter(None, (changed, who))), "$muted")
