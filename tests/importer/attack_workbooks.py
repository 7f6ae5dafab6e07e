"""Workbooks made to exhaust or mislead who reads them. Each function writes one, gives its path.

A few kilobytes that ask for gigabytes, lead in circles, or lie about what follows.
"""

import io
import random
import re
import struct
import zipfile
import zlib
from pathlib import Path

import xlwt

from tests.importer.sample_files import (
    ODS,
    contacts,
    ods,
    rich_xlsx,
    unzipped,
    with_part,
    xls,
    xlsb,
    xlsx,
    zipped,
)

SHEET = "xl/worksheets/sheet1.xml"
_MEGABYTE = 1024 * 1024


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _sheet(rows: bytes) -> bytes:
    """A workbook whose sheet has these rows below its own."""
    return with_part(
        xlsx(contacts(3)), SHEET, lambda data: data.replace(b"</sheetData>", rows + b"</sheetData>")
    )


# Workbooks that ask for memory


def two_far_cells(folder: Path) -> Path:
    cells = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return _written(folder / "a.xlsx", _sheet(cells))


def two_far_cells_of_a_binary_workbook(folder: Path) -> Path:
    data = xlsb(contacts(3))
    far = b"\x00\x19" + struct.pack("<II", 1_048_575, 0) + bytes(17)
    far += b"\x05\x10" + struct.pack("<IId", 16_383, 0, 1.0)
    return _written(
        folder / "a.xlsb",
        with_part(
            data,
            "xl/worksheets/sheet1.bin",
            lambda held: held.replace(b"\x92\x01\x00", far + b"\x92\x01\x00"),
        ),
    )


def two_far_cells_of_an_old_workbook(folder: Path) -> Path:
    data = bytearray(xls(10))
    # NUMBER or RK or LABELSST: row and column are the first fields of each.
    place = data.rfind(b"\xfd\x00\x0a\x00")
    struct.pack_into("<HH", data, place + 4, 0xFFFF, 0xFFFF)
    return _written(folder / "a.xls", bytes(data))


def cells_in_a_diagonal(folder: Path) -> Path:
    """Few cells, each in a row and a column of its own."""
    cells = b"".join(
        b'<row r="%d"><c r="%s%d"><v>1</v></c></row>' % (row, letters, row)
        for row, letters in ((4, b"A"), (9_000, b"CZ"), (90_000, b"ZZ"), (900_000, b"XFD"))
    )
    return _written(folder / "a.xlsx", _sheet(cells))


def rows_that_go_back(folder: Path) -> Path:
    cells = b'<row r="1048576"><c><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>' * 99
    return _written(folder / "a.xlsx", _sheet(cells))


def forged_count_of_strings(folder: Path) -> Path:
    return _written(
        folder / "a.xlsx",
        with_part(
            xlsx(contacts(3)),
            "xl/sharedStrings.xml",
            lambda data: re.sub(rb'ount="\d+"', b'ount="4294967295"', data),
        ),
    )


def forged_count_of_strings_in_a_binary_workbook(folder: Path) -> Path:
    return _written(
        folder / "a.xlsb",
        with_part(
            xlsb(contacts(3)),
            "xl/sharedStrings.bin",
            lambda data: data[:3] + b"\xff" * 4 + b"\xff\xff\xff\x7f" + data[11:],
        ),
    )


def forged_count_of_strings_in_an_old_workbook(folder: Path) -> Path:
    data = bytearray(xls(10))
    place = data.index(b"\xfc\x00", 512)
    struct.pack_into("<II", data, place + 4, 0x7FFFFFFF, 0x7FFFFFFF)
    return _written(folder / "a.xls", bytes(data))


def strings_that_are_not_there(folder: Path) -> Path:
    cells = b'<row r="9"><c r="A9" t="s"><v>4294967295</v></c></row>'
    return _written(folder / "a.xlsx", _sheet(cells))


def a_part_that_inflates(folder: Path) -> Path:
    return _written(folder / "a.xlsx", _sheet(b" " * (300 * _MEGABYTE)))


def a_part_that_inflates_and_denies_it(folder: Path) -> Path:
    """Both headers say that the sheet is small, and how small; it has 3 GiB."""
    return _written(folder / "a.xlsx", _stretched(b" " * _MEGABYTE, 3_072, says=1_000))


