"""Columns of a table. Enters: what each wants and the room there is. Leaves: widths, in cells, and
text cut to them. Widths are those of a terminal: a Chinese character or an emoji takes two cells.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.cells import cell_len, set_cell_size

from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, number

Row = TypeVar("Row")

GAP = 2
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and what it means: text, muted, strong, good, bad, attention or accent."""

    text: str
    role: str = "text"


def count_cell(n: int, role: str = "text") -> Cell:
    """How many there are; none is nothing to look at."""
    return Cell(number(n), role if n else "muted")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column. `title` is marked for translation, unless it is `own`: what the team calls it.

    `width` is the least it takes; what is left over goes to the columns by `weight`. It is left
    out where the table is narrower than `from_width`.
    """

    name: str
    title: str
    cell: Callable[[Row], Cell]
    width: int
    weight: int = 0
    right: bool = False
    sorts: bool = False
    from_width: int = 0
    own: bool = False

    @property
    def heading(self) -> str:
        """The title in the language in force."""
        return self.title if self.own else _(self.title)


@dataclass(frozen=True, slots=True)
class Placed(Generic[Row]):
    """A column with the width that it got and the place of its first cell."""

    column: Column[Row]
    x: int
    width: int


def place_columns(columns: Sequence[Column[Row]], start: int, width: int) -> list[Placed[Row]]:
    """The columns that fit into `width` cells from `start` on. The last ones go first."""
    chosen = [column for column in columns if width >= column.from_width]
    while len(chosen) > 1 and _least(chosen) > width - start:
        chosen.pop()
    spare = max(0, width - start - _least(chosen))
    weights = sum(column.weight for column in chosen)
    placed = []
    x = start
    for column in chosen:
        share = spare * column.weight // weights if weights else 0
        placed.append(Placed(column, x, min(column.width + share, max(1, width - x))))
        x += column.width + share + GAP
    return placed


def fit(text: str, width: int, right: bool = False) -> str:
    """Harmless text of exactly `width` cells, with … where it was cut."""
    text = safe(text, _LONGEST)
    length = cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…" if width > 1 else set_cell_size(text, width)
    blank = " " * (width - length)
    return blank + text if right else text + blank


def _least(columns: Sequence[Column[Row]]) -> int:
    return sum(column.width for column in columns) + GAP * (len(columns) - 1)
