"""A dialog to paste cells of a spreadsheet into. Enters: keys, a paste. Leaves: the text, or None.

It serves where a terminal hands a paste on as keys, and where one wants to see what was pasted.
"""

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button, Static, TextArea

from contacthub_tui.domain.text import masked
from contacthub_tui.errors import RefusedError
from contacthub_tui.i18n import _, mark
from contacthub_tui.services.pasted_cells import MOST
from contacthub_tui.widgets.command import GROUP_IMPORT, command
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.notice import Notice, error_sentence


class _Cells(TextArea):
    """Tab parts cells here. What acts on terminals is shown as a sign."""

    def __init__(self) -> None:
        super().__init__(compact=True, soft_wrap=False, tab_behavior="indent")
        self.indent_type = "tabs"

    def get_line(self, line_index: int) -> Text:
        """A line as it is painted."""
        cells = self.document.get_line(line_index).split("\t")
        return Text("\t".join(map(masked, cells)), end="", no_wrap=True)

    async def _on_paste(self, event: events.Paste) -> None:
        if len(self.text) + len(event.text) > MOST:
            event.stop()
            event.prevent_default()
            self.post_message(PasteDialog.TooMuch())


class PasteDialog(ModalScreen[str | None]):
    """The dialog; `ctrl+s` takes what is in it."""

    DEFAULT_CSS = """
    PasteDialog .dialog { width: 90%; max-width: 140; height: 80%; }
    PasteDialog TextArea { height: 1fr; margin: 1 0; border: none; padding: 0; background: $panel; }
    """
    BINDINGS = [
        command("ctrl+s", "take", mark("Take"), mark("Import these cells."), group=GROUP_IMPORT),
        command("escape", "dismiss(None)", mark("Cancel"), mark("Take no cells."),
                group=GROUP_IMPORT, priority=True),
    ]  # fmt: skip

    class TooMuch(Message):
        """More was pasted than can be taken."""

    def __init__(self) -> None:
        super().__init__()
        self._refused = False  # the last paste, whole

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(_("Paste cells"), classes="dialog-title", markup=False)
            yield Static(
                _("Copy the rows in your spreadsheet, with their headers, and paste them here."),
                markup=False,
            )
            yield _Cells()
            yield Notice()
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("Cancel"), id="no", compact=True)
                yield Button(_("Take"), id="yes", compact=True)
        yield KeysBar()

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()

    def action_take(self) -> None:
        text = self.query_one(TextArea).text
        if text.strip():
            self.dismiss(text)
        elif not self._refused:
            self._say(RefusedError("cells-empty"))

    def _say(self, error: RefusedError) -> None:
        self.query_one(Notice).sentence = error_sentence(error)

    @on(TooMuch)
    def _too_much(self) -> None:
        self._refused = True
        self._say(RefusedError("cells-too-big", limit=MOST // 1024 // 1024))

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self._refused = False
        self.query_one(Notice).sentence = ""

    @on(Button.Pressed)
    def _button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "yes":
            self.action_take()
        else:
            self.dismiss(None)