def a_sheet_of_two_gigabytes(folder: Path) -> Path:
    """Rows and rows, packed a little less tightly than what is refused for that alone."""
    rng = random.Random(1)
    rows = b"".join(
        b"<row><c><v>1</v></c></row>" * 1_500 + b"<!--%x-->" % rng.getrandbits(500)
        for _part in range(25)
    )
    return _written(folder / "a.xlsx", _stretched(rows, 2048 * _MEGABYTE // len(rows)))


def _stretched(block: bytes, times: int, says: int | None = None) -> bytes:
    """A workbook whose sheet holds a block many times: deflated once, and that repeated."""
    parts = dict(unzipped(xlsx(contacts(3))))
    head, end = parts[SHEET].split(b"</sheetData>")
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = deflate.compress(head) + deflate.flush(zlib.Z_FULL_FLUSH)
    middle = deflate.compress(block) + deflate.flush(zlib.Z_FULL_FLUSH)
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    last = deflate.compress(b"</sheetData>" + end) + deflate.flush()
    packed = start + middle * times + last
    # Nobody comes as far as to the sum at the end.
    size = says or len(head) + len(block) * times + 12 + len(end)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            if name != SHEET:
                archive.writestr(name, data)
        archive.writestr(SHEET, packed)
        info = archive.getinfo(SHEET)
        info.compress_type, info.file_size = zipfile.ZIP_DEFLATED, size
        place = info.header_offset
    written = bytearray(out.getvalue())
    struct.pack_into("<H", written, place + 8, zipfile.ZIP_DEFLATED)
    struct.pack_into("<I", written, place + 22, size)
    return bytes(written)


# Workbooks that lead in circles


def a_header_that_claims_all_sectors(folder: Path) -> Path:
    data = bytearray(xls(10))
    struct.pack_into("<I", data, 44, 0x7FFFFFFF)
    return _written(folder / "a.xls", bytes(data))


def a_stream_that_claims_two_gigabytes(folder: Path) -> Path:
    data = bytearray(xls(10))
    place = data.index("Workbook".encode("utf-16-le"))
    struct.pack_into("<Q", data, place + 120, 0x7FFFFFFF)
    return _written(folder / "a.xls", bytes(data))


def a_chain_of_sectors_in_a_circle(folder: Path) -> Path:
    data = bytearray(xls(120, sheets=3))
    (table,) = struct.unpack_from("<I", data, 76)
    struct.pack_into("<I", data, (table + 1) * 512 + 4 * 20, 0)
    return _written(folder / "a.xls", bytes(data))


def a_table_of_tables_in_a_circle(folder: Path) -> Path:
    data = bytearray(xls(10))
    struct.pack_into("<II", data, 68, 2, 1)
    struct.pack_into("<I", data, 3 * 512 + 508, 2)
    return _written(folder / "a.xls", bytes(data))


def a_record_that_goes_on_for_ever(folder: Path) -> Path:
    """A bound sheet that begins where the workbook begins: read as a sheet, it holds itself."""
    data = bytearray(xls(10))
    place = data.index(b"\x85\x00", 512)
    struct.pack_into("<I", data, place + 4, 0)
    return _written(folder / "a.xls", bytes(data))


def two_thousand_sheets_on_one_part(folder: Path) -> Path:
    data = xlsx([["", " ", None]] + [[" "] * 50] * 200)
    (tag,) = re.findall(rb"<sheet [^>]*/>", dict(unzipped(data))["xl/workbook.xml"])
    sheets = b"".join(tag.replace(b"Clients", b"C%d" % number) for number in range(2_000))
    return _written(
        folder / "a.xlsx",
        with_part(data, "xl/workbook.xml", lambda held: held.replace(tag, sheets)),
    )


def two_thousand_large_sheets_on_one_part(folder: Path) -> Path:
    """The part is so large that each reading takes a second, and it holds nothing."""
    path = two_thousand_sheets_on_one_part(folder)
    rows = b'<row><c t="str"><v> </v></c></row>' * 900_000
    data = with_part(
        path.read_bytes(), SHEET, lambda held: held.replace(b"</sheetData>", rows + b"</sheetData>")
    )
    return _written(path, data)


def two_thousand_old_sheets_on_one_part(folder: Path) -> Path:
    """Records of bound sheets, all with one offset: such a workbook is read as a whole."""
    book = xlwt.Workbook()
    first = book.add_sheet("A0")
    for row in range(3_000):
        for column in range(4):
            first.write(row, column, row)
    for number in range(1, 2_000):
        book.add_sheet(f"A{number}")
    out = io.BytesIO()
    book.save(out)
    data = bytearray(out.getvalue())
    places = [found.start() for found in re.finditer(rb"\x85\x00[\x09-\x0f]\x00", data)]
    offset = struct.unpack_from("<I", data, places[0] + 4)[0]
    for place in places[:2_000]:
        struct.pack_into("<I", data, place + 4, offset)
    return _written(folder / "a.xls", bytes(data))


# XML


def _laughs(depth: int = 9) -> str:
    lines = ['<!ENTITY l0 "lol">']
    lines += [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth + 1)]
    return f"<!DOCTYPE x [{''.join(lines)}]>"


def _laughing(part: str, *, hidden: bool, encoding: str = "utf-8") -> bytes:
    def change(data: bytes) -> bytes:
        text = data.decode().partition("?>")[2]
        at = text.index(">", text.index("<c ") if "<c " in text else 0)
        laugh = text[: at + 1] + "&l9;" + text[at + 1 :]
        comment = f"<!--{'x' * 5_000}-->" if hidden else ""
        return (f'<?xml version="1.0" encoding="{encoding}"?>{comment}{_laughs()}{laugh}').encode(
            encoding
        )

    # So many references that the far corner is looked for with care.
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    return with_part(_sheet(far), part, change)


def entities_that_multiply(folder: Path) -> Path:
    return _written(folder / "a.xlsx", _laughing(SHEET, hidden=False))


def entities_behind_a_comment(folder: Path) -> Path:
    return _written(folder / "a.xlsx", _laughing(SHEET, hidden=True))


def entities_in_wide_letters(folder: Path) -> Path:
    return _written(folder / "a.xlsx", _laughing(SHEET, hidden=False, encoding="utf-16"))


def entities_among_the_sheets(folder: Path) -> Path:
    return _written(folder / "a.xlsx", _laughing("xl/workbook.xml", hidden=True))


def entities_of_an_open_document(folder: Path) -> Path:
    body = '<table:table table:name="&l9;"><table:table-row/></table:table>'
    content = ODS.format(body).replace("?>", f"?><!--{'x' * 5_000}-->{_laughs()}", 1)
    return _written(folder / "a.ods", _open_document(content))


def elements_a_million_deep(folder: Path) -> Path:
    return _written(folder / "a.xlsx", _sheet(b"<x>" * 1_000_000))


def an_open_document_a_million_deep(folder: Path) -> Path:
    return _written(folder / "a.ods", _open_document(ODS.format("<table:table>" * 1_000_000)))


def rows_that_stand_for_others(folder: Path) -> Path:
    """Just below the most cells a sheet may span: each cell and each row stands for hundreds."""
    cell = (
        '<table:table-cell table:number-columns-repeated="900" office:value-type="string">'
        f"<text:p>{'x' * 500}</text:p></table:table-cell>"
    )
    row = f'<table:table-row table:number-rows-repeated="20000">{cell}</table:table-row>'
    content = ODS.format(f'<table:table table:name="A">{row}</table:table>')
    return _written(folder / "a.ods", _open_document(content))


def _open_document(content: str) -> bytes:
    return with_part(ods(contacts(1)), "content.xml", lambda _data: content.encode())


# Archives


def an_archive_of_a_hundred_thousand(folder: Path) -> Path:
    path = _written(folder / "a.xlsx", xlsx(contacts(3)))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        for number in range(100_000):
            archive.writestr(f"x/{number}", b"")
    return path


def an_archive_in_an_archive(folder: Path) -> Path:
    data = xlsx(contacts(3))
    for _time in range(20):
        data = zipped([("a.xlsx", data)])
    return _written(folder / "a.zip", data)


def an_archive_for_a_sheet(folder: Path) -> Path:
    return _written(
        folder / "a.xlsx", with_part(xlsx(contacts(3)), SHEET, lambda _data: rich_xlsx())
    )


# Width


def a_sheet_of_a_hundred_thousand_columns(folder: Path) -> Path:
    return _written(folder / "a.xlsx", _sheet(b"<row>" + b"<c><v>1</v></c>" * 100_000 + b"</row>"))
