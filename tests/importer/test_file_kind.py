"""What a file is follows its first bytes; what cannot be read is refused by its code."""

import gzip
import os
import random
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from contacthub_tui.domain.import_run import ReadOptions
from contacthub_tui.errors import FileError
from contacthub_tui.importer.sources import open_table

END = 0xFFFFFFFE
FREE = 0xFFFFFFFF


def refusal(path: Path) -> tuple[str, object]:
    """The code, and what the file was found to be or why it cannot be read."""
    with pytest.raises(FileError) as caught:
        open_table(path, ReadOptions())
    return caught.value.code, caught.value.detail.get("what", caught.value.detail.get("reason"))


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def write_compound(path: Path, streams: tuple[str, ...]) -> Path:
    """A compound file of three sectors: header, allocation table, directory of empty streams."""
    header = bytearray(b"\xff" * 512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[8:24] = bytes(16)
    struct.pack_into("<HHHHH6xIII", header, 24, 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1)
    struct.pack_into("<IIIIIII", header, 52, 0, 4096, END, 0, END, 0, 0)
    table = struct.pack("<128I", 0xFFFFFFFD, END, *[FREE] * 126)
    directory = b""
    for name, kind in (("Root Entry", 5), *((stream, 2) for stream in streams)):
        spelled = name.encode("utf-16-le") + b"\0\0"
        entry = spelled.ljust(64, b"\0") + struct.pack("<HBB", len(spelled), kind, 1)
        directory += entry.ljust(116, b"\0") + struct.pack("<IQ", END, 0)
    return write(path, bytes(header) + table + directory.ljust(512, b"\0"))


def write_workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet().write_column(0, 0, ["Phone", "0612345678"])
    return path


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    assert refusal(tmp_path / "absent.csv")[0] == "not-found"
    assert refusal(tmp_path / "absent" / "too.csv")[0] == "not-found"
    assert refusal(tmp_path / "nul\0in name.csv")[0] == "not-found"


def test_a_directory_is_unreadable(tmp_path: Path) -> None:
    assert refusal(tmp_path) == ("unreadable", "directory")


def test_a_pipe_is_unreadable_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert refusal(tmp_path / "pipe.csv") == ("unreadable", "not-a-file")


def test_a_device_is_unreadable() -> None:
    assert refusal(Path("/dev/zero")) == ("unreadable", "not-a-file")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b"Phone\n0612345678\n")
    path.chmod(0)
    assert refusal(path) == ("unreadable", "permission")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\n\r\n  \n", b",,\n , \n"])
def test_a_file_that_holds_nothing_is_empty(tmp_path: Path, data: bytes) -> None:
    assert refusal(write(tmp_path / "a.csv", data))[0] == "empty"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(99), "JPEG"),
        (gzip.compress(b"Phone\n0612345678\n", mtime=0), "gzip"),
        (b"SQLite format 3\x00" + bytes(99), "SQLite"),
        (b"\x7fELF\x02\x01\x01" + bytes(99), "ELF"),
        (b"<html><table><tr><td>Phone</td></tr></table></html>", "HTML"),
        (b"\r\n <!DOCTYPE HTML PUBLIC '-//W3C'>", "HTML"),
        ("\ufeff<HTML xmlns:o='urn'>".encode("utf-16"), "HTML"),
        (b"<?xml version='1.0'?><Workbook/>", "XML"),
        (b"MIME-Version: 1.0\r\n", "MHTML"),
        (b'[{"phone": "0612345678"}]', "JSON"),
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\n", "vCard"),
        (b"{\\rtf1\\ansi}", "RTF"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(99), "Excel 97"),
        (bytes(1000), "binary"),
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.xls", "a.xlsx"])
def test_other_files_are_unsupported_whatever_their_name(
    tmp_path: Path, data: bytes, what: str, name: str
) -> None:
    assert refusal(write(tmp_path / name, data)) == ("unsupported-format", what)


@pytest.mark.parametrize("size", [100, 5_000, 200_000])
@pytest.mark.parametrize("seed", range(5))
def test_noise_is_no_text(tmp_path: Path, size: int, seed: int) -> None:
    noise = random.Random(seed).randbytes(size)
    assert refusal(write(tmp_path / "a.csv", noise)) == ("unsupported-format", "binary")


