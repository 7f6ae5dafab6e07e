"""Pages of contacts out of any number of them, on both engines.

Enters: a `ContactQuery`. Leaves: how many match, and the ids of any window of them.

A search has no single good way. What many contacts have is there among the first of the order;
what few have comes from an index and is sorted; between the two the order is walked with the
index's answer at hand. Without a search, a window is reached from the nearer end.
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

#: So many contacts tell whether a search finds many: this share of them, or more.
SAMPLE, MANY = 500, 0.02
#: So many of the order's first are looked through for what many have, in so many steps.
STEP, STEPS = 1_000, 10
#: More matches than this are not sorted: the order is walked. More are where a filter lets them
#: pass and the window is far from the start.
COMMON, SPARSE = 10_000, 100_000

#: What the indexes of PostgreSQL hold, word for word as the schema has it.
_WORDS = (
    "CASE WHEN octet_length(c.search) > 2000 THEN contacthub_long_words(c.search)"
    " ELSE array_to_tsvector(array_remove(string_to_array("
    "left(c.search, -length(coalesce(c.mobile, c.whatsapp))), ' '), '')) END"
)
_DIGITS = (
    "CASE WHEN c.whatsapp IS NULL AND left(c.search, -length(c.mobile)) !~ '[0-9]{3}'"
    " THEN c.mobile ELSE c.search END"
)
#: The letters that a word of a very long text is cut to in that index.
_LONGEST = 500

_ORDERS = {
    Sort.NAME: ("c.sort_name", "c.id"),
    Sort.NUMBER: ("c.mobile", "c.id"),
    Sort.NEWEST: ("c.id",),
    Sort.CHANGED: ("c.updated_at", "c.id"),
}
_NEWEST_FIRST = (Sort.NEWEST, Sort.CHANGED)


def count_matches(query: ContactQuery) -> int:
    """How many contacts a query finds."""
    terms = search_terms(query.text)
    if not is_postgres() and not query.is_filtered:
        found, parameters = _from_index(terms)
        if found and not _inexact(terms):
            return int(value(f"SELECT count(*) FROM ({found})", parameters))  # noqa: S608
    if not terms and (sole := _sole(query)) is not None:
        return int(value(f"SELECT count(*) FROM ({sole.source}) s", sole.parameters))  # noqa: S608
    if (few := _few(query, COMMON)) is not None:
        where, parameters = _where(query, [few], terms)
    else:
        indexed = _index_conditions(terms)
        where, parameters = _where(query, indexed, _inexact(terms), gathered=not indexed)
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
    conditions = _index_conditions(terms)
    if condition:
        conditions.append((condition, []))
    where, parameters = _where(query, conditions, _inexact(terms))
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
    if start + size <= STEP and _found_by_many(terms):
        first = _among_first(query, terms, order, start + size)
        if len(first) == start + size:
            return first[start:]
    if is_postgres():
        where = _where(query, _index_conditions(terms), _inexact(terms))
        return _sorted(where, order, start, size)
    return _ids("contact c", _way(query, terms), order, start, size)


def _filtered(query: ContactQuery, order: str, start: int, size: int) -> list[int]:
    """A window of whom the filters let pass, more than few as far as indexes tell."""
    if query.is_filtered:
        if start + size <= STEP:
            first = _among_first(query, (), order, start + size)
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


def _few(query: ContactQuery, most: int) -> tuple[str, list[Any]] | None:
    """The condition for those whom a filter lets pass, where an index tells that these are few."""
    for condition in conditions_of(query):
        if condition.source:
            found = rows(f"{condition.source} LIMIT ?", (*condition.parameters, most + 1))
            if len(found) <= most:
                return _among([row[0] for row in found])
    return None


def _few_of_all(query: ContactQuery) -> tuple[str, list[Any]] | None:
    """The same for a filter that no index serves: all contacts are looked through, as stored."""
    if all(condition.source for condition in conditions_of(query)):
        return None
    where, parameters = _where(query, gathered=True)
    found = rows(f"SELECT c.id FROM contact c {where} LIMIT ?", (*parameters, SPARSE + 1))  # noqa: S608
    return _among([row[0] for row in found]) if len(found) <= SPARSE else None


def _among(ids: list[int]) -> tuple[str, list[Any]]:
    if is_postgres():
        return "c.id = ANY (?)", [ids]
    return "c.id IN (SELECT value FROM json_each(?))", [json.dumps(ids)]


def _found_by_many(terms: tuple[str, ...]) -> bool:
    """Whether many contacts match, as far as some of them tell."""
    some = f"(SELECT search FROM contact LIMIT {SAMPLE}) c"  # noqa: S608
    where, parameters = _where(ContactQuery(), likes=terms)
    return bool(
        value(f"SELECT count(*) FROM {some} {where}", parameters) >= SAMPLE * MANY  # noqa: S608
    )


def _among_first(query: ContactQuery, terms: tuple[str, ...], order: str, size: int) -> list[int]:
    """Up to `size` matches among the first contacts of the order."""
    where = _where(query, likes=terms)
    ids: list[int] = []
    for step in range(STEPS):
        first, _ = _ordered(order, (step + 1) * STEP, ("", []))
        part = f"ORDER BY {order} LIMIT {STEP} OFFSET {step * STEP}"
        source = f"(SELECT * FROM {first} {part}) c"  # noqa: S608
        ids += _ids(source, where, order, 0, size - len(ids))
        if len(ids) == size:
            break
    return ids


def _way(query: ContactQuery, terms: tuple[str, ...]) -> tuple[str, list[Any]]:
    """The conditions of a search, such that few matches are sorted and many are walked to."""
    found, parameters = _from_index(terms)
    if not found:
        return _where(query, likes=terms)
    few = rows(f"{found} LIMIT ?", (*parameters, COMMON))
    if len(few) < COMMON:
        return _where(query, [_among([row[0] for row in few])], _inexact(terms))
    conditions = _index_conditions(terms)
    if query.sort is not Sort.NEWEST:
        # The sign keeps SQLite from looking the matches up one by one, and so from sorting them.
        conditions = [(f"+{condition}", asked) for condition, asked in conditions]
    return _where(query, conditions, _inexact(terms))


def _indexes(terms: tuple[str, ...]) -> list[tuple[str, str]]:
    """What each index is asked: its table, and the expression for it."""
    words = [f'"{term}"*' for term in terms if not term.isdigit()]
    digits = [
        f'"{term[start : start + 3]}"'
        for term in terms
        if term.isdigit()
        # As few as cover the term: from the end, where numbers differ most.
        for start in dict.fromkeys(max(end - 3, 0) for end in range(len(term), 2, -3))
    ]
    asked = (("contact_digits", " AND ".join(digits)), ("contact_words", " AND ".join(words)))
    return [(table, expression) for table, expression in asked if expression]


def _from_index(terms: tuple[str, ...]) -> tuple[str, list[str]]:
    """A query for the ids that the indexes give for terms; empty where none serves them."""
    asked = _indexes(terms)
    parts = [f"SELECT rowid FROM {table} WHERE {table} MATCH ?" for table, _ in asked]  # noqa: S608
    return " INTERSECT ".join(parts), [expression for _, expression in asked]


def _index_conditions(terms: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    if is_postgres():
        return _postgres_conditions(terms)
    return [
        (f"c.id IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)", [expression])  # noqa: S608
        for table, expression in _indexes(terms)
    ]


def _postgres_conditions(terms: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    quoted = [
        term[:_LONGEST].replace("\\", "\\\\").replace("'", "''")
        for term in terms
        if not term.isdigit()
    ]
    words = " & ".join(f"'{word}':*" for word in quoted)
    digits = [term for term in terms if term.isdigit() and len(term) > 2]
    return [
        *([(f"({_WORDS}) @@ ?::tsquery", [words])] if words else []),
        *((f"({_DIGITS}) LIKE ?", [f"%{term}%"]) for term in digits),
    ]


def _inexact(terms: tuple[str, ...]) -> tuple[str, ...]:
    """The terms that the indexes find too much for.

    SQLite's has only threes of digits, PostgreSQL's only the beginnings of very long words; few
    digits are in neither.
    """
    if is_postgres():
        return tuple(
            term for term in terms if len(term) > _LONGEST or (term.isdigit() and len(term) < 3)
        )
    return tuple(term for term in terms if term.isdigit() and len(term) != 3)


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
