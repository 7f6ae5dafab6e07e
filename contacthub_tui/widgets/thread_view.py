"""The messages of one conversation, the newest at the bottom. Enters: how many there are, and pages
of them. Leaves: `PageWanted` for those that are not there yet.

Bubbles differ in height, so there is no height of the whole: what is shown hangs on the message at
the bottom edge. Only what is on the screen is ever laid out, of a thread of any length.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message as Event
from textual.strip import Strip
from textual.widget import Widget

from contacthub_tui.domain.message import Direction, Message
from contacthub_tui.i18n import language
from contacthub_tui.widgets.bubble import Line, Piece, lines_of
from contacthub_tui.widgets.page_cache import PageCache
from contacthub_tui.widgets.reading import Reading

_KEPT = 400  # messages that stay laid out
_WHEEL = 3  # lines
_FEWEST = 20  # messages that are read of a thread at least
_WAITING: Line = [Piece(" " + "·" * 12, "muted")]


class ThreadView(Widget, can_focus=True, inherit_bindings=False):
    """Scrolls by lines; whoever is at the end stays there when messages come."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {
        "thread--in", "thread--out", "thread--day", "thread--muted", "thread--good", "thread--bad",
        "thread--attention", "thread--bar",
    }  # fmt: skip
    BINDINGS = [*Reading.BINDINGS]

    @dataclass
    class PageWanted(Event):
        """The page that starts here is on the screen, or near it, and not at hand."""

        start: int

    class Moved(Event):
        """Other messages are on the screen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pages: PageCache[Message] = PageCache()
        self._bottom, self._hidden = -1, 0  # the last message shown, and its lines below the edge
        self._to_top = False  # the operator went to the first message, wherever that is
        self._first = 0  # the first message on the screen
        self._lines: list[Line] = []
        self._laid: OrderedDict[tuple[object, ...], list[Line]] = OrderedDict()
        self._styles_by_role: dict[tuple[str, Direction | None], Style] = {}

    # What is shown

    @property
    def total(self) -> int:
        """How many messages the thread has."""
        return self._pages.total

    @property
    def page_size(self) -> int:
        """Messages a page."""
        return self._pages.page_size

    @property
    def is_at_end(self) -> bool:
        """Whether the newest message is shown whole."""
        return self._bottom >= self.total - 1 and self._hidden == 0

    @property
    def newer(self) -> int:
        """How many messages lie below the screen."""
        return max(0, self.total - 1 - self._bottom)

    def starts(self, total: int, *, anew: bool) -> tuple[int, ...]:
        """Where the pages start that must be read to show the thread, or another one, when it has
        so many messages."""
        if anew or self.is_at_end:
            last = total - 1
            first = max(0, last - max(_FEWEST, self.size.height))
        else:
            last = min(self._bottom, total - 1)
            first = max(0, min(self._first, last) - 1)
        return tuple(range(first - first % self.page_size, last + 1, self.page_size))

    def show_thread(
        self, total: int, pages: Sequence[tuple[int, Sequence[Message]]], *, anew: bool
    ) -> None:
        """Show so many messages, of which some pages are at hand. `anew`: it is another thread,
        and its end is shown."""
        follow = anew or self.is_at_end
        if anew or total < self.total:
            self._pages = PageCache(total)
            self._to_top = False
        self._pages.total = total
        for start, rows in pages:
            self._pages.put(start, rows)
        if follow:
            self._bottom, self._hidden = total - 1, 0
        self._bottom = min(self._bottom, total - 1)
        self._lay_out()

    def put_page(self, start: int, rows: Sequence[Message]) -> None:
        """A page that was wanted has come."""
        self._pages.put(start, rows)
        self._lay_out()

    def message_at(self, index: int) -> Message | None:
        """The message at this place, where it is at hand."""
        return self._pages.get(index) if 0 <= index < self.total else None

    # Movement

    def move(self, lines: int) -> None:
        """Scroll down by so many lines, or up."""
        self._to_top = False
        self._hidden -= lines
        self._lay_out()

    def action_scroll_down(self) -> None:
        self.move(1)

    def action_scroll_up(self) -> None:
        self.move(-1)

    def action_page_down(self) -> None:
        self.move(max(1, self.size.height - 2))

    def action_page_up(self) -> None:
        self.move(-max(1, self.size.height - 2))

    def action_scroll_home(self) -> None:
        self._to_top = True
        self._lay_out()

    def action_scroll_end(self) -> None:
        self._to_top = False
        self._bottom, self._hidden = self.total - 1, 0
        self._lay_out()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.move(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.move(-_WHEEL)

    def on_click(self, event: events.Click) -> None:
        if event.x == self.size.width - 1 and self.total and self.size.height > 1:
            self._to_top = False
            self._bottom = round((self.total - 1) * event.y / (self.size.height - 1))
            self._hidden = 0
            self._lay_out()

    # Layout

    def _lay_out(self) -> None:
        """Settle what is on the screen, ask for what is missing, and paint."""
        height = self.size.height
        if height <= 0:
            return
        if self._to_top:
            self._hang_from_top(height)
        else:
            self._settle(height)
        self._lines = self._collect(height)
        missing = self._pages.missing(
            (self._first - 1, self._bottom),
            (self._first - self.page_size // 2, self._bottom + self.page_size // 2),
        )
        if missing is not None:
            self.post_message(self.PageWanted(missing))
        self.post_message(self.Moved())
        self.refresh()

    def _hang_from_top(self, height: int) -> None:
        """Show the first line of the first message at the top."""
        seen, index = 0, -1
        while seen < height and index < self.total - 1:
            index += 1
            seen += len(self._laid_out(index))
        self._bottom, self._hidden = index, max(0, seen - height)

    def _settle(self, height: int) -> None:
        """Make good a move over the edges of messages, and over those of the thread."""
        while self._hidden < 0 and self._bottom < self.total - 1:
            self._bottom += 1
            self._hidden += len(self._laid_out(self._bottom))
        self._hidden = max(0, self._hidden)
        while self._bottom > 0 and self._hidden >= len(self._laid_out(self._bottom)):
            self._hidden -= len(self._laid_out(self._bottom))
            self._bottom -= 1
        seen, index = -self._hidden, self._bottom
        while seen < height and index >= 0:
            seen += len(self._laid_out(index))
            index -= 1
        if seen < height and (self._hidden or self._bottom < self.total - 1):
            self._hang_from_top(height)

    def _collect(self, height: int) -> list[Line]:
        """The lines on the screen; those of a short thread stand at the bottom."""
        parts: list[list[Line]] = []
        seen, index = -self._hidden, self._bottom
        while seen < height and index >= 0:
            parts.append(self._laid_out(index))
            seen += len(parts[-1])
            self._first = index
            index -= 1
        lines = [line for part in reversed(parts) for line in part]
        if self._hidden:
            lines = lines[: -self._hidden]
        lines = lines[-height:]
        return [[] for _line in range(height - len(lines))] + lines

    def _laid_out(self, index: int) -> list[Line]:
        """The lines of a message, laid out once for each width."""
        message = self.message_at(index)
        if message is None:
            return [_WAITING]
        before = self.message_at(index - 1)
        width = max(8, self.size.width - 2)
        key = (message, before and (before.at, before.direction), index > 0, width, language())
        if (lines := self._laid.get(key)) is None:
            lines = self._laid[key] = lines_of(message, before, width)
            while len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        else:
            self._laid.move_to_end(key)
        return lines

    def on_resize(self) -> None:
        self._lay_out()

    def refresh_words(self) -> None:
        """Days and states are told in the language, and from the day, in force."""
        self._laid.clear()
        self._lay_out()

    # Painting

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return container.height

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles_by_role.clear()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        plain = self.rich_style
        segments = [Segment(" ", plain)]
        if y < len(self._lines):
            segments += [Segment(piece.text, self._style(piece)) for piece in self._lines[y]]
        strip = Strip(segments).adjust_cell_length(max(0, width - 1), plain)
        bar = Segment("▐" if self._in_bar(y) else " ", self._style(Piece("", "bar")))
        return Strip([*strip, bar])

    def _in_bar(self, y: int) -> bool:
        """Whether the bar that tells the place in the thread is here."""
        height = self.size.height
        if self._first == 0 and self.is_at_end:
            return False
        share = (self._bottom - self._first + 1) / max(1, self.total)
        length = max(1, round(height * share))
        room = max(1, self.total - (self._bottom - self._first + 1))
        start = round((height - length) * min(1.0, self._first / room))
        if self.is_at_end:
            start = height - length
        return start <= y < start + length

    def _style(self, piece: Piece) -> Style:
        key = piece.role, piece.side
        if (style := self._styles_by_role.get(key)) is None:
            style = self.rich_style
            if piece.side is not None:
                style = self.get_component_rich_style(f"thread--{piece.side}")
            if piece.role != "text":
                part = self.get_component_rich_style(f"thread--{piece.role}", partial=True)
                style += Style(color=part.color, bold=part.bold, dim=part.dim)
            self._styles_by_role[key] = style
        return style
