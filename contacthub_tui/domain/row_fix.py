"""One correction for many failed rows. Enters: the cells of a row. Leaves: them as corrected."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from contacthub_tui.domain.import_run import RowProblem
from contacthub_tui.domain.phone import read_cell


class FixKind(StrEnum):
    """What a correction does to a cell."""

    COUNTRY = "country"
    FRONT = "front"
    REPLACE = "replace"
    REMOVE = "remove"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Correction:
    """`text` is the country (ISO 3166) to read numbers in, what goes in front, what is sought, or
    the characters to take out; `by` is what takes the place of what is sought; `column` is where
    to take the cell from.
    """

    kind: FixKind
    text: str = ""
    by: str = ""
    column: int = -1

    @property
    def is_whole(self) -> bool:
        """Whether all of it is said."""
        return self.column >= 0 if self.kind is FixKind.COLUMN else bool(self.text)


def correct(cells: Sequence[str], at: int, correction: Correction) -> list[str]:
    """The cells of a row with the one `at` a place corrected, or as they are where it cannot be."""
    corrected = list(cells)
    if not 0 <= at < len(cells) or correction.column >= len(cells) or not correction.is_whole:
        return corrected
    corrected[at] = _cell(corrected, at, correction)
    return corrected


def _cell(cells: list[str], at: int, correction: Correction) -> str:
    cell, text = cells[at], correction.text
    match correction.kind:
        case FixKind.COUNTRY:
            return _international(cell, text)
        case FixKind.FRONT:
            return text + cell.strip() if cell.strip() else cell
        case FixKind.REPLACE:
            return cell.replace(text, correction.by)
        case FixKind.REMOVE:
            return cell.translate(dict.fromkeys(map(ord, text)))
        case FixKind.COLUMN:
            return cells[correction.column]


def _international(cell: str, region: str) -> str:
    """The number of a cell in international form, as it is read in a country."""
    found = read_cell(cell, region)
    if isinstance(found, RowProblem):
        return cell
    return next((number for number in found if number.can_be_mobile), found[0]).e164
