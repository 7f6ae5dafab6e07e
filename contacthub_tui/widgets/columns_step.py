"""The columns step of the import wizard: where each column of the file goes, and why.

Enters: the draft and what was found of the file. Leaves: drafts in which columns go elsewhere.
"""

import asyncio
from collections.abc import Mapping, Sequence

from textual import getters, on, work
from textual.app import ComposeResult
from textual.content import Content

from contacthub_tui.domain.contact import MAX_FIELD_NAME, CustomField
from contacthub_tui.domain.import_draft import ColumnMatch, FileFindings, ImportDraft
from contacthub_tui.domain.matched_columns import (
    MatchedColumns,
    as_drafted,
    chosen,
    detected,
    settled,
    shifted,
)
from contacthub_tui.domain.text import clean
from contacthub_tui.i18n import _, mark
from contacthub_tui.services import custom_fields, imports
from contacthub_tui.widgets.column_about import ColumnAbout
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.field_picker import FieldPicker
from contacthub_tui.widgets.forecast_line import ForecastLine
from contacthub_tui.widgets.matched_table import GROUP_COLUMNS, MatchedTable
from contacthub_tui.widgets.new_field_dialog import NewFieldDialog
from contacthub_tui.widgets.notice import error_sentence
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.wizard_step import WizardStep
from contacthub_tui.widgets.words import Words
from contacthub_tui.wording.matched import lacking_sentence


