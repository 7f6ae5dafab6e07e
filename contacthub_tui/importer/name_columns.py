"""Which columns without a header hold names. Enters: their cells. Leaves: a field for each.

Only where nothing is written above a column: a header that says something else is believed.
"""

import re
from collections.abc import Mapping, Sequence

from contacthub_tui.domain.text import fold
from contacthub_tui.importer.given_names import GIVEN_NAMES

#: Cells looked at in one column.
_ENOUGH = 200
#: Frequent first names among the cells of a column of first names: no list has them all.
_SOME = 0.3
#: Cells of a column of last names that look like a name.
_NEARLY_ALL = 0.8

_NAME = re.compile(r"[^\W\d_][^\d@/\\:;?!_]{1,60}")


def find_names(cells: Mapping[int, Sequence[str]]) -> dict[int, tuple[str, float]]:
    """Column index to (field, how sure): first and last name, or the full name; else nothing.

    `cells` are the filled cells of the columns that may be taken. A last name is looked for
    beside the first name, on the side whose cells repeat less, the left one when both are alike.
    """
    words = {
        index: [fold(cell).split() for cell in filled[:_ENOUGH]]
        for index, filled in cells.items()
        if filled and _share(filled[:_ENOUGH]) >= _NEARLY_ALL
    }
    first = {index: _share_of_first_names(column) for index, column in words.items()}
    best = max(first, key=lambda index: (first[index], -index), default=None)
    if best is not None and first[best] >= _SOME:
        found = {best: ("first_name", first[best])}
        sides = [side for side in (best - 1, best + 1) if side in words and first[side] < _SOME]
        if sides:
            last = max(sides, key=lambda side: (len(set(map(tuple, words[side]))), -side))
            found[last] = ("last_name", first[best])
        return found
    full = {index: _share_of_full_names(column) for index, column in words.items()}
    best = max(full, key=lambda index: (full[index], -index), default=None)
    return {best: ("full_name", full[best])} if best is not None and full[best] >= _SOME else {}


def _share(cells: Sequence[str]) -> float:
    return sum(1 for cell in cells if _NAME.fullmatch(cell.strip())) / len(cells)


def _share_of_first_names(column: Sequence[Sequence[str]]) -> float:
    """Cells that are first names and nothing else (`Marie`, `Anne-Marie`)."""
    return sum(1 for words in column if words and GIVEN_NAMES.issuperset(words)) / len(column)


def _share_of_full_names(column: Sequence[Sequence[str]]) -> float:
    """Cells of a few words that begin with a first name (`Marie Dupont`).

    Nothing where more of them end with one: nobody would know that the last name comes first.
    """
    several = [words for words in column if 2 <= len(words) <= 6]
    begin = sum(1 for words in several if words[0] in GIVEN_NAMES)
    end = sum(1 for words in several if words[-1] in GIVEN_NAMES)
    return begin / len(column) if begin > end else 0.0
