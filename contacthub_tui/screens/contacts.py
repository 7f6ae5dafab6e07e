"""All contacts: search, filter, sort, select, look. Enters: the imports, so that what they bring
shows; queries of other places (`show_query`). Leaves: `DemoWanted` from an empty store.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from textual import getters, on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from contacthub_tui.domain.contact import Contact
from contacthub_tui.domain.import_run import ImportRun
from contacthub_tui.i18n import mark
from contacthub_tui.services import contacts
from contacthub_tui.services.contact_pages import ContactPages
from contacthub_tui.services.contacts import ContactQuery, Sort
from contacthub_tui.widgets.bulk_acts import BULK
from contacthub_tui.widgets.command import GROUP_CONTACTS, command
from contacthub_tui.widgets.consent_acts import CONSENT, ConsentActs
from contacthub_tui.widgets.contact_panel import ContactPanel
from contacthub_tui.widgets.contact_table import ContactTable
from contacthub_tui.widgets.contacts_head import Found, found_text, nothing_text, title_text
from contacthub_tui.widgets.filter_chips import FilterChips
from contacthub_tui.widgets.message_wish import MessageWanted
from contacthub_tui.widgets.narrowing import NARROWING, Narrowing
from contacthub_tui.widgets.navigation_bar import AT_WORK
from contacthub_tui.widgets.place import Frame
from contacthub_tui.widgets.search_bar import SearchBar
from contacthub_tui.widgets.table_commands import (
    BACK,
    reload_command,
    search_command,
    sort_commands,
)
from contacthub_tui.widgets.welcome import Welcome
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.words import Words

#: Sorts that begin with the latest unless they are turned round.
_LATEST_FIRST = (Sort.NEWEST, Sort.CHANGED)
_READING_PAUSE = 0.05  # seconds of rest before what takes longer is asked for
_SETTLING_PAUSE = 0.5  # seconds that a filtered result stands before all of it is looked for


class ContactsScreen(ConsentActs, Narrowing):
    """The table over the whole store, and the contact under its cursor beside it."""

    CSS_PATH = "../styles/contacts.tcss"
    AUTO_FOCUS = "ContactTable"
    BINDINGS = [
        command(
            "a",
            "add",
            mark("Add"),
            mark("Add a contact by hand."),
            group=GROUP_CONTACTS,
        ),
        command(
            "e,enter",
            "edit",
            mark("Edit"),
            mark("Change the contact under the cursor."),
            group=GROUP_CONTACTS,
        ),
        command(
            "m",
            "message",
            mark("Message"),
            mark("Write to the contact under the cursor."),
            group=GROUP_CONTACTS,
        ),
        *BULK,
        *CONSENT,
        *NARROWING,
        *sort_commands(mark("Sort by name, number, newest, last changed."), GROUP_CONTACTS),
        search_command(mark("Find by name, number, alias or email."), GROUP_CONTACTS),
        command(
            "D",
            "duplicates",
            mark("Duplicates"),
            mark("Find contacts that may be one person, and merge them."),
            show=False,
            group=GROUP_CONTACTS,
        ),
        command("d", "demo", mark("Try the demo"), mark("Open made-up contacts, to try things.")),
        reload_command(GROUP_CONTACTS),
        BACK,
    ]

    class DuplicatesWanted(Message):
        """Look for contacts that may be one person."""

    class DemoWanted(Message):
        """The operator of an empty store wants to try the demo."""

    @dataclass
    class FormWanted(Message):
        """Add a contact, or change the one that is given."""

        contact: Contact | None

    table = getters.query_one(ContactTable)
    panel = getters.query_one(ContactPanel)
    search = getters.query_one(SearchBar)

    def __init__(self, frame: Frame, database: str) -> None:
        super().__init__(frame, database)
        self._stored: int | None = None
        self._saved: int | None = None  # the contact that is to be stood on
        self._counted: ContactQuery | None = None  # what has been counted, in whatever order
        self._finished: set[int] | None = None

    def compose_content(self) -> Iterable[Widget]:
        yield Horizontal(
            Words(lambda: title_text(self.found), id="title"),
            Words(lambda: Content.styled("/ ", "$muted")),
            SearchBar(),
            Words(lambda: found_text(self.found), step=24, id="found"),
            id="head",
        )
        yield FilterChips()
        yield Horizontal(ContactTable(), ContactPanel(), id="body")
        yield Words(lambda: nothing_text(self.found), id="nothing")
        yield Welcome()

    def on_mount(self) -> None:
        self.query_one(Welcome).display = False
        self._ask(keep_place=False)

    def on_screen_resume(self) -> None:
        if self._stored is not None:
            self._ask(keep_place=True)

    # The query and its answer

    @work(group="query", exclusive=True, exit_on_error=False)
    async def _ask(self, keep_place: bool) -> None:
        """Load the first page, show it, then count: the old rows stay until the new are there."""
        query, table = self.query_shown, self.table
        if not await self.know_names(query):
            return
        total = table.total if query.unsorted == self._counted and not keep_place else None
        start, place = 0, None
        if keep_place:
            total = await asyncio.to_thread(contacts.count_contacts, query)
            place = await self._place_of_saved(query)
            cursor = table.cursor if place is None else place
            start = cursor - cursor % table.page_size if cursor < total else 0
        pages = ContactPages(query, total)

        async def page(start: int, size: int) -> Sequence[Contact]:
            return await asyncio.to_thread(pages.page, start, size)

        rows = await page(start, table.page_size)
        if total is None and len(rows) < table.page_size:
            total = len(rows)
        self._counted = None if total is None else query.unsorted
        table.sort_column = query.sort
        table.sort_descending = query.descending ^ (query.sort in _LATEST_FIRST)
        table.show_rows(
            len(rows) if total is None else total, page, rows, start=start, keep_place=keep_place
        )
        if keep_place and place is not None:
            self._saved = None
            table.move_cursor(place)
        self.show_error(None)
        await self._show_count(query)
        if total is None:
            # Who types on needs no count: it may take longer than the page.
            await asyncio.sleep(_READING_PAUSE)
            total = await asyncio.to_thread(contacts.count_contacts, query)
            self._counted = query.unsorted
            pages.total = total
            table.show_total(total)
            await self._show_count(query)
        self._name_custom_fields()
        if query.is_filtered and total > table.page_size:
            await asyncio.sleep(_SETTLING_PAUSE)
            await asyncio.to_thread(pages.settle)

    async def _show_count(self, query: ContactQuery) -> None:
        """Show what is known of how many there are and were found."""
        if not query.text and not query.is_filtered:
            self._stored = self.table.total
        elif self._stored is None:
            self._stored = await asyncio.to_thread(contacts.count_contacts, ContactQuery())
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        empty = self._stored == 0
        welcome = self.query_one(Welcome)
        was_empty, welcome.display = welcome.display, empty
        self.query_one("#head").display = self.query_one("#body").display = not empty
        nobody = not empty and self.table.total == 0
        self.set_class(nobody, "-nobody")
        if nobody:
            self.query_one("#nothing").refresh(layout=True)
        if was_empty and not empty:
            self.table.focus()
        self._refresh_head()

    def _refresh_head(self) -> None:
        for words in self.query("#head Words").results(Words):
            words.follow()
        self.refresh_bindings()

    def watch_query_shown(self, before: ContactQuery, after: ContactQuery) -> None:
        super().watch_query_shown(before, after)
        self.show_report("")
        self._ask(keep_place=False)

    def watch_runs(self, runs: tuple[ImportRun, ...]) -> None:
        """An import has ended, or brings the first contacts: show what it brought."""
        finished = {run.id for run in runs if run.state not in AT_WORK}
        news = self._finished is not None and finished != self._finished
        first = self._stored == 0 and any(run.counts.created for run in runs)
        self._finished = finished
        if (news or first) and self.is_current:
            self._ask(keep_place=True)

    def action_reload(self) -> None:
        self._ask(keep_place=True)

    def show_query(self, query: ContactQuery) -> None:
        """Show what another place asks for: a list, what an import brought."""
        self.query_shown = query
        self.search.value = query.text
        self.query_one("#body").remove_class("-open")
        self.table.focus()

    # Search and sort

    def action_search(self) -> None:
        self.set_focus(self.search)

    @on(Input.Changed, "SearchBar")
    def _search_typed(self, event: Input.Changed) -> None:
        self.query_shown = replace(self.query_shown, text=event.value.strip())

    @on(SearchBar.Left)
    def _search_left(self) -> None:
        self.table.focus()

    def action_sort(self) -> None:
        sorts = list(Sort)
        self._sort_by(sorts[(sorts.index(self.query_shown.sort) + 1) % len(sorts)])

    def action_reverse(self) -> None:
        query = self.query_shown
        self.query_shown = replace(query, descending=not query.descending)

    @on(WindowedTable.SortChosen)
    def _title_clicked(self, event: WindowedTable.SortChosen) -> None:
        sort = Sort(event.column)
        if sort is self.query_shown.sort:
            self.action_reverse()
        else:
            self._sort_by(sort)

    def _sort_by(self, sort: Sort) -> None:
        self.query_shown = replace(self.query_shown, sort=sort, descending=False)

    # Selection

    @on(ContactTable.SelectionChanged)
    def _selection_changed(self) -> None:
        self._refresh_head()

    def contact_table(self) -> ContactTable:
        return self.table

    def contacts_changed(self) -> None:
        self._ask(keep_place=True)

    # The contact beside the table

    @on(WindowedTable.RowMoved)
    def _row_moved(self, event: WindowedTable.RowMoved) -> None:
        self._look_at(event.row)

    @work(group="details", exclusive=True, exit_on_error=False)
    async def _look_at(self, contact: Contact | None) -> None:
        """Show a contact with its details when the cursor rests on it: no key waits for that."""
        details = None
        if contact is not None:
            await asyncio.sleep(_READING_PAUSE)
            details = await asyncio.to_thread(contacts.contact_details, contact.id)
        self.panel.contact = contact
        self.panel.details = details

    @work(group="custom", exclusive=True, exit_on_error=False)
    async def _name_custom_fields(self) -> None:
        self.panel.custom_fields = await self.know_fields()

    @on(WindowedTable.RowOpened)
    def _row_opened(self) -> None:
        if self.is_wide:
            self.action_edit()
        else:
            self._open_panel()

    def _open_panel(self) -> None:
        self.query_one("#body").add_class("-open")
        self.panel.focus()

    # Adding and changing by hand

    def action_add(self) -> None:
        self.post_message(self.FormWanted(None))

    def action_edit(self) -> None:
        if (contact := self.table.cursor_row) is not None:
            self.post_message(self.FormWanted(contact))

    def action_message(self) -> None:
        if (contact := self.table.cursor_row) is not None and contact.addresses:
            self.post_message(MessageWanted(contact.addresses[0]))

    def show_contact(self, contact_id: int) -> None:
        """Stand on a contact that was saved, where the query finds it."""
        self.something_done()
        self._saved = contact_id
        self._ask(keep_place=True)

    async def _place_of_saved(self, query: ContactQuery) -> int | None:
        if self._saved is None:
            return None
        return await asyncio.to_thread(contacts.place_of, query, self._saved)

    def action_back(self) -> None:
        body = self.query_one("#body")
        if self.panel.has_focus or body.has_class("-open"):
            body.remove_class("-open")
            self.table.focus()
        elif self.query_shown.text:
            self.search.value = ""
        else:
            self.take_last_off()

    def action_duplicates(self) -> None:
        self.post_message(self.DuplicatesWanted())

    def action_demo(self) -> None:
        self.post_message(self.DemoWanted())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_composed:
            return True
        filled = bool(self._stored)
        if action in ("lists", "delete", "export") and not filled:
            return False
        can = {
            "demo": self._stored == 0,
            "search": filled and not self.search.has_focus,
            "sort": filled,
            "duplicates": filled,
            "reverse": filled,
            "message": self.table.cursor_row is not None and not self.table.selected_count,
            "edit": self.table.cursor_row is not None,
            "filter": filled,
            "columns": filled,
            "back": self.panel.has_focus or self.found.is_narrowed,
        }
        return can.get(action, super().check_action(action, parameters))

    @property
    def found(self) -> Found:
        """What is known of what is shown."""
        table = self.table
        return Found(
            query=self.query_shown,
            stored=self._stored,
            total=table.total,
            selected=table.selected_count,
            counted=self._counted is not None,
            names=self.names,
            wide=self.is_wide,
        )
