"""A dialog that makes a list, or renames and describes one. Enters: the list, who works. Leaves:
the id of the list once it is saved, else None.
"""

import asyncio

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label
from textual.worker import Worker, WorkerState

from contacthub_tui.domain.contact_list import ContactList
from contacthub_tui.errors import RefusedError
from contacthub_tui.i18n import _, mark
from contacthub_tui.services import lists
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.line_input import LineInput
from contacthub_tui.widgets.notice import Notice, error_sentence

GROUP_LIST = mark("List")


class ListDialog(ModalScreen[int | None]):
    """Name and description. What was typed stays there until it is saved or given up."""

    CSS_PATH = "../styles/list_dialog.tcss"
    AUTO_FOCUS = "#name"
    BINDINGS = [
        command("ctrl+s", "save", mark("Save"), mark("Save the list."), group=GROUP_LIST),
        *FOCUS,
        command("escape", "give_up", mark("Cancel"), mark("Save nothing."), group=GROUP_LIST),
        command("f1", "app.help", mark("Help"), mark("Every key that acts here.")),
    ]

    name_input = getters.query_one("#name", LineInput)
    description_input = getters.query_one("#description", LineInput)

    def __init__(self, who: str, one: ContactList | None = None) -> None:
        super().__init__()
        self._who = who
        self._one = one

    def compose(self) -> ComposeResult:
        one = self._one or ContactList(0, "", "")
        with Vertical(classes="dialog"):
            yield Label(
                _("Change the list") if self._one else _("New list"), classes="dialog-title"
            )
            with Horizontal(classes="field"):
                yield Label(_("Name"))
                yield LineInput(one.name, id="name", placeholder=_("VIP, Newsletter, Lyon"))
            with Horizontal(classes="field"):
                yield Label(_("Description"))
                yield LineInput(one.description, id="description", placeholder=_("optional"))
            yield Notice()
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("Cancel"), id="no", compact=True)
                yield Button(_("Save"), id="yes", compact=True)
        yield KeysBar()

    def action_save(self) -> None:
        self._save(self.name_input.value, self.description_input.value)

    @work(group="save", exclusive=True, exit_on_error=False)
    async def _save(self, name: str, description: str) -> None:
        self.query_one(Notice).sentence = ""
        one = self._one
        if one is None:
            made = await asyncio.to_thread(lists.create_list, name, description, who=self._who)
            self.dismiss(made)
            return
        try:
            await asyncio.to_thread(lists.change_list, one, name, description)
        except RefusedError as refused:
            if refused.code == "list-changed":
                # Who saves again has seen what it is by now.
                self._one = await asyncio.to_thread(lists.get_list, one.id)
            raise
        self.dismiss(one.id)

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def action_give_up(self) -> None:
        """Leave; who has typed something is asked."""
        one = self._one or ContactList(0, "", "")
        typed = (self.name_input.value, self.description_input.value)
        if typed != (one.name, one.description):
            question = Confirm(
                _("Leave without saving"), [_("What you typed is lost.")], _("Leave")
            )
            if not await self.app.push_screen_wait(question):
                return
        self.dismiss(None)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_save()

    @on(Button.Pressed)
    def _button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "yes":
            self.action_save()
        else:
            self.action_give_up()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.query_one(Notice).sentence = error_sentence(event.worker.error)
