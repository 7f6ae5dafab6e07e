"""A dialog that makes a template, or changes one. Enters: the template, who works. Leaves: its id
once it is saved, else None.
"""

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Label
from textual.worker import Worker, WorkerState

from contacthub_tui.i18n import _, mark
from contacthub_tui.services import composing
from contacthub_tui.services.composing import Template
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.line_input import LineInput
from contacthub_tui.widgets.note_area import NoteArea
from contacthub_tui.widgets.notice import Notice, error_sentence

GROUP_TEMPLATE = mark("Template")


class TemplateDialog(ModalScreen[int | None]):
    """Name and text. What was typed stays there until it is saved or given up."""

    AUTO_FOCUS = "LineInput"
    BINDINGS = [
        command("ctrl+s", "save", mark("Save"), mark("Save the template."), group=GROUP_TEMPLATE),
        *FOCUS,
        command("escape", "give_up", mark("Cancel"), mark("Save nothing."), group=GROUP_TEMPLATE),
        command("f1", "app.help", mark("Help"), mark("Every key that acts here.")),
    ]

    def __init__(self, who: str, one: Template | None = None, *, text: str = "") -> None:
        """`text` is what a new one begins with."""
        super().__init__()
        self._who = who
        self._one = one
        self._begun = ("", text) if one is None else (one.name, one.text)
        self._title = LineInput(self._begun[0], placeholder=_("Reminder, opening hours"))
        self._text = NoteArea(self._begun[1])

    def compose(self) -> ComposeResult:
        title = _("New template") if self._one is None else _("Change the template")
        with Vertical(classes="dialog"):
            yield Label(title, classes="dialog-title")
            with Horizontal(classes="field"):
                yield Label(_("Name"))
                yield self._title
            with Horizontal(classes="field"):
                yield Label(_("Text"))
                yield self._text
            yield Notice()
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("Cancel"), id="no", compact=True)
                yield Button(_("Save"), id="yes", compact=True)
        yield KeysBar()

    def on_mount(self) -> None:
        self._text.move_cursor(self._text.document.end)

    @work(group="save", exclusive=True, exit_on_error=False)
    async def action_save(self) -> None:
        self.query_one(Notice).sentence = ""
        name, text, who = self._title.value, self._text.text, self._who
        if self._one is None:
            made = await asyncio.to_thread(composing.create_template, name, text, who=who)
            self.dismiss(made)
            return
        await asyncio.to_thread(composing.change_template, self._one.id, name, text, who=who)
        self.dismiss(self._one.id)

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def action_give_up(self) -> None:
        """Leave; who has typed something is asked."""
        if (self._title.value, self._text.text) != self._begun:
            question = Confirm(
                _("Leave without saving"), [_("What you typed is lost.")], _("Leave")
            )
            if not await self.app.push_screen_wait(question):
                return
        self.dismiss(None)

    @on(Button.Pressed)
    def _button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "yes":
            self.action_save()
        else:
            self.action_give_up()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.query_one(Notice).sentence = error_sentence(event.worker.error)
