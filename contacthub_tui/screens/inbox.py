"""The inbox: conversations, the thread of one, and whom it is with. Enters: wishes of other places
to write to an address (`write_to`). Leaves: `FormWanted`, `ReadingChanged`, wishes about consent.

What is shown is read again several times a second, in a thread, and painted where it differs: what
comes in, what is sent, and what others rename or close stands there at once.
"""

import asyncio
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

from textual import getters, on, work
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from contacthub_tui.domain.contact import Address
from contacthub_tui.domain.message import Conversation, ConversationFilter, ConversationQuery
from contacthub_tui.i18n import mark
from contacthub_tui.services import conversations, custom_fields
from contacthub_tui.services.conversations import ConversationPages
from contacthub_tui.services.talk import Talk, read_talk
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.contact_panel import ContactPanel
from contacthub_tui.widgets.conversation_acts import ACTS, GROUP_INBOX, ConversationActs
from contacthub_tui.widgets.conversation_table import ConversationTable, Outlook
from contacthub_tui.widgets.inbox_head import (
    name_in,
    nothing_text,
    shown_text,
    title_text,
    who_text,
)
from contacthub_tui.widgets.place import WIDE, Frame
from contacthub_tui.widgets.search_bar import SearchBar
from contacthub_tui.widgets.table_commands import BACK, reload_command, search_command
from contacthub_tui.widgets.thread_view import ThreadView
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.words import Words

#: From this width on list, thread and contact stand beside each other.
_FULL = 120
_LOOK = 0.35  # seconds between two looks at what is shown
_SEARCH_AGAIN = 2.0  # seconds between two looks for what a search finds
_REST = 0.03  # seconds that the cursor rests before the thread is read


