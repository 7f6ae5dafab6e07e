"""The sound files that mutations and attacks begin with. Leaves: bytes of workbooks and of texts.

Between them they use what real files use: several sheets, dates, formulas, shared and inline
strings, merged cells, comments, charts; texts in every encoding, delimiter and kind of quote.
"""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

import xlsxwriter
import xlwt

Rows = Sequence[Sequence[Any]]
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    "<office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)
#: A file made today is the same tomorrow.
_MADE = {"created": datetime(2024, 1, 1)}
NAMES = ("Zoé", "Anaïs", "Jean-Noël", "Łukasz", "O'Brien", "Ngọc", "渡辺", "Ελένη", "Ольга", "")
NOTES = ("", "à rappeler", 'dit "le grand"', "deux\nlignes", "a;b,c", "=1+1", "😀", "n° 5 / B")


def contacts(count: int, seed: int = 1) -> list[list[Any]]:
    """A header and so many contacts, some of them bad."""
    rng = random.Random(seed)
    rows: list[list[Any]] = [
        ["Prénom", "Nom", "Téléphone mobile", "E-mail", "Naissance", "Solde", "STOP", "Note"]
    ]
    for number in range(count):
        phone = f"06{rng.randrange(10**8):08d}"
        rows.append(
            [
                rng.choice(NAMES),
                f"Durand {number}",
                rng.choice([phone, f"+33 {phone[1:]}", int(phone), "abc", ""]),
                rng.choice([f"a{number}@example.org", "not an address", ""]),
                date(1950 + number % 60, 1 + number % 12, 1 + number % 28),
                rng.choice([1.5, 1e20, -3, True, ""]),
                rng.choice(["oui", "non", "", ""]),
                rng.choice(NOTES),
            ]
        )
    return rows


