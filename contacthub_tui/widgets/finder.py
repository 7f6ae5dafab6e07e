"""A field that finds as one types: the matches open below it, over what is there.

Enters: keys, clicks. Leaves: whatever a subclass makes of the match that was taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from contacthub_tui.i18n import mark
from contacthub_tui.widgets.columns import fit
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.line_input import LineInput

GROUP_CHOICE = mark("Choice")

_LINES = 8  # of matches that are shown at a time


@dataclass(frozen=True, slots=True)
class Match:
    """What can be taken. `value` is the subclass's own, `sign` stands before the text."""

    value: object
    text: str
    sign: str = ""


class FinderInput(LineInput):
    """The line that is typed into. It keeps the focus while its matches are open."""

    BINDINGS = [
        command("down", "move(1)", mark("Choose"), mark("Go through what can be chosen.")),
        command("up", "move(-1)", mark("Up"), mark("Go to the choice above."), show=False),
        command("enter", "take", mark("Take"), mark("Take the choice under the cursor.")),
        command("escape", "close", mark("Close"), mark("Close the choices, and choose nothing.")),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "take":
            return self.finder.is_open or bool(self.value)
        if action == "close" or parameters == (-1,):
            return self.finder.is_open
        return super().check_action(action, parameters)

    @property
    def finder(self) -> "Finder":
        """What it is the line of."""
        if not isinstance(self.parent, Finder):
            raise TypeError(self.parent)
        return self.parent

    def action_move(self, by: int) -> None:
        self.finder.move(by)

    def action_take(self) -> None:
        self.finder.take_current()

    def action_close(self) -> None:
        self.finder.close()

    def action_delete_left(self) -> None:
        if self.value:
            super().action_delete_left()
        else:
            self.finder.drop()


class Matches(Widget):
    """Some lines of the matches, those around the cursor."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Matches {
        overlay: screen;
        constrain: none inflect;
        margin: 0 0 1 0;
        display: none;
        width: 100%;
        height: auto;
        background: $panel;
    }
    """

    matches: reactive[Sequence[Match]] = reactive((), layout=True)
    cursor: reactive[int] = reactive(0)

    @dataclass
    class Clicked(Message):
        """A match was clicked."""

        match: Match

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return min(_LINES, len(self.matches))

    def _first(self) -> int:
        last = max(0, len(self.matches) - _LINES)
        return min(last, max(0, self.cursor - _LINES // 2))

    def render(self) -> Content:
        first, width = self._first(), self.content_size.width
        shown = self.matches[first : first + _LINES]
        lines = []
        for index, match in enumerate(shown, first):
            more = "↑" if index == first > 0 else " "
            if index == first + _LINES - 1 < len(self.matches) - 1:
                more = "↓"
            text = f" {match.sign} {match.text}" if match.sign else f" {match.text}"
            style = "bold $cursor-text on $cursor-back" if index == self.cursor else ""
            if self.app.no_color and style:
                style = "bold reverse"
            lines.append(Content.styled(f"{fit(text, max(1, width - 2))}{more} ", style))
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        index = self._first() + event.y
        if index < len(self.matches):
            self.post_message(self.Clicked(self.matches[index]))


class Finder(Widget):
    """A `FinderInput` and its `Matches`. A subclass says what is found, and what taking does."""

    DEFAULT_CSS = "Finder { height: auto; } Finder FinderInput { width: 1fr; }"

    def __init__(self, *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self.input = FinderInput(placeholder=placeholder)
        self.is_open = False  # whether the matches are shown
        self._matches = Matches()
        self._found = ""  # what the matches fit

    def compose(self) -> ComposeResult:
        yield self.input
        yield self._matches

    def find(self, typed: str) -> Sequence[Match]:
        """What fits what was typed, the best first; everything where nothing was."""
        raise NotImplementedError

    def take(self, match: Match) -> None:
        """What taking a match does."""
        raise NotImplementedError

    def leave(self) -> None:
        """The focus goes elsewhere: what is typed may be made good."""

    def drop(self) -> None:
        """Backspace, and nothing is typed."""

    def open(self) -> None:
        """Show what fits."""
        self._found = self.input.value
        self._matches.matches = self.find(self.input.value)
        self._matches.cursor = 0
        self._show(bool(self._matches.matches))

    def close(self) -> None:
        """Show no matches."""
        self._show(False)

    def refresh_matches(self) -> None:
        """Find again, and leave the cursor where it is."""
        if self.is_open:
            self._matches.matches = self.find(self.input.value)
            last = max(0, len(self._matches.matches) - 1)
            self._matches.cursor = min(self._matches.cursor, last)

    def _show(self, is_open: bool) -> None:
        if self.is_open != is_open:
            self.is_open = is_open
            self._matches.display = is_open
            self.refresh_bindings()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self.input.value:
            return
        if not event.value:
            self.close()
        elif self.input.has_focus and event.value != self._found:
            self.open()

    def move(self, by: int) -> None:
        """Go through the matches; opens them first."""
        if not self.is_open or self._found != self.input.value:
            self.open()
            return
        last = len(self._matches.matches) - 1
        self._matches.cursor = min(last, max(0, self._matches.cursor + by))

    def take_current(self) -> None:
        """Take the match under the cursor, of what is typed by now."""
        if not self.is_open or self._found != self.input.value:
            self.open()
        if self._matches.matches:
            self.take(self._matches.matches[self._matches.cursor])

    @on(Matches.Clicked)
    def _clicked(self, event: Matches.Clicked) -> None:
        event.stop()
        self.take(event.match)

    def on_descendant_blur(self) -> None:
        self.close()
        self.leave()
