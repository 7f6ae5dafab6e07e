"""Whom a new message goes to. Enters: the region of national numbers. Leaves: an address, of a
contact found by name or number, or of a number typed in; None when given up.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Label, Static
from textual.worker import Worker, WorkerState

from contacthub_tui.domain.contact import Address, Channel, Contact, Status
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.domain.phone import country_of, read_number, spell
from contacthub_tui.domain.phone_number import Number
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark
from contacthub_tui.services.contacts import contact_page
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.contact_columns import SIGNS
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.finder import Finder, Match
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.notice import Notice, error_sentence

_FOUND = 30  # contacts that are offered


class AddressFinder(Finder):
    """Contacts by name or number, as one types; a whole number can be taken as it is."""

    @dataclass
    class Taken(Message):
        """An address was chosen."""

        address: Address

    def __init__(self, region: str) -> None:
        super().__init__(placeholder=_("name or number"), id="whom")
        self._region = region
        self._people: Sequence[Contact] = ()
        self._asked: str | None = None

    def find(self, typed: str) -> Sequence[Match]:
        if typed != self._asked:
            self._asked = typed
            self._look_for(typed)
        people = [
            match for contact in self._people for match in _matches(contact) if _fits(match, typed)
        ]
        number = read_number(typed, self._region)
        if not isinstance(number, Number):
            return people
        held = {match.value for match in people}
        address = Address(Channel.MOBILE, number.e164)
        if address in held:
            return people
        about = f"{spell(number.e164)}  {country_of(number.e164)}".rstrip()
        return [Match(address, _("The number {number}").format(number=about), "+"), *people]

    @work(group="people", exclusive=True, exit_on_error=False)
    async def _look_for(self, typed: str) -> None:
        self._people = await asyncio.to_thread(contact_page, ContactQuery(typed), 0, _FOUND)
        if typed == self.input.value and self.input.has_focus:
            self.open()

    def take(self, match: Match) -> None:
        if isinstance(match.value, Address):
            self.post_message(self.Taken(match.value))


def _matches(contact: Contact) -> list[Match]:
    name = f"{contact.first_name} {contact.last_name}".strip() or contact.alias
    found = []
    for address in contact.addresses:
        mobile = address.channel is Channel.MOBILE
        status = contact.mobile_status if mobile else contact.whatsapp_status
        sign = SIGNS[status or Status.SUBSCRIBED].text
        about = "" if mobile else "  WhatsApp"
        text = f"{safe(name, 60)}  {spell(address.number)}{about}".strip()
        found.append(Match(address, text, sign))
    return found


def _fits(match: Match, typed: str) -> bool:
    """All that was found for an earlier text is left out as one types on."""
    return bool(match.text) and bool(typed.strip())


class NewMessage(ModalScreen[Address | None]):
    """A line to find somebody by."""

    AUTO_FOCUS = "FinderInput"
    BINDINGS = [
        *FOCUS,
        command("escape", "give_up", mark("Cancel"), mark("Write to nobody.")),
        command("f1", "app.help", mark("Help"), mark("Every key that acts here.")),
    ]

    def __init__(self, region: str) -> None:
        super().__init__()
        self._region = region

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(_("New message"), classes="dialog-title")
            yield AddressFinder(self._region)
            about = _("Find a contact by name or number, or type a number that is new.")
            yield Static(Content.styled(about, "$muted"), id="about")
            yield Notice()
        yield KeysBar()

    @on(AddressFinder.Taken)
    def _taken(self, event: AddressFinder.Taken) -> None:
        self.dismiss(event.address)

    def action_give_up(self) -> None:
        self.dismiss(None)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.query_one(Notice).sentence = error_sentence(event.worker.error)
