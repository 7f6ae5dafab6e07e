"""The lines of a table. Enters: placed columns, a row, styles. Leaves: strips as wide as asked."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from contacthub_tui.widgets.columns import Cell, Placed, Row, fit

#: Cells before the first column: the cursor, the sign of a selected row, a blank.
GUTTER = 3
_FAINT = Cell("·" * 12, "faint")


def title_line(
    columns: Sequence[Placed[Row]], sorted_by: str, descending: bool, style: Style, width: int
) -> Strip:
    """The titles, with an arrow at the column that the rows are sorted by."""
    segments = [Segment(" " * GUTTER, style)]
    x = GUTTER
    for placed in columns:
        title = placed.column.heading
        if placed.column.name == sorted_by:
            title += " ↓" if descending else " ↑"
        segments.append(Segment(" " * (placed.x - x), style))
        segments.append(Segment(fit(title, placed.width, placed.column.right), style))
        x = placed.x + placed.width
    return Strip(segments, x).adjust_cell_length(width, style)


def row_line(
    columns: Sequence[Placed[Row]],
    row: Row | None,
    here: bool,
    selected: bool,
    style_of: Callable[[str], Style],
    width: int,
) -> Strip:
    """A row, faint while it is None. `style_of` gives the style of a cell's role."""
    plain, accent = style_of("text"), style_of("accent")
    segments = [Segment("▌" if here else " ", accent), Segment("✓ " if selected else "  ", accent)]
    x = GUTTER
    for placed in columns:
        cell = _FAINT if row is None else placed.column.cell(row)
        segments.append(Segment(" " * (placed.x - x), plain))
        text = fit(cell.text, placed.width, placed.column.right)
        segments.append(Segment(text, style_of(cell.role)))
        x = placed.x + placed.width
    return Strip(segments, x).adjust_cell_length(width, plain)


def cell_style(table: Widget, state: str, role: str) -> Style:
    """The style of a cell: the background of its row's state, the colour of its role."""
    style = table.rich_style
    if state != "plain":
        style = table.get_component_rich_style(f"table--{state}")
    # On sixteen colours few can be read on that of the cursor; the signs remain.
    few = state == "cursor" and table.app.native_ansi_color
    if role != "text" and not few:
        part = table.get_component_rich_style(f"table--{role}", partial=True)
        style += Style(color=part.color, bold=part.bold, dim=part.dim)
    return style
