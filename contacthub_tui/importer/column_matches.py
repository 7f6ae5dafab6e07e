"""What an operator is shown of each column. Enters: a plan, cells. Leaves: `ColumnMatch` values.

They come out of the process that reads the file as plain tuples, which `marshal` can carry.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from contacthub_tui.domain.contact import CustomField, CustomKind
from contacthub_tui.domain.dates import default_order
from contacthub_tui.domain.import_draft import ColumnMatch
from contacthub_tui.domain.import_run import ADDRESSES, DateOrder, ImportOptions, RowProblem
from contacthub_tui.domain.phone import read_cell
from contacthub_tui.domain.text import clean
from contacthub_tui.domain.value_kind import kind_of_values
from contacthub_tui.importer.header_match import PhoneRole, phone_role
from contacthub_tui.importer.mapping import Plan
from contacthub_tui.importer.phone_columns import weigh
from contacthub_tui.importer.planning import Columns
from contacthub_tui.importer.values import text_of

#: Cells of a column that are looked at, and columns beyond which only phone columns are.
_CELLS = 500
_COLUMNS = 256
_PHONES = (PhoneRole.MOBILE, PhoneRole.PHONE, PhoneRole.WHATSAPP, PhoneRole.LANDLINE)


class ColumnFacts:
    """What the cells of a table's columns are, found out once for a region."""

    def __init__(self, columns: Columns, region: str) -> None:
        self.region = region
        self._columns = columns
        self.kind = cache(self._kind)
        self.numbers = cache(self._numbers)

    def is_phone_like(self, index: int) -> bool:
        """Whether a column may hold phone numbers, by its header or by its cells."""
        if index >= _COLUMNS:
            return False
        if phone_role(self._columns.headers[index])[0] in _PHONES:
            return True
        found = weigh(self._filled(index), self.region)
        return found.valid > 0 and 2 * found.digits >= found.filled

    def _numbers(self, index: int) -> float | None:
        """The share of the filled cells that are valid numbers; None where none is filled."""
        cells = self._filled(index)
        valid = sum(not isinstance(read_cell(cell, self.region), RowProblem) for cell in cells)
        return round(valid / len(cells), 4) if cells else None

    def _kind(self, index: int, order: DateOrder, samples: tuple[str, ...]) -> CustomKind:
        """The kind of field the column would make; `samples` are for one that begins empty."""
        cells = self._filled(index) if index < _COLUMNS else []
        values = [clean(text_of(cell)) for cell in cells or samples]
        return kind_of_values([value for value in values if value], self.region, order)

    def _filled(self, index: int) -> list[str]:
        found = []
        for cells in self._columns.sample:
            if index < len(cells) and (cell := cells[index]) and not cell.isspace():
                found.append(cell)
                if len(found) == _CELLS:
                    break
        return found


def describe(
    columns: Columns,
    facts: ColumnFacts,
    plan: Plan,
    options: ImportOptions,
    fields: Sequence[CustomField],
    samples: Mapping[int, tuple[str, ...]],
) -> list[ColumnMatch]:
    """Every column of a plan; `samples` are those of all rows where that is more than it knows."""
    usual = options.usual_order or default_order(options.region)
    found = []
    for column in columns.with_orders(plan, options, fields).columns:
        index = column.index
        shown = samples.get(index, column.samples)
        is_phone = column.field in ADDRESSES or facts.is_phone_like(index)
        order = options.date_order or columns.votes(index).order(usual)
        found.append(
            ColumnMatch(
                index=index,
                header=column.header,
                field=column.field,
                why=column.why,
                sure=column.sure,
                samples=shown,
                numbers=facts.numbers(index) if is_phone else None,
                kind=facts.kind(index, order, shown),
                date_order=column.date_order,
                open_dates=bool(column.unclear),
            )
        )
    return found


def to_plain(column: ColumnMatch) -> tuple[Any, ...]:
    """A column as a tuple of plain values."""
    values = [getattr(column, name) for name in ColumnMatch.__slots__]
    return tuple(str(held) if isinstance(held, CustomKind | DateOrder) else held for held in values)


def from_plain(values: Sequence[Any]) -> ColumnMatch:
    """The column that `to_plain` took apart."""
    held = dict(zip(ColumnMatch.__slots__, values, strict=True))
    held["kind"] = CustomKind(held["kind"])
    held["date_order"] = DateOrder(held["date_order"]) if held["date_order"] else None
    return ColumnMatch(**held)
