"""Rows of one file that say the same address again. Enters: rows as read, in file order.

Leaves: the same rows; one whose address an earlier row brought in is marked as a duplicate. Failed
rows bring nothing in, so they make no duplicates.
"""

from typing import Any

from pyroaring import BitMap64

from contacthub_tui.domain.import_plan import DUPLICATE, Candidate
from contacthub_tui.domain.import_run import RowWarning

Row = tuple[Any, ...]


class Seen:
    """Remembers every address of a file: a mobile by itself, a WhatsApp number by itself."""

    __slots__ = ("_mobiles", "_whatsapps")

    def __init__(self) -> None:
        # A file may hold millions: a set of them would take a hundred times the memory.
        self._mobiles = BitMap64()
        self._whatsapps = BitMap64()

    def is_new(self, mobile: str) -> bool:
        """Whether no earlier row had this mobile; the next one to ask hears no."""
        number = int(mobile[1:])
        if number in self._mobiles:
            return False
        self._mobiles.add(number)
        return True

    def mark(self, candidate: Row, cells: list[str]) -> Row:
        """The row as it is, or as a duplicate, which keeps its numbers and its original `cells`.

        The mobile decides; the WhatsApp number does in rows without one. A row with a new mobile
        and the WhatsApp number of an earlier row comes in without it, and a warning says so: a
        WhatsApp number belongs to one contact.
        """
        _row, mobile, whatsapp, *_rest = candidate
        if candidate[_PROBLEM] is not None or not (mobile or whatsapp):
            return candidate
        number = int(whatsapp[1:]) if whatsapp else None
        if mobile:
            key = int(mobile[1:])
            again = key in self._mobiles
            self._mobiles.add(key)
        else:
            again = number is not None and number in self._whatsapps
        taken = mobile and number is not None and number in self._whatsapps
        if again:
            return tuple(Candidate(*candidate)._replace(problem=DUPLICATE, cells=cells))
        if taken:
            return _without_whatsapp(candidate, cells)
        if number is not None:
            self._whatsapps.add(number)
        return candidate


_PROBLEM = Candidate._fields.index("problem")


def _without_whatsapp(candidate: Row, cells: list[str]) -> Row:
    """The row without its WhatsApp number, which a stop still stops."""
    read = Candidate(*candidate)
    return tuple(
        read._replace(
            whatsapp=None,
            others=[*read.others, ["whatsapp", read.whatsapp or ""]],
            warnings=[*read.warnings, [RowWarning.WHATSAPP_TAKEN.value, -1, read.whatsapp]],
            cells=cells,
        )
    )
