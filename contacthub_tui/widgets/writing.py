"""Writing to the person whose thread is shown: drafts, sending, templates, new messages.

Enters: what is known of the conversation, what is typed. Leaves: drafts kept as they are typed,
messages in the queue.
"""

import asyncio

from textual import getters, on, work
from textual.binding import Binding

from contacthub_tui.domain.contact import Address
from contacthub_tui.i18n import mark
from contacthub_tui.services import composing, custom_fields, outbox
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.composer import Composer
from contacthub_tui.widgets.conversation_acts import GROUP_INBOX, ConversationActs
from contacthub_tui.widgets.new_message import NewMessage
from contacthub_tui.widgets.place import Frame
from contacthub_tui.widgets.templates_dialog import TemplatesDialog
from contacthub_tui.widgets.thread_view import ThreadView

_PAUSE = 0.2  # seconds of rest in typing before a draft is kept

#: The commands of such a place.
WRITE: tuple[Binding, ...] = (
    command(
        "m",
        "message",
        mark("Message"),
        mark("Write to a contact, or to a number that is new."),
        group=GROUP_INBOX,
    ),
    command(
        "f8",
        "app.group_sends",
        mark("Group sends"),
        mark("Every message to many, what became of it, and new ones."),
        group=GROUP_INBOX,
    ),
)


class Writing(ConversationActs):
    """A place with a composer below a thread."""

    composer = getters.query_one(Composer)
    thread = getters.query_one(ThreadView)

    def __init__(self, frame: Frame, region: str) -> None:
        super().__init__(frame)
        self._region = region
        self._written_to: Address | None = None  # whose draft stands in the composer
        self._kept = ""  # the draft as it is kept
        self._storing = asyncio.Lock()  # a draft is never kept after its message was sent

    def write_to(self, address: Address) -> None:
        """Show the thread with an address, and the composer."""
        raise NotImplementedError

    @work(group="custom", exclusive=True, exit_on_error=False)
    async def know_fields(self) -> None:
        """Learn which tags the team's own fields make."""
        self.composer.fields = await asyncio.to_thread(custom_fields.custom_fields)

    def show_draft(self, address: Address, text: str) -> None:
        """Put what was kept for an address into the composer."""
        self._written_to, self._kept = address, text
        self.composer.show_text(text)

    # Drafts

    @on(Composer.Changed)
    def _typed(self) -> None:
        if self._written_to is not None and self.composer.text != self._kept:
            self._keep_soon()

    @work(group="draft", exclusive=True, exit_on_error=False)
    async def _keep_soon(self) -> None:
        await asyncio.sleep(_PAUSE)
        await self.keep_draft()

    async def keep_draft(self) -> None:
        """Keep what is typed, before another thread is shown or the message is sent."""
        address, text = self._written_to, self.composer.text
        if address is None or text == self._kept:
            return
        async with self._storing:
            await asyncio.to_thread(composing.keep_draft, address, text, who=self.frame.who)
        if address == self._written_to:
            self._kept = text

    # Sending

    @on(Composer.SendWanted)
    def _send_wanted(self, event: Composer.SendWanted) -> None:
        if self._written_to is not None and not self.composer.area.read_only:
            self._send(self._written_to, event.text)

    @work(group="send", exit_on_error=False)
    async def _send(self, address: Address, text: str) -> None:
        """Queue a message. What was typed goes from the composer once it is stored."""
        self.show_error(None)
        area = self.composer.area
        area.read_only = True
        try:
            async with self._storing:
                await asyncio.to_thread(outbox.queue_message, address, text, who=self.frame.who)
        finally:
            area.read_only = False
        if address == self._written_to:
            self._kept = ""
            self.composer.show_text("")
        self.thread.action_scroll_end()
        self.look()

    @on(Composer.ScrollWanted)
    def _scroll_wanted(self, event: Composer.ScrollWanted) -> None:
        if event.pages > 0:
            self.thread.action_page_down()
        else:
            self.thread.action_page_up()

    # Templates, and new messages

    @on(Composer.TemplatesWanted)
    @work(group="templates", exclusive=True, exit_on_error=False)
    async def _templates_wanted(self, event: Composer.TemplatesWanted) -> None:
        text = await self.app.push_screen_wait(TemplatesDialog(self.frame.who, event.text))
        if text is not None:
            self.composer.insert(text)

    @work(group="message", exclusive=True, exit_on_error=False)
    async def action_message(self) -> None:
        address = await self.app.push_screen_wait(NewMessage(self._region))
        if address is not None:
            self.write_to(address)
