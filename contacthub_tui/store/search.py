"""Pages of contacts out of any number of them, on both engines.

Enters: a `ContactQuery`. Leaves: how many match, and the ids of any window of them.

A search has no single good way. What many contacts have is there among the first of the order;
what few have comes from an index and is sorted; between the two the order is walked with the
index's answer at hand, unless the names themselves begin so: these stand together, wherever that
is, and few others remain to be sorted. Without a search, a window is reached from the nearer end.
"""

import json
from collections.abc import Sequence
from typing import Any

from contacthub_tui.domain.contact_query import (
    ContactQuery,
    Sort,
    search_terms,
    words_and_digits,
)
from contacthub_tui.store.database import is_postgres
from contacthub_tui.store.filters import Condition, conditions_of
from contacthub_tui.store.sql import execute, execute_many, rows, value
from contacthub_tui.store.word_index import from_index, ids_of, index_conditions, inexact

#: So many contacts tell how many a search finds. This share of them, or more, are many for one
#: word; for several and on PostgreSQL, where an index takes longer, as the second says.
SAMPLE, MANY, MANY_OF_SEVERAL = 3_000, 0.04, 0.008
#: A window that ends so near the start is looked for so far into the order, further where few
#: match: so many times as far as it would be if all contacts were alike.
NEAR, REACH, PATIENCE = 1_000, 10_000, 3
#: More than this are not sorted: the order is walked. More are where they must be tested besides,
#: which makes them fewer, and where a filter lets them pass and the window is far.
FEW, COMMON, SPARSE = 3_000, 10_000, 100_000
#: So many that only begin like the words of a search are tested one by one.
ALIKE = 6_000

_ORDERS = {
    Sort.NAME: ("c.sort_name", "c.id"),
    Sort.NUMBER: ("c.mobile", "c.id"),
    Sort.NEWEST: ("c.id",),
    Sort.CHANGED: ("c.updated_at", "c.id"),
}
_NEWEST_FIRST = (Sort.NEWEST, Sort.CHANGED)

#: A condition on a contact, and its parameters.
Indexed = tuple[str, list[Any]]


def count_matches(query: ContactQuery) -> int:
    """How many contacts a query finds."""
    terms = search_terms(query.text)
    if not is_postgres() and not query.is_filtered:
        found, parameters = from_index(terms)
        if found and not inexact(terms):
            return int(value(f"SELECT count(*) FROM ({found})", parameters))  # noqa: S608
    if not terms and (sole := _sole(query)) is not None:
        return int(value(f"SELECT count(*) FROM ({sole.source}) s", sole.parameters))  # noqa: S608
    if (few := _few(query, COMMON)) is not None:
        where, parameters = _where(query, [few], terms)
    else:
        indexed = index_conditions(terms)
        where, parameters = _where(query, indexed, inexact(terms), gathered=not indexed)
    return int(value(f"SELECT count(*) FROM contact c {where}", parameters))  # noqa: S608


def match_ids(query: ContactQuery, start: int, size: int, total: int | None = None) -> list[int]:
    """The ids of a window of what a query finds, in its order.

    `total`, where the caller knows it, lets a window near the end be reached from there.
    """
    terms = search_terms(query.text)
    start = max(start, 0)
    backwards = total is not None and start > total // 2
    if backwards and total is not None:
        size = min(size, total - start)
        start = total - start - size
    ids = _window(query, terms, backwards, start, max(size, 0))
    return ids[::-1] if backwards else ids


def select_matches(
    query: ContactQuery, condition: str = "", *, ordered: bool = False
) -> tuple[str, list[Any]]:
    """A statement for the ids of all that match, `ordered` as the query says or else by id.

    `condition` on `contact c` narrows it.
    """
    terms = search_terms(query.text)
    conditions = index_conditions(terms)
    if condition:
        conditions.append((condition, []))
    where, parameters = _where(query, conditions, inexact(terms))
    order = _order(query, backwards=False) if ordered else "c.id"
    return f"SELECT c.id FROM contact c {where} ORDER BY {order}", parameters  # noqa: S608


def index_words(searches: list[tuple[int, str]]) -> None:
    """Make contacts findable: (id, search text) of each, inside the caller's transaction."""
    if is_postgres():
        return
    words, digits = [], []
    for contact_id, text in searches:
        of_words, of_digits = words_and_digits(text)
        words.append((contact_id, of_words))
        digits.append((contact_id, of_digits))
    execute_many("INSERT OR REPLACE INTO contact_words (rowid, words) VALUES (?, ?)", words)
    execute_many("INSERT OR REPLACE INTO contact_digits (rowid, digits) VALUES (?, ?)", digits)


