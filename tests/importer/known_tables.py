"""Files of contacts whose truth is known. Enters: a folder. Leaves: the files, each with what a
reader must find out about it: header row, encoding, which column is what.

They are told in `known_headers` and `known_exports` and filled by `known_people`; they are
the same on every machine.
"""

import csv
import io
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

import xlsxwriter
import xlwt

from tests.importer.known_exports import EXPORTS
from tests.importer.known_headers import SHAPES, TEAMS
from tests.importer.known_oddities import ABOVE, ALPHABETS, PROGRAMS, STOPS, TRADES, WORDINGS
from tests.importer.known_people import COUNTRIES, Country, Person

_ROWS = 25
_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
_BOOKS = frozenset({"xlsx", "xls"})
#: The field of a kind of cell; every other kind is nobody's.
_FIELDS = {
    **dict.fromkeys(("mobile", "mobile2", "phone", "digits"), "mobile"),
    **dict.fromkeys(("yes", "status", "optout", "since"), "status"),
    **dict.fromkeys(("full", "turned", "comma"), "full_name"),
    **dict.fromkeys(("birth", "month"), "birth_date"),
    "first": "first_name", "last": "last_name", "whatsapp": "whatsapp", "email": "email",
    "town": "location", "state": "state", "country": "country", "note": "note", "lists": "lists",
    "alias": "alias",
}  # fmt: skip
_TITLES = (["Export"], ["Liste 2024 – Équipe"], [""], [""])
#: What stands above a header.
_ABOVE: dict[str, tuple[list[str], ...]] = {
    **{str(count): _TITLES[:count] for count in range(1, 5)},
    "report": (
        ["Kontakte / Contacts"],
        ["Datum:", "12.03.2024"],
        ["Filter:", "alle", "", "admin"],
        [""],
    ),
    "groups": (["Person", "", "Contact", "", ""],),
    "sep": (["sep=;"],),
    "comment": (["# exported 2024-03-01 by admin"],),
    "blank": ([""], [""], [""]),
    "margin": ([""], [""]),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what stands above it, what it holds, the fields it may go to (None: none)."""

    header: str
    kind: str
    share: float
    fields: frozenset[str | None]


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A file and its truth. `delimiter` and `encoding` are None for workbooks; `mobile` is the
    column whose numbers are to be asked first; `header_row` counts from 1, 0 means none."""

    name: str
    country: Country
    columns: tuple[Column, ...]
    suffix: str
    encoding: str | None
    delimiter: str | None
    above: tuple[list[str], ...]
    header: bool

    @property
    def region(self) -> str:
        """The country that national numbers are read by."""
        return self.country.region

    @property
    def header_row(self) -> int:
        """Where the header is, as a spreadsheet counts."""
        # `sep=;` is no row to a spreadsheet.
        rows = [cells for cells in self.above if not cells[0].startswith("sep=")]
        return len(rows) + 1 if self.header else 0

    @property
    def mobile(self) -> int:
        """The column that is to be asked first: of mobiles, or of phones, or WhatsApp."""
        kinds = [column.kind if column.share else "" for column in self.columns]
        wanted = ("mobile", "digits", "phone", "whatsapp")
        return next(kinds.index(kind) for kind in wanted if kind in kinds)

    def rows(self) -> list[list[str]]:
        """Every row, titles and header first."""
        chance = random.Random(crc32(self.name.encode()))
        spelling = chance.choice((0, 1, 2, 3, 4, 5, -1))
        found = list(self.above)
        if self.header:
            found.append([column.header for column in self.columns])
        for row in range(_ROWS):
            person = Person(self.country, chance, row)
            found.append(
                [
                    person.cell(column.kind, spelling) if chance.random() < column.share else ""
                    for column in self.columns
                ]
            )
        return found

    def text(self) -> str:
        """The file as text, for files that are text."""
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter or ",").writerows(self.rows())
        return out.getvalue()

    def write(self, folder: Path) -> Path:
        """Write the file, as a program does that knows no sign outside its encoding."""
        path = folder / f"{self.name}.{self.suffix}"
        if self.suffix == "xlsx":
            with xlsxwriter.Workbook(path) as book:
                sheet = book.add_worksheet()
                for row, cells in enumerate(self.rows()):
                    sheet.write_row(row, 0, [self._value(*held, row) for held in enumerate(cells)])
        elif self.suffix == "xls":
            old = xlwt.Workbook()
            page = old.add_sheet("Sheet1")
            for row, cells in enumerate(self.rows()):
                for column, cell in enumerate(cells):
                    page.write(row, column, self._value(column, cell, row))
            old.save(path)
        else:
            assert self.encoding is not None
            path.write_bytes(self.text().encode(self.encoding, "replace"))
        return path

    def _value(self, column: int, cell: str, row: int) -> str | float:
        """A workbook holds numbers as numbers."""
        kind = self.columns[column].kind if row >= self.header_row and cell else ""
        if kind == "amount":
            return float(cell.replace(self.country.point, "."))
        return float(cell) if kind in ("digits", "longid", "id") else cell


@cache
def known_tables() -> tuple[KnownTable, ...]:
    """All of them, in the order they are told."""
    told = (
        TEAMS + SHAPES + EXPORTS + PROGRAMS + WORDINGS + STOPS + ALPHABETS + ABOVE + TRADES
    ).replace("\n    ", "")
    return tuple(_read(line) for line in told.splitlines() if line)


def _read(line: str) -> KnownTable:
    told, _, columns = line.partition(": ")
    name, country, *options = told.split()
    book = next((option for option in options if option in _BOOKS), None)
    delimiter = next((option for option in options if option in _DELIMITERS), None)
    return KnownTable(
        name,
        COUNTRIES[country],
        tuple(_column(text) for text in ["=label0"] * ("margin" in options) + columns.split("|")),
        book or "csv",
        None if book else options[0],
        _DELIMITERS[delimiter] if delimiter else None,
        next((_ABOVE[option] for option in options if option in _ABOVE), ()),
        "bare" not in options,
    )


def _column(text: str) -> Column:
    header, _, kind = text.rpartition("=")
    marks = kind[len(kind.rstrip("~0!?")) :]
    kind = kind.removesuffix(marks)
    field = _FIELDS.get(kind)
    fields: set[str | None] = {field}
    if "!" in marks:
        fields = {None, "status"} if "?" in marks else {None}
    elif "?" in marks:
        fields = {None, field}
    elif kind == "landline":
        fields = {None, "mobile"}
    if "0" in marks and kind in ("mobile", "phone", "landline"):
        fields = {None, "mobile"}
    share = 0.0 if "0" in marks else 0.35 if "~" in marks else 1.0
    return Column(header, kind, share, frozenset(fields))
