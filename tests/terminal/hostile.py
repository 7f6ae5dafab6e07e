"""Texts that act on terminals, on markup and on layouts, and files full of them."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from tests.commands.program import mobile, write_csv

#: Each is at least one letter long when it is shown. None holds what parts the names of lists.
HOSTILE = (
    "[bold red]markup[/]",
    "[/] closes what nobody opened [",
    "[@click=app.quit]click[/]",
    "[link=https://evil.example]x[/link]",
    "$error $accent {n} {file} %s %(x)s",
    "\x1b[31mred\x1b[0m \x1b[2J\x1b[H\x1b[?1049l\x1bc",
    "\x1b]0;PWNED\x07title",
    "\x1b]52;c;UFdORUQ=\x1b\\clip\x1b[c\x1b[6n",
    "\x1bP+q544e\x1b\\dcs\x1b_apc\x1b\\\x1b^pm\x1b\\",
    "\x9b31mC1\x9d0PWNED\x9c\x90q\x9c\x85\x84",
    "\x00\x05\x07\x08\x0e\x0f\x7fcontrols\x0b\x0c",
    "\u202eevil\u202d\u2066iso\u2069\u200f\u061crtl",
    "ze\u200bro\ufeff\u2060wi\u00addth\u180e\U000e0041",
    "m" + "\u0301" * 100_000 + "arks",
    "tab\tand\r\nnew\rlines\u2028and\u2029more",
    "wide 田中太郎 ｆｕｌｌ",
    "=HYPERLINK(0)",
    "x" * 1_900,
)
PLAIN = tuple(f"Harmless text no {index}" for index in range(len(HOSTILE)))

COLUMNS = (
    "First name", "Last name", "Mobile", "Whatsapp", "Status", "Email", "Lists", "Alias",
    "Date of birth", "Location", "State", "Country", "Note",
)  # fmt: skip


def write_contacts(path: Path, texts: Sequence[str], custom: str, left_out: str) -> Path:
    """A .csv file: for each text a row that comes in and one that fails, with it in every cell.

    Besides the columns of contacts there are two more, with these headers.
    """
    return write_csv(path, _rows(texts, custom, left_out))


def write_workbook(path: Path, texts: Sequence[str], sheet: str) -> Path:
    """The same as a .xlsx file, in a sheet of this name; a first sheet holds no numbers."""
    with xlsxwriter.Workbook(str(path)) as book:
        first, second = book.add_worksheet("First"), book.add_worksheet(sheet)
        first.write_row(0, 0, [text[:200] for text in texts])
        first.write_row(1, 0, [text[:200] for text in texts])
        for number, cells in enumerate(_rows(texts, "Custom", "Other")):
            for column, cell in enumerate(cells):
                second.write_string(number, column, cell[:30_000])
    return path


def write_bytes(path: Path, texts: Sequence[str], raw: bytes) -> Path:
    """A .csv file in no encoding that there is: `raw` in every cell."""
    rows = [",".join(COLUMNS).encode()]
    for number, text in enumerate(texts[:3]):
        cell = raw + text[:3].encode()
        cells = [cell] * len(COLUMNS)
        rows.append(b",".join([*cells[:2], mobile(100 + number).encode(), *cells[3:]]))
        rows.append(b",".join(cells))
    path.write_bytes(b"\n".join(rows))
    return path


def _rows(texts: Sequence[str], custom: str, left_out: str) -> list[list[str]]:
    rows = [[*COLUMNS, custom, left_out]]
    for number, text in enumerate(texts):
        cells = [text] * len(rows[0])
        rows.append([*cells[:2], mobile(number), *cells[3:]])
        rows.append(cells)
    return rows
