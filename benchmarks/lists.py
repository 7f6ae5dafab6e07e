"""Lists of a million, a tenth of that and a thousand members, a tenth of them unsubscribed.

Their counts beside counting them when they are asked for; the Lists screen at a real terminal; and
what keeping the counts costs an import.
"""

import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import stores
from benchmarks.figure import Figure, milliseconds, percentile
from benchmarks.processes import run
from benchmarks.terminal import Terminal
from contacthub_tui.services import lists, preferences
from contacthub_tui.store.database import open_store, session, transaction
from contacthub_tui.store.sql import execute, rows, value

_MOST = 0.050  # seconds
_STOPPED = 10  # one contact in so many
_PART = 10_000
_IMPORTED = 100_000

_RECOUNT = (
    "SELECT m.list_id, count(*), count(u.id) FROM membership m"
    " LEFT JOIN unsubscribed_contact u ON u.id = m.contact_id GROUP BY m.list_id"
)


def measure(size: int, folder: Path) -> list[Figure]:
    """The figures of a store made of `size` rows."""
    home = _with_lists(stores.home(folder, size))
    store = open_store(f"sqlite:///{home / 'hub.db'}")
    try:
        of_all = max(one.members for one in lists.all_lists())
        ours = [_seconds(lists.all_lists) for _ in range(50)]
        peer = min(_seconds(_recount) for _ in range(3))
    finally:
        store.close()
    terminal = Terminal(stores.CONTACTHUB, stores.environ(home))
    terminal.wait_for("All contacts")
    terminal.settle(0.5)
    shown = []
    for _ in range(21):
        shown.append(terminal.press("2", "Everyone"))
        terminal.settle(0.3)
        terminal.press("1", "All contacts")
        terminal.settle(0.3)
    terminal.close()
    return [
        Figure(
            f"Counts of 3 lists, the largest of {of_all:,} members, 95th percentile of {len(ours)};"
            " peer: counted when asked",
            milliseconds(percentile(ours, 0.95)),
            milliseconds(peer),
            percentile(ours, 0.95) / peer,
            "50 ms",
            percentile(ours, 0.95) <= _MOST,
        ),
        Figure(
            "Lists: from its key to the painted counts, median of 20",
            milliseconds(statistics.median(shown[1:])),  # the first time the screen is made
            "",
            None,
            "",
            True,
        ),
        _import_figure(size, folder),
    ]


def _with_lists(home: Path) -> Path:
    """A copy of a home, its contacts on three lists, one in ten unsubscribed."""
    other = stores.copy(home, f"{home.name}-lists")
    store = open_store(f"sqlite:///{other / 'hub.db'}")
    try:
        with session():
            total = int(value("SELECT count(*) FROM contact"))
            found = rows("SELECT id, mobile FROM contact ORDER BY id")
        numbers = [mobile for contact_id, mobile in found if contact_id % _STOPPED == 0]
        for name, size in (("Everyone", total), ("A tenth", total // 10), ("VIP", 1_000)):
            made = lists.create_list(name, who="bench")
            with transaction():
                execute(
                    "INSERT INTO membership (list_id, contact_id)"
                    " SELECT ?, id FROM contact ORDER BY id LIMIT ?",
                    (made, size),
                )
        for start in range(0, len(numbers), _PART):
            preferences.unsubscribe(*numbers[start : start + _PART], who="bench")
    finally:
        store.close()
    return other


def _recount() -> None:
    with session():
        rows(_RECOUNT)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _import_figure(size: int, folder: Path) -> Figure:
    """What an import takes that puts every contact on a list, beside one that does not."""
    count = min(_IMPORTED, size)
    file = stores.spreadsheet(folder, count)
    into, without = [], []
    for _ in range(3):
        into.append(_import(file, folder, "--new-list", "Everyone"))
        without.append(_import(file, folder))
    ours, peer = min(into), min(without)
    return Figure(
        f"Import of {count:,} rows into a list; peer: into none",
        f"{ours:.1f} s",
        f"{peer:.1f} s",
        ours / peer,
        "1.2",
        ours <= 1.2 * peer,
    )


def _import(file: Path, folder: Path, *words: str) -> float:
    """Seconds of an import into an empty store."""
    home = folder / "home-lists"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    command = [*stores.CONTACTHUB, "import", str(file), *words]
    return run(command, stores.environ(home)).seconds


def main(size: int) -> None:
    """Print the figures."""
    for figure in measure(size, stores.default_folder()):
        print(*figure.cells, sep=" | ")


if __name__ == "__main__":
    main(int(sys.argv[1]))
