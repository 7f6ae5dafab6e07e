"""Filters of All contacts, as the screen asks them: the first page and the count of each; beside
the same asked in the plainest SQL over the same store.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import stores
from benchmarks.figure import Figure, milliseconds
from contacthub_tui.domain.contact import CustomKind, Status
from contacthub_tui.domain.contact_query import FieldFilter, FieldTest, custom_key
from contacthub_tui.services.contacts import ContactQuery, contact_page, count_contacts
from contacthub_tui.services.custom_fields import ensure_custom_field
from contacthub_tui.services.lists import create_list
from contacthub_tui.store.database import open_store, session, transaction
from contacthub_tui.store.sql import execute, rows

_PAGE = 100
_TIMES = 5
_MOST = 0.050  # seconds until the first page is at hand
_SCANNED = "custom field, few"
#: Lists, by the share of all contacts that they have.
_SHARES = {"half of all": 0.5, "one in a hundred": 0.01, "a hundred": 0.0001}


def measure(size: int, folder: Path) -> list[Figure]:
    """The figures of a store made of `size` rows."""
    home = stores.copy(stores.home(folder, size), "home-filters")
    store = open_store(f"sqlite:///{home / 'hub.db'}")
    try:
        return [_figure(*each) for each in _asked(*_filled())]
    finally:
        store.close()


def _filled() -> tuple[dict[str, int], int]:
    """Lists of several sizes and a custom field that half of all have; their ids."""
    lists = {name: create_list(name, "", who="bench") for name in _SHARES}
    field = ensure_custom_field("Division", CustomKind.TEXT)
    chance = random.Random(1)
    with transaction():
        ids = [row[0] for row in rows("SELECT id FROM contact ORDER BY id")]
        for name, share in _SHARES.items():
            for contact in chance.sample(ids, int(len(ids) * share)):
                execute(
                    "INSERT INTO membership (list_id, contact_id) VALUES (?, ?)",
                    (lists[name], contact),
                )
        execute(
            f"""UPDATE contact SET custom = '{{"{field}": "D' || (id % 5000) || '"}}'"""  # noqa: S608
            " WHERE id % 2 = 0"
        )
    return lists, field


def _asked(lists: dict[str, int], field: int) -> list[tuple[str, ContactQuery, str]]:
    """What is asked for, and the condition of the plainest SQL."""
    member = "id IN (SELECT contact_id FROM membership WHERE list_id = {})"
    stopped = "mobile IN (SELECT number FROM preference WHERE status = 'unsubscribed')"
    held = f"json_extract(custom, '$.\"{field}\"')"
    division = FieldFilter(custom_key(field), FieldTest.IS, "D8")
    filled = FieldFilter(custom_key(field), FieldTest.FILLED)
    asked = [
        (f"list of {name}", ContactQuery(list_ids=(each,)), member.format(each))
        for name, each in lists.items()
    ]
    return [
        *asked,
        ("unsubscribed", ContactQuery(status=Status.UNSUBSCRIBED), stopped),
        ("in no list", ContactQuery(no_list=True), "id NOT IN (SELECT contact_id FROM membership)"),
        (_SCANNED, ContactQuery(fields=(division,)), f"{held} = 'D8'"),
        ("custom field, half", ContactQuery(fields=(filled,)), f"{held} <> ''"),
    ]


def _figure(name: str, query: ContactQuery, condition: str) -> Figure:
    def plain() -> None:
        with session():
            rows(
                f"SELECT id FROM contact WHERE {condition}"  # noqa: S608
                f" ORDER BY sort_name, id LIMIT {_PAGE}"
            )
            rows(f"SELECT count(*) FROM contact WHERE {condition}")  # noqa: S608

    page = _median(lambda: contact_page(query, 0, _PAGE))
    count = _median(lambda: count_contacts(query))
    peer = _median(plain)
    # No index has the values of custom fields: where few have one, all contacts are read.
    scanned = name == _SCANNED
    return Figure(
        f"Filter, {name}: first page (count {milliseconds(count)}); peer: both in plain SQL",
        milliseconds(page),
        milliseconds(peer),
        page / peer,
        "" if scanned else "50 ms",
        scanned or page <= _MOST,
    )


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_TIMES):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main(size: int) -> None:
    """Print the figures."""
    for figure in measure(size, stores.default_folder()):
        print(*figure.cells, sep=" | ")


if __name__ == "__main__":
    main(int(sys.argv[1]))
