"""What kind of file a file is. Enters: a path. Leaves: a kind that can be read, or a FileError.

The first bytes decide, never the name: teams call web pages `.xls` and workbooks `.csv`.
"""

import codecs
import os
import re
import stat
import zipfile
from contextlib import suppress
from pathlib import Path

from contacthub_tui.errors import FileError
from contacthub_tui.importer.compound_file import SIGNATURE as COMPOUND
from contacthub_tui.importer.compound_file import stream_names
from contacthub_tui.importer.encoding import Encoding
from contacthub_tui.importer.package import ZIP_FAULTS

TEXT = "csv"
#: Bytes looked at.
_HEAD = 65_536
_START = 1_000

#: Signatures of files that are no tables, and what to call them.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh91AY&SY", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x7fELF", "ELF"),
    (b"{\\rtf", "RTF"),
    (b"PAR1\x15", "Parquet"),
    # A stream of Excel 2 to 8 without its compound file: each begins with the record BOF.
    (b"\x09\x00\x04\x00", "Excel 2"),
    (b"\x09\x02\x06\x00", "Excel 3"),
    (b"\x09\x04\x06\x00", "Excel 4"),
    (b"\x09\x08\x08\x00", "Excel 5"),
    (b"\x09\x08\x10\x00", "Excel 97"),
)

#: Beginnings of text that is no table.
_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!doctype\s+html|<html|<head|<body|<table|<meta|<style|<script", re.I), "HTML"),
    (re.compile(r"mime-version:", re.I), "MHTML"),
    (re.compile(r"<\?xml|<workbook|<!--", re.I), "XML"),
    (re.compile(r"id;p", re.I), "SYLK"),
    (re.compile(r"begin:vcard", re.I), "vCard"),
    (re.compile(r"begin:vcalendar", re.I), "iCalendar"),
    (re.compile(r'[\[{]\s*\{\s*"|\{\s*"[^"\n]*"\s*:'), "JSON"),
    (re.compile(r"[\[{]\s*$"), "JSON"),
)

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"
_MIME_TYPE = re.compile(r"[a-z]+/[\w.+-]{1,100}", re.ASCII)
_CONTROLS = re.compile("[\x01-\x08\x0e-\x19\x1c-\x1f\x7f\ufffd]")


def check_readable(path: Path) -> int:
    """The size of a regular file in bytes, once it is sure that it can be opened and read.

    Raises FileError: not-found, unreadable (reason: directory, not-a-file, permission, os), empty.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FileError("unreadable", reason="directory", path=str(path))
        if not stat.S_ISREG(found.st_mode):
            raise FileError("unreadable", reason="not-a-file", path=str(path))
        with path.open("rb"):
            pass
    except (FileNotFoundError, NotADirectoryError):
        raise FileError("not-found", path=str(path)) from None
    except PermissionError as error:
        raise FileError(
            "unreadable", reason="permission", path=str(path), problem=_said(error)
        ) from error
    except OSError as error:
        raise FileError("unreadable", reason="os", path=str(path), problem=_said(error)) from error
    except ValueError:
        # A NUL in the name: no file can be called so.
        raise FileError("not-found", path=str(path)) from None
    if found.st_size == 0:
        raise FileError("empty", reason="no-bytes", path=str(path))
    return found.st_size


def find_kind(path: Path) -> str:
    """`csv` for any text, `xlsx`, `xlsb`, `xls` or `ods`.

    Raises FileError: unsupported-format (what: the kind found), password-protected, corrupt.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path)
    if head.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        raise FileError("unsupported-format", what="zip")
    if head.startswith(COMPOUND):
        return _kind_of_compound(path)
    for signature, what in _OTHERS:
        if head.startswith(signature):
            raise FileError("unsupported-format", what=what)
    return TEXT


def check_text(path: Path, encoding: Encoding) -> None:
    """Refuse a text that begins like no table: noise, web pages, XML, JSON, vCards.

    Raises FileError: unsupported-format (what).
    """
    with path.open("rb") as file:
        head = codecs.getincrementaldecoder(encoding.name)("replace").decode(file.read(_HEAD))
    # Some files have their tables of numbers first and pages of text after them.
    if _is_binary(head) or _is_binary(head[:_START]):
        raise FileError("unsupported-format", what="binary")
    start = head.lstrip("\ufeff\0 \t\r\n")[:_START]
    for pattern, what in _MARKUP:
        if pattern.match(start):
            raise FileError("unsupported-format", what=what)


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()}
            mimetype = ""
            with suppress(*ZIP_FAULTS), archive.open("mimetype") as file:
                said = file.read(200).decode("ascii", "replace").strip()
                mimetype = said if _MIME_TYPE.fullmatch(said) else ""
    except ZIP_FAULTS as error:
        raise FileError("corrupt", reason="zip") from error
    if mimetype.startswith(_OPEN_DOCUMENT):
        return "ods"
    if any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if any(name.endswith("workbook.xml") for name in names):
        return "xlsx"
    if not mimetype and "content.xml" in names:
        return "ods"
    for part, what in (("word/", "Word"), ("ppt/", "PowerPoint"), ("index/", "Numbers")):
        if any(name.startswith(part) for name in names):
            raise FileError("unsupported-format", what=what)
    raise FileError("unsupported-format", what=mimetype or "zip")


def _kind_of_compound(path: Path) -> str:
    names = stream_names(path)
    if "encryptioninfo" in names or "encryptedpackage" in names:
        raise FileError("password-protected")
    if names and not names & {"workbook", "book"}:
        others = (("worddocument", "Word"), ("powerpoint document", "PowerPoint"))
        what = next((what for stream, what in others if stream in names), "OLE")
        raise FileError("unsupported-format", what=what)
    return "xls"


def _is_binary(text: str) -> bool:
    # Text has next to no control characters; noise has them in one byte of ten.
    # NULs are counted apart: some exports pad their cells with them.
    nuls = text.count("\0")
    controls = len(_CONTROLS.findall(text))
    return (controls > 2 and controls * 25 > len(text) - nuls) or nuls * 2 > len(text)


def _said(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno else ""
