"""The table of figures, for people. Enters: figures. Leaves: RESULTS.md, and its part of README.

`python -m benchmarks.report` shows in README what RESULTS.md holds.
"""

import os
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figure import Figure, markdown

RESULTS = Path(__file__).with_name("RESULTS.md")
_README = RESULTS.parent.parent / "README.md"
_BEGIN = "<!-- figures: written by make bench -->\n"
_END = "<!-- end of figures -->\n"


def write(rows: int, figures: Sequence[Figure]) -> None:
    """Write what was measured of so many rows, and on which machine, to RESULTS.md."""
    heading = f"# Figures of {rows:,} rows\n\n{_machine()}\n\n"
    RESULTS.write_text(heading + markdown(figures), encoding="utf-8")


def show() -> None:
    """Put what RESULTS.md holds between the two marks in README."""
    heading, machine, table = RESULTS.read_text(encoding="utf-8").split("\n\n", 2)
    about = f"{heading.removeprefix('# ')} on {machine}:"
    before, rest = _README.read_text(encoding="utf-8").split(_BEGIN)
    _, after = rest.split(_END)
    text = f"{before}{_BEGIN}\n{about}\n\n{table}\n{_END}{after}"
    _README.write_text(text, encoding="utf-8")


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
    show()
