"""A line for why somebody unsubscribes or may be messaged again. Enters: what was often the reason.
Leaves: what is typed, in one line.
"""

from collections.abc import Sequence

from textual.suggester import SuggestFromList

from contacthub_tui.i18n import _, mark
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.line_input import LineInput

GROUP_REASON = mark("Reason")


#: What people who unsubscribe somebody often write.
_REASONS = (
    mark("asked by phone"),
    mark("asked by letter"),
    mark("asked by email"),
    mark("asked in person"),
    mark("number of somebody else"),
)


def usual_reasons() -> list[str]:
    """What is often the reason, in the language in force."""
    return [_(reason) for reason in _REASONS]


class ReasonInput(LineInput):
    """A line of free text; with `reasons`, down and up go through them, and typing completes."""

    BINDINGS = [
        command(
            "down",
            "propose(1)",
            mark("Suggestions"),
            mark("Take the next of the usual reasons."),
            group=GROUP_REASON,
        ),
        command(
            "up",
            "propose(-1)",
            mark("Suggestion before"),
            mark("Take the usual reason before."),
            group=GROUP_REASON,
            show=False,
        ),
    ]

    def __init__(self, placeholder: str, reasons: Sequence[str] = ()) -> None:
        suggester = SuggestFromList(reasons, case_sensitive=False) if reasons else None
        super().__init__(placeholder=placeholder, suggester=suggester, id="reason")
        self._reasons = reasons

    def action_propose(self, step: int) -> None:
        """Put the next reason there, unless another one was typed."""
        if self.value and self.value not in self._reasons:
            return
        at = self._reasons.index(self.value) + step if self.value else min(step, 0)
        self.value = self._reasons[at % len(self._reasons)]
        self.cursor_position = len(self.value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self._reasons) if action == "propose" else True
