"""The table of pairs that may be one person. Enters: pages of pairs. Leaves: table messages."""

from contacthub_tui.domain.contact import Contact
from contacthub_tui.domain.likeness import Reason
from contacthub_tui.domain.phone import spell
from contacthub_tui.i18n import _, mark
from contacthub_tui.services.duplicates import ShownPair
from contacthub_tui.widgets.columns import Cell, Column
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.wording.pairs import how_sure, reason_words

#: A score from which a pair stands out, and one below which it stays in the background.
_STRONG, _FAINT = 85, 60
_ONE_NAME = {Reason.NAME, Reason.SWAPPED}


def contact_name(contact: Contact) -> str:
    """What a contact is called in a sentence: its name, else its alias, email or number."""
    name = f"{contact.first_name} {contact.last_name}".strip()
    return name or contact.alias or contact.email or spell(contact.addresses[0].number)


def _sure(row: ShownPair) -> Cell:
    score = row.pair.score
    role = "strong" if score >= _STRONG else "muted" if score < _FAINT else "text"
    return Cell(how_sure(score), role)


def _who(row: ShownPair) -> Cell:
    there = [contact for contact in (row.first, row.second) if contact is not None]
    if _ONE_NAME.intersection(row.pair.reasons):
        there = there[:1]
    names = dict.fromkeys(map(contact_name, there))
    return Cell(" / ".join(names)) if names else Cell(_("gone"), "muted")


def _number(contact: Contact | None) -> Cell:
    if contact is None:
        return Cell(_("gone"), "muted")
    return Cell(spell(contact.addresses[0].number), "muted")


class PairTable(WindowedTable[ShownPair]):
    """Pairs, the surest first."""

    def __init__(self, *, id: str | None = None) -> None:
        columns: tuple[Column[ShownPair], ...] = (
            Column("sure", mark("How sure"), _sure, width=13),
            Column("who", mark("Name"), _who, width=22, weight=3),
            Column("why", mark("Why"), _why, width=34, weight=3),
            Column(
                "first", mark("Older"), lambda row: _number(row.first), width=18, from_width=110
            ),
            Column(
                "second", mark("Newer"), lambda row: _number(row.second), width=18, from_width=110
            ),
        )
        super().__init__(columns, _key, id=id)


def _why(row: ShownPair) -> Cell:
    return Cell(reason_words(row.pair.reasons))


def _key(row: ShownPair) -> int:
    return row.pair.first_id
