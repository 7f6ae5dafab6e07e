"""The encoding of a text file. Enters: a path. Leaves: an encoding that decodes the whole file.

The order of the guesses is that of the product: byte order mark, UTF-16 and UTF-32 without one by
their NULs, strict UTF-8, then the one-byte encoding whose letters fit (`alphabets`).
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from contacthub_tui.errors import FileError
from contacthub_tui.importer.alphabets import best_encoding, places_beyond_ascii

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_CHUNK = 4 * 1024 * 1024
_HEAD = 65_536

#: UTF-32 first: its mark begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Encodings that a file may have been written in, as an operator would try them.
_USUAL = (
    "utf-8", "cp1252", "iso8859-15", "mac-roman", "cp1250", "iso8859-2", "cp1251", "cp1253",
    "cp1254", "cp850", "cp932", "gb18030",
)  # fmt: skip
#: No encoding of one byte a letter leaves more of them undefined. To look for bytes takes a tenth
#: of the time that decoding does.
_FEW = 64
#: Text encodings of Python that are no encodings of files.
_NOT_FOR_FILES = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape"})


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec's name and what to do with what it cannot decode (`strict` or `replace`)."""

    name: str
    errors: str = "strict"


def find_encoding(path: Path, wanted: str | None = None) -> Encoding:
    """The encoding of the file, or the wanted one where that decodes it all.

    Half a character of UTF-16 (an export that cut a cell in the middle of an emoji) is replaced
    and does not refuse the file. Raises FileError: bad-encoding (encoding, reason: unknown or
    undecodable, byte).
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if wanted is not None:
        return _check_wanted(path, wanted, marked)
    if marked is not None:
        if marked == "utf-8-sig":
            _check_decodes(path, marked)
            return Encoding(marked)
        return Encoding(marked, "replace")
    wide = _wide_without_mark(head)
    if wide is not None:
        return Encoding(wide, "replace")
    return Encoding(_narrow(path))


def possible_encodings(path: Path, found: str) -> tuple[str, ...]:
    """The encodings that a text may have, by the names that Python gives them: the one found first.

    They decode the first part of the file that is not ASCII. One that says its encoding by a byte
    order mark or by its NULs has no other.
    """
    found = codecs.lookup(found).name
    if found.startswith(("utf-16", "utf-32", "utf-8-sig")):
        return (found,)
    part = next((chunk for chunk in _chunks(path) if not chunk.isascii()), b"")
    start = _BEYOND_ASCII.search(part)
    part = part[start.start() :][:_HEAD] if start else b""
    others = (name for name in _USUAL if name != found and _can_decode(part, name))
    return (found, *others) if part else (found,)


def _can_decode(part: bytes, name: str) -> bool:
    try:
        # The last letter may be cut in two.
        codecs.getincrementaldecoder(name)().decode(part)
    except UnicodeError:
        return False
    return True


def _narrow(path: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    plain = True
    try:
        for chunk in _chunks(path):
            if plain and chunk.isascii():
                continue
            plain = False
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return best_encoding(*places_beyond_ascii(_chunks(path)))
    return "ascii" if plain else "utf-8"


def _wide_without_mark(head: bytes) -> str | None:
    # Delimiters, digits and line ends are below 256 in every script: their other bytes are NUL.
    quads, pairs = len(head) // 4, len(head) // 2
    if not quads:
        return None
    nuls = [head[start : quads * 4 : 4].count(0) for start in range(4)]
    if nuls[2] + nuls[3] > quads * 1.9 and nuls[0] * 10 < quads:
        return "utf-32-le"
    if nuls[0] + nuls[1] > quads * 1.9 and nuls[3] * 10 < quads:
        return "utf-32-be"
    first, second = nuls[0] + nuls[2], nuls[1] + nuls[3]
    if second * 10 > pairs and first * 10 <= second and _lines_are_pairs(head, 0, second / pairs):
        return "utf-16-le"
    if first * 10 > pairs and second * 10 <= first and _lines_are_pairs(head, 1, first / pairs):
        return "utf-16-be"
    return None


def _lines_are_pairs(head: bytes, low: int, share: float) -> bool:
    """Whether line ends, their low byte first or second in a pair, have a NUL for the other one.

    Other texts have NULs too: some exports pad their cells with them. Without line ends, the share
    of pairs that have one decides.
    """
    ends = head.count(b"\n") + head.count(b"\r")
    if not ends:
        return share > 0.4
    lows, highs = head[low::2], head[1 - low :: 2]
    whole = sum(a in b"\r\n" and not b for a, b in zip(lows, highs, strict=False))
    return whole * 4 >= ends


def _check_wanted(path: Path, wanted: str, marked: str | None) -> Encoding:
    known = _lookup(wanted.strip())
    if known is None:
        raise FileError("bad-encoding", encoding=wanted, reason="unknown")
    name = known.name
    is_text = getattr(known, "_is_text_encoding", True)
    if not is_text or name in _NOT_FOR_FILES:
        raise FileError("bad-encoding", encoding=wanted, reason="unknown")
    if name == "utf-8" and marked == "utf-8-sig":
        name = marked
    if marked is not None and name.startswith(marked) and name != "utf-8-sig":
        return Encoding(marked, "replace")
    _check_decodes(path, name)
    return Encoding(name)


def _lookup(name: str) -> codecs.CodecInfo | None:
    # Python knows latin9 and not latin-9.
    for spelling in (name, name.replace("-", "").replace(" ", "")):
        with suppress(LookupError, ValueError):
            return codecs.lookup(spelling)
    return None


def _check_decodes(path: Path, name: str) -> None:
    undefined = _undefined(name)
    if len(undefined) <= _FEW and not any(
        byte in chunk for chunk in _chunks(path) for byte in undefined
    ):
        return
    done = 0
    try:
        decoder = codecs.getincrementaldecoder(name)()
        for chunk in _chunks(path):
            decoder.decode(chunk)
            done += len(chunk)
        decoder.decode(b"", final=True)
    except (UnicodeError, LookupError) as error:
        at = done + getattr(error, "start", 0)
        raise FileError("bad-encoding", encoding=name, reason="undecodable", byte=at) from None


def _undefined(name: str) -> list[bytes]:
    """The bytes that mean nothing alone: few where each byte is a letter of its own."""
    found = []
    for number in range(256):
        byte = bytes([number])
        try:
            byte.decode(name)
        except (UnicodeError, LookupError):
            found.append(byte)
    return found


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
