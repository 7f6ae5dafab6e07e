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
from contacthub_tui.services import composing, conversations
from contacthub_tui.services.conversations import ConversationPages
from contacthub_tui.services.talk import Talk, read_talk
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.composer import Composer
from contacthub_tui.widgets.conversation_acts import ACTS, GROUP_INBOX
from contacthub_tui.widgets.conversation_table import ConversationTable, Outlook
from contacthub_tui.widgets.decision_bar import DecisionBar
from contacthub_tui.widgets.inbox_head import (
    name_in,
    nothing_text,
    shown_text,
    title_text,
    who_text,
)
from contacthub_tui.widgets.new_contact_form import NewContactForm
from contacthub_tui.widgets.place import WIDE, Frame
from contacthub_tui.widgets.search_bar import SearchBar
from contacthub_tui.widgets.table_commands import BACK, reload_command, search_command
from contacthub_tui.widgets.talk_side import TalkSide
from contacthub_tui.widgets.thread_view import ThreadView
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.words import Words
from contacthub_tui.widgets.writing import WRITE, Writing

#: From this width on list, thread and contact stand beside each other.
_FULL = 120
_LOOK = 0.35  # seconds between two looks at what is shown
_SEARCH_AGAIN = 2.0  # seconds between two looks for what a search finds
_REST = 0.03  # seconds that the cursor rests before the thread is read


class InboxScreen(Writing):
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
        *WRITE,
        *ACTS,
        search_command(mark("Find by name, number, or what was said."), GROUP_INBOX),
        reload_command(GROUP_INBOX),
        BACK,
    ]

    query_shown: reactive[ConversationQuery] = reactive(
        ConversationQuery(), init=False, repaint=False
    )

    table = getters.query_one(ConversationTable)
    side = getters.query_one(TalkSide)
    search = getters.query_one(SearchBar)

    def __init__(self, frame: Frame, region: str) -> None:
        super().__init__(frame, region)
        self._pages: ConversationPages | None = None
        self._searched = 0.0
        self._total: int | None = None
        self._address: Address | None = None  # whose thread is shown
        self._held: Address | None = None  # who is written to, wherever the cursor stands
        self._held_row: int | None = None  # where it stood then
        self._goal: int | None = None  # the conversation that the cursor shall stand on next
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
                DecisionBar(),
                Composer(),
                id="talk",
            ),
            TalkSide(self.frame.who),
            id="body",
        )
        yield Words(lambda: nothing_text(self.query_shown, self._is_empty), id="nothing")

    def on_mount(self) -> None:
        self._ask()
        self.know_fields()
        self.set_interval(_LOOK, self.look)

    def on_screen_resume(self) -> None:
        self.know_fields()
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
        goal, self._goal = self._goal, None
        key = goal or (here.id if here is not None else None)
        cursor = await asyncio.to_thread(pages.rank, key) if key is not None else None
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
        self.set_class(pages.total == 0 and self._held is None, "-nothing")
        if pages.total == 0:
            self.query_one("#nothing").refresh(layout=True)

    @property
    def _is_empty(self) -> bool:
        return self.query_shown == ConversationQuery()

    async def _show_talk(self, address: Address) -> None:
        """Show the thread with an address as it is now."""
        anew = self.talk is None or self.talk.address != address
        draft = ""
        if anew:
            await self.keep_draft()
            draft = await asyncio.to_thread(composing.draft_for, address, self.frame.who)
        talk = await asyncio.to_thread(read_talk, address)
        conversation = talk.conversation
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
        if anew:
            self.show_draft(address, draft)
        if self._held == address and conversation is not None:
            self._goal = conversation.id
        await self.close_answered(talk)
        if self._is_in_thread and conversation is not None and conversation.unread:
            await self.mark_read(conversation)

    def _show_side(self, talk: Talk) -> None:
        self.query_one("#who").refresh()
        self.query_one(DecisionBar).talk = self.composer.talk = talk
        self.side.show(talk)
        self.refresh_bindings()
        self.side.name_fields(self.composer.fields)

    @on(WindowedTable.RowMoved)
    def _row_moved(self, event: WindowedTable.RowMoved) -> None:
        row = event.row
        if self._is_held(row):
            return
        if row is not None and row.address != self._address:
            self._address = row.address
            self._turn_to(row.address)
        elif row is None and self.table.total == 0 and self._address is not None:
            self._address = self.talk = None
            self.thread.show_thread(0, (), anew=True)
            self.query_one("#who").refresh()
        self.refresh_bindings()

    def _is_held(self, row: Conversation | None) -> bool:
        """Whether the thread that is shown stays though the cursor is elsewhere: somebody is
        written to, until the cursor moves."""
        if self._held is None:
            return False
        if row is None or self._held_row in (None, row.id):
            self._held_row = row.id if row is not None else None
            return True
        self._held = None
        return row.address == self._address

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
        self._enter_thread()
        await self.mark_read(event.row)

    def _enter_thread(self) -> None:
        """Go where one writes, or reads where nothing may be written."""
        if self.talk is not None and self.talk.is_closed_to_us:
            self.thread.focus()
        else:
            self.composer.area.focus()

    def write_to(self, address: Address) -> None:
        self._write_to(address)

    @work(group="write", exclusive=True, exit_on_error=False)
    async def _write_to(self, address: Address) -> None:
        here = self.table.cursor_row
        self._held, self._held_row = address, here.id if here is not None else None
        if self.query_shown != ConversationQuery():
            self._held_row = None
            self.search.value = ""
            self.query_shown = ConversationQuery()
        self._address = address
        self.set_class(False, "-nothing")
        self._go_in("thread")
        await self._show_talk(address)
        self._enter_thread()
        self.look()

    def action_panel(self) -> None:
        self._go_in("panel")
        self.side.start()

    def action_name(self) -> None:
        self.action_panel()

    @on(NewContactForm.Saved)
    def _number_named(self) -> None:
        if self.has_class("-in-panel"):
            self.action_back()
        else:
            self.table.focus()
        self.look()

    def action_back(self) -> None:
        if self.has_class("-in-panel") and not self.table.display:
            self._go_in("thread")
            self._enter_thread()
        elif not self.table.has_focus and self.table.total:
            self._held = None
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
            "panel": self.talk is not None and not self.side.has_focus_within,
            "name": self.talk is not None and self.talk.details is None,
            "back": not self.table.has_focus or self.query_shown != ConversationQuery(),
        }
        return can[action] if action in can else super().check_action(action, parameters)
