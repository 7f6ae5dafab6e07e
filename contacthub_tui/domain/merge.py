"""Two contacts that are one person, as one. Pure: nothing is read or written.

Enters: both contacts, which of them each field is taken from, and the preferences of their
numbers. Leaves: the contact that stays, the numbers that lose their place, and the stops that each
of the two brings the other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from contacthub_tui.domain.consent import Wish
from contacthub_tui.domain.contact import TEXT_FIELDS, Address, Channel, Contact, Status
from contacthub_tui.domain.phone import Number, read_number

_NUMBERS = ("mobile", "whatsapp")
_CUSTOM = "custom:"


class Side(StrEnum):
    """The contact that a field is taken from. Both: only for the note, one below the other."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"


def field_value(contact: Contact, name: str) -> str:
    """A field by its name, `custom:7` for a custom one; empty where it is not filled in."""
    if name.startswith(_CUSTOM):
        return contact.custom.get(int(name.removeprefix(_CUSTOM)), "")
    return getattr(contact, name) or ""


def filled_fields(first: Contact, second: Contact) -> tuple[str, ...]:
    """The fields that at least one of two contacts has, in the order of the form."""
    custom = sorted({*first.custom, *second.custom})
    names = (*_NUMBERS, *TEXT_FIELDS, *(f"{_CUSTOM}{field}" for field in custom))
    return tuple(n for n in names if field_value(first, n) or field_value(second, n))


def suggested_picks(first: Contact, second: Contact) -> dict[str, Side]:
    """Where each field is best taken from: what is filled in, a number that texts may reach, and
    else what the contact has that was changed last. Notes are kept both.
    """
    return {name: _suggested(name, first, second) for name in filled_fields(first, second)}


def _suggested(name: str, first: Contact, second: Contact) -> Side:
    ours, theirs = field_value(first, name), field_value(second, name)
    if not theirs or ours == theirs:
        return Side.FIRST
    if not ours:
        return Side.SECOND
    if name == "note":
        return Side.BOTH
    if name in _NUMBERS and _can_be_mobile(ours) is not _can_be_mobile(theirs):
        return Side.FIRST if _can_be_mobile(ours) else Side.SECOND
    return Side.SECOND if second.updated_at > first.updated_at else Side.FIRST


def _can_be_mobile(number: str) -> bool:
    read = read_number(number, "")
    return isinstance(read, Number) and read.can_be_mobile


def merged(
    first: Contact, second: Contact, picks: Mapping[str, Side], note_line: str = ""
) -> Contact:
    """The contact that stays: the first one, with the fields that were picked and both's lists.

    What `picks` leaves out is as suggested. `note_line` is put below the note.
    """
    values = {}
    for name, suggested in suggested_picks(first, second).items():
        side = picks.get(name, suggested)
        parts = {
            Side.FIRST: [field_value(first, name)],
            Side.SECOND: [field_value(second, name)],
            Side.BOTH: [field_value(first, name), field_value(second, name)],
        }[side]
        values[name] = "\n".join(filter(None, dict.fromkeys(parts)))
    if note_line:
        values["note"] = "\n".join(filter(None, (values.get("note"), note_line)))
    custom = {
        int(name.removeprefix(_CUSTOM)): value
        for name, value in values.items()
        if name.startswith(_CUSTOM) and value
    }
    texts: dict[str, Any] = {field: values.get(field, "") for field in TEXT_FIELDS}
    return replace(
        first,
        **texts,
        mobile=values.get("mobile") or None,
        whatsapp=values.get("whatsapp") or None,
        custom=custom,
        lists=tuple(dict.fromkeys((*first.lists, *second.lists))),
    )


def numbers_of(*contacts: Contact) -> list[str]:
    """The numbers of contacts, each once."""
    return list(dict.fromkeys(a.number for contact in contacts for a in contact.addresses))


def left_over(first: Contact, second: Contact, kept: Contact) -> list[str]:
    """The numbers of the two that the contact that stays does not have."""
    return [n for n in numbers_of(first, second) if n not in numbers_of(kept)]


def spread_stops(
    first: Contact, second: Contact, stored: Mapping[Address, Status]
) -> Iterator[tuple[Wish, str]]:
    """What the stops of each contact do to the numbers of the other, with the number that stopped.

    They are one person, and nobody who said stop is messaged at another number. An address of one
    that is unsubscribed stops every number of the other, on every channel. Where only a channel on
    which it has no address is unsubscribed for its number (the others were resubscribed), that
    channel is. What stands side by side in one contact was decided so, and stays. `stored` holds
    the preferences of all their numbers.
    """
    for one, other in ((first, second), (second, first)):
        stopped = _stopped_channels(one, stored)
        for number in numbers_of(other):
            for channel, by in stopped.items():
                address = Address(channel, number)
                if stored.get(address) is not Status.UNSUBSCRIBED:
                    yield Wish(address, Status.UNSUBSCRIBED), by


def _stopped_channels(contact: Contact, stored: Mapping[Address, Status]) -> dict[Channel, str]:
    """The channels on which a contact wants no message, with the number that it said so for."""
    for address in contact.addresses:
        if stored.get(address) is Status.UNSUBSCRIBED:
            return dict.fromkeys(Channel, address.number)
    return {
        channel: number
        for number in numbers_of(contact)
        for channel in Channel
        if stored.get(Address(channel, number)) is Status.UNSUBSCRIBED
    }
