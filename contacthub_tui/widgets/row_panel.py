"""One row of a file, to read. Enters: the row and the headers. Leaves: nothing."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive

from contacthub_tui.domain.import_run import RowResult
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, number
from contacthub_tui.widgets.fields import BLANK, Field, FieldsView
from contacthub_tui.widgets.reading import Reading
from contacthub_tui.widgets.results_table import outcome_cell
from contacthub_tui.wording import row_reason

_COLOURS = {"bad": "$error", "attention": "$warning", "muted": "$muted"}


class RowPanel(Reading, can_focus=True):
    """The original cells of a row, each with its header, and why it is here."""

    ALLOW_SELECT = True

    row: reactive[RowResult | None] = reactive(None)
    headers: reactive[tuple[str, ...]] = reactive(())

    def compose(self) -> ComposeResult:
        yield _RowView().data_bind(RowPanel.row, RowPanel.headers)


class _RowView(FieldsView):
    row: reactive[RowResult | None] = reactive(None, layout=True)
    headers: reactive[tuple[str, ...]] = reactive((), layout=True)

    def fields(self) -> Iterable[Field]:
        row = self.row
        if row is None:
            return
        cell = outcome_cell(row)
        yield Field(Content.styled(_("Row {n}").format(n=number(row.row)), "bold"))
        yield Field(
            Content.assemble((cell.text, _COLOURS[cell.role]), "  ", row_reason(row.reason))
        )
        yield Field(BLANK)
        for index, text in enumerate(row.cells):
            header = self.headers[index] if index < len(self.headers) else str(index + 1)
            here = header == row.column
            value = Content.styled(safe(text, 2_000, lines=True), "bold" if here else "")
            if text or here:
                yield Field(value or Content.styled(_("(empty)"), "$muted"), safe(header, 60))
