"""The records of a CSV file. Enters: a path and its dialect. Leaves: records, cells as they stand.

The csv module reads them, strictly; where it finds fault, `quotes` reads that one record again.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from contacthub_tui.errors import FileError
from contacthub_tui.importer.encoding import Encoding
from contacthub_tui.importer.quotes import MAX_LINES, has_swallowed_rows, mend_record
from contacthub_tui.importer.text_lines import TextLines

#: The longest cell, in characters. A spreadsheet holds 32,767.
MAX_CELL = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text is cut into records: the delimiter, the escape sign, lines before the first.

    `width` is the usual number of cells of a record.
    """

    delimiter: str
    escape: str | None = None
    skipped_lines: int = 0
    width: int = 0


class CsvSource:
    """The records of one file, read anew by every call of `rows`."""

    def __init__(self, path: Path, encoding: Encoding, dialect: Dialect) -> None:
        self._path = path
        self._size = path.stat().st_size
        self._encoding = encoding
        self._dialect = dialect
        self._lines: TextLines | None = None

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every record with its number from 1, blank ones too.

        A record over several lines is one row, as in a spreadsheet. Raises FileError: too-big,
        bad-encoding.
        """
        lines = self._lines = TextLines(self._path, self._encoding)
        return enumerate(split_records(lines, self._dialect), 1)

    def progress(self) -> float:
        """How much of the file the latest iteration has read, from 0 to 1."""
        return min(1.0, self._lines.consumed / self._size) if self._lines else 0.0

    def again(self) -> "CsvSource":
        """Another source of the same records, to be read beside this one."""
        return CsvSource(self._path, self._encoding, self._dialect)

    def close(self) -> None:
        """Let go of the file."""
        if self._lines is not None:
            self._lines.close()
            self._lines = None


def split_records(lines: TextLines, dialect: Dialect) -> Iterator[list[str]]:
    """The records that the lines make. Raises FileError: too-big (reason: cell, line)."""
    csv.field_size_limit(MAX_CELL)
    delimiter, width, taken = dialect.delimiter, dialect.width, lines.taken
    for _line in islice(lines, dialect.skipped_lines):
        taken.clear()
    while True:
        reader = csv.reader(
            lines,
            delimiter=delimiter,
            escapechar=dialect.escape,
            skipinitialspace=delimiter != " ",
            strict=True,
        )
        swallowed = lines.gave_up = False
        try:
            for cells in reader:
                if len(taken) > 2 and has_swallowed_rows(taken, delimiter, width):
                    swallowed = True
                    break
                taken.clear()
                yield _unwrapped(cells, dialect) if len(cells) == 1 and width > 2 else cells
            else:
                return
        except csv.Error as error:
            if "field limit" in str(error) and len(taken) == 1:
                raise FileError("too-big", reason="cell", limit=MAX_CELL) from None
            swallowed = lines.gave_up
        yield _mended(lines, dialect, swallowed)


def _unwrapped(cells: list[str], dialect: Dialect) -> list[str]:
    """The cells of a record that was quoted once more as a whole, as Excel does.

    It does so where a file with commas is opened in a country of semicolons, and saved: each line
    is one cell, quoted where it holds quotes.
    """
    wrapped = cells[0]
    if dialect.delimiter not in wrapped:
        return cells
    inner = csv.reader([wrapped], delimiter=dialect.delimiter, skipinitialspace=True)
    try:
        found = next(inner, cells)
    except csv.Error:
        # Lines of text, not of a table.
        return cells
    return found if len(found) == dialect.width else cells


def _mended(lines: TextLines, dialect: Dialect, swallowed: bool) -> list[str]:
    held = list(lines.taken)
    following = iter(lines)
    if swallowed:
        # The quote that never closes stands on the first line, which is then all of the record.
        cells, used = mend_record(held[:1], lambda: None, dialect.delimiter, dialect.escape)
        # Where every line opens a quote, each would swallow the rest of the file once more.
        lines.lookahead = min(lines.lookahead, MAX_LINES, len(held)) // 2
    else:
        cells, used = mend_record(
            held, lambda: next(following, None), dialect.delimiter, dialect.escape
        )
    lines.give_back(held[used:])
    lines.taken.clear()
    if any(len(cell) > MAX_CELL for cell in cells):
        raise FileError("too-big", reason="cell", limit=MAX_CELL)
    return cells
