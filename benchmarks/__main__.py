"""`python -m benchmarks`: every figure, and the table of them in RESULTS.md and README.

Enters: --size full (a million rows) or small (a hundred thousand). Leaves: benchmarks/RESULTS.md,
and README's table where the size is full. What cannot be measured is told in its place.
"""

import argparse
import sys
import traceback
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from benchmarks import report, stores
from benchmarks.figure import Figure

SIZES = {"full": 1_000_000, "small": 100_000}
MODULES = (
    "imports", "floor", "start", "contacts_table", "search", "typing_during_import", "duplicates",
    "consent", "contact_form", "filters", "lists", "bulk", "detection", "wizard", "check",
    "sending",
)  # fmt: skip


def main() -> int:
    """Measure, print, write; 1 when a figure is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--size", choices=SIZES, default="full")
    parser.add_argument("--folder", type=Path, help="where stores are kept for the next run")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(MODULES))
    arguments = parser.parse_args()
    rows = SIZES[arguments.size]
    folder = arguments.folder or stores.default_folder()
    figures = []
    for name in arguments.modules or MODULES:
        for figure in _measured(name, rows, folder):
            print(*figure.cells, sep=" | ", flush=True)
            figures.append(figure)
    if not arguments.modules:
        report.write(rows, figures)
        if arguments.size == "full":
            report.show()
    return 0 if all(figure.ok for figure in figures) else 1


def _measured(name: str, rows: int, folder: Path) -> Iterator[Figure]:
    """The figures of a module. One that fails leaves the others their turn."""
    try:
        yield from import_module(f"benchmarks.{name}").measure(rows, folder)
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is shown
        traceback.print_exc()
        yield Figure(name, f"not measured: {type(error).__name__}", "", None, "", False)


if __name__ == "__main__":
    sys.exit(main())
