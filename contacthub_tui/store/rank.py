"""Where a contact stands in what a query finds. Enters: a query, an id. Leaves: its place."""

from contacthub_tui.domain.contact_query import ContactQuery, Sort
from contacthub_tui.store.search import select_matches
from contacthub_tui.store.sql import value

_COLUMNS = {Sort.NAME: "sort_name", Sort.NUMBER: "mobile", Sort.CHANGED: "updated_at"}
_LATEST_FIRST = (Sort.NEWEST, Sort.CHANGED)


def rank_of(query: ContactQuery, contact_id: int) -> int | None:
    """The place of a contact, counted from 0; None where the query does not find it."""
    if not _count(query, f"c.id = {int(contact_id)}"):
        return None
    return _count(query, _precedes(query, int(contact_id)))


def _count(query: ContactQuery, condition: str) -> int:
    matches, parameters = select_matches(query, condition)
    return int(value(f"SELECT count(*) FROM ({matches}) m", parameters))  # noqa: S608


def _precedes(query: ContactQuery, contact_id: int) -> str:
    """The condition for who stands before a contact."""
    sign = ">" if query.descending ^ (query.sort in _LATEST_FIRST) else "<"
    column = _COLUMNS.get(query.sort)
    if column is None:
        return f"c.id {sign} {contact_id}"
    held = f"(SELECT {column}, id FROM contact WHERE id = {contact_id})"  # noqa: S608
    after = f"(c.{column}, c.id) {sign} {held}"
    if query.sort is not Sort.NUMBER:
        return after
    # Who has no mobile stands after all who have one, whichever way the numbers go.
    bare = f"(SELECT mobile IS NULL FROM contact WHERE id = {contact_id})"  # noqa: S608
    among = f"c.mobile IS NOT NULL OR c.id {sign} {contact_id}"
    return f"CASE WHEN {bare} THEN {among} ELSE {after} END"
