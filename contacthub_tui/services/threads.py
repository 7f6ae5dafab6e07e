"""Where messages enter their conversations. Enters: messages, inside a transaction. Leaves: the
conversation of each, as it is listed, and its words for the search.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from contacthub_tui.domain.message import Direction
from contacthub_tui.domain.text import fold
from contacthub_tui.store.database import is_postgres
from contacthub_tui.store.sql import execute, execute_many

#: The characters of a message that the list of conversations keeps.
SHOWN = 200
#: The characters of a message, and of a word of it, that a search finds it by.
_SEARCHED, _WORD = 5_000, 100

#: A message on its way into a thread: id, channel, number, text, at.
Entering = tuple[int, str, str, str, str]


def moment(after: float = 0) -> str:
    """The present, or so many seconds after it: UTC, ISO 8601 to the millisecond."""
    at = datetime.now(UTC) + timedelta(seconds=after)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"


def enter_threads(
    messages: Sequence[Entering], direction: Direction, *, many: bool = False
) -> None:
    """Put messages into their conversations, which are made where there are none yet.

    What comes in makes its conversation unread and open. What goes out to `many` leaves it open or
    closed as it is; one that it makes is closed: nobody has to answer. Messages that stand in a
    thread already stay there.
    """
    incoming = direction is Direction.IN
    closed = ", closed_at = ''" if not many else ""
    execute_many(
        "INSERT INTO conversation AS held"  # noqa: S608 - our own words
        " (channel, number, last_at, last_text, last_direction, unread, closed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number, channel) DO UPDATE SET"
        " last_text = CASE WHEN excluded.last_at >= held.last_at THEN excluded.last_text"
        "  ELSE held.last_text END,"
        " last_direction = CASE WHEN excluded.last_at >= held.last_at"
        "  THEN excluded.last_direction ELSE held.last_direction END,"
        " last_at = CASE WHEN excluded.last_at >= held.last_at THEN excluded.last_at"
        "  ELSE held.last_at END,"
        f" unread = held.unread + excluded.unread{closed}",
        [
            (channel, number, at, text[:SHOWN], str(direction), int(incoming), at if many else "")
            for _id, channel, number, text, at in sorted(messages, key=lambda each: each[2])
        ],
    )
    words = {text: _words(text) for _id, _channel, _number, text, _at in messages}
    execute_many(
        "UPDATE message SET at = ?, words = ?, conversation_id ="
        " (SELECT id FROM conversation WHERE number = ? AND channel = ?) WHERE id = ?",
        [
            (at, words[text] if is_postgres() else "", number, channel, message_id)
            for message_id, channel, number, text, at in messages
        ],
    )
    if not is_postgres():
        execute_many(
            "INSERT INTO message_words (rowid, words) VALUES (?, ?)",
            [(message_id, words[text]) for message_id, _c, _n, text, _a in messages],
        )


def mark_read(conversation_id: int) -> None:
    """An operator has seen it, inside the caller's transaction."""
    execute("UPDATE conversation SET unread = 0 WHERE id = ? AND unread > 0", (conversation_id,))


def _words(text: str) -> str:
    return " ".join(word[:_WORD] for word in fold(text[:_SEARCHED]).split())


def storable_id(gateway_message_id: str) -> str:
    """The id of a gateway as a database can hold it: another one for every other id.

    A NUL, or half of a surrogate pair, would fail at every fetch, and what came with it be lost.
    """
    return gateway_message_id if gateway_message_id.isprintable() else ascii(gateway_message_id)
