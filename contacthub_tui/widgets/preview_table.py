"""The first rows of a file, as a table. Enters: rows with their numbers, where the header is.

Leaves: `HeaderChosen`, with the number of the row that is to be the header, or 0 for none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import mark, number
from contacthub_tui.widgets.columns import GAP, fit
from contacthub_tui.widgets.command import GROUP_IMPORT, command

Rows = Sequence[tuple[int, tuple[str, ...]]]

_WIDEST = 28  # cells of a column
_NARROWEST = 3
_GUTTER = 2  # the cursor, and a blank


class PreviewTable(Widget, can_focus=True):
    """Rows above the header are faint, the header is bold. The cursor shows with the focus."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "PreviewTable { height: 1fr; width: 1fr; }"
    BINDINGS = [
        command("enter", "choose", mark("Header here"), mark("The row under the cursor is the "
                "header; those above it are left out."), group=GROUP_IMPORT),
        command("n", "choose_none", mark("No header"), mark("The first row is one of the others; "
                "columns are named by letters."), group=GROUP_IMPORT),
        command("down,j", "move(1)", mark("Down"), mark("One row down."), show=False),
        command("up,k", "move(-1)", mark("Up"), mark("One row up."), show=False),
        command("right,l", "shift(1)", mark("Columns"), mark("See the columns to the right.")),
        command("left,h", "shift(-1)", mark("Columns to the left"),
                mark("See the columns to the left."), show=False),
    ]  # fmt: skip

    rows: reactive[Rows] = reactive(())
    header_row: reactive[int] = reactive(0)
    cursor: reactive[int] = reactive(0)
    first_column: reactive[int] = reactive(0)

    @dataclass
    class HeaderChosen(Message):
        """This row is the header; 0: there is none."""

        row: int

    def watch_rows(self) -> None:
        self.cursor = min(self.cursor, max(0, len(self.rows) - 1))
        self.first_column = min(self.first_column, max(0, self._columns() - 1))

    def watch_header_row(self, header_row: int) -> None:
        places = [place for place, (row, _cells) in enumerate(self.rows) if row == header_row]
        if places and not self.has_focus:
            self.cursor = places[0]

    def _columns(self) -> int:
        return max((len(cells) for _row, cells in self.rows), default=0)

    # What keys do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "choose":
            return bool(self.rows) and self.rows[self.cursor][0] != self.header_row
        if action == "choose_none":
            return self.header_row != 0
        if action == "shift":
            return self._columns() > 1
        return True

    def action_move(self, by: int) -> None:
        self.cursor = min(max(0, len(self.rows) - 1), max(0, self.cursor + by))

    def watch_cursor(self) -> None:
        self.refresh_bindings()

    def action_shift(self, by: int) -> None:
        self.first_column = min(max(0, self._columns() - 1), max(0, self.first_column + by))

    def action_choose(self) -> None:
        self.post_message(self.HeaderChosen(self.rows[self.cursor][0]))

    def action_choose_none(self) -> None:
        self.post_message(self.HeaderChosen(0))

    def on_click(self, event: events.Click) -> None:
        place = self._first() + event.y
        if place < len(self.rows):
            self.cursor = place

    def on_mouse_scroll_down(self) -> None:
        self.action_move(1)

    def on_mouse_scroll_up(self) -> None:
        self.action_move(-1)

    # What is painted

    def _first(self) -> int:
        """The row in the first line: the cursor stays in sight."""
        room = max(1, self.size.height)
        return min(max(0, self.cursor - room // 2), max(0, len(self.rows) - room))

    def render(self) -> Content:
        first = self._first()
        shown = self.rows[first : first + max(1, self.size.height)]
        if not shown:
            return Content("")
        numbers = max(len(number(row)) for row, _cells in shown)
        widths = self._widths(self.size.width - _GUTTER - numbers - GAP)
        lines = [
            self._line(place, row, cells, numbers, widths)
            for place, (row, cells) in enumerate(shown, first)
        ]
        return Content("\n").join(lines)

    def _widths(self, room: int) -> list[int]:
        """The widths of the columns from the first one on that have room."""
        widths: list[int] = []
        for column in range(self.first_column, self._columns()):
            wanted = max(
                (cell_len(safe(cells[column], _WIDEST + 1)) for row, cells in self.rows
                 if column < len(cells) and row >= self.header_row), default=0
            )  # fmt: skip
            width = min(_WIDEST, max(_NARROWEST, wanted), room)
            if width < _NARROWEST:
                break
            widths.append(width)
            room -= width + GAP
        return widths

    def _line(
        self, place: int, row: int, cells: tuple[str, ...], numbers: int, widths: list[int]
    ) -> Content:
        shown = cells[self.first_column : self.first_column + len(widths)]
        texts = [fit(cell, width) for cell, width in zip(shown, widths, strict=False)]
        style = "bold" if row == self.header_row else ""
        if row < self.header_row:
            # A title is no column: it may be as wide as all of them.
            titles = (" " * GAP).join(cell for cell in cells if cell.strip())
            texts, style = (
                [fit(titles, max(0, self.size.width - _GUTTER - numbers - GAP))],
                "$muted",
            )
        here = self.has_focus and place == self.cursor
        text = Content.styled((" " * GAP).join(texts), style)
        line = Content.assemble(
            ("▌" if here else " ", "$accent"),
            " ",
            (f"{number(row) if row else '':>{numbers}}", "$muted"),
            " " * GAP,
            text,
        )
        if here:
            line = line.pad_right(max(0, self.size.width - line.cell_length))
            few = self.app.no_color
            line = line.stylize("bold reverse" if few else "on $cursor-back")
        return line
