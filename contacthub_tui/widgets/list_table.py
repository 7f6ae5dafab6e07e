"""The table of lists. Enters: the lists, in their order. Leaves: messages of the table."""

from collections.abc import Sequence

from contacthub_tui.domain.contact_list import ContactList, ListSort
from contacthub_tui.i18n import mark, number, when
from contacthub_tui.widgets.columns import Cell, Column
from contacthub_tui.widgets.windowed_table import WindowedTable


def _count(n: int, role: str = "text") -> Cell:
    return Cell(number(n), role if n else "muted")


#: What tells lists apart where one of them is chosen.
COUNTED: Sequence[Column[ContactList]] = (
    Column(
        ListSort.NAME,
        mark("List"),
        lambda one: Cell(one.name),
        width=14,
        weight=5,
        sorts=True,
    ),
    Column(
        ListSort.MEMBERS,
        mark("Members"),
        lambda one: _count(one.members),
        width=10,
        right=True,
        sorts=True,
    ),
    Column(
        ListSort.SUBSCRIBED,
        mark("● Subscribed"),
        lambda one: _count(one.subscribed, "good"),
        width=14,
        right=True,
        sorts=True,
    ),
    Column(
        ListSort.UNSUBSCRIBED,
        mark("■ Unsubscribed"),
        lambda one: _count(one.unsubscribed, "bad"),
        width=16,
        right=True,
        sorts=True,
    ),
)
COLUMNS: Sequence[Column[ContactList]] = (
    *COUNTED,
    Column(
        "description",
        mark("Description"),
        lambda one: Cell(one.description, "muted"),
        width=12,
        weight=4,
        from_width=100,
    ),
    Column(
        ListSort.NEWEST,
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
        from_width=110,
    ),
)


class ListTable(WindowedTable[ContactList]):
    """Some lists. All are at hand: there are thousands, not millions."""

    def __init__(
        self, columns: Sequence[Column[ContactList]] = COLUMNS, *, id: str | None = None
    ) -> None:
        super().__init__(columns, lambda one: one.id, id=id)

    def show_lists(self, lists: Sequence[ContactList], goal: int | None) -> None:
        """Show these lists; the cursor goes to the list of this id, to the first where there is
        none of it, and stays where it is without an id.
        """

        async def page(start: int, size: int) -> Sequence[ContactList]:
            return lists[start : start + size]

        places = [index for index, one in enumerate(lists) if one.id == goal]
        last = max(0, len(lists) - 1)
        cursor = min(self.cursor, last) if goal is None else next(iter(places), 0)
        self.set_reactive(ListTable.cursor, cursor)
        start = self.page_start()
        first = lists[start : start + self.page_size]
        self.show_rows(len(lists), page, first, start=start, keep_place=True)
        self.move_cursor(cursor)
