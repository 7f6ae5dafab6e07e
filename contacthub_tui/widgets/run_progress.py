"""How an import is getting on, then how it ended, in the same lines.

Enters: the run, how many of its rows are put right and not imported yet, what was asked of it.
Leaves: nothing.
"""

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.import_run import ImportRun, RunState
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, ago, ngettext, number
from contacthub_tui.widgets.pace import bar, pace
from contacthub_tui.widgets.run_panel import STATE_COLOURS, why_stopped
from contacthub_tui.widgets.run_state import state_cell

_LINES = 2


class RunProgress(Widget):
    """`✓ Finished  import no. 3 · 2 min · marie`, and below it the bar, or what is to be said."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "RunProgress { height: auto; }"

    run: reactive[ImportRun | None] = reactive(None, layout=True)
    fixed: reactive[int] = reactive(0, layout=True)
    asked: reactive[Content] = reactive(Content(""))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(_LINES, len(self._lines(width)))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        run = self.run
        if run is None:
            return []
        cell = state_cell(run)
        who = _("import no. {n}").format(n=run.id)
        about = " · ".join(filter(None, (who, ago(run.created_at), safe(run.created_by, 40))))
        head = Content.assemble((cell.text, STATE_COLOURS[cell.role]), (f"  {about}", "$muted"))
        return [head.truncate(max(1, width), ellipsis=True), *self._below(run).wrap(max(1, width))]

    def _below(self, run: ImportRun) -> Content:
        if self.asked:
            return self.asked
        if run.state in (RunState.RUNNING, RunState.UNDOING):
            told = pace(run.counts.rows, run.seconds, run.progress)
            return Content.assemble(bar(run.progress), (f"  {told}", "$muted"))
        if why := why_stopped(run):
            return Content(why)
        if run.state is RunState.UNDONE:
            return Content.styled(_("What it did was taken back."), "$muted")
        return self._fixed() or Content.styled(_took(run), "$muted")

    def _fixed(self) -> Content:
        if not self.fixed:
            return Content("")
        told = ngettext(
            "{n} row is fixed and not imported yet.",
            "{n} rows are fixed and not imported yet.",
            self.fixed,
        ).format(n=number(self.fixed))
        return Content.assemble(("✎ ", "bold $accent"), told, "  ", ("ctrl+s", "bold $accent"))


def _took(run: ImportRun) -> str:
    """How long it took; nothing where that was less than a second."""
    seconds = round(run.seconds)
    if seconds < 1:
        return ""
    took = ngettext("{n} second", "{n} seconds", seconds).format(n=number(seconds))
    return " ".join((_("Took"), took))
