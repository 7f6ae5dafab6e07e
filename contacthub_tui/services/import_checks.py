"""What a batch of an import would come to, with nothing written.

Enters: rows as read. Leaves: the counts, and the verdict on every row for who wants to look.
"""

from dataclasses import dataclass
from itertools import repeat
from operator import itemgetter

from contacthub_tui.domain.contact import Status
from contacthub_tui.domain.import_check import KEPT, OUTCOMES, STOPPED, Verdict
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


def verdicts(checked: CheckedBatch) -> list[Verdict]:
    """The verdict on every row of a batch, in the order of the file."""
    found = _of_plain(checked) + _of_candidates(checked)
    found.sort(key=itemgetter(0))
    return found


def _of_plain(checked: CheckedBatch) -> list[Verdict]:
    plain, weighed = checked.plain, checked.weighed
    if not plain:
        return []
    fields = plain_fields(checked.rules.mapped)
    columns = dict(zip(fields, list(zip(*plain, strict=True))[PLAIN_TEXTS:], strict=True))
    outcomes = [_CREATED] * len(plain)
    for place in weighed.unchanged:
        outcomes[place] = _UNCHANGED
    signs = [0] * len(plain)
    if weighed.stopping:
        signs = [STOPPED if row[2] == Status.UNSUBSCRIBED else 0 for row in plain]
    for place in weighed.kept:
        signs[place] = KEPT
    found: list[Verdict] = list(
        zip(
            map(itemgetter(0), plain),
            outcomes,
            map(itemgetter(1), plain),
            _names(columns, len(plain)),
            repeat(""),
            repeat(-1),
            repeat(None),
            repeat(None),
            signs,
        )
    )
    if not weighed.changing:
        return found
    changing = set(weighed.changing)
    return [verdict for place, verdict in enumerate(found) if place not in changing]


def _names(columns: dict[str, tuple[str, ...]], count: int) -> list[str]:
    """What each of the rows is called, by its columns."""
    parts = [columns[field] for field in _NAMES if field in columns]
    names = [" ".join(held).strip() for held in zip(*parts, strict=True)] or [""] * count
    for field in _ELSE:
        if field in columns:
            names = [name or other for name, other in zip(names, columns[field], strict=True)]
    return names


def _of_candidates(checked: CheckedBatch) -> list[Verdict]:
    notes = {note.row: note for note in checked.planned.notes}
    kept = set(checked.planned.kept)
    found: list[Verdict] = []
    for candidate in checked.candidates:
        note = notes[candidate.row]
        number = candidate.mobile or candidate.whatsapp or ""
        sign = KEPT if candidate.row in kept else 0
        if not sign and (number or candidate.others) and stops(candidate, checked.rules.options):
            sign = STOPPED
        review = candidate.problem is not None or note.warnings
        found.append(
            (
                candidate.row,
                _PLACES[note.outcome],
                number,
                _name(candidate.values),
                note.reason,
                note.column,
                note.warnings or None,
                candidate.cells if review else None,
                sign,
            )
        )
    return found


def _name(values: dict[str, str]) -> str:
    name = " ".join(filter(None, (values.get(field, "") for field in _NAMES)))
    return name or next(filter(None, (values.get(field, "") for field in _ELSE)), "")
