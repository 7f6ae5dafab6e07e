"""All contacts over a large store: its start, its keys, its memory; beside Textual's DataTable."""

import statistics
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import stores
from benchmarks.figure import Figure, milliseconds, percentile
from benchmarks.team_store import number_at
from benchmarks.terminal import LINES, Terminal
from contacthub_tui.services.contacts import ContactQuery, Sort

SMALL_STORE = 1_000
PEER_ROWS = 100_000
_MOST_MEMORY = 120_000_000
_KEY = 0.050  # seconds from a key to its painted rows
PAGE_DOWN, END, HOME = "\x1b[6~", "\x1b[F", "\x1b[H"

#: The peer: the table that Textual brings, filled with as many rows.
_DATA_TABLE = """
import sys
from textual.app import App
from textual.widgets import DataTable
class Peer(App):
    def compose(self):
        yield DataTable()
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("Name", "Mobile", "Status", "Email", "Changed")
        for row in range(int(sys.argv[1])):
            table.add_row(f"Name, {row}", f"+33 6 {row}", "*", f"{row}@example.org", "today")
Peer().run()
"""


def measure(rows: int, folder: Path) -> list[Figure]:
    """The figures of a store made of `rows` rows."""
    small, large = stores.home(folder, SMALL_STORE), stores.home(folder, rows)
    first_of = {home: number_at(home, ContactQuery(), 0) for home in (small, large)}
    begins: dict[Path, list[float]] = {small: [], large: []}
    for _ in range(7):
        for home, times in begins.items():
            terminal = _begin(home)
            times.append(terminal.wait_for(first_of[home]))
            terminal.close()
    of_small, of_large = (statistics.median(begins[home]) for home in (small, large))
    peer_rows = min(PEER_ROWS, rows // 5)
    peer = Terminal([sys.executable, "-c", _DATA_TABLE, str(peer_rows)], {})
    of_peer = peer.wait_for("Name, 1")
    peer_memory = peer.memory()
    peer.close()
    figures = [
        Figure(
            f"All contacts: start to first rows, {rows:,} beside {SMALL_STORE:,}",
            milliseconds(of_large),
            milliseconds(of_small),
            of_large / of_small,
            "1.2 times",
            of_large <= 1.2 * of_small,
        ),
        Figure(
            f"All contacts: start on {rows:,}; peer: Textual's DataTable on {peer_rows:,}",
            milliseconds(of_large),
            milliseconds(of_peer),
            of_large / of_peer,
            "",
            of_large < of_peer,
        ),
    ]
    terminal = _begin(large)
    terminal.wait_for(first_of[large])
    terminal.settle(0.5)
    for name, times in _keys(terminal, lambda query, index: number_at(large, query, index)):
        worst = percentile(times, 0.95)
        figures.append(
            Figure(
                f"All contacts: {name}, 95th percentile of {len(times)}",
                milliseconds(worst),
                "",
                None,
                "50 ms",
                worst <= _KEY,
            )
        )
    memory = terminal.memory()
    terminal.close()
    figures.append(
        Figure(
            f"All contacts: memory; peer: Textual's DataTable on {peer_rows:,}",
            f"{memory / 1e6:.0f} MB",
            f"{peer_memory / 1e6:.0f} MB",
            memory / peer_memory,
            "120 MB",
            memory <= _MOST_MEMORY,
        )
    )
    return figures


def _begin(home: Path) -> Terminal:
    return Terminal(stores.CONTACTHUB, stores.environ(home))


def _keys(
    terminal: Terminal, shown: Callable[[ContactQuery, int], str]
) -> list[tuple[str, list[float]]]:
    """What the keys of the table cost. `shown` tells a number of a row, from the end if below 0."""
    page = LINES - 4  # what is around the rows
    times: dict[str, list[float]] = {"page down": [], "End": [], "Home": [], "another sort": []}
    query = ContactQuery()

    def press(name: str, key: str, index: int) -> None:
        times[name].append(terminal.press(key, shown(query, index)))
        terminal.settle(0.15)

    for number in range(1, 21):
        press("page down", PAGE_DOWN, number * page + 5)
    for _ in range(10):
        press("End", END, -2)
        press("Home", HOME, 1)
    for _ in range(3):
        for sort in (Sort.NUMBER, Sort.NEWEST, Sort.CHANGED, Sort.NAME):
            query = ContactQuery(sort=sort)
            press("another sort", "s", 1)
            query = ContactQuery(sort=sort, descending=True)
            press("another sort", "S", 1)
            query = ContactQuery(sort=sort)
            press("another sort", "S", 1)
    return list(times.items())


def main(size: int) -> None:
    """Print the figures."""
    for figure in measure(size, stores.default_folder()):
        print(*figure.cells, sep=" | ")


if __name__ == "__main__":
    main(int(sys.argv[1]))
