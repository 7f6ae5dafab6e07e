"""All contacts: search, sort, select, look. Enters: the imports, so that what they bring shows.
Leaves: `DemoWanted` from an empty store.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace

from textual import getters, on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from contacthub_tui.domain.contact import Contact
from contacthub_tui.domain.import_run import ImportRun
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, ngettext, number
from contacthub_tui.services import contacts, custom_fields
from contacthub_tui.services.contacts import ContactQuery, Sort
from contacthub_tui.widgets.command import GROUP_CONTACTS, command, spell_key
from contacthub_tui.widgets.contact_panel import ContactPanel
from contacthub_tui.widgets.contact_table import ContactTable
from contacthub_tui.widgets.navigation_bar import AT_WORK
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.search_bar import SearchBar
from contacthub_tui.widgets.welcome import Welcome
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.words import Words

#: What each sort is called, as it is and turned round.
_SORT_NAMES = {
    Sort.NAME: (mark("by name"), mark("by name, from Z to A")),
    Sort.NUMBER: (mark("by number"), mark("by number, from the highest")),
    Sort.NEWEST: (mark("newest first"), mark("oldest first")),
    Sort.CHANGED: (mark("last changed first"), mark("longest unchanged first")),
}
#: Sorts that begin with the latest unless they are turned round.
_LATEST_FIRST = (Sort.NEWEST, Sort.CHANGED)
_READING_PAUSE = 0.05  # seconds of rest before what takes longer is asked for


class ContactsScreen(Place):
    """The table over the whole store, and the contact under its cursor beside it."""

    CSS_PATH = "../styles/contacts.tcss"
    AUTO_FOCUS = "ContactTable"
    BINDINGS = [
        command(
            "h",
            "history",
            mark("History"),
            mark("Show or hide why its preference is so."),
            group=GROUP_CONTACTS,
        ),
        command(
            "s",
            "sort",
            mark("Sort"),
            mark("Sort by name, number, newest, last changed."),
            group=GROUP_CONTACTS,
        ),
        command(
            "S",
            "reverse",
            mark("Reverse"),
            mark("Turn the order round."),
            show=False,
            group=GROUP_CONTACTS,
        ),
        command(
            "slash",
            "search",
            mark("Search"),
            mark("Find by name, number, alias or email."),
            group=GROUP_CONTACTS,
            priority=True,  # before the letters that follow at once get to the table
        ),
        command("d", "demo", mark("Try the demo"), mark("Open made-up contacts, to try things.")),
        command(
            "ctrl+r",
            "reload",
            mark("Reload"),
            mark("Look at the store anew."),
            show=False,
            group=GROUP_CONTACTS,
        ),
        command("escape", "back", mark("Back"), mark("One step back.")),
    ]

    class DemoWanted(Message):
        """The operator of an empty store wants to try the demo."""

    query_shown: reactive[ContactQuery] = reactive(ContactQuery(), init=False, repaint=False)

    table = getters.query_one(ContactTable)
    panel = getters.query_one(ContactPanel)
    search = getters.query_one(SearchBar)

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._stored: int | None = None
        self._counted: str | None = None  # the search whose total is known
        self._finished: set[int] | None = None

    def compose_content(self) -> Iterable[Widget]:
        yield _head(self)
        yield Horizontal(ContactTable(), ContactPanel(), id="body")
        yield Words(self.nothing_text, id="nothing")
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
        total = table.total if query.text == self._counted and not keep_place else None

        async def page(start: int, size: int) -> Sequence[Contact]:
            return await asyncio.to_thread(contacts.contact_page, query, start, size, total)

        start = 0
        if keep_place:
            total = await asyncio.to_thread(contacts.count_contacts, query)
            start = table.page_start() if table.page_start() < total else 0
        rows = await page(start, table.page_size)
        if total is None and len(rows) < table.page_size:
            total = len(rows)
        self._counted = None if total is None else query.text
        table.sort_column = query.sort
        table.sort_descending = query.descending ^ (query.sort in _LATEST_FIRST)
        table.show_rows(
            len(rows) if total is None else total, page, rows, start=start, keep_place=keep_place
        )
        self.show_error(None)
        await self._show_count(query)
        if total is None:
            # Who types on needs no count: it may take longer than the page.
            await asyncio.sleep(_READING_PAUSE)
            total = await asyncio.to_thread(contacts.count_contacts, query)
            self._counted = query.text
            table.show_total(total)
            await self._show_count(query)
        self._name_custom_fields()

    async def _show_count(self, query: ContactQuery) -> None:
        """Show what is known of how many there are and were found."""
        if not query.text:
            self._stored = self.table.total
        elif self._stored is None:
            self._stored = await asyncio.to_thread(contacts.count_contacts, ContactQuery())
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        empty = self._stored == 0
        welcome = self.query_one(Welcome)
        was_empty, welcome.display = welcome.display, empty
        self.query_one("#head").display = self.query_one("#body").display = not empty
        self.set_class(not empty and self.table.total == 0, "-nobody")
        self.query_one("#nothing").refresh()
        if was_empty and not empty:
            self.table.focus()
        self._refresh_head()

    def _refresh_head(self) -> None:
        for words in self.query("#head Words").results(Words):
            words.follow()
        self.refresh_bindings()

    def watch_query_shown(self, before: ContactQuery, after: ContactQuery) -> None:
        if before.text != after.text:
            self.table.new_search()
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
        fields = await asyncio.to_thread(custom_fields.custom_fields)
        self.panel.custom_names = {field.id: field.name for field in fields}

    @on(WindowedTable.RowOpened)
    def _row_opened(self) -> None:
        self.query_one("#body").add_class("-open")
        self.panel.focus()

    def action_history(self) -> None:
        self.panel.full_history = not self.panel.full_history
        if self.panel.full_history and not self.is_wide:
            self._row_opened()

    def action_back(self) -> None:
        body = self.query_one("#body")
        if self.panel.has_focus or body.has_class("-open"):
            body.remove_class("-open")
            self.table.focus()
        elif self.query_shown.text:
            self.search.value = ""

    def action_demo(self) -> None:
        self.post_message(self.DemoWanted())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_composed:
            return True
        filled = bool(self._stored)
        can = {
            "demo": self._stored == 0,
            "search": filled and not self.search.has_focus,
            "sort": filled,
            "reverse": filled,
            "history": self.table.cursor_row is not None,
            "back": self.panel.has_focus or bool(self.query_shown.text),
        }
        return can.get(action, True)

    # The line above the table

    def title_text(self) -> Content:
        """What is shown, and how many."""
        if self._stored is None:
            return Content.styled(_("All contacts"), "bold")
        selected, total = self.table.selected_count, self.table.total
        if selected:
            found = ngettext(
                "{selected} selected of {found} found",
                "{selected} selected of {found} found",
                selected,
            ).format(selected=number(selected), found=number(total))
            return Content.styled(f"✓ {found}", "bold $accent")
        title = Content.styled(_("All contacts"), "bold")
        if not self.query_shown.text and self._counted is None:
            return title
        return Content.assemble(title, "  ", (number(self._stored), "$muted"))

    def found_text(self) -> Content:
        """How many were found, and their order."""
        sort = _(_SORT_NAMES[self.query_shown.sort][self.query_shown.descending])
        if not self.query_shown.text or self._counted is None:
            return Content.styled(sort, "$muted")
        total = self.table.total
        found = ngettext("{n} found", "{n} found", total).format(n=number(total))
        return Content.assemble(found, (f" · {sort}", "$muted"))

    def nothing_text(self) -> Content:
        """What stands below the titles where the search finds nobody."""
        return Content.assemble(
            (
                _("No contact matches “{text}”.").format(text=safe(self.query_shown.text, 60)),
                "bold",
            ),
            "\n\n",
            (_("Every word is looked for in names, aliases, emails and numbers."), "$muted"),
            "\n\n",
            (spell_key("escape"), "bold $accent"),
            "  ",
            _("Empty the search"),
        )


def _head(screen: ContactsScreen) -> Horizontal:
    return Horizontal(
        Words(screen.title_text, id="title"),
        Words(lambda: Content.styled("/ ", "$muted")),
        SearchBar(),
        Words(screen.found_text, step=24, id="found"),
        id="head",
    )
