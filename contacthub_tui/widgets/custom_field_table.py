"""The table of custom fields. Enters: the fields in their order. Leaves: messages of the table."""

from collections.abc import Sequence
from dataclasses import dataclass

from contacthub_tui.domain.contact import CustomField
from contacthub_tui.i18n import mark, number
from contacthub_tui.widgets.columns import Cell, Column
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.wording.custom_kinds import custom_kind_label


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field, and how many contacts have a value; None while that is counted."""

    field: CustomField
    values: int | None


def _count(row: FieldRow) -> Cell:
    if row.values is None:
        return Cell("…", "muted")
    return Cell(number(row.values), "text" if row.values else "muted")


COLUMNS: Sequence[Column[FieldRow]] = (
    Column("name", mark("Name"), lambda row: Cell(row.field.name), width=20, weight=2),
    Column("kind", mark("Kind"), lambda row: Cell(custom_kind_label(row.field.kind)), width=14),
    Column("values", mark("Contacts with a value"), _count, width=24, weight=1, right=True),
)


class CustomFieldTable(WindowedTable[FieldRow]):
    """Every custom field. All are at hand: there are dozens, not thousands."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(COLUMNS, lambda row: row.field.id, id=id)

    def show_fields(self, rows: Sequence[FieldRow], at: int | None = None) -> None:
        """Show these fields; the cursor goes to the field `at`, else it stays on its own."""
        here = self.cursor_row
        wanted = at if at is not None else here.field.id if here else None

        async def page(start: int, size: int) -> Sequence[FieldRow]:
            return rows[start : start + size]

        places = [index for index, row in enumerate(rows) if row.field.id == wanted]
        if places:
            self.set_reactive(CustomFieldTable.cursor, places[0])
        self.show_rows(len(rows), page, rows[: self.page_size], keep_place=True)
        self.move_cursor(self.cursor)
