"""Import runs: begin one, follow it, look at its rows, and what it asks of lists.

Enters: a file's path and options, or a run's id. Leaves: runs and rows as frozen values.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from contacthub_tui import paths
from contacthub_tui.domain.import_plan import DUPLICATE
from contacthub_tui.domain.import_run import (
    PASTED,
    Counts,
    ImportOptions,
    ImportRun,
    RowKind,
    RowResult,
    RunState,
    options_from_json,
    options_to_json,
)
from contacthub_tui.domain.text import clean, name_key
from contacthub_tui.errors import ContactHubError, FileError, RefusedError
from contacthub_tui.services.lists import kept_name
from contacthub_tui.services.preferences import lock_preferences, now
from contacthub_tui.services.workers import is_alive
from contacthub_tui.store.database import is_postgres, session, transaction
from contacthub_tui.store.models import ContactListModel, CustomFieldModel, ImportRunModel
from contacthub_tui.store.sql import execute, rows

#: States in which a run can be taken up where it stopped.
RESUMABLE = (RunState.WAITING, RunState.INTERRUPTED, RunState.CANCELLED, RunState.FAILED)
#: States in which what a run wrote can be undone.
UNDOABLE = (RunState.FINISHED, RunState.CANCELLED, RunState.FAILED, RunState.INTERRUPTED)
_BUSY = (RunState.RUNNING, RunState.UNDOING)
#: Why a column goes where it does: somebody said so, now or last time.
SAID = ("by-hand", "last-time")


@dataclass(frozen=True, slots=True)
class HeldRun:
    """A run as its process holds it. `plan` is the JSON of its mapping once that is decided."""

    id: int
    path: Path
    fingerprint: str
    plan: str
    options: ImportOptions
    checkpoint: int
    counts: Counts
    seconds: float
    who: str


def create_run(path: Path, options: ImportOptions, who: str, fingerprint: str = "") -> int:
    """Note an import to be done; gives its id. Raises what `require_lists` does.

    `fingerprint` is the SHA-256 of the file that was looked at: any other is refused.
    """
    with transaction():
        require_lists(options)
        run = ImportRunModel.create(
            file_name=PASTED if path.is_relative_to(paths.pasted_dir()) else clean(path.name),
            file_path=_path_text(path),
            options=options_to_json(options),
            fingerprint=fingerprint,
            state=str(RunState.WAITING),
            created_at=now(),
            created_by=who,
        )
    return int(run.id)


def _path_text(path: Path) -> str:
    """The path to keep: as it is, or as an address (RFC 8089) where its bytes are no UTF-8."""
    text = str(path.absolute())
    return text if text.isprintable() else path.absolute().as_uri()


def path_of(text: str) -> Path:
    """The path of a run's file, as `import_run.file_path` keeps it."""
    # All paths are absolute, so no other begins as an address.
    if text.startswith("file://"):
        return Path(os.fsdecode(unquote_to_bytes(text.removeprefix("file://"))))
    return Path(text)


def require_lists(options: ImportOptions) -> None:
    """Raise FileError unknown-list when a list to add to does not exist, and RefusedError
    list-name-too-long where one to be made cannot be called so. In a session.
    """
    for name in (*options.new_lists, *options.cell_lists):
        kept_name(name)
    known = list_ids()
    missing = [name for name in options.lists if name_key(name) not in known]
    if missing:
        raise FileError("unknown-list", names=missing)


def hold_run(run_id: int, worker: str) -> HeldRun:
    """Take a run for this process; to take it again changes nothing.

    Raises RefusedError: no-such-run, running where another process has it, finished, undone.
    """
    with transaction():
        # Whoever deletes or retypes a custom field comes to an end, or sees that this run is on.
        lock_preferences()
        lock_run(run_id)
        run = _get_model(run_id)
        state = _state(run)
        if run.state == RunState.UNDOING:
            # An undo that was broken off can only be undone to its end.
            raise RefusedError(str(RunState.UNDOING), run=run_id)
        held_already = state is RunState.RUNNING and run.worker == worker
        if state not in RESUMABLE and not held_already:
            raise RefusedError(str(state), run=run_id)
        run.state = str(RunState.RUNNING)
        run.worker = worker
        run.heartbeat = now()
        run.started_at = run.started_at or now()
        run.cancel_asked = 0
        run.error = ""
        run.error_detail = "{}"
        run.save()
    return HeldRun(
        id=run_id,
        path=path_of(run.file_path),
        fingerprint=run.fingerprint,
        plan=run.plan,
        options=options_from_json(run.options),
        checkpoint=run.checkpoint,
        counts=Counts(**json.loads(run.counts)),
        seconds=run.seconds,
        who=run.created_by,
    )


