"""The columns of contacts: those there are, and those that are shown. Enters: the team's custom
fields, what an operator chose. Leaves: columns.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from contacthub_tui.domain.column_choice import ColumnChoice, completed
from contacthub_tui.domain.contact import Contact, CustomField, CustomKind, Status
from contacthub_tui.domain.contact_query import custom_key
from contacthub_tui.domain.phone import spell
from contacthub_tui.i18n import mark, when
from contacthub_tui.widgets.columns import Cell, Column
from contacthub_tui.wording.filters import value_text

SIGNS = {Status.SUBSCRIBED: Cell("●", "good"), Status.UNSUBSCRIBED: Cell("■", "bad")}
#: Where nothing was chosen a custom field stands in a table that is so wide, and the next one in
#: one that is so much wider.
_CUSTOM_FROM, _CUSTOM_ROOM = 110, 14


def full_name(contact: Contact) -> str:
    """`Dupont, Marie`: the order the table is sorted by."""
    return ", ".join(part for part in (contact.last_name, contact.first_name) if part)


def _name(contact: Contact) -> Cell:
    if name := full_name(contact):
        return Cell(name)
    return Cell(contact.alias or contact.email or "—", "muted")


def _number(contact: Contact) -> Cell:
    if contact.mobile:
        return Cell(spell(contact.mobile))
    return Cell(f"{spell(contact.whatsapp)} WA" if contact.whatsapp else "", "muted")


def _whatsapp(contact: Contact) -> Cell:
    return Cell(spell(contact.whatsapp) if contact.whatsapp else "", "muted")


def _birth_date(contact: Contact) -> Cell:
    return Cell(value_text(contact.birth_date, CustomKind.DATE), "muted")


def _text(field: str) -> Callable[[Contact], Cell]:
    return lambda contact: Cell(str(getattr(contact, field)), "muted")


_COLUMNS: Sequence[Column[Contact]] = (
    Column("name", mark("Name"), _name, width=16, weight=5, sorts=True),
    Column("number", mark("Mobile"), _number, width=20, sorts=True),
    Column("status", mark("Status"), lambda contact: SIGNS[contact.status], width=6),
    Column("email", mark("Email"), _text("email"), width=12, weight=4, from_width=110),
    Column("location", mark("Location"), _text("location"), width=12, weight=2, from_width=130),
    Column(
        "lists",
        mark("Lists"),
        lambda contact: Cell(", ".join(contact.lists), "muted"),
        width=10,
        weight=3,
    ),
    Column(
        "changed",
        mark("Changed"),
        lambda contact: Cell(when(contact.updated_at), "muted"),
        width=11,
        right=True,
        sorts=True,
        from_width=80,
    ),
)
STANDARD = _COLUMNS
#: Columns that are shown only when they are chosen.
_MORE: Sequence[Column[Contact]] = (
    Column("whatsapp", mark("WhatsApp"), _whatsapp, width=18),
    Column("alias", mark("Alias"), _text("alias"), width=10, weight=2),
    Column("birth_date", mark("Date of birth"), _birth_date, width=13),
    Column("state", mark("State or province"), _text("state"), width=10, weight=1),
    Column("country", mark("Country"), _text("country"), width=7),
    Column("note", mark("Note"), _text("note"), width=12, weight=3),
    Column(
        "newest",
        mark("Added"),
        lambda contact: Cell(when(contact.created_at), "muted"),
        width=11,
        right=True,
        sorts=True,
    ),
)


def known_columns(fields: Sequence[CustomField]) -> list[Column[Contact]]:
    """Every column there is, as they stand where nothing was chosen; the last ones are hidden."""
    *first, lists, changed = _COLUMNS
    return [*first, lists, *map(_of_field, range(len(fields)), fields), changed, *_MORE]


def known_choices(fields: Sequence[CustomField]) -> list[ColumnChoice]:
    """What is shown of them where nothing was chosen."""
    hidden = {column.name for column in _MORE}
    return [ColumnChoice(each.name, each.name not in hidden) for each in known_columns(fields)]


def shown_columns(
    fields: Sequence[CustomField], chosen: Sequence[ColumnChoice]
) -> list[Column[Contact]]:
    """The columns that are shown. One that was moved forward or given a width is wanted in narrow
    tables, too.
    """
    known = {column.name: column for column in known_columns(fields)}
    places = {name: place for place, name in enumerate(known)}
    return [
        _as_chosen(known[each.name], each, place < places[each.name])
        for place, each in enumerate(completed(chosen, known_choices(fields)))
        if each.shown
    ]


def _as_chosen(column: Column[Contact], choice: ColumnChoice, forward: bool) -> Column[Contact]:
    if choice.width:
        return replace(column, width=choice.width, weight=0, from_width=0)
    return replace(column, from_width=0) if forward else column


def _of_field(place: int, field: CustomField) -> Column[Contact]:
    number = field.kind is CustomKind.NUMBER

    def cell(contact: Contact) -> Cell:
        return Cell(value_text(contact.custom.get(field.id, ""), field.kind), "muted")

    return Column(
        custom_key(field.id),
        field.name,
        cell,
        width=13 if field.kind is CustomKind.DATE else 11,
        weight=1 if field.kind in (CustomKind.TEXT, CustomKind.URL) else 0,
        right=number,
        from_width=_CUSTOM_FROM + place * _CUSTOM_ROOM,
        own=True,
    )
