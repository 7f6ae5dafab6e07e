"""Write one batch of an import, its results and its checkpoint, all in one transaction.

Enters: rows of a running import, plain ones and candidates. Leaves: contacts, lists, preferences
and row notes written together with how far the run has come, so that a process that dies loses
nothing and repeats nothing.

Plain rows are weighed by the database, many at once. Those that change a contact join the
candidates, which the planner weighs one by one.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

from contacthub_tui.domain.consent import Source
from contacthub_tui.domain.contact import TEXT_FIELDS, Address, Channel, Status
from contacthub_tui.domain.contact_query import search_text, sort_name
from contacthub_tui.domain.import_plan import (
    Batch,
    Candidate,
    Created,
    Known,
    Planner,
    RowNote,
    Rules,
    stops,
)
from contacthub_tui.domain.import_run import Counts, Existing
from contacthub_tui.domain.plain_row import PlainRow, candidate_of, plain_fields
from contacthub_tui.errors import RefusedError, StoreError
from contacthub_tui.services.imports import lock_run
from contacthub_tui.services.preferences import grant, grant_staged, lock_preferences, now
from contacthub_tui.store import staging
from contacthub_tui.store.database import transaction
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


class Rows(NamedTuple):
    """A batch of rows as read: the plain ones by number, the others in file order.

    `last` is the row that the batch ends with.
    """

    plain: list[PlainRow]
    candidates: list[Candidate]
    last: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the database found of the plain rows; those that are new are still staged.

    `changing` and `unchanged` are places among them, `kept` those whose number stays
    unsubscribed, but for the changing, which `candidates` are made of.
    """

    candidates: list[Candidate]
    changing: list[int]
    unchanged: list[int]
    kept: set[int]
    new: int
    stopping: bool


