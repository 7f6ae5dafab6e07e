"""Messages that are simply there, for tests of what is done with them."""

from contacthub_tui.domain.contact import Address, Channel
from contacthub_tui.domain.message import Direction, MessageState
from contacthub_tui.services.threads import enter_threads
from contacthub_tui.store.database import transaction
from contacthub_tui.store.sql import insert_many, new_ids


def number_of(place: int) -> str:
    """A French mobile, another one for each place."""
    return f"+336{10_000_000 + place:08}"


def mobile(place: int) -> Address:
    """The same as an address."""
    return Address(Channel.MOBILE, number_of(place))


def clock(place: int) -> str:
    """A moment, a later one for each place."""
    hours, rest = divmod(place, 3_600)
    return f"2026-03-{1 + hours // 24:02}T{hours % 24:02}:{rest // 60:02}:{rest % 60:02}.000Z"


def write_thread(*messages: tuple[str, str, Direction, str]) -> list[int]:
    """Keep messages (number, text, direction, at) in their threads; gives their ids."""
    with transaction():
        ids = new_ids("message", len(messages))
        insert_many(
            "message",
            ("id", "channel", "number", "direction", "text", "state", "at", "gateway_message_id"),
            [
                (
                    message_id,
                    "mobile",
                    number,
                    str(direction),
                    text,
                    str(MessageState.RECEIVED if direction is Direction.IN else MessageState.SENT),
                    at,
                    str(message_id),
                )
                for message_id, (number, text, direction, at) in zip(ids, messages, strict=True)
            ],
        )
        for way in Direction:
            enter_threads(
                [
                    (message_id, "mobile", number, text, at)
                    for message_id, (number, text, direction, at) in zip(ids, messages, strict=True)
                    if direction is way
                ],
                way,
            )
    return ids
