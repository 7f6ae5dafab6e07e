"""One of several values, on one line: `Windows-1252 ▾`. The others open below it.

Enters: what can be chosen. Leaves: `Changed`. Left and right take the value before or after at
once, so that what it does can be seen while one looks for the right one.
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

from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import mark
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.finder import GROUP_CHOICE, Match, Matches

_LONGEST = 60  # cells of a value


class DropDown(Widget, can_focus=True):
    """`options` are values with their labels, which may be any text."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "DropDown { height: auto; width: 1fr; max-width: 60; }"
    BINDINGS = [
        command("enter,space,down", "take", mark("Choose"), mark("See what can be chosen, choose."),
                group=GROUP_CHOICE),
        command("up", "move(-1)", mark("Up"), mark("Go to the choice above."),
                group=GROUP_CHOICE, show=False),
        command("right", "turn(1)", mark("Next"), mark("Choose the next."), group=GROUP_CHOICE),
        command("left", "turn(-1)", mark("Back"), mark("Choose the one before."),
                group=GROUP_CHOICE, show=False),
        command("escape", "close", mark("Close"), mark("Close the choices, and choose nothing."),
                group=GROUP_CHOICE),
    ]  # fmt: skip

    options: reactive[Sequence[tuple[str, str]]] = reactive((), init=False)
    value: reactive[str] = reactive("", init=False)

    @dataclass
    class Changed(Message):
        """Somebody chose another value."""

        drop_down: "DropDown"
        value: str

        @property
        def control(self) -> "DropDown":
            """Where it was chosen."""
            return self.drop_down

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._matches = Matches()

    def compose(self) -> ComposeResult:
        yield self._matches

    @property
    def is_open(self) -> bool:
        """Whether all values are shown."""
        return bool(self._matches.display)

    def show(self, options: Sequence[tuple[str, str]], value: str) -> None:
        """This can be chosen now, and that is chosen."""
        if (options, value) != (self.options, self.value):
            self.options, self.value = options, value
            self.refresh()

    @property
    def _place(self) -> int:
        values = [value for value, _label in self.options]
        return values.index(self.value) if self.value in values else 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("close", "move"):
            return self.is_open
        return True

    async def _on_key(self, event: events.Key) -> None:
        # A letter typed here was meant for a field: it is no command.
        if (event.character or "").isalnum():
            event.stop()
        elif event.key == "down" and self.is_open:
            event.stop()
            event.prevent_default()
            self.action_move(1)

    def action_take(self) -> None:
        """Open; where it is open, take the value under the cursor."""
        if not self.is_open:
            self._matches.matches = [
                Match(value, safe(label, _LONGEST), "•" if value == self.value else " ")
                for value, label in self.options
            ]
            self._matches.cursor = self._place
            self._show(True)
        else:
            match = self._matches.matches[self._matches.cursor]
            self._show(False)
            self._choose(str(match.value))

    def action_move(self, by: int) -> None:
        last = len(self._matches.matches) - 1
        self._matches.cursor = min(last, max(0, self._matches.cursor + by))

    def action_turn(self, by: int) -> None:
        """Take the value before or after."""
        self._show(False)
        if self.options:
            place = min(len(self.options) - 1, max(0, self._place + by))
            self._choose(self.options[place][0])

    def action_close(self) -> None:
        self._show(False)

    def _show(self, is_open: bool) -> None:
        self._matches.display = is_open
        self.refresh_bindings()

    def _choose(self, value: str) -> None:
        if value != self.value:
            self.value = value
            self.post_message(self.Changed(self, value))

    @on(Matches.Clicked)
    def _clicked(self, event: Matches.Clicked) -> None:
        event.stop()
        self._show(False)
        self._choose(str(event.match.value))

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.action_take()

    def on_blur(self) -> None:
        self._show(False)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1

    def render(self) -> Content:
        label = safe(dict(self.options).get(self.value, self.value), _LONGEST)
        style = ""
        if self.has_focus:
            style = "bold reverse" if self.app.no_color else "bold $cursor-text on $cursor-back"
        return Content.assemble((label, style), (" ▾", "$muted"))