class InboxScreen(ConversationActs):
    """Three panes, two or one, as there is room; enter goes further in, escape out again."""

    CSS_PATH = "../styles/inbox.tcss"
    AUTO_FOCUS = "ConversationTable"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (_FULL, "-full")]
    BINDINGS = [
        command(
            "f",
            "filter",
            mark("Filter"),
            mark("Show all, unread, open, closed, or those in which you have to decide."),
            group=GROUP_INBOX,
        ),
        command(
            "p", "panel", mark("Contact"), mark("Go to the contact at the side."), group=GROUP_INBOX
        ),
        *ACTS,
        search_command(mark("Find by name, number, or what was said."), GROUP_INBOX),
        reload_command(GROUP_INBOX),
        BACK,
    ]

    query_shown: reactive[ConversationQuery] = reactive(
        ConversationQuery(), init=False, repaint=False
    )

    table = getters.query_one(ConversationTable)
    thread = getters.query_one(ThreadView)
    panel = getters.query_one(ContactPanel)
    search = getters.query_one(SearchBar)

    def __init__(self, frame: Frame, region: str) -> None:
        super().__init__(frame)
        self._region = region
        self._pages: ConversationPages | None = None
        self._searched = 0.0
        self._total: int | None = None
        self._address: Address | None = None  # whose thread is shown
        self._seen: object = None  # the pages of the thread as they were last shown
        self._looking = False

    def compose_content(self) -> Iterable[Widget]:
        yield Horizontal(
            Words(lambda: title_text(self._total), id="title"),
            Words(lambda: Content.styled("/ ", "$muted")),
            SearchBar(mark("name, number, what was said")),
            Words(lambda: shown_text(self.query_shown.shown, self.is_wide), id="shown"),
            id="head",
        )
        yield Horizontal(
            ConversationTable(),
            Vertical(
                Words(lambda: who_text(self.talk, name_in(self.talk)), id="who"),
                ThreadView(),
                id="talk",
            ),
            Vertical(ContactPanel(), id="side"),
            id="body",
        )
        yield Words(lambda: nothing_text(self.query_shown, self._is_empty), id="nothing")

    def on_mount(self) -> None:
        self._ask()
        self.set_interval(_LOOK, self.look)

    def on_screen_resume(self) -> None:
        self.look()

    def _retranslate(self) -> None:
        super()._retranslate()
        self.thread.refresh_words()

    # What is there now

    @work(group="query", exclusive=True, exit_on_error=False)
    async def _ask(self) -> None:
        """Show what another query finds, from its first conversation on."""
        pages = await asyncio.to_thread(ConversationPages, self.query_shown)
        self._pages, self._searched = pages, time.monotonic()
        self.table.forget()
        await self._show_list(pages, None)
        self.show_error(None)

    def look(self) -> None:
        if self.is_current and self._pages is not None and not self._looking:
            self._look_at_all()

    @work(group="look", exit_on_error=False)
    async def _look_at_all(self) -> None:
        """Read again what is shown, and paint what differs."""
        pages = self._pages
        if self._looking or pages is None:
            return
        self._looking = True
        try:
            here = self.table.cursor_row
            sought = bool(pages.query.text.strip())
            if not sought or time.monotonic() - self._searched > _SEARCH_AGAIN:
                await asyncio.to_thread(pages.refresh)
                self._searched = time.monotonic()
            if pages is self._pages:
                await self._show_list(pages, here)
            if self._address is not None:
                await self._show_talk(self._address)
            self.show_error(None)
        finally:
            self._looking = False

    async def _show_list(self, pages: ConversationPages, here: Conversation | None) -> None:
        """Show the list as it is now, with the cursor on the same conversation."""
        table = self.table
        cursor = None
        if here is not None:
            cursor = await asyncio.to_thread(pages.rank, here.id)
        if here is not table.cursor_row and here is not None:
            return  # The operator has moved meanwhile: the next look goes by that.
        if cursor is None:
            cursor = max(0, min(table.cursor, pages.total - 1))
        starts = [start for start in table.starts(cursor) if start < max(1, pages.total)]
        read = await asyncio.to_thread(
            lambda: tuple((at, tuple(pages.page(at, table.page_size))) for at in starts)
        )
        if pages is not self._pages or (here is not None and here is not table.cursor_row):
            return

        async def load(start: int, size: int) -> Sequence[Conversation]:
            return await asyncio.to_thread(pages.page, start, size)

        table.show_outlook(Outlook(pages.total, read, cursor), load)
        if pages.total != self._total:
            self._total = pages.total
            self.query_one("#title", Words).follow()
        self.set_class(pages.total == 0, "-nothing")
        if pages.total == 0:
            self.query_one("#nothing").refresh(layout=True)

    @property
    def _is_empty(self) -> bool:
        return self.query_shown == ConversationQuery()

    async def _show_talk(self, address: Address) -> None:
        """Show the thread with an address as it is now."""
        talk = await asyncio.to_thread(read_talk, address)
        conversation = talk.conversation
        anew = self.talk is None or self.talk.address != address
        thread, read = self.thread, []
        if conversation is not None:
            starts = thread.starts(talk.total, anew=anew)
            read = await asyncio.to_thread(
                lambda: [
                    (
                        at,
                        conversations.message_page(
                            conversation.id, at, thread.page_size, talk.total
                        ),
                    )
                    for at in starts
                ]
            )
        if address != self._address:
            return
        if anew or (talk.total, read) != self._seen:
            self._seen = (talk.total, read)
            thread.show_thread(talk.total, read, anew=anew)
        if talk != self.talk:
            self.talk = talk
            self._show_side(talk)
        if self._is_in_thread and conversation is not None and conversation.unread:
            await self.mark_read(conversation)

    def _show_side(self, talk: Talk) -> None:
        self.query_one("#who").refresh()
        self.panel.contact = talk.details.contact if talk.details else None
        self.panel.details = talk.details
        self.refresh_bindings()
        if talk.details is not None and not self.panel.custom_fields:
            self._name_custom_fields()

    @work(group="custom", exclusive=True, exit_on_error=False)
    async def _name_custom_fields(self) -> None:
        self.panel.custom_fields = await asyncio.to_thread(custom_fields.custom_fields)

    @on(WindowedTable.RowMoved)
    def _row_moved(self, event: WindowedTable.RowMoved) -> None:
        row = event.row
        if row is not None and row.address != self._address:
            self._address = row.address
            self._turn_to(row.address)
        elif row is None and self.table.total == 0:
            self._address = self.talk = None
            self.thread.show_thread(0, (), anew=True)
            self.query_one("#who").refresh()
        self.refresh_bindings()

    @work(group="talk", exclusive=True, exit_on_error=False)
    async def _turn_to(self, address: Address) -> None:
        """Show another thread when the cursor rests on it: no key waits for that."""
        await asyncio.sleep(_REST)
        await self._show_talk(address)

    @on(ThreadView.PageWanted)
    def _page_wanted(self, event: ThreadView.PageWanted) -> None:
        if self.talk is not None and self.talk.conversation is not None:
            self._load_messages(self.talk.conversation.id, event.start, self.talk.total)

    @work(group="messages", exclusive=True, exit_on_error=False)
    async def _load_messages(self, conversation_id: int, start: int, total: int) -> None:
        size = self.thread.page_size
        rows = await asyncio.to_thread(
            conversations.message_page, conversation_id, start, size, total
        )
        talk = self.talk
        if talk is not None and talk.conversation and talk.conversation.id == conversation_id:
            self.thread.put_page(start, rows)

    # From pane to pane

    @property
    def _is_in_thread(self) -> bool:
        focused = self.focused
        return focused is not None and self.query_one("#talk") in focused.ancestors

    def _go_in(self, pane: str) -> None:
        """Show the list, the thread or the panel, where there is room for one only."""
        self.set_class(pane == "thread", "-in-thread")
        self.set_class(pane == "panel", "-in-panel")

    @on(WindowedTable.RowOpened)
    async def _row_opened(self, event: WindowedTable.RowOpened) -> None:
        self._go_in("thread")
        self.thread.focus()
        await self.mark_read(event.row)

    def action_panel(self) -> None:
        self._go_in("panel")
        self.panel.focus()

    def action_back(self) -> None:
        if self.has_class("-in-panel") and not self.table.display:
            self._go_in("thread")
            self.thread.focus()
        elif not self.table.has_focus:
            self.leave_thread()
        elif self.query_shown.text:
            self.search.value = ""
        else:
            self.query_shown = ConversationQuery()

    # Search and filter

    def watch_query_shown(self) -> None:
        self.query_one("#shown", Words).follow()
        self._ask()

    def action_search(self) -> None:
        self._go_in("list")
        self.set_focus(self.search)

    @on(Input.Changed, "SearchBar")
    def _search_typed(self, event: Input.Changed) -> None:
        self.query_shown = replace(self.query_shown, text=event.value.strip())

    @on(SearchBar.Left)
    def _search_left(self) -> None:
        self.table.focus()

    def action_filter(self) -> None:
        filters = list(ConversationFilter)
        place = filters.index(self.query_shown.shown)
        self.query_shown = replace(self.query_shown, shown=filters[(place + 1) % len(filters)])

    def leave_thread(self) -> None:
        self._go_in("list")
        self.table.focus()

    def action_reload(self) -> None:
        self.look()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_composed:
            return True
        can = {
            "search": not self.search.has_focus,
            "panel": self.talk is not None and not self.panel.has_focus,
            "back": not self.table.has_focus or self.query_shown != ConversationQuery(),
        }
        return can[action] if action in can else super().check_action(action, parameters)
