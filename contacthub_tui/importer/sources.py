"""The table in a file. Enters: a path and how to read it. Leaves: headers, and rows of text.

Whatever the file is, its cells leave as text and its rows with the number a spreadsheet shows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol, Self

from contacthub_tui.domain.import_run import ReadOptions
from contacthub_tui.errors import FileError
from contacthub_tui.importer.csv_source import CsvSource, Dialect
from contacthub_tui.importer.delimiter import NONE, find_dialect
from contacthub_tui.importer.encoding import Encoding, find_encoding, possible_encodings
from contacthub_tui.importer.file_kind import TEXT, check_readable, check_text, find_kind
from contacthub_tui.importer.header_row import find_header, name_columns
from contacthub_tui.importer.text_lines import TextLines
from contacthub_tui.importer.workbook import Workbook

#: The columns of the largest sheet there is: A to XFD.
MAX_COLUMNS = 16_384
#: Rows that hold something, by which the header is found and the columns are counted.
_SAMPLE = 200
_SAMPLE_CELLS = 400_000
#: Lines, and characters at most, by which the dialect is found.
_LINES = 400
_CHARACTERS = 512 * 1024


@dataclass(frozen=True, slots=True)
class TableInfo:
    """What was found out about a file.

    `kind` is csv, xlsx, xls, xlsb or ods; `size` counts bytes; `header_row` counts from 1, and 0
    means none. `sheet` and `sheets` are of workbooks, `encoding` and `delimiter` of texts;
    `delimiter` is None for a text of one column. `headers` are unique, letters where empty.
    """

    kind: str
    sheet: str | None
    sheets: tuple[str, ...]
    encoding: str | None
    delimiter: str | None
    header_row: int
    headers: tuple[str, ...]
    size: int


class Source(Protocol):
    """Where rows come from: each call of `rows` starts anew."""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every row with its number; blank ones may be left out."""

    def progress(self) -> float:
        """How much the latest iteration has read, from 0 to 1."""

    def again(self) -> Self:
        """Another source of the same rows, to be read beside this one."""

    def close(self) -> None:
        """Let go of the file."""