def _window(
    query: ContactQuery, terms: tuple[str, ...], backwards: bool, start: int, size: int
) -> list[int]:
    order = _order(query, backwards)
    if (few := _few(query, COMMON)) is not None:
        return _sorted(_where(query, [few], terms), order, start, size)
    if not terms:
        return _filtered(query, order, start, size)
    if start + size <= NEAR and (share := _share(terms)) >= _many(terms):
        reach = max(REACH, round(PATIENCE * (start + size) / max(share, 1 / SAMPLE)))
        first = _among_first(query, terms, order, start + size, reach)
        if len(first) == start + size:
            return first[start:]
    if is_postgres():
        where = _where(query, index_conditions(terms), inexact(terms))
        return _sorted(where, order, start, size)
    return _by_index(query, terms, order, start, size)


def _filtered(query: ContactQuery, order: str, start: int, size: int) -> list[int]:
    """A window of whom the filters let pass, more than few as far as indexes tell."""
    if query.is_filtered:
        if start + size <= NEAR:
            first = _among_first(query, (), order, start + size, REACH)
            if len(first) == start + size:
                return first[start:]
        if (few := _few(query, SPARSE) or _few_of_all(query)) is not None:
            return _sorted(_where(query, [few]), order, start, size)
    source, parameters = _ordered(order, start + size, _where(query))
    return _ids(source, ("", parameters), order, start, size)


def _sorted(where: tuple[str, list[Any]], order: str, start: int, size: int) -> list[int]:
    """A window of all matches, collected by an index and then sorted."""
    if not is_postgres():
        return _ids("contact c", where, order, start, size)
    conditions, parameters = where
    # The offset keeps the order's own index from being walked for what few have.
    source = (
        "(SELECT c.id, c.sort_name, c.mobile, c.updated_at"  # noqa: S608
        f" FROM contact c {conditions} OFFSET 0) c"
    )
    return _ids(source, ("", parameters), order, start, size)


def _ids(source: str, where: tuple[str, list[Any]], order: str, start: int, size: int) -> list[int]:
    conditions, parameters = where
    found = execute(
        f"SELECT c.id FROM {source} {conditions} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608
        (*parameters, size, start),
    )
    return [row[0] for row in found]


def _ordered(order: str, size: int, where: tuple[str, list[Any]]) -> tuple[str, list[Any]]:
    """The contacts of a condition, such that an index gives the first `size` of an order.

    PostgreSQL's index of numbers has those without one where they are not wanted when the highest
    number comes first; then they come from an index of their own.
    """
    conditions, parameters = where
    down = order.startswith("c.mobile DESC NULLS LAST")
    if not is_postgres() or not (down or order.startswith("c.mobile NULLS FIRST")):
        return f"contact c {conditions}", parameters
    part = (
        "SELECT c.* FROM contact c"  # noqa: S608
        f" {conditions} {'AND' if conditions else 'WHERE'} c.mobile IS"
    )
    way = "DESC" if down else "ASC"
    return (
        f"(({part} NOT NULL ORDER BY c.mobile {way} LIMIT {size})"
        f" UNION ALL ({part} NULL ORDER BY c.id {way} LIMIT {size})) c"
    ), [*parameters, *parameters]


def _sole(query: ContactQuery) -> Condition | None:
    """The only condition of a query, where an index tells all who pass, each once."""
    conditions = list(conditions_of(query))
    return conditions[0] if len(conditions) == 1 and conditions[0].once else None


def _few(query: ContactQuery, most: int) -> Indexed | None:
    """The condition for those whom a filter lets pass, where an index tells that these are few."""
    for condition in conditions_of(query):
        if condition.source:
            found = rows(f"{condition.source} LIMIT ?", (*condition.parameters, most + 1))
            if len(found) <= most:
                return _among([row[0] for row in found])
    return None


def _few_of_all(query: ContactQuery) -> Indexed | None:
    """The same for a filter that no index serves: all contacts are looked through, as stored."""
    if all(condition.source for condition in conditions_of(query)):
        return None
    where, parameters = _where(query, gathered=True)
    found = rows(f"SELECT c.id FROM contact c {where} LIMIT ?", (*parameters, SPARSE + 1))  # noqa: S608
    return _among([row[0] for row in found]) if len(found) <= SPARSE else None


