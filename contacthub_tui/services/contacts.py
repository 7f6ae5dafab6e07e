"""All contacts: count them, page through them, look at one.

Enters: a query or an id. Leaves: frozen contacts with their lists and preferences.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contacthub_tui.domain.consent import PreferenceChange
from contacthub_tui.domain.contact import Address, Channel, Contact
from contacthub_tui.domain.contact_query import ContactQuery, Sort
from contacthub_tui.services.ledger import latest
from contacthub_tui.services.preferences import statuses
from contacthub_tui.store.database import session
from contacthub_tui.store.rank import rank_of
from contacthub_tui.store.search import count_matches, match_ids
from contacthub_tui.store.sql import rows, rows_in

__all__ = [
    "ContactDetails",
    "ContactQuery",
    "Sort",
    "contact_details",
    "contact_page",
    "count_contacts",
    "found_contacts",
    "get_contact",
    "matching_ids",
    "place_of",
]

#: How many contacts are fetched at a time where all are wanted.
_PART = 500
#: Columns of a contact as they are stored, in the order of `Contact`'s fields of these names.
STORED = (
    "id", "first_name", "last_name", "mobile", "whatsapp", "email", "alias", "birth_date",
    "location", "state", "country", "note", "custom", "created_at", "created_by", "updated_at",
    "updated_by", "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """All that the panel shows of a contact. `why` holds the change that made each of its
    preferences what it is, `imports` (run id, file name, when).
    """

    contact: Contact
    why: tuple[PreferenceChange, ...]
    imports: tuple[tuple[int, str, str], ...]


def count_contacts(query: ContactQuery) -> int:
    """How many contacts a query finds."""
    with session():
        return count_matches(query)


def contact_page(
    query: ContactQuery, start: int, size: int, total: int | None = None
) -> list[Contact]:
    """A window of what a query finds. `total`, if known, makes the far end as near as the start."""
    with session():
        return contacts_by_id(match_ids(query, start, size, total))


def matching_ids(query: ContactQuery, start: int, size: int) -> list[int]:
    """The ids of a window of what a query finds."""
    with session():
        return match_ids(query, start, size)


def place_of(query: ContactQuery, contact_id: int) -> int | None:
    """Where a contact stands in what a query finds, from 0; None where it is not found."""
    with session():
        return rank_of(query, contact_id)


def found_contacts(query: ContactQuery) -> Iterator[Contact]:
    """Everyone whom a query finds, each once, also while an import moves them about."""
    with session():
        ids = match_ids(query, 0, count_matches(query))
    for start in range(0, len(ids), _PART):
        with session():
            found = contacts_by_id(ids[start : start + _PART])
        yield from found


def get_contact(contact_id: int) -> Contact | None:
    """One contact, None when it is gone."""
    with session():
        found = contacts_by_id([contact_id])
    return found[0] if found else None


def contact_details(contact_id: int) -> ContactDetails | None:
    """A contact, why its preferences are so, the imports that touched it; None when it is gone."""
    contact = get_contact(contact_id)
    if contact is None:
        return None
    numbers = list(dict.fromkeys(address.number for address in contact.addresses))
    with session():
        imports = rows(
            "SELECT id, file_name, created_at FROM import_run WHERE id IN"
            " (SELECT import_run_id FROM contact WHERE id = ?"
            "  UNION SELECT run_id FROM import_row WHERE contact_id = ?)"
            " ORDER BY id DESC",
            (contact_id, contact_id),
        )
    return ContactDetails(contact, latest(numbers), tuple((i, n, at) for i, n, at in imports))


def contacts_by_id(ids: list[int]) -> list[Contact]:
    """The contacts of some ids that are still there, in the order of the ids, in a session."""
    columns = ", ".join(STORED)
    found = rows_in(f"SELECT {columns} FROM contact WHERE id IN (…)", ids)  # noqa: S608
    stored = {row[0]: dict(zip(STORED, row, strict=True)) for row in found}
    numbers = [n for row in stored.values() for n in (row["mobile"], row["whatsapp"]) if n]
    preferences = statuses(numbers)
    lists: dict[int, list[str]] = {}
    for contact_id, name in rows_in(
        "SELECT m.contact_id, l.name FROM membership m JOIN contact_list l ON l.id = m.list_id"
        " WHERE m.contact_id IN (…) ORDER BY l.folded_name",
        ids,
    ):
        lists.setdefault(contact_id, []).append(name)
    return [_contact(stored[i], lists.get(i, []), preferences) for i in ids if i in stored]


def _contact(row: dict[str, Any], lists: list[str], preferences: dict[Address, Any]) -> Contact:
    custom = {int(key): text for key, text in json.loads(row.pop("custom")).items()}
    return Contact(
        **row,
        custom=custom,
        lists=tuple(lists),
        mobile_status=preferences.get(Address(Channel.MOBILE, row["mobile"] or "")),
        whatsapp_status=preferences.get(Address(Channel.WHATSAPP, row["whatsapp"] or "")),
    )
