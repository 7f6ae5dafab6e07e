"""Undo an import: what it created goes, what it changed comes back, opt-outs stay.

Enters: a run's id. Leaves: the store without that import, batch by batch, so that any number of
rows can be undone and an undo that was broken off goes on where it stopped.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from contacthub_tui.domain.contact import TEXT_FIELDS, Channel, CustomKind
from contacthub_tui.domain.import_run import RunState
from contacthub_tui.errors import RefusedError
from contacthub_tui.services.custom_values import field_kinds, fitting
from contacthub_tui.services.import_batches import searchable
from contacthub_tui.services.imports import UNDOABLE, get_run, lock_run
from contacthub_tui.services.preferences import lock_preferences, now
from contacthub_tui.services.workers import is_alive
from contacthub_tui.store.database import insist, session, transaction
from contacthub_tui.store.search import index_words
from contacthub_tui.store.sql import execute, execute_many, rows, rows_in, value

BATCH = 2_000
#: Contacts removed in one transaction; SQLite tidies its full-text index at each commit.
REMOVED = 20_000


_FIELDS = ("mobile", "whatsapp", *TEXT_FIELDS)

#: The contacts that a run made, without those that hold another one that it did not make.
_MADE = (
    "import_run_id = ? AND id NOT IN (SELECT contact_id FROM merged_contact"
    " WHERE import_run_id IS DISTINCT FROM ?)"
)


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: contacts removed, rows whose changes were taken back, lists removed."""

    removed: int
    restored: int
    lists: int


def count_undo(run_id: int) -> tuple[int, int]:
    """How many contacts an undo would remove, and how many it would restore."""
    with session():
        created = value(f"SELECT count(*) FROM contact WHERE {_MADE}", (run_id, run_id))  # noqa: S608
        changed = value(
            "SELECT count(DISTINCT contact_id) FROM import_row WHERE run_id = ? AND changes <> ''",
            (run_id,),
        )
    return int(created), int(changed)


def undo_run(run_id: int, worker: str, on_progress: Callable[[int], None] | None = None) -> Undone:
    """Undo an import. `on_progress` is told how many rows and contacts are done.

    Raises RefusedError: no-such-run, running, waiting, undoing, undone; and StoreError: what was
    taken back by then stays so, and undoing it again goes on there.
    """
    insist(_hold, run_id, worker)
    restored = removed = 0
    # A contact that the import made may hold a number that another one gets back.
    while part := insist(_remove_some, run_id):
        removed += part
        if on_progress:
            on_progress(restored + removed)
    while part := insist(_restore_some, run_id):
        restored += part
        if on_progress:
            on_progress(restored + removed)
    return Undone(removed, restored, insist(_end, run_id))


def _end(run_id: int) -> int:
    """Remove the lists that the run made and that are empty; gives how many."""
    with transaction():
        lock_preferences()
        empty = rows(
            "SELECT id FROM contact_list WHERE import_run_id = ? AND NOT EXISTS"
            " (SELECT 1 FROM membership WHERE list_id = contact_list.id)",
            (run_id,),
        )
        if _another_at_work():
            # It may be about to add contacts to them.
            empty = []
        execute_many("DELETE FROM contact_list WHERE id = ?", empty)
        execute(
            "UPDATE import_run SET state = ?, finished_at = ? WHERE id = ?",
            (str(RunState.UNDONE), now(), run_id),
        )
    return len(empty)


def _another_at_work() -> bool:
    found = rows(
        "SELECT worker, heartbeat FROM import_run WHERE state = ?", (str(RunState.RUNNING),)
    )
    return any(is_alive(worker, heartbeat) for worker, heartbeat in found)


def _hold(run_id: int, worker: str) -> None:
    with transaction():
        lock_run(run_id)
        state = get_run(run_id).state
        held_already = state is RunState.UNDOING and worker == _worker(run_id)
        if state not in UNDOABLE and not held_already:
            raise RefusedError(str(state), run=run_id)
        execute(
            "UPDATE import_run SET state = ?, worker = ?, heartbeat = ? WHERE id = ?",
            (str(RunState.UNDOING), worker, now(), run_id),
        )


def _worker(run_id: int) -> str:
    return str(value("SELECT worker FROM import_run WHERE id = ?", (run_id,)))


def _restore_some(run_id: int) -> int:
    """Take back the changes of the last rows not yet taken back; gives how many rows."""
    with transaction():
        lock_preferences()
        notes = _last_changes(run_id)
        contacts = _contacts({note[1] for note in notes})
        merged = _merged(contacts)
        kinds = field_kinds()
        # The last change first, and saved in that order: who took a number gives it up before
        # the one who had it gets it back.
        changed: dict[int, dict[str, Any]] = {}
        left: list[tuple[int, int]] = []
        for _, contact_id, changes in notes:
            held = json.loads(changes)
            left += [(list_id, contact_id) for list_id in held["lists"]]
            contact = contacts.get(contact_id)
            if contact_id in merged:
                _keep_numbers(held["fields"])
            if contact is not None and _give_back(contact, _still(held["fields"], kinds), contacts):
                changed[contact_id] = contact
        _save(list(changed.values()))
        execute_many("DELETE FROM membership WHERE list_id = ? AND contact_id = ?", left)
        execute_many(
            "UPDATE import_row SET changes = '' WHERE run_id = ? AND row_number = ?",
            [(run_id, note[0]) for note in notes],
        )
        execute("UPDATE import_run SET heartbeat = ? WHERE id = ?", (now(), run_id))
    return len(notes)


