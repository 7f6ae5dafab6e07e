"""A table over any number of rows. Enters: a total and a function that loads a page. Leaves:
messages about the row under the cursor, the row that was opened, the selection, the sort.

Only the lines on the screen are painted, and only their pages are held. Moving never waits: rows
whose page has not come are painted faint and filled when it arrives.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from rich.style import Style
from textual import events, work
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from contacthub_tui.i18n import mark
from contacthub_tui.widgets.columns import Column, Placed, place_columns
from contacthub_tui.widgets.command import GROUP_TABLE, command
from contacthub_tui.widgets.page_cache import PageCache
from contacthub_tui.widgets.table_commands import MOVES
from contacthub_tui.widgets.table_lines import GUTTER, cell_style, row_line, title_line

Row = TypeVar("Row")

#: Seconds after a key until what the next ones may need is loaded: near it, and at the end.
_SOON, _LATER = 0.05, 0.3


class WindowedTable(ScrollView, Generic[Row], can_focus=True, inherit_bindings=False):
    """The table. `key_of` tells rows apart: the cursor follows its row when the rows are anew."""

    ALLOW_SELECT = False
    TITLE_LINES: ClassVar[int] = 1
    ROW_LINES: ClassVar[int] = 1  # that each row takes
    ROLES: ClassVar[tuple[str, ...]] = ("muted", "strong", "good", "bad", "attention", "accent")
    COMPONENT_CLASSES = {
        "table--header",
        "table--cursor",
        "table--blurred",
        "table--selected",
        "table--faint",
        *(f"table--{role}" for role in ROLES),
    }
    BINDINGS = [
        command(
            "enter", "open", mark("Open"), mark("Open the row under the cursor."), group=GROUP_TABLE
        ),
        *MOVES,
    ]

    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    total: reactive[int] = reactive(0, init=False, repaint=False)

    @dataclass
    class RowMoved(Message):
        """The cursor stands on another row, or its row has arrived. `row` is None until then."""

        table: "WindowedTable[Any]"
        row: Any

        @property
        def control(self) -> "WindowedTable[Any]":
            return self.table

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, WindowedTable.RowMoved) and message.table is self.table

    @dataclass
    class RowOpened(Message):
        """Enter or a double click on a row."""

        table: "WindowedTable[Any]"
        row: Any

        @property
        def control(self) -> "WindowedTable[Any]":
            return self.table

    @dataclass
    class SortChosen(Message):
        """A click on the title of a column that sorts."""

        table: "WindowedTable[Any]"
        column: str

    @dataclass
    class LoadFailed(Message):
        """A page could not be loaded."""

        table: "WindowedTable[Any]"
        error: Exception

    def __init__(
        self, columns: Sequence[Column[Row]], key_of: Callable[[Row], int], *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.columns = columns
        self.key_of = key_of
        self.sort_column = ""
        self.sort_descending = False
        self._pages: PageCache[Row] = PageCache()
        self._load: Callable[[int, int], Awaitable[Sequence[Row]]] | None = None
        self._filling = self._looking = False
        self._places: tuple[Sequence[Column[Row]], int, Sequence[Placed[Row]]] | None = None
        self._to_last = False  # the operator went to the last row, wherever that is
        self._styles_by_role: dict[tuple[str, str], Style] = {}

    # What is shown

    def show_rows(
        self,
        total: int,
        load: Callable[[int, int], Awaitable[Sequence[Row]]],
        first_page: Sequence[Row] = (),
        *,
        start: int = 0,
        keep_place: bool = False,
    ) -> None:
        """Show another result. `load(start, size)` gives any of its pages.

        `first_page` is the page at `start` where it is at hand already. With `keep_place` the
        cursor and the scroll stay, else they go to the first row.
        """
        self._pages = PageCache(total)
        self._load = load
        self._to_last = False
        if first_page:
            self._pages.put(start, first_page)
        self.total = total
        self._make_room(total)
        self.cursor = min(self.cursor, max(0, total - 1)) if keep_place else 0
        if not keep_place:
            self.scroll_to(y=0, animate=False, force=True)
        self.refresh()
        self._announce()
        self._fill()

    def show_total(self, total: int) -> None:
        """The rows have been counted: there are as many, beyond those that are shown already."""
        if min(self.total, total) < self.top + self._height:
            self.refresh()
        self._pages.total = self.total = total
        self._make_room(total)
        if self._to_last:
            self.move_cursor(total - 1)
        self._fill()

    def _make_room(self, total: int) -> None:
        """Be as high as so many rows; laid out anew only when the scroll bar comes or goes."""
        size = Size(0, total * self.ROW_LINES + self.TITLE_LINES)
        if self.show_vertical_scrollbar == (size.height > self.container_size.height):
            self.set_reactive(WindowedTable.virtual_size, size)
            self._scroll_update(size)
        else:
            self.virtual_size = size

    def page_start(self) -> int:
        """Where the page under the cursor starts: what to load first when the rows are anew."""
        return self.cursor - self.cursor % self._pages.page_size

    @property
    def page_size(self) -> int:
        """Rows a page of the cache."""
        return self._pages.page_size

    def row_at(self, index: int) -> Row | None:
        """The row at this index, where it is at hand."""
        return self._pages.get(index) if 0 <= index < self.total else None

    @property
    def cursor_row(self) -> Row | None:
        """The row under the cursor, where it is at hand."""
        return self.row_at(self.cursor)

    def _announce(self) -> None:
        self.post_message(self.RowMoved(self, self.cursor_row))

    # Movement

    @property
    def _height(self) -> int:
        return max(1, (self.scrollable_content_region.height - self.TITLE_LINES) // self.ROW_LINES)

    @property
    def top(self) -> int:
        """The first row that is shown whole."""
        return -(-self.scroll_offset.y // self.ROW_LINES)

    def move_cursor(self, index: int) -> None:
        """Stand on this row, or the nearest there is, and show it."""
        if not self.total:
            return
        self.cursor = max(0, min(index, self.total - 1))
        top = self.top
        if self.cursor < top:
            top = self.cursor
        elif self.cursor >= top + self._height:
            top = self.cursor - self._height + 1
        else:
            return
        self.scroll_to(y=top * self.ROW_LINES, animate=False, force=True)

    def watch_cursor(self, before: int, after: int) -> None:
        self.refresh_row(before)
        self.refresh_row(after)
        self._announce()
        self._fill()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._fill()

    def action_go(self, where: str) -> None:
        """Move the cursor: down, up, page_down, page_up, first or last."""
        self.go(self.target(where))

    def target(self, where: str) -> int:
        """The row that a movement leads to. A page takes the view along."""
        page = {"page_down": self._height, "page_up": -self._height}.get(where, 0)
        if page:
            self.scroll_to(y=(self.top + page) * self.ROW_LINES, animate=False, force=True)
        step = {"down": 1, "up": -1}.get(where, page)
        return {"first": 0, "last": self.total - 1}.get(where, self.cursor + step)

    def go(self, index: int) -> None:
        """The operator moves to this row."""
        self._to_last = index == self.total - 1
        self.move_cursor(index)

    def action_open(self) -> None:
        if (row := self.cursor_row) is not None:
            self.post_message(self.RowOpened(self, row))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return self.total > 0
        return True

    async def _on_click(self, event: events.Click) -> None:
        line = event.y - self.gutter.top - self.TITLE_LINES
        if line < 0:
            self._click_title(event.x)
        elif (index := (self.scroll_offset.y + line) // self.ROW_LINES) < self.total:
            self._click_row(index, event)

    def _click_title(self, x: int) -> None:
        for placed in self._placed():
            if placed.column.sorts and placed.x <= x < placed.x + placed.width:
                self.post_message(self.SortChosen(self, placed.column.name))

    def _click_row(self, index: int, event: events.Click) -> None:
        self.go(index)
        if event.chain == 2:
            self.action_open()

    # Pages

    def _fill(self) -> None:
        if self._load is None or self._filling or not self.is_attached:
            return
        if self._needed() is None:
            self._look_ahead()
        else:
            self._filling = True
            self._fill_pages()

    @work(group="pages", exit_on_error=False)
    async def _fill_pages(self) -> None:
        """Load what the screen needs now, one page at a time: what has scrolled away is skipped."""
        try:
            while (start := self._needed()) is not None and await self._load_page(start):
                pass
        finally:
            self._filling = False
        self._look_ahead()

    def _look_ahead(self) -> None:
        self._look_at_end()
        if not self._looking:
            self._looking = True
            self._look_near()

    @work(group="pages near", exit_on_error=False)
    async def _look_near(self) -> None:
        """Load what the next keys need, when what the last one needs has been painted."""
        try:
            await asyncio.sleep(_SOON)
            while (start := self._near()) is not None and await self._load_page(start):
                pass
        finally:
            self._looking = False

    @work(group="pages at the end", exclusive=True, exit_on_error=False)
    async def _look_at_end(self) -> None:
        """Load the last rows when the keyboard rests: a search may take long to find them."""
        await asyncio.sleep(_LATER)
        end = self.total - self._height, self.total
        while (start := self._pages.missing(end)) is not None and await self._load_page(start):
            pass

    async def _load_page(self, start: int) -> bool:
        """Load one page; False when that failed, which is told."""
        pages, load = self._pages, self._load
        if load is None:
            return False
        try:
            rows = await load(start, pages.page_size)
        except Exception as error:  # noqa: BLE001 -- told to the operator by the screen
            self.post_message(self.LoadFailed(self, error))
            return False
        if pages is self._pages:
            pages.put(start, rows)
            self._end_at(start + len(rows), len(rows))
            top = self.top
            if start < top + self._height and top < start + pages.page_size:
                self.refresh()
            if start <= self.cursor < start + pages.page_size:
                self._announce()
        return True

    def _end_at(self, end: int, size: int) -> None:
        """A page that came short is the last: rows have gone since they were counted."""
        if size < self._pages.page_size and end < self.total:
            self._pages.total = self.total = end
            self._make_room(end)
            self.move_cursor(self.cursor)

    def _needed(self) -> int | None:
        """The page missing on the screen, else under the cursor."""
        top, height = self.top, self._height + self.ROW_LINES - 1
        return self._pages.missing((top, top + height - 1), (self.cursor, self.cursor))

    def _near(self) -> int | None:
        """The page missing one screen further."""
        top, height = self.top, self._height
        return self._pages.missing((top - height, top + 2 * height))

    # Painting

    def on_resize(self) -> None:
        self.move_cursor(self.cursor)
        self._fill()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles_by_role.clear()

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.refresh_row(self.cursor)

    def refresh_row(self, index: int) -> None:
        """Paint one row anew."""
        line = index * self.ROW_LINES - self.scroll_offset.y + self.TITLE_LINES
        if 0 <= line <= self.size.height:
            self.refresh(Region(0, line, self.size.width, self.ROW_LINES))

    def is_selected(self, index: int, row: Row | None) -> bool:
        """Whether a row is selected; this table selects none."""
        return False

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if y == 0:
            style = self._style("header", "text")
            by, down = self.sort_column, self.sort_descending
            return title_line(self._placed(), by, down, style, width)
        index = self.top + y - 1
        if index >= self.total:
            return Strip.blank(width, self.rich_style)
        return self._line(index, width)

    def _placed(self) -> Sequence[Placed[Row]]:
        """Where the columns stand, placed once for all lines of a paint."""
        width = self.scrollable_content_region.width - 1
        if self._places is None or self._places[:2] != (self.columns, width):
            placed = place_columns(self.columns, GUTTER, width)
            self._places = self.columns, width, placed
        return self._places[2]

    def _line(self, index: int, width: int) -> Strip:
        row = self.row_at(index)
        selected = self.is_selected(index, row)
        here = index == self.cursor
        state = "selected" if selected else "plain"
        if here:
            state = "cursor" if self.has_focus else "blurred"
        return row_line(self._placed(), row, here, selected, partial(self._style, state), width)

    def _style(self, state: str, role: str) -> Style:
        if (style := self._styles_by_role.get((state, role))) is None:
            style = self._styles_by_role[state, role] = cell_style(self, state, role)
        return style
