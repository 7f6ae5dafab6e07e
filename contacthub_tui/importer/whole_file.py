"""A file as a whole: which one it is, and its fingerprint. Enters: a path. Leaves: both.

What was looked at and what is imported must be one and the same.
"""

import hashlib
from collections.abc import Generator
from pathlib import Path

from contacthub_tui.errors import FileError

#: Bytes that are read at once for a fingerprint.
_CHUNK = 4 * 1024 * 1024

Identity = tuple[int, int, int, int]


def identity(path: Path) -> Identity | None:
    """Tells a file from one that was put in its place or written to; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def require_same(path: Path, before: Identity | None) -> None:
    """Raise FileError unreadable (reason: changed) unless a file is the one that it was."""
    if before is None or identity(path) != before:
        raise FileError("unreadable", reason="changed", path=path.name)


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint_by_and_by(path: Path) -> Generator[None, None, str]:
    """The same, with a rest after each few megabytes; the generator's value is the fingerprint."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            yield
    return digest.hexdigest()
