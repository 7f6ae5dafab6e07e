"""Two contacts side by side, to pick from. Enters: a pair, and what its merge would stop. Leaves:
what was picked of each field.
"""

from collections.abc import Mapping, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.widget import Widget

from contacthub_tui.domain.consent import Wish
from contacthub_tui.domain.contact import Contact
from contacthub_tui.domain.merge import Side, left_over, merged, suggested_picks
from contacthub_tui.domain.phone import spell
from contacthub_tui.i18n import _, mark
from contacthub_tui.services.duplicates import ShownPair
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.compared_fields import GAP, LEFT_OVER, Grid, Row, compared_rows
from contacthub_tui.widgets.fields import BLANK
from contacthub_tui.wording.pairs import how_sure, reason_words, stop_sentences

GROUP_COMPARISON = mark("Comparison")
_CURSOR = "$cursor-text on $cursor-back bold"


class Comparison(VerticalScroll, can_focus=True, inherit_bindings=False):
    """The contacts of a pair, the older one left; the cursor goes over the fields that differ."""

    BINDINGS = [
        command(
            "space",
            "other",
            mark("The other"),
            mark("Take this field from the other contact; of notes also both."),
            group=GROUP_COMPARISON,
        ),
        *(
            command(keys, action, name, sentence, group=GROUP_COMPARISON, show=False)
            for keys, action, name, sentence in (
                ("left", "take('first')", mark("Left"), mark("Take this field from the left.")),
                ("right", "take('second')", mark("Right"), mark("Take this field from the right.")),
                ("down,j", "move(1)", mark("Down"), mark("To the next field that differs.")),
                ("up,k", "move(-1)", mark("Up"), mark("To the field before that differs.")),
                ("home,g", "move(-99)", mark("First"), mark("To the first field that differs.")),
                ("end,G", "move(99)", mark("Last"), mark("To the last field that differs.")),
                ("pagedown,ctrl+f", "page_down", mark("Page down"), mark("Scroll down by a page.")),
                ("pageup,ctrl+b", "page_up", mark("Page up"), mark("Scroll up by a page.")),
            )
        ),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.pair: ShownPair | None = None
        self.picks: dict[str, Side] = {}
        self.custom_names: Mapping[int, str] = {}
        self._stops: Sequence[tuple[Wish, str]] = ()
        self._place = 0  # the cursor, among the fields that differ

    def compose(self) -> ComposeResult:
        yield _View(self)

    # What is compared

    def show(self, pair: ShownPair | None, stops: Sequence[tuple[Wish, str]] = ()) -> None:
        """Compare these. What was picked stays where the same pair is shown again.

        `stops` are what a merge would stop, each with the number that said so.
        """
        if _ids(pair) != _ids(self.pair):
            self.picks, self._place = {}, 0
            self.scroll_home(animate=False)
        self.pair, self._stops = pair, stops
        self._paint()

    @property
    def contacts(self) -> tuple[Contact, Contact] | None:
        """Both, where neither is gone."""
        if self.pair is None or self.pair.first is None or self.pair.second is None:
            return None
        return self.pair.first, self.pair.second

    @property
    def numbers_left(self) -> list[str]:
        """The numbers that have no place in the merged contact."""
        if self.contacts is None:
            return []
        return left_over(*self.contacts, merged(*self.contacts, self.picks))

    @property
    def note_line(self) -> str:
        """What goes into the note for the numbers that have no place."""
        if self.picks.get(LEFT_OVER) is Side.SECOND:
            return ""
        told = _("Other number: {number}")
        return "\n".join(told.format(number=spell(number)) for number in self.numbers_left)

    def _rows(self) -> list[Row]:
        if self.contacts is None:
            return []
        return compared_rows(*self.contacts, self.numbers_left, self.custom_names)

    def _sides(self) -> dict[str, Side]:
        """The side of every field, picked or suggested."""
        if self.contacts is None:
            return {}
        return {LEFT_OVER: Side.FIRST, **suggested_picks(*self.contacts), **self.picks}

    # To pick

    def action_move(self, step: int) -> None:
        """Move over the fields that differ."""
        self._place = max(0, min(self._place + step, len(self._pickable()) - 1))
        self._paint()
        self._show_row()

    def action_take(self, side: str) -> None:
        """Take the field from this side."""
        if (row := self._here()) is not None:
            self.picks[row.name] = Side(side)
            self._paint()

    def action_other(self) -> None:
        """Take the field from the other side; notes can be taken both."""
        if (row := self._here()) is not None:
            sides = [Side.FIRST, Side.SECOND]
            if row.name == "note" and row.first and row.second:
                sides.append(Side.BOTH)
            held = self._sides()[row.name]
            self.action_take(sides[(sides.index(held) + 1) % len(sides)])

    def _pickable(self) -> list[Row]:
        return [row for row in self._rows() if row.pickable]

    def _here(self) -> Row | None:
        rows = self._pickable()
        return rows[min(self._place, len(rows) - 1)] if rows else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("other", "take"):
            return self._here() is not None
        return True

    def click(self, line: int, x: int) -> None:
        """Pick the value that was clicked."""
        names = [row.name for row in self._pickable()]
        grid = Grid(self._rows(), self._width)
        for name, (start, end) in self._lines_of_rows().items():
            if start <= line < end and name in names:
                self._place = names.index(name)
                if x >= grid.label_width:
                    right = x >= grid.label_width + grid.column_width + GAP
                    self.action_take(Side.SECOND if right else Side.FIRST)
                self._paint()

    # What is shown

    @property
    def _width(self) -> int:
        return self.query_one(_View).content_size.width

    def _paint(self) -> None:
        for view in self.query(_View):
            view.refresh(layout=True)
        self.refresh_bindings()

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self._paint()

    def _show_row(self) -> None:
        """Scroll to the field under the cursor, with all above the first and below the last."""
        here = self._here()
        start, end = self._lines_of_rows().get(here.name if here else "", (0, 1))
        if self._place == 0:
            start = 0
        elif self._place == len(self._pickable()) - 1:
            end = len(self.lines(self._width))
        self.scroll_to_region(Region(0, start, 1, end - start), animate=False, force=True)

    def _lines_of_rows(self) -> dict[str, tuple[int, int]]:
        """The first line of each field, and the line after it."""
        places, line = {}, len(self._head(self._width))
        grid, sides = Grid(self._rows(), self._width), self._sides()
        for row in grid.rows:
            height = len(grid.lines(row, sides.get(row.name, Side.FIRST)))
            places[row.name] = (line, line + height)
            line += height
        return places

    def lines(self, width: int) -> list[Content]:
        """All that is shown, in lines of `width` cells."""
        lines = self._head(width)
        grid, sides = Grid(self._rows(), width), self._sides()
        here = self._here() if self.has_focus else None
        style = "bold reverse" if self.app.no_color else _CURSOR
        for row in grid.rows:
            side = sides.get(row.name, Side.FIRST)
            lines += grid.lines(row, side, style if here and here.name == row.name else "")
        if self._stops:
            lines.append(BLANK)
        for sentence in stop_sentences(self._stops):
            first, *more = Content(sentence).wrap(max(1, width - 2))
            lines.append(Content.styled("■ ", "$error") + first)
            lines += [Content("  ") + line for line in more]
        return lines

    def _head(self, width: int) -> list[Content]:
        if self.pair is None:
            return []
        pair = self.pair.pair
        sure = how_sure(pair.score)
        words = Content.assemble(
            (sure[:1].upper() + sure[1:], "bold"), f" · {reason_words(pair.reasons)}"
        )
        lines = words.wrap(max(1, width))
        if self.contacts is None:
            return [*lines, BLANK, Content(_("One of the two is gone. There is nothing to merge."))]
        return [*lines, Grid(self._rows(), width).head(*self.contacts)]


class _View(Widget):
    """The lines, as tall as they are."""

    DEFAULT_CSS = "_View { height: auto; }"

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self._comparison = comparison

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._comparison.lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._comparison.lines(self.content_size.width))

    def on_click(self, event: events.Click) -> None:
        self._comparison.click(event.y, event.x)


def _ids(pair: ShownPair | None) -> tuple[int, int] | None:
    return (pair.pair.first_id, pair.pair.second_id) if pair else None
