"""What there is to say of one column of a file. Enters: its row. Leaves: nothing."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _
from contacthub_tui.importer.header_row import letters
from contacthub_tui.widgets.columns import fit
from contacthub_tui.widgets.matched_table import ColumnRow
from contacthub_tui.wording.matched import goes_to, hint, reasons, samples_line

_LINES = 4
_LONGEST = 50  # characters of another column's header


class ColumnAbout(Widget):
    """Its whole header and samples, where it goes and why. Always as high: nothing jumps.

    `rival` is the header of another column that goes to the same field, which takes one.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = f"""
    ColumnAbout {{ height: {_LINES + 1}; border-top: solid $line; padding: 0 1; }}
    """

    row: reactive[ColumnRow | None] = reactive(None)
    rival: reactive[str] = reactive("")

    def render(self) -> Content:
        row, width = self.row, self.content_size.width
        if row is None:
            return Content("")
        column = row.column
        place = _("column {letters}").format(letters=letters(column.index))
        header = fit(column.header, max(1, width - len(place) - 2))
        samples = fit(samples_line(column, row.counted), width)
        lines = [
            Content.assemble((header, "bold"), "  ", (place, "$muted")),
            Content.styled(samples, "$muted"),
            *self._said(row).wrap(max(1, width)),
        ]
        return Content("\n").join(lines[:_LINES])

    def _said(self, row: ColumnRow) -> Content:
        column = row.column
        why = "".join(f" · {reason}" for reason in reasons(column, row.turn))
        sign, goes = "", _("left out")
        if column.field is not None:
            sign = "+ " if column.field.startswith("new:") else "→ "
            goes = goes_to(column.field, row.names)
        about = hint(column, row.turn)
        if self.rival:
            about = _("“{column}” goes there too.").format(column=safe(self.rival, _LONGEST))
            return Content.assemble(("▲ ", "bold $warning"), goes, (why, "$muted"), f"\n{about}")
        return Content.assemble((sign, "$accent"), goes, (why, "$muted"), (f"\n{about}", "$muted"))
