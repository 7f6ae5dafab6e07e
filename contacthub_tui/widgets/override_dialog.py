"""Asks why a group send goes out in quiet hours. Enters: whom it waits for. Leaves: the reason."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from contacthub_tui.domain.group_send import Quiet
from contacthub_tui.i18n import _, mark, number
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.confirm import GROUP_QUESTION
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.reason_input import ReasonInput
from contacthub_tui.wording.sends import quiet_sentence


class OverrideDialog(ModalScreen[str | None]):
    """A line for the reason; without one nothing is overridden."""

    AUTO_FOCUS = "ReasonInput"
    BINDINGS = [
        command(
            "ctrl+s", "do", mark("Send now"), mark("Do not wait for them."), group=GROUP_QUESTION
        ),
        *FOCUS,
        command("escape", "leave", mark("Wait"), mark("Leave all as it is."), group=GROUP_QUESTION),
    ]

    def __init__(self, held: Sequence[Quiet]) -> None:
        super().__init__()
        self._held = held

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(_("Send in quiet hours"), classes="dialog-title", markup=False)
            for each in self._held:
                yield Static(f"{number(each.recipients)} {quiet_sentence(each)}", markup=False)
            yield Static(_("Who overrides them, when and why is kept."), markup=False)
            yield ReasonInput(_("why it cannot wait"))
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("Wait"), id="no", compact=True)
                yield Button(_("Send now"), id="yes", compact=True, disabled=True)
        yield KeysBar()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one("#yes", Button).disabled = not event.value.strip()
        self.refresh_bindings()

    def on_input_submitted(self) -> None:
        self.action_do()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "yes":
            self.action_do()
        else:
            self.dismiss(None)

    def action_do(self) -> None:
        if reason := self.query_one(ReasonInput).value.strip():
            self.dismiss(reason)

    def action_leave(self) -> None:
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "do":
            return self.is_mounted and bool(self.query_one(ReasonInput).value.strip())
        return True
