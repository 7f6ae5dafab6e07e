"""One row of a file, read. Enters: its cells and the plan of its columns. Leaves: a candidate.

What is wrong with a number makes the row fail; what is wrong with any other value leaves that
value out and warns. Only plain values leave, which `marshal` can carry: no enums, no named tuples.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from contacthub_tui.domain.contact import MAX_TEXT, CustomField, CustomKind, Status
from contacthub_tui.domain.import_run import DateOrder, ImportOptions, RowProblem, RowWarning
from contacthub_tui.domain.person_name import split_name
from contacthub_tui.domain.phone import Number, NumberKind, read_cell
from contacthub_tui.domain.phone_plain import read_plain
from contacthub_tui.domain.text import clean
from contacthub_tui.importer.header_match import asks_the_other_way, last_name_comes_first
from contacthub_tui.importer.mapping import ColumnPlan, Plan, kind_of
from contacthub_tui.importer.values import (
    Cells,
    custom_reader,
    date_reader,
    read_email_address,
    read_line,
    read_note,
    status_reader,
    text_of,
)

#: Values as a row carries them, see `domain.import_plan.Candidate`.
Row = tuple[Any, ...]
Warnings = list[list[object]]

#: How much of a value a warning shows, in characters.
_SHOWN = 200

#: How many texts that are no number are remembered.
_MOST_REMEMBERED = 1_000
_LONGEST_REMEMBERED = 40

#: How much a problem of a number tells, the most telling first.
_TELLING = {
    RowProblem.DIGITS_LOST: 0,
    RowProblem.NOT_A_NUMBER: 2,
    RowProblem.NO_NUMBER: 3,
}

_LISTS = re.compile(r":::|\n")


class RowReader:
    """Reads the rows of one file by one plan.

    Its attributes say where the columns are that go to each kind of field: their index, and what
    reads their cells.
    """

    def __init__(
        self, plan: Plan, options: ImportOptions, custom_fields: Sequence[CustomField]
    ) -> None:
        """`custom_fields` say of what kind the values of their columns are."""
        self._region = options.region
        self._mobiles_only = options.mobiles_only
        self._today = date.today()
        kinds = {f"custom:{custom.id}": custom.kind for custom in custom_fields}
        self.mobiles: list[int] = []
        self.whatsapps: list[int] = []
        self.statuses: list[tuple[int, Cells]] = []
        self._opt_outs: set[int] = set()
        self.lists: list[int] = []
        self.full_names: list[tuple[int, bool]] = []
        self.values: list[tuple[int, str, Cells]] = []
        self.customs: list[tuple[int, str, Cells]] = []
        # Among phone columns, the surer one is asked first.
        for column in sorted(plan.columns, key=lambda column: -column.sure):
            self._take(column, kinds)
        for columns in (self.values, self.customs):
            columns.sort(key=lambda column: column[0])
        alone = len(self.mobiles) == 1 and not self.whatsapps
        self._only_mobile = self.mobiles[0] if alone else None
        # What is no number repeats: "unknown", "none", a dash.
        self._no_numbers: dict[str, RowProblem] = {}

    def _take(self, column: ColumnPlan, kinds: dict[str, CustomKind]) -> None:
        field = column.field
        order = column.date_order or DateOrder.DAY_FIRST
        if field is None:
            return
        if field == "mobile":
            self.mobiles.append(column.index)
        elif field == "whatsapp":
            self.whatsapps.append(column.index)
        elif field == "status":
            opposite = asks_the_other_way(column.header)
            self.statuses.append((column.index, Cells(status_reader(opposite=opposite))))
            if opposite:
                self._opt_outs.add(column.index)
        elif field == "lists":
            self.lists.append(column.index)
        elif field == "full_name":
            self.full_names.append((column.index, last_name_comes_first(column.header)))
        elif field.startswith(("custom:", "new:")):
            key = field.removeprefix("custom:")
            kind = kind_of(field) or kinds.get(field, CustomKind.TEXT)
            read = custom_reader(kind, self._region, order)
            self.customs.append((column.index, key, Cells(read)))
        elif field == "email":
            self.values.append((column.index, field, Cells(read_email_address)))
        elif field == "birth_date":
            self.values.append((column.index, field, Cells(date_reader(order, self._today))))
        else:
            read = read_note if field == "note" else read_line
            self.values.append((column.index, field, Cells(read)))

    def read(self, row: int, cells: list[str]) -> Row:
        """The candidate of a row: the values of a `Candidate` as a plain tuple."""
        warnings: Warnings = []
        mobile, whatsapp, others, problem, column = self._read_numbers(cells, warnings)
        status = self._read_status(cells, warnings) if self.statuses else None
        values: dict[str, str] = {}
        custom: dict[str, str] = {}
        lists: list[str] = []
        if problem is None:
            _read_values(self.values, cells, values, warnings)
            if self.customs:
                _read_values(self.customs, cells, custom, warnings)
            if self.full_names:
                self._split_names(cells, values)
            for index in self.lists:
                lists += [name for name in map(clean, _LISTS.split(text_of(cells[index]))) if name]
        else:
            warnings = []
        return (
            row,
            mobile,
            whatsapp,
            others,
            status,
            values,
            custom,
            lists,
            warnings,
            problem,
            column,
            cells if problem is not None or warnings else [],
        )

    def has_number(self, cells: list[str]) -> bool:
        """Whether a row has a number that it can come in with."""
        return self._read_numbers(cells, [])[3] is None

    def says_stop(self, cells: list[str]) -> bool:
        """Whether a status column of the row says stop, whatever the rest of it holds."""
        return self._read_status(cells, []) == Status.UNSUBSCRIBED.value

    def _read_numbers(
        self, cells: list[str], warnings: Warnings
    ) -> tuple[str | None, str | None, list[list[str]], str | None, int]:
        """Mobile, WhatsApp, other numbers, problem and its column."""
        if self._only_mobile is not None:
            # The common case in short: one column, and a mobile in plain spelling.
            plain = read_plain(cells[self._only_mobile], self._region)
            if plain is not None and plain.can_be_mobile:
                return plain.e164, None, [], None, -1
        mobiles, bad_mobile = self._numbers_in(self.mobiles, cells)
        others: list[list[str]] = []
        mobile, mobile_at = _best(mobiles)
        if self.whatsapps:
            whatsapps, bad_whatsapp = self._numbers_in(self.whatsapps, cells)
            whatsapp, _ = _best(whatsapps)
        else:
            whatsapps, bad_whatsapp, whatsapp = [], None, None
        landline = mobile is not None and mobile.kind is NumberKind.LANDLINE
        refused = self._mobiles_only and mobile is not None and not mobile.can_be_mobile
        kept = None if refused else mobile
        if len(mobiles) > (kept is not None):
            others += _others("mobile", mobiles, kept)
        if len(whatsapps) > 1:
            others += _others("whatsapp", whatsapps, whatsapp)
        if kept is None and whatsapp is None:
            if refused:
                return None, None, others, RowProblem.LANDLINE.value, mobile_at
            problem, column = _most_telling(bad_mobile, bad_whatsapp)
            return None, None, others, problem.value, column
        if landline:
            warnings.append(_warning(RowWarning.LANDLINE, mobile_at, cells))
        elif mobile is None and bad_mobile and bad_mobile[0] is not RowProblem.NO_NUMBER:
            warnings.append(_warning(RowWarning.BAD_NUMBER, bad_mobile[1], cells))
        if whatsapp is None and bad_whatsapp and bad_whatsapp[0] is not RowProblem.NO_NUMBER:
            warnings.append(_warning(RowWarning.WHATSAPP_UNREADABLE, bad_whatsapp[1], cells))
        return _e164(kept), _e164(whatsapp), others, None, -1

    def _numbers_in(
        self, columns: list[int], cells: list[str]
    ) -> tuple[list[tuple[Number, int]], "_Problem | None"]:
        """The valid numbers of some columns with where they are, and the most telling problem."""
        found: list[tuple[Number, int]] = []
        worst: _Problem | None = None
        for index in columns:
            cell = cells[index]
            numbers = self._no_numbers.get(cell) or read_cell(cell, self._region)
            if isinstance(numbers, list):
                found += [(number, index) for number in numbers]
            elif worst is None or _rank(numbers) < _rank(worst[0]):
                worst = (numbers, index)
                if len(self._no_numbers) < _MOST_REMEMBERED and len(cell) <= _LONGEST_REMEMBERED:
                    self._no_numbers[cell] = numbers
        return found, worst

    def _read_status(self, cells: list[str], warnings: Warnings) -> str | None:
        """What the status columns ask for; one that says stop settles it."""
        status = None
        for index, known in self.statuses:
            read, warning = known[cells[index]]
            if warning is not None:
                # Somebody may have said stop there: of all warnings that one is shown.
                place = 0 if index in self._opt_outs else len(warnings)
                text = clean(text_of(cells[index]))[:_SHOWN]
                warnings.insert(place, [warning.value, index, text])
            elif read and status != Status.UNSUBSCRIBED.value:
                status = read
        return status

    def _split_names(self, cells: list[str], values: dict[str, str]) -> None:
        """Fill in the first and last name that no column of their own gave."""
        for index, last_first in self.full_names:
            text = clean(text_of(cells[index]))[:MAX_TEXT]
            if not text:
                continue
            first, last = split_name(text, last_first=last_first)
            if first:
                values.setdefault("first_name", first)
            if last:
                values.setdefault("last_name", last)


#: A problem of a number and the column it is in.
_Problem = tuple[RowProblem, int]


def _read_values(
    columns: list[tuple[int, str, Cells]],
    cells: list[str],
    values: dict[str, str],
    warnings: Warnings,
) -> None:
    for index, name, known in columns:
        value, warning = known[cells[index]]
        if value:
            values[name] = value
        if warning is not None:
            warnings.append([warning.value, index, clean(text_of(cells[index]))[:_SHOWN]])


def _rank(problem: RowProblem) -> int:
    return _TELLING.get(problem, 1)


def _most_telling(one: _Problem | None, other: _Problem | None) -> _Problem:
    if one is None or other is None:
        return one or other or (RowProblem.NO_NUMBER, -1)
    return other if _rank(other[0]) < _rank(one[0]) else one


def _best(numbers: list[tuple[Number, int]]) -> tuple[Number | None, int]:
    """The first number that can be a mobile, else the first, and its column."""
    for number, index in numbers:
        if number.can_be_mobile:
            return number, index
    return numbers[0] if numbers else (None, -1)


def _e164(number: Number | None) -> str | None:
    return None if number is None else number.e164


def _others(
    channel: str, numbers: list[tuple[Number, int]], kept: Number | None
) -> list[list[str]]:
    further = dict.fromkeys(number.e164 for number, _ in numbers)
    return [[channel, number] for number in further if kept is None or number != kept.e164]


def _warning(code: RowWarning, index: int, cells: list[str]) -> list[object]:
    return [code.value, index, clean(cells[index])[:_SHOWN]]
