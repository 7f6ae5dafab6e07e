"""Export contacts to a .csv or .xlsx file.

Enters: a query and a path. Leaves: the file, complete or not at all, in columns that an import
reads back. Text that a spreadsheet would run as a formula is neutralised.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from io import FileIO
from pathlib import Path
from typing import Any

import xlsxwriter

from contacthub_tui.domain.contact import Contact
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.domain.spreadsheet_text import neutralise, restore
from contacthub_tui.errors import RefusedError
from contacthub_tui.services.contacts import contacts_by_id
from contacthub_tui.services.custom_fields import custom_fields
from contacthub_tui.services.drafts import draft_of
from contacthub_tui.store.database import session
from contacthub_tui.store.search import count_matches, match_ids
from contacthub_tui.wording import field_label, status_label

PAGE = 2_000
#: Rows of a sheet, its header included (Excel's specification).
SHEET_ROWS = 1_048_576

_FIELDS = (
    "first_name", "last_name", "mobile", "whatsapp", "status", "email", "lists", "alias",
    "birth_date", "location", "state", "country", "note",
)  # fmt: skip


def export_contacts(
    query: ContactQuery, path: Path, on_progress: Callable[[int, int], None] | None = None
) -> int:
    """Write what a query finds; gives how many contacts. `on_progress` hears (done, all).

    The path ends as one of `KINDS` does. Raises RefusedError too-many-for-sheet, FileError
    unwritable.
    """
    write = KINDS[path.suffix.lower()]
    customs = custom_fields()
    headers = [field_label(name) for name in _FIELDS] + [custom.name for custom in customs]
    ids = [custom.id for custom in customs]
    with session():
        total = count_matches(query)
        if path.suffix.lower() == ".xlsx" and total >= SHEET_ROWS:
            raise RefusedError("too-many-for-sheet", limit=SHEET_ROWS - 1)
        rows = _rows(query, total, ids, on_progress)
        with draft_of(path) as draft:
            write(draft, headers, rows)
    return total


def _rows(
    query: ContactQuery,
    total: int,
    customs: Sequence[int],
    on_progress: Callable[[int, int], None] | None,
) -> Iterator[list[str]]:
    """The cells of every contact. Who matches is settled at the start."""
    ids = match_ids(query, 0, total)
    for start in range(0, len(ids), PAGE):
        for contact in contacts_by_id(ids[start : start + PAGE]):
            yield _cells(contact, customs)
        if on_progress:
            on_progress(min(start + PAGE, len(ids)), len(ids))


def _cells(contact: Contact, customs: Sequence[int]) -> list[str]:
    return [
        contact.first_name,
        contact.last_name,
        contact.mobile or "",
        contact.whatsapp or "",
        status_label(contact.status),
        contact.email,
        "\n".join(contact.lists),
        contact.alias,
        contact.birth_date,
        contact.location,
        contact.state,
        contact.country,
        contact.note,
        *(contact.custom.get(field, "") for field in customs),
    ]


#: Where the addresses are among the cells. A plus sign and digits are a constant to a spreadsheet,
#: and other programs expect E.164 as it is.
_ADDRESSES = (_FIELDS.index("mobile"), _FIELDS.index("whatsapp"))


def _write_csv(path: Path, headers: list[str], rows: Iterator[list[str]]) -> None:
    # The mark makes Excel read UTF-8 as such.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(map(neutralise, headers))
        for cells in rows:
            out.writerow(
                [
                    cell if index in _ADDRESSES else neutralise(cell)
                    for index, cell in enumerate(cells)
                ]
            )


def _write_xlsx(path: Path, headers: list[str], rows: Iterator[list[str]]) -> None:
    # Rows wait beside the file and not in the temporary folder, which may be smaller than they are.
    options = {"constant_memory": True, "tmpdir": str(path.parent)}
    file = _Archive(path, "w")
    try:
        with xlsxwriter.Workbook(file, options) as book:
            sheet = book.add_worksheet()
            for column, header in enumerate(headers):
                sheet.write_string(0, column, header)
            sheet.freeze_panes(1, 0)
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
KINDS = {".csv": _write_csv, ".xlsx": _write_xlsx}
