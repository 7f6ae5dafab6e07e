"""A list of contacts as it travels to screens, and how lists are found and ordered.

Enters: lists, what an operator types. Leaves: those that match, in an order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from contacthub_tui.domain.text import fold, name_key


class ListSort(StrEnum):
    """How lists are ordered: by name, the largest first, the newest first."""

    NAME = "name"
    MEMBERS = "members"
    SUBSCRIBED = "subscribed"
    UNSUBSCRIBED = "unsubscribed"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class ContactList:
    """A named set of contacts. `key` tells names apart (`name_key`); the time is UTC, ISO 8601.

    A member counts as unsubscribed when any of its addresses is.
    """

    id: int
    name: str
    key: str
    description: str = ""
    created_at: str = ""
    created_by: str = ""
    members: int = 0
    unsubscribed: int = 0

    @property
    def subscribed(self) -> int:
        """The members who are subscribed with every address."""
        return self.members - self.unsubscribed


_LARGEST_FIRST: dict[ListSort, Callable[[ContactList], int]] = {
    ListSort.MEMBERS: lambda one: one.members,
    ListSort.SUBSCRIBED: lambda one: one.subscribed,
    ListSort.UNSUBSCRIBED: lambda one: one.unsubscribed,
    ListSort.NEWEST: lambda one: one.id,
}


def matching_lists(lists: Sequence[ContactList], text: str) -> list[ContactList]:
    """The lists whose names or descriptions have every word of a search in them, anywhere."""
    words = name_key(text).split()
    return [one for one in lists if not words or _holds(one, words)]


def _holds(one: ContactList, words: Sequence[str]) -> bool:
    searched = f"{one.key} {fold(one.description)}" if one.description else one.key
    return all(word in searched for word in words)


def sorted_lists(
    lists: Sequence[ContactList], sort: ListSort, turned: bool = False
) -> list[ContactList]:
    """The lists in an order, or `turned` round; those alike by name."""
    ordered = sorted(lists, key=lambda one: (one.key, one.id), reverse=turned)
    if sort is not ListSort.NAME:
        ordered.sort(key=_LARGEST_FIRST[sort], reverse=not turned)
    return ordered
