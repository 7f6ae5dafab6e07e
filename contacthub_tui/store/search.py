"""Pages of contacts out of any number of them, on both engines.

Enters: a `ContactQuery`. Leaves: how many match, and the ids of any window of them.

A search sorted by name has no single good way: a common word matches half the store, and sorting
that is slow; a rare one would be sought through the whole sort index. Counting the matches up to a
bound says which to take. Without a search, a window is reached from the nearer end of its index.
"""

from typing import Any

from contacthub_tui.domain.contact import Status
from contacthub_tui.domain.contact_query import ContactQuery, Sort, search_terms, search_tokens
from contacthub_tui.store.database import is_postgres
from contacthub_tui.store.sql import execute_many, rows, value

#: More matches than this make a word common.
COMMON = 5_000
#: How far into the sort index a walk may still go for a common word.
WALK = 1_000

_ORDERS = {
    Sort.NAME: ("c.sort_name", "c.id"),
    Sort.NUMBER: ("c.mobile", "c.id"),
    Sort.NEWEST: ("c.id",),
    Sort.CHANGED: ("c.updated_at", "c.id"),
}
_NEWEST_FIRST = (Sort.NEWEST, Sort.CHANGED)

_UNSUBSCRIBED = (
    "(c.mobile IN (SELECT number FROM preference"
    " WHERE status = 'unsubscribed' AND channel = 'mobile')"
    " OR c.whatsapp IN (SELECT number FROM preference"
    " WHERE status = 'unsubscribed' AND channel = 'whatsapp'))"
)


def count_matches(query: ContactQuery) -> int:
    """How many contacts a query finds."""
    terms = search_terms(query.text)
    if terms and not is_postgres() and not query.list_ids and query.status is None:
        return int(
            value(
                "SELECT count(*) FROM contact_search WHERE contact_search MATCH ?", (_match(terms),)
            )
        )
    where, parameters = _where(query, terms, indexed=True)
    return int(value(f"SELECT count(*) FROM contact c {where}", parameters))  # noqa: S608


def match_ids(query: ContactQuery, start: int, size: int, total: int | None = None) -> list[int]:
    """The ids of a window of what a query finds, in its order.

    `total`, where the caller knows it, lets a window near the end be reached from there.
    """
    terms = search_terms(query.text)
    backwards = total is not None and start > total // 2
    if backwards and total is not None:
        size = min(size, total - start)
        start = total - start - size
    where, parameters = _where(query, terms, indexed=_worth_the_index(terms, start + size))
    order = _order(query, backwards)
    found = rows(
        f"SELECT c.id FROM contact c {where} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608
        (*parameters, max(size, 0), max(start, 0)),
    )
    ids = [row[0] for row in found]
    return ids[::-1] if backwards else ids


def index_words(searches: list[tuple[int, str]]) -> None:
    """Make contacts findable: (id, search text) of each, inside the caller's transaction."""
    if is_postgres():
        return
    execute_many(
        "INSERT OR REPLACE INTO contact_search (rowid, words) VALUES (?, ?)",
        [(contact_id, search_tokens(text)) for contact_id, text in searches],
    )


def _worth_the_index(terms: tuple[str, ...], reach: int) -> bool:
    if not terms or is_postgres() or reach > WALK:
        return True
    few = value(
        "SELECT count(*) FROM (SELECT 1 FROM contact_search WHERE contact_search MATCH ? LIMIT ?)",
        (_match(terms), COMMON),
    )
    return bool(few < COMMON)


def _where(query: ContactQuery, terms: tuple[str, ...], indexed: bool) -> tuple[str, list[Any]]:
    conditions: list[str] = []
    parameters: list[Any] = []
    if terms and indexed and not is_postgres():
        conditions.append("c.id IN (SELECT rowid FROM contact_search WHERE contact_search MATCH ?)")
        parameters.append(_match(terms))
    else:
        for term in terms:
            conditions.append("c.search LIKE ?")
            parameters.append(f"%{term}%" if term.isdigit() else f"% {term}%")
    if query.list_ids:
        marks = ", ".join("?" * len(query.list_ids))
        conditions.append(
            f"c.id IN (SELECT contact_id FROM membership WHERE list_id IN ({marks}))"  # noqa: S608
        )
        parameters.extend(query.list_ids)
    if query.status is not None:
        wanted = query.status is Status.UNSUBSCRIBED
        conditions.append(_UNSUBSCRIBED if wanted else f"{_UNSUBSCRIBED} IS NOT TRUE")
    return ("WHERE " + " AND ".join(conditions) if conditions else ""), parameters


def _match(terms: tuple[str, ...]) -> str:
    return " ".join(f'"{term}"*' for term in terms)


def _order(query: ContactQuery, backwards: bool) -> str:
    down = query.descending ^ (query.sort in _NEWEST_FIRST) ^ backwards
    columns = []
    for column in _ORDERS[query.sort]:
        nulls = ""
        if column == "c.mobile":
            # Contacts without a mobile come last, whichever way the numbers go.
            nulls = " NULLS FIRST" if backwards else " NULLS LAST"
        columns.append(column + (" DESC" if down else "") + nulls)
    return ", ".join(columns)
