"""What `contacthub import` says of files that cannot be imported: a code, or one sentence."""

import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests.commands.program import (
    PATIENCE,
    assert_one_sentence,
    contacthub,
    mobile,
    write_csv,
)


def _zip(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


_WORKBOOK = {
    "[Content_Types].xml": b"""<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
</Types>""",
    "_rels/.rels": b"""<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="xl/workbook.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>""",
    "xl/workbook.xml": b"""<?xml version="1.0"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": b"""<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="worksheets/sheet1.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>
</Relationships>""",
}
_SHEET = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<sheetData>%s</sheetData></worksheet>"""


def _cell(reference: bytes, text: bytes) -> bytes:
    return b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (reference, text)


def _missing(folder: Path) -> Path:
    return folder / "nobody.csv"


def _folder(folder: Path) -> Path:
    (folder / "people.csv").mkdir()
    return folder / "people.csv"


def _nothing(folder: Path) -> Path:
    (folder / "nothing.csv").touch()
    return folder / "nothing.csv"


def _only_a_header(folder: Path) -> Path:
    return write_csv(folder / "header.csv", [["Prénom", "Téléphone"], ["", ""]])


def _no_numbers(folder: Path) -> Path:
    return write_csv(folder / "names.csv", [["Prénom", "Nom"], ["Zoé", "Vasseur"]])


def _truncated(folder: Path) -> Path:
    path = folder / "cut.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row in range(500):
            sheet.write_row(row, 0, [f"Name {row}", mobile(row)])
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def _protected(folder: Path) -> Path:
    """The frame of an encrypted workbook: a compound file whose directory names its parts.

    Header, one sector of allocation and one of directory (MS-CFB 2.2 to 2.6, MS-OFFCRYPTO 2.3).
    """
    free, end, allocation = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        bytes.fromhex("d0cf11e0a1b11ae1"), b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, 1, 1, 0, 4096, end, 0, end, 0, 0,
    )  # fmt: skip
    header = header[:512] + struct.pack("<I", free) * ((512 - len(header)) // 4)
    table = struct.pack("<II", allocation, end) + struct.pack("<I", free) * 126
    directory = b""
    for name, kind, right, child in (
        ("Root Entry", 5, free, 1),
        ("EncryptionInfo", 2, 2, free),
        ("EncryptedPackage", 2, free, free),
        ("", 0, free, free),
    ):
        text = name.encode("utf-16-le")
        directory += struct.pack(
            "<64sHBBIII16sIQQIQ",
            text, len(text) + 2 if name else 0, kind, 1, free, right, child, b"", 0, 0, 0, end, 0,
        )  # fmt: skip
    path = folder / "secret.xlsx"
    path.write_bytes(header + table + directory)
    return path


def _picture(folder: Path) -> Path:
    path = folder / "picture.csv"
    chunk = b"IHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + bytes(range(256)) * 40
    )
    return path


def _zip_bomb(folder: Path) -> Path:
    """A sheet a thousand times smaller than what it inflates to."""
    rows = (b"<row>" + _cell(b"A1", b"0" * 32_000) + b"</row>") * 2_000
    return _zip(folder / "bomb.xlsx", {**_WORKBOOK, "xl/worksheets/sheet1.xml": _SHEET % rows})


def _lying_bomb(folder: Path) -> Path:
    """The same, with another size in the archive's directory (APPNOTE 4.4.9)."""
    path = _zip_bomb(folder)
    size = len(_SHEET % b"") + 2_000 * len(b"<row>" + _cell(b"A1", b"0" * 32_000) + b"</row>")
    packed = path.read_bytes()
    assert packed.count(struct.pack("<I", size)) == 2
    path.write_bytes(packed.replace(struct.pack("<I", size), struct.pack("<I", 4_000)))
    return path


def _entity_bomb(folder: Path) -> Path:
    """Entities that stand for ten of the one before, nine deep."""
    entities = b"".join(
        b'<!ENTITY l%d "%s">' % (depth, b"&l%d;" % (depth - 1) * 10) for depth in range(1, 10)
    )
    sheet = _SHEET % (b"<row>" + _cell(b"A1", b"&l9;") + b"</row>")
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">' + entities + b"]>" + sheet
    return _zip(folder / "laughs.xlsx", {**_WORKBOOK, "xl/worksheets/sheet1.xml": bomb})


def _sparse(folder: Path) -> Path:
    """Two cells at the far corners of the largest sheet there is."""
    sheet = _SHEET % (
        b'<row r="1">' + _cell(b"A1", b"Mobile") + b"</row>"
        b'<row r="1048576">' + _cell(b"XFD1048576", b"+33612345678") + b"</row>"
    )
    return _zip(folder / "sparse.xlsx", {**_WORKBOOK, "xl/worksheets/sheet1.xml": sheet})


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.csv")
    return folder / "pipe.csv"


def _endless(folder: Path) -> Path:
    (folder / "zero.csv").symlink_to("/dev/zero")
    return folder / "zero.csv"


@pytest.mark.parametrize(
    ("make", "codes"),
    [
        (_missing, {"not-found"}),
        (_folder, {"unreadable"}),
        (_pipe, {"unreadable"}),
        (_endless, {"unreadable"}),
        (_nothing, {"empty"}),
        (_only_a_header, {"empty"}),
        (_no_numbers, {"no-phone-column"}),
        (_truncated, {"corrupt"}),
        (_protected, {"password-protected"}),
        (_picture, {"unsupported-format"}),
        (_zip_bomb, {"too-big"}),
        (_lying_bomb, {"corrupt", "too-big", "empty"}),
        (_entity_bomb, {"corrupt", "too-big", "empty", "no-phone-column"}),
        (_sparse, {"too-big", "no-phone-column"}),
    ],
)
def test_a_file_that_cannot_be_imported_ends_in_its_code(
    make: Callable[[Path], Path], codes: set[str], tmp_path: Path
) -> None:
    path = make(tmp_path)
    answer = contacthub("import", path, "--json", patience=PATIENCE)
    assert answer.status == 1
    assert answer.last["error"] in codes
    assert answer.last["message"].endswith(".")


@pytest.mark.parametrize("make", [_missing, _truncated, _protected])
def test_without_json_people_read_one_sentence(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    answer = contacthub("import", make(tmp_path), patience=PATIENCE)
    assert answer.status == 1
    assert_one_sentence(answer)


def test_a_name_that_would_command_the_terminal_is_shown_harmless(tmp_path: Path) -> None:
    answer = contacthub("import", tmp_path / "\x1b]0;owned\x07\x1b[2J.csv")
    assert answer.status == 1
    assert "\x1b" not in answer.err
    assert "\x07" not in answer.err
