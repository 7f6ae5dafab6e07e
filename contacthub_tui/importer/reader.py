"""The process that reads a file: everything that a hostile file can do, it does here.

Enters: a job (JSON on standard input). Leaves: frames on standard output: what the file is and how
its columns go to fields, then batches of candidates, then the end; or an error with its code. The
process has a limit of memory, and of time until it knows the file; who reads the frames survives
whatever happens to it (`importer.reading`).
"""

import json
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import asdict
from operator import itemgetter
from pathlib import Path
from typing import Any

from contacthub_tui.domain.contact import CustomField, CustomKind
from contacthub_tui.domain.import_run import ImportOptions, options_from_json
from contacthub_tui.domain.plain_row import PlainRows, plain_fields
from contacthub_tui.errors import FileError
from contacthub_tui.importer.duplicates import Seen
from contacthub_tui.importer.frames import write_frame
from contacthub_tui.importer.kept_plan import plan_from_json
from contacthub_tui.importer.limits import limit_process, limit_time
from contacthub_tui.importer.mapping import Plan
from contacthub_tui.importer.plain_columns import PlainColumns
from contacthub_tui.importer.planning import chunks, find_plan, headers_key
from contacthub_tui.importer.rows import RowReader
from contacthub_tui.importer.sources import Table, open_table
from contacthub_tui.importer.whole_file import fingerprint, identity, require_same

#: Rows of the first frame, and of the largest: a small file shows progress, a large one fills
#: the store's indexes in long runs.
FIRST_BATCH = 5_000
BATCH = 40_000
#: Original cells that a frame may hold: a sheet can be 16,384 columns wide.
BATCH_CELLS = 1_000_000


def main() -> int:
    """Read the job, write the frames. The exit status is 0 unless something killed it."""
    out = sys.stdout.buffer
    # Before the job is read: Ctrl-C must find nobody who minds it.
    limit_process()
    try:
        job = json.load(sys.stdin)
        for frame in _read(job):
            write_frame(out, frame)
    except FileError as error:
        write_frame(out, ("error", error.code, json.dumps(dict(error.detail), default=str)))
    except OSError as error:
        # The disk, or a share that is gone; or somebody put something else in the file's place.
        said = {"reason": "os", "path": job["path"], "problem": os.strerror(error.errno or 0)}
        write_frame(out, ("error", "unreadable", json.dumps(said)))
    except MemoryError:
        write_frame(out, ("error", "too-big", json.dumps({"reason": "memory"})))
    return 0


def _read(job: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    path = Path(job["path"])
    options = options_from_json(job["options"])
    fields = [
        CustomField(held["id"], held["name"], CustomKind(held["kind"]), held["position"])
        for held in job["custom_fields"]
    ]
    before = identity(path)
    limit_time(before[2] if before else 0)
    table = open_table(path, options.read, region=options.region)
    found = fingerprint(path)
    if job["fingerprint"] and job["fingerprint"] != found:
        raise FileError("unreadable", reason="changed", path=path.name)
    key = headers_key(table.info.headers)
    plan = (
        plan_from_json(job["plan"])
        if job["plan"]
        else find_plan(table, options, fields, job["remembered"].get(key))
    )
    signal.alarm(0)
    yield ("plan", found, key, _plan_to_json(table, plan))
    yield from _rows(table, plan, options, fields, job["checkpoint"])
    require_same(path, before)
    yield ("end",)


def _rows(
    table: Table,
    plan: Plan,
    options: ImportOptions,
    fields: list[CustomField],
    checkpoint: int,
) -> Iterator[tuple[Any, ...]]:
    """Batches of candidates below the checkpoint. Rows above it are read for their addresses."""
    reader = RowReader(plan, options, fields)
    plain_rows = PlainRows(plain_fields(column.field for column in plan.columns), options)
    at_once = PlainColumns(reader, plain_rows, options.region)
    seen = Seen()
    plain: list[Any] = []
    candidates: list[Any] = []
    last, count, held = checkpoint, 0, 0
    table.pad_to(1 + max(column.index for column in plan.columns if column.field))
    ends = _ends_of_batches()
    end = next(ends)
    for chunk in chunks(table):
        rows, all_cells = zip(*chunk, strict=True)
        found = at_once.read(rows, all_cells) if at_once.can_read else [None] * len(rows)
        for row, cells, plain_row in zip(rows, all_cells, found, strict=True):
            if plain_row is not None and seen.is_new(plain_row[1]):
                if row > checkpoint:
                    plain.append(plain_row)
                continue
            candidate = seen.mark(reader.read(row, cells), cells)
            if row <= checkpoint:
                continue
            as_plain = plain_rows.of(candidate)
            if as_plain is not None:
                plain.append(as_plain)
                continue
            original = candidate[-1]
            # A row is as wide as the header; what it says nothing of would be kept for ever.
            while original and not original[-1]:
                original.pop()
            held += len(original)
            candidates.append(candidate)
        count += len(rows)
        last = max(rows[-1], checkpoint)
        if count == end or held > BATCH_CELLS:
            if plain or candidates:
                yield _frame(plain, candidates, last, table.progress())
            plain, candidates, held = [], [], 0
        if count == end:
            end = next(ends)
    if plain or candidates:
        yield _frame(plain, candidates, last, 1.0)


def _ends_of_batches() -> Iterator[int]:
    """Counts of rows after which a batch ends: the same however often a run is taken up again."""
    end, size = 0, FIRST_BATCH
    while True:
        end += size
        yield end
        size = min(2 * size, BATCH)


def _frame(
    plain: list[Any], candidates: list[Any], last: int, done: float
) -> tuple[str, list[Any], list[Any], int, float]:
    # Indexes fill several times as fast in the order of the numbers as at random.
    plain.sort(key=itemgetter(1))
    return ("rows", plain, candidates, last, done)


def _plan_to_json(table: Table, plan: Plan) -> str:
    columns = [asdict(column) for column in plan.columns]
    return json.dumps({"file": asdict(table.info), "columns": columns}, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
