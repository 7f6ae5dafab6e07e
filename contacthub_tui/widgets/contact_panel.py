"""One contact, to read. Enters: the contact at once, its details when they are there. Leaves:
nothing.
"""

from collections.abc import Iterable, Iterator, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive

from contacthub_tui.domain.consent import PreferenceChange
from contacthub_tui.domain.contact import Address, Channel, Contact, CustomField
from contacthub_tui.domain.phone import country_of, spell
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, ago, ngettext, short_date
from contacthub_tui.services.contacts import ContactDetails
from contacthub_tui.widgets.fields import BLANK, Field, FieldsView
from contacthub_tui.widgets.preference_words import preference_words, sign, why_words
from contacthub_tui.widgets.reading import Reading
from contacthub_tui.wording import field_label, file_words, status_label
from contacthub_tui.wording.filters import value_text

_LONGEST = 2_000


class ContactPanel(Reading, can_focus=True):
    """All fields, lists, preferences with their reasons, and imports of one contact."""

    ALLOW_SELECT = True

    contact: reactive[Contact | None] = reactive(None, repaint=False)
    details: reactive[ContactDetails | None] = reactive(None, repaint=False)
    custom_fields: reactive[Sequence[CustomField]] = reactive((), repaint=False)

    def compose(self) -> ComposeResult:
        yield _ContactView().data_bind(
            ContactPanel.contact,
            ContactPanel.details,
            ContactPanel.custom_fields,
        )

    def watch_contact(self, before: Contact | None, after: Contact | None) -> None:
        """Other contact, other details: those of the one before must not stay."""
        if before is None or after is None or before.id != after.id:
            self.details = None
            self.scroll_home(animate=False)


class _ContactView(FieldsView):
    contact: reactive[Contact | None] = reactive(None, layout=True)
    details: reactive[ContactDetails | None] = reactive(None, layout=True)
    custom_fields: reactive[Sequence[CustomField]] = reactive((), layout=True)

    def fields(self) -> Iterable[Field]:
        contact = self.contact
        if contact is None:
            return
        why = self.details.why if self.details else ()
        name = f"{contact.first_name} {contact.last_name}".strip() or contact.alias
        yield Field(Content.styled(_text(name) if name else _("No name"), "bold"))
        yield from self._channel(contact, Channel.MOBILE, why)
        yield from self._channel(contact, Channel.WHATSAPP, why)
        yield Field(BLANK)
        yield from _plain_fields(contact)
        for field in self.custom_fields:
            if value := contact.custom.get(field.id, ""):
                yield Field(Content(_text(value_text(value, field.kind))), safe(field.name))
        yield from self._origin(contact)

    def _channel(
        self, contact: Contact, channel: Channel, why: Iterable[PreferenceChange]
    ) -> Iterator[Field]:
        mobile = channel is Channel.MOBILE
        address = contact.mobile if mobile else contact.whatsapp
        status = contact.mobile_status if mobile else contact.whatsapp_status
        if not address:
            return
        about = f"  {_kind(channel)} {country_of(address)}".rstrip()
        yield Field(Content.assemble(spell(address), (about, "$muted")))
        if status is None:
            return
        change = next((one for one in why if one.address == Address(channel, address)), None)
        if change is None or change.after is not status:
            # It was changed since, or is about to be known.
            yield Field(Content.assemble(sign(status), " ", status_label(status).lower()))
            return
        yield Field(preference_words(change))
        yield Field(Content.styled(why_words(change), "$muted"), indent=2)

    def _origin(self, contact: Contact) -> Iterator[Field]:
        imports = self.details.imports if self.details else ()
        yield Field(BLANK)
        for index, (_run, file_name, at) in enumerate(imports):
            label = ngettext("From the file", "From the files", len(imports)) if index == 0 else " "
            yield Field(Content.assemble(file_words(file_name), (f" · {ago(at)}", "$muted")), label)
        for label, at, who in (
            (_("Added"), contact.created_at, contact.created_by),
            (_("Changed"), contact.updated_at, contact.updated_by),
        ):
            if at:
                yield Field(Content(" · ".join(filter(None, (ago(at), safe(who))))), label)


def _plain_fields(contact: Contact) -> Iterator[Field]:
    if contact.email:
        yield Field(Content(_text(contact.email)), field_label("email"))
    if contact.lists:
        yield Field(Content(", ".join(safe(name) for name in contact.lists)), field_label("lists"))
    for name in ("alias", "birth_date", "location", "state", "country", "note"):
        value = getattr(contact, name)
        if not value:
            continue
        text = short_date(value) if name == "birth_date" else _text(value, lines=name == "note")
        yield Field(Content(safe(text, _LONGEST, lines=True)), field_label(name))


def _kind(channel: Channel) -> str:
    return _("mobile") if channel is Channel.MOBILE else "WhatsApp"


def _text(value: str, lines: bool = False) -> str:
    return safe(value, _LONGEST, lines=lines)
