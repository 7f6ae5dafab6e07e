"""A list as it is chosen: which one, and what it is called. Pure data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListName:
    """A list by its id; None is a list that is still to be made."""

    id: int | None
    name: str