class Table:
    """A header and the rows below it."""

    def __init__(self, info: TableInfo, source: Source) -> None:
        self.info = info
        self._source = source
        self._width = len(info.headers)

    def pad_to(self, width: int) -> None:
        """Let rows be as wide as this at least, instead of as wide as the headers.

        One cell at the far right of a sheet makes headers, and else every row, 16,384 wide.
        """
        self._width = width

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The rows below the header that hold something, as wide as the headers at least.

        Each call starts anew. Raises FileError: too-big (reason: columns, cell, line),
        bad-encoding, unreadable.
        """
        header_row, width = self.info.header_row, self._width
        for row, cells in _filled_rows(self._source):
            if row <= header_row:
                continue
            found = len(cells)
            if found < width:
                cells.extend([""] * (width - found))
            elif found > MAX_COLUMNS:
                del cells[max(width, _used_width(cells)) :]
                _check_width(len(cells))
            yield row, cells

    def progress(self) -> float:
        """How much of the file the running iteration has read, from 0 to 1."""
        return self._source.progress()

    def first_rows(self, count: int) -> list[tuple[int, list[str]]]:
        """The first rows of the file that hold something, those above the header included."""
        return list(islice(_filled_rows(self._source), count))

    def again(self) -> "Table":
        """The same table, to be read beside this one."""
        return Table(self.info, self._source.again())

    def close(self) -> None:
        """Let go of the file."""
        self._source.close()


class OpenFile:
    """A file whose tables are taken one after another: another sheet, another way to read it.

    What holds for all of them is found out once.
    """

    def __init__(self, path: Path) -> None:
        """Raises FileError: not-found, unreadable, empty, unsupported-format, password-protected,
        corrupt.
        """
        self.path = path
        self.size = check_readable(path)
        self.kind = find_kind(path)
        self._encodings: dict[str | None, Encoding] = {}
        self._possible: tuple[str, ...] | None = None
        self._workbook: Workbook | None = None

    @property
    def hidden(self) -> tuple[str, ...]:
        """The names of hidden sheets, once a table was taken."""
        return self._workbook.hidden if self._workbook else ()

    def table(self, options: ReadOptions, *, region: str = "FR") -> Table:
        """The table in the file, its header found unless the options say where it is.

        `region` tells phone numbers from words when the header is looked for. Of a workbook one
        table is open at a time. Raises FileError: unreadable, empty, unsupported-format,
        password-protected, corrupt, too-big, bad-encoding.
        """
        if self.kind != TEXT:
            if self._workbook is None:
                self._workbook = Workbook(self.path, self.kind)
            sheet = self._workbook.source(options.sheet)
            return _with_header(
                sheet, options, region, self.size, self.kind, sheet=sheet.sheet, sheets=sheet.sheets
            )
        encoding = self._encoding(options.encoding)
        dialect = _dialect(self.path, encoding, options.delimiter)
        return _with_header(
            CsvSource(self.path, encoding, dialect),
            options,
            region,
            self.size,
            self.kind,
            encoding=encoding.name,
            delimiter=None if dialect.delimiter == NONE else dialect.delimiter,
        )

    def _encoding(self, wanted: str | None) -> Encoding:
        # To find it the whole file is read.
        if wanted not in self._encodings:
            found = self._encodings[wanted] = find_encoding(self.path, wanted)
            if found.errors == "strict":
                self._encodings[found.name] = found
        return self._encodings[wanted]

    def possible_encodings(self, taken: str) -> tuple[str, ...]:
        """The encodings that the text may have, the likeliest first, with the one that was taken.

        By the names that Python gives them.
        """
        found = self._encodings.get(None)
        if self._possible is None:
            self._possible = possible_encodings(self.path, found.name if found else taken)
        return tuple(dict.fromkeys((*self._possible, taken)))

    def close(self) -> None:
        """Let go of the file."""
        if self._workbook is not None:
            self._workbook.close()
            self._workbook = None


def open_table(path: Path, options: ReadOptions, *, region: str = "FR") -> Table:
    """The table in a file. Raises what `OpenFile` and its `table` do."""
    return OpenFile(path).table(options, region=region)


def _dialect(path: Path, encoding: Encoding, wanted: str | None) -> Dialect:
    if wanted is not None and (len(wanted) != 1 or wanted in '"\r\n\0'):
        raise FileError("unreadable", reason="delimiter", delimiter=wanted, path=path.name)
    check_text(path, encoding)
    lines = TextLines(path, encoding)
    try:
        head: list[str] = []
        room = _CHARACTERS
        for line in islice(lines, _LINES):
            head.append(line)
            room -= len(line)
            if room < 0:
                break
    finally:
        lines.close()
    return find_dialect(head, wanted)


def _with_header(
    source: Source,
    options: ReadOptions,
    region: str,
    size: int,
    kind: str,
    *,
    sheet: str | None = None,
    sheets: tuple[str, ...] = (),
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Table:
    """A table whose header is where the options say, or where it is found."""
    try:
        rows = _sample(source, options.header_row or 0)
    except BaseException:
        source.close()
        raise
    if not rows:
        source.close()
        raise FileError("empty", reason="no-rows")
    header_row = options.header_row
    if header_row is None:
        header_row = find_header(rows, region)
    header = next((cells for row, cells in rows if row == header_row), [])
    # Cells beyond the header that hold something are columns too.
    width = max((_used_width(cells) for row, cells in rows if row >= header_row), default=1)
    _check_width(width)
    headers = name_columns(header[:width], width)
    info = TableInfo(kind, sheet, sheets, encoding, delimiter, header_row, headers, size)
    return Table(info, source)


def _sample(source: Source, header_row: int) -> list[tuple[int, list[str]]]:
    """The first rows that hold something, from the given header on."""
    sample: list[tuple[int, list[str]]] = []
    room = _SAMPLE_CELLS
    for row, cells in _filled_rows(source):
        if row >= header_row:
            sample.append((row, cells))
            room -= len(cells)
            if len(sample) == _SAMPLE or room < 0:
                break
    return sample


def _filled_rows(source: Source) -> Iterator[tuple[int, list[str]]]:
    for numbered in source.rows():
        # In nearly every row the first or second cell settles it.
        for cell in numbered[1]:
            if cell and not cell.isspace():
                yield numbered
                break


def _used_width(cells: list[str]) -> int:
    return next((at for at in range(len(cells), 0, -1) if cells[at - 1].strip()), 0)


def _check_width(width: int) -> None:
    if width > MAX_COLUMNS:
        raise FileError("too-big", reason="columns", limit=MAX_COLUMNS)
