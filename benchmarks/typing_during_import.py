"""Typing while an import runs on every core, beside typing while nothing runs."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from benchmarks import stores
from benchmarks.figure import Figure, milliseconds, percentile
from benchmarks.team_store import answer
from benchmarks.terminal import Terminal
from contacthub_tui.services.contacts import ContactQuery

_MOST = 1.5
_BACKSPACE = "\x7f"
_ROUNDS = 15
_IMPORTED = 1_000_000  # enough to outlast the typing
#: Contacts whose names nobody of the team's spreadsheet has, so that no import changes the answer.
_OURS = "Prénom,Nom,Mobile\n" + "".join(
    f"{first},Xy{last},07 90 00 0{row} {column}0\n"
    for row, last in enumerate("abcd")
    for column, first in enumerate(("Ada", "Bob", "Cyd", "Dan", "Eve"))
)


def measure(rows: int, folder: Path) -> list[Figure]:
    """The figures of a store made of a tenth of `rows`, into which a million are imported."""
    home = stores.copy(stores.home(folder, rows // 10), "home-typing")
    file = folder / "typing.csv"
    file.write_text(_OURS, encoding="utf-8")
    environ = {**os.environ, **stores.environ(home)}
    command = [*stores.CONTACTHUB, "import"]
    subprocess.run([*command, str(file)], env=environ, check=True, capture_output=True)
    signs = {
        typed: answer(home, ContactQuery(text=typed), 20)[0][-1]
        for typed in ("xy", "xya", "xyb", "xyc", "xyd")
    }
    terminal = Terminal(stores.CONTACTHUB, stores.environ(home))
    terminal.wait_for("All contacts")
    terminal.settle(0.5)
    terminal.type("/")
    terminal.type("xy")
    idle = _type(terminal, signs)
    # As a screen begins it: at a low priority, apart from the terminal.
    other = stores.spreadsheet(folder, _IMPORTED)
    at_work = subprocess.Popen(
        [*command, "--background", "--existing", "overwrite", str(other)],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        terminal.settle(0.5)
        busy = _type(terminal, signs)
        lasted = at_work.poll() is None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(at_work.pid, signal.SIGKILL)
        at_work.wait()
        terminal.close()
    ours, peer = percentile(busy, 0.95), percentile(idle, 0.95)
    return [
        Figure(
            f"Key to paint while {_IMPORTED:,} rows are imported; peer: while nothing runs; "
            f"95th percentile of {len(busy)} keys" + ("" if lasted else " (the import had ended)"),
            milliseconds(ours),
            milliseconds(peer),
            ours / peer,
            f"{_MOST} times",
            ours <= _MOST * peer,
        )
    ]


def _type(terminal: Terminal, signs: dict[str, str]) -> list[float]:
    """Seconds of each key that narrows or widens a search."""
    times = []
    for _ in range(_ROUNDS):
        for letter in "abcd":
            times.append(terminal.press(letter, signs[f"xy{letter}"]))
            terminal.settle(0.1)
            times.append(terminal.press(_BACKSPACE, signs["xy"]))
            terminal.settle(0.1)
    return times


def main(size: int) -> None:
    """Print the figures."""
    for figure in measure(size, stores.default_folder()):
        print(*figure.cells, sep=" | ")


if __name__ == "__main__":
    main(int(sys.argv[1]))
