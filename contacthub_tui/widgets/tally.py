"""What became of the rows of a file, in one picture: before an import and after it.

Enters: counts. Leaves: nothing. The numbers of the first line add up to the rows.
"""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.import_run import Counts
from contacthub_tui.i18n import ngettext, number

_SPACED = 2


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


def tally_lines(counts: Counts, width: int) -> list[Content]:
    """The picture in lines of at most `width` cells."""
    parts = _parts(counts)
    total = ngettext("{n} row", "{n} rows", counts.rows).format(n=number(counts.rows))
    room = sum(cell_len(f"{n} {word}") for n, word, _style in parts) + _SPACED * (len(parts) - 1)
    if room <= width:
        lines = [_beside(parts, width), _rule(width, total)]
    else:
        digits = max(cell_len(n) for n, _word, _style in parts)
        lines = [Content.assemble((n.rjust(digits), style), " ", word) for n, word, style in parts]
        lines.append(_rule(width, total))
    return lines + [line for note in _notes(counts) for line in note.wrap(max(1, width))]


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


def _beside(parts: Sequence[tuple[str, str, str]], width: int) -> Content:
    used = sum(cell_len(n) + 1 + cell_len(word) for n, word, _style in parts)
    gap = max(1, min(8, (width - used) // max(1, len(parts) - 1)))
    line = Content("")
    for n, word, style in parts:
        if line:
            line += " " * gap
        line += Content.assemble((n, style), " ", word)
    return line


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
