"""One line of the table. Enters: what was measured. Leaves: it, and how it reads in Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass

TITLES = ("what", "ContactHub", "peer", "ratio", "target", "")


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, ours and its peer's as text with their units, and whether it is enough.

    `ratio` is ours to the peer's unless `target` says otherwise; None where there is no peer.
    """

    what: str
    ours: str
    peer: str
    ratio: float | None
    target: str
    ok: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as text."""
        ratio = "" if self.ratio is None else f"{self.ratio:.3g}"
        return (self.what, self.ours, self.peer, ratio, self.target, "ok" if self.ok else "MISSED")


def markdown(figures: Sequence[Figure]) -> str:
    """A table of figures."""
    lines = [TITLES, ("---",) * len(TITLES), *(figure.cells for figure in figures)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def milliseconds(seconds: float) -> str:
    """`12 ms`; below ten with a decimal."""
    value = seconds * 1000
    return f"{value:,.0f} ms" if value >= 10 else f"{value:.1f} ms"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the values do not exceed, the nearest there is."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))]
