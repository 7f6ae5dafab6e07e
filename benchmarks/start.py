"""How soon the program is there: a version, and the first frame beside an empty Textual app's."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import stores
from benchmarks.figure import Figure, milliseconds
from benchmarks.terminal import Terminal

_ROUNDS = 9
_EMPTY_APP = """
from textual.app import App
from textual.widgets import Label
class Peer(App):
    def compose(self):
        yield Label("ContactHub")
Peer().run()
"""


def measure(rows: int, folder: Path) -> list[Figure]:  # noqa: ARG001 - the same at every size
    """The figures; of the terminal, on an empty store."""
    python: list[float] = []
    version: list[float] = []
    ours: list[float] = []
    empty: list[float] = []
    with tempfile.TemporaryDirectory() as home:
        environ = stores.environ(Path(home))
        for _ in range(_ROUNDS):
            python.append(_run([sys.executable, "-c", "pass"], environ))
            version.append(_run([*stores.CONTACTHUB, "--version"], environ))
            empty.append(_first_frame([sys.executable, "-c", _EMPTY_APP], environ))
            ours.append(_first_frame(stores.CONTACTHUB, environ))
    return [
        _figure("contacthub --version; peer: python -c pass", version, python, 0.100),
        _figure("First frame; peer: that of an empty Textual app", ours, empty, 0.400),
    ]


def _run(command: Sequence[str], environ: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env={**os.environ, **environ}, check=True, capture_output=True)
    return time.perf_counter() - start


def _first_frame(command: Sequence[str], environ: dict[str, str]) -> float:
    terminal = Terminal(command, environ)
    seconds = terminal.wait_for("ContactHub")
    terminal.close()
    return seconds


def _figure(what: str, ours: list[float], peers: list[float], most: float) -> Figure:
    our, peer = statistics.median(ours), statistics.median(peers)
    return Figure(
        what,
        milliseconds(our),
        milliseconds(peer),
        our / peer,
        f"{milliseconds(most)} more",
        our <= peer + most,
    )


def main(size: int) -> None:
    """Print the figures."""
    for figure in measure(size, stores.default_folder()):
        print(*figure.cells, sep=" | ")


if __name__ == "__main__":
    main(int(sys.argv[1]))