def _among(ids: list[int]) -> Indexed:
    if is_postgres():
        return "c.id = ANY (?)", [ids]
    return "c.id IN (SELECT value FROM json_each(?))", [json.dumps(ids)]


def _share(terms: tuple[str, ...]) -> float:
    """The share of contacts that match, as far as some of them tell."""
    some = f"(SELECT search FROM contact LIMIT {SAMPLE}) c"  # noqa: S608
    where, parameters = _where(ContactQuery(), likes=terms)
    return int(value(f"SELECT count(*) FROM {some} {where}", parameters)) / SAMPLE  # noqa: S608


def _many(terms: tuple[str, ...]) -> float:
    return MANY if len(terms) == 1 and not is_postgres() else MANY_OF_SEVERAL


def _among_first(
    query: ContactQuery, terms: tuple[str, ...], order: str, size: int, reach: int
) -> list[int]:
    """Up to `size` matches among the first `reach` contacts of the order."""
    where, parameters = _where(query, likes=terms)
    first, _ = _ordered(order, reach, ("", []))
    # The inner limits end the walk as soon as there are enough.
    source = (
        f"(SELECT c.* FROM (SELECT c.* FROM {first} ORDER BY {order} LIMIT {reach}) c"  # noqa: S608
        f" {where} LIMIT {size}) c"
    )
    return _ids(source, ("", parameters), order, 0, size)


def _by_index(
    query: ContactQuery, terms: tuple[str, ...], order: str, start: int, size: int
) -> list[int]:
    """A window of what SQLite's indexes find, such that few are sorted and many are walked to."""
    found = ids_of(terms, ALIKE)
    if found is None:
        return _ids("contact c", _where(query, likes=terms), order, start, size)
    ids, doubtful = found
    sure = not doubtful and not query.is_filtered
    condition = _among(ids)
    if len(ids) > (FEW if sure else COMMON):
        if sure and query.sort is Sort.NAME and start + size <= NEAR:
            few = _near(ids, condition, terms, order, start + size)
            if few is not None:
                return _ids("contact c", _where(query, [_among(few)]), order, start, size)
        if query.sort is not Sort.NEWEST:
            condition = _walked(condition)
    return _ids("contact c", _where(query, [condition], doubtful), order, start, size)


def _walked(condition: Indexed) -> Indexed:
    """The sign keeps SQLite from looking the matches up one by one, and so from sorting them."""
    return f"+{condition[0]}", condition[1]


def _near(
    ids: list[int], among: Indexed, terms: tuple[str, ...], order: str, size: int
) -> list[int] | None:
    """A few of some matches among whom are the first `size` by name; None where many may be.

    Names that begin with what is looked for stand side by side, perhaps at the far end of the
    order, where no walk should lead through all others.
    """
    spans: list[Indexed] = [
        ("c.sort_name >= ? AND c.sort_name < ?", [term, f"{term}\U0010ffff"]) for term in terms
    ]
    others = set(ids)
    for span, asked in spans:
        named = value(f"SELECT json_group_array(c.id) FROM contact c WHERE {span}", asked)  # noqa: S608
        others.difference_update(json.loads(named))
    if len(others) > FEW:
        return None
    few = list(others)
    for each in spans:
        # Of one word all who are named so match; a test costs less than to lay out all matches.
        tested = ([each], terms) if len(terms) == 1 else ([each, _walked(among)], ())
        few += _ids("contact c", _where(ContactQuery(), *tested), order, 0, size)
    return few


def _where(
    query: ContactQuery,
    indexed: Sequence[tuple[str, list[str]]] = (),
    likes: Sequence[str] = (),
    *,
    gathered: bool = False,
) -> tuple[str, list[Any]]:
    """All conditions of a query. `gathered` asks filters for all whom they let pass at once, else
    each contact is tested.
    """
    conditions: list[str] = []
    parameters: list[Any] = []
    for condition, asked in indexed:
        conditions.append(condition)
        parameters.extend(asked)
    for term in likes:
        conditions.append("c.search LIKE ?")
        parameters.append(f"%{term}%" if term.isdigit() else f"% {term}%")
    for each in conditions_of(query):
        conditions.append(each.gather if gathered else each.test)
        parameters.extend(each.parameters)
    return ("WHERE " + " AND ".join(conditions) if conditions else ""), parameters


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
