"""The plan of a file's columns. Enters: a table, options, what was said by hand or last time.

Leaves: a plan, of the first rows at once, and of all rows where those decide: in which order dates
are written, and whether a column says who said stop. Who imports a file and who only looks at it
plan the same way.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice

from contacthub_tui.domain.answers import says_stop
from contacthub_tui.domain.contact import CustomField, CustomKind
from contacthub_tui.domain.dates import DateVotes, default_order
from contacthub_tui.domain.import_run import ImportOptions
from contacthub_tui.domain.text import fold
from contacthub_tui.errors import FileError
from contacthub_tui.importer.header_match import field_of
from contacthub_tui.importer.mapping import Plan, plan_columns
from contacthub_tui.importer.sources import Table

#: Rows by whose content the columns are judged, but for dates and stops: those count everywhere.
SAMPLE = 2_000
#: Rows that are read at once, and the cells that these may have.
_CHUNKS = (1_000, 100, 10, 1)
_CHUNK_CELLS = 200_000

Rows = list[tuple[int, list[str]]]
LastTime = Mapping[str, str | None] | None
Planner = Callable[..., Plan]


def headers_key(headers: Iterable[str]) -> str:
    """What files with the same headers have in common, whatever their spelling of case."""
    return hashlib.sha256("\x1f".join(fold(header) for header in headers).encode()).hexdigest()


def chunks(table: Table) -> Iterator[Rows]:
    """The rows of a table, some hundreds or thousands at once; fewer of a wide one.

    Each full chunk is of one size, a divisor of 1,000.
    """
    width = max(len(table.info.headers), 1)
    size = next(size for size in _CHUNKS if size * width <= _CHUNK_CELLS or size == 1)
    found = table.rows()
    while chunk := list(islice(found, size)):
        yield chunk


@dataclass(slots=True)
class Wanted:
    """What all rows of a file are to tell, by the index of a column, and what they told so far.

    A column among `stops` is done with at the first cell that says stop.
    """

    votes: dict[int, DateVotes] = field(default_factory=dict)
    stops: dict[int, str] = field(default_factory=dict)

    def is_open(self) -> bool:
        """Whether further rows can add anything."""
        return bool(self.votes) or not all(self.stops.values())

    def add(self, rows: Rows) -> None:
        """Take rows into account."""
        for index, votes in self.votes.items():
            for cell in _column(rows, index):
                votes.add(cell)
        for index, stop in self.stops.items():
            if not stop:
                self.stops[index] = next(filter(_is_stop, _column(rows, index)), "")


# Statuses repeat.
_is_stop = lru_cache(maxsize=1_000)(says_stop)


def _column(rows: Rows, index: int) -> Iterator[str]:
    return (cells[index] for _, cells in rows if index < len(cells))


class Columns:
    """The columns of one table, and what is known of them so far."""

    def __init__(self, table: Table, plan: Planner) -> None:
        """Reads the first rows; `plan` is `mapping.plan_columns` or `match_columns`.

        Raises FileError empty where there are no rows.
        """
        self.table = table
        self._planner = plan
        self.headers = table.info.headers
        table.pad_to(0)
        self.sample = [cells for _, cells in islice(table.rows(), SAMPLE)]
        if not self.sample:
            raise FileError("empty")
        self._told = Wanted()

    def plan(
        self, options: ImportOptions, fields: Sequence[CustomField], last_time: LastTime
    ) -> Plan:
        """Where the columns go as far as is known. Raises what planning them does."""
        plan = self._plan_of(self.sample, options, fields, last_time)
        stops = [
            [*[""] * index, stop]
            for index in self._waiting_for_stops(plan)
            if (stop := self._told.stops.get(index))
        ]
        return self._plan_of([*self.sample, *stops], options, fields, last_time) if stops else plan

    def _plan_of(
        self,
        rows: Sequence[Sequence[str]],
        options: ImportOptions,
        fields: Sequence[CustomField],
        last_time: LastTime,
    ) -> Plan:
        return self._planner(
            self.headers,
            rows,
            options.region,
            fields,
            options.mapping,
            last_time,
            options.date_order,
        )

    def wanted(self, plan: Plan, fields: Sequence[CustomField]) -> Wanted:
        """What all rows have to tell before this plan is settled."""
        return Wanted(
            {index: DateVotes() for index in open_dates(plan, fields) - self._told.votes.keys()},
            {index: "" for index in self._waiting_for_stops(plan) if index not in self._told.stops},
        )

    def keep(self, told: Wanted) -> None:
        """Take over what all rows have told."""
        self._told.votes |= told.votes
        self._told.stops |= told.stops

    def votes(self, index: int) -> DateVotes:
        """What all rows told of the order of dates in a column, or else what the first ones do."""
        if index in self._told.votes:
            return self._told.votes[index]
        votes = DateVotes()
        for cells in self.sample:
            if index < len(cells):
                votes.add(cells[index])
        return votes

    def with_orders(
        self, plan: Plan, options: ImportOptions, fields: Sequence[CustomField]
    ) -> Plan:
        """The plan with an order for each column of dates."""
        usual = options.usual_order or default_order(options.region)
        dates = {index: self.votes(index) for index in open_dates(plan, fields)}
        return Plan(
            tuple(
                replace(
                    column,
                    date_order=votes.order(usual),
                    unclear=() if votes.decided else tuple(votes.unclear),
                )
                if (votes := dates.get(column.index))
                else column
                for column in plan.columns
            )
        )

    def _waiting_for_stops(self, plan: Plan) -> list[int]:
        """The columns called as a status is that only a stop makes one, and none was met so far."""
        if len(self.sample) < SAMPLE:
            return []
        return [
            column.index
            for column in plan.columns
            if column.why == "none"
            and (match := field_of(column.header))
            and match.field == "status"
        ]


def open_dates(plan: Plan, fields: Sequence[CustomField]) -> set[int]:
    """The columns of dates whose order the cells decide: nobody asked for one."""
    dates = {"birth_date"}
    dates |= {f"custom:{custom.id}" for custom in fields if custom.kind is CustomKind.DATE}
    return {
        column.index
        for column in plan.columns
        if column.date_order is None
        and column.field is not None
        and (column.field in dates or column.field.endswith(f":{CustomKind.DATE}"))
    }


def find_plan(
    table: Table, options: ImportOptions, fields: Sequence[CustomField], last_time: LastTime
) -> Plan:
    """How columns go to fields, by hand, as last time, by header or by content.

    Raises FileError: empty, bad-mapping, no-phone-column.
    """
    columns = Columns(table, plan_columns)
    while True:
        plan = columns.plan(options, fields, last_time)
        wanted = columns.wanted(plan, fields)
        if not wanted.votes and not wanted.stops:
            return columns.with_orders(plan, options, fields)
        for rows in chunks(table):
            wanted.add(rows)
            if not wanted.is_open():
                break
        columns.keep(wanted)
