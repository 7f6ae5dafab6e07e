"""The line that says what a mapping would bring in. Enters: what was counted so far, what keeps
the columns from being imported, when such a file came last. Leaves: nothing.
"""

from collections.abc import Callable

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.import_draft import Forecast
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, ago, percent
from contacthub_tui.wording.matched import forecast_line

#: Cells in which both parts have room beside each other, in both languages.
_WIDE = 118


class ForecastLine(Widget):
    """`19 412 of 20 000 rows would come in · 588 have no valid number      as last time (12 Oct)`

    Two lines: the end stands in the second one where the terminal is narrow.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "ForecastLine { height: 2; padding: 0 1; }"

    forecast: reactive[Forecast | None] = reactive(None)
    last_time: reactive[str | None] = reactive(None)

    def __init__(self, lacking: Callable[[], str]) -> None:
        """`lacking` is asked for at every paint, so that it follows the language."""
        super().__init__()
        self._lacking = lacking

    def render(self) -> Content:
        width = max(1, self.content_size.width)
        last = self._last_time()
        lines = list(self._said().wrap(width))[:2]
        if last and width >= _WIDE and len(lines) == 1:
            gap = " " * max(2, width - lines[0].cell_length - last.cell_length)
            return Content.assemble(lines[0], gap, last)
        return Content("\n").join([*lines, last][:2])

    def _said(self) -> Content:
        if lacking := self._lacking():
            return Content.assemble(("▲ ", "bold $warning"), lacking)
        forecast = self.forecast
        if forecast is None:
            return Content.assemble(("⟳ ", "$accent"), (_("Counting the rows…"), "$muted"))
        line = Content(forecast_line(forecast))
        if forecast.done < 1:
            line = Content.assemble((f"⟳ {percent(forecast.done)}  ", "$accent"), line)
        return line

    def _last_time(self) -> Content:
        if self.last_time is None:
            return Content("")
        said = _("as last time")
        if self.last_time:
            said = _("as last time ({day})").format(day=safe(ago(self.last_time)))
        return Content.styled(said, "$accent")
