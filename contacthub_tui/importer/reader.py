"""The process that reads a file: everything that a hostile file can do, it does here.

Enters: a job (JSON on standard input). Leaves: frames on standard output: what the file is and how
its columns go to fields, then batches of candidates, then the end; or an error with its code. The
process has a limit of memory, and of time until it knows the file; who reads the frames survives
whatever happens to it (`importer.reading`).
"""

import hashlib
import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from contacthub_tui.domain.answers import says_stop
from contacthub_tui.domain.contact import CustomField, CustomKind
from contacthub_tui.domain.dates import DateVotes, default_order
from contacthub_tui.domain.import_run import DateOrder, ImportOptions, options_from_json
from contacthub_tui.domain.plain_row import PlainRows, plain_fields
from contacthub_tui.domain.text import fold
from contacthub_tui.errors import FileError
from contacthub_tui.importer.duplicates import Seen
from contacthub_tui.importer.frames import write_frame
from contacthub_tui.importer.header_match import field_of
from contacthub_tui.importer.kept_plan import plan_from_json
from contacthub_tui.importer.mapping import Plan, plan_columns
from contacthub_tui.importer.plain_columns import PlainColumns
from contacthub_tui.importer.rows import RowReader
from contacthub_tui.importer.sources import Table, open_table

#: Address space, in bytes. A workbook of a million rows of eight cells takes half of it.
MEMORY_LIMIT = 2 * 1024**3
#: Seconds to know the file in, and what a large one gets more, in bytes a second.
TIME_LIMIT = 15
READING_RATE = 4 * 1024**2
#: Rows of the first frame, and of the largest: a small file shows progress, a large one fills
#: the store's indexes in long runs.
FIRST_BATCH = 5_000
BATCH = 40_000
#: Original cells that a frame may hold: a sheet can be 16,384 columns wide.
BATCH_CELLS = 1_000_000
#: Rows that are read at once, each a divisor of the first batch, and the cells that these may have.
CHUNKS = (1_000, 100, 10, 1)
CHUNK_CELLS = 200_000
#: Rows by whose content the columns are judged, but for dates and stops: those count everywhere.
SAMPLE = 2_000


def main() -> int:
    """Read the job, write the frames. The exit status is 0 unless something killed it."""
    out = sys.stdout.buffer
    # Ctrl-C reaches every process of a terminal; the one that writes contacts decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        job = json.load(sys.stdin)
        _set_limits(Path(job["path"]))
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


def _set_limits(path: Path) -> None:
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    # The default action of the signal ends even a loop inside a library that never returns.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(TIME_LIMIT + size // READING_RATE)


def _read(job: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    path = Path(job["path"])
    options = options_from_json(job["options"])
    fields = [
        CustomField(held["id"], held["name"], CustomKind(held["kind"]), held["position"])
        for held in job["custom_fields"]
    ]
    before = _identity(path)
    table = open_table(path, options.read, region=options.region)
    fingerprint = _fingerprint(path)
    if job["fingerprint"] and job["fingerprint"] != fingerprint:
        raise FileError("unreadable", reason="changed", path=path.name)
    plan = (
        plan_from_json(job["plan"])
        if job["plan"]
        else _find_plan(table, options, fields, job["remembered"])
    )
    signal.alarm(0)
    yield ("plan", fingerprint, headers_key(table.info.headers), _plan_to_json(table, plan))
    yield from _rows(table, plan, options, fields, job["checkpoint"])
    if _identity(path) != before:
        raise FileError("unreadable", reason="changed", path=path.name)
    yield ("end",)


def headers_key(headers: tuple[str, ...]) -> str:
    """What files with the same headers have in common, whatever their spelling of case."""
    return hashlib.sha256("\x1f".join(fold(header) for header in headers).encode()).hexdigest()


def _identity(path: Path) -> tuple[int, int, int] | None:
    """Tells a file from one that was put in its place or written to meanwhile."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _find_plan(
    table: Table,
    options: ImportOptions,
    fields: list[CustomField],
    remembered: dict[str, dict[str, str | None]],
) -> Plan:
    """How columns go to fields, by hand, as last time, by header or by content."""
    table.pad_to(0)
    sample = [cells for _, cells in islice(table.rows(), SAMPLE)]
    if not sample:
        raise FileError("empty")

    def plan(rows: list[list[str]]) -> Plan:
        return plan_columns(
            table.info.headers,
            rows,
            options.region,
            fields,
            options.mapping,
            remembered.get(headers_key(table.info.headers)),
            options.date_order,
        )

    found = plan(sample)
    dates = _open_dates(found, fields)
    waiting = _waiting_for_stops(found) if len(sample) == SAMPLE else []
    if dates or waiting:
        stops = _read_through(table, dates, waiting)
        usual = options.usual_order or default_order(options.region)
        found = _with_orders(plan([*sample, *stops]) if stops else found, dates, usual)
    return found


def _open_dates(plan: Plan, fields: list[CustomField]) -> dict[int, DateVotes]:
    """The columns of dates whose order all rows of the file decide."""
    dates = {"birth_date"}
    dates |= {f"custom:{field.id}" for field in fields if field.kind is CustomKind.DATE}
    return {
        column.index: DateVotes()
        for column in plan.columns
        if column.date_order is None
        and column.field is not None
        and (column.field in dates or column.field.endswith(f":{CustomKind.DATE}"))
    }


def _waiting_for_stops(plan: Plan) -> list[int]:
    """The columns called as a status is that only a stop makes one, and none was met so far."""
    return [
        column.index
        for column in plan.columns
        if column.why == "none" and (match := field_of(column.header)) and match.field == "status"
    ]


def _read_through(table: Table, dates: dict[int, DateVotes], waiting: list[int]) -> list[list[str]]:
    """Let every row vote on dates; gives the first stop in each waiting column, in a row alone."""
    stops = []
    # Statuses repeat.
    is_stop = lru_cache(maxsize=1_000)(says_stop)
    table.pad_to(1 + max(dates, default=-1))
    for _, cells in table.rows():
        for index, votes in dates.items():
            votes.add(cells[index])
        for index in waiting:
            if index < len(cells) and is_stop(cells[index]):
                stops.append([*[""] * index, cells[index]])
                waiting = [other for other in waiting if other != index]
        if not dates and not waiting:
            break
    return stops


def _with_orders(plan: Plan, dates: dict[int, DateVotes], usual: DateOrder) -> Plan:
    return Plan(
        tuple(
            replace(column, date_order=dates[column.index].order(usual))
            if column.index in dates
            else column
            for column in plan.columns
        )
    )


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
    for chunk in _chunks(table):
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


def _chunks(table: Table) -> Iterator[list[tuple[int, list[str]]]]:
    """The rows of a table, so many at once that no batch ends within."""
    width = max(len(table.info.headers), 1)
    size = next(size for size in CHUNKS if size * width <= CHUNK_CELLS or size == 1)
    found = table.rows()
    while chunk := list(islice(found, size)):
        yield chunk


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