def zipped(parts: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def unzipped(data: bytes) -> list[tuple[str, bytes]]:
    """The parts of an archive, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(part.filename, archive.read(part)) for part in archive.infolist()]


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one part changed."""
    return zipped((part, change(held) if part == name else held) for part, held in unzipped(data))


def xlsx(rows: Rows, **settings: Any) -> bytes:
    """A workbook of one sheet."""
    out = io.BytesIO()
    settings = {"in_memory": True, "default_date_format": "dd/mm/yyyy"} | settings
    with xlsxwriter.Workbook(out, settings) as book:
        book.set_properties(_MADE)
        sheet = book.add_worksheet("Clients")
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
    return out.getvalue()


def rich_xlsx() -> bytes:
    """Sheets that are empty, hidden, a chart; a title above the header; comments and formulas."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties(_MADE)
        day = book.add_format({"num_format": "dd/mm/yyyy", "bold": True})
        clock = book.add_format({"num_format": "[h]:mm"})
        book.add_worksheet("Vide")
        hidden = book.add_worksheet("Cachée")
        hidden.write_column(0, 0, ["Mobile", 612345678])
        hidden.hide()
        sheet = book.add_worksheet("Équipe")
        sheet.merge_range(0, 0, 0, 5, "Clients de la semaine")
        for number, cells in enumerate(contacts(40, 2), 2):
            sheet.write_row(number, 1, cells, day)
        sheet.write_datetime(50, 2, datetime(2024, 2, 29, 10, 37), day)
        sheet.write_number(51, 2, 1.5, clock)
        sheet.write_formula(52, 2, "=A1+1", None, 612345678)
        sheet.write_rich_string(53, 1, "Jean", day, " le bon", "!")
        sheet.write_comment(4, 2, "vérifié")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Équipe!$D$4:$D$9"})
        book.add_chartsheet("Courbe").set_chart(chart)
    return out.getvalue()


def xls(count: int, sheets: int = 1) -> bytes:
    """A workbook of Excel 97."""
    book = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for index in range(sheets):
        sheet = book.add_sheet(f"Équipe {index}")
        for row, cells in enumerate(contacts(count, 3 + index)):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write(row, column, cell, day)
                else:
                    sheet.write(row, column, cell)
        sheet.write(count + 2, 0, xlwt.Formula("1+1"))
        sheet.write_merge(count + 3, count + 4, 0, 3, "fin")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows: Rows) -> bytes:
    """An OpenDocument of one table, with the endless blank rows that spreadsheets write."""

    def cell(value: Any) -> str:
        if isinstance(value, date):
            return (
                f'<table:table-cell office:value-type="date" office:date-value="{value}">'
                f"<text:p>{value:%d/%m/%Y}</text:p></table:table-cell>"
            )
        if isinstance(value, int | float):
            return (
                f'<table:table-cell office:value-type="float" office:value="{float(value)}">'
                f"<text:p>{value}</text:p></table:table-cell>"
            )
        text = value.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "</text:p><text:p>")
        return (
            '<table:table-cell office:value-type="string">'
            f"<text:p>{text}</text:p></table:table-cell>"
        )

    body = "".join(
        f"<table:table-row>{''.join(map(cell, row))}"
        '<table:table-cell table:number-columns-repeated="1000"/></table:table-row>'
        for row in rows
    )
    body += (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    table = f'<table:table table:name="Feuille 1">{body}</table:table>'
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped(
        [
            ("mimetype", ODS_TYPE.encode()),
            ("META-INF/manifest.xml", manifest.encode()),
            ("content.xml", ODS.format(table).encode()),
            ("styles.xml", b"<x/>"),
        ]
    )


def xlsb(rows: Rows) -> bytes:
    """A binary workbook: records, each its number, its size, its data ([MS-XLSB] 2.1.4)."""

    def record(number: int, data: bytes = b"") -> bytes:
        kind = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
        size, parts = len(data), b""
        while True:
            size, low = size >> 7, size & 0x7F
            parts += bytes([low | 0x80 if size else low])
            if not size:
                return kind + parts + data

    def wide(text: str) -> bytes:
        spelled = text.encode("utf-16-le")
        return struct.pack("<I", len(spelled) // 2) + spelled

    strings: list[str] = []
    sheet = record(129) + record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, 7)) + record(145)
    for number, cells in enumerate(rows):
        sheet += record(0, struct.pack("<II", number, 0) + bytes(17))
        for column, cell in enumerate(cells):
            place = struct.pack("<II", column, 0)
            if isinstance(cell, bool):
                sheet += record(4, place + bytes([cell]))
            elif isinstance(cell, int | float):
                sheet += record(5, place + struct.pack("<d", cell))
            elif column % 2:
                sheet += record(6, place + wide(str(cell)))
            else:
                sheet += record(7, place + struct.pack("<I", len(strings)))
                strings.append(str(cell))
    sheet += record(146) + record(130)
    count = struct.pack("<II", len(strings), len(strings))
    shared = record(159, count)
    shared += b"".join(record(19, b"\0" + wide(text)) for text in strings) + record(160)
    bundle = record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Clients"))
    book = record(131) + record(143) + bundle + record(144) + record(132)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}worksheet" Target="worksheets/sheet1.bin"/>'
        f'<Relationship Id="rId2" Type="{kind}sharedStrings" Target="sharedStrings.bin"/>'
        "</Relationships>"
    )
    return zipped(
        [
            ("[Content_Types].xml", b"<Types/>"),
            ("xl/workbook.bin", book),
            ("xl/_rels/workbook.bin.rels", relations.encode()),
            ("xl/worksheets/sheet1.bin", sheet),
            ("xl/sharedStrings.bin", shared),
        ]
    )


@cache
def workbooks() -> tuple[tuple[str, bytes], ...]:
    """Sound workbooks with their suffixes."""
    return (
        ("xlsx", xlsx(contacts(12))),
        ("xlsx", xlsx(contacts(60), constant_memory=True)),
        ("xlsx", rich_xlsx()),
        ("xls", xls(10)),
        ("xls", xls(120, sheets=3)),
        ("ods", ods(contacts(15))),
        ("xlsb", xlsb(contacts(20))),
    )


@cache
def texts() -> tuple[bytes, ...]:
    """Sound texts in every encoding and dialect."""
    found = []
    for count, delimiter, end, encoding in (
        (5, ",", "\n", "utf-8"),
        (200, ";", "\r\n", "cp1252"),
        (30, "\t", "\r\n", "utf-16"),
        (30, "|", "\r", "utf-8-sig"),
        (20, ";", "\n", "utf-16-le"),
        (20, ",", "\n", "utf-32-be"),
        (40, ",", "\r\n", "mac_roman"),
    ):
        text = "".join(
            delimiter.join(_quoted(str(cell), delimiter) for cell in row) + end
            for row in contacts(count, count)
        )
        found.append(text.encode(encoding, "replace"))
    found.append(b"sep=;\r\nNom;Mobile\r\n" + b'"D\\"urand";0612345678\r\n' * 20)
    found.append(
        "Titre\n\n# commentaire\nNom,Mobile,Né le\n".encode() + b"A,0612345678,1/2/3\n" * 9
    )
    found.append(b"0612345678\n0712345678\n" * 15)
    return tuple(found)


def _quoted(cell: str, delimiter: str) -> str:
    if any(sign in cell for sign in (delimiter, '"', "\n")):
        return '"' + cell.replace('"', '""') + '"'
    return cell
