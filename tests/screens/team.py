"""Fills a store the way an import does, without a file: contacts, lists, runs and their rows.

Enters: rows. Leaves: a finished (or half done) import run, with its ledger and its results.
"""

import asyncio
import json
import socket
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from contacthub_tui.domain.import_plan import Candidate, Rules
from contacthub_tui.domain.import_run import Counts, ImportOptions, RunState
from contacthub_tui.domain.text import name_key
from contacthub_tui.importer.mapping import ColumnPlan
from contacthub_tui.services import imports
from contacthub_tui.services.import_batches import Progress, Rows, write_batch
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import session

Row = dict[str, str | None]

FIELDS = ("first_name", "last_name", "mobile", "email", "location")


def person(
    first: str, last: str, mobile: str | None, *, whatsapp: str | None = None, **more: str
) -> Row:
    """A row that comes in; `custom:<id>` names a custom field."""
    return {
        "first_name": first,
        "last_name": last,
        "mobile": mobile,
        "whatsapp": whatsapp,
        **more,
    }


def import_rows(
    rows: Sequence[Row],
    *,
    failed: Sequence[tuple[int, str, list[str]]] = (),
    file_name: str = "clients.xlsx",
    lists: tuple[str, ...] = (),
    unsubscribe_all: bool = False,
    done: float | None = None,
    dead: bool = False,
    who: str = "marie",
) -> int:
    """Import `rows`, then `failed` (row, reason, cells); gives the run's id.

    With `done` (0 to 1) the run is left running there, as this process's, or with `dead` as that of
    one that is gone.
    """
    options = ImportOptions(new_lists=lists, unsubscribe_all=unsubscribe_all)
    run_id = imports.create_run(Path(file_name), options, who)
    worker = f"{socket.gethostname()}:999999999:1" if dead else this_worker()
    imports.hold_run(run_id, worker)
    columns = [
        asdict(ColumnPlan(i, name, name, "header", 1.0, (), None)) for i, name in enumerate(FIELDS)
    ]
    imports.keep_plan(run_id, "", "", json.dumps({"columns": columns}))
    imports.ensure_lists(lists, run_id, who)
    with session():
        ids = imports.list_ids()
    rules = Rules(
        options=options,
        mapped=frozenset(FIELDS),
        column_fields=dict(enumerate(FIELDS)),
        list_ids=ids,
        always=frozenset(ids[name_key(name)] for name in lists),
    )
    candidates = [_candidate(number, row) for number, row in enumerate(rows, 2)]
    candidates += [
        Candidate(row, None, None, [], None, {}, {}, [], [], reason, 2, cells)
        for row, reason, cells in failed
    ]
    so_far = Progress(run_id, 0, Counts(), 1.0 if done is None else done, 0.1)
    batch = Rows([], candidates, candidates[-1].row)
    write_batch(rules, batch, so_far, worker=worker, who=who)
    if done is None:
        imports.end_run(run_id, worker, RunState.FINISHED, seconds=0.1, error=None)
    return run_id


async def fill(rows: Sequence[Row], **options: Any) -> int:
    """`import_rows`, from a test that runs on the event loop."""
    return await asyncio.to_thread(import_rows, rows, **options)


def finish(run_id: int) -> None:
    """End a run that `import_rows` left running."""
    imports.end_run(run_id, this_worker(), RunState.FINISHED, seconds=0.1, error=None)


def crowd(size: int) -> list[Row]:
    """That many people, sorted by name as they are numbered."""
    return [
        person(f"Prénom{i:06d}", f"Nom{i:06d}", f"+336{i:08d}", email=f"n{i}@exemple.fr")
        for i in range(size)
    ]


def _candidate(number: int, row: Row) -> Candidate:
    values = {
        name: value for name, value in row.items() if value and name not in ("mobile", "whatsapp")
    }
    custom = {
        name.removeprefix("custom:"): values.pop(name)
        for name in tuple(values)
        if name.startswith("custom:")
    }
    warnings: list[list[object]] = []
    if reason := values.pop("warning", None):
        warnings.append([reason, 3, values.get("email", "")])
    return Candidate(
        number, row["mobile"], row["whatsapp"], [], None, values, custom, [], warnings, None, -1, []
    )
