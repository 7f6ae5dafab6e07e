"""A check of a generated file with a report on every row, beside the import of the same file.

Enters: how many rows. Leaves: its rate, its memory, and how fast a page of the report is read.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import stores
from benchmarks.figure import Figure, milliseconds
from benchmarks.processes import run
from contacthub_tui.importer import check_report

_PAGE = 100


def measure(rows: int, folder: Path) -> list[Figure]:
    """The figures of a file of `rows` rows."""
    file = stores.spreadsheet(folder, rows)
    home = folder / "home-check"
    home.mkdir(exist_ok=True)
    store = home / "contacthub.db"
    store.unlink(missing_ok=True)
    report = home / "rows.check"
    report.unlink(missing_ok=True)
    report.touch(mode=0o600)
    words = [*stores.CONTACTHUB, "--database", f"sqlite:///{store}", "import", str(file), "--json"]
    checked = run([*words, "--dry-run", "--report", str(report)], stores.environ(home))
    imported = run(words, stores.environ(home))
    ratio = imported.seconds / checked.seconds
    headers = check_report.read_summary(report).headers
    slowest = max(
        _seconds(
            lambda start=start: check_report.read_rows(report, "created", headers, start, _PAGE)
        )
        for start in (0, rows // 2, rows - _PAGE)
    )
    size = report.stat().st_size
    for path in (report, store):
        path.unlink(missing_ok=True)
    return [
        Figure(
            f"Check of {rows:,} rows of CSV, each one told",
            f"{checked.seconds:.1f} s ({rows / checked.seconds:,.0f} rows/s)",
            f"its import {imported.seconds:.1f} s",
            ratio,
            "as fast",
            ratio >= 1,
        ),
        Figure("Its report", f"{size / 1e6:.0f} MB", "", None, "", True),
        Figure("A page of it, anywhere", milliseconds(slowest), "", None, "100 ms", slowest < 0.1),
    ]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main(size: int) -> None:
    """Print the figures."""
    for figure in measure(size, stores.default_folder()):
        print(*figure.cells, sep=" | ")


if __name__ == "__main__":
    main(int(sys.argv[1]))
