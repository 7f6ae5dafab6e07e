"""A dialog that unsubscribes many contacts. Enters: the chosen contacts. Leaves: what was done
(`Done`), None where nothing was begun.
"""

import asyncio
from collections.abc import Iterable

from textual import on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Label

from contacthub_tui.domain.bulk import Act, ActCode, Chosen
from contacthub_tui.i18n import _, ngettext, number
from contacthub_tui.services import bulk
from contacthub_tui.widgets.bulk_dialog import BulkDialog
from contacthub_tui.widgets.reason_input import ReasonInput, usual_reasons


class UnsubscribeDialog(BulkDialog):
    """A line for the reason, how many they are, and how many of them are unsubscribed already."""

    AUTO_FOCUS = "ReasonInput"

    already: reactive[int | None] = reactive(None, init=False)

    def __init__(self, chosen: Chosen, who: str) -> None:
        super().__init__(Act(ActCode.UNSUBSCRIBE), chosen, who)

    def compose_choice(self) -> Iterable[Widget]:
        with Horizontal(classes="field"):
            yield Label(_("Reason"))
            yield ReasonInput(_("optional"), usual_reasons())

    def on_mount(self) -> None:
        self._count_already()

    @work(group="already", exclusive=True, exit_on_error=False)
    async def _count_already(self) -> None:
        self.already = await asyncio.to_thread(bulk.count_unsubscribed, self._chosen)

    def watch_already(self) -> None:
        self.show_state()

    @on(Input.Changed)
    def _reason_typed(self, event: Input.Changed) -> None:
        self.say("")
        self.choose(Act(ActCode.UNSUBSCRIBE, reason=event.value))

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_do()

    def question_text(self) -> Content:
        """How many will be unsubscribed, and what that means."""
        if not self.count or not self.already:
            return super().question_text()
        so_already = ngettext(
            "{n} of them is unsubscribed already.",
            "{n} of them are unsubscribed already.",
            self.already,
        ).format(n=number(self.already))
        return super().question_text() + Content("\n") + Content.styled(so_already, "$muted")
