"""What a store holds, asked without the program at the terminal. Enters: a home. Leaves: numbers.

A number of a contact, as the table spells it, is the sign that the contact's row was painted.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from contacthub_tui.domain.contact_query import search_terms
from contacthub_tui.domain.phone import spell
from contacthub_tui.services.contacts import ContactQuery, contact_page, count_contacts
from contacthub_tui.store.database import open_store, session
from contacthub_tui.store.sql import rows


@cache
def answer(home: Path, query: ContactQuery, size: int, start: int = 0) -> tuple[list[str], int]:
    """The numbers of some rows of what a query finds, and how many it finds.

    `start` is below 0 to count from the end.
    """
    with opened(home):
        total = count_contacts(query)
        page = contact_page(query, start if start >= 0 else total + start, size, total)
        return [spell(contact.mobile or "") for contact in page], total


def number_at(home: Path, query: ContactQuery, index: int) -> str:
    """The number of one row of what a query finds; `index` is below 0 to count from the end."""
    return answer(home, query, 1, index)[0][0]


def naive_answer(home: Path, text: str) -> float:
    """Seconds that `LIKE '%…%'` takes to count what a search finds and to give its first rows."""
    terms = search_terms(text)
    where = " AND ".join("search LIKE ?" for _ in terms)
    parameters = [f"%{term}%" for term in terms]
    with opened(home), session():
        start = time.perf_counter()
        rows(f"SELECT count(*) FROM contact WHERE {where}", parameters)  # noqa: S608
        rows(
            f"SELECT id FROM contact WHERE {where} ORDER BY sort_name, id LIMIT 100",  # noqa: S608
            parameters,
        )
        return time.perf_counter() - start


@contextmanager
def opened(home: Path) -> Iterator[None]:
    store = open_store(f"sqlite:///{home / 'hub.db'}")
    try:
        yield
    finally:
        store.close()
