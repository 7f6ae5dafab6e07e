"""One row of a file, to read. Enters: the row and the headers. Leaves: nothing."""

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive

from contacthub_tui.domain.import_run import RowResult
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, number
from contacthub_tui.widgets.fields import BLANK, Field, FieldsView
from contacthub_tui.widgets.reading import Reading
from contacthub_tui.widgets.results_table import outcome_cell, reason_text

_COLOURS = {"bad": "$error", "attention": "$warning", "muted": "$muted", "accent": "$accent"}


class RowPanel(Reading, can_focus=True):
    """The original cells of a row, each with its header, and why it is here. Beside them, what they
    are corrected to; `draft` are the cells while that is being typed.
    """

    ALLOW_SELECT = True

    row: reactive[RowResult | None] = reactive(None)
    headers: reactive[tuple[str, ...]] = reactive(())
    draft: reactive[tuple[str, ...]] = reactive(())

    def compose(self) -> ComposeResult:
        yield _RowView().data_bind(RowPanel.row, RowPanel.headers, RowPanel.draft)


class _RowView(FieldsView):
    row: reactive[RowResult | None] = reactive(None, layout=True)
    headers: reactive[tuple[str, ...]] = reactive((), layout=True)
    draft: reactive[tuple[str, ...]] = reactive((), layout=True)

    def fields(self) -> Iterable[Field]:
        row = self.row
        if row is None:
            return
        cell = outcome_cell(row)
        yield Field(Content.styled(_("Row {n}").format(n=number(row.row)), "bold"))
        yield Field(Content.assemble((cell.text, _COLOURS[cell.role]), "  ", reason_text(row)))
        yield Field(BLANK)
        meant = self.draft or row.fixed
        for index in range(max(len(row.cells), len(meant))):
            header = self.headers[index] if index < len(self.headers) else str(index + 1)
            here = header == row.column
            before = _cell_text(row.cells, index)
            after = _cell_text(meant, index) if meant else before
            if before.plain or after.plain or here:
                value = before.stylize("bold") if here else before
                if after.plain != before.plain:
                    after = after or Content(_("(empty)"))
                    value = Content.assemble(
                        before.stylize("$muted"), " → ", after.stylize("bold $accent")
                    )
                yield Field(value or Content.styled(_("(empty)"), "$muted"), safe(header, 60))


def _cell_text(cells: Sequence[str], index: int) -> Content:
    return Content(safe(cells[index], 2_000, lines=True) if index < len(cells) else "")
