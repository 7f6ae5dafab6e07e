"""The table of lists. Enters: the lists, in their order. Leaves: messages of the table."""

from collections.abc import Sequence

from contacthub_tui.domain.contact_list import ContactList
from contacthub_tui.i18n import mark, when
from contacthub_tui.widgets.columns import Cell, Column
from contacthub_tui.widgets.windowed_table import WindowedTable

COLUMNS: Sequence[Column[ContactList]] = (
    Column("name", mark("List"), lambda one: Cell(one.name), width=16, weight=3, sorts=True),
    Column(
        "description",
        mark("Description"),
        lambda one: Cell(one.description, "muted"),
        width=12,
        weight=3,
    ),
    Column(
        "newest",
        mark("Made"),
        lambda one: Cell(when(one.created_at), "muted"),
        width=11,
        right=True,
        sorts=True,
    ),
    Column(
        "who",
        mark("Who"),
        lambda one: Cell(one.created_by, "muted"),
        width=8,
        weight=1,
        from_width=80,
    ),
)


class ListTable(WindowedTable[ContactList]):
    """Every list. All are at hand: there are thousands, not millions."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(COLUMNS, lambda one: one.id, id=id)

    def show_lists(self, lists: Sequence[ContactList], keep_place: bool = True) -> None:
        """Show these lists; with `keep_place` the cursor stays on its list."""
        here = self.cursor_row if keep_place else None

        async def page(start: int, size: int) -> Sequence[ContactList]:
            return lists[start : start + size]

        if here is not None:
            places = [index for index, one in enumerate(lists) if one.id == here.id]
            if places:
                self.set_reactive(ListTable.cursor, places[0])
        start = self.page_start() if keep_place and self.page_start() < len(lists) else 0
        first = lists[start : start + self.page_size]
        self.show_rows(len(lists), page, first, start=start, keep_place=keep_place)
        self.move_cursor(self.cursor)
