"""What was found of a file, how it is read, and its first rows. Enters: the draft, the findings.

Leaves: `ReadChosen` where the operator wants it read otherwise. While it is read anew, what was
found before stays.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from textual import getters, on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.import_draft import FileFindings, FilePreview, ImportDraft
from contacthub_tui.domain.import_run import ReadOptions
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, ngettext, number
from contacthub_tui.widgets.drop_down import DropDown
from contacthub_tui.widgets.file_words import (
    delimiter_choices,
    encoding_choices,
    encoding_key,
    found_words,
    sheet_choices,
)
from contacthub_tui.widgets.preview_table import PreviewTable
from contacthub_tui.widgets.words import Words
from contacthub_tui.wording import sentence


class FileFound(Vertical):
    """Facts, choices, and a table, or why there is none."""

    DEFAULT_CSS = """
    FileFound { height: 1fr; width: 1fr; }
    FileFound .choice { height: 1; width: 1fr; }
    FileFound .choice > .label { width: 19; }
    FileFound #about-rows { height: 2; width: 1fr; padding-top: 1; }
    FileFound #why { width: 1fr; max-width: 140; display: none; padding-top: 1; }
    """

    draft: reactive[ImportDraft | None] = reactive(None, init=False)
    findings: reactive[FileFindings] = reactive(FileFindings(), init=False)

    @dataclass
    class ReadChosen(Message):
        """Read the file so."""

        read: ReadOptions

    table = getters.query_one(PreviewTable)

    def __init__(self) -> None:
        super().__init__()
        self.preview: FilePreview | None = None
        self._path: Path | None = None

    def compose(self) -> Iterable[Widget]:
        for name, text, widget in (
            ("found", lambda: _("Found"), Words(self._found)),
            ("sheet", lambda: _("Sheet"), DropDown(id="sheet")),
            ("encoding", lambda: _("Encoding"), DropDown(id="encoding")),
            ("delimiter", lambda: _("Columns parted by"), DropDown(id="delimiter")),
        ):
            with Horizontal(id=f"line-{name}", classes="choice"):
                yield label_of(text)
                yield widget
        yield Words(self._about_rows, id="about-rows")
        yield Words(self._why, id="why")
        yield PreviewTable()

    # What is known

    def watch_draft(self, draft: ImportDraft | None) -> None:
        path = draft.path if draft else None
        if path != self._path:
            self._path = path
            self.preview = None
        self._show()

    def watch_findings(self, findings: FileFindings) -> None:
        if findings.preview is not None:
            self.preview = findings.preview
        self._show()

    def _show(self) -> None:
        preview = self.preview
        if preview is None or not self.is_mounted:
            return
        self._choices("sheet", sheet_choices(preview), preview.sheet or "", len(preview.sheets) > 1)
        encoding = self._wanted.encoding or preview.encoding or ""
        is_text = preview.encoding is not None
        pasted = self.draft is not None and self.draft.pasted
        self._choices(
            "encoding", encoding_choices(preview), encoding_key(encoding), is_text and not pasted
        )
        self._choices("delimiter", delimiter_choices(preview), preview.delimiter or "", is_text)
        wrong = self.findings.error is not None
        self.query_one("#why").display = wrong
        self.query_one("#about-rows").display = self.table.display = not wrong
        self._show_rows()
        for words in self.query("#why, #about-rows, #line-found Words").results(Words):
            words.refresh(layout=True)

    def _choices(self, name: str, options: list[tuple[str, str]], value: str, shown: bool) -> None:
        self.query_one(f"#line-{name}").display = shown
        self.query_one(f"#{name}", DropDown).show(options, value)

    @property
    def _wanted(self) -> ReadOptions:
        return self.draft.options.read if self.draft else ReadOptions()

    # What is chosen

    @on(DropDown.Changed, "#sheet")
    def _sheet_chosen(self, event: DropDown.Changed) -> None:
        self.post_message(
            self.ReadChosen(replace(self._wanted, sheet=event.value, header_row=None))
        )

    @on(DropDown.Changed, "#encoding")
    def _encoding_chosen(self, event: DropDown.Changed) -> None:
        self.post_message(self.ReadChosen(replace(self._wanted, encoding=event.value)))

    @on(DropDown.Changed, "#delimiter")
    def _delimiter_chosen(self, event: DropDown.Changed) -> None:
        read = replace(self._wanted, delimiter=event.value or None, header_row=None)
        self.post_message(self.ReadChosen(read))

    @on(PreviewTable.HeaderChosen)
    def _header_chosen(self, event: PreviewTable.HeaderChosen) -> None:
        self.post_message(self.ReadChosen(replace(self._wanted, header_row=event.row)))

    # The rows

    def on_descendant_focus(self) -> None:
        self._show_rows()

    def on_descendant_blur(self) -> None:
        self.call_after_refresh(self._show_rows)

    @property
    def _judges_encoding(self) -> bool:
        preview = self.preview
        return (
            self.query_one("#encoding").has_focus and preview is not None and bool(preview.accents)
        )

    def _show_rows(self) -> None:
        if (preview := self.preview) is None:
            return
        rows = preview.accents if self._judges_encoding else preview.rows
        if not preview.header_row and not self._judges_encoding:
            # Columns without a header are called by letters.
            rows = ((0, preview.headers), *rows)
        self.table.rows = rows
        self.table.header_row = preview.header_row
        self.query_one("#about-rows", Words).refresh()

    def _found(self) -> Content:
        if self.preview is None or self.draft is None:
            return Content("")
        findings = self.findings
        about = safe(found_words(self.preview, self.draft.pasted))
        if findings.preview is None and findings.error is None:
            return Content.assemble(about, (" ⟳", "$accent"))
        counted = number(findings.rows)
        if findings.counted:
            rows = ngettext("{n} row", "{n} rows", findings.rows).format(n=counted)
            return Content.assemble(about, " · ", rows)
        if findings.error is not None and findings.error.code != "bad-mapping":
            # Nothing is being read any more.
            return Content(about)
        rows = ngettext("{n} row so far", "{n} rows so far", findings.rows).format(n=counted)
        return Content.assemble(about, " · ", (rows, "$muted"), (" ⟳", "$accent"))

    def _about_rows(self) -> Content:
        preview = self.preview
        if preview is None:
            return Content("")
        if self._judges_encoding:
            return Content.assemble(
                (_("Rows with accents"), "bold"),
                (f"  {_('← → another encoding, until they can be read')}", "$muted"),
            )
        columns = len(preview.headers)
        header = _("no header")
        if preview.header_row:
            header = _("header in row {n}").format(n=number(preview.header_row))
        counted = ngettext("{n} column", "{n} columns", columns).format(n=number(columns))
        return Content.assemble((_("First rows"), "bold"), (f"  {header} · {counted}", "$muted"))

    def _why(self) -> Content:
        error = self.findings.error
        said = sentence(error) if error is not None else ""
        return Content.assemble(("▲ ", "bold $warning"), safe(said, 600))


def label_of(text: Callable[[], str]) -> Words:
    """The name of a field, before it."""
    label = Words(lambda: Content.styled(text(), "$muted"))
    label.add_class("label")
    return label