class ColumnsStep(WizardStep):
    """One line a column, what there is to say of the one under the cursor, and what comes of it."""

    DEFAULT_CSS = """
    ColumnsStep #columns-wait { width: 1fr; height: 1fr; content-align: center middle; }
    """
    BINDINGS = [
        command(
            "a",
            "add_field",
            mark("New field"),
            mark("Make a custom field of this column."),
            group=GROUP_COLUMNS,
        ),
        command(
            "d,delete",
            "leave_out",
            mark("Leave out"),
            mark("Do not import this column."),
            group=GROUP_COLUMNS,
        ),
        command(
            "backspace",
            "detect",
            mark("As found"),
            mark("Send this column where it went by itself; of a phone column, all of them."),
            group=GROUP_COLUMNS,
        ),
        command(
            "shift+up,K",
            "shift(-1)",
            mark("Earlier"),
            mark("Ask this phone column for a number before the one that comes before it."),
            group=GROUP_COLUMNS,
        ),
        command(
            "shift+down,J",
            "shift(1)",
            mark("Later"),
            mark("Ask this phone column for a number after the one that comes after it."),
            group=GROUP_COLUMNS,
        ),
    ]

    table = getters.query_one(MatchedTable)
    about = getters.query_one(ColumnAbout)
    line = getters.query_one(ForecastLine)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown = MatchedColumns()
        self._fields: Sequence[CustomField] | None = None  # until they are read
        self._last_time = ""

    def compose(self) -> ComposeResult:
        yield Words(self._waiting_text, id="columns-wait")
        yield MatchedTable()
        yield ColumnAbout()
        yield ForecastLine(self.lacking)

    def on_mount(self) -> None:
        self._show(anew=True)

    def start(self) -> None:
        self._load_fields()
        self.table.focus()

    @work(group="fields", exclusive=True, exit_on_error=False)
    async def _load_fields(self) -> None:
        self._fields = await asyncio.to_thread(custom_fields.custom_fields)
        self._settle()
        self._show()

    @property
    def _names(self) -> Mapping[str, str]:
        return {f"custom:{field.id}": field.name for field in self._fields or ()}

    def lacking(self) -> str:
        error = self.findings.error
        if self._shown.columns and (sentence := lacking_sentence(self._shown, self._names)):
            return sentence
        if error is not None:
            return error_sentence(error)
        return "" if self._shown.columns else _("The columns are still being looked at.")

    # What is shown

    def watch_draft(self, before: ImportDraft | None, after: ImportDraft | None) -> None:
        if before is None or after is None or before.options.mapping != after.options.mapping:
            self._show()

    def watch_findings(self, before: FileFindings, after: FileFindings) -> None:
        if after.columns is not before.columns:
            self._settle()
        if after.preview is not None and after.preview != before.preview:
            self._find_last_time(after.preview.headers_key)
        if (after.columns, after.counted) != (before.columns, before.counted):
            headers = [column.header for column in before.columns]
            self._show(anew=headers != [column.header for column in after.columns])
        else:
            self._follow()

    @work(group="last time", exclusive=True, exit_on_error=False)
    async def _find_last_time(self, headers_key: str) -> None:
        self._last_time = await asyncio.to_thread(imports.last_import, headers_key)
        self._follow()

    def _settle(self) -> None:
        """Forget what was said of columns and fields that are not there."""
        if self.draft is not None and self.findings.columns and self._fields is not None:
            draft = settled(self.draft, self.findings.columns, self._names)
            if draft != self.draft:
                self.post_message(self.Chosen(draft))

    def _show(self, *, anew: bool = False) -> None:
        if not self.is_mounted or self.draft is None:
            return
        findings = self.findings
        self._shown = as_drafted(findings.columns, self.draft)
        has_columns = bool(findings.columns)
        self.query_one("#columns-wait").display = not has_columns
        for widget in (self.table, self.about, self.line):
            widget.display = has_columns
        if has_columns:
            self.table.show_columns(self._shown, self._names, counted=findings.counted, anew=anew)
        self._follow()

    def _follow(self) -> None:
        if not self.is_mounted:
            return
        findings = self.findings
        self.line.refresh()
        self.line.forecast = findings.forecast
        again = any(column.why == "last-time" for column in self._shown.columns)
        told = findings.last_time or self._last_time
        self.line.last_time = told if findings.last_time or again else None
        if not findings.columns:
            self.query_one("#columns-wait", Words).follow()

    @on(WindowedTable.RowMoved)
    def _row_moved(self) -> None:
        row = self.table.cursor_row
        rivals = row.rivals if row else ()
        self.about.rival = self._shown.columns[rivals[0]].header if rivals else ""
        self.about.row = row
        self.refresh_bindings()

    def _waiting_text(self) -> Content:
        if self.findings.error is not None:
            return Content.assemble(("▲ ", "bold $warning"), error_sentence(self.findings.error))
        return Content.assemble(("⟳ ", "$accent"), (_("Looking at the columns…"), "$muted"))

    # What is chosen

    @property
    def _here(self) -> ColumnMatch | None:
        row = self.table.cursor_row
        return row.column if row is not None and self._shown.columns else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action not in ("add_field", "leave_out", "detect", "shift") or not self.is_mounted:
            return True
        column = self._here
        if column is None:
            return False
        if action == "shift" and isinstance(by := parameters[0], int):
            return self._shown.moved(column.index, by) != self._shown.asked
        if action == "leave_out":
            return column.field is not None
        return action != "detect" or column.why == "by-hand"

    @on(WindowedTable.RowOpened)
    def _row_opened(self, event: WindowedTable.RowOpened) -> None:
        event.stop()
        if (column := self._here) is not None:
            self._pick(column)

    @work(group="choice", exclusive=True, exit_on_error=False)
    async def _pick(self, column: ColumnMatch) -> None:
        going = {
            other.field: other.header
            for other in reversed(self._shown.columns)
            if other.field and other.index != column.index
        }
        wanted = await self.app.push_screen_wait(FieldPicker(column, self._fields or (), going))
        if wanted is not None and wanted.startswith("+"):
            wanted = await self._name_field(column, wanted.removeprefix("+"))
        if wanted is not None:
            self._choose(column, wanted)

    @work(group="choice", exclusive=True, exit_on_error=False)
    async def action_add_field(self) -> None:
        if (column := self._here) is not None:
            name = " ".join(clean(column.header).split())[:MAX_FIELD_NAME].strip()
            wanted = await self._name_field(column, name)
            if wanted is not None:
                self._choose(column, wanted)

    async def _name_field(self, column: ColumnMatch, name: str) -> str | None:
        return await self.app.push_screen_wait(NewFieldDialog(column, name, column.kind))

    def action_leave_out(self) -> None:
        if (column := self._here) is not None:
            self._choose(column, "")

    def action_detect(self) -> None:
        if self.draft is not None and (column := self._here) is not None:
            self.post_message(self.Chosen(detected(self.draft, self._shown, column.index)))

    def action_shift(self, by: int) -> None:
        if self.draft is not None and (column := self._here) is not None:
            self.post_message(self.Chosen(shifted(self.draft, self._shown, column.index, by)))

    def _choose(self, column: ColumnMatch, wanted: str) -> None:
        """Send a column there, unless the file is another by now."""
        columns = self._shown.columns
        if self.draft is None or column.index >= len(columns):
            return
        if columns[column.index].header == column.header:
            self.post_message(self.Chosen(chosen(self.draft, self._shown, column.index, wanted)))
