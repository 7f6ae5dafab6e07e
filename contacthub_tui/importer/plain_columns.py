"""Many rows read at once, column by column, which is several times as fast as one by one.

Enters: rows of a file. Leaves: the plain row of each that is plain, None for every other: those
are read by `rows`. What a cell says is settled there and in `values`; here is only the loop turned
round, so that the interpreter walks it.
"""

from collections.abc import Sequence
from typing import Final

from contacthub_tui.domain.contact import Status
from contacthub_tui.domain.phone_plain import read_plain
from contacthub_tui.domain.plain_row import PlainRow, PlainRows
from contacthub_tui.importer.rows import RowReader
from contacthub_tui.importer.values import LONGEST_REMEMBERED, REMEMBERED, Cells

#: Stands for a cell that deserves a warning. No text of a file is this object.
_WARNED: Final = "\0"


class _Texts(dict[str, str]):
    """What the cells of a column say; a cell that deserves a warning is told and not kept."""

    def __init__(self, cells: Cells) -> None:
        super().__init__({"": ""})
        self._cells = cells
        self.warned = False

    def __missing__(self, cell: str) -> str:
        value, warning = self._cells.read(cell)
        if warning is not None:
            self.warned = True
            return _WARNED
        if len(self) < REMEMBERED and len(cell) <= LONGEST_REMEMBERED:
            self[cell] = value
        return value


class PlainColumns:
    """Reads the rows of one file, where its columns make most of them plain."""

    def __init__(self, reader: RowReader, plain: PlainRows, region: str) -> None:
        self._plain = plain
        self._region = region
        self._reader = reader
        self._texts = [(index, field, _Texts(cells)) for index, field, cells in reader.values]
        self._customs = [(index, key, _Texts(cells)) for index, key, cells in reader.customs]
        self._statuses = [(index, _Texts(cells)) for index, cells in reader.statuses]
        fields = [field for _, field, _ in self._texts]
        #: Whether there are plain rows at all, and no field that two columns go to.
        self.can_read = (
            len(reader.mobiles) == 1
            and not (reader.whatsapps or reader.lists or reader.full_names)
            and len(reader.statuses) <= 1
            and len(set(fields)) == len(fields)
        )

    def read(
        self, rows: Sequence[int], cells: Sequence[Sequence[str]]
    ) -> Sequence[PlainRow | None]:
        """The plain row of each row, None where it is not plain or may not be."""
        region = self._region
        columns = list(zip(*cells, strict=False))
        mobiles: list[str | None] = []
        for cell in columns[self._reader.mobiles[0]]:
            number = read_plain(cell, region)
            mobiles.append(number.e164 if number and number.can_be_mobile else None)
        odd = [place for place, mobile in enumerate(mobiles) if mobile is None]
        stops = self._read_stops(columns, len(rows), odd)
        texts = {field: _column(known, columns[at], odd) for at, field, known in self._texts}
        customs = {key: _column(known, columns[at], odd) for at, key, known in self._customs}
        found: list[PlainRow | None] = [
            *self._plain.of_columns(
                rows,
                mobiles,  # type: ignore[arg-type] # those without one are taken out below
                stops,
                customs,
                [texts[field] for field in self._plain.fields],
            )
        ]
        for place in odd:
            found[place] = None
        return found

    def _read_stops(
        self, columns: Sequence[Sequence[str]], count: int, odd: list[int]
    ) -> list[bool]:
        if self._plain.all_stop:
            for at, known in self._statuses:
                _column(known, columns[at], odd)
            return [True] * count
        for at, known in self._statuses:
            read = _column(known, columns[at], odd)
            return [status == Status.UNSUBSCRIBED.value for status in read]
        return [False] * count


def _column(known: _Texts, cells: Sequence[str], odd: list[int]) -> list[str]:
    """What the cells of a column say; the places of those that deserve a warning become odd."""
    texts = list(map(known.__getitem__, cells))
    if known.warned:
        odd += [place for place, text in enumerate(texts) if text is _WARNED]
        known.warned = False
    return texts
