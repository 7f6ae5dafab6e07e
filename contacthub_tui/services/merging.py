"""Make one contact of two. Enters: two contacts as they were seen, and the side of each field.
Leaves: the older one with what was picked, its lists and those of the other, which is gone; every
preference, and the stops of one for the numbers of the other.
"""

import json
from collections.abc import Mapping
from typing import Any

from contacthub_tui.domain.consent import Source, Wish
from contacthub_tui.domain.contact import MAX_NOTE, TEXT_FIELDS, Address, Contact, Status
from contacthub_tui.domain.merge import Side, merged, numbers_of, spread_stops
from contacthub_tui.domain.text import clean
from contacthub_tui.errors import RefusedError
from contacthub_tui.services.contacts import contacts_by_id
from contacthub_tui.services.import_batches import searchable
from contacthub_tui.services.preferences import grant, lock_preferences, now, statuses
from contacthub_tui.store.database import is_postgres, session, transaction
from contacthub_tui.store.search import index_words
from contacthub_tui.store.sql import execute, rows

#: What the ledger says of a stop that a merge brought from another number; `wording` translates it.
MERGED_WITH = "merged with {number}"


def stops_of_merge(first: Contact, second: Contact) -> list[tuple[Wish, str]]:
    """What the stops of each would do to the numbers of the other, with the number that stopped."""
    with session():
        return list(spread_stops(first, second, statuses(numbers_of(first, second))))


def merge(
    first: Contact,
    second: Contact,
    picks: Mapping[str, Side],
    *,
    who: str,
    note_line: str = "",
) -> Contact:
    """Merge `second` into `first`; gives the contact that stays.

    No preference is deleted or turned to subscribed. Raises RefusedError, with nothing changed:
    pair-gone where one of them is, pair-changed where one is not as it was seen, pair-no-address
    where no number would be left, pair-note-too-long; and StoreError.
    """
    kept = merged(first, second, picks, clean(note_line))
    if not kept.addresses:
        raise RefusedError("pair-no-address")
    if len(kept.note) > MAX_NOTE:
        raise RefusedError("pair-note-too-long", limit=MAX_NOTE)
    with transaction():
        lock_preferences()
        held = _hold(first, second)
        # What is stored counts, not what was seen: somebody may have said stop meanwhile.
        stops = list(spread_stops(first, second, statuses(numbers_of(first, second))))
        _take_over(first.id, second.id, held[second.id], who)
        execute("DELETE FROM contact WHERE id = ?", (second.id,))
        _save(kept, who)
        _stop(stops, who)
        return contacts_by_id([first.id])[0]


def _hold(first: Contact, second: Contact) -> dict[int, int | None]:
    """Keep both as they are until the end; gives the imports that made them."""
    lock = " FOR UPDATE" if is_postgres() else ""
    found = rows(
        f"SELECT id, version, import_run_id FROM contact WHERE id IN (?, ?) ORDER BY id{lock}",  # noqa: S608
        (first.id, second.id),
    )
    versions = {contact_id: version for contact_id, version, _ in found}
    if len(versions) != 2:
        raise RefusedError("pair-gone")
    if versions != {first.id: first.version, second.id: second.version}:
        raise RefusedError("pair-changed")
    return {contact_id: run for contact_id, _, run in found}


def _take_over(kept_id: int, gone_id: int, run_id: int | None, who: str) -> None:
    """Lists, what the other was told apart from, and what was merged into it."""
    execute(
        "INSERT INTO membership (list_id, contact_id)"
        " SELECT list_id, CAST(? AS INTEGER) FROM membership WHERE contact_id = ?"
        " ON CONFLICT DO NOTHING",
        (kept_id, gone_id),
    )
    apart = rows(
        "SELECT first_id + second_id - ?, at, who FROM distinct_pair"
        " WHERE ? IN (first_id, second_id) AND ? NOT IN (first_id, second_id)",
        (gone_id, gone_id, kept_id),
    )
    for other_id, at, by in apart:
        execute(
            "INSERT INTO distinct_pair (first_id, second_id, at, who) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (min(kept_id, other_id), max(kept_id, other_id), at, by),
        )
    execute("UPDATE merged_contact SET contact_id = ? WHERE contact_id = ?", (kept_id, gone_id))
    execute(
        "INSERT INTO merged_contact (gone_id, contact_id, import_run_id, at, who)"
        " VALUES (?, ?, ?, ?, ?)",
        (gone_id, kept_id, run_id, now(), who),
    )


def _save(kept: Contact, who: str) -> None:
    fields: dict[str, Any] = {field: getattr(kept, field) for field in TEXT_FIELDS}
    custom = {str(key): text for key, text in kept.custom.items()}
    search, name = searchable(fields, custom, kept.mobile, kept.whatsapp)
    written = {
        "mobile": kept.mobile,
        "whatsapp": kept.whatsapp,
        **fields,
        "custom": json.dumps(custom, ensure_ascii=False),
        "search": search,
        "sort_name": name,
        "updated_at": now(),
        "updated_by": who,
    }
    sets = ", ".join(f"{column} = ?" for column in written)
    execute(
        f"UPDATE contact SET {sets}, version = version + 1 WHERE id = ?",  # noqa: S608
        (*written.values(), kept.id),
    )
    index_words([(kept.id, search)])


def _stop(stops: list[tuple[Wish, str]], who: str) -> None:
    by_number: dict[str, dict[Address, Status]] = {}
    for wish, number in stops:
        by_number.setdefault(number, {})[wish.address] = wish.status
    for number, addresses in by_number.items():
        wishes = [Wish(address, status) for address, status in addresses.items()]
        reason = MERGED_WITH.format(number=number)
        grant(wishes, who=who, source=Source.OPERATOR, reason=reason)
