"""Frames on the pipe between the process that reads a file and the one that writes contacts.

A frame is its length (four bytes, big-endian) and a tuple in `marshal`'s format, which is several
times as fast as JSON and safe here: both ends are the same program and the same interpreter.
"""

import marshal
import os
import selectors
import struct
from collections.abc import Generator
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">I")


class SilentError(Exception):
    """The other end has sent nothing for too long."""


def write_frame(out: BinaryIO, frame: tuple[Any, ...]) -> None:
    """Write one frame and let it go at once."""
    body = marshal.dumps(frame)
    out.write(_LENGTH.pack(len(body)))
    out.write(body)
    out.flush()


def read_frames(pipe: int, patience: float) -> Generator[tuple[Any, ...], None, None]:
    """Every frame until the other end closes; one that is cut off is not given.

    Raises SilentError when nothing comes for `patience` seconds.
    """
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while (head := _read(selector, pipe, _LENGTH.size, patience)) is not None:
            body = _read(selector, pipe, _LENGTH.unpack(head)[0], patience)
            if body is None:
                return
            yield marshal.loads(body)


def _read(selector: selectors.BaseSelector, pipe: int, size: int, patience: float) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        if not selector.select(patience):
            raise SilentError
        part = os.read(pipe, min(size - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)