@pytest.mark.parametrize("name", ["a.csv", "a.xls", "a.ods", "a", "a.XLSX"])
def test_a_workbook_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    written = write_workbook(tmp_path / "written.xlsx")
    table = open_table(written.rename(tmp_path / name), ReadOptions())
    assert (table.info.kind, list(table.rows())) == ("xlsx", [(2, ["0612345678"])])


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.ods", "a"])
def test_a_text_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    table = open_table(write(tmp_path / name, b"Name,Phone\nAnna,0612345678\n"), ReadOptions())
    assert (table.info.kind, table.info.headers) == ("csv", ("Name", "Phone"))


@pytest.mark.parametrize("part", ["word/document.xml", "ppt/slides.xml", "readme.txt"])
def test_other_packages_are_unsupported(tmp_path: Path, part: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr(part, "<a/>")
    assert refusal(tmp_path / "a.xlsx")[0] == "unsupported-format"


def test_a_package_that_is_cut_off_is_corrupt(tmp_path: Path) -> None:
    data = write_workbook(tmp_path / "a.xlsx").read_bytes()
    assert refusal(write(tmp_path / "a.xlsx", data[: len(data) // 2])) == ("corrupt", "zip")


def test_an_encrypted_workbook_is_password_protected(tmp_path: Path) -> None:
    path = write_compound(tmp_path / "a.xlsx", ("EncryptionInfo", "EncryptedPackage"))
    assert refusal(path)[0] == "password-protected"


def test_a_package_with_encrypted_parts_is_password_protected(tmp_path: Path) -> None:
    data = bytearray(write_workbook(tmp_path / "a.xlsx").read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    assert refusal(write(tmp_path / "a.xlsx", bytes(data)))[0] == "password-protected"


def test_an_encrypted_open_document_is_password_protected(tmp_path: Path) -> None:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        '<manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", random.Random(1).randbytes(500))
    assert refusal(tmp_path / "a.ods")[0] == "password-protected"


def test_an_encrypted_xls_is_password_protected(tmp_path: Path) -> None:
    workbook = xlwt.Workbook()
    workbook.add_sheet("A").write(0, 0, "Phone")
    workbook.save(str(tmp_path / "a.xls"))
    data = bytearray((tmp_path / "a.xls").read_bytes())
    first = data.index(b"\x09\x08\x10\x00")
    # The record after BOF becomes FILEPASS.
    struct.pack_into("<H", data, first + 20, 0x2F)
    assert refusal(write(tmp_path / "a.xls", bytes(data)))[0] == "password-protected"


@pytest.mark.parametrize(
    ("stream", "what"), [("WordDocument", "Word"), ("PowerPoint Document", "PowerPoint")]
)
def test_other_compound_files_are_unsupported(tmp_path: Path, stream: str, what: str) -> None:
    path = write_compound(tmp_path / "a.xls", (stream,))
    assert refusal(path) == ("unsupported-format", what)


def test_a_compound_file_whose_header_lies_is_corrupt(tmp_path: Path) -> None:
    path = write_compound(tmp_path / "a.xls", ("Workbook",))
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, 44, 0x7FFFFFFF)
    assert refusal(write(path, bytes(data))) == ("corrupt", "header")
    assert refusal(write(path, bytes(data[:300]))) == ("corrupt", "header")


@pytest.mark.parametrize(("place", "sector"), [(48, 0), (60, 1)])
def test_a_chain_of_sectors_that_bites_its_tail_is_corrupt(
    tmp_path: Path, place: int, sector: int
) -> None:
    path = write_compound(tmp_path / "a.xls", ("Workbook",))
    data = bytearray(path.read_bytes())
    (table,) = struct.unpack_from("<I", data, 76)
    struct.pack_into("<I", data, place, sector)
    struct.pack_into("<I", data, (table + 1) * 512 + 4 * sector, sector)
    assert refusal(write(path, bytes(data))) == ("corrupt", "header")
