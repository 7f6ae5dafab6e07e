"""Which columns a table shows, in what order and how wide. Pure data.

Enters: what an operator chose once, the columns that there are now. Leaves: a choice for each.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

#: The narrowest and the widest a column is made by hand, in cells.
NARROWEST, WIDEST = 4, 80


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column by its name. A `width` of 0 is as wide as there is room."""

    name: str
    shown: bool = True
    width: int = 0


def completed(
    chosen: Sequence[ColumnChoice], known: Sequence[ColumnChoice]
) -> tuple[ColumnChoice, ...]:
    """A choice for all columns that are known: those chosen, then those that are new since."""
    names = {each.name for each in known}
    kept = [each for each in chosen if each.name in names]
    held = {each.name for each in kept}
    return (*kept, *(each for each in known if each.name not in held))


def moved(choices: Sequence[ColumnChoice], index: int, by: int) -> tuple[ColumnChoice, ...]:
    """With one column so many places on, or as far as there are places."""
    others = [each for place, each in enumerate(choices) if place != index]
    place = max(0, min(index + by, len(others)))
    return (*others[:place], choices[index], *others[place:])


def widened(choice: ColumnChoice, by: int, now: int) -> ColumnChoice:
    """Wider by so many cells than it is `now`, or than it was made by hand."""
    return replace(choice, width=max(NARROWEST, min((choice.width or now) + by, WIDEST)))
