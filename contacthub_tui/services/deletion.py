"""Delete contacts, and bring them back.

Enters: a part of the chosen contacts, or a deletion's id. Leaves: the store without them, all their
columns and lists kept beside it; or the contacts as they were. Preferences are never touched.

A deletion is kept until the operator's next action, which is: doing anything else to contacts from
All contacts (lists, unsubscribing, deleting, saving the form) or leaving the app. The screen then
calls `forget`. What an app that was killed leaves is forgotten with the next deletion of the same
operator, and by every app that starts when it is a day old (`forget_old`).
"""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from contacthub_tui.domain.bulk import Restored
from contacthub_tui.services.custom_values import field_kinds, fitting
from contacthub_tui.services.import_batches import searchable
from contacthub_tui.services.preferences import lock_preferences, now
from contacthub_tui.store.database import is_postgres, session, transaction
from contacthub_tui.store.models import ContactModel, DeletionModel
from contacthub_tui.store.search import index_words
from contacthub_tui.store.sql import execute, execute_many, insert_many, rows, rows_in, value

#: Contacts brought back, or forgotten, in one transaction.
PART = 10_000
#: How long a deletion is kept that nobody forgets.
LONGEST = timedelta(days=1)

_COLUMNS = tuple(field.column_name for field in ContactModel._meta.sorted_fields)


def begin_deletion(who: str) -> int:
    """Note that an operator deletes; gives the id of the deletion. Earlier ones are forgotten."""
    forget_those_of(who)
    with transaction():
        return int(DeletionModel.create(at=now(), who=who).id)


def delete_part(deletion_id: int, who: str) -> int:
    """Delete the contacts of `part` and keep them beside; gives how many.

    Inside the caller's transaction.
    """
    # Another app of the same operator may have forgotten it since the part before.
    execute(
        "INSERT INTO deletion (id, at, who) VALUES (?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET who = excluded.who",
        (deletion_id, now(), who),
    )
    make_object, make_list = "json_object", "json_group_array(m.list_id)"
    if is_postgres():
        make_object, make_list = "json_build_object", "coalesce(json_agg(m.list_id), '[]')"
    columns = ", ".join(f"'{name}', c.{name}" for name in _COLUMNS)
    execute(
        "INSERT INTO deleted_contact (deletion_id, contact_id, contact, list_ids)"  # noqa: S608
        f" SELECT ?, c.id, {make_object}({columns}),"
        f" (SELECT {make_list} FROM membership m WHERE m.contact_id = c.id)"
        " FROM part JOIN contact c ON c.id = part.id ORDER BY c.id",
        (deletion_id,),
    )
    # Before the contacts, which else take theirs along one by one.
    execute("DELETE FROM membership WHERE contact_id IN (SELECT id FROM part)")
    execute("DELETE FROM contact WHERE id IN (SELECT id FROM part)")
    return int(value("SELECT count(*) FROM part"))


def count_kept(deletion_id: int) -> int:
    """How many contacts a deletion can bring back."""
    with session():
        kept = value("SELECT count(*) FROM deleted_contact WHERE deletion_id = ?", (deletion_id,))
    return int(kept)


