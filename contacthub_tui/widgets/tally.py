"""What became of the rows of a file, in one picture: before an import and after it.

Enters: counts. Leaves: `Opened`, where the counts are links. The numbers of the first line add up
to the rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.import_check import OUTCOMES
from contacthub_tui.domain.import_run import Counts
from contacthub_tui.i18n import mark, ngettext, number
from contacthub_tui.widgets.command import GROUP_IMPORT, command

_SPACED = 2
#: What stands below the sum and can be a link, too.
WARNINGS = "warnings"


class Tally(Widget):
    """A line of counts, a rule with the total, then what is worth a look. Counts stand one under
    the other where there is no room beside each other.
    """

    DEFAULT_CSS = "Tally { height: auto; }"

    counts: reactive[Counts] = reactive(Counts(), layout=True)

    def __init__(self, *, notes: bool = True, id: str | None = None) -> None:
        """`notes`: whether what is worth a look is told too."""
        super().__init__(id=id)
        self._notes = notes

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(tally_lines(self.counts, width, notes=self._notes))

    def render(self) -> Content:
        lines = tally_lines(self.counts, self.content_size.width, notes=self._notes)
        return Content("\n").join(lines)


class LinkedTally(Tally, can_focus=True):
    """The same, where what some counts stand for can be opened. `chosen` is the one that was
    opened last, as long as it is shown. A count of none is no link.
    """

    BINDINGS = [
        command(
            "left,up,h,k",
            "move(-1)",
            mark("Before"),
            mark("To the count before."),
            group=GROUP_IMPORT,
            show=False,
        ),
        command(
            "right,down,l,j",
            "move(1)",
            mark("Next"),
            mark("To the next count."),
            group=GROUP_IMPORT,
        ),
        command(
            "enter",
            "open",
            mark("Show"),
            mark("Show what this count stands for."),
            group=GROUP_IMPORT,
        ),
    ]

    cursor: reactive[str] = reactive("")
    chosen: reactive[str] = reactive("")

    @dataclass
    class Opened(Message):
        """What a count stands for is wanted: one of OUTCOMES, or WARNINGS."""

        tally: "LinkedTally"
        outcome: str

        @property
        def control(self) -> "LinkedTally":
            return self.tally

    def __init__(
        self, links: Sequence[str] = OUTCOMES, *, notes: bool = True, id: str | None = None
    ) -> None:
        """`links` are the outcomes that can be opened."""
        super().__init__(notes=notes, id=id)
        self._wanted = tuple(links)

    @property
    def links(self) -> tuple[str, ...]:
        """The outcomes that can be opened now."""
        return tuple(name for name in self._wanted if getattr(self.counts, name))

    @property
    def here(self) -> str:
        """The link under the cursor; empty where there is none."""
        links = self.links
        return self.cursor if self.cursor in links else next(iter(links), "")

    def render(self) -> Content:
        styles = dict.fromkeys(self.links, "underline")
        if self.chosen in styles:
            styles[self.chosen] = "underline $accent"
        if self.has_focus and self.here:
            styles[self.here] = "bold reverse"
        lines = tally_lines(self.counts, self.content_size.width, styles, notes=self._notes)
        return Content("\n").join(lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self.links)

    def action_move(self, by: int) -> None:
        links = self.links
        if links:
            place = links.index(self.here) + by
            self.cursor = links[max(0, min(place, len(links) - 1))]

    def action_open(self) -> None:
        if self.here:
            self.post_message(self.Opened(self, self.here))

    def on_click(self, event: events.Click) -> None:
        places = tally_places(self.counts, self.content_size.width)
        for name, (line, start, end) in zip(OUTCOMES, places, strict=True):
            if name in self.links and event.y == line and start <= event.x < end:
                self.cursor = name
                self.action_open()
        if WARNINGS in self.links and event.y >= self.size.height - self._warning_lines():
            self.cursor = WARNINGS
            self.action_open()

    def _warning_lines(self) -> int:
        """How many lines, the last ones, tell of the rows with a warning."""
        width = max(1, self.content_size.width)
        return len(_notes(self.counts)[-1].wrap(width)) if self._notes else 0


def tally_lines(
    counts: Counts, width: int, styles: Mapping[str, str] | None = None, *, notes: bool = True
) -> list[Content]:
    """The picture in lines of at most `width` cells; `styles` are those of outcomes that have one
    of their own.
    """
    parts = _parts(counts)
    total = ngettext("{n} row", "{n} rows", counts.rows).format(n=number(counts.rows))
    lines: list[Content] = []
    for name, (line, start, _end), (n, word, style) in zip(
        OUTCOMES, tally_places(counts, width), parts, strict=True
    ):
        while len(lines) <= line:
            lines.append(Content(""))
        text = Content.assemble((n, style), " ", word)
        if styles and name in styles:
            text = text.stylize(styles[name])
        lines[line] = lines[line].pad_right(start - lines[line].cell_length) + text
    lines.append(_rule(width, total))
    if not notes:
        return lines
    style = styles.get(WARNINGS, "") if styles else ""
    return lines + [line for note in _notes(counts, style) for line in note.wrap(max(1, width))]


def tally_places(counts: Counts, width: int) -> list[tuple[int, int, int]]:
    """Of each count its line, its first cell and the one after it."""
    parts = _parts(counts)
    used = sum(cell_len(f"{n} {word}") for n, word, _style in parts)
    if used + _SPACED * (len(parts) - 1) > width:
        digits = max(cell_len(n) for n, _word, _style in parts)
        return [
            (line, digits - cell_len(n), digits + 1 + cell_len(word))
            for line, (n, word, _style) in enumerate(parts)
        ]
    gap = max(1, min(8, (width - used) // max(1, len(parts) - 1)))
    places = []
    x = 0
    for n, word, _style in parts:
        end = x + cell_len(f"{n} {word}")
        places.append((0, x, end))
        x = end + gap
    return places


def _parts(counts: Counts) -> Sequence[tuple[str, str, str]]:
    """Number, word and style of each outcome, in the order of the sum."""
    failed = "bold $error"
    return [
        (number(n), word, style if n else "$muted")
        for n, word, style in (
            (counts.created, ngettext("created", "created", counts.created), "bold"),
            (counts.updated, ngettext("updated", "updated", counts.updated), "bold"),
            (counts.unchanged, ngettext("unchanged", "unchanged", counts.unchanged), "bold"),
            (counts.duplicate, ngettext("duplicate", "duplicates", counts.duplicate), "bold"),
            (counts.failed, ngettext("failed", "failed", counts.failed), failed),
        )
    ]


def _rule(width: int, total: str) -> Content:
    dashes = "─" * max(0, width - cell_len(total) - 1)
    return Content.assemble((dashes, "$line"), " ", total)


def _notes(counts: Counts, warnings: str = "") -> list[Content]:
    """What is worth a look, rows with a warning last; `warnings` is the style of these."""
    notes = []
    if counts.kept_unsubscribed:
        text = ngettext(
            "{n} number is unsubscribed and stays so",
            "{n} numbers are unsubscribed and stay so",
            counts.kept_unsubscribed,
        ).format(n=number(counts.kept_unsubscribed))
        notes.append(Content.assemble(("■ ", "$error"), text))
    if counts.warnings:
        text = ngettext(
            "{n} row comes in with a warning", "{n} rows come in with a warning", counts.warnings
        ).format(n=number(counts.warnings))
        notes.append(Content.assemble(("▲ ", "$warning"), (text, warnings)))
    return notes
