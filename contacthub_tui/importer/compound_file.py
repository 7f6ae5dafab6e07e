"""The directory of a compound file, the container of .xls and of encrypted workbooks.

Enters: a path. Leaves: the names of its streams. Only what is needed to know what the file is and
that its header does not lie about its size: some readers reserve memory by what a header claims.
Layout: Microsoft, [MS-CFB] Compound File Binary File Format, 2.2 to 2.6.
"""

import struct
from pathlib import Path
from typing import BinaryIO

from contacthub_tui.errors import FileError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA
_ENTRY = 128


def stream_names(path: Path) -> frozenset[str]:
    """Names of all streams and storages, in lower case; none where the directory is unreadable.

    Raises FileError: corrupt (reason: header) when the header claims more sectors than there are,
    or when a chain of sectors bites its own tail: a reader would follow it without end.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        header = file.read(512)
        if len(header) < 512:
            raise FileError("corrupt", reason="header")
        shift = struct.unpack_from("<H", header, 30)[0]
        if shift not in (9, 12):
            raise FileError("corrupt", reason="header")
        sector = 1 << shift
        sectors = size // sector + 1
        directory_count, fat_count, directory_start = struct.unpack_from("<III", header, 40)
        mini_start, mini_count = struct.unpack_from("<II", header, 60)
        chain_start, chain_count = struct.unpack_from("<II", header, 68)
        if max(directory_count, fat_count, mini_count, chain_count) > sectors:
            raise FileError("corrupt", reason="header")
        table = [item for item in struct.unpack_from("<109I", header, 76) if item < _LAST_SECTOR]
        table += _further_tables(file, sector, chain_start, sectors)
        following = _allocation(file, sector, table[:sectors])
        _chain(mini_start, following)
        names = []
        for number in _chain(directory_start, following):
            names += _names(_read_sector(file, sector, number))
        return frozenset(names)


def _read_sector(file: BinaryIO, sector: int, number: int) -> bytes:
    # Sector 0 comes after the header, which takes a whole sector of 4,096 bytes too.
    file.seek((number + 1) * sector)
    return file.read(sector)


def _further_tables(file: BinaryIO, sector: int, start: int, sectors: int) -> list[int]:
    found: list[int] = []
    number = start
    for _step in range(sectors):
        if number >= _LAST_SECTOR:
            return found
        data = _read_sector(file, sector, number)
        if len(data) < sector:
            return found
        *items, number = struct.unpack(f"<{sector // 4}I", data)
        found.extend(item for item in items if item < _LAST_SECTOR)
    raise FileError("corrupt", reason="header")


def _allocation(file: BinaryIO, sector: int, table: list[int]) -> list[int]:
    following: list[int] = []
    for number in table:
        data = _read_sector(file, sector, number)
        data += b"\xff" * (sector - len(data))
        following.extend(struct.unpack(f"<{sector // 4}I", data))
    return following


def _chain(start: int, following: list[int]) -> list[int]:
    chain: list[int] = []
    number = start
    while number < len(following):
        if len(chain) > len(following):
            raise FileError("corrupt", reason="header")
        chain.append(number)
        number = following[number]
    return chain


def _names(entries: bytes) -> list[str]:
    names = []
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", entries, at + 64)[0]
        if entries[at + 66] and 2 <= length <= 64:
            name = entries[at : at + length - 2].decode("utf-16-le", "replace")
            names.append(name.lower())
    return names
