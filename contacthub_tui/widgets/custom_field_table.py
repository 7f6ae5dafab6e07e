"""The table of custom fields. Enters: the fields in their order. Leaves: messages of the table."""

from collections.abc import Sequence
from dataclasses import dataclass

from contacthub_tui.domain.contact import CustomField
from contacthub_tui.i18n import mark
from contacthub_tui.widgets.columns import Cell, Column, count_cell
from contacthub_tui.widgets.whole_table import WholeTable
from contacthub_tui.wording.custom_kinds import custom_kind_label


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field, and how many contacts have a value; None while that is counted."""

    field: CustomField
    values: int | None


def _count(row: FieldRow) -> Cell:
    return Cell("…", "muted") if row.values is None else count_cell(row.values)


COLUMNS: Sequence[Column[FieldRow]] = (
    Column("name", mark("Name"), lambda row: Cell(row.field.name), width=20, weight=2),
    Column("kind", mark("Kind"), lambda row: Cell(custom_kind_label(row.field.kind)), width=14),
    Column("values", mark("Contacts with a value"), _count, width=24, weight=1, right=True),
)


class CustomFieldTable(WholeTable[FieldRow]):
    """Every custom field."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(COLUMNS, lambda row: row.field.id, id=id)
