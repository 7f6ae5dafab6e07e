"""Export contacts to a .csv, .xlsx or .vcf file.

Enters: the chosen contacts and a path. Leaves: the file, complete or not at all; a spreadsheet in
columns that an import reads back. Text that a spreadsheet would run as a formula is neutralised.
"""

import csv
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import FileIO, StringIO
from pathlib import Path
from typing import Any

import xlsxwriter

from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.contact import CustomField, Status
from contacthub_tui.domain.spreadsheet_text import neutralise, neutralised, restore
from contacthub_tui.domain.vcard import vcard
from contacthub_tui.errors import RefusedError
from contacthub_tui.services.custom_fields import custom_fields
from contacthub_tui.services.drafts import draft_of
from contacthub_tui.services.export_pages import FIELDS, Column, lay_out, pages
from contacthub_tui.store import chosen as chosen_table
from contacthub_tui.store.database import session
from contacthub_tui.wording import field_label, status_label
from contacthub_tui.wording.countries import country_name

#: Rows of a sheet, its header included (Excel's specification).
SHEET_ROWS = 1_048_576

Pages = Iterator[list[Column]]
OnProgress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class _NotWantedError(Exception):
    """Ends an export that nobody waits for any more."""


def export_contacts(
    chosen: Chosen,
    path: Path,
    on_progress: OnProgress | None = None,
    cancelled: Cancelled = lambda: False,
) -> int | None:
    """Write the chosen contacts; gives how many, None when it was cancelled.

    The path ends as one of `KINDS` does. `on_progress` hears (done, all). Whoever is deleted
    meanwhile is left out. Raises RefusedError too-many-for-sheet, FileError unwritable.
    """
    write = KINDS[path.suffix.lower()]
    customs = custom_fields()
    with session():
        total = lay_out(chosen)
        if path.suffix.lower() == ".xlsx" and total >= SHEET_ROWS:
            raise RefusedError("too-many-for-sheet", limit=SHEET_ROWS - 1)
        written = _Counted(pages(total, customs), total, on_progress, cancelled)
        try:
            with draft_of(path) as draft:
                write(draft, customs, iter(written))
        except _NotWantedError:
            return None
        finally:
            chosen_table.give_room_back()
    return written.count


class _Counted:
    """Pages, counted as they go to the file."""

    def __init__(
        self, source: Pages, total: int, on_progress: OnProgress | None, cancelled: Cancelled
    ) -> None:
        self.count = 0
        self._source = source
        self._total = total
        self._on_progress = on_progress
        self._cancelled = cancelled

    def __iter__(self) -> Pages:
        for page in self._source:
            if self._cancelled():
                raise _NotWantedError
            yield page
            self.count += len(page[0])
            if self._on_progress:
                self._on_progress(self.count, self._total)


def _headers(customs: Sequence[CustomField]) -> list[str]:
    return [field_label(name) for name in FIELDS] + [custom.name for custom in customs]


#: Where the addresses are among the cells. A plus sign and digits are a constant to a spreadsheet,
#: and other programs expect E.164 as it is.
_ADDRESSES = (FIELDS.index("mobile"), FIELDS.index("whatsapp"))


def _write_csv(path: Path, customs: Sequence[CustomField], found: Pages) -> None:
    with path.open("wb") as file:
        # The mark makes Excel read UTF-8 as such.
        file.write(BOM_UTF8 + _lines([list(map(neutralise, _headers(customs)))]))
        for page in found:
            columns = [
                cells if index in _ADDRESSES else neutralised(cells)
                for index, cells in enumerate(page)
            ]
            file.write(_lines(zip(*columns, strict=True)))


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as the lines of a .csv file; a page at a time is twice as fast as a row."""
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _write_xlsx(path: Path, customs: Sequence[CustomField], found: Pages) -> None:
    # Rows wait beside the file and not in the temporary folder, which may be smaller than they are.
    options = {"constant_memory": True, "tmpdir": str(path.parent)}
    file = _Archive(path, "w")
    try:
        with xlsxwriter.Workbook(file, options) as book:
            sheet = book.add_worksheet()
            for column, header in enumerate(_headers(customs)):
                sheet.write_string(0, column, header)
            sheet.freeze_panes(1, 0)
            rows = (cells for page in found for cells in zip(*page, strict=True))
            for row, cells in enumerate(rows, 1):
                for column, cell in enumerate(cells):
                    if cell:
                        # A text cell is never run; only what an import would take an apostrophe off
                        # needs one more.
                        text = cell if restore(cell) == cell else neutralise(cell)
                        sheet.write_string(row, column, text)
    except BaseException:
        file.given_up = True
        raise
    file.close()


def _write_vcards(path: Path, customs: Sequence[CustomField], found: Pages) -> None:
    stopped = status_label(Status.UNSUBSCRIBED)
    with path.open("w", encoding="utf-8", newline="") as file:
        for page in found:
            for cells in zip(*page, strict=True):
                fields = dict(zip(FIELDS, cells, strict=False))
                filled = zip((custom.name for custom in customs), cells[len(FIELDS) :], strict=True)
                file.write(
                    vcard(
                        fields,
                        country=country_name(fields["country"]) if fields["country"] else "",
                        lists=fields["lists"].split("\n") if fields["lists"] else (),
                        custom=[(name, value) for name, value in filled if value],
                        stopped=fields["status"] == stopped,
                    )
                )


class _Archive(FileIO):
    """A file that can be given up: an archive left open over it then does not fail once more."""

    given_up = False

    def write(self, data: Any) -> int:
        left = memoryview(data).cast("B")
        size = len(left)
        while left and not self.given_up:
            left = left[super().write(left) :]
        return size


#: What can be written, by the ending of the file's name.
KINDS = {".csv": _write_csv, ".xlsx": _write_xlsx, ".vcf": _write_vcards}
