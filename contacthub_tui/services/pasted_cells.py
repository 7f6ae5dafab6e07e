"""Cells that were pasted, kept as a file until their import needs it no more.

Enters: text as spreadsheets copy it, with tabs between cells. Leaves: a file that only its owner
reads, in a folder of the store that it is meant for.
"""

import hashlib
import os
import re
import tempfile
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from contacthub_tui import paths
from contacthub_tui.domain.import_run import RunState
from contacthub_tui.errors import FileError, RefusedError
from contacthub_tui.services.imports import path_of
from contacthub_tui.store.database import session
from contacthub_tui.store.sql import rows

#: The most that can be pasted, in bytes of UTF-8.
MOST = 2 * 1024 * 1024
_A_DAY = 24 * 3600.0
_LINE_END = re.compile("\r\n|\r")


def keep_cells(database: str, text: str) -> Path:
    """Keep cells as a file of tab-separated UTF-8; `database` is the URL of the open store.

    Raises RefusedError cells-too-big, cells-empty; FileError unwritable.
    """
    if not text.strip():
        raise RefusedError("cells-empty")
    # Terminals turn the ends of lines into returns.
    cells = _LINE_END.sub("\n", text).replace("\0", "").encode("utf-8", "replace")
    if len(cells) > MOST:
        raise RefusedError("cells-too-big", limit=MOST // 1024 // 1024)
    folder = _folder(database)
    now = datetime.now().astimezone()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Readable by its owner alone, from its first byte on.
        handle, name = tempfile.mkstemp(".tsv", f"pasted-{now:%Y-%m-%d-%H%M}-", folder)
        with os.fdopen(handle, "wb") as file:
            file.write(cells)
    except OSError as error:
        raise FileError("unwritable", path=str(folder), reason=error.strerror or "") from error
    return Path(name)


def forget_cells(path: Path) -> None:
    """Remove a file of pasted cells; any other file stays."""
    if path.parent.parent == paths.pasted_dir():
        with suppress(OSError):
            path.unlink()


def clear_cells(database: str) -> None:
    """Remove the cells that no unfinished import needs.

    Those of the last day that no import knows stay: another wizard may be open on them.
    """
    kept: set[Path] = set()
    ended: set[Path] = set()
    with session():
        for text, state in rows(
            "SELECT file_path, state FROM import_run WHERE file_path LIKE ?", ("%.tsv",)
        ):
            is_over = state in (RunState.FINISHED, RunState.UNDONE)
            (ended if is_over else kept).add(path_of(text))
    for path in _folder(database).glob("*.tsv"):
        with suppress(OSError):
            is_old = path.stat().st_mtime < time.time() - _A_DAY
            if path not in kept and (path in ended or is_old):
                path.unlink()


def _folder(database: str) -> Path:
    # A URL may hold a password, which belongs into no name.
    key = hashlib.sha256(database.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return paths.pasted_dir() / key
