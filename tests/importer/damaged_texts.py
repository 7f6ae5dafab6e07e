"""Damage to texts: quotes, encodings, signs, numbers, headers, lines, delimiters."""

import random
import re

from tests.importer.damaged_bytes import Change, in_bytes, replaced, span


def in_text(rng: random.Random, data: bytes) -> bytes:
    return rng.choice(_TEXT)(rng, data)


def _quotes(rng: random.Random, data: bytes) -> bytes:
    """A quote more, or one less."""
    places = [found.start() for found in re.finditer(rb'[",;\t|\n]', data)]
    if not places:
        return in_bytes(rng, data)
    out = data
    for _time in range(rng.choice((1, 4, 60))):
        at = min(rng.choice(places), len(out))
        if out[at : at + 1] == b'"':
            out = out[:at] + out[at + 1 :]
        else:
            at += rng.randrange(2)
            out = out[:at] + rng.choice((b'"', b'""', b'"""', b'\\"', b' "')) + out[at:]
    return out


def _mixed(rng: random.Random, data: bytes) -> bytes:
    """A piece of it in another encoding, or a mark in the middle."""
    start, end = span(rng, data)
    name = rng.choice(("utf-16-le", "utf-32", "cp1252", "utf-8-sig", "shift_jis", "utf-7", "cp037"))
    return data[:start] + data[start:end].decode("latin-1").encode(name, "replace") + data[end:]


_SIGNS = (
    b"\0", b"\0\0\0\0", b"\x1a", b"\x1b]0;x\x07", b"\x0b", b"\x0c", b"\x85", b"\xa0", b"\x7f",
    b"\r", b"\n\r", b"\r\r\n", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xcc\x81" * 500,
    b"\xed\xa0\x80", b";;;;",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\\", b"'", b",", b"\t",
)  # fmt: skip


def _signs(rng: random.Random, data: bytes) -> bytes:
    sign = rng.choice(_SIGNS)
    for _time in range(rng.choice((1, 10, 100))):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + sign + data[at:]
    return data


_DIGITS = (
    b"9" * 400, b"9" * 5_000, b"1e999999", b"3.36123E+10", b"-0", b"+" * 50 + b"1", b"0" * 300,
    b"1" + b"0" * 400 + b".5", b"99999-99-99", b"31/02/2024", b"0000-00-00", b"1e5", b"0x1F",
    "\u0660\u0661\uff11".encode() * 9, b"\xc2\xb2\xc2\xb3" * 5, b"00000000000000000000336",
    b"+33(0)612345678/+33712345678;" * 30, b"tel:+336", b"1/1/1/1/1/1", b"12:99:99", "½Ⅷ".encode(),
)  # fmt: skip


def _digits(rng: random.Random, data: bytes) -> bytes:
    return replaced(rng, data, rb"\d+", lambda _found: rng.choice(_DIGITS))


def _headers(rng: random.Random, data: bytes) -> bytes:
    end = max(data.find(b"\n"), 0)
    new = rng.choice(
        (b"", data[:end] * 2, b"Phone," * 300, b"x" * 3_000, b'"a\nb",' * 9, b";" * 20_000, b"\0")
    )
    return new + data[end:]


def _lines(rng: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    way = rng.randrange(6)
    if way == 0:
        rng.shuffle(lines)
    elif way == 1:
        lines *= rng.choice((2, 20))
    elif way == 2:
        lines = [line for line in lines if rng.random() < 0.7]
    elif way == 3:
        return rng.choice((b"", b"\r", b"\n\n", b"\n" + b" " * 99, b"\0\n")).join(lines)
    elif way == 4:
        index = rng.randrange(len(lines))
        lines[index] *= rng.choice((50, 2_000)) if len(lines[index]) < 2_000 else 2
    else:
        index = rng.randrange(len(lines))
        lines[index] = rng.choice((b",", b'"', b'""', b" ", b"a,", b'"a" b,', b",\\")) * 5_000
    return b"\n".join(lines)


def _delimiters(rng: random.Random, data: bytes) -> bytes:
    new = rng.choice((b",", b";", b"\t", b"|", b" ", b":", b"\x1f", b"\xc2\xa7", b"", b'","'))
    return replaced(rng, data, rb"[,;\t|]", lambda _found: new)


_TEXT: tuple[Change, ...] = (
    _quotes, _quotes, _mixed, _signs, _signs, _digits, _digits, _headers, _lines, _delimiters,
)  # fmt: skip
