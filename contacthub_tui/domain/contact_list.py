"""A list of contacts as it travels to screens, and how lists are found and ordered.

Enters: lists, what an operator types. Leaves: those that match, in an order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from contacthub_tui.domain.text import fold, name_key


class ListSort(StrEnum):
    """How lists are ordered: by name, the newest first."""

    NAME = "name"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class ContactList:
    """A named set of contacts. `key` tells names apart (`name_key`); the time is UTC, ISO 8601."""

    id: int
    name: str
    key: str
    description: str
    created_at: str
    created_by: str


def matching_lists(lists: Sequence[ContactList], text: str) -> list[ContactList]:
    """The lists whose names or descriptions have every word of a search in them, anywhere."""
    words = name_key(text).split()
    return [one for one in lists if not words or _holds(one, words)]


def _holds(one: ContactList, words: Sequence[str]) -> bool:
    searched = f"{one.key} {fold(one.description)}" if one.description else one.key
    return all(word in searched for word in words)


def sorted_lists(
    lists: Sequence[ContactList], sort: ListSort, descending: bool = False
) -> list[ContactList]:
    """The lists in an order; `descending` turns it round."""
    by_name = sorted(lists, key=lambda one: (one.key, one.id))
    if sort is ListSort.NEWEST:
        by_name = sorted(by_name, key=lambda one: one.id, reverse=True)
    return by_name[::-1] if descending else by_name
