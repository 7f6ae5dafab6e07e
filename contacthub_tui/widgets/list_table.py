"""The table of lists. Enters: the lists, in their order. Leaves: messages of the table."""

from collections.abc import Sequence

from contacthub_tui.domain.contact_list import ContactList, ListSort
from contacthub_tui.i18n import mark, when
from contacthub_tui.widgets.columns import Cell, Column, count_cell
from contacthub_tui.widgets.whole_table import WholeTable

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
        lambda one: count_cell(one.members),
        width=10,
        right=True,
        sorts=True,
    ),
    Column(
        ListSort.SUBSCRIBED,
        mark("● Subscribed"),
        lambda one: count_cell(one.subscribed, "good"),
        width=14,
        right=True,
        sorts=True,
    ),
    Column(
        ListSort.UNSUBSCRIBED,
        mark("■ Unsubscribed"),
        lambda one: count_cell(one.unsubscribed, "bad"),
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


class ListTable(WholeTable[ContactList]):
    """Some lists."""

    def __init__(
        self, columns: Sequence[Column[ContactList]] = COLUMNS, *, id: str | None = None
    ) -> None:
        super().__init__(columns, lambda one: one.id, id=id)
