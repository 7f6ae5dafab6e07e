"""Write one batch of an import, its results and its checkpoint, all in one transaction.

Enters: candidates of a running import. Leaves: contacts, lists, preferences and row notes written
together with how far the run has come, so that a process that dies loses nothing and repeats
nothing; or, for a check, only the counts.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from contacthub_tui.domain.consent import Source
from contacthub_tui.domain.contact import TEXT_FIELDS, Address, Channel
from contacthub_tui.domain.contact_query import search_text, sort_name
from contacthub_tui.domain.import_plan import Batch, Candidate, Created, Known, Planner, Rules
from contacthub_tui.domain.import_run import Counts
from contacthub_tui.errors import RefusedError, StoreError
from contacthub_tui.services.imports import lock_run
from contacthub_tui.services.preferences import grant, lock_preferences, now
from contacthub_tui.store.database import session, transaction
from contacthub_tui.store.search import index_words
from contacthub_tui.store.sql import execute, execute_many, insert_many, new_ids, rows, rows_in

#: Columns of a contact that an import writes, in the order of its records.
_WRITTEN = (
    "id", "mobile", "whatsapp", *TEXT_FIELDS, "custom", "search", "sort_name", "import_run_id",
    "created_at", "created_by", "updated_at", "updated_by",
)  # fmt: skip
_KNOWN = ("id", "mobile", "whatsapp", "custom", *TEXT_FIELDS)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import has come. `done` goes from 0 to 1 by the file's size."""

    run_id: int | None
    checkpoint: int
    counts: Counts
    done: float
    seconds: float


def check_batch(rules: Rules, candidates: Sequence[Candidate]) -> Batch:
    """What a batch would come to, with nothing written."""
    with session():
        return _plan(rules, candidates, run_id=None)


def write_batch(
    rules: Rules,
    candidates: Sequence[Candidate],
    so_far: Progress,
    *,
    worker: str,
    who: str,
) -> Progress:
    """Write a batch and its checkpoint; gives how far the run has come.

    Raises RefusedError taken-over when another process has the run, cancelled when its end was
    asked for, and StoreError; in each case nothing of this batch is written.
    """
    run_id = so_far.run_id
    if run_id is None:
        raise ValueError("a batch is written for a run")
    with transaction():
        lock_preferences()
        written = _check_hold(run_id, worker)
        if candidates and written.checkpoint >= candidates[-1].row:
            # Committed before, though the connection broke before that could be said.
            return written
        if written.checkpoint != so_far.checkpoint:
            # A server that confirms before it writes, or a copy of it, may come back without.
            raise StoreError("gone-back", run=run_id)
        batch = _plan(rules, candidates, run_id)
        # What changes first: it may give up a number that a new contact takes.
        _write_changed(batch, who)
        ids = _write_created(batch.created, run_id, who)
        _write_lists(batch, ids)
        grant(batch.wishes, who=who, source=Source.IMPORT, run_id=run_id)
        _write_notes(batch, run_id, ids)
        counts = so_far.counts + batch.counts
        last = candidates[-1].row if candidates else so_far.checkpoint
        execute(
            "UPDATE import_run SET counts = ?, checkpoint = ?, progress = ?, seconds = ?,"
            " heartbeat = ? WHERE id = ?",
            (json.dumps(asdict(counts)), last, so_far.done, so_far.seconds, now(), run_id),
        )
    return Progress(run_id, last, counts, so_far.done, so_far.seconds)


def _check_hold(run_id: int, worker: str) -> Progress:
    """How far the run is by the store, where nobody else may change that until the end."""
    lock_run(run_id)
    holder, asked, checkpoint, counts, done, seconds = rows(
        "SELECT worker, cancel_asked, checkpoint, counts, progress, seconds FROM import_run"
        " WHERE id = ?",
        (run_id,),
    )[0]
    if holder != worker:
        raise RefusedError("taken-over", run=run_id)
    if asked:
        raise RefusedError("cancelled", run=run_id)
    return Progress(run_id, checkpoint, Counts(**json.loads(counts)), done, seconds)


def _plan(rules: Rules, candidates: Sequence[Candidate], run_id: int | None) -> Batch:
    mobiles = [c.mobile for c in candidates if c.mobile]
    whatsapps = [c.whatsapp for c in candidates if c.whatsapp]
    return Planner(
        rules,
        _known(rules, mobiles, whatsapps),
        _unsubscribed_before([*mobiles, *whatsapps], run_id),
    ).plan(candidates)


def _known(rules: Rules, mobiles: list[str], whatsapps: list[str]) -> list[Known]:
    """The stored contacts that hold any of these numbers, each once."""
    columns = ", ".join(_KNOWN)
    found = {
        row[0]: row
        for channel, numbers in (("mobile", mobiles), ("whatsapp", whatsapps))
        for row in rows_in(
            f"SELECT {columns} FROM contact WHERE {channel} IN (…)",  # noqa: S608
            numbers,
        )
    }
    lists: dict[int, set[int]] = {}
    if rules.always or rules.list_ids:
        for contact_id, list_id in rows_in(
            "SELECT contact_id, list_id FROM membership WHERE contact_id IN (…)", found
        ):
            lists.setdefault(contact_id, set()).add(list_id)
    return [
        Known(
            id=contact_id,
            mobile=mobile,
            whatsapp=whatsapp,
            fields=dict(zip(TEXT_FIELDS, texts, strict=True)),
            custom=json.loads(custom),
            lists=lists.get(contact_id, set()),
        )
        for contact_id, mobile, whatsapp, custom, *texts in found.values()
    ]


