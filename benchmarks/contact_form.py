"""The form of a contact at a terminal: from the key that opens it to the form painted."""

import sys
from pathlib import Path

from benchmarks import stores
from benchmarks.figure import Figure, milliseconds, percentile
from benchmarks.terminal import Terminal

_MOST = 0.100  # seconds from a key to the painted form
_TIMES = 20
_ESCAPE = "\x1b"


def measure(rows: int, folder: Path) -> list[Figure]:
    """The figures of a store made of `rows` rows."""
    terminal = Terminal(stores.CONTACTHUB, stores.environ(stores.home(folder, rows)))
    terminal.wait_for("All contacts")
    terminal.settle(2)
    # What the form paints last: the line of keys.
    opened = "Save and add another"
    figures = []
    for name, key in (("adding one", "a"), ("changing one", "e")):
        times = []
        for _ in range(_TIMES):
            times.append(terminal.press(key, opened))
            terminal.settle(0.4)
            terminal.press(_ESCAPE, "All contacts")
            terminal.settle(0.4)
        worst = percentile(times, 0.95)
        figures.append(
            Figure(
                f"Contact form: {name}, key to form, 95th percentile of {_TIMES}, {rows:,}",
                milliseconds(worst),
                "",
                None,
                milliseconds(_MOST),
                worst <= _MOST,
            )
        )
    terminal.close()
    return figures


def main(size: int) -> None:
    """Print the figures."""
    for figure in measure(size, stores.default_folder()):
        print(*figure.cells, sep=" | ")


if __name__ == "__main__":
    main(int(sys.argv[1]))