def write_batch(
    rules: Rules,
    batch: Rows,
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
        if written.checkpoint >= batch.last:
            # Committed before, though the connection broke before that could be said.
            return written
        if written.checkpoint != so_far.checkpoint:
            # A server that confirms before it writes, or a copy of it, may come back without.
            raise StoreError("gone-back", run=run_id)
        rules = with_lists_there(rules)
        weighed = weigh(rules, batch.plain, run_id)
        planned = plan_rows(rules, in_file_order(batch.candidates, weighed.candidates), run_id)
        ids = write_planned(planned, run_id, who)
        _write_notes(planned, run_id, ids)
        if weighed.new:
            at = now()
            fields = plain_fields(rules.mapped)
            staging.make_contacts(fields, sorted(rules.always), run_id=run_id, who=who, at=at)
            grant_staged(run_id=run_id, who=who, stopping=weighed.stopping)
            staging.clear()
        counts = so_far.counts + counts_of(planned, weighed)
        execute(
            "UPDATE import_run SET counts = ?, checkpoint = ?, progress = ?, seconds = ?,"
            " heartbeat = ? WHERE id = ?",
            (json.dumps(asdict(counts)), batch.last, so_far.done, so_far.seconds, now(), run_id),
        )
    return Progress(run_id, batch.last, counts, so_far.done, so_far.seconds)


def write_planned(planned: Batch, run_id: int, who: str) -> dict[int, int]:
    """Write what rows come to, but for their notes, in the caller's transaction.

    Gives row to id of the contacts that were made.
    """
    # What changes first: it may give up a number that a new contact takes.
    _write_changed(planned, who)
    ids = _write_created(planned.created, run_id, who)
    _write_lists(planned, ids)
    grant(planned.wishes, who=who, source=Source.IMPORT, run_id=run_id)
    return ids


def with_lists_there(rules: Rules) -> Rules:
    """The rules without the lists that somebody deleted while the import was at work."""
    wanted = {*rules.always, *rules.list_ids.values()}
    there = {row[0] for row in rows_in("SELECT id FROM contact_list WHERE id IN (…)", wanted)}
    if there == wanted:
        return rules
    return replace(
        rules,
        always=rules.always & there,
        list_ids={key: list_id for key, list_id in rules.list_ids.items() if list_id in there},
    )


def weigh(rules: Rules, plain: list[PlainRow], run_id: int | None) -> Weighed:
    """Stage plain rows, and leave there only those that make a new contact. In a session."""
    if not plain:
        return Weighed([], [], [], set(), 0, stopping=False)
    fields = plain_fields(rules.mapped)
    staging.stage(plain, fields)
    existing = rules.options.existing
    custom = any(field.startswith(("custom:", "new:")) for field in rules.mapped)
    found = staging.known(
        (*fields, "custom") if custom else fields,
        sorted(rules.always),
        overwrite=existing is Existing.OVERWRITE,
        skip=existing is Existing.SKIP,
    )
    changing = [staged for staged, unchanged in found if not unchanged]
    # The planner counts those of its own.
    kept = set(staging.stopped_before(run_id)).difference(changing)
    new = len(plain) - len(found)
    if found and new:
        staging.take_up([staged for staged, _ in found])
    elif found:
        staging.clear()
    return Weighed(
        [candidate_of(plain[staged], fields) for staged in changing],
        changing,
        [staged for staged, unchanged in found if unchanged],
        kept,
        new,
        stopping=any(row[2] == Status.UNSUBSCRIBED for row in plain),
    )


def in_file_order(candidates: list[Candidate], more: list[Candidate]) -> list[Candidate]:
    """Both, by their rows."""
    return sorted([*candidates, *more], key=_row) if more else candidates


def _row(candidate: Candidate) -> int:
    return candidate.row


def counts_of(planned: Batch, weighed: Weighed) -> Counts:
    """What became of all rows of a batch."""
    unchanged = len(weighed.unchanged)
    return planned.counts + Counts(
        rows=weighed.new + unchanged,
        created=weighed.new,
        unchanged=unchanged,
        kept_unsubscribed=len(weighed.kept),
    )


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


def plan_rows(
    rules: Rules, candidates: Sequence[Candidate], run_id: int | None, *, note_all: bool = False
) -> Batch:
    """What rows come to beside the contacts that are there. In a session."""
    mobiles = [c.mobile for c in candidates if c.mobile]
    whatsapps = [c.whatsapp for c in candidates if c.whatsapp]
    known_by = {Channel.MOBILE: [*mobiles], Channel.WHATSAPP: [*whatsapps]}
    for candidate in candidates:
        # A row that failed stops a contact by a number that it could not bring in.
        if candidate.problem and stops(candidate, rules.options):
            for channel, number in candidate.others:
                known_by[Channel(channel)].append(number)
    return Planner(
        rules,
        _known(rules, known_by[Channel.MOBILE], known_by[Channel.WHATSAPP]),
        _unsubscribed_before([*mobiles, *whatsapps], run_id),
        note_all=note_all,
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


def searchable(
    fields: Mapping[str, str], custom: Mapping[Any, str], mobile: str | None, whatsapp: str | None
) -> tuple[str, str]:
    """The `search` and `sort_name` of a contact; `custom` are its values of custom fields."""
    numbers = [number for number in (mobile, whatsapp) if number]
    names = (fields.get("first_name", ""), fields.get("last_name", ""))
    alias = fields.get("alias", "")
    search = search_text((*names, alias, fields.get("email", "")), numbers, custom.values())
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
        search, name = searchable(fields, contact.custom, contact.mobile, contact.whatsapp)
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
        search, name = searchable(contact.fields, contact.custom, contact.mobile, contact.whatsapp)
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
    records = [
        (
            run_id,
            note.row,
            json.dumps(note.cells, ensure_ascii=False) if note.cells else "",
            *note_values(note, ids),
        )
        for note in batch.notes
    ]
    insert_many("import_row", ("run_id", "row_number", "cells", *NOTED), records)


#: The columns of a row's note that say what became of it.
NOTED = ("outcome", "reason", "column_index", "warnings", "contact_id", "changes")


def note_values(note: RowNote, ids: Mapping[int, int]) -> tuple[object, ...]:
    """The values of `NOTED`; `ids` are those of the contacts that were made, by their rows."""
    contact_id = None
    if isinstance(note.contact, Known):
        contact_id = note.contact.id
    elif note.contact is not None:
        contact_id = ids[note.row]
    changes = ""
    if note.change is not None:
        held = {"fields": note.change.fields, "lists": sorted(note.change.lists)}
        changes = json.dumps(held, ensure_ascii=False)
    warnings = json.dumps(note.warnings, ensure_ascii=False) if note.warnings else ""
    return note.outcome, note.reason, note.column, warnings, contact_id, changes
