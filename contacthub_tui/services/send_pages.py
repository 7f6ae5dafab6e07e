"""What the screens of group sends look at: a sample of recipients, who got what, what goes out now.

Enters: chosen contacts, a group send. Leaves: contacts, pages of recipients, shares.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.contact import Contact
from contacthub_tui.domain.message import Message, MessageState
from contacthub_tui.services.contacts import contact_page, contacts_by_id
from contacthub_tui.services.conversations import MESSAGE_COLUMNS, message_of, names_of
from contacthub_tui.store.database import session
from contacthub_tui.store.sql import rows, value

#: Contacts among whom one is chosen to show a text with.
SAMPLE = 50


@dataclass(frozen=True, slots=True)
class Reached:
    """A message of a group send, and the name of whoever has its address now."""

    message: Message
    name: str = ""


def sample(chosen: Chosen) -> list[Contact]:
    """The first of the chosen contacts, to show what they would read."""
    if chosen.ids:
        with session():
            return contacts_by_id(sorted(chosen.ids)[:SAMPLE])
    found = contact_page(chosen.query, 0, SAMPLE)
    return [contact for contact in found if contact.id not in chosen.without]


def reached(
    send_id: int, state: MessageState, start: int, size: int, zones: Sequence[str] = ()
) -> list[Reached]:
    """A page of the messages of a group send that have a state, perhaps only those of some zones,
    with names."""
    marks = ", ".join("?" * len(zones))
    where = f" AND m.zone IN ({marks})" if zones else ""
    with session():
        found = [
            message_of(row)
            for row in rows(
                f"SELECT {MESSAGE_COLUMNS} FROM message m WHERE m.direction = 'out'"  # noqa: S608
                f" AND m.send_id = ? AND m.state = ?{where}"
                " ORDER BY m.zone, m.not_before, m.id LIMIT ? OFFSET ?",
                (send_id, str(state), *zones, size, start),
            )
        ]
        names = names_of(message.address for message in found)
    return [Reached(each, names.get(each.address, (0, ""))[1]) for each in found]


def share_sent() -> float | None:
    """How much of the group sends that go out now is done, from 0 to 1; None where none does."""
    with session():
        found = rows("SELECT id, recipients FROM group_send WHERE state = 'sending'")
        waiting = sum(
            int(
                value(
                    "SELECT count(*) FROM message WHERE direction = 'out' AND send_id = ?"
                    " AND state = 'queued'",
                    (send_id,),
                )
                or 0
            )
            for send_id, _recipients in found
        )
    recipients = sum(count for _id, count in found)
    return max(0.0, 1 - waiting / recipients) if recipients else None