def keep_plan(run_id: int, fingerprint: str, headers_key: str, plan: str) -> None:
    """Keep what was found out about the file, so that a resumed run reads it the same way."""
    with transaction():
        execute(
            "UPDATE import_run SET fingerprint = ?, headers_key = ?, plan = ? WHERE id = ?",
            (fingerprint, headers_key, plan, run_id),
        )


def end_run(
    run_id: int, worker: str, state: RunState, *, seconds: float, error: ContactHubError | None
) -> None:
    """Say how a run ended, unless another process has it by now."""
    detail = json.dumps(dict(error.detail) if error else {}, default=str)
    with transaction():
        execute(
            "UPDATE import_run SET state = ?, finished_at = ?, seconds = ?, error = ?,"
            " error_detail = ?, progress = CASE WHEN ? THEN 1 ELSE progress END"
            " WHERE id = ? AND worker = ?",
            (
                str(state), now(), seconds, error.code if error else "", detail,
                state is RunState.FINISHED, run_id, worker,
            ),
        )  # fmt: skip


def cancel_run(run_id: int) -> None:
    """Ask a run to stop at its next batch boundary; what is written stays."""
    with transaction():
        lock_run(run_id)
        run = _get_model(run_id)
        if _state(run) is RunState.WAITING:
            run.state = str(RunState.CANCELLED)
        run.cancel_asked = 1
        run.save()


def lock_run(run_id: int) -> None:
    """Let nobody else change a run until the transaction ends; SQLite has one writer anyway."""
    if is_postgres():
        execute("SELECT id FROM import_run WHERE id = ? FOR UPDATE", (run_id,))


def get_run(run_id: int) -> ImportRun:
    """One run. Raises RefusedError no-such-run."""
    with session():
        return _as_run(_get_model(run_id))


def list_runs(limit: int = 200) -> list[ImportRun]:
    """The latest runs, the newest first."""
    with session():
        found = ImportRunModel.select().order_by(ImportRunModel.id.desc()).limit(limit)
        return [_as_run(run) for run in found]


#: The rows to review of each kind; None stands for all of them. Those that are fixed have failed.
_OF_KIND = {
    None: "(outcome IN ('failed', 'duplicate') OR warnings <> '')",
    RowKind.FAILED: "outcome = 'failed'",
    RowKind.DUPLICATE: "outcome = 'duplicate'",
    RowKind.WARNING: "warnings <> ''",
    RowKind.FIXED: "outcome = 'failed' AND fixed_cells <> ''",
}
_RESULT = (
    "SELECT row_number, outcome, reason, column_index, warnings, cells, fixed_cells"
    " FROM import_row WHERE run_id = ?"
)


def row_results(
    run_id: int, start: int = 0, size: int = 100, kind: RowKind | None = None
) -> list[RowResult]:
    """A window of the rows to review: failed, duplicate or with a warning, in file order."""
    with session():
        headers = list(_columns(_get_model(run_id).plan))
        found = rows(
            f"{_RESULT} AND {_OF_KIND[kind]} ORDER BY row_number LIMIT ? OFFSET ?",
            (run_id, size, start),
        )
    return [_as_result(headers, *row) for row in found]


def plan_of(run_id: int) -> tuple[str, ImportOptions]:
    """The JSON of a run's mapping, empty until it is decided, and its options.

    Raises RefusedError no-such-run.
    """
    with session():
        run = _get_model(run_id)
        return run.plan, options_from_json(run.options)


def file_of(run_id: int) -> Path:
    """Where the file of a run is, or was. Raises RefusedError no-such-run."""
    with session():
        return path_of(_get_model(run_id).file_path)


def failed_rows(run_id: int) -> tuple[list[str], list[RowResult]]:
    """The headers of a run's file, and every row that failed with its original cells."""
    with session():
        headers = list(_columns(_get_model(run_id).plan))
        found = rows(f"{_RESULT} AND outcome = 'failed' ORDER BY row_number", (run_id,))
    return headers, [_as_result(headers, *row) for row in found]


