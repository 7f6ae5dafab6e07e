"""A workbook becomes a table: its sheets, its values as text, its traps."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwt

from contacthub_tui.domain.import_run import ReadOptions
from contacthub_tui.errors import FileError
from contacthub_tui.importer.sources import Table, open_table

Rows = list[list[Any]]
#: What a damaged package can be refused by.
CODES = ("corrupt", "unsupported-format", "password-protected", "too-big", "empty")
CONTACTS: Rows = [["Name", "Phone"], ["Anna", 612345678], ["Bob", "06 12 34 56 79"]]
FOUND = [(2, ["Anna", "612345678"]), (3, ["Bob", "06 12 34 56 79"])]

ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
 <table:table table:name="Feuille1">{}</table:table></office:spreadsheet></office:body>
</office:document-content>"""


def write_xlsx(path: Path, *sheets: tuple[str, Rows], **settings: Any) -> Path:
    with xlsxwriter.Workbook(path, settings) as workbook:
        for name, rows in sheets:
            sheet = workbook.add_worksheet(name)
            for number, cells in enumerate(rows):
                sheet.write_row(number, 0, cells)
    return path


def write_ods(path: Path, rows: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr("content.xml", ODS.format(rows))
    return path


def change_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return path


def table_of(path: Path, sheet: str | None = None) -> Table:
    return open_table(path, ReadOptions(sheet=sheet))


def refusal(path: Path, sheet: str | None = None) -> FileError:
    with pytest.raises(FileError) as caught:
        list(table_of(path, sheet).rows())
    return caught.value


# Formats


def test_an_xlsx_is_read(tmp_path: Path) -> None:
    table = table_of(write_xlsx(tmp_path / "a.xlsx", ("Team", CONTACTS)))
    info = table.info
    assert (info.kind, info.sheet, info.sheets) == ("xlsx", "Team", ("Team",))
    assert (info.encoding, info.delimiter, info.header_row) == (None, None, 1)
    assert info.headers == ("Name", "Phone")
    assert list(table.rows()) == FOUND
    assert table.progress() == 1
    assert list(table.rows()) == FOUND


def test_an_xls_is_read(tmp_path: Path) -> None:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Équipe")
    for row, cells in enumerate(CONTACTS):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    workbook.save(str(tmp_path / "a.xls"))
    table = table_of(tmp_path / "a.xls")
    assert (table.info.kind, table.info.sheet) == ("xls", "Équipe")
    assert list(table.rows()) == FOUND


def test_an_open_document_is_read_without_its_endless_blank_rows(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    table = table_of(
        write_ods(
            tmp_path / "a.ods",
            f"<table:table-row>{cell.format('Phone')}"
            '<table:table-cell table:number-columns-repeated="16383"/></table:table-row>'
            '<table:table-row table:number-rows-repeated="2">'
            f"{cell.format('0612345678')}</table:table-row>"
            '<table:table-row table:number-rows-repeated="1048573">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
        )
    )
    assert (table.info.kind, table.info.headers) == ("ods", ("Phone",))
    assert list(table.rows()) == [(2, ["0612345678"]), (3, ["0612345678"])]


def test_a_name_that_is_no_utf_8_and_a_link_are_read(tmp_path: Path) -> None:
    path = tmp_path / "t\udce9l\udce9phones.xlsx"
    write_xlsx(tmp_path / "a.xlsx", ("Team", CONTACTS)).rename(path)
    (tmp_path / "link").symlink_to(path)
    assert list(table_of(path).rows()) == FOUND
    assert list(table_of(tmp_path / "link").rows()) == FOUND


# Values


def test_values_become_text(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        moment = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        clock = workbook.add_format({"num_format": "hh:mm:ss"})
        duration = workbook.add_format({"num_format": "[h]:mm:ss"})
        sheet.write_row(0, 0, ["whole", "decimal", "huge", "yes", "no", "none", "day"])
        sheet.write_row(1, 0, [612345678, 1.5, 1e20, True, False, None])
        sheet.write_datetime(1, 6, date(2000, 4, 6), day)
        sheet.write_datetime(1, 7, datetime(2000, 4, 6, 10, 37, 13), moment)
        sheet.write_datetime(1, 8, time(10, 37, 13), clock)
        sheet.write_number(1, 9, 1.5, duration)
        sheet.write_formula(1, 10, "=1+1", None, 2)
        sheet.write_number(1, 11, 33612345678)
    options = ReadOptions(header_row=1)
    ((row, cells),) = open_table(tmp_path / "a.xlsx", options).rows()
    assert row == 2
    assert cells[:6] == ["612345678", "1.5", "1e+20", "true", "false", ""]
    assert cells[6:9] == ["2000-04-06", "2000-04-06T10:37:13", "10:37:13"]
    assert cells[9:] == ["36:00:00", "2", "33612345678"]


@pytest.mark.parametrize("date_1904", [False, True])
def test_dates_are_right_whatever_year_they_count_from(tmp_path: Path, date_1904: bool) -> None:
    born = date(1996, 3, 22)
    path = write_xlsx(
        tmp_path / "a.xlsx",
        ("A", [["Name", "Born"], ["Anna", born]]),
        date_1904=date_1904,
        default_date_format="dd/mm/yyyy",
    )
    assert list(table_of(path).rows()) == [(2, ["Anna", "1996-03-22"])]


def test_row_numbers_and_columns_are_those_of_the_sheet(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        for row, cells in ((3, ["Name", "Phone"]), (4, ["Anna", 612345678]), (9, ["Bob", 7])):
            sheet.write_row(row, 2, cells)
    table = table_of(tmp_path / "a.xlsx")
    assert (table.info.header_row, table.info.headers) == (4, ("A", "B", "Name", "Phone"))
    assert list(table.rows()) == [(5, ["", "", "Anna", "612345678"]), (10, ["", "", "Bob", "7"])]


# Sheets


def write_many_sheets(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("Empty").activate()
        hidden = workbook.add_worksheet("Hidden")
        hidden.write_column(0, 0, ["Mobile", 612345670])
        hidden.hide()
        chart = workbook.add_chart({"type": "line"})
        chart.add_series({"values": "=Hidden!$A$2"})
        workbook.add_chartsheet("Chart").set_chart(chart)
        for name, number in (("First", 612345671), ("Second", 612345672)):
            workbook.add_worksheet(name).write_column(0, 0, ["Phone", number])
    return path


def test_the_first_visible_sheet_that_holds_something_is_read(tmp_path: Path) -> None:
    table = table_of(write_many_sheets(tmp_path / "a.xlsx"))
    assert table.info.sheet == "First"
    assert table.info.sheets == ("Empty", "First", "Second", "Hidden")
    assert list(table.rows()) == [(2, ["612345671"])]


@pytest.mark.parametrize(
    ("sheet", "number"), [("Second", "612345672"), ("Hidden", "612345670"), ("hidden", "612345670")]
)
def test_a_sheet_asked_for_is_read(tmp_path: Path, sheet: str, number: str) -> None:
    table = table_of(write_many_sheets(tmp_path / "a.xlsx"), sheet)
    assert list(table.rows()) == [(2, [number])]


def test_a_hidden_sheet_is_read_where_no_other_holds_anything(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        workbook.add_worksheet("Empty").activate()
        hidden = workbook.add_worksheet("Hidden")
        hidden.write_column(0, 0, ["Mobile", 612345670])
        hidden.hide()
    assert table_of(tmp_path / "a.xlsx").info.sheet == "Hidden"


@pytest.mark.parametrize("sheet", ["Absent", "Chart", ""])
def test_a_missing_sheet_is_refused_with_the_names_there_are(tmp_path: Path, sheet: str) -> None:
    error = refusal(write_many_sheets(tmp_path / "a.xlsx"), sheet)
    assert (error.code, error.detail["reason"]) == ("unreadable", "sheet")
    assert error.detail["sheets"] == ["Empty", "First", "Second", "Hidden"]


def test_a_workbook_of_empty_sheets_is_empty(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ("A", []), ("B", [["", "  "]]))
    assert refusal(path).code == "empty"
    assert refusal(path, "B").code == "empty"


# Traps


def test_a_damaged_sheet_stops_no_other(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ("Bad", CONTACTS), ("Good", CONTACTS))
    change_part(path, "xl/worksheets/sheet1.xml", lambda data: data[: len(data) // 2])
    assert table_of(path).info.sheet == "Good"
    assert refusal(path, "Bad").code == "corrupt"


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ("A", CONTACTS))
    declared = b'?><!DOCTYPE x [<!ENTITY a "&b;&b;">]>'
    change_part(path, "xl/sharedStrings.xml", lambda data: data.replace(b"?>", declared, 1))
    error = refusal(path)
    assert (error.code, error.detail["reason"]) == ("corrupt", "entities")


def test_the_document_type_of_an_old_manifest_is_let_pass(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = "<table:table-row>{}</table:table-row>"
    path = write_ods(
        tmp_path / "a.ods",
        row.format(cell.format("Phone")) + row.format(cell.format("0612345678")),
    )
    declared = b'<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "M">'
    change_part(path, "META-INF/manifest.xml", lambda data: declared + data)
    assert list(table_of(path).rows()) == [(2, ["0612345678"])]
    change_part(path, "META-INF/manifest.xml", lambda data: b'<!ENTITY a "&b;">' + data)
    assert refusal(path).detail["reason"] == "entities"


@pytest.mark.parametrize(
    "cell",
    [
        b"<c r = 'XFD1048576'><v>1</v></c>",
        b'<c s="a>b"\n r="XFD1048576"><v>1</v></c>',
        b'<x:c xmlns:x="x" r="XFD1048576"><x:v>1</x:v></x:c>',
        b'<c r="xfd1048576"><v>1</v></c>',
    ],
)
def test_a_far_corner_is_seen_however_it_is_spelled(tmp_path: Path, cell: bytes) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ("A", CONTACTS))
    change_part(
        path,
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(b"</sheetData>", b"<row>" + cell + b"</row></sheetData>"),
    )
    assert (refusal(path).code, refusal(path).detail["reason"]) == ("too-big", "grid")


def test_a_part_that_inflates_a_thousandfold_is_too_big(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ("A", CONTACTS))
    change_part(path, "docProps/app.xml", lambda data: data + b" " * 40_000_000)
    error = refusal(path)
    assert (error.code, error.detail["reason"]) == ("too-big", "inflated")


def test_cells_in_opposite_corners_are_too_big_unless_another_sheet_is_read(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        far = workbook.add_worksheet("Far")
        far.write(0, 0, "Phone")
        far.write(1_048_575, 16_383, "x")
        workbook.add_worksheet("Near").write_column(0, 0, ["Phone", 612345678])
    error = refusal(tmp_path / "a.xlsx")
    assert (error.code, error.detail["reason"]) == ("too-big", "grid")
    assert list(table_of(tmp_path / "a.xlsx", "Near").rows()) == [(2, ["612345678"])]


def test_a_sheet_that_is_tall_or_claims_to_be_vast_is_read(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ("A", CONTACTS))
    change_part(
        path,
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(b"A1:B3", b"A1:XFD1048576").replace(
            b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
        ),
    )
    assert list(table_of(path).rows()) == FOUND


@pytest.mark.parametrize(
    "row",
    [
        '<table:table-row table:number-rows-repeated="900000000">{}</table:table-row>',
        '<table:table-row><table:table-cell table:number-columns-repeated="900000000"/>{}'
        "</table:table-row>",
    ],
)
def test_an_open_document_that_repeats_without_end_is_too_big(tmp_path: Path, row: str) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    error = refusal(write_ods(tmp_path / "a.ods", row.format(cell)))
    assert (error.code, error.detail["reason"]) == ("too-big", "grid")


def test_a_reader_that_panics_is_a_corrupt_file(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ("A", CONTACTS))
    with zipfile.ZipFile(path) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    del parts["xl/workbook.xml"]
    # A sheet of this binary workbook points to a relationship that is not there.
    record = b"\x9c\x01\x14" + bytes(8) + b"\x01\0\0\0x\0" + b"\x01\0\0\0A\0"
    parts["xl/workbook.bin"] = b"\x83\x01\0\x8f\x01\0" + record + b"\x90\x01\0\x84\x01\0"
    parts["xl/_rels/workbook.bin.rels"] = b"<Relationships/>"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert refusal(path).code == "corrupt"


def test_every_cut_of_a_workbook_is_refused_or_read(tmp_path: Path) -> None:
    workbook = xlwt.Workbook()
    workbook.add_sheet("A").write(0, 0, "Phone")
    workbook.save(str(tmp_path / "a.xls"))
    data = (tmp_path / "a.xls").read_bytes()
    for length in range(8, len(data), 97):
        (tmp_path / "cut.xls").write_bytes(data[:length])
        try:
            list(table_of(tmp_path / "cut.xls").rows())
        except FileError as error:
            assert error.code in ("corrupt", "empty", "unsupported-format")


def test_no_link_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    table = table_of(write_xlsx(tmp_path / "a.xlsx", ("A", CONTACTS)))
    assert list(scratch.iterdir()) == []
    assert list(table.rows()) == FOUND


def test_a_damaged_part_that_nobody_needs_is_let_pass(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ("A", CONTACTS))
    change_part(path, "docProps/app.xml", lambda data: data + b"<!-- here -->")
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo("docProps/app.xml")
    data = bytearray(path.read_bytes())
    at = part.header_offset + 30 + len(part.filename)
    data[at : at + 40] = b"\xff" * 40
    path.write_bytes(data)
    assert list(table_of(path).rows()) == FOUND


def test_every_flaw_of_a_package_is_refused_or_read(tmp_path: Path) -> None:
    data = write_xlsx(tmp_path / "a.xlsx", ("A", CONTACTS)).read_bytes()
    directory = data.index(b"PK\x01\x02")
    for at in range(directory, len(data), 3):
        flawed = bytearray(data)
        flawed[at] = 0xFF
        (tmp_path / "flawed.xlsx").write_bytes(flawed)
        try:
            list(table_of(tmp_path / "flawed.xlsx").rows())
        except FileError as error:
            # Empty: a flaw in its name hides the part that holds the sheet.
            assert error.code in CODES
