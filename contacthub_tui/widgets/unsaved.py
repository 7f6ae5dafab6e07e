"""A question before something is lost. Enters: a word on what it is. Leaves: what to do."""

from enum import StrEnum

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

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
        command(
            "d", "leave", mark("Leave"), mark("Leave, and let it be lost."), group=GROUP_QUESTION
        ),
        *FOCUS,
        command("escape", "stay", mark("Stay"), mark("Go on with it."), group=GROUP_QUESTION),
    ]

    def __init__(self, lost: str = "") -> None:
        """`lost`: a sentence on what cannot be saved; empty: a form, which can."""
        super().__init__()
        self._lost = lost

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            if self._lost:
                yield Static(_("Leave all the same?"), classes="dialog-title", markup=False)
                yield Static(self._lost, markup=False)
            else:
                yield Static(_("Save before you leave?"), classes="dialog-title", markup=False)
                yield Static(_("What is typed in this form is not saved yet."), markup=False)
            with Horizontal(classes="dialog-buttons"):
                leave = _("Leave") if self._lost else _("Do not save")
                yield Button(leave, id=Leaving.FORGET, compact=True)
                yield Button(_("Stay"), id=Leaving.STAY, compact=True)
                if not self._lost:
                    yield Button(_("Save"), id=Leaving.SAVE, compact=True)
        yield KeysBar()

    def on_mount(self) -> None:
        self.query_one(f"#{Leaving.STAY if self._lost else Leaving.SAVE}").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("save", "forget"):
            return not self._lost
        return bool(self._lost) if action == "leave" else True

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(Leaving(str(event.button.id)))

    def action_save(self) -> None:
        self.dismiss(Leaving.SAVE)

    def action_forget(self) -> None:
        self.dismiss(Leaving.FORGET)

    def action_leave(self) -> None:
        self.dismiss(Leaving.FORGET)

    def action_stay(self) -> None:
        self.dismiss(Leaving.STAY)