def restore(
    deletion_id: int,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Restored:
    """Bring the contacts of a deletion back, with the ids, fields, lists and times they had.

    An address that another contact has by now stays with that one; who has no other is kept as it
    is, and so are those not reached when `cancelled` says so: restoring again goes on there. Lists
    and custom fields that are gone stay so. Raises StoreError: who is back by then stays.
    """
    total = count_kept(deletion_id)
    restored, done, last = Restored(), 0, 0
    while True:
        if cancelled() and done < total:
            return restored + Restored(left=total - done)
        with transaction():
            lock_preferences()
            kept = rows(
                "SELECT contact_id, contact, list_ids FROM deleted_contact"
                " WHERE deletion_id = ? AND contact_id > ? ORDER BY contact_id LIMIT ?",
                (deletion_id, last, PART),
            )
            if not kept:
                break
            restored += _bring_back(deletion_id, kept)
        done, last = done + len(kept), kept[-1][0]
        if on_progress:
            on_progress(done, total)
    with transaction():
        execute(
            "DELETE FROM deletion WHERE id = ? AND NOT EXISTS"
            " (SELECT 1 FROM deleted_contact WHERE deletion_id = deletion.id)",
            (deletion_id,),
        )
    return restored


def _bring_back(deletion_id: int, kept: Sequence[tuple[int, str, str]]) -> Restored:
    contacts = [json.loads(text) for _id, text, _lists in kept]
    taken = {channel: _taken(channel, contacts) for channel in ("mobile", "whatsapp")}
    kinds = field_kinds()
    back: list[dict[str, Any]] = []
    without: list[str] = []
    refused: list[str] = []
    for contact in contacts:
        lost = [c for c in taken if contact[c] and contact[c] in taken[c]]
        if lost and all(c in lost or not contact[c] for c in taken):
            refused += dict.fromkeys(contact[channel] for channel in lost)
            continue
        for channel in lost:
            without.append(contact[channel])
            contact[channel] = None
        custom = json.loads(contact["custom"])
        fits = fitting(custom, kinds)
        contact["custom"] = json.dumps(fits, ensure_ascii=False)
        if lost or fits != custom:
            search = searchable(contact, fits, contact["mobile"], contact["whatsapp"])
            contact["search"], contact["sort_name"] = search
        for channel, numbers in taken.items():
            numbers.add(contact[channel])
        back.append(contact)
    _write(deletion_id, back, {contact_id: lists for contact_id, _text, lists in kept})
    return Restored(len(back), tuple(without), tuple(refused))


def _taken(channel: str, contacts: Sequence[dict[str, Any]]) -> set[str]:
    """The addresses of these contacts that others have by now."""
    numbers = [contact[channel] for contact in contacts if contact[channel]]
    found = rows_in(f"SELECT {channel} FROM contact WHERE {channel} IN (…)", numbers)  # noqa: S608
    return {row[0] for row in found}


def _write(deletion_id: int, back: list[dict[str, Any]], list_ids: dict[int, str]) -> None:
    insert_many("contact", _COLUMNS, [[contact[name] for name in _COLUMNS] for contact in back])
    index_words([(contact["id"], contact["search"]) for contact in back])
    there = {row[0] for row in rows("SELECT id FROM contact_list")}
    members = [
        (list_id, contact["id"])
        for contact in back
        for list_id in json.loads(list_ids[contact["id"]])
        if list_id in there
    ]
    insert_many("membership", ("list_id", "contact_id"), sorted(members))
    execute_many(
        "DELETE FROM deleted_contact WHERE deletion_id = ? AND contact_id = ?",
        [(deletion_id, contact["id"]) for contact in back],
    )


def forget(deletion_id: int) -> None:
    """Keep the contacts of a deletion no longer. In parts, since others wait for the store."""
    last = 0
    while True:
        with transaction():
            last = value(
                "SELECT max(contact_id) FROM (SELECT contact_id FROM deleted_contact"
                " WHERE deletion_id = ? AND contact_id > ? ORDER BY contact_id LIMIT ?) part",
                (deletion_id, last, PART),
            )
            if last is None:
                execute("DELETE FROM deletion WHERE id = ?", (deletion_id,))
                return
            execute(
                "DELETE FROM deleted_contact WHERE deletion_id = ? AND contact_id <= ?",
                (deletion_id, last),
            )


def forget_those_of(who: str) -> None:
    """Forget every deletion of an operator."""
    with session():
        made = rows("SELECT id FROM deletion WHERE who = ?", (who,))
    for (deletion_id,) in made:
        forget(deletion_id)


def forget_old() -> None:
    """Forget every deletion that is older than `LONGEST`: whoever made it is no longer there."""
    oldest = (datetime.now(UTC) - LONGEST).strftime("%Y-%m-%dT%H:%M:%SZ")
    with session():
        old = rows("SELECT id FROM deletion WHERE at < ?", (oldest,))
    for (deletion_id,) in old:
        forget(deletion_id)
