"""The part of the app that leads to group sends: they lie over the inbox.

Enters: wishes of screens. Leaves: screens shown; `sending`, how much of what goes out now is done.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from textual import on, work
from textual.app import App
from textual.message import Message
from textual.reactive import reactive

from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.list_name import ListName
from contacthub_tui.errors import ContactHubError
from contacthub_tui.screens.group_send import GroupSendScreen
from contacthub_tui.screens.group_sends import GroupSendsScreen
from contacthub_tui.screens.lists import ListsScreen
from contacthub_tui.screens.send_report import SendReportScreen
from contacthub_tui.services import send_pages
from contacthub_tui.widgets.message_wish import ManyWanted
from contacthub_tui.widgets.place import Frame, Place

_LOOK = 1.0  # seconds between two looks at what goes out


@dataclass
class _Trouble(Message):
    """Sending waits for this error to pass; None: it goes on."""

    error: ContactHubError | None


class SendRoutes(App[str], inherit_bindings=False):
    """An app with group sends."""

    #: The share that is done of the group sends that go out, None where none does.
    sending: reactive[float | None] = reactive(None, init=False, repaint=False)

    _trouble: ContactHubError | None = None

    def frame(self, here: str) -> Frame:
        """What a place shows around its content."""
        raise NotImplementedError

    def start_looking_at_sends(self) -> None:
        """Keep `sending` up to date from now on."""
        self._look_at_sends()
        self.set_interval(_LOOK, self._look_at_sends)

    @work(group="sends", exclusive=True, exit_on_error=False)
    async def _look_at_sends(self) -> None:
        self.sending = await asyncio.to_thread(send_pages.share_sent)

    # Sending behind the screens

    def tell_trouble(self, error: ContactHubError | None) -> None:
        """What keeps messages from being sent, None where nothing does. Called in any thread."""
        self.post_message(_Trouble(error))

    @on(_Trouble)
    def _trouble_told(self, event: _Trouble) -> None:
        known, self._trouble = self._trouble, event.error
        if isinstance(self.screen, Place) and (event.error or known):
            self.screen.show_error(event.error)

    # The screens

    def action_group_sends(self) -> None:
        self._show_sends()

    @work(group="sends-shown", exclusive=True)
    async def _show_sends(self) -> None:
        await self._go_to_sends()

    async def _go_to_sends(self) -> bool:
        """Show the list of group sends; False where something unsaved lies over the inbox."""
        await self.switch_mode("inbox")
        while len(self.screen_stack) > 1 and not isinstance(self.screen, GroupSendsScreen):
            if not isinstance(self.screen, Place) or self.screen.is_unsaved:
                return False
            await self.pop_screen()
        if not isinstance(self.screen, GroupSendsScreen):
            await self.push_screen(GroupSendsScreen(self.frame("inbox")))
        return True

    @work(group="sends-shown", exclusive=True)
    async def _write_to_many(
        self, names: Sequence[ListName] = (), chosen: Chosen | None = None
    ) -> None:
        if await self._go_to_sends():
            await self.push_screen(GroupSendScreen(self.frame("inbox"), names, chosen))

    @on(GroupSendsScreen.NewWanted)
    def _new_send_wanted(self) -> None:
        self._write_to_many()

    @on(ListsScreen.MessageWanted)
    def _message_to_list(self, event: ListsScreen.MessageWanted) -> None:
        self._write_to_many([ListName(event.one.id, event.one.name)])

    @on(ManyWanted)
    def _message_to_contacts(self, event: ManyWanted) -> None:
        self._write_to_many(chosen=event.chosen)

    @on(GroupSendsScreen.Opened)
    def _send_opened(self, event: GroupSendsScreen.Opened) -> None:
        self.push_screen(SendReportScreen(self.frame("inbox"), event.send_id))

    @on(GroupSendScreen.Started)
    async def _send_started(self, event: GroupSendScreen.Started) -> None:
        await self.pop_screen()
        self._look_at_sends()
        await self.push_screen(SendReportScreen(self.frame("inbox"), event.send_id))
