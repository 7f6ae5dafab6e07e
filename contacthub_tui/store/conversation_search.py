"""Conversations found by a text. Enters: the text, a condition. Leaves: ids, the latest first.

A conversation is found by the name of its contact, by its number, or by what a message of it says.
Of messages, the newest that match are looked at, up to `HITS` of them.
"""

from contacthub_tui.domain.contact_query import ContactQuery, search_terms
from contacthub_tui.store.database import is_postgres
from contacthub_tui.store.search import select_matches
from contacthub_tui.store.sql import rows

#: Messages that match, conversations of names that match: the newest so many are looked at.
HITS = 20_000
_LONGEST = 100

_POSTGRES_WORDS = "array_to_tsvector(array_remove(string_to_array(words, ' '), ''))"


def search_conversations(text: str, where: str) -> list[int]:
    """The ids of conversations that a text finds and that meet the condition, latest first."""
    terms = search_terms(text)
    if not terms:
        return []
    matches, parameters = select_matches(ContactQuery(text))
    said, asked = _said(terms)
    found = rows(
        "SELECT id FROM conversation WHERE id IN ("  # noqa: S608 - our own words
        " SELECT v.id FROM contact p JOIN conversation v ON v.number = p.mobile"
        f"  WHERE p.id IN ({matches})"
        " UNION SELECT v.id FROM contact p JOIN conversation v ON v.number = p.whatsapp"
        f"  WHERE p.id IN ({matches})"
        f" UNION {_numbered(terms)}"
        f" UNION SELECT conversation_id FROM message WHERE id IN ({said})"
        f") AND {where} ORDER BY last_at DESC, id DESC",
        [*parameters, *parameters, *(f"%{term}%" for term in _digits(terms)), *asked],
    )
    return [row[0] for row in found]


def _digits(terms: tuple[str, ...]) -> list[str]:
    return [term for term in terms if term.isdigit()]


def _numbered(terms: tuple[str, ...]) -> str:
    """Conversations by parts of their numbers; none where any term is no number."""
    tests = " AND ".join("number LIKE ?" for _ in _digits(terms)) or "1 = 0"
    only = "" if len(_digits(terms)) == len(terms) else " AND 1 = 0"
    return f"SELECT id FROM conversation WHERE {tests}{only}"  # noqa: S608


def _said(terms: tuple[str, ...]) -> tuple[str, list[object]]:
    """The newest messages that say all the terms."""
    if is_postgres():
        quoted = [term[:_LONGEST].replace("\\", "\\\\").replace("'", "''") for term in terms]
        return (
            f"SELECT id FROM message WHERE words <> '' AND {_POSTGRES_WORDS} @@ ?::tsquery"  # noqa: S608
            f" ORDER BY id DESC LIMIT {HITS}",
            [" & ".join(f"'{word}':*" for word in quoted)],
        )
    return (
        f"SELECT rowid FROM message_words WHERE message_words MATCH ?"  # noqa: S608
        f" ORDER BY rowid DESC LIMIT {HITS}",
        [" AND ".join(f'"{term[:_LONGEST]}"*' for term in terms)],
    )
