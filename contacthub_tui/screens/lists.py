"""Lists: find one, look at it, change it. Enters: nothing. Leaves: nothing yet."""

import asyncio
from collections.abc import Iterable, Sequence

from textual import getters, on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from contacthub_tui.domain.contact_list import (
    ContactList,
    ListSort,
    matching_lists,
    sorted_lists,
)
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, ngettext, number
from contacthub_tui.services import lists
from contacthub_tui.widgets.command import command, spell_key
from contacthub_tui.widgets.list_table import ListTable
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.search_bar import SearchBar
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.words import Words

GROUP_LISTS = mark("Lists")

#: What each sort is called, as it is and turned round.
_SORT_NAMES = {
    ListSort.NAME: (mark("by name"), mark("by name, from Z to A")),
    ListSort.NEWEST: (mark("newest lists first"), mark("oldest lists first")),
}


class ListsScreen(Place):
    """The table of all lists, a search above it."""

    CSS_PATH = "../styles/lists.tcss"
    AUTO_FOCUS = "ListTable"
    BINDINGS = [
        command("s", "sort", mark("Sort"), mark("Sort by name or newest."), group=GROUP_LISTS),
        command(
            "S",
            "reverse",
            mark("Reverse"),
            mark("Turn the order round."),
            show=False,
            group=GROUP_LISTS,
        ),
        command(
            "slash",
            "search",
            mark("Search"),
            mark("Find a list by its name or description."),
            group=GROUP_LISTS,
            priority=True,  # before the letters that follow at once get to the table
        ),
        command(
            "ctrl+r",
            "reload",
            mark("Reload"),
            mark("Look at the store anew."),
            show=False,
            group=GROUP_LISTS,
        ),
        command("escape", "back", mark("Back"), mark("One step back.")),
    ]

    table = getters.query_one(ListTable)
    search = getters.query_one(SearchBar)

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._lists: Sequence[ContactList] | None = None
        self._sort, self._descending = ListSort.NAME, False

    def compose_content(self) -> Iterable[Widget]:
        yield Horizontal(
            Words(self.title_text, id="title"),
            Words(lambda: Content.styled("/ ", "$muted")),
            SearchBar(mark("name, description")),
            Words(self.found_text, step=24, id="found"),
            id="head",
        )
        yield Horizontal(ListTable(), id="body")
        yield Words(self.nothing_text, id="nothing")

    def on_mount(self) -> None:
        self.query_one("#nothing").display = False
        self._load()

    def on_screen_resume(self) -> None:
        if self._lists is not None:
            self._load()

    def action_reload(self) -> None:
        self._load()

    @work(group="lists", exclusive=True, exit_on_error=False)
    async def _load(self) -> None:
        self._lists = await asyncio.to_thread(lists.all_lists)
        self.show_error(None)
        self._show(keep_place=True)

    def _show(self, keep_place: bool) -> None:
        """Show the lists that the search finds, in their order."""
        if self._lists is None:
            return
        found = matching_lists(self._lists, self.search.value)
        self.table.sort_column, self.table.sort_descending = self._sort, self._descending
        self.table.show_lists(sorted_lists(found, self._sort, self._descending), keep_place)
        empty = not self._lists
        self.query_one("#head").display = self.query_one("#body").display = not empty
        self.set_class(not empty and not found, "-none")
        nothing = self.query_one("#nothing")
        nothing.display = empty or not found
        nothing.refresh(layout=True)
        if empty:
            self.set_focus(self.table)
        for name in ("#title", "#found"):
            self.query_one(name, Words).follow()
        self.refresh_bindings()

    # Search and sort

    def action_search(self) -> None:
        self.set_focus(self.search)

    @on(Input.Changed, "SearchBar")
    def _search_typed(self) -> None:
        self._show(keep_place=False)

    @on(SearchBar.Left)
    def _search_left(self) -> None:
        self.table.focus()

    def action_sort(self) -> None:
        sorts = list(ListSort)
        self._sort_by(sorts[(sorts.index(self._sort) + 1) % len(sorts)])

    def action_reverse(self) -> None:
        self._sort_by(self._sort, not self._descending)

    @on(WindowedTable.SortChosen)
    def _title_clicked(self, event: WindowedTable.SortChosen) -> None:
        sort = ListSort(event.column)
        self._sort_by(sort, sort is self._sort and not self._descending)

    def _sort_by(self, sort: ListSort, descending: bool = False) -> None:
        self._sort, self._descending = sort, descending
        self._show(keep_place=False)

    def action_back(self) -> None:
        self.search.value = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_composed:
            return True
        filled = bool(self._lists)
        can = {
            "search": filled and not self.search.has_focus,
            "sort": filled,
            "reverse": filled,
            "back": bool(self.search.value),
        }
        return can.get(action, True)

    # What stands above the table, or in its place

    def title_text(self) -> Content:
        """The name of the place, and how many lists there are."""
        count = number(len(self._lists)) if self._lists else ""
        return Content.assemble((_("Lists"), "bold"), "  ", (count, "$muted"))

    def found_text(self) -> Content:
        """How many were found, and their order."""
        sort = _(_SORT_NAMES[self._sort][self._descending])
        if not self.search.value.strip():
            return Content.styled(sort, "$muted")
        total = self.table.total
        found = ngettext("{n} list found", "{n} lists found", total).format(n=number(total))
        return Content.assemble(found, (f" · {sort}", "$muted"))

    def nothing_text(self) -> Content:
        """What stands where there is no list, or none that matches."""
        if self._lists:
            text = safe(self.search.value.strip(), 60)
            return Content.assemble(
                (_("No list matches “{text}”.").format(text=text), "bold"),
                "\n\n",
                (spell_key("escape"), "bold $accent"),
                "  ",
                _("Empty the search"),
            )
        return Content.assemble(
            (_("No lists yet"), "bold"),
            "\n\n",
            (_("A list is a set of contacts with a name: VIP, Newsletter, Lyon."), "$muted"),
        )
