"""The table of the columns of a file. Enters: the columns as they go to fields. Leaves: messages of
the table.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual import events

from contacthub_tui.domain.import_draft import ColumnMatch
from contacthub_tui.domain.matched_columns import MatchedColumns
from contacthub_tui.i18n import _, mark
from contacthub_tui.widgets.columns import Cell, Column
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.wording.matched import goes_to, is_doubtful, reasons, samples_line

GROUP_COLUMNS = mark("Columns")


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column, its turn among several for one number, and the columns it clashes with.

    `names` are those of the custom fields, by their keys; `counted` says that the whole file was
    read.
    """

    column: ColumnMatch
    turn: tuple[int, int] | None
    rivals: tuple[int, ...]
    names: Mapping[str, str]
    counted: bool


def _header(row: ColumnRow) -> Cell:
    return Cell(row.column.header, "text" if row.column.field else "muted")


def _samples(row: ColumnRow) -> Cell:
    return Cell(samples_line(row.column, row.counted), "muted")


def _samples_in_short(row: ColumnRow) -> Cell:
    return _samples(row) if row.column.samples else Cell(_("(empty)"), "muted")


def _goes(row: ColumnRow) -> Cell:
    field = row.column.field
    if field is None:
        return Cell("  " + _("left out"), "muted")
    label = goes_to(field, row.names)
    if row.rivals:
        return Cell(f"▲ {label}", "attention")
    return Cell(f"+ {label}", "accent") if field.startswith("new:") else Cell(f"→ {label}")


def _why(row: ColumnRow) -> Cell:
    if row.rivals:
        return Cell(_("takes one column"), "attention")
    wants_a_look = row.column.open_dates or is_doubtful(row.column)
    return Cell(
        next(iter(reasons(row.column, row.turn)), ""), "attention" if wants_a_look else "muted"
    )


def _further(row: ColumnRow) -> Cell:
    return Cell(" · ".join(reasons(row.column, row.turn)[1:]), "muted")


def _columns(samples: Callable[[ColumnRow], Cell], *, narrow: bool) -> Sequence[Column[ColumnRow]]:
    further = Column("further", "", _further, width=14, weight=1, own=True)
    return (
        Column("header", mark("Column"), _header, width=14, weight=4),
        Column("samples", mark("Samples"), samples, width=11 if narrow else 27, weight=8),
        Column("goes", mark("Goes to"), _goes, width=21, weight=3),
        Column("why", mark("Why"), _why, width=23),
        *(() if narrow else (further,)),
    )


_NARROW = _columns(_samples_in_short, narrow=True)
_WIDE = _columns(_samples, narrow=False)
#: From this width on, in cells, there is room for all.
_ROOM = 110


class MatchedTable(WindowedTable[ColumnRow]):
    """A line for each column. All are at hand; their words are made when they are painted."""

    BINDINGS = [
        command(
            "enter",
            "choose",
            mark("Choose"),
            mark("Choose where the column under the cursor goes."),
            group=GROUP_COLUMNS,
        ),
    ]

    def __init__(self) -> None:
        super().__init__(_NARROW, lambda row: row.column.index)

    def on_resize(self) -> None:
        columns = _WIDE if self.size.width >= _ROOM else _NARROW
        if columns is not self.columns:
            self.columns = columns
            self.refresh()

    def _click_row(self, index: int, event: events.Click) -> None:
        """A click on where a column goes changes that at once."""
        super()._click_row(index, event)
        goes = next(placed for placed in self._placed() if placed.column.name == "goes")
        if event.chain == 1 and goes.x <= event.x < goes.x + goes.width:
            self.action_open()

    def action_choose(self) -> None:
        self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return super().check_action("open" if action == "choose" else action, parameters)

    def show_columns(
        self, shown: MatchedColumns, names: Mapping[str, str], *, counted: bool, anew: bool
    ) -> None:
        """Show these columns; the cursor stays, unless they are those of another file (`anew`)."""

        def rows(start: int, end: int) -> list[ColumnRow]:
            return [
                ColumnRow(
                    column, shown.turn(column.index), shown.rivals(column.index), names, counted
                )
                for column in shown.columns[start:end]
            ]

        async def page(start: int, size: int) -> Sequence[ColumnRow]:
            return rows(start, start + size)

        start = 0 if anew else self.page_start()
        first = rows(start, start + self.page_size)
        self.show_rows(len(shown.columns), page, first, start=start, keep_place=not anew)
