"""Who gets a group send, part by part. Enters: chosen contacts, a tagged text. Leaves: of each
contact of a part its number, whether it is unsubscribed, and its merged text.

The chosen contacts lie in a temporary table of the connection (`store.chosen`): work on them in one
thread, and in one session.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.contact import Channel
from contacthub_tui.domain.contact_query import Sort
from contacthub_tui.domain.merge_tags import Tag, TaggedText, merged_value
from contacthub_tui.domain.message_text import parts_of
from contacthub_tui.store import chosen as chosen_table
from contacthub_tui.store.database import session
from contacthub_tui.store.sql import rows

#: Contacts of one part.
PART = 20_000


@dataclass(frozen=True, slots=True)
class Recipient:
    """A contact with an address: the text for it, its parts, and the fields it has no value of."""

    number: str
    stopped: bool
    text: str
    parts: int
    missing: tuple[str | int, ...]


@contextmanager
def laid(chosen: Chosen) -> Iterator[int]:
    """Settle who is meant, in the order of numbers; gives how many contacts that are."""
    by_number = replace(chosen, query=replace(chosen.query, sort=Sort.NUMBER, descending=False))
    with session():
        try:
            yield chosen_table.lay(by_number, ordered=True)
        finally:
            chosen_table.give_room_back()


def part_of(start: int, channel: Channel, tagged: TaggedText) -> tuple[int, list[Recipient]]:
    """The recipients of the part that begins at `start`, and how many contacts are still there."""
    there = chosen_table.take(start, PART)
    columns = ["number", "stopped", *_columns(tagged)]
    fields = "".join(f", c.{name}" for name in columns[2:])
    found = rows(
        f"SELECT c.{channel}, EXISTS (SELECT 1 FROM preference p"  # noqa: S608 - our own words
        f" WHERE p.number = c.{channel} AND p.channel = '{channel}'"
        f" AND p.status = 'unsubscribed'){fields} FROM part JOIN contact c ON c.id = part.id"
        f" WHERE c.{channel} IS NOT NULL ORDER BY c.{channel}"
    )
    text_for = _merger(tagged, columns)
    return there, [text_for(row) for row in found]


def _columns(tagged: TaggedText) -> list[str]:
    """The columns of a contact that the tags of a text need."""
    columns = [tag.field for tag in tagged.tags if isinstance(tag.field, str)]
    plain = [name for name in columns if name != "phone"]
    return [*plain, "custom"] if any(isinstance(tag.field, int) for tag in tagged.tags) else plain


def _merger(tagged: TaggedText, columns: list[str]) -> Callable[[tuple[object, ...]], Recipient]:
    """What makes a recipient of a row: the same as `merge_tags.merge`, for many contacts."""
    if not tagged.tags:
        text = "".join(piece for piece in tagged.pieces if isinstance(piece, str))
        parts = parts_of(text)
        return lambda row: Recipient(str(row[0]), bool(row[1]), text, parts, ())
    places = {name: place for place, name in enumerate(columns)}
    places["phone"] = 0
    custom_at = places.get("custom")
    pieces = [
        (piece, None, None)
        if isinstance(piece, str)
        else ("", places.get(piece.field) if isinstance(piece.field, str) else None, piece)
        for piece in tagged.pieces
    ]

    def make(row: tuple[object, ...]) -> Recipient:
        custom: Mapping[str, str] = {}
        if custom_at is not None and row[custom_at] != "{}":
            custom = json.loads(str(row[custom_at]))
        texts, missing = [], []
        for plain, place, tag in pieces:
            if tag is None:
                texts.append(plain)
                continue
            value = merged_value(_value(row, place, tag, custom))
            if not value and tag.field not in missing:
                missing.append(tag.field)
            texts.append(value)
        text = "".join(texts)
        return Recipient(str(row[0]), bool(row[1]), text, parts_of(text), tuple(missing))

    return make


def _value(row: tuple[object, ...], place: int | None, tag: Tag, custom: Mapping[str, str]) -> str:
    return str(row[place]) if place is not None else custom.get(str(tag.field), "")
