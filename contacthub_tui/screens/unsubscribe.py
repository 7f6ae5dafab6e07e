"""Unsubscribe the numbers of a contact, or of nobody. Enters: the numbers. Leaves: whether it was
done.
"""

import asyncio
from collections.abc import Sequence

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Static
from textual.worker import Worker, WorkerState

from contacthub_tui.domain.consent import PreferenceChange
from contacthub_tui.domain.contact import Channel, Status
from contacthub_tui.domain.phone import spell
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark
from contacthub_tui.services import ledger, preferences
from contacthub_tui.widgets.command import GROUP_CONTACTS, command
from contacthub_tui.widgets.consent_wishes import Addressee
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.notice import Notice, error_sentence
from contacthub_tui.widgets.preference_words import standing_lines
from contacthub_tui.widgets.reason_input import ReasonInput, usual_reasons
from contacthub_tui.widgets.words import Words


class UnsubscribeScreen(ModalScreen[bool]):
    """What stands for each number, what unsubscribing does, and a line for the reason."""

    CSS_PATH = "../styles/consent.tcss"
    AUTO_FOCUS = "ReasonInput"
    BINDINGS = [
        command(
            "ctrl+s",
            "unsubscribe",
            mark("Unsubscribe"),
            mark("Send nothing to these numbers any more."),
            group=GROUP_CONTACTS,
        ),
        *FOCUS,
        command("escape", "give_up", mark("Cancel"), mark("Leave all as it is.")),
        command("f1", "app.help", mark("Help"), mark("Every key that acts here.")),
    ]

    why: reactive[Sequence[PreferenceChange] | None] = reactive(None, init=False)

    reason = getters.query_one(ReasonInput)

    def __init__(self, addressee: Addressee, who: str) -> None:
        super().__init__()
        self._addressee = addressee
        self._who = who

    def compose(self) -> ComposeResult:
        name = safe(self._addressee.name, 60) or spell(self._addressee.numbers[0])
        with Vertical(classes="dialog"):
            title = _("Unsubscribe {name}").format(name=name)
            yield Static(title, classes="dialog-title", markup=False)
            yield Words(self.standing_text, id="standing")
            yield Words(self.about_text, id="about")
            with Horizontal(classes="field"):
                yield Label(_("Reason"))
                yield ReasonInput(_("optional"), usual_reasons())
            yield Notice()
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("Cancel"), id="give-up", compact=True)
                yield Button(_("Unsubscribe"), id="unsubscribe", compact=True)
        yield KeysBar()

    def on_mount(self) -> None:
        self._look()

    @work(group="look", exit_on_error=False)
    async def _look(self) -> None:
        self.why = await asyncio.to_thread(ledger.latest, self._addressee.numbers)

    def watch_why(self) -> None:
        for words in self.query(Words):
            words.refresh(layout=True)

    def standing_text(self) -> Content:
        """What stands for each number now."""
        if self.why is None:
            return Content("\n").join(map(Content, map(spell, self._addressee.numbers)))
        return Content("\n").join(standing_lines(self._addressee.numbers, self.why))

    def about_text(self) -> Content:
        """What unsubscribing does here."""
        stopped = [change for change in self.why or () if change.after is Status.UNSUBSCRIBED]
        if len(stopped) == len(self._addressee.numbers) * len(Channel):
            return Content(_("Nothing is sent to it already; there is nothing to change."))
        return Content(
            _(
                "No message goes to these numbers any more, on any channel, whoever imports them "
                "again. Only proof of consent takes that back."
            )
        )

    def action_unsubscribe(self) -> None:
        self._unsubscribe(self.reason.value)

    @work(group="change", exclusive=True, exit_on_error=False)
    async def _unsubscribe(self, reason: str) -> None:
        self.query_one(Notice).sentence = ""
        await asyncio.to_thread(
            preferences.unsubscribe, *self._addressee.numbers, who=self._who, reason=reason
        )
        self.dismiss(True)

    def action_give_up(self) -> None:
        self.dismiss(False)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_unsubscribe()

    @on(Button.Pressed)
    def _button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "unsubscribe":
            self.action_unsubscribe()
        else:
            self.action_give_up()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.query_one(Notice).sentence = error_sentence(event.worker.error)
