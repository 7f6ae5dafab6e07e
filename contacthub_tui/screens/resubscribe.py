"""Turn one address back to subscribed (rule 4 of the product's consent rules).

Enters: the numbers of a contact, or one that has none. Leaves: whether it was done. The history is
shown, the proof typed, and what comes of it confirmed.
"""

import asyncio
from collections.abc import Sequence

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, RadioSet, Static
from textual.worker import Worker, WorkerState

from contacthub_tui.domain.consent import PreferenceChange, says_something
from contacthub_tui.domain.contact import Status
from contacthub_tui.domain.phone import spell
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark
from contacthub_tui.services import ledger, preferences
from contacthub_tui.widgets.choices import Choice
from contacthub_tui.widgets.command import GROUP_CONTACTS, command
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.consent_wishes import Addressee
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.history_table import HistoryTable
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.notice import Notice, error_sentence
from contacthub_tui.widgets.preference_words import preference_words, why_words
from contacthub_tui.widgets.reason_input import ReasonInput
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.wording import field_label


class ResubscribeScreen(ModalScreen[bool]):
    """The history, the address that is meant, and a line for the proof."""

    CSS_PATH = "../styles/consent.tcss"
    AUTO_FOCUS = "ReasonInput"
    BINDINGS = [
        command(
            "ctrl+s",
            "resubscribe",
            mark("Resubscribe"),
            mark("Message this address again; asks once more."),
            group=GROUP_CONTACTS,
        ),
        *FOCUS,
        command("escape", "give_up", mark("Cancel"), mark("Leave all as it is.")),
        command("f1", "app.help", mark("Help"), mark("Every key that acts here.")),
    ]

    #: The stops that stand, one an address; None until they are read.
    stops: reactive[Sequence[PreferenceChange] | None] = reactive(None, init=False)

    table = getters.query_one(HistoryTable)
    proof = getters.query_one(ReasonInput)
    chosen = getters.query_one(RadioSet)

    def __init__(self, addressee: Addressee, who: str) -> None:
        super().__init__()
        self._addressee = addressee
        self._who = who

    def compose(self) -> ComposeResult:
        numbers = self._addressee.numbers
        name = safe(self._addressee.name, 60) or spell(numbers[0])
        with Vertical(classes="dialog"):
            title = _("Resubscribe {name}").format(name=name)
            yield Static(title, classes="dialog-title", markup=False)
            yield HistoryTable(numbers=len(numbers) > 1)
            with Horizontal(classes="field", id="addresses"):
                yield Label(_("Address"))
                yield RadioSet(compact=True)
            with Horizontal(classes="field"):
                yield Label(_("Proof of consent"))
                yield ReasonInput(_("who agreed, when, and where that can be read"))
            yield Notice()
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("Cancel"), id="give-up", compact=True)
                yield Button(_("Resubscribe"), id="resubscribe", compact=True)
        yield KeysBar()

    def on_mount(self) -> None:
        self._look()

    @work(group="look", exclusive=True, exit_on_error=False)
    async def _look(self) -> None:
        """Read the history and what stands; what was typed stays."""
        numbers = self._addressee.numbers

        async def page(start: int, size: int) -> Sequence[PreferenceChange]:
            return await asyncio.to_thread(ledger.change_page, numbers, start, size)

        total = await asyncio.to_thread(ledger.count_changes, numbers)
        self.table.show_rows(total, page)
        why = await asyncio.to_thread(ledger.latest, numbers)
        stops = [change for change in why if change.after is Status.UNSUBSCRIBED]
        stops.sort(key=lambda stop: (numbers.index(stop.address.number), stop.address.channel))
        await self._offer(stops)

    async def _offer(self, stops: Sequence[PreferenceChange]) -> None:
        """Let one of the addresses be chosen; the only one is."""
        choices = [
            Choice(_address(stop), len(stops) == 1, name=str(index))
            for index, stop in enumerate(stops)
        ]
        # It learns its buttons when it is mounted, not later.
        await self.chosen.remove()
        await self.query_one("#addresses").mount(RadioSet(*choices, compact=True))
        self.stops = stops
        if not stops:
            self._say(_("None of these numbers is unsubscribed; there is nothing to take back."))

    def _meant(self) -> PreferenceChange | None:
        pressed = self.chosen.pressed_button
        return self.stops[int(pressed.name)] if self.stops and pressed and pressed.name else None

    def action_resubscribe(self) -> None:
        if not self.stops:
            return
        if (stop := self._meant()) is None:
            self._say(_("Choose the address that may be messaged again: one at a time."))
            self.chosen.focus()
        elif not says_something(self.proof.value):
            self._say(_("Type the proof of consent: without it nobody is resubscribed."))
            self.proof.focus()
        else:
            self._resubscribe(stop, self.proof.value)

    @work(group="change", exclusive=True, exit_on_error=False)
    async def _resubscribe(self, stop: PreferenceChange, proof: str) -> None:
        self._say("")
        question = Confirm(
            _("Message {address} again").format(address=_address(stop)),
            [
                f"{preference_words(stop).plain}, {why_words(stop)}.",
                _("Proof: {proof}").format(proof=safe(proof, 300)),
                _("The ledger keeps that you decided so. Another channel stays as it is."),
            ],
            _("Resubscribe"),
        )
        if not await self.app.push_screen_wait(question):
            return
        await asyncio.to_thread(
            preferences.resubscribe, stop.address, who=self._who, reason=proof, seen=stop.id
        )
        self.dismiss(True)

    def action_give_up(self) -> None:
        self.dismiss(False)

    def _say(self, sentence: str) -> None:
        self.query_one(Notice).sentence = sentence

    @on(Input.Changed)
    @on(RadioSet.Changed)
    def _something_changed(self) -> None:
        if self.stops:
            self._say("")

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_resubscribe()

    @on(Button.Pressed)
    def _button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "resubscribe":
            self.action_resubscribe()
        else:
            self.action_give_up()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self._say(error_sentence(event.worker.error))
            if event.worker.group == "change":
                self._look()

    @on(WindowedTable.LoadFailed)
    def _load_failed(self, event: WindowedTable.LoadFailed) -> None:
        self._say(error_sentence(event.error))


def _address(stop: PreferenceChange) -> str:
    """`+33 6 12 34 56 78, Mobile`."""
    return f"{spell(stop.address.number)}, {field_label(str(stop.address.channel))}"
