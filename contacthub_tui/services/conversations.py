"""The inbox: conversations by page, the messages of one, what is unread.

Enters: a query, ids, addresses. Leaves: conversations with the names that their contacts have now,
messages in the order of the thread. A thread or a list of any length opens from its nearer end.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.domain.message import (
    AttentionKind,
    Conversation,
    ConversationFilter,
    ConversationQuery,
    Direction,
    Message,
    MessageState,
)
from contacthub_tui.services import threads
from contacthub_tui.services.preferences import statuses
from contacthub_tui.services.threads import moment
from contacthub_tui.store.conversation_search import search_conversations
from contacthub_tui.store.database import session, transaction
from contacthub_tui.store.sql import execute, rows, rows_in, value

#: What each filter asks of a conversation, word for word as its index has it.
CONDITIONS = {
    ConversationFilter.ALL: "1 = 1",
    ConversationFilter.UNREAD: "unread > 0",
    ConversationFilter.OPEN: "closed_at = ''",
    ConversationFilter.CLOSED: "closed_at <> ''",
    ConversationFilter.UNDECIDED: (
        "(number IN (SELECT number FROM attention WHERE done_at = '')"
        " OR id IN (SELECT conversation_id FROM message WHERE state = 'unknown'))"
    ),
}

#: Columns of a message, in the order in which `message_of` reads them.
MESSAGE_COLUMNS = (
    "m.id, m.channel, m.number, m.direction, m.text, m.state, m.at, m.reason, m.parts, m.send_id,"
    " m.attempts, m.not_before, m.sent_at, m.ended_at, m.gateway, m.gateway_message_id, m.who"
)


@dataclass(frozen=True, slots=True)
class Pulse:
    """What changes when a message comes in or is read: cheap to ask, again and again."""

    newest: str
    unread: int


class ConversationPages:
    """The pages of what a query finds, the latest conversation first.

    A search is done once, when it begins, and its result kept; without one every page is read anew,
    so that it shows the inbox as it is.
    """

    def __init__(self, query: ConversationQuery) -> None:
        self.query = query
        self.total = 0
        self._ids: array[int] | None = None
        self.refresh()

    def refresh(self) -> None:
        """Look anew for how many there are, and for who they are where it is a search."""
        with session():
            where = CONDITIONS[self.query.shown]
            if self.query.text.strip():
                self._ids = array("q", search_conversations(self.query.text, where))
                self.total = len(self._ids)
            else:
                self.total = int(
                    value(f"SELECT count(*) FROM conversation WHERE {where}")  # noqa: S608
                )

    def rank(self, conversation_id: int) -> int | None:
        """The place of a conversation among them, from 0; None where it is not among them."""
        if self._ids is None:
            return rank_of_conversation(self.query, conversation_id)
        return self._ids.index(conversation_id) if conversation_id in self._ids else None

    def page(self, start: int, size: int) -> list[Conversation]:
        """Up to `size` conversations from `start` on."""
        if size <= 0 or start < 0:
            return []
        with session():
            if self._ids is not None:
                return _conversations(self._ids[start : start + size].tolist())
            return _conversations(self._window(start, size))

    def _window(self, start: int, size: int) -> list[int]:
        where = CONDITIONS[self.query.shown]
        size = min(size, max(self.total - start, 0))
        backwards = start > self.total // 2
        skip, order = (
            (self.total - start - size, "last_at, id")
            if backwards
            else (start, "last_at DESC, id DESC")
        )
        found = [
            row[0]
            for row in rows(
                f"SELECT id FROM conversation WHERE {where}"  # noqa: S608 - our own words
                f" ORDER BY {order} LIMIT {size} OFFSET {skip}"
            )
        ]
        return found[::-1] if backwards else found


def count_conversations(query: ConversationQuery) -> int:
    """How many conversations a query finds."""
    return ConversationPages(query).total


def unread_count() -> int:
    """How many conversations hold something that nobody has read."""
    with session():
        return int(value("SELECT count(*) FROM conversation WHERE unread > 0"))


def pulse() -> Pulse:
    """Whether anything has changed in the inbox since the last pulse, in well below 10 ms."""
    with session():
        newest, unread = rows(
            "SELECT (SELECT max(last_at) FROM conversation),"
            " (SELECT count(*) FROM conversation WHERE unread > 0)"
        )[0]
        return Pulse(newest or "", int(unread))


def get_conversation(conversation_id: int) -> Conversation | None:
    """One conversation; None where there is none."""
    with session():
        found = _conversations([conversation_id])
    return found[0] if found else None


def find_conversation(address: Address) -> Conversation | None:
    """The conversation with an address; None where nothing was written yet."""
    with session():
        found = value(
            "SELECT id FROM conversation WHERE number = ? AND channel = ?",
            (address.number, str(address.channel)),
        )
        return _conversations([found])[0] if found else None


def rank_of_conversation(query: ConversationQuery, conversation_id: int) -> int | None:
    """The place of a conversation in what a query without a text finds, from 0; None if outside."""
    where = CONDITIONS[query.shown]
    with session():
        held = rows(
            f"SELECT last_at FROM conversation WHERE id = ? AND {where}",  # noqa: S608
            (conversation_id,),
        )
        if not held:
            return None
        return int(
            value(
                f"SELECT count(*) FROM conversation WHERE {where}"  # noqa: S608
                " AND (last_at, id) > (?, ?)",
                (held[0][0], conversation_id),
            )
        )


def count_messages(conversation_id: int) -> int:
    """How many messages a thread has."""
    with session():
        return int(
            value("SELECT count(*) FROM message WHERE conversation_id = ?", (conversation_id,))
        )


def message_page(
    conversation_id: int, start: int, size: int, total: int | None = None
) -> list[Message]:
    """Up to `size` messages of a thread from `start` on, the oldest first.

    `total`, where the caller knows it, makes the end as near as the start.
    """
    backwards = total is not None and start > total // 2
    if backwards and total is not None:
        size = max(min(size, total - start), 0)
        start = total - start - size
    order = "m.at DESC, m.id DESC" if backwards else "m.at, m.id"
    with session():
        found = rows(
            f"SELECT {MESSAGE_COLUMNS} FROM message m WHERE m.conversation_id = ?"  # noqa: S608
            f" ORDER BY {order} LIMIT {int(size)} OFFSET {max(int(start), 0)}",
            (conversation_id,),
        )
        numbers = {row[2] for row in found}
        kinds = dict(
            rows_in(
                "SELECT message_id, kind FROM attention WHERE done_at = '' AND number IN (…)",
                numbers,
            )
        )
    messages = [message_of(row, kinds.get(row[0])) for row in found]
    return messages[::-1] if backwards else messages


def last_messages(addresses: Iterable[Address], size: int = 3) -> list[Message]:
    """The last messages with some addresses, such as those of a contact, the latest first."""
    found: list[tuple[Any, ...]] = []
    with session():
        for address in addresses:
            found += rows(
                f"SELECT {MESSAGE_COLUMNS} FROM message m WHERE m.conversation_id ="  # noqa: S608
                " (SELECT id FROM conversation WHERE number = ? AND channel = ?)"
                f" ORDER BY m.at DESC, m.id DESC LIMIT {int(size)}",
                (address.number, str(address.channel)),
            )
    messages = [message_of(row) for row in found]
    return sorted(messages, key=lambda each: (each.at, each.id), reverse=True)[:size]


def message_of(row: tuple[Any, ...], kind: str | None = None) -> Message:
    """A message out of its `MESSAGE_COLUMNS`."""
    message_id, channel, number, direction, text, state, *rest = row
    message = Message(
        message_id,
        Address(Channel(channel), number),
        Direction(direction),
        text,
        MessageState(state),
        *rest,
    )
    return replace(message, attention=AttentionKind(kind)) if kind else message


def mark_read(conversation_id: int) -> None:
    """An operator has seen all of it."""
    with transaction():
        threads.mark_read(conversation_id)


def mark_unread(conversation_id: int) -> None:
    """It is to be seen again."""
    with transaction():
        execute(
            "UPDATE conversation SET unread = 1 WHERE id = ? AND unread = 0", (conversation_id,)
        )


def close_conversation(conversation_id: int) -> None:
    """Nothing is left to be done; the next message that comes in opens it again."""
    with transaction():
        execute(
            "UPDATE conversation SET closed_at = ?, unread = 0 WHERE id = ? AND closed_at = ''",
            (moment(), conversation_id),
        )


def open_conversation(conversation_id: int) -> None:
    """Something is left to be done after all."""
    with transaction():
        execute("UPDATE conversation SET closed_at = '' WHERE id = ?", (conversation_id,))


def _conversations(ids: list[int]) -> list[Conversation]:
    """The conversations of some ids that are still there, in the order of the ids."""
    found = {
        row[0]: row
        for row in rows_in(
            "SELECT id, channel, number, last_at, last_text, last_direction, unread, closed_at"
            " FROM conversation WHERE id IN (…)",
            ids,
        )
    }
    addresses = [Address(Channel(row[1]), row[2]) for row in found.values()]
    people = names_of(addresses)
    kept = statuses([address.number for address in addresses])
    undecided = _undecided(ids, [address.number for address in addresses])
    conversations = []
    for conversation_id in ids:
        if conversation_id not in found:
            continue
        _id, channel, number, last_at, text, direction, unread, closed = found[conversation_id]
        address = Address(Channel(channel), number)
        contact_id, name = people.get(address, (None, ""))
        conversations.append(
            Conversation(
                conversation_id,
                address,
                last_at,
                text,
                Direction(direction),
                unread,
                bool(closed),
                contact_id,
                name,
                kept.get(address) is Status.UNSUBSCRIBED,
                bool(undecided & {conversation_id, address.number}),
            )
        )
    return conversations


def _undecided(ids: list[int], numbers: list[str]) -> set[int | str]:
    """Those of some ids and numbers of conversations in which something has to be decided."""
    waiting = rows_in("SELECT number FROM attention WHERE done_at = '' AND number IN (…)", numbers)
    unclear = rows_in(
        "SELECT conversation_id FROM message WHERE state = 'unknown' AND +conversation_id IN (…)",
        ids,
    )
    return {row[0] for row in (*waiting, *unclear)}


def names_of(addresses: Iterable[Address]) -> dict[Address, tuple[int, str]]:
    """Of each address that a contact has: its id and name. Call inside a session.

    Whoever has the number on the same channel comes before who has it on another.
    """
    wanted = list(addresses)
    numbers = dict.fromkeys(address.number for address in wanted)
    held: dict[Address, tuple[int, str]] = {}
    for channel in Channel:
        for contact_id, number, first, last, alias in rows_in(
            f"SELECT id, {channel}, first_name, last_name, alias FROM contact"  # noqa: S608
            f" WHERE {channel} IN (…)",
            numbers,
        ):
            name = " ".join(part for part in (first, last) if part) or alias
            held[Address(channel, number)] = (contact_id, name)
    people = {}
    for address in wanted:
        for channel in (address.channel, *Channel):
            if (person := held.get(Address(channel, address.number))) is not None:
                people[address] = person
                break
    return people
