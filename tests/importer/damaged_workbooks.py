"""Damage to zipped workbooks and to .xls, of the kinds that only such files can have."""

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable

from tests.importer.damaged_bytes import EDGES, Change, in_bytes, replaced
from tests.importer.sample_files import unzipped, zipped


def in_package(rng: random.Random, data: bytes) -> bytes:
    """Damage to the archive itself, or within a part that is zipped again."""
    if rng.random() < 0.25:
        return _in_directory(rng, data)
    try:
        parts = unzipped(data)
    except Exception:  # noqa: BLE001
        # Damaged before.
        return in_bytes(rng, data)
    if not parts:
        return data
    if rng.random() < 0.3:
        return rng.choice(_PARTS)(rng, parts)
    # The parts that count are few and small among themes and properties.
    wanted = [
        index
        for index, (name, _held) in enumerate(parts)
        if re.search(r"sheet\d|workbook|sharedStrings|content|styles", name)
    ]
    index = rng.choice(wanted if wanted and rng.random() < 0.8 else range(len(parts)))
    name, held = parts[index]
    change = _in_xml if name.endswith((".xml", ".rels")) and rng.random() < 0.8 else in_bytes
    parts[index] = (name, change(rng, held))
    return zipped(parts)


def _in_directory(rng: random.Random, data: bytes) -> bytes:
    """Another value in the central directory, a local header or the record at the end."""
    out = bytearray(data)
    mark, size = rng.choice(((b"PK\x01\x02", 46), (b"PK\x03\x04", 30), (b"PK\x05\x06", 22)))
    places = [found.start() for found in re.finditer(re.escape(mark), data)]
    places = [place for place in places if place + size <= len(data)]
    if not places:
        return in_bytes(rng, data)
    place = rng.choice(places)
    field = rng.randrange(4, size - 3)
    value = rng.choice((*EDGES, rng.getrandbits(32), len(data), len(data) - 1))
    if rng.random() < 0.5:
        struct.pack_into("<H", out, place + field, value & 0xFFFF)
    else:
        struct.pack_into("<I", out, place + field, value & 0xFFFFFFFF)
    return bytes(out)


Parts = list[tuple[str, bytes]]


def _swapped_parts(rng: random.Random, parts: Parts) -> bytes:
    one, other = rng.randrange(len(parts)), rng.randrange(len(parts))
    (first, held), (second, there) = parts[one], parts[other]
    parts[one], parts[other] = (first, there), (second, held)
    return zipped(parts)


def _lost_part(rng: random.Random, parts: Parts) -> bytes:
    del parts[rng.randrange(len(parts))]
    return zipped(parts)


def _emptied_part(rng: random.Random, parts: Parts) -> bytes:
    index = rng.randrange(len(parts))
    parts[index] = (parts[index][0], rng.choice((b"", b"\0" * 100, b" ", b"<", b"\xef\xbb\xbf")))
    return zipped(parts)


def _renamed_part(rng: random.Random, parts: Parts) -> bytes:
    index = rng.randrange(len(parts))
    name, held = parts[index]
    changes: tuple[Callable[[str], str], ...] = (
        str.upper,
        lambda name: name.replace("/", "\\"),
        lambda name: "/" + name,
        lambda name: "../" * 40 + name,
        lambda name: name + "/",
        lambda name: "é\udcff".encode("utf-8", "replace").decode() + name,
        lambda name: "n" * 60_000,
    )
    parts[index] = (rng.choice(changes)(name), held)
    return zipped(parts)


def _twofold_part(rng: random.Random, parts: Parts) -> bytes:
    out = io.BytesIO()
    twice = rng.randrange(len(parts))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for index, (name, held) in enumerate(parts):
            # One way to have two parts of one name without a warning.
            for _time in range(1 + (index == twice)):
                info = zipfile.ZipInfo(name)
                archive.NameToInfo.pop(name, None)
                archive.writestr(info, held)
    return out.getvalue()


def _other_method(rng: random.Random, parts: Parts) -> bytes:
    return zipped(parts, rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)))


_PARTS: tuple[Callable[[random.Random, Parts], bytes], ...] = (
    _swapped_parts, _lost_part, _emptied_part, _renamed_part, _twofold_part, _other_method,
)  # fmt: skip


# XML


def _in_xml(rng: random.Random, data: bytes) -> bytes:
    return rng.choice(_XML)(rng, data)


_NUMBERS = (
    b"0", b"-1", b"65535", b"1048577", b"2147483648", b"4294967295", b"18446744073709551616",
    b"9" * 30, b"9" * 5_000, b"1e308", b"1e999", b"-1e-999", b"NaN", b"inf", b"0x10", b"1.7976e308",
    b"2958466", b"-693594", b"", "\u0661".encode(), b"99999999999999999999999999.5",
)  # fmt: skip
_VALUES = (
    b"", b"A1", b"XFD1048576", b"ZZZZZZZ9999999999", b"A0", b"A", b"1", b"s", b"inlineStr", b"str",
    b"d", b"e", b"b", b"n", b"9" * 40, b"\xff\xfe", b"&#0;", b"&lt;", b"../../../etc/passwd",
    b"rId1", b"C:\\x", b"http://example.org/", b"x" * 70_000, b"_x0000_", b"time", b"date",
    b"2024-02-30", b"99999-99-99T99:99:99", b"PT999999999999H", b"P1Y", b"true",
)  # fmt: skip
_PIECES = (
    b"<!-- -- -->", b"<![CDATA[<x>]]>", b"<?x ?>", b"&amp;", b"&nope;", b"&#x110000;", b"&#xD800;",
    b"<!DOCTYPE x>", b'<!DOCTYPE x [<!ENTITY a "aaaa">]>', b"<x", b"</x>", b"\0", b"]]>", b"\xc3",
    b"<row><c><v/></c></row>", b'<c r="B9" t="s"><v>4000000000</v></c>', b"<v>1</v>", b"<f/>",
)  # fmt: skip


