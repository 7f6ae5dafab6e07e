"""What became of the rows of a file, in one picture: before an import and after it.

Enters: counts. Leaves: `Opened`, where the counts are links. The numbers of the first line add up
to the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.contact_query import RunDeed
from contacthub_tui.domain.import_run import Counts
from contacthub_tui.i18n import mark, ngettext, number
from contacthub_tui.widgets.command import GROUP_IMPORT, command

_SPACED = 2
#: The places, among the counts, of those that are contacts to be seen.
_LINKS = (RunDeed.CREATED, RunDeed.CHANGED)


class Tally(Widget):
    """A line of counts, a rule with the total, then what is worth a look. Counts stand one under
    the other where there is no room beside each other.
    """

    DEFAULT_CSS = "Tally { height: auto; }"

    counts: reactive[Counts] = reactive(Counts(), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(tally_lines(self.counts, width))

    def render(self) -> Content:
        return Content("\n").join(tally_lines(self.counts, self.content_size.width))


class LinkedTally(Tally, can_focus=True):
    """The same, where the contacts that were created and updated can be opened."""

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
            mark("Show contacts"),
            mark("Show the contacts of this count in All contacts."),
            group=GROUP_IMPORT,
        ),
    ]

    cursor: reactive[int] = reactive(0)

    @dataclass
    class Opened(Message):
        """The contacts that an import created, or changed, are wanted."""

        deed: RunDeed

    @property
    def _here(self) -> int | None:
        return self.cursor if self.has_focus else None

    def render(self) -> Content:
        width = self.content_size.width
        return Content("\n").join(tally_lines(self.counts, width, linked=True, here=self._here))

    def action_move(self, by: int) -> None:
        self.cursor = max(0, min(self.cursor + by, len(_LINKS) - 1))

    def action_open(self) -> None:
        self.post_message(self.Opened(_LINKS[self.cursor]))

    def on_click(self, event: events.Click) -> None:
        lines = tally_places(self.counts, self.content_size.width)
        for index, (line, start, end) in enumerate(lines[: len(_LINKS)]):
            if event.y == line and start <= event.x < end:
                self.cursor = index
                self.action_open()


def tally_lines(
    counts: Counts, width: int, *, linked: bool = False, here: int | None = None
) -> list[Content]:
    """The picture in lines of at most `width` cells; `here` is the link under the cursor."""
    parts = _parts(counts)
    total = ngettext("{n} row", "{n} rows", counts.rows).format(n=number(counts.rows))
    lines: list[Content] = []
    for index, ((line, start, _end), (n, word, style)) in enumerate(
        zip(tally_places(counts, width), parts, strict=True)
    ):
        while len(lines) <= line:
            lines.append(Content(""))
        text = Content.assemble((n, style), " ", word)
        if linked and index < len(_LINKS):
            text = text.stylize("bold reverse" if index == here else "underline")
        lines[line] = lines[line].pad_right(start - lines[line].cell_length) + text
    lines.append(_rule(width, total))
    return lines + [line for note in _notes(counts) for line in note.wrap(max(1, width))]


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


def _notes(counts: Counts) -> list[Content]:
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
        notes.append(Content.assemble(("▲ ", "$warning"), text))
    return notes
