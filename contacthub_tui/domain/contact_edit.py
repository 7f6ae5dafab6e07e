"""What an operator typed into a form, beside what others saved meanwhile. Pure.

Enters: a contact as it was opened, as it is stored now, and as it was typed. Leaves: the contact to
save, and the fields on which two operators differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from contacthub_tui.domain.contact import TEXT_FIELDS, Address, Channel

#: Fields that a draft holds, custom ones apart.
FIXED_FIELDS = ("mobile", "whatsapp", *TEXT_FIELDS)
_CUSTOM = "custom:"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a contact is to hold: values by field, and the ids of its lists.

    Fields are those of `FIXED_FIELDS` and `custom:7` for a custom field; numbers are E.164, dates
    ISO 8601, custom values canonical. A field that is not there, or empty, is not filled in.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    lists: frozenset[int] = frozenset()

    def value(self, name: str) -> str:
        """What a field holds, empty where nothing."""
        return self.values.get(name, "")

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The addresses it would have, the mobile first."""
        return tuple(
            Address(channel, self.values[channel])
            for channel in Channel
            if self.values.get(channel)
        )

    @property
    def custom(self) -> dict[int, str]:
        """The values of custom fields that are filled in, by the id of the field."""
        return {
            custom_id(name): text
            for name, text in self.values.items()
            if name.startswith(_CUSTOM) and text
        }


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that two operators filled in differently since it was opened."""

    field: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The draft of both, with the fields and lists that came from the other one; `conflicts` are
    still as they are stored in the draft.
    """

    draft: Draft
    conflicts: tuple[Conflict, ...] = ()
    theirs: tuple[str, ...] = ()


def custom_name(field_id: int) -> str:
    """The name in a draft of a custom field."""
    return f"{_CUSTOM}{field_id}"


def custom_id(name: str) -> int:
    """The id of the custom field that a name in a draft means."""
    return int(name.removeprefix(_CUSTOM))


def is_custom(name: str) -> bool:
    """Whether a name in a draft means a custom field."""
    return name.startswith(_CUSTOM)


def merge(opened: Draft, stored: Draft, typed: Draft) -> Merged:
    """What comes of two people's changes since `opened`.

    A field that one of them changed is as that one left it; one that both changed alike is so; one
    that they changed differently is a conflict. Lists are weighed one by one.
    """
    values: dict[str, str] = {}
    conflicts = []
    theirs = []
    for name in dict.fromkeys((*stored.values, *typed.values, *opened.values)):
        before, now, mine = opened.value(name), stored.value(name), typed.value(name)
        values[name] = mine if now == before else now
        if now not in (before, mine):
            if mine == before:
                theirs.append(name)
            else:
                conflicts.append(Conflict(name, now, mine))
    lists = (stored.lists | (typed.lists - opened.lists)) - (opened.lists - typed.lists)
    if stored.lists != opened.lists and lists != typed.lists:
        theirs.append("lists")
    draft = Draft({name: text for name, text in values.items() if text}, lists)
    return Merged(draft, tuple(conflicts), tuple(theirs))


def without_custom(draft: Draft, gone: frozenset[str]) -> Draft:
    """The draft without some fields, which are no more."""
    kept = {name: text for name, text in draft.values.items() if name not in gone}
    return replace(draft, values=kept)
