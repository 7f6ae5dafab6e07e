"""What a batch of an import would come to, with nothing written.

Enters: rows as read. Leaves: the counts, and the verdict on every row for who wants to look.
"""

from dataclasses import dataclass

from contacthub_tui.domain.contact import Status
from contacthub_tui.domain.import_check import OUTCOMES, Short, Verdicts
from contacthub_tui.domain.import_plan import Batch, Candidate, Rules, stops
from contacthub_tui.domain.import_run import Counts
from contacthub_tui.domain.plain_row import PLAIN_TEXTS, PlainRow, plain_fields
from contacthub_tui.services.import_batches import (
    Rows,
    Weighed,
    counts_of,
    in_file_order,
    plan_rows,
    weigh,
)
from contacthub_tui.store import staging
from contacthub_tui.store.database import session

_PLACES = {outcome: place for place, outcome in enumerate(OUTCOMES)}
_CREATED, _UNCHANGED = _PLACES["created"], _PLACES["unchanged"]
#: What a row is recognised by, beside its number.
_NAMES = ("first_name", "last_name")
_ELSE = ("alias", "email")


@dataclass(frozen=True, slots=True)
class CheckedBatch:
    """A batch with what it comes to."""

    counts: Counts
    rules: Rules
    plain: list[PlainRow]
    candidates: list[Candidate]
    weighed: Weighed
    planned: Batch


def check_batch(rules: Rules, batch: Rows) -> CheckedBatch:
    """What a batch would come to, with nothing written."""
    with session():
        weighed = weigh(rules, batch.plain, run_id=None)
        candidates = in_file_order(batch.candidates, weighed.candidates)
        planned = plan_rows(rules, candidates, run_id=None, note_all=True)
        if batch.plain:
            staging.clear()
    counts = counts_of(planned, weighed)
    return CheckedBatch(counts, rules, batch.plain, candidates, weighed, planned)


def verdicts(checked: CheckedBatch) -> Verdicts:
    """What becomes of every row of a batch."""
    found = _of_plain(checked)
    _add_candidates(found, checked)
    found.short.sort()
    return found


def _of_plain(checked: CheckedBatch) -> Verdicts:
    plain, weighed = checked.plain, checked.weighed
    if not plain:
        return Verdicts([], [], [], [])
    fields = plain_fields(checked.rules.mapped)
    columns = dict(zip(fields, list(zip(*plain, strict=True))[PLAIN_TEXTS:], strict=True))
    outcomes = [_CREATED] * len(plain)
    for place in weighed.unchanged:
        outcomes[place] = _UNCHANGED
    numbers = [row[0] for row in plain]
    names = _names(columns, len(plain))
    short: list[Short] = list(zip(numbers, outcomes, [row[1] for row in plain], names, strict=True))
    changing = set(weighed.changing)
    if changing:
        short = [verdict for place, verdict in enumerate(short) if place not in changing]
    stopped = []
    if weighed.stopping:
        stopped = [
            row[0]
            for place, row in enumerate(plain)
            if row[2] == Status.UNSUBSCRIBED and place not in weighed.kept
        ]
    changed = {numbers[place] for place in changing}
    return Verdicts(
        short,
        [],
        [numbers[place] for place in weighed.kept],
        [number for number in stopped if number not in changed],
    )


def _names(columns: dict[str, tuple[str, ...]], count: int) -> list[str]:
    """What each of the rows is called, by its columns."""
    parts = [columns[field] for field in _NAMES if field in columns]
    names = [" ".join(held).strip() for held in zip(*parts, strict=True)] or [""] * count
    for field in _ELSE:
        if field in columns:
            names = [name or other for name, other in zip(names, columns[field], strict=True)]
    return names


def _add_candidates(found: Verdicts, checked: CheckedBatch) -> None:
    notes = {note.row: note for note in checked.planned.notes}
    kept = set(checked.planned.kept)
    for candidate in checked.candidates:
        note = notes[candidate.row]
        number = candidate.mobile or candidate.whatsapp or ""
        short = candidate.row, _PLACES[note.outcome], number, _name(candidate.values)
        if candidate.problem is None and not note.warnings:
            found.short.append(short)
        else:
            found.long.append((*short, note.reason, note.column, note.warnings, candidate.cells))
        if candidate.row in kept:
            found.kept.append(candidate.row)
        elif (number or candidate.others) and stops(candidate, checked.rules.options):
            found.stopped.append(candidate.row)


def _name(values: dict[str, str]) -> str:
    name = " ".join(filter(None, (values.get(field, "") for field in _NAMES)))
    return name or next(filter(None, (values.get(field, "") for field in _ELSE)), "")
