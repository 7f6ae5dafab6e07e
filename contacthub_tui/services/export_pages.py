"""The contacts of an export as cells, many at a time and no object for each of them.

Enters: the chosen contacts. Leaves: pages of cells. All of it in one session.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any

from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.contact import CustomField, Status
from contacthub_tui.store import chosen as chosen_table
from contacthub_tui.store.sql import rows
from contacthub_tui.wording import status_label

#: The columns of every export, before those of custom fields.
FIELDS = (
    "first_name", "last_name", "mobile", "whatsapp", "status", "email", "lists", "alias",
    "birth_date", "location", "state", "country", "note",
)  # fmt: skip
#: More than these are given in the order in which they were added. In any other each contact lies
#: somewhere else in a large store, which makes it several times as slow; spreadsheets sort.
ORDERED = 20_000
#: Contacts of a page.
PAGE = 5_000

_STORED = tuple(name for name in FIELDS if name not in ("status", "lists"))
Column = Sequence[str]


def lay_out(chosen: Chosen) -> int:
    """Settle who is chosen, up to `ORDERED` in the order of the query; gives how many."""
    many = chosen_table.count(chosen) > ORDERED
    total = chosen_table.lay(chosen, ordered=not many)
    chosen_table.lay_stopped(many=many)
    return total


def pages(total: int, customs: Sequence[CustomField]) -> Iterator[list[Column]]:
    """Page after page of the `total` contacts that were laid out and are still there.

    A page is its columns: those of `FIELDS`, then the custom ones. A contact's lists are in one
    cell, an end of line between two.
    """
    names = dict(rows("SELECT id, name FROM contact_list"))
    ranks = {row[0]: rank for rank, row in enumerate(_lists_in_order())}
    for start in range(0, total, PAGE):
        found = rows(
            f"SELECT c.id, {', '.join(f'c.{name}' for name in _STORED)}, c.custom,"  # noqa: S608
            " stopped.id IS NOT NULL FROM chosen JOIN contact c ON c.id = chosen.id"
            " LEFT JOIN stopped ON stopped.id = c.id"
            " WHERE chosen.place > ? AND chosen.place <= ? ORDER BY chosen.place",
            (start, start + PAGE),
        )
        if found:
            yield _columns(found, _list_cells(start, names, ranks), customs)


def _lists_in_order() -> list[tuple[int]]:
    return rows("SELECT id FROM contact_list ORDER BY folded_name")


def _list_cells(start: int, names: dict[int, str], ranks: dict[int, int]) -> dict[int, str]:
    """The lists of each contact of a page that has any."""
    if not names:
        return {}
    found = rows(
        "SELECT m.contact_id, m.list_id FROM chosen"
        " JOIN membership m ON m.contact_id = chosen.id"
        " WHERE chosen.place > ? AND chosen.place <= ?",
        (start, start + PAGE),
    )
    one = dict(found)
    if len(one) == len(found):
        return {contact_id: names.get(list_id, "") for contact_id, list_id in found}
    held: dict[int, list[int]] = {}
    for contact_id, list_id in found:
        if list_id in names:
            held.setdefault(contact_id, []).append(list_id)
    return {
        contact_id: "\n".join([names[each] for each in sorted(ids, key=ranks.__getitem__)])
        for contact_id, ids in held.items()
    }


def _columns(
    found: Sequence[tuple[Any, ...]], lists: dict[int, str], customs: Sequence[CustomField]
) -> list[Column]:
    ids, *stored, custom, stopped = zip(*found, strict=True)
    cells: dict[str, Column] = dict(zip(_STORED, stored, strict=True))
    for channel in ("mobile", "whatsapp"):
        cells[channel] = [number or "" for number in cells[channel]]
    words = {False: status_label(Status.SUBSCRIBED), True: status_label(Status.UNSUBSCRIBED)}
    cells["status"] = [words[bool(each)] for each in stopped]
    cells["lists"] = list(map(lists.get, ids, repeat("")))
    return [*(cells[name] for name in FIELDS), *_custom_columns(custom, customs)]


def _custom_columns(custom: Sequence[str], customs: Sequence[CustomField]) -> list[Column]:
    if not customs:
        return []
    values = [{} if text == "{}" else json.loads(text) for text in custom]
    return [[each.get(str(field.id), "") for each in values] for field in customs]
