"""What the app does for the inbox: it counts what is unread for every place, and leads to the inbox
and from it to forms.

Enters: wishes, as messages. Leaves: `unread`, screens.
"""

import asyncio

from textual import on, work
from textual.app import App
from textual.reactive import reactive

from contacthub_tui.domain.contact import Contact
from contacthub_tui.screens.inbox import InboxScreen
from contacthub_tui.services import conversations
from contacthub_tui.settings import Settings
from contacthub_tui.widgets.message_wish import MessageWanted
from contacthub_tui.widgets.place import Frame

_LOOK = 1.0  # seconds between two looks at what nobody has read


class InboxRoutes(App[str], inherit_bindings=False):
    """The part of the app that knows the inbox."""

    settings: Settings
    unread: reactive[int] = reactive(0, init=False, repaint=False)

    def frame(self, here: str) -> Frame:
        """What a place shows around its content."""
        raise NotImplementedError

    def open_form(self, contact: Contact | None, here: str = "contacts") -> None:
        """Show the form of a contact, or of a new one, over a place."""
        raise NotImplementedError

    def inbox_screen(self) -> InboxScreen:
        """The place itself."""
        return InboxScreen(self.frame("inbox"), self.settings.region)

    def start_looking_at_inbox(self) -> None:
        """Keep `unread` up to date."""
        self._look_at_unread()
        self.set_interval(_LOOK, self._look_at_unread)

    @on(InboxScreen.ReadingChanged)
    def _reading_changed(self) -> None:
        self._look_at_unread()

    @work(group="unread", exclusive=True, exit_on_error=False)
    async def _look_at_unread(self) -> None:
        self.unread = await asyncio.to_thread(conversations.unread_count)

    @on(InboxScreen.FormWanted)
    def _form_from_inbox(self, event: InboxScreen.FormWanted) -> None:
        self.open_form(event.contact, "inbox")

    @on(MessageWanted)
    @work(group="message", exclusive=True)
    async def _message_wanted(self, event: MessageWanted) -> None:
        await self.switch_mode("inbox")
        while not isinstance(self.screen, InboxScreen):
            await self.pop_screen()
        self.screen.write_to(event.address)
