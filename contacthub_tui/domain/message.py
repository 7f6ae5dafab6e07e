"""Messages, conversations and what gateways answer. Pure data.

Times are UTC, ISO 8601 with milliseconds, so that texts sort as times do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from contacthub_tui.domain.contact import Address


class Direction(StrEnum):
    """Which way a message goes."""

    IN = "in"
    OUT = "out"


class MessageState(StrEnum):
    """What became of a message: one that came in is received, one that goes out all the others.

    LEFT_OUT was not sent since its address is unsubscribed or its group send was cancelled; UNKNOWN
    may or may not have been sent, since the program died in between: never sent again by itself.
    """

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    LEFT_OUT = "left-out"
    UNKNOWN = "unknown"
    RECEIVED = "received"


class AttentionKind(StrEnum):
    """Why an operator must look: a START, to be applied by hand or not; an opt-out word among
    other words."""

    START = "start"
    OPT_OUT_WORD = "opt-out-word"


class ConversationFilter(StrEnum):
    """Which conversations are shown. UNDECIDED are those in which an operator has to decide: what
    was meant by a message, or whether one was sent."""

    ALL = "all"
    UNREAD = "unread"
    OPEN = "open"
    CLOSED = "closed"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class ConversationQuery:
    """What is asked of the conversations; `text` is sought in names, numbers and messages."""

    shown: ConversationFilter = ConversationFilter.ALL
    text: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as it is listed; `name` and `contact_id` are of whoever has the address now.

    `unread` counts messages. `name` is empty and `contact_id` None where no contact has it;
    `undecided` where an operator has to decide something.
    """

    id: int
    address: Address
    last_at: str
    last_text: str
    last_direction: Direction
    unread: int = 0
    closed: bool = False
    contact_id: int | None = None
    name: str = ""
    unsubscribed: bool = False
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a thread.

    `at` is when it came in or was written, or claimed, for one of a group send; `reason` a code why
    it failed or was left out. `attention` names what an operator has to decide, and still has.
    """

    id: int
    address: Address
    direction: Direction
    text: str
    state: MessageState
    at: str
    reason: str = ""
    parts: int = 1
    send_id: int = 0
    attempts: int = 0
    not_before: str = ""
    sent_at: str = ""
    ended_at: str = ""
    gateway: str = ""
    gateway_message_id: str = ""
    who: str = ""
    attention: AttentionKind | None = None


@dataclass(frozen=True, slots=True)
class Attention:
    """An incoming message that waits for an operator's decision."""

    id: int
    kind: AttentionKind
    message: Message


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message handed to a gateway. `id` is ours: a gateway that keeps it can be asked for it."""

    id: int
    address: Address
    text: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """The gateway has the message, under this id."""

    gateway_message_id: str


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """The gateway surely does not have it: it may be sent again, in `wait` seconds at the earliest.

    `code` says why, `for_all` that any other message would fare the same now (no connection, wrong
    credentials, too many requests): then `code` is one of those of `GatewayError`.
    """

    code: str
    wait: float = 0
    for_all: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """The gateway will never take it: `code` says why."""

    code: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nobody knows whether the gateway has it: an answer was cut, or late. Never sent again."""

    code: str


Outcome = Accepted | NotAccepted | Refused | Unclear


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message that came in. `at` may be empty: then it is the moment at which it is stored."""

    gateway_message_id: str
    address: Address
    text: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a message, by a gateway: `state` is sent, delivered or failed.

    `message_id` is our own id, where the gateway gives it back; else 0; then `number` is whom it
    went to, as far as is told: the id of another store may be the same. `at` may be empty.
    `report_id` is what the gateway confirms the report by, where it has such a thing.
    """

    gateway_message_id: str
    state: MessageState
    reason: str = ""
    at: str = ""
    message_id: int = 0
    number: str = ""
    report_id: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """What a gateway holds for us. It gives it again until it is confirmed.

    `blocked` are addresses that it sends nothing to, since people told it so.
    """

    incoming: Sequence[Incoming] = ()
    receipts: Sequence[Receipt] = ()
    blocked: Sequence[Address] = ()

    def __bool__(self) -> bool:
        return bool(self.incoming or self.receipts or self.blocked)
