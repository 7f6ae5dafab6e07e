"""How large the rectangle of a sheet is. Enters: its XML. Leaves: a count of cells.

calamine lays out every cell between the first and the last one that holds something. Elements:
ECMA-376-1, 18.3.1 (`c`, a cell; `v`, `is`, its content).
"""

import re
from contextlib import suppress
from xml.parsers import expat

from contacthub_tui.errors import FileError

#: What expat throws at damaged XML; the latter two at encodings that Python does not know, or knows
#: and expat cannot use.
XML_FAULTS = (expat.ExpatError, LookupError, ValueError)

_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,7})(\d{1,10})["']""")
_CELL = re.compile(r"([A-Za-z]{1,7})(\d{1,10})")


def refuse_entities(name: str, *_rest: object) -> None:
    """Refuse XML that declares an entity: some multiply to gigabytes. Raises FileError: corrupt."""
    raise FileError("corrupt", reason="entities", entity=name[:100])


def count_cells(sheet: bytes, enough: int) -> int:
    """The cells between the corners of what holds something.

    Up to `enough` cells the answer may be too large: cells that are formatted and hold nothing take
    no memory, but telling them apart takes time. Raises FileError: corrupt (reason: entities).
    """
    found = _REFERENCE.findall(sheet)
    rough = _area({int(row) for _letters, row in found}, {letters for letters, _row in found})
    if rough <= enough:
        return rough
    rows: set[int] = set()
    columns: set[bytes] = set()
    reference = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal reference
        local = name.rpartition(":")[2]
        if local == "c":
            reference = attributes.get("r", "")
        elif local in ("v", "is", "f") and (cell := _CELL.fullmatch(reference)):
            columns.add(cell[1].encode())
            rows.add(int(cell[2]))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EntityDeclHandler = refuse_entities
    # What follows a fault is not counted: the reader stops there too.
    with suppress(*XML_FAULTS):
        parser.Parse(sheet, True)
    return _area(rows, columns)


def _area(rows: set[int], columns: set[bytes]) -> int:
    if not rows:
        return 0
    numbers = [_number(letters) for letters in columns]
    return (max(rows) - min(rows) + 1) * (max(numbers) - min(numbers) + 1)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
