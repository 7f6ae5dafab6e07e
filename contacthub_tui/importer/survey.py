"""One way through all rows of a file. Enters: its columns. Leaves: what all rows told of them.

How many rows there are, the first values of columns that begin empty, rows by whose accents an
encoding can be judged, and what the plan of the columns may need of all rows (`planning.Wanted`).
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from contacthub_tui.domain.dates import DateVotes
from contacthub_tui.importer.header_match import field_of
from contacthub_tui.importer.mapping import SAMPLES, samples_of
from contacthub_tui.importer.planning import SAMPLE, Columns, Rows, Wanted, chunks
from contacthub_tui.importer.shapes import Shape, shape_of

Row = tuple[int, tuple[str, ...]]

#: Rows with accents that are shown, and what is shown of a row.
_ACCENTS = 8
_SHOWN_CELLS = 256
_SHOWN_LENGTH = 200
#: Columns that are looked at for dates, and their cells.
_COLUMNS = 256
_CELLS = 20


def shown(row: int, cells: list[str]) -> Row:
    """A row as far as it is shown before an import."""
    return row, tuple(cell[:_SHOWN_LENGTH] for cell in cells[:_SHOWN_CELLS])


class Accents:
    """The first rows that bring letters beyond ASCII which no row before them had."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._letters: set[str] = set()

    def add(self, rows: Iterable[tuple[int, list[str]]]) -> bool:
        """Take rows into account; says whether one was kept."""
        before = len(self.rows)
        for row, cells in rows:
            if len(self.rows) == _ACCENTS:
                break
            text = "".join(cells[:_SHOWN_CELLS])
            if not text.isascii() and (new := set(text) - self._letters - _ASCII):
                self._letters |= new
                self.rows.append(shown(row, cells))
        return len(self.rows) > before


_ASCII = {chr(number) for number in range(128)}


class Survey:
    """Reads all rows of a table once. `rows` counts those read, `done` says that these are all.

    `samples` are the first different values of columns, of those alone that had too few in the
    first rows.
    """

    def __init__(self, columns: Columns, accents: Accents) -> None:
        self.rows = 0
        self.done = False
        self.accents = accents
        self._columns = columns
        self._wanted = _likely_wanted(columns)
        self._lacking: dict[int, list[str]] = {}
        for index in range(len(columns.headers)):
            found = samples_of(cells[index] for cells in columns.sample if index < len(cells))
            if len(found) < SAMPLES:
                self._lacking[index] = list(found)
        self._found: dict[int, tuple[str, ...]] = {}

    @property
    def samples(self) -> dict[int, tuple[str, ...]]:
        """By column, the first different values of all rows read so far."""
        return self._found | {index: tuple(held) for index, held in self._lacking.items()}

    def steps(self) -> Iterator[None]:
        """Read some rows at each step."""
        for rows in chunks(self._columns.table.again()):
            self.rows += len(rows)
            self._wanted.add(rows)
            self.accents.add(rows)
            if self._lacking and self.rows > SAMPLE:
                self._sample(rows)
            yield
        self._columns.keep(self._wanted)
        self.done = True

    def _sample(self, rows: Rows) -> None:
        for index, held in list(self._lacking.items()):
            cells = {cells[index]: None for _, cells in rows if index < len(cells)}
            if len(cells) <= len(held) and all(cell in held for cell in cells):
                continue
            held[:] = samples_of((*held, *cells))
            if len(held) == SAMPLES:
                self._found[index] = tuple(self._lacking.pop(index))


def _likely_wanted(columns: Columns) -> Wanted:
    """What the plan will probably need of all rows, so that one reading serves for all."""
    dates = {}
    for index in range(min(len(columns.headers), _COLUMNS)):
        filled = (row[index] for row in columns.sample if index < len(row) and row[index])
        if any(shape_of(cell) is Shape.DATE for cell in islice(filled, _CELLS)):
            dates[index] = DateVotes()
    stops = {
        index: ""
        for index, header in enumerate(columns.headers)
        if len(columns.sample) == SAMPLE and (match := field_of(header)) and match.field == "status"
    }
    return Wanted(dates, stops)