def _number(rng: random.Random, data: bytes) -> bytes:
    return replaced(rng, data, rb"(?<=[>\"])\d+(?:\.\d+)?", lambda _found: rng.choice(_NUMBERS))


def _attribute(rng: random.Random, data: bytes) -> bytes:
    return replaced(rng, data, rb'(?<==")[^"]*(?=")', lambda _found: rng.choice(_VALUES))


def _without_attribute(rng: random.Random, data: bytes) -> bytes:
    return replaced(rng, data, rb' [\w:]+="[^"]*"', lambda found: rng.choice((b"", found[0] * 2)))


def _content(rng: random.Random, data: bytes) -> bytes:
    return replaced(rng, data, rb"(?<=>)[^<]+(?=<)", lambda _found: rng.choice(_VALUES))


def _tag(rng: random.Random, data: bytes) -> bytes:
    return replaced(
        rng,
        data,
        rb"</?[\w:]+[^>]*>",
        lambda found: rng.choice((b"", found[0] * 2, found[0] * 3_000, b"<" + found[0])),
    )


def _element(rng: random.Random, data: bytes) -> bytes:
    return replaced(
        rng,
        data,
        rb"<([\w:]+)(?: [^>]*)?>.{0,2000}?</\1>",
        lambda found: rng.choice((b"", found[0] * 2, found[0] * 500, found[0][::-1])),
    )


def _piece(rng: random.Random, data: bytes) -> bytes:
    places = [found.end() for found in re.finditer(rb">", data)] or [0]
    at = rng.choice(places)
    return data[:at] + rng.choice(_PIECES) + data[at:]


def _nested(rng: random.Random, data: bytes) -> bytes:
    places = [found.end() for found in re.finditer(rb">", data)] or [0]
    at = rng.choice(places)
    depth = rng.choice((10, 1_000, 50_000))
    closed = b"</x>" * depth if rng.random() < 0.5 else b""
    return data[:at] + b"<x>" * depth + closed + data[at:]


def _encoded(rng: random.Random, data: bytes) -> bytes:
    name = rng.choice(("utf-16", "utf-16-le", "utf-8-sig", "cp1252", "utf-32", "cp037"))
    text = data.decode("utf-8", "replace")
    if rng.random() < 0.5:
        text = text.replace("UTF-8", name, 1)
    return text.encode(name, "replace")


_XML: tuple[Change, ...] = (
    _number, _number, _attribute, _attribute, _attribute, _without_attribute, _content, _tag,
    _element, _piece, _nested, _encoded, in_bytes,
)  # fmt: skip


# Records of .xls


def in_records(rng: random.Random, data: bytes) -> bytes:
    """Damage to one record of the workbook's stream, or to the compound file around it."""
    if rng.random() < 0.3:
        return _in_compound(rng, data)
    place = data.find(b"\x09\x08\x10\x00")
    places = []
    while 0 <= place <= len(data) - 4:
        kind, size = struct.unpack_from("<HH", data, place)
        if (kind, size) == (0, 0) and len(places) > 3:
            break
        places.append(place)
        place += 4 + size
    if not places:
        return in_bytes(rng, data)
    out = bytearray(data)
    place = rng.choice(places)
    kind, size = struct.unpack_from("<HH", out, place)
    body = slice(place + 4, min(place + 4 + size, len(out)))
    way = rng.randrange(6)
    if way == 0:
        struct.pack_into("<H", out, place, rng.choice((kind ^ 1, 0x0A, 0x3C, 0xFC, 0xFD, 0x809, 6)))
    elif way == 1:
        struct.pack_into("<H", out, place + 2, rng.choice((0, 1, size + 1, 8224, 8225, 0xFFFF)))
    elif way == 2:
        out[body] = rng.randbytes(body.stop - body.start)
    elif way == 3:
        out[body] = rng.choice((b"\0", b"\xff")) * (body.stop - body.start)
    elif way == 4 and body.stop - body.start >= 4:
        at = rng.randrange(body.start, body.stop - 3)
        struct.pack_into("<I", out, at, rng.choice(EDGES))
    else:
        record = data[place : body.stop]
        out[place:place] = record * rng.choice((1, 50))
        # What follows stays in its sector.
        del out[body.stop : body.stop + len(out) - len(data)]
    return bytes(out)


def _in_compound(rng: random.Random, data: bytes) -> bytes:
    """Another value in the header, or a sector number of the allocation table."""
    if len(data) < 1_024:
        return in_bytes(rng, data)
    out = bytearray(data)
    values = (*EDGES, 0xFFFFFFFA, 0xFFFFFFFC, 0xFFFFFFFD, rng.randrange(200), len(data) // 512)
    if rng.random() < 0.5:
        struct.pack_into("<I", out, rng.choice((*range(24, 80, 2), 80, 84)), rng.choice(values))
        return bytes(out)
    (table,) = struct.unpack_from("<I", out, 76)
    start = (table + 1) * 512
    if start + 512 > len(out):
        return in_bytes(rng, data)
    for _time in range(rng.choice((1, 5))):
        struct.pack_into("<I", out, start + 4 * rng.randrange(128), rng.choice(values))
    return bytes(out)