def remembered_columns() -> dict[str, dict[str, str | None]]:
    """By key of headers: the mapping by hand that the last finished import of such a file had.

    Of several columns for an address, the one that is asked first comes first.
    """
    with session():
        found = rows(
            "SELECT headers_key, plan FROM import_run WHERE headers_key <> ''"
            " AND state = 'finished' ORDER BY id DESC LIMIT 500"
        )
    remembered: dict[str, dict[str, str | None]] = {}
    for key, plan in found:
        if key not in remembered:
            columns = sorted(json.loads(plan)["columns"], key=lambda column: -column["sure"])
            remembered[key] = {
                column["header"]: column["field"] for column in columns if column["why"] in SAID
            }
    return {key: columns for key, columns in remembered.items() if columns}


def last_import(headers_key: str) -> str:
    """When a file with these headers was last imported to its end; empty when none was."""
    with session():
        found = rows(
            "SELECT finished_at FROM import_run WHERE headers_key = ? AND state = 'finished'"
            " ORDER BY id DESC LIMIT 1",
            (headers_key,),
        )
    return str(found[0][0]) if found else ""


def list_ids() -> dict[str, int]:
    """Every list's id by the key of its name (`name_key`). In a session."""
    return {row.folded_name: row.id for row in ContactListModel.select()}


def ensure_lists(names: tuple[str, ...], run_id: int, who: str) -> None:
    """Make the lists that an import asks for and that are not there yet. A blank name is none."""
    with transaction():
        lock_preferences()
        known = list_ids()
        for name, key in map(kept_name, names):
            if key and key not in known:
                made = ContactListModel.create(
                    name=name,
                    folded_name=key,
                    import_run_id=run_id,
                    created_at=now(),
                    created_by=who,
                )
                known[key] = made.id


def _get_model(run_id: int) -> Any:
    run = ImportRunModel.get_or_none(ImportRunModel.id == run_id)
    if run is None:
        raise RefusedError("no-such-run", run=run_id)
    return run


def _state(run: Any) -> RunState:
    """What the row says, unless the process that it names is gone."""
    state = RunState(run.state)
    if state in _BUSY and not is_alive(run.worker, run.heartbeat):
        return RunState.INTERRUPTED
    return state


def _columns(plan: str) -> dict[str, str | None]:
    columns = json.loads(plan)["columns"] if plan else []
    return {column["header"]: column["field"] for column in columns}


def shown_columns(
    columns: Mapping[str, str | None], names: Mapping[int, str]
) -> dict[str, str | None]:
    """Header to field as operators name it: a custom field by its name, not by its id."""
    shown: dict[str, str | None] = {}
    for header, field in columns.items():
        kind, _, rest = (field or "").partition(":")
        if kind == "custom":
            shown[header] = names.get(int(rest), field)
        elif kind == "new":
            shown[header] = rest.rpartition(":")[0]
        else:
            shown[header] = field
    return shown


def _as_run(run: Any) -> ImportRun:
    names = {row.id: row.name for row in CustomFieldModel.select()} if run.plan else {}
    return ImportRun(
        id=run.id,
        file_name=run.file_name,
        state=_state(run),
        counts=Counts(**json.loads(run.counts)),
        options=options_from_json(run.options),
        columns=shown_columns(_columns(run.plan), names),
        progress=run.progress,
        error=run.error,
        error_detail=json.loads(run.error_detail),
        created_at=run.created_at,
        created_by=run.created_by,
        started_at=run.started_at,
        finished_at=run.finished_at,
        seconds=run.seconds,
        undo_begun=run.state == RunState.UNDOING,
    )


def next_step(run: ImportRun) -> str:
    """What can be done with a run that did not come to its end: resume, undo, or nothing."""
    if run.state not in RESUMABLE:
        return ""
    return "undo" if run.undo_begun else "resume"


def _as_result(
    headers: list[str],
    row: int,
    outcome: str,
    reason: str,
    column: int,
    warnings: str,
    cells: str,
    fixed: str,
) -> RowResult:
    if not reason and warnings:
        reason, column, _ = json.loads(warnings)[0]
        outcome = "warning"
    if outcome == "duplicate":
        reason = DUPLICATE
    return RowResult(
        row=row,
        outcome=outcome,
        reason=reason,
        column=headers[column] if 0 <= column < len(headers) else "",
        cells=tuple(json.loads(cells)) if cells else (),
        place=column,
        fixed=tuple(json.loads(fixed)) if fixed else (),
    )
