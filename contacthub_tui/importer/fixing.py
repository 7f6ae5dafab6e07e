"""Put failed rows of an import right: one by one, all alike, and into the run after all.

Enters: a run's id and cells as an operator corrects them. Leaves: what would come of a row, how
many rows a correction would put right, corrections kept, rows imported.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from contacthub_tui.domain.contact import Status
from contacthub_tui.domain.import_plan import Candidate
from contacthub_tui.domain.import_run import ADDRESSES, Counts, ImportOptions, RowProblem
from contacthub_tui.domain.phone import Number, read_number
from contacthub_tui.domain.row_fix import Correction, correct
from contacthub_tui.importer.duplicates import Seen
from contacthub_tui.importer.kept_plan import plan_from_json
from contacthub_tui.importer.mapping import Plan
from contacthub_tui.importer.rows import RowReader
from contacthub_tui.importer.run import rules_of, without_gone
from contacthub_tui.services import custom_fields, fixed_rows, imports
from contacthub_tui.services.fixed_rows import FailedRow, Reading
from contacthub_tui.store.database import insist

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

#: Rows that are read, and those that are kept, at a time.
_PART = 1_000
#: What a correction would do is shown of so many rows.
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """What would come of a row: its `numbers` where it comes in, else the `problem` and the place
    of its column, -1 for none.
    """

    problem: RowProblem | None
    column: int
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """What one correction does to rows with one reason: how many there are, how many of those that
    were looked at it puts right, and of the first of these the cell before and the number.
    """

    rows: int = 0
    right: int = 0
    examples: tuple[tuple[str, str], ...] = ()
    looked_at: int = 0


@dataclass(slots=True)
class RowCheck:
    """Reads rows as their run does. In a thread: what it reads of the store takes a moment."""

    run_id: int
    _plan: Plan = field(init=False)
    _options: ImportOptions = field(init=False)
    _reader: RowReader = field(init=False)

    def __post_init__(self) -> None:
        text, self._options = imports.plan_of(self.run_id)
        fields = custom_fields.custom_fields()
        self._plan = plan_from_json(without_gone(text, fields))
        self._reader = RowReader(self._plan, self._options, fields)

    @property
    def phones(self) -> tuple[int, ...]:
        """The places of the columns that hold numbers, the first one to be asked first."""
        found = [column for column in self._plan.columns if column.field in ADDRESSES]
        return tuple(column.index for column in sorted(found, key=lambda one: -one.sure))

    def whole(self, cells: Sequence[str]) -> list[str]:
        """The cells of a row, as many as the file has columns."""
        return [*cells, *[""] * (len(self._plan.columns) - len(cells))]

    def read(self, row: int, cells: Sequence[str]) -> Candidate:
        """The candidate of a row; it may be narrower than the file."""
        return Candidate(*self._reader.read(row, self.whole(cells)))

    def as_meant(self, failed: FailedRow) -> Candidate:
        """A row as it was put right. Who says stop in the file stays stopped all the same."""
        fixed = self.read(failed.row, failed.fixed)
        if self._reader.says_stop(self.whole(failed.cells)):
            return fixed._replace(status=Status.UNSUBSCRIBED.value)
        return fixed

    def look_at(self, cells: Sequence[str]) -> CheckedRow:
        """What would come of a row with these cells."""
        read = self.read(0, cells)
        if read.problem is not None:
            return CheckedRow(RowProblem(read.problem), read.problem_column, ())
        found = (
            read_number(text, self._options.region) for text in (read.mobile, read.whatsapp) if text
        )
        return CheckedRow(None, -1, tuple(one for one in found if isinstance(one, Number)))

    def corrected(self, failed: FailedRow, correction: Correction) -> list[str] | None:
        """The cells of a failed row as corrected; None where it would fail all the same."""
        before = self.whole(failed.cells)
        at = self.place_of(failed)
        cells = correct(before, at, correction)
        if cells == before or not self._reader.has_number(cells):
            return None
        return cells

    def place_of(self, failed: FailedRow) -> int:
        """The place of the cell to correct: what its reason is about, else the first number."""
        return failed.column if failed.column >= 0 else next(iter(self.phones), -1)


def try_alike(
    run_id: int,
    reason: str,
    correction: Correction,
    watch: Callable[[Alike], None],
    cancelled: Cancelled,
) -> Alike:
    """What a correction would put right of all rows that failed for a reason. Nothing is kept.

    `watch` is told what was found so far.
    """
    check = RowCheck(run_id)
    alike = Alike(fixed_rows.count_failed(run_id, reason))
    for part in _parts(run_id, reason):
        fixes = [
            (failed, cells)
            for failed in part
            if (cells := check.corrected(failed, correction)) is not None
        ]
        examples = [_example(check, *fix) for fix in fixes[: _EXAMPLES - len(alike.examples)]]
        looked_at = alike.looked_at + len(part)
        alike = Alike(
            max(alike.rows, looked_at),
            alike.right + len(fixes),
            (*alike.examples, *examples),
            looked_at,
        )
        watch(alike)
        if cancelled():
            break
    return alike


def _example(check: RowCheck, failed: FailedRow, cells: list[str]) -> tuple[str, str]:
    read = check.read(failed.row, cells)
    return check.whole(failed.cells)[check.place_of(failed)], read.mobile or read.whatsapp or ""


def fix_alike(
    run_id: int,
    reason: str,
    correction: Correction,
    on_progress: Progress,
    cancelled: Cancelled,
) -> int:
    """Keep a correction for all rows that failed for a reason and that it puts right.

    In parts; gives how many. Raises RefusedError undoing or undone, StoreError: what is kept by
    then stays so.
    """
    check = RowCheck(run_id)
    total = fixed_rows.count_failed(run_id, reason)
    looked_at = kept = 0
    for part in _parts(run_id, reason):
        fixes = [
            (failed.row, cells)
            for failed in part
            if (cells := check.corrected(failed, correction)) is not None
        ]
        insist(fixed_rows.keep_fixes, run_id, fixes)
        kept += len(fixes)
        looked_at += len(part)
        on_progress(looked_at, total)
        if cancelled():
            break
    return kept


def _parts(run_id: int, reason: str) -> Iterator[list[FailedRow]]:
    after = 0
    while part := insist(fixed_rows.failed_part, run_id, after, _PART, reason):
        yield part
        after = part[-1].row


def import_fixed(run_id: int, who: str, on_progress: Progress, cancelled: Cancelled) -> Counts:
    """Import the rows of a run that were put right; gives how its counts have changed.

    In parts, each whole or not at all. Raises RefusedError: no-such-run, not-ended, undoing,
    undone; and StoreError. What was imported by then stays so.
    """
    total = fixed_rows.count_fixed(run_id)
    after = looked_at = 0
    change = Counts()
    while True:
        part = insist(fixed_rows.join_some, run_id, after, lambda: _reading(run_id), who=who)
        if not part.looked_at:
            return change
        after = part.last
        looked_at += part.looked_at
        change += part.change
        on_progress(looked_at, max(looked_at, total))
        if cancelled():
            return change


def _reading(run_id: int) -> Reading:
    check = RowCheck(run_id)
    text, options = imports.plan_of(run_id)
    rules = rules_of(options, json.loads(text), imports.list_ids())
    seen = Seen()

    def read(part: Sequence[FailedRow]) -> list[Candidate]:
        return [
            Candidate(*seen.mark(tuple(check.as_meant(failed)), failed.fixed)) for failed in part
        ]

    return Reading(rules, read)
