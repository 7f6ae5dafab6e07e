"""An import without its processes, so that a rule can be tried on hundreds of tables.

Enters: a table's rows. Leaves: a finished run, made of the real table, mapping, rows and batches.
"""

import csv
import json
from collections.abc import Sequence
from contextlib import closing
from operator import itemgetter
from pathlib import Path

from contacthub_tui.domain.import_plan import Candidate, Rules
from contacthub_tui.domain.import_run import Counts, ImportOptions, ReadOptions, RunState
from contacthub_tui.domain.plain_row import PlainRows, plain_fields
from contacthub_tui.importer.duplicates import Seen
from contacthub_tui.importer.mapping import plan_columns
from contacthub_tui.importer.rows import RowReader
from contacthub_tui.importer.sources import open_table
from contacthub_tui.services import custom_fields, imports
from contacthub_tui.services.import_batches import Progress, Rows, write_batch
from contacthub_tui.services.import_checks import check_batch
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import session

AS_WRITTEN = ReadOptions(encoding="utf-8", delimiter=",", header_row=1)


def write_csv(
    path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8", delimiter: str = ","
) -> Path:
    """Write a table, its header first."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def read_candidates(path: Path, options: ImportOptions) -> tuple[Rules, list[Candidate]]:
    """The rows of a table that `write_csv` wrote, as its headers say."""
    with closing(open_table(path, AS_WRITTEN)) as table:
        found = [(row, list(cells)) for row, cells in table.rows()]
        headers = table.info.headers
    fields = custom_fields.custom_fields()
    plan = plan_columns(
        headers, [cells for _, cells in found], "FR", fields, options.mapping, None, None
    )
    reader, seen = RowReader(plan, options, fields), Seen()
    candidates = [Candidate(*seen.mark(reader.read(row, cells), cells)) for row, cells in found]
    columns = {column.index: column.field for column in plan.columns if column.field}
    with session():
        ids = imports.list_ids()
    beside = {"mobile", "whatsapp", "status", "lists"}
    rules = Rules(options, frozenset(columns.values()) - beside, columns, ids, frozenset())
    return rules, candidates


def _batch(rules: Rules, candidates: list[Candidate]) -> Rows:
    """The plain rows and the others, as the reader parts them."""
    plain_of = PlainRows(plain_fields(rules.mapped), rules.options).of
    found = [(plain_of(candidate), candidate) for candidate in candidates]
    plain = sorted((row for row, _ in found if row), key=itemgetter(1))
    return Rows(plain, [one for row, one in found if row is None], candidates[-1].row)


def import_table(path: Path, options: ImportOptions, batch: int = 1_000) -> tuple[int, Counts]:
    """Import a table in batches of so many rows; gives the run and what became of the rows."""
    rules, candidates = read_candidates(path, options)
    worker = this_worker()
    run = imports.create_run(path, options, "marie")
    imports.hold_run(run, worker)
    imports.keep_plan(run, "", "", json.dumps({"columns": []}))
    progress = Progress(run, 0, Counts(), 0.0, 0.0)
    for start in range(0, len(candidates), batch):
        part = candidates[start : start + batch]
        progress = write_batch(rules, _batch(rules, part), progress, worker=worker, who="marie")
    imports.end_run(run, worker, RunState.FINISHED, seconds=0.0, error=None)
    return run, progress.counts


def check_table(path: Path, options: ImportOptions) -> Counts:
    """What importing a table would come to."""
    rules, candidates = read_candidates(path, options)
    return check_batch(rules, _batch(rules, candidates)).counts if candidates else Counts()
