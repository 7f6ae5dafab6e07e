"""How large the tables of an OpenDocument are. Enters: its content.xml. Leaves: a count of cells.

A cell or a row can say that it stands for a million like it; the reader then makes a million.
Empty ones after the last that holds something cost nothing, and spreadsheets write them all the
time. Elements: OASIS OpenDocument 1.3, part 3, 9.1.
"""

from contextlib import suppress
from typing import IO
from xml.parsers import expat

from contacthub_tui.importer.sheet_xml import XML_FAULTS, refuse_entities

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_VALUES = ("value-type", "value", "string-value", "date-value", "time-value", "boolean-value")


class _Grid:
    """Follows the elements and keeps the far corner of what holds something."""

    def __init__(self) -> None:
        self.cells = 0
        self._rows = self._columns = self._row = self._column = 0
        self._row_repeats = self._repeats = 1
        self._in_cell = self._filled = self._row_filled = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TABLE + "table":
            self._rows = self._columns = self._row = 0
        elif name == _TABLE + "table-row":
            self._column = 0
            self._row_filled = False
            self._row_repeats = _count(attributes.get(_TABLE + "number-rows-repeated"))
        elif name in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            self._in_cell = True
            self._repeats = _count(attributes.get(_TABLE + "number-columns-repeated"))
            self._filled = any(_OFFICE + value in attributes for value in _VALUES)

    def text(self, text: str) -> None:
        if self._in_cell and not text.isspace():
            self._filled = True

    def end(self, name: str) -> None:
        if name in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            self._in_cell = False
            self._column += self._repeats
            if self._filled:
                self._row_filled = True
                self._columns = max(self._columns, self._column)
        elif name == _TABLE + "table-row":
            self._row += self._row_repeats
            if self._row_filled:
                self._rows = self._row
                self.cells = max(self.cells, self._rows * self._columns)


def widest_grid(content: IO[bytes]) -> int:
    """The cells of the largest table, from its first cell to its last that holds something.

    What follows a fault in the XML is not counted: the reader stops there too. Raises FileError:
    corrupt (reason: entities).
    """
    grid = _Grid()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = grid.start
    parser.EndElementHandler = grid.end
    parser.CharacterDataHandler = grid.text
    parser.EntityDeclHandler = refuse_entities
    with suppress(*XML_FAULTS):
        parser.ParseFile(content)
    return grid.cells


def _count(repeats: str | None) -> int:
    return int(repeats) if repeats and repeats.isdecimal() and len(repeats) < 12 else 1
