"""Merge tags: `#firstname#` in a text becomes what a contact is called.

Enters: a text, the team's custom fields, the values of a contact. Leaves: pieces that can be put
together for each of many contacts, the text for one of them, and which values are missing. A value
is never read for tags again, whatever it holds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contacthub_tui.domain.contact import Contact, CustomField
from contacthub_tui.domain.text import name_key, safe

#: The tags that every store has, and the fields that they stand for.
TAGS = {
    "firstname": "first_name",
    "lastname": "last_name",
    "alias": "alias",
    "phone": "phone",
}
_SIGN = "#"
#: The longest value that a message takes in, in characters, and the longest name of a tag.
_LONGEST_VALUE, _LONGEST_NAME = 200, 200


@dataclass(frozen=True, slots=True)
class Tag:
    """A place in a text for the value of `field`: the name of a field, or the id of a custom one.

    `name` is what stands between its signs.
    """

    field: str | int
    name: str


@dataclass(frozen=True, slots=True)
class TaggedText:
    """A text and its tags, in their order. `unknown` stand in the text as they were written."""

    pieces: tuple[str | Tag, ...]
    unknown: tuple[str, ...] = ()

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Its tags, each field once."""
        found = {piece.field: piece for piece in self.pieces if isinstance(piece, Tag)}
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Merged:
    """A text for one contact, and the fields of its tags for which the contact has no value."""

    text: str
    missing: tuple[str | int, ...] = ()


def tag_names(fields: Iterable[CustomField] = ()) -> list[str]:
    """All that can stand between two signs, to be completed as it is typed."""
    return [*TAGS, *(field.name for field in fields if name_key(field.name) not in TAGS)]


def read_tags(text: str, fields: Iterable[CustomField] = ()) -> TaggedText:
    """The pieces of a text. Case and accents of a tag's name make no difference."""
    known: dict[str, str | int] = {name_key(field.name): field.id for field in fields}
    known.update(TAGS)
    pieces: list[str | Tag] = []
    unknown: list[str] = []
    start = 0
    sign = text.find(_SIGN)
    while sign >= 0:
        end = text.find(_SIGN, sign + 1)
        if end < 0:
            break
        name = text[sign + 1 : end]
        field = known.get(name_key(name)) if _may_be_name(name) else None
        if field is None:
            if _may_be_name(name):
                unknown.append(name)
            sign = end
            continue
        pieces += [text[start:sign], Tag(field, name)]
        start = end + 1
        sign = text.find(_SIGN, start)
    pieces.append(text[start:])
    return TaggedText(tuple(piece for piece in pieces if piece != ""), tuple(unknown))


def _may_be_name(name: str) -> bool:
    return 0 < len(name) <= _LONGEST_NAME and "\n" not in name and name == name.strip()


def merge(tagged: TaggedText, values: Mapping[str | int, str]) -> Merged:
    """The text for a contact of these values; a missing one leaves its place empty."""
    texts: list[str] = []
    missing: dict[str | int, None] = {}
    for piece in tagged.pieces:
        if isinstance(piece, str):
            texts.append(piece)
            continue
        value = merged_value(values.get(piece.field) or "")
        if not value:
            missing[piece.field] = None
        texts.append(value)
    return Merged("".join(texts), tuple(missing))


def merged_value(value: str) -> str:
    """A value as a message takes it in: one line, nothing invisible, not without end."""
    # Whatever is printable before the first mark (Unicode) shows as it is.
    if (
        len(value) <= _LONGEST_VALUE
        and value.isprintable()
        and (value.isascii() or max(value) < "\u0300")
    ):
        return value
    return " ".join(safe(value, _LONGEST_VALUE).split())


def values_of(contact: Contact, number: str) -> dict[str | int, str]:
    """What the tags of a text stand for, of one contact and the number that it is sent to."""
    values: dict[str | int, str] = {
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "alias": contact.alias,
        "phone": number,
    }
    values.update(contact.custom.items())
    return values
