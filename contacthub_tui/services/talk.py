"""A conversation as it is worked in: all that stands beside and below its messages, read at once.

Enters: an address. Leaves: the conversation, the contact, the preference and why it is so, what an
operator has to decide.
"""

from dataclasses import dataclass

from contacthub_tui.domain.consent import PreferenceChange
from contacthub_tui.domain.contact import Address, Status
from contacthub_tui.domain.message import Attention, Conversation, Message
from contacthub_tui.services.attention import open_attention
from contacthub_tui.services.contacts import ContactDetails, contact_details
from contacthub_tui.services.conversations import (
    MESSAGE_COLUMNS,
    count_messages,
    find_conversation,
    message_of,
    names_of,
)
from contacthub_tui.services.ledger import latest
from contacthub_tui.store.database import session
from contacthub_tui.store.sql import rows


@dataclass(frozen=True, slots=True)
class Talk:
    """`conversation` is None where nothing was written yet, `details` where no contact has the
    address; `change` made the preference what it is. `total` counts messages; `attention` and
    `unclear` wait for a decision, the oldest first.
    """

    address: Address
    conversation: Conversation | None = None
    total: int = 0
    details: ContactDetails | None = None
    change: PreferenceChange | None = None
    attention: tuple[Attention, ...] = ()
    unclear: tuple[Message, ...] = ()

    @property
    def is_closed_to_us(self) -> bool:
        """Whether the address said stop: nothing may be written to it."""
        return self.change is not None and self.change.after is Status.UNSUBSCRIBED


def read_talk(address: Address) -> Talk:
    """All that is known of the conversation with an address."""
    conversation = find_conversation(address)
    with session():
        contact_id, _name = names_of([address]).get(address, (None, ""))
    changes = latest([address.number])
    return Talk(
        address,
        conversation,
        count_messages(conversation.id) if conversation else 0,
        contact_details(contact_id) if contact_id is not None else None,
        next((change for change in changes if change.address == address), None),
        tuple(open_attention(address.number)),
        _unclear(conversation.id) if conversation else (),
    )


def _unclear(conversation_id: int) -> tuple[Message, ...]:
    """The messages of which nobody knows whether they were sent."""
    with session():
        found = rows(
            f"SELECT {MESSAGE_COLUMNS} FROM message m"  # noqa: S608 - our own words
            " WHERE m.state = 'unknown' AND +m.conversation_id = ? ORDER BY m.id LIMIT 100",
            (conversation_id,),
        )
    return tuple(message_of(row) for row in found)
