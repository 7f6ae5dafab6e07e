"""Search as it is typed at a terminal, beside `LIKE '%…%'` over the same store."""

import sys
from pathlib import Path

from benchmarks import stores, team_csv
from benchmarks.figure import Figure, milliseconds, percentile
from benchmarks.team_store import answer, naive_answer
from benchmarks.terminal import Terminal
from contacthub_tui.services.contacts import ContactQuery

_MOST = 0.050  # seconds from a key to the painted first page
_CLEAR = "\x15"  # ctrl+u: empties the line

#: What is looked for, by kind. Every letter of it is a search of its own.
TERMS = {
    "common names": ("martin", "marie", "thomas", "jean"),
    "rare names": ("cœurdevey", "traoré", "zoé", "irina"),
    "parts of numbers": ("0612", "+33 6 62", "345678", "77889"),
    "two words": ("martin marie", "marie martin", "jean pierre", "dubois hugo"),
    "misses": ("qzx", "martin wxyz", "99999999"),
}


def measure(rows: int, folder: Path) -> list[Figure]:
    """The figures of a store made of `rows` rows."""
    home = stores.home(folder, rows)
    # A name that a single contact has, and that contact's number.
    terms = {**TERMS, "one number": (f"0{team_csv.number(rows // 2)}",)}
    terminal = Terminal(stores.CONTACTHUB, stores.environ(home))
    terminal.wait_for("All contacts")
    terminal.settle(0.5)
    terminal.type("/")
    ours: dict[str, list[float]] = {}
    peers: dict[str, list[float]] = {}
    for kind, texts in terms.items():
        for text in texts:
            ours.setdefault(kind, []).extend(_type(terminal, home, text))
            terminal.type(_CLEAR)
            peers.setdefault(kind, []).append(naive_answer(home, text))
    terminal.close()
    figures = [_figure(f"Search, {kind}", ours[kind], peers[kind]) for kind in terms]
    every = [time for times in ours.values() for time in times]
    of_peers = [time for times in peers.values() for time in times]
    return [*figures, _figure("Search, all of them", every, of_peers)]


def _type(terminal: Terminal, home: Path, text: str) -> list[float]:
    """Seconds of each key of a text, until the first page of what is typed so far is painted."""
    times = []
    for end in range(1, len(text) + 1):
        typed = text[:end].strip()
        numbers, found = answer(home, ContactQuery(text=typed), 5)
        # A last row of the first ones: the panel shows the number of the first as well.
        sign = numbers[-1] if numbers else f"{found} found"
        if text[end - 1] == " ":
            terminal.type(" ")
            continue
        times.append(terminal.press(text[end - 1], sign))
        terminal.settle(0.12)
    return times


def _figure(what: str, ours: list[float], peers: list[float]) -> Figure:
    our, peer = percentile(ours, 0.95), percentile(peers, 0.95)
    return Figure(
        f"{what}, 95th percentile of {len(ours)} keys",
        milliseconds(our),
        milliseconds(peer),
        our / peer,
        "50 ms",
        our <= _MOST,
    )


def main(size: int) -> None:
    """Print the figures."""
    for figure in measure(size, stores.default_folder()):
        print(*figure.cells, sep=" | ")


if __name__ == "__main__":
    main(int(sys.argv[1]))
