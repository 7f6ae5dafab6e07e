"""One of a few answers: `(•) subscribed  ( ) unsubscribed`, or one below the other.

Enters: the answers. Leaves: `Changed`, with the answer that is chosen now.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import mark
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.finder import GROUP_CHOICE

_GAP = "   "
_COMMANDS = ("h",)  # letters that act also here


@dataclass(frozen=True, slots=True)
class Answer:
    """What can be chosen. `label` is asked for at every paint, so that it follows the language."""

    value: str
    label: Callable[[], str]


class OneOf(Widget, can_focus=True):
    """Arrows and space choose. `fixed` is what it shows where there is nothing to choose."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "OneOf { height: auto; width: 1fr; }"
    BINDINGS = [
        command(
            "space,right", "turn(1)", mark("Choose"), mark("Choose the next."), group=GROUP_CHOICE
        ),
        command(
            "left",
            "turn(-1)",
            mark("Back"),
            mark("Choose the one before."),
            group=GROUP_CHOICE,
            show=False,
        ),
    ]

    value: reactive[str] = reactive("", init=False)
    fixed: reactive[Content | None] = reactive(None)

    @dataclass
    class Changed(Message):
        """Another answer is chosen."""

        one_of: "OneOf"
        value: str

    def __init__(
        self, answers: Sequence[Answer], value: str = "", *, upright: bool = False
    ) -> None:
        """`upright`: the answers stand one below the other."""
        super().__init__()
        self._answers = tuple(answers)
        self._upright = upright
        self.set_reactive(OneOf.value, value or self._answers[0].value)

    def watch_value(self, value: str) -> None:
        self.post_message(self.Changed(self, value))

    def watch_fixed(self, fixed: Content | None) -> None:
        if fixed is not None and self.has_focus:
            self.screen.focus_next()

    def allow_focus(self) -> bool:
        return self.fixed is None and super().allow_focus()

    async def _on_key(self, event: events.Key) -> None:
        # Who types on here thinks to be in a field: that is no command.
        if (event.character or "").isalnum() and event.key not in _COMMANDS:
            event.stop()

    def action_turn(self, by: int) -> None:
        """The answer after the chosen one, or before it."""
        values = [answer.value for answer in self._answers]
        self.value = values[(values.index(self.value) + by) % len(values)]

    def render(self) -> Content:
        if self.fixed is not None:
            return self.fixed
        gap = "\n" if self._upright else _GAP
        return Content(gap).join(self._shown(answer) for answer in self._answers)

    def _shown(self, answer: Answer) -> Content:
        chosen = answer.value == self.value
        sign = "(•) " if chosen else "( ) "
        label = safe(answer.label())
        if not chosen:
            return Content.assemble((sign, "$muted"), (label, "$muted"))
        style = "bold" if not self.has_focus else "bold $cursor-text on $cursor-back"
        if self.has_focus and self.app.no_color:
            style = "bold reverse"
        return Content.assemble((sign, "bold $accent"), (label, style))

    def on_click(self, event: events.Click) -> None:
        if self.fixed is not None:
            return
        x = 0
        for y, answer in enumerate(self._answers):
            width = self._shown(answer).cell_length
            if event.y == y if self._upright else x <= event.x < x + width:
                self.value = answer.value
            x += width + len(_GAP)
