"""Write a file complete or not at all.

Enters: the path that an operator named. Leaves: the file under that name once it is whole; until
then, and where it cannot be finished, whatever was there before.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlsxwriter.exceptions import XlsxFileError

from contacthub_tui.errors import FileError


@contextmanager
def draft_of(path: Path, **detail: object) -> Iterator[Path]:
    """A path to write to; what is there at the end takes the place of `path`.

    What is no file (a pipe, a terminal), or stands where no other may be made, is written to as it
    is. Raises FileError unwritable, with `detail`.
    """
    try:
        target = path.resolve()
        if target.exists() and not (target.is_file() and os.access(target.parent, os.W_OK)):
            yield target
            return
        # A folder beside, since a writer may need more files than one, and leave them behind.
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.stem}-") as folder:
            draft = Path(folder) / target.name
            yield draft
            with draft.open("rb") as file:
                os.fsync(file.fileno())
            draft.replace(target)
    except (OSError, XlsxFileError) as error:
        # xlsxwriter hands on the error of the system as its argument.
        cause = error if isinstance(error, OSError) else error.args[0]
        reason = getattr(cause, "strerror", None) or ""
        raise FileError("unwritable", path=str(path), reason=reason, **detail) from error
