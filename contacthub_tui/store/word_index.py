"""What the indexes of words and of digits know of a search, on both engines.

Enters: the terms of a search. Leaves: conditions and queries that find by an index, the terms that
must be tested besides, and on SQLite the ids of all that may match.
"""

import json
from collections.abc import Iterable

from contacthub_tui.store.database import is_postgres
from contacthub_tui.store.sql import value

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
#: SQLite's index holds words by their first letters, so many: longer beginnings are gathered from
#: every word that begins so, which takes several times as long.
_BEGINNING = 2


def _asked(terms: tuple[str, ...]) -> list[tuple[str, str]]:
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


def from_index(terms: tuple[str, ...]) -> tuple[str, list[str]]:
    """A query for the ids that the indexes give for terms; empty where none serves them."""
    asked = _asked(terms)
    parts = [f"SELECT rowid FROM {table} WHERE {table} MATCH ?" for table, _ in asked]  # noqa: S608
    return " INTERSECT ".join(parts), [expression for _, expression in asked]


def index_conditions(terms: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    if is_postgres():
        return _postgres_conditions(terms)
    return [
        (f"c.id IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)", [expression])  # noqa: S608
        for table, expression in _asked(terms)
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


def inexact(terms: tuple[str, ...]) -> tuple[str, ...]:
    """The terms that the indexes find too much for.

    SQLite's has only threes of digits, PostgreSQL's only the beginnings of very long words; few
    digits are in neither.
    """
    if is_postgres():
        return tuple(
            term for term in terms if len(term) > _LONGEST or (term.isdigit() and len(term) < 3)
        )
    return tuple(term for term in terms if term.isdigit() and len(term) != 3)


def ids_of(terms: tuple[str, ...], few: int) -> tuple[list[int], tuple[str, ...]] | None:
    """The ids of all that may match on SQLite, the lowest first, and the terms that each must be
    tested for. None where no index serves the terms.

    Several words are looked for by their first letters alone where at most `few` have these.
    """
    beginnings = _beginnings(terms)
    if beginnings != terms:
        found, parameters = from_index(beginnings)
        ids = _listed(f"{found} LIMIT {few + 1}", parameters)
        if len(ids) <= few:
            return ids, terms
    found, parameters = from_index(terms)
    return (_listed(found, parameters), inexact(terms)) if found else None


def _beginnings(terms: tuple[str, ...]) -> tuple[str, ...]:
    """What several words begin with, and numbers; the terms themselves where that says little."""
    words = dict.fromkeys(
        term[:_BEGINNING] for term in terms if not term.isdigit() and len(term) >= _BEGINNING
    )
    if len(words) < 2:
        return terms
    return (*words, *(term for term in terms if term.isdigit()))


def _listed(found: str, parameters: Iterable[object]) -> list[int]:
    # One text instead of a row each: half the time of thousands of them.
    text = value(f"SELECT json_group_array(rowid) FROM ({found})", tuple(parameters))  # noqa: S608
    ids: list[int] = json.loads(text)
    return ids
