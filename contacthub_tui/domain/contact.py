"""What a contact is made of: its fields, channels, statuses and custom fields."""

from dataclasses import dataclass, field
from enum import StrEnum


class Channel(StrEnum):
    """Where a message can reach an address."""

    MOBILE = "mobile"
    WHATSAPP = "whatsapp"


class Status(StrEnum):
    """A preference, kept per channel and address."""

    SUBSCRIBED = "subscribed"
    UNSUBSCRIBED = "unsubscribed"


class CustomKind(StrEnum):
    """The type of a custom field."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    URL = "url"


#: Fields of a contact that hold plain text, in the order of the form.
TEXT_FIELDS = (
    "first_name",
    "last_name",
    "email",
    "alias",
    "birth_date",
    "location",
    "state",
    "country",
    "note",
)

#: The longest value kept in a text field, in characters; longer cells are cut with a warning.
MAX_TEXT = 2_000
MAX_NOTE = 20_000

#: The longest name of a custom field, in characters.
MAX_FIELD_NAME = 80


@dataclass(frozen=True, slots=True)
class Address:
    """A phone number in E.164 on one channel. The identity key of a contact."""

    channel: Channel
    number: str


@dataclass(frozen=True, slots=True)
class CustomField:
    """A field that the team added. `name` is what operators read, `id` what values hang on."""

    id: int
    name: str
    kind: CustomKind
    position: int


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as it travels to screens and exports. Empty text means: not filled in.

    `birth_date` is ISO 8601 (`2000-04-06`). `custom` maps the id of a custom field to its value
    in canonical text (dates ISO 8601, numbers with a point, yes/no as `yes` or `no`).
    Times are UTC, ISO 8601 with seconds.
    """

    id: int
    first_name: str = ""
    last_name: str = ""
    mobile: str | None = None
    whatsapp: str | None = None
    email: str = ""
    alias: str = ""
    birth_date: str = ""
    location: str = ""
    state: str = ""
    country: str = ""
    note: str = ""
    custom: dict[int, str] = field(default_factory=dict)
    lists: tuple[str, ...] = ()
    mobile_status: Status | None = None
    whatsapp_status: Status | None = None
    created_at: str = ""
    created_by: str = ""
    updated_at: str = ""
    updated_by: str = ""
    version: int = 1

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Its addresses, the mobile first."""
        found = []
        if self.mobile:
            found.append(Address(Channel.MOBILE, self.mobile))
        if self.whatsapp:
            found.append(Address(Channel.WHATSAPP, self.whatsapp))
        return tuple(found)

    @property
    def status(self) -> Status:
        """Unsubscribed when any of its addresses is; a table shows one sign for both."""
        if Status.UNSUBSCRIBED in (self.mobile_status, self.whatsapp_status):
            return Status.UNSUBSCRIBED
        return Status.SUBSCRIBED
