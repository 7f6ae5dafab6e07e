"""A file under another suffix. Enters: a path. Leaves: a link to it, which goes again.

A reader that is killed while it opens a workbook cannot remove its link: who started it does.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def linked(path: Path, suffix: str) -> Iterator[Path]:
    """A link to the file whose name ends as wanted."""
    with tempfile.TemporaryDirectory(prefix=_prefix(os.getpid())) as folder:
        link = Path(folder) / f"workbook.{suffix}"
        link.symlink_to(path.resolve())
        yield link


def clear_links(process: int) -> None:
    """Remove the links that an ended process has left."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_prefix(process)}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _prefix(process: int) -> str:
    return f"contacthub-{process}-"
