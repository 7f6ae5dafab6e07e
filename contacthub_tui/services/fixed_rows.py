"""Failed rows of an import that an operator puts right, and imports after all.

Enters: a run's id, rows with their corrected cells, what reads them. Leaves: the corrections kept
beside the original cells; then contacts, lists, preferences, the rows' results and the counts of
the run, a part of the rows in one transaction, so that a row is imported once or not at all.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import NamedTuple

from contacthub_tui.domain.contact import Channel
from contacthub_tui.domain.import_plan import DUPLICATE, Candidate, Rules
from contacthub_tui.domain.import_run import Counts, RunState
from contacthub_tui.errors import RefusedError
from contacthub_tui.services.import_batches import (
    NOTED,
    note_values,
    plan_rows,
    with_lists_there,
    write_planned,
)
from contacthub_tui.services.imports import get_run, lock_run
from contacthub_tui.services.preferences import lock_preferences
from contacthub_tui.store.database import session, transaction
from contacthub_tui.store.sql import execute, execute_many, rows, rows_in, value

#: States in which rows that were put right can join a run.
JOINABLE = (RunState.FINISHED, RunState.CANCELLED)
#: States in which nothing can be put right any more.
_GONE = (RunState.UNDOING, RunState.UNDONE)

#: Failed rows that are imported in one transaction.
PART = 2_000


class FailedRow(NamedTuple):
    """A row that failed. `column` is the place of the cell that the reason is about, -1 for none;
    `fixed` are its cells as they were put right, empty where they were not.
    """

    row: int
    reason: str
    column: int
    cells: list[str]
    fixed: list[str]


class Joined(NamedTuple):
    """What a part of the rows came to: the last one looked at, how many there were, how the counts
    of the run changed.
    """

    last: int
    looked_at: int
    change: Counts


@dataclass(frozen=True, slots=True)
class Reading:
    """How the rows of a run are read: the rules, and the candidate of each of some rows."""

    rules: Rules
    read: Callable[[Sequence[FailedRow]], Sequence[Candidate]]


def failed_part(run_id: int, after: int, size: int, reason: str = "") -> list[FailedRow]:
    """The next failed rows of a run that nobody put right yet, of one reason or of all."""
    with session():
        return _failed(
            "fixed_cells = '' AND (? = '' OR reason = ?)", (run_id, after, reason, reason), size
        )


def _failed(condition: str, parameters: Sequence[object], size: int) -> list[FailedRow]:
    found = rows(
        "SELECT row_number, reason, column_index, cells, fixed_cells FROM import_row"  # noqa: S608
        f" WHERE run_id = ? AND row_number > ? AND outcome = 'failed' AND {condition}"
        " ORDER BY row_number LIMIT ?",
        (*parameters, size),
    )
    return [
        FailedRow(row, why, column, *(json.loads(text) if text else [] for text in texts))
        for row, why, column, *texts in found
    ]


def count_failed(run_id: int, reason: str) -> int:
    """How many rows failed for this reason and were not put right."""
    with session():
        return int(
            value(
                "SELECT count(*) FROM import_row WHERE run_id = ? AND outcome = 'failed'"
                " AND reason = ? AND fixed_cells = ''",
                (run_id, reason),
            )
        )


def count_fixed(run_id: int) -> int:
    """How many rows of a run are put right and not imported yet."""
    with session():
        return int(
            value(
                "SELECT count(*) FROM import_row WHERE run_id = ? AND outcome = 'failed'"
                " AND fixed_cells <> ''",
                (run_id,),
            )
        )


def keep_fixes(run_id: int, fixes: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Keep corrected cells of failed rows; a row that was imported meanwhile stays as it is.

    Empty cells take a correction back. Raises RefusedError: no-such-run, undoing, undone.
    """
    with transaction():
        lock_run(run_id)
        _refuse_gone(get_run(run_id).state, run_id)
        execute_many(
            "UPDATE import_row SET fixed_cells = ? WHERE run_id = ? AND row_number = ?"
            " AND outcome = 'failed'",
            [
                (json.dumps(list(cells), ensure_ascii=False) if cells else "", run_id, row)
                for row, cells in fixes
            ],
        )


def _refuse_gone(state: RunState, run_id: int) -> None:
    if state in _GONE:
        raise RefusedError(str(state), run=run_id)


def join_some(run_id: int, after: int, reading: Callable[[], Reading], *, who: str) -> Joined:
    """Import the next rows that were put right into their run, and move its counts.

    A row that still cannot come in stays as it is. Raises RefusedError: no-such-run, undoing,
    undone, and not-ended where the run is at work or stopped without being cancelled.
    """
    with transaction():
        # In here, since custom fields do not change under this lock.
        lock_preferences()
        lock_run(run_id)
        run = get_run(run_id)
        _refuse_gone(run.state, run_id)
        if run.state not in JOINABLE:
            raise RefusedError("not-ended", run=run_id)
        failed = _failed("fixed_cells <> ''", (run_id, after), PART)
        if not failed:
            return Joined(after, 0, Counts())
        how = reading()
        rules = with_lists_there(how.rules)
        readable = [
            candidate
            for candidate in how.read(failed)
            if candidate.problem is None or candidate.problem == DUPLICATE
        ]
        planned = plan_rows(rules, _marked(run_id, readable), run_id, note_all=True)
        ids = write_planned(planned, run_id, who)
        turn = 1 + (
            value(
                "SELECT max(fixed_turn) FROM import_row WHERE run_id = ? AND fixed_cells <> ''",
                (run_id,),
            )
            or 0
        )
        execute_many(
            f"UPDATE import_row SET {', '.join(f'{name} = ?' for name in NOTED)}, fixed_turn = ?"  # noqa: S608
            " WHERE run_id = ? AND row_number = ?",
            [(*note_values(note, ids), turn, run_id, note.row) for note in planned.notes],
        )
        change = replace(planned.counts, rows=0, failed=-len(readable))
        execute(
            "UPDATE import_run SET counts = ? WHERE id = ?",
            (json.dumps(asdict(run.counts + change)), run_id),
        )
    return Joined(failed[-1].row, len(failed), change)


def _marked(run_id: int, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The rows, with those marked as duplicates whose address this run brought in before."""
    brought = set()
    for channel in Channel:
        numbers = {getattr(one, channel) for one in candidates} - {None}
        found = rows_in(
            f"SELECT c.{channel} FROM contact c WHERE c.{channel} IN (…)"  # noqa: S608 - a number
            f" AND (c.import_run_id = {int(run_id)} OR EXISTS (SELECT 1 FROM import_row r"
            f" WHERE r.contact_id = c.id AND r.run_id = {int(run_id)}))",
            numbers,
        )
        brought |= {(channel, number) for (number,) in found}
    return [
        one._replace(problem=DUPLICATE) if _address(one) in brought else one for one in candidates
    ]


def _address(candidate: Candidate) -> tuple[Channel, str | None]:
    """What tells a row from others of its file: the mobile, else the WhatsApp number."""
    if candidate.mobile:
        return Channel.MOBILE, candidate.mobile
    return Channel.WHATSAPP, candidate.whatsapp
