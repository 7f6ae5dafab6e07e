"""A question before something that takes much away. Enters: the question. Leaves: yes or no."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from contacthub_tui.i18n import _, mark
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.keys_bar import KeysBar

GROUP_QUESTION = mark("Question")


class Confirm(ModalScreen[bool]):
    """`title`, some sentences, and two buttons; `verb` is what yes does. No has the focus."""

    BINDINGS = [
        command(
            "ctrl+s", "yes", mark("Yes"), mark("Do what the question asks."), group=GROUP_QUESTION
        ),
        *FOCUS,
        command("escape,n", "no", mark("No"), mark("Leave all as it is."), group=GROUP_QUESTION),
    ]

    def __init__(self, title: str, sentences: Sequence[str], verb: str) -> None:
        super().__init__()
        self._title = title
        self._sentences = sentences
        self._verb = verb

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            for sentence in self._sentences:
                yield Static(sentence, markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("No"), id="no", compact=True)
                yield Button(self._verb, id="yes", compact=True)
        yield KeysBar()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_yes(self) -> None:
        self.dismiss(True)

    def action_no(self) -> None:
        self.dismiss(False)
