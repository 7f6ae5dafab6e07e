"""What an operator has to decide on: messages that may mean stop or start, messages of which nobody
knows whether they were sent. Enters: ids, decisions, who. Leaves: what waits, and what was decided.
"""

from enum import StrEnum

from contacthub_tui.domain.consent import Source, Wish
from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.domain.message import Attention, AttentionKind, Message
from contacthub_tui.errors import RefusedError
from contacthub_tui.services.conversations import MESSAGE_COLUMNS, message_of
from contacthub_tui.services.preferences import grant, lock_preferences
from contacthub_tui.services.threads import moment
from contacthub_tui.store.database import session, transaction
from contacthub_tui.store.sql import execute, rows, value

#: What waits is shown up to so many.
MOST = 1_000


class Decision(StrEnum):
    """What an operator makes of a message that may or may not have been sent."""

    SENT = "sent"
    AGAIN = "again"
    GIVEN_UP = "given-up"


def open_attention(number: str | None = None) -> list[Attention]:
    """What waits for a decision, the oldest first, of one number or of all."""
    with session():
        found = rows(
            f"SELECT a.id, a.kind, {MESSAGE_COLUMNS} FROM attention a"  # noqa: S608
            " JOIN message m ON m.id = a.message_id WHERE a.done_at = ''"
            f" {'' if number is None else 'AND a.number = ?'} ORDER BY a.id LIMIT {MOST}",
            () if number is None else (number,),
        )
    return [Attention(row[0], AttentionKind(row[1]), message_of(row[2:], row[1])) for row in found]


def unsubscribe_after(attention_id: int, *, who: str) -> None:
    """The message meant stop: unsubscribe its number on every channel."""
    with transaction():
        lock_preferences()
        held = rows(
            "SELECT a.number, m.text FROM attention a JOIN message m ON m.id = a.message_id"
            " WHERE a.id = ?",
            (attention_id,),
        )
        for number, text in held:
            wishes = [Wish(Address(channel, number), Status.UNSUBSCRIBED) for channel in Channel]
            grant(wishes, who=who, source=Source.OPERATOR, reason=text[:200])
            execute(
                "UPDATE attention SET done_at = ?, done_by = ? WHERE number = ? AND done_at = ''",
                (moment(), who, number),
            )


def close_attention(attention_id: int, *, who: str) -> None:
    """Nothing is to be done, or it was done otherwise: a START by `preferences.resubscribe`."""
    with transaction():
        execute(
            "UPDATE attention SET done_at = ?, done_by = ? WHERE id = ? AND done_at = ''",
            (moment(), who, attention_id),
        )


def count_unknown() -> int:
    """Of how many messages nobody knows whether they were sent."""
    with session():
        return int(value("SELECT count(*) FROM message WHERE state = 'unknown'"))


def unknown_messages(start: int = 0, size: int = MOST) -> list[Message]:
    """The messages of which nobody knows whether they were sent, the oldest first."""
    with session():
        found = rows(
            f"SELECT {MESSAGE_COLUMNS} FROM message m WHERE m.state = 'unknown'"  # noqa: S608
            f" ORDER BY m.id LIMIT {int(size)} OFFSET {int(start)}"
        )
    return [message_of(row) for row in found]


def decide_unknown(message_id: int, decision: Decision, *, who: str) -> None:
    """Settle such a message: it was sent, is to be sent again, or is given up.

    Sent again, it is claimed as any other: never where its address is unsubscribed. Raises
    RefusedError message-not-unknown where it was settled meanwhile.
    """
    states = {Decision.SENT: "sent", Decision.AGAIN: "queued", Decision.GIVEN_UP: "failed"}
    with transaction():
        lock_preferences()
        done = execute(
            "UPDATE message SET state = ?, reason = ?, ended_at = ?, not_before = ''"
            " WHERE id = ? AND state = 'unknown'",
            (
                states[decision],
                "" if decision is Decision.AGAIN else f"decided by {who}",
                "" if decision is Decision.AGAIN else moment(),
                message_id,
            ),
        )
        if int(done.rowcount) != 1:
            raise RefusedError("message-not-unknown")
        execute(
            "UPDATE group_send SET state = 'sending' WHERE state = 'finished' AND id ="
            " (SELECT send_id FROM message WHERE id = ? AND state = 'queued')",
            (message_id,),
        )
        execute(
            "UPDATE message SET state = 'left-out', reason = 'cancelled', ended_at = ?"
            " WHERE id = ? AND state = 'queued' AND send_id IN"
            " (SELECT id FROM group_send WHERE state = 'cancelled')",
            (moment(), message_id),
        )
