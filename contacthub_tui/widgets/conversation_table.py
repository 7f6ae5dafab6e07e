"""The list of conversations, two lines each. Enters: pages of conversations, again and again while
messages come in. Leaves: messages of the table.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from contacthub_tui.domain.message import Conversation, Direction
from contacthub_tui.domain.phone import spell
from contacthub_tui.i18n import number, when
from contacthub_tui.widgets.columns import fit
from contacthub_tui.widgets.windowed_table import WindowedTable

#: Cells before the texts: the cursor, a sign of what waits, a blank.
_GUTTER = 3
_LOOKED_AT = 300


@dataclass(frozen=True, slots=True)
class Outlook:
    """What stands on the screen and near it: how many there are, the pages that were read, where
    the conversation under the cursor stands now."""

    total: int
    pages: tuple[tuple[int, tuple[Conversation, ...]], ...]
    cursor: int


class ConversationTable(WindowedTable[Conversation]):
    """Name, time, last line, what is unread, and whether the address is unsubscribed."""

    TITLE_LINES = 0
    ROW_LINES = 2

    def __init__(self) -> None:
        super().__init__((), lambda conversation: conversation.id)
        self._shown: Outlook | None = None

    def starts(self, cursor: int) -> tuple[int, ...]:
        """Where the pages start that must be read to show the table with this cursor."""
        moved = cursor - self.cursor if self.top else 0
        first = max(0, self.top + moved)
        rows = (cursor, first, first + self._height + 1)
        return tuple(sorted({row - row % self.page_size for row in rows}))

    def show_outlook(
        self, outlook: Outlook, load: Callable[[int, int], Awaitable[Sequence[Conversation]]]
    ) -> None:
        """Show the conversations as they are now. The cursor goes along with its own, and who has
        scrolled down keeps it at its place on the screen."""
        if outlook == self._shown and outlook.cursor == self.cursor:
            return
        self._shown = outlook
        moved = outlook.cursor - self.cursor
        top = self.top + moved if self.top else 0
        self.set_reactive(ConversationTable.cursor, outlook.cursor)
        self.show_rows(outlook.total, load, keep_place=True)
        for start, rows in outlook.pages:
            self._pages.put(start, rows)
        if moved and top:
            self.scroll_to(y=top * self.ROW_LINES, animate=False, force=True)
        self.move_cursor(self.cursor)
        self._announce()

    def forget(self) -> None:
        """Another search or filter: the cursor goes to the first of what it finds."""
        self._shown = None
        self.set_reactive(ConversationTable.cursor, 0)
        self.scroll_to(y=0, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index, line = divmod(self.scroll_offset.y + y, self.ROW_LINES)
        if index >= self.total:
            return Strip.blank(width, self.rich_style)
        here = index == self.cursor
        state = ("cursor" if self.has_focus else "blurred") if here else "plain"
        row = self.row_at(index)
        if row is None:
            text = Segment("   " + "·" * 12, self._style(state, "faint"))
            return Strip([text]).adjust_cell_length(width, self._style(state, "text"))
        return self._first(row, state, width) if line == 0 else self._second(row, state, width)

    def _first(self, row: Conversation, state: str, width: int) -> Strip:
        """Who it is, and when something was last said."""
        plain = self._style(state, "text")
        sign, role = "  ", "muted"
        if row.undecided:
            sign, role = "▲ ", "attention"
        elif row.unsubscribed:
            sign, role = "■ ", "bad"
        time = when(row.last_at)
        room = max(1, width - _GUTTER - cell_len(time) - 2)
        named = "strong" if row.unread else ("text" if row.name else "muted")
        return Strip(
            [
                Segment("▌" if state != "plain" else " ", self._style(state, "accent")),
                Segment(sign, self._style(state, role)),
                Segment(
                    fit(row.name or spell(row.address.number), room), self._style(state, named)
                ),
                Segment(f" {time}", self._style(state, "accent" if row.unread else "muted")),
                Segment(" ", plain),
            ]
        ).adjust_cell_length(width, plain)

    def _second(self, row: Conversation, state: str, width: int) -> Strip:
        """What was last said, and how much of it nobody has read."""
        plain = self._style(state, "text")
        unread = f"·{number(row.unread)}" if row.unread else "✓" if row.closed else ""
        text = row.last_text[:_LOOKED_AT]
        if row.last_direction is Direction.OUT:
            text = f"→ {text}"
        room = max(1, width - _GUTTER - cell_len(unread) - 2)
        return Strip(
            [
                Segment("▌" if state != "plain" else " ", self._style(state, "accent")),
                Segment("  ", plain),
                Segment(fit(text, room), self._style(state, "text" if row.unread else "muted")),
                Segment(f" {unread}", self._style(state, "accent" if row.unread else "muted")),
                Segment(" ", plain),
            ]
        ).adjust_cell_length(width, plain)
