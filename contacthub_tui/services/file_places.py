"""Where files to import may lie. Enters: a path, the folders that the settings allow. Leaves: the
path that may be read, or a refusal; the files that were imported last.

Links are followed: what counts is where a file is, not what it is called.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from contacthub_tui import paths
from contacthub_tui.errors import RefusedError
from contacthub_tui.services.imports import path_of
from contacthub_tui.store.database import session
from contacthub_tui.store.sql import rows

_LOOKED_AT = 200  # runs, among which the recent files are found


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A file that was imported, and when (UTC, ISO 8601)."""

    path: Path
    at: str


def is_inside(path: Path, folders: Sequence[Path]) -> bool:
    """Whether a path lies in one of the folders; where there are none, every path does."""
    if not folders:
        return True
    try:
        real = path.resolve()
        return any(real.is_relative_to(folder.resolve()) for folder in folders)
    except (OSError, RuntimeError):  # links that lead in a circle
        return False


def leads_inside(path: Path, folders: Sequence[Path]) -> bool:
    """Whether a folder lies in one of the folders, or one of them in it."""
    if is_inside(path, folders):
        return True
    try:
        real = path.resolve()
        return any(folder.resolve().is_relative_to(real) for folder in folders)
    except (OSError, RuntimeError):
        return False


def admit(path: Path, folders: Sequence[Path]) -> Path:
    """The whole path of a file that may be read.

    Where folders are set it is the path without links, so that no link leads out of them later.
    Raises RefusedError outside-folders.
    """
    if not folders:
        return path.absolute()
    if not is_inside(path, folders):
        raise RefusedError("outside-folders", path=str(path), folders=list(map(str, folders)))
    return path.resolve()


def recent_files(folders: Sequence[Path], most: int = 10) -> list[RecentFile]:
    """The files that were imported last and are still there, the latest first, each once.

    Those outside the folders, and pasted cells, are left out.
    """
    with session():
        found = rows(
            "SELECT file_path, created_at FROM import_run ORDER BY id DESC LIMIT ?", (_LOOKED_AT,)
        )
    recent: dict[Path, RecentFile] = {}
    for text, at in found:
        path = path_of(text)
        if path in recent or path.is_relative_to(paths.pasted_dir()):
            continue
        if is_inside(path, folders) and _is_there(path):
            recent[path] = RecentFile(path, at)
            if len(recent) == most:
                break
    return list(recent.values())


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
