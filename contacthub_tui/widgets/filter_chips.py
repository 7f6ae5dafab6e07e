"""The filters that are on, each of which can be taken off. Enters: a query and names. Leaves:
`Removed` with a filter, `Left` when the table is to have the focus again.
"""

from dataclasses import dataclass, replace

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.contact_filters import FilterNames, Part, parts_of
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.i18n import mark
from contacthub_tui.widgets.command import command
from contacthub_tui.wording.filters import part_words

GROUP_FILTERS = mark("Filters")
_GAP = 2


class FilterChips(Widget, can_focus=True):
    """` list: VIP ×   status: subscribed × `, in as many lines as they need; none without."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "FilterChips { height: auto; width: 1fr; }"
    BINDINGS = [
        command(
            "left,h,up,k",
            "move(-1)",
            mark("Before"),
            mark("To the filter before."),
            group=GROUP_FILTERS,
            show=False,
        ),
        command(
            "right,l",
            "move(1)",
            mark("Next"),
            mark("To the next filter."),
            group=GROUP_FILTERS,
        ),
        command(
            "x,backspace,delete",
            "remove",
            mark("Remove"),
            mark("Take this filter off."),
            group=GROUP_FILTERS,
        ),
        command(
            "escape,enter,down,j",
            "leave",
            mark("To the table"),
            mark("Leave the filters as they are."),
            group=GROUP_FILTERS,
        ),
    ]

    shown: reactive[ContactQuery] = reactive(ContactQuery(), init=False, repaint=False)
    names: reactive[FilterNames] = reactive(FilterNames(), layout=True)
    cursor: reactive[int] = reactive(0)

    @dataclass
    class Removed(Message):
        """This filter is to be off."""

        part: Part

    class Left(Message):
        """Nothing more to do here."""

    def on_mount(self) -> None:
        self.watch_shown(self.shown, self.shown)

    def watch_shown(self, before: ContactQuery, query: ContactQuery) -> None:
        parts = parts_of(query)
        if _filters(before) != _filters(query):
            self.refresh(layout=True)
        self.display = bool(parts)
        self.cursor = min(self.cursor, max(0, len(parts) - 1))
        if self.has_focus and not parts:
            self.post_message(self.Left())

    def action_move(self, by: int) -> None:
        self.cursor = max(0, min(self.cursor + by, len(parts_of(self.shown)) - 1))

    def action_remove(self) -> None:
        if parts := parts_of(self.shown):
            self.post_message(self.Removed(parts[self.cursor]))

    def action_leave(self) -> None:
        self.post_message(self.Left())

    def _places(self, width: int) -> list[tuple[int, int, int, Part, str]]:
        """Of each chip: its line, its first cell and the one after it, its filter, its words."""
        places = []
        x = y = 0
        for part in parts_of(self.shown):
            words = part_words(part, self.shown, self.names)
            needed = cell_len(words) + 4
            if x and x + needed > width:
                x, y = 0, y + 1
            places.append((y, x, x + needed, part, words))
            x += needed + _GAP
        return places

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max((line + 1 for line, *_rest in self._places(width)), default=0)

    def render(self) -> Content:
        text = Content("")
        x = y = 0
        for index, (line, start, end, _part, words) in enumerate(
            self._places(self.content_size.width)
        ):
            if line > y:
                text, x, y = text + "\n", 0, line
            text += " " * (start - x) + self._chip(words, self.has_focus and index == self.cursor)
            x = end
        return text

    def _chip(self, words: str, here: bool) -> Content:
        if here:
            style = "bold reverse" if self.app.no_color else "bold $cursor-text on $cursor-back"
            return Content.styled(f" {words} × ", style)
        back = "" if self.app.no_color else " on $panel"
        return Content.assemble((f" {words} ", f"$accent{back}"), ("× ", f"$muted{back}"))

    def on_click(self, event: events.Click) -> None:
        for line, start, end, part, _words in self._places(self.content_size.width):
            if event.y == line and start <= event.x < end:
                self.post_message(self.Removed(part))


def _filters(query: ContactQuery) -> ContactQuery:
    """What the chips show of a query: a letter more in the search lays out nothing."""
    return replace(query.unsorted, text="")
