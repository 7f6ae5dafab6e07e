"""Lists: find one, open it, make, rename, delete, merge, import into them. Enters: the imports,
since what they bring changes the counts. Leaves: `ContactsWanted` for a list, `ImportWanted`.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from textual import getters, on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from contacthub_tui.domain.contact_list import (
    ContactList,
    ListSort,
    matching_lists,
    sorted_lists,
)
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.domain.import_run import ImportRun
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, ngettext, number
from contacthub_tui.services import lists
from contacthub_tui.widgets.command import command, spell_key
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.list_dialog import ListDialog
from contacthub_tui.widgets.list_table import ListTable
from contacthub_tui.widgets.list_words import (
    delete_sentences,
    empty_text,
    merged_sentence,
    short_name,
)
from contacthub_tui.widgets.merge_dialog import MergeDialog
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.search_bar import SearchBar
from contacthub_tui.widgets.table_commands import (
    BACK,
    reload_command,
    search_command,
    sort_commands,
)
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.words import Words

GROUP_LISTS = mark("Lists")

#: What each sort is called, as it is and turned round.
_SORT_NAMES = {
    ListSort.NAME: (mark("by name"), mark("by name, from Z to A")),
    ListSort.MEMBERS: (mark("most members first"), mark("fewest members first")),
    ListSort.SUBSCRIBED: (mark("most subscribed first"), mark("fewest subscribed first")),
    ListSort.UNSUBSCRIBED: (mark("most unsubscribed first"), mark("fewest unsubscribed first")),
    ListSort.NEWEST: (mark("newest lists first"), mark("oldest lists first")),
}
_LOOK = 5.0  # seconds between two looks at what others changed
_LONGEST_NAME = 60
_TOP = 0  # no list has this id: the cursor goes to the first


class ListsScreen(Place):
    """The table of all lists, a search above it."""

    CSS_PATH = "../styles/lists.tcss"
    AUTO_FOCUS = "ListTable"
    BINDINGS = [
        command("a", "add", mark("Add"), mark("Make a list."), group=GROUP_LISTS),
        command("e", "edit", mark("Edit"), mark("Rename and describe."), group=GROUP_LISTS),
        command(
            "d",
            "delete",
            mark("Delete"),
            mark("Delete the list; its contacts stay."),
            group=GROUP_LISTS,
        ),
        command(
            "M",
            "merge",
            mark("Merge"),
            mark("Put its members into another list, and delete it."),
            group=GROUP_LISTS,
        ),
        command(
            "i",
            "import_into",
            mark("Import"),
            mark("Bring a file of contacts into this list."),
            group=GROUP_LISTS,
        ),
        *sort_commands(
            mark("Sort by name, members, subscribed, unsubscribed, newest."), GROUP_LISTS
        ),
        search_command(mark("Find a list by its name or description."), GROUP_LISTS),
        reload_command(GROUP_LISTS),
        BACK,
    ]

    @dataclass
    class ImportWanted(Message):
        """Bring a file into the list of this name."""

        name: str

    table = getters.query_one(ListTable)
    search = getters.query_one(SearchBar)

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._lists: Sequence[ContactList] | None = None
        self._sort, self._turned = ListSort.NAME, False
        self._deleting = ""  # the name of a list on its way out
        self._ours: set[int] = set()  # lists that went by what was done here
        self._goal: int | None = None  # the list that the cursor shall stand on next

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
        self.set_interval(_LOOK, self._look)

    def on_screen_resume(self) -> None:
        if self._lists is not None:
            self._load()

    def watch_runs(self, runs: tuple[ImportRun, ...]) -> None:
        """An import goes on or has ended: its lists grow."""
        self._look()

    def _look(self) -> None:
        if self.is_current and self._lists is not None:
            self._load()

    def action_reload(self) -> None:
        self._load()

    @work(group="lists", exclusive=True, exit_on_error=False)
    async def _load(self) -> None:
        """Show the lists as they are now."""
        found = await asyncio.to_thread(_ordered, lists.all_lists, self._sort, self._turned)
        self.show_error(None)
        if found != self._lists or self._goal is not None:
            self._tell_of_gone(found)
            self._lists = found
            self._show()

    def _tell_of_gone(self, found: Sequence[ContactList]) -> None:
        """Say so where the list under the cursor went without a word from here."""
        one = self.table.cursor_row
        if one is None or one.id in self._ours or any(other.id == one.id for other in found):
            return
        sentence = _("Somebody deleted “{name}”, or merged it into another list.")
        self.notify(sentence.format(name=short_name(one)), markup=False)

    def _show(self) -> None:
        """Show the lists that the search finds."""
        if self._lists is None:
            return
        found = matching_lists(self._lists, self.search.value)
        goal, self._goal = self._goal, None
        self.table.sort_column = self._sort
        self.table.sort_descending = self._turned ^ (self._sort is not ListSort.NAME)
        self.table.show_all(found, goal)
        empty = not self._lists
        self.query_one("#head").display = self.query_one("#body").display = not empty
        self.set_class(not empty and not found, "-none")
        nothing = self.query_one("#nothing")
        nothing.display = empty or not found
        nothing.refresh(layout=True)
        self._show_head()

    def _show_head(self) -> None:
        for name in ("#title", "#found"):
            self.query_one(name, Words).follow()
        self.refresh_bindings()

    # What is done to a list

    @on(WindowedTable.RowMoved)
    def _row_moved(self) -> None:
        self.refresh_bindings()

    @on(WindowedTable.RowOpened)
    def _row_opened(self, event: WindowedTable.RowOpened) -> None:
        self.post_message(self.ContactsWanted(ContactQuery(list_ids=(event.row.id,))))

    def action_import_into(self) -> None:
        one = self.table.cursor_row
        self.post_message(self.ImportWanted(one.name if one is not None else ""))

    @work(group="change", exit_on_error=False)
    async def action_add(self) -> None:
        made = await self.app.push_screen_wait(ListDialog(self.frame.who))
        if made is not None:
            self.search.value = ""
            self._changed(made)

    @work(group="change", exit_on_error=False)
    async def action_edit(self) -> None:
        one = self.table.cursor_row
        if one is not None:
            await self.app.push_screen_wait(ListDialog(self.frame.who, one))
            self._changed(one.id)

    @work(group="change", exit_on_error=False)
    async def action_delete(self) -> None:
        one = self.table.cursor_row
        if one is None or self._deleting:
            return
        # The question tells what there is now, and not when the lists were read.
        one = await asyncio.to_thread(lists.get_list, one.id)
        title = _("Delete the list “{name}”").format(name=short_name(one))
        question = Confirm(title, delete_sentences(one), _("Delete the list"))
        if not await self.app.push_screen_wait(question):
            return
        self._ours.add(one.id)
        self._deleting = one.name
        self._show_head()
        try:
            await asyncio.to_thread(lists.delete_list, one.id)
        finally:
            self._deleting = ""
            self._show_head()
        self._changed(None)

    @work(group="change", exit_on_error=False)
    async def action_merge(self) -> None:
        one = self.table.cursor_row
        if one is None or self._lists is None:
            return
        self._ours.add(one.id)
        done = await self.app.push_screen_wait(MergeDialog(one, self._lists))
        if done is not None:
            self.notify(merged_sentence(one, done), markup=False)
            self._changed(done.into.id)
        if done is None or not done.merged.whole:
            self._ours.discard(one.id)

    def _changed(self, goal: int | None) -> None:
        """Look at the lists after something was done, and stand on this one."""
        self._goal = goal
        self._load()

    # Search and sort

    def action_search(self) -> None:
        self.set_focus(self.search)

    @on(Input.Changed, "SearchBar")
    def _search_typed(self) -> None:
        self._goal = _TOP
        self._show()

    @on(SearchBar.Left)
    def _search_left(self) -> None:
        self.table.focus()

    def action_sort(self) -> None:
        sorts = list(ListSort)
        self._sort_by(sorts[(sorts.index(self._sort) + 1) % len(sorts)])

    def action_reverse(self) -> None:
        self._sort_by(self._sort, not self._turned)

    @on(WindowedTable.SortChosen)
    def _title_clicked(self, event: WindowedTable.SortChosen) -> None:
        sort = ListSort(event.column)
        self._sort_by(sort, sort is self._sort and not self._turned)

    def _sort_by(self, sort: ListSort, turned: bool = False) -> None:
        self._sort, self._turned = sort, turned
        self._changed(_TOP)

    def action_back(self) -> None:
        self.search.value = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_composed:
            return True
        filled = bool(self._lists)
        chosen = self.table.cursor_row is not None
        can = {
            "search": filled and not self.search.has_focus,
            "sort": filled,
            "reverse": filled,
            "edit": chosen,
            "delete": chosen and not self._deleting,
            "merge": chosen and self._lists is not None and len(self._lists) > 1,
            "back": bool(self.search.value),
        }
        return can.get(action, True)

    # What stands above the table, or in its place

    def title_text(self) -> Content:
        """The name of the place, and how many lists there are."""
        count = number(len(self._lists)) if self._lists else ""
        title = Content.assemble((_("Lists"), "bold"), "  ", (count, "$muted"))
        if not self._deleting:
            return title
        doing = _("Deleting {name}…").format(name=safe(self._deleting, _LONGEST_NAME))
        return title + Content.assemble("   ", ("⟳ ", "$accent"), doing)

    def found_text(self) -> Content:
        """How many were found, and their order."""
        sort = _(_SORT_NAMES[self._sort][self._turned])
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
        return empty_text()


def _ordered(
    load: Callable[[], list[ContactList]], sort: ListSort, turned: bool
) -> list[ContactList]:
    return sorted_lists(load(), sort, turned)
