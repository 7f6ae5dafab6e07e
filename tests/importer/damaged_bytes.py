"""Damage to any bytes, as disks and transfers do it. Enters: bytes. Leaves: other bytes."""

import random
import re
import struct
from collections.abc import Callable

from tests.importer.sample_files import texts, workbooks

Change = Callable[[random.Random, bytes], bytes]

#: Numbers that lengths and counts overflow at.
EDGES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)


def in_bytes(rng: random.Random, data: bytes) -> bytes:
    return rng.choice(_BYTES)(rng, data)


def _flip(rng: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _time in range(rng.choice((1, 3, 30)) if out else 0):
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def _cut(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[at:] if rng.random() < 0.2 else data[:at]


def span(rng: random.Random, data: bytes) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice((1, 2, 7, 64, 512, 5_000)))


def _remove(rng: random.Random, data: bytes) -> bytes:
    start, end = span(rng, data)
    return data[:start] + data[end:]


def _repeat(rng: random.Random, data: bytes) -> bytes:
    start, end = span(rng, data)
    return data[:end] + data[start:end] * rng.choice((1, 2, 100)) + data[end:]


def _swap(rng: random.Random, data: bytes) -> bytes:
    cuts = sorted(rng.randrange(len(data) + 1) for _cut in range(4))
    first, second, third, last = cuts
    return data[:first] + data[third:last] + data[second:third] + data[first:second] + data[last:]


def _overwrite(rng: random.Random, data: bytes) -> bytes:
    start, end = span(rng, data)
    filling = rng.choice((b"\0", b"\xff", b"A", rng.randbytes(1), None))
    new = rng.randbytes(end - start) if filling is None else filling * (end - start)
    return data[:start] + new + data[end:]


def _insert(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice((rng.randbytes(9), bytes(700), b"\xff" * 33)) + data[at:]


def _edge(rng: random.Random, data: bytes) -> bytes:
    if len(data) < 8:
        return data
    out = bytearray(data)
    packing = rng.choice(("<H", "<I", ">I", "<Q"))
    mask = (1 << 8 * struct.calcsize(packing)) - 1
    place = rng.randrange(len(out) - 7) & ~rng.choice((0, 1, 3))
    struct.pack_into(packing, out, place, rng.choice(EDGES) & mask)
    return bytes(out)


def _splice(rng: random.Random, data: bytes) -> bytes:
    other = rng.choice((*texts(), *(held for _suffix, held in workbooks())))
    at, there = rng.randrange(len(data) + 1), rng.randrange(len(other) + 1)
    return data[:at] + other[there:]


_BYTES: tuple[Change, ...] = (
    _flip, _flip, _cut, _remove, _repeat, _swap, _overwrite, _insert, _edge, _edge, _splice,
)  # fmt: skip


def replaced(
    rng: random.Random, data: bytes, pattern: bytes, new: Callable[[re.Match[bytes]], bytes]
) -> bytes:
    """One of the matches replaced, or all of them."""
    found = list(re.finditer(pattern, data, re.DOTALL))
    if not found:
        return in_bytes(rng, data)
    if rng.random() < 0.1:
        return re.sub(pattern, new, data, flags=re.DOTALL)
    match = rng.choice(found)
    return data[: match.start()] + new(match) + data[match.end() :]
