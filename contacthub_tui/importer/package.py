"""What a zipped workbook would ask of a reader. Enters: a path. Leaves: nothing, or a FileError.

A few kilobytes can ask for gigabytes: parts that inflate without end, entities that multiply, two
cells in opposite corners of a sheet. The reader would die of it, so this looks first. It looks at
what a file claims; a file that lies meets the limits of the process that reads it.
"""

import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

from contacthub_tui.errors import FileError
from contacthub_tui.importer.open_document import widest_grid
from contacthub_tui.importer.sheet_xml import XML_FAULTS, count_cells

#: The most cells between the corners of a sheet. calamine takes up to 62 bytes for each.
MAX_CELLS = 20_000_000
#: Bytes of all parts together once inflated, and of a part that is allowed any ratio.
_MAX_BYTES = 4 * 1024**3
_SMALL_PART = 32 * 1024**2
#: How much smaller deflate makes the most repetitive sheet of real life. It can make 1,032.
_MAX_RATIO = 250
_MAX_PARTS = 20_000
#: Bytes of a part in which a document type would stand: it comes before the first element.
_PROLOG = 4096

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
#: OpenOffice 2 declared the type of this part, and of no other.
_MANIFEST = "meta-inf/manifest.xml"
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
#: What Python's zipfile throws at damaged archives, beside its own error.
ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    KeyError,
    ValueError,
)


def check_package(path: Path, kind: str) -> None:
    """Refuse a zipped workbook that is a bomb.

    Raises FileError: too-big (reason: inflated, parts, grid), corrupt (reason: zip, entities),
    password-protected.
    """
    if kind == "xls":
        return
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_sizes(parts)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    _check_prolog(archive, part)
            # The reader takes in all sheets of an OpenDocument at once, wanted or not.
            if kind == "ods" and archive.getinfo("content.xml").file_size <= _SMALL_PART:
                with archive.open("content.xml") as file:
                    _check_cells(widest_grid(file))
    except ZIP_FAULTS as error:
        raise FileError("corrupt", reason="zip", problem=str(error)[:200]) from error


def check_grid(path: Path, kind: str, index: int) -> None:
    """Refuse a sheet (counted from 0) whose corners are too far apart to be held in memory.

    Looks into .xlsx only, and into parts of a size where few cells can be far apart.
    Raises FileError: too-big (reason: grid).
    """
    if kind != "xlsx":
        return
    try:
        with zipfile.ZipFile(path) as archive:
            name = _sheet_part(archive, index)
            if name is None or archive.getinfo(name).file_size > _SMALL_PART:
                return
            cells = count_cells(archive.read(name), MAX_CELLS)
    except ZIP_FAULTS:
        # The reader is more lenient than this; it will say what is wrong.
        return
    _check_cells(cells)


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > _MAX_PARTS:
        raise FileError("too-big", reason="parts", limit=_MAX_PARTS)
    if any(part.flag_bits & 1 for part in parts):
        raise FileError("password-protected")
    inflated = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > _SMALL_PART and part.file_size > _MAX_RATIO * part.compress_size
        for part in parts
    )
    if inflated > _MAX_BYTES or swollen:
        raise FileError("too-big", reason="inflated", limit=_MAX_BYTES)


def _check_prolog(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    prolog = b""
    # A damaged part may be one that nobody needs.
    with suppress(*ZIP_FAULTS), archive.open(part) as file:
        prolog = file.read(_PROLOG)
    refused = _ENTITY if part.filename.lower() == _MANIFEST else _DECLARATION
    if refused.search(prolog):
        raise FileError("corrupt", reason="entities", part=part.filename)


def _check_cells(cells: int) -> None:
    if cells > MAX_CELLS:
        raise FileError("too-big", reason="grid", limit=MAX_CELLS)


def _sheet_part(archive: zipfile.ZipFile, index: int) -> str | None:
    """The part that holds the sheet, by the workbook's relationships (ECMA-376-1, 18.2.19)."""
    try:
        workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except (ElementTree.ParseError, *XML_FAULTS):
        return None
    sheets = list(workbook.iterfind(".//{*}sheets/{*}sheet"))
    if index >= len(sheets):
        return None
    wanted = sheets[index].get(_RELATION) or sheets[index].get(_STRICT_RELATION)
    for relation in relations:
        if relation.get("Id") == wanted:
            return posixpath.normpath(
                posixpath.join("/xl", relation.get("Target", "").replace("\\", "/"))
            ).lstrip("/")
    return None