def _unsubscribed_before(numbers: list[str], run_id: int | None) -> frozenset[Address]:
    """The addresses that were unsubscribed before this run wrote anything."""
    found = rows_in(
        "SELECT p.channel, p.number, c.run_id FROM preference p"
        " JOIN preference_change c ON c.id = p.change_id"
        " WHERE p.status = 'unsubscribed' AND p.number IN (…)",
        dict.fromkeys(numbers),
    )
    return frozenset(
        Address(Channel(channel), number)
        for channel, number, by_run in found
        if run_id is None or by_run != run_id
    )


def searchable(fields: dict[str, str], mobile: str | None, whatsapp: str | None) -> tuple[str, str]:
    """The `search` and `sort_name` of a contact."""
    numbers = [number for number in (mobile, whatsapp) if number]
    names = (fields.get("first_name", ""), fields.get("last_name", ""))
    alias = fields.get("alias", "")
    search = search_text((*names, alias, fields.get("email", "")), numbers)
    return search, sort_name(*names, alias, numbers[0])


def _write_created(created: list[Created], run_id: int, who: str) -> dict[int, int]:
    """Add the new contacts, in the order of their numbers; gives row to id."""
    at = now()
    # Filling the index of numbers in its own order is several times as fast as at random.
    created.sort(key=lambda contact: contact.mobile or contact.whatsapp or "")
    ids = new_ids("contact", len(created))
    records = []
    searches = []
    for contact_id, contact in zip(ids, created, strict=True):
        fields = contact.fields
        search, name = searchable(fields, contact.mobile, contact.whatsapp)
        custom = json.dumps(contact.custom, ensure_ascii=False) if contact.custom else "{}"
        texts = [fields.get(field, "") for field in TEXT_FIELDS]
        records.append(
            (
                contact_id, contact.mobile, contact.whatsapp, *texts, custom, search, name, run_id,
                at, who, at, who,
            )
        )  # fmt: skip
        searches.append((contact_id, search))
    insert_many("contact", _WRITTEN, records)
    index_words(searches)
    return {contact.row: contact_id for contact_id, contact in zip(ids, created, strict=True)}


def _write_changed(batch: Batch, who: str) -> None:
    at = now()
    # In the order of their last changes: a number is given up before another contact takes it.
    last_first = [change.contact for change in reversed(batch.changed) if change.fields]
    contacts = {contact.id: contact for contact in last_first}
    records = []
    searches = []
    for contact in reversed(contacts.values()):
        search, name = searchable(contact.fields, contact.mobile, contact.whatsapp)
        texts = [contact.fields[field] for field in TEXT_FIELDS]
        custom = json.dumps(contact.custom, ensure_ascii=False)
        records.append(
            (contact.mobile, contact.whatsapp, *texts, custom, search, name, at, who, contact.id)
        )
        searches.append((contact.id, search))
    sets = ", ".join(f"{field} = ?" for field in TEXT_FIELDS)
    execute_many(
        f"UPDATE contact SET mobile = ?, whatsapp = ?, {sets}, custom = ?, search = ?,"  # noqa: S608
        " sort_name = ?, updated_at = ?, updated_by = ?, version = version + 1 WHERE id = ?",
        records,
    )
    index_words(searches)


def _write_lists(batch: Batch, ids: dict[int, int]) -> None:
    members = [(list_id, ids[c.row]) for c in batch.created for list_id in c.lists]
    members += [(list_id, c.contact.id) for c in batch.changed for list_id in c.lists]
    execute_many(
        "INSERT INTO membership (list_id, contact_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        sorted(members),
    )


def _write_notes(batch: Batch, run_id: int, ids: dict[int, int]) -> None:
    records = []
    for note in batch.notes:
        contact_id = None
        if isinstance(note.contact, Known):
            contact_id = note.contact.id
        elif note.contact is not None:
            contact_id = ids[note.row]
        changes = ""
        if note.change is not None:
            held = {"fields": note.change.fields, "lists": sorted(note.change.lists)}
            changes = json.dumps(held, ensure_ascii=False)
        records.append(
            (
                run_id,
                note.row,
                note.outcome,
                note.reason,
                note.column,
                json.dumps(note.warnings, ensure_ascii=False) if note.warnings else "",
                json.dumps(note.cells, ensure_ascii=False) if note.cells else "",
                contact_id,
                changes,
            )
        )
    insert_many(
        "import_row",
        (
            "run_id", "row_number", "outcome", "reason", "column_index", "warnings", "cells",
            "contact_id", "changes",
        ),
        records,
    )  # fmt: skip
