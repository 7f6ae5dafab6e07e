"""Run an import from file to store, or check what it would do.

Enters: a run's id, or a path and options. Leaves: the run finished, cancelled or failed, with all
that was written accounted for; or the counts of a check, with nothing written.
"""

import json
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contacthub_tui.domain.contact import CustomField, CustomKind
from contacthub_tui.domain.import_plan import Candidate, Rules
from contacthub_tui.domain.import_run import (
    Counts,
    ImportOptions,
    ImportRun,
    RunState,
)
from contacthub_tui.domain.text import name_key
from contacthub_tui.errors import ContactHubError, RefusedError
from contacthub_tui.importer import check_report
from contacthub_tui.importer.reading import Job, read_file
from contacthub_tui.services import custom_fields, import_batches, imports, pasted_cells
from contacthub_tui.services.import_batches import Progress, Rows
from contacthub_tui.services.import_checks import check_batch, verdicts
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import insist, session

Watch = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What an import would do. `file` says what was found: kind, sheet, encoding, …"""

    counts: Counts
    columns: dict[str, str | None]
    file: dict[str, Any]
    seconds: float


def check_file(
    path: Path,
    options: ImportOptions,
    watch: Watch | None = None,
    *,
    fingerprint: str = "",
    report: Path | None = None,
) -> CheckResult:
    """Plan every row of a file and write nothing to the store. Raises FileError, StoreError.

    `fingerprint` is the SHA-256 of the file that is meant: any other is refused. The verdict on
    every row goes to `report`, a file that `check_report.new_report` made.
    """
    began = time.monotonic()
    with session():
        imports.require_lists(options)
    fields = custom_fields.custom_fields()
    job = Job(path, options, fields, imports.remembered_columns(), fingerprint)
    counts = Counts()
    plan: dict[str, Any] = {}
    rules: Rules | None = None
    with ExitStack() as held:
        writer = held.enter_context(check_report.writing(report)) if report else None
        for frame in held.enter_context(closing(read_file(job))):
            if frame[0] == "plan":
                fingerprint = frame[1]
                plan = json.loads(frame[3])
                rules = _rules(options, plan)
                continue
            assert rules is not None
            batch, done = _rows(frame, {})
            checked = check_batch(rules, batch)
            counts += checked.counts
            if writer:
                writer.add(verdicts(checked))
            if watch:
                watch(Progress(None, batch.last, counts, done, time.monotonic() - began))
        if writer:
            headers = [column["header"] for column in plan["columns"]]
            dates = check_report.open_dates(plan["columns"])
            writer.finish(counts, headers, dates, fingerprint)
    columns = {column["header"]: column["field"] for column in plan["columns"]}
    names = {custom.id: custom.name for custom in fields}
    return CheckResult(
        counts,
        imports.shown_columns(columns, names),
        plan["file"],
        time.monotonic() - began,
    )


def run_import(run_id: int, watch: Watch | None = None) -> ImportRun:
    """Do an import, or go on with one that stopped; gives the run as it ended.

    `watch` is told of every batch; an import it interrupts (KeyboardInterrupt) is cancelled at the
    batch boundary. Raises RefusedError when the run cannot be taken, FileError or StoreError when
    it failed; what was written by then is kept and can be gone on with.
    """
    worker = this_worker()
    held = insist(imports.hold_run, run_id, worker)
    began = time.monotonic() - held.seconds
    state, error = RunState.FINISHED, None
    try:
        with closing(_batches(held)) as batches:
            progress = Progress(run_id, held.checkpoint, held.counts, 0.0, held.seconds)
            for rules, batch, done in batches:
                so_far = Progress(
                    run_id, progress.checkpoint, progress.counts, done, time.monotonic() - began
                )
                progress = insist(
                    import_batches.write_batch,
                    rules,
                    batch,
                    so_far,
                    worker=worker,
                    who=held.who,
                )
                if watch:
                    watch(progress)
    except KeyboardInterrupt:
        state = RunState.CANCELLED
    except RefusedError as refusal:
        if refusal.code != "cancelled":
            raise
        state = RunState.CANCELLED
    except ContactHubError as failure:
        state, error = RunState.FAILED, failure
    seconds = time.monotonic() - began
    if error is not None:
        # A store that is full or away cannot note that; the run is then found interrupted.
        with suppress(ContactHubError):
            imports.end_run(run_id, worker, state, seconds=seconds, error=error)
        raise error
    insist(imports.end_run, run_id, worker, state, seconds=seconds, error=None)
    if state is RunState.FINISHED:
        pasted_cells.forget_cells(held.path)
    return insist(imports.get_run, run_id)


def _batches(
    held: imports.HeldRun,
) -> Generator[tuple[Rules, Rows, float], None, None]:
    """The file of a run, batch by batch, from its checkpoint on."""
    insist(_require_lists, held.options)
    fields = insist(custom_fields.custom_fields)
    job = Job(
        held.path,
        held.options,
        fields,
        insist(imports.remembered_columns),
        held.fingerprint,
        without_gone(held.plan, fields),
        held.checkpoint,
    )
    rules: Rules | None = None
    made: dict[str, str] = {}
    with closing(read_file(job)) as frames:
        for frame in frames:
            if frame[0] == "plan":
                wanted = (*held.options.new_lists, *held.options.cell_lists)
                insist(imports.ensure_lists, wanted, held.id, held.who)
                plan = json.loads(frame[3])
                made = _make_fields(plan)
                insist(imports.keep_plan, held.id, frame[1], frame[2], json.dumps(plan))
                rules = insist(_rules, held.options, plan)
                continue
            assert rules is not None
            yield rules, *_rows(frame, made)


def without_gone(plan: str, fields: list[CustomField]) -> str:
    """The plan of a run that is gone on with, without the custom fields deleted meanwhile."""
    if not plan:
        return plan
    decided = json.loads(plan)
    there = {f"custom:{field.id}" for field in fields}
    for column in decided["columns"]:
        if (column["field"] or "").startswith("custom:") and column["field"] not in there:
            column["field"] = None
    return json.dumps(decided)


def _require_lists(options: ImportOptions) -> None:
    with session():
        imports.require_lists(options)


def _make_fields(plan: dict[str, Any]) -> dict[str, str]:
    """Make the custom fields a mapping asks for, and let the plan name them by their ids."""
    made = {}
    for column in plan["columns"]:
        field = column["field"] or ""
        if field.startswith("new:"):
            name, _, kind = field.removeprefix("new:").rpartition(":")
            key = str(insist(custom_fields.ensure_custom_field, name, CustomKind(kind)))
            made[field] = key
            column["field"] = f"custom:{key}"
    return made


def _rows(frame: tuple[Any, ...], made: dict[str, str]) -> tuple[Rows, float]:
    """The rows of a frame, and how much of the file they end at."""
    _, plain, raw, last, done = frame
    candidates = [Candidate(*row) for row in raw]
    if made:
        candidates = [
            row._replace(custom={made.get(key, key): held for key, held in row.custom.items()})
            for row in candidates
        ]
        plain = [(*row[:3], _named_by_ids(row[3], made), *row[4:]) for row in plain]
    return Rows(plain, candidates, last), done


def _named_by_ids(custom: str, made: dict[str, str]) -> str:
    held = json.loads(custom)
    return json.dumps(
        {made.get(key, key): value for key, value in held.items()}, ensure_ascii=False
    )


def _rules(options: ImportOptions, plan: dict[str, Any]) -> Rules:
    with session():
        # An undo may have removed one since the run began.
        imports.require_lists(options)
        known = imports.list_ids()
    return rules_of(options, plan, known)


def rules_of(options: ImportOptions, plan: dict[str, Any], known: dict[str, int]) -> Rules:
    """The rules of an import by its plan and the lists that are there (`imports.list_ids`)."""
    fields = {
        index: column["field"] for index, column in enumerate(plan["columns"]) if column["field"]
    }
    mapped = set(fields.values())
    if "full_name" in mapped:
        mapped |= {"first_name", "last_name"}
    wanted = [key for name in (*options.lists, *options.new_lists) if (key := name_key(name))]
    named = [key for name in options.cell_lists if (key := name_key(name))]
    for number, key in enumerate((*wanted, *named), 1):
        # In a check a new list is not made; an id that no list has stands for it.
        known.setdefault(key, -number)
    return Rules(
        options=options,
        mapped=frozenset(mapped - {"full_name", "mobile", "whatsapp", "status", "lists"}),
        column_fields=fields,
        list_ids=known,
        always=frozenset(known[key] for key in wanted),
    )
