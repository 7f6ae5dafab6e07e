"""How many rows would come in with a plan. Enters: a table, its plan. Leaves: growing counts."""

from collections.abc import Iterator, Sequence

from contacthub_tui.domain.contact import CustomField
from contacthub_tui.domain.import_run import ADDRESSES, ImportOptions
from contacthub_tui.importer.mapping import Plan
from contacthub_tui.importer.planning import chunks
from contacthub_tui.importer.rows import RowReader
from contacthub_tui.importer.sources import Table

#: The most that is said to be done before all of it is.
_NOT_DONE = 0.999


class Usable:
    """Counts the rows with a number that can be used; two rows of one number are both counted.

    `question` is the same for plans that count the same rows.
    """

    def __init__(
        self, table: Table, plan: Plan, options: ImportOptions, fields: Sequence[CustomField]
    ) -> None:
        self.rows = 0
        self.coming = 0
        self.done = 0.0
        self.question = question(plan, options)
        self._table = table.again()
        self._reader = RowReader(plan, options, fields)

    def steps(self) -> Iterator[None]:
        """Read some rows at each step."""
        columns = [*self._reader.mobiles, *self._reader.whatsapps]
        self._table.pad_to(1 + max(columns, default=-1))
        has_number = self._reader.has_number
        for rows in chunks(self._table):
            self.rows += len(rows)
            self.coming += sum(has_number(cells) for _, cells in rows)
            # The file is read ahead: at its end there still are rows.
            self.done = min(self._table.progress(), _NOT_DONE)
            yield
        self.done = 1.0


def question(plan: Plan, options: ImportOptions) -> tuple[object, ...]:
    """What the count depends on: the phone columns and how their cells are read."""
    phones = [
        (column.index, column.field, column.sure)
        for column in plan.columns
        if column.field in ADDRESSES
    ]
    return (phones, options.region, options.mobiles_only)
