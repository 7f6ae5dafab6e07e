"""`python -m benchmarks`: every figure, and the table of them in RESULTS.md.

Enters: --size full (a million rows) or small (a hundred thousand). Leaves: benchmarks/RESULTS.md.
"""

import argparse
import os
import platform
import re
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from benchmarks import stores
from benchmarks.figure import markdown

SIZES = {"full": 1_000_000, "small": 100_000}
MODULES = (
    "imports", "start", "contacts_table", "search", "typing_during_import", "duplicates", "consent",
    "contact_form",
    "filters",
)  # fmt: skip
RESULTS = Path(__file__).with_name("RESULTS.md")


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
        for figure in import_module(f"benchmarks.{name}").measure(rows, folder):
            print(*figure.cells, sep=" | ", flush=True)
            figures.append(figure)
    if not arguments.modules:
        heading = f"# Figures of {rows:,} rows\n\n{_machine()}\n\n"
        RESULTS.write_text(heading + markdown(figures), encoding="utf-8")
    return 0 if all(figure.ok for figure in figures) else 1


def _machine() -> str:
    """What the figures come from."""
    cpu = re.search(r"model name\s*:\s*(.+)", _read("/proc/cpuinfo"))
    memory = re.search(r"MemTotal:\s+(\d+)", _read("/proc/meminfo"))
    parts = [
        cpu[1] if cpu else platform.processor(),
        f"{os.cpu_count()} cores",
        f"{int(memory[1]) / 1e6:.0f} GB" if memory else "",
        f"Python {platform.python_version()}",
        f"{datetime.now(UTC):%d %B %Y}",
    ]
    return ", ".join(part for part in parts if part)


def _read(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        return ""


if __name__ == "__main__":
    sys.exit(main())