def _last_changes(run_id: int) -> list[tuple[Any, ...]]:
    """Row, contact and changes of the last rows not yet taken back, the very last first.

    Rows that were put right came after the file.
    """
    asked = "SELECT row_number, contact_id, changes FROM import_row WHERE run_id = ?"
    fixed = rows(
        f"{asked} AND fixed_cells <> '' AND fixed_turn > 0 AND changes <> ''"
        " ORDER BY fixed_turn DESC, row_number DESC LIMIT ?",
        (run_id, BATCH),
    )
    return fixed or rows(
        f"{asked} AND changes <> '' ORDER BY row_number DESC LIMIT ?", (run_id, BATCH)
    )


def _remove_some(run_id: int) -> int:
    """Remove some of the contacts that the run created; gives how many. Preferences stay."""
    with transaction():
        lock_preferences()
        made = f"SELECT id FROM contact WHERE {_MADE} LIMIT ?"  # noqa: S608
        ids = rows(made, (run_id, run_id, REMOVED))
        # One statement: the full-text index is then written once and not for every contact.
        marks = ", ".join("?" * len(ids)) or "NULL"
        gone = [row[0] for row in ids]
        # Before the contacts, which else take theirs along one by one.
        execute(f"DELETE FROM membership WHERE contact_id IN ({marks})", gone)  # noqa: S608
        execute(f"DELETE FROM contact WHERE id IN ({marks})", gone)  # noqa: S608
        execute("UPDATE import_run SET heartbeat = ? WHERE id = ?", (now(), run_id))
    return len(ids)


def _contacts(ids: set[int]) -> dict[int, dict[str, Any]]:
    columns = ("id", *_FIELDS, "custom")
    found = rows_in(
        f"SELECT {', '.join(columns)} FROM contact WHERE id IN (…)",  # noqa: S608
        ids,
    )
    contacts = {row[0]: dict(zip(columns, row, strict=True)) for row in found}
    for contact in contacts.values():
        contact["custom"] = json.loads(contact["custom"])
    return contacts


def _merged(ids: Iterable[int]) -> set[int]:
    """Those of some contacts that another one was merged into."""
    found = rows_in("SELECT contact_id FROM merged_contact WHERE contact_id IN (…)", ids)
    return {row[0] for row in found}


def _keep_numbers(fields: dict[str, list[str | None]]) -> None:
    """Leave the numbers of a merged contact: stops of the other one may rest on those it has."""
    for channel in Channel:
        fields.pop(channel, None)


def _still(
    fields: dict[str, list[str | None]], kinds: Mapping[str, CustomKind]
) -> dict[str, list[str | None]]:
    """What can come back: a custom field may be gone by now, or hold values of another kind."""
    customs = {
        name.removeprefix("custom:"): before or ""
        for name, (before, _after) in fields.items()
        if name.startswith("custom:")
    }
    if not customs:
        return fields
    kept = fitting(customs, kinds)
    return {
        name: changed
        for name, changed in fields.items()
        if not name.startswith("custom:")
        or not changed[0]
        or kept.get(name.removeprefix("custom:")) == changed[0]
    }


def _give_back(
    contact: dict[str, Any],
    fields: dict[str, list[str | None]],
    contacts: dict[int, dict[str, Any]],
) -> bool:
    """Put back what a field held before, where it still holds what the import wrote.

    `contacts` are those that are being given back, as they will be saved.
    """
    changed = False
    for name, (before, after) in fields.items():
        kind, _, key = name.partition(":")
        holder = contact["custom"] if kind == "custom" else contact
        key = key if kind == "custom" else name
        if (holder.get(key) or "") != (after or ""):
            continue
        if name in ("mobile", "whatsapp") and not _may_take(contact, name, before, contacts):
            continue
        if kind == "custom" and not before:
            holder.pop(key, None)
        else:
            holder[key] = before
        changed = True
    return changed


def _may_take(
    contact: dict[str, Any],
    channel: str,
    number: str | None,
    contacts: dict[int, dict[str, Any]],
) -> bool:
    """Whether an address can come back: nobody has it by now, and one at least remains."""
    if number is None:
        other = "whatsapp" if channel == "mobile" else "mobile"
        return bool(contact[other])
    holder = value(f"SELECT id FROM contact WHERE {channel} = ?", (number,))  # noqa: S608
    return holder is None or (holder in contacts and contacts[holder][channel] != number)


def _save(contacts: list[dict[str, Any]]) -> None:
    at = now()
    records = []
    searches = []
    for contact in contacts:
        search, name = searchable(
            contact, contact["custom"], contact["mobile"], contact["whatsapp"]
        )
        custom = json.dumps(contact["custom"], ensure_ascii=False)
        texts = [contact[field] for field in _FIELDS]
        records.append((*texts, custom, search, name, at, contact["id"]))
        searches.append((contact["id"], search))
    sets = ", ".join(f"{field} = ?" for field in _FIELDS)
    execute_many(
        f"UPDATE contact SET {sets}, custom = ?, search = ?, sort_name = ?,"  # noqa: S608
        " updated_at = ?, version = version + 1 WHERE id = ?",
        records,
    )
    index_words(searches)
