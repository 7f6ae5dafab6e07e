"""What a check found that is worth a look: groups of rows, with what to do about each.

Enters: the summary of a check. Leaves: table messages about groups.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from contacthub_tui.domain.import_check import KEPT_GROUP, STOPPED_GROUP, CheckSummary
from contacthub_tui.i18n import _, mark, number
from contacthub_tui.widgets.columns import Cell, Column
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.wording.check_groups import group_label

#: The groups in which rows name lists that are not there.
LISTS_GROUP = "warning:unknown-list"
#: What else is worth a look: an outcome that is not the rule.
_DUPLICATES = "duplicate"


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that have one thing in common."""

    name: str
    rows: int


def groups_of(summary: CheckSummary) -> list[Group]:
    """What is worth a look: stops first, then what fails, then what comes in with a warning."""
    counted = dict(summary.groups)
    if summary.counts.duplicate:
        counted[_DUPLICATES] = summary.counts.duplicate
    return sorted((Group(name, rows) for name, rows in counted.items() if rows), key=_rank)


def _rank(group: Group) -> tuple[int, int, str]:
    kinds = (STOPPED_GROUP, "failed", KEPT_GROUP, "warning", _DUPLICATES)
    return kinds.index(group.name.partition(":")[0]), -group.rows, group.name


_SIGNS = {
    STOPPED_GROUP: ("■", "bad"),
    KEPT_GROUP: ("■", "muted"),
    "failed": ("✗", "bad"),
    "warning": ("▲", "attention"),
    _DUPLICATES: ("=", "muted"),
}


class GroupTable(WindowedTable[Group]):
    """The groups, one a line: how many rows, and what they are."""

    def __init__(self, *, id: str | None = None) -> None:
        columns: tuple[Column[Group], ...] = (
            Column("sign", "", _sign, width=1, own=True),
            Column("rows", mark("Rows"), lambda group: Cell(number(group.rows)), 9, right=True),
            Column("what", mark("Worth a look"), _what, width=26, weight=1),
        )
        super().__init__(columns, lambda group: hash(group.name), id=id)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show these groups."""

        async def page(start: int, size: int) -> Sequence[Group]:
            return groups[start : start + size]

        self.show_rows(len(groups), page, groups[: self.page_size])


def _sign(group: Group) -> Cell:
    return Cell(*_SIGNS[group.name.partition(":")[0]])


def _what(group: Group) -> Cell:
    return Cell(group_label(group.name))


def outcome_word(outcome: str) -> str:
    """What becomes of a row, as a word."""
    return {
        "created": _("new contact"),
        "updated": _("changed"),
        "unchanged": _("unchanged"),
        "duplicate": _("duplicate"),
        "failed": _("failed"),
    }[outcome]
