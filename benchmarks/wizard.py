"""The import wizard's look at a file, and its check beside the import of the same rows.

The file was read before, as a file that was just exported or downloaded was.
"""

import shutil
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import stores
from benchmarks.figure import Figure, milliseconds, percentile
from benchmarks.processes import run
from benchmarks.terminal import Terminal
from contacthub_tui.domain.import_draft import FileFindings
from contacthub_tui.domain.import_run import ImportOptions, ReadOptions
from contacthub_tui.importer.file_look import FileLook

_ROUNDS = 5
_CHANGES = (
    ("header row", ReadOptions(header_row=2)),
    ("delimiter", ReadOptions(delimiter=";")),
    ("encoding", ReadOptions(encoding="cp1252")),
)
_PREVIEW, _CHANGE, _COLUMNS = 0.5, 0.2, 2.0
_REGION = "FR"
_KEY = 0.05
#: Letters that end no sequence of a terminal, so that a painted one is the one that was typed.
_LETTERS = "QZWVYU" * 5


class _Watch:
    """A look whose findings are timed."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.look = FileLook(self._take)

    def _take(self, _findings: FileFindings) -> None:
        with self._changed:
            self._changed.notify()

    def until(self, holds: Callable[[FileFindings], object]) -> None:
        """Wait until the findings are so."""
        with self._changed:
            while not holds(found := self.look.findings):
                if found.error is not None:
                    raise found.error
                self._changed.wait()

    def preview(self, path: Path, read: ReadOptions) -> float:
        """Seconds from the choice to the preview."""
        began = time.perf_counter()
        self.look.look(path, read, _REGION)
        self.until(lambda findings: findings.preview)
        return time.perf_counter() - began


def measure(rows: int, folder: Path) -> list[Figure]:
    """The figures of a file of `rows` rows."""
    file = stores.spreadsheet(folder, rows)
    small = stores.spreadsheet(folder, 1_000)
    file.read_bytes()
    previews, columns = [], []
    changes: dict[str, list[float]] = {what: [] for what, _read in _CHANGES}
    settled = 0.0
    for turn in range(_ROUNDS):
        watch = _Watch()
        try:
            # The wizard has started its process before anybody can have chosen a file.
            watch.preview(small, ReadOptions())
            previews.append(watch.preview(file, ReadOptions()))
            for what, read in _CHANGES:
                changes[what].append(watch.preview(file, read))
            watch.preview(small, ReadOptions())
            began = time.perf_counter()
            watch.look.look(file, ReadOptions(), _REGION)
            watch.look.match(ImportOptions(region=_REGION), (), {})
            watch.until(lambda findings: findings.columns)
            columns.append(time.perf_counter() - began)
            if turn == 0:
                watch.until(lambda found: found.settled and found.counted and _is_whole(found))
                settled = time.perf_counter() - began
        finally:
            watch.look.close()
    size = f"{rows:,} rows of CSV"
    return [
        _within(f"From choosing {size} to their preview", previews, _PREVIEW),
        *(
            _within(f"The preview of {size} with another {what}", taken, _CHANGE)
            for what, taken in changes.items()
        ),
        _within(f"From choosing {size} to their matched columns", columns, _COLUMNS),
        Figure(
            f"From choosing {size} to all that is told of every row",
            f"{settled:.1f} s ({rows / settled:,.0f} rows/s)", "", None, "", True,
        ),
        _check(file, rows, folder),
        _keys(file, rows, folder),
    ]  # fmt: skip


def _is_whole(findings: FileFindings) -> bool:
    return findings.forecast is not None and findings.forecast.done == 1


def _within(what: str, taken: list[float], most: float) -> Figure:
    slowest = percentile(taken, 1.0)
    what = f"{what}, the slowest of {len(taken)}"
    return Figure(what, milliseconds(slowest), "", None, milliseconds(most), slowest <= most)


def _check(file: Path, rows: int, folder: Path) -> Figure:
    """A check of all rows beside their import, each into an empty store."""
    taken = []
    for words in (("--dry-run",), ()):
        home = folder / "home-wizard"
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        command = [*stores.CONTACTHUB, "import", str(file), "--json", *words]
        taken.append(run(command, stores.environ(home)).seconds)
    check, whole = taken
    return Figure(
        f"Check of {rows:,} rows; peer: their import",
        f"{check:.1f} s ({rows / check:,.0f} rows/s)",
        f"{whole:.1f} s",
        check / whole,
        "1",
        check <= whole,
    )


def _keys(file: Path, rows: int, folder: Path) -> Figure:
    """Keys of the options step at a terminal, while all rows of the file are looked at."""
    home = folder / "home-wizard-keys"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    terminal = Terminal(stores.CONTACTHUB, stores.environ(home))
    terminal.wait_for("No contacts yet")
    terminal.settle(0.5)
    terminal.type("i")
    terminal.type(str(file))
    # Enter takes the path, ctrl+s goes on: the look then works through the rows.
    terminal.press("\r", "First rows")
    terminal.press("\x13", "What becomes of")
    taken = []
    for letter in _LETTERS:
        taken.append(terminal.press(letter, letter))
        terminal.settle(0.05)
    terminal.close()
    most = percentile(taken, 0.95)
    return Figure(
        f"Key to paint in the wizard while {rows:,} rows are looked at, 95th percentile of"
        f" {len(taken)}",
        milliseconds(most),
        "",
        None,
        milliseconds(_KEY),
        most <= _KEY,
    )


def main(size: int) -> None:
    """Print the figures."""
    for figure in measure(size, stores.default_folder()):
        print(*figure.cells, sep=" | ")


if __name__ == "__main__":
    main(int(sys.argv[1]))
