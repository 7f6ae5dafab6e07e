"""A question before a form is left with something unsaved. Enters: nothing. Leaves: what to do."""

from enum import StrEnum

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Label

from contacthub_tui.i18n import _, mark
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.confirm import GROUP_QUESTION
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.keys_bar import KeysBar


class Leaving(StrEnum):
    """What becomes of what was typed."""

    SAVE = "save"
    FORGET = "forget"
    STAY = "stay"


class Unsaved(ModalScreen[Leaving]):
    """Save, leave without saving, or stay, which is what escape does."""

    BINDINGS = [
        command("ctrl+s", "save", mark("Save"), mark("Save, then leave."), group=GROUP_QUESTION),
        command(
            "d", "forget", mark("Do not save"), mark("Leave without saving."), group=GROUP_QUESTION
        ),
        *FOCUS,
        command("escape", "stay", mark("Stay"), mark("Go on with the form."), group=GROUP_QUESTION),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(_("Save before you leave?"), classes="dialog-title")
            yield Label(_("What is typed in this form is not saved yet."))
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("Do not save"), id=Leaving.FORGET, compact=True)
                yield Button(_("Stay"), id=Leaving.STAY, compact=True)
                yield Button(_("Save"), id=Leaving.SAVE, compact=True)
        yield KeysBar()

    def on_mount(self) -> None:
        self.query_one(f"#{Leaving.SAVE}").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(Leaving(str(event.button.id)))

    def action_save(self) -> None:
        self.dismiss(Leaving.SAVE)

    def action_forget(self) -> None:
        self.dismiss(Leaving.FORGET)

    def action_stay(self) -> None:
        self.dismiss(Leaving.STAY)
