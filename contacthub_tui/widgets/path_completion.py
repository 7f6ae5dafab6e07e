"""Completes the path of a file to read or write. Enters: what is typed. Leaves: more of it, and
what it could become. Only folders and files of the kinds asked for are proposed.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from contacthub_tui.services.file_places import is_inside, leads_inside

READ_KINDS = frozenset(
    (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods")
)  # the kinds that the importer reads
_MOST = 500


@dataclass(frozen=True, slots=True)
class Completion:
    """`text` is what is typed, as far as it is certain; `names` what could follow."""

    text: str
    names: tuple[str, ...]


def complete_path(
    typed: str, kinds: frozenset[str] = READ_KINDS, inside: Sequence[Path] = ()
) -> Completion:
    """Complete a path as a shell does: case matters only where it tells two names apart.

    Where there are folders to stay `inside` of, what does not lead there is not proposed.
    """
    folder_text, start = os.path.split(typed)
    folder = Path(folder_text or ".").expanduser()
    names = sorted(
        _names(folder, start.startswith("."), kinds, inside),
        key=lambda name: (name.casefold(), name),
    )
    fitting = [name for name in names if name.startswith(start)]
    fitting = fitting or [name for name in names if name.casefold().startswith(start.casefold())]
    if not fitting:
        return Completion(typed, ())
    common = os.path.commonprefix(fitting)  # noqa: RUF071 -- of the characters, as a shell does
    if len(common) < len(start):
        common = start
    return Completion(os.path.join(folder_text, common), tuple(fitting))  # noqa: PTH118 -- keeps ~


def _names(folder: Path, hidden: bool, kinds: frozenset[str], inside: Sequence[Path]) -> list[str]:
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") and not hidden:
                    continue
                if _is_folder(entry):
                    if not leads_inside(Path(entry.path), inside):
                        continue
                    found.append(entry.name + os.sep)
                elif Path(entry.name).suffix.lower() in kinds and is_inside(
                    Path(entry.path), inside
                ):
                    found.append(entry.name)
                if len(found) >= _MOST:
                    break
    except OSError:
        return []
    return found


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links that lead in a circle
        return False
