"""What became of a file. Enters: a path. Leaves: rows or a named error, and whatever is wrong."""

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contacthub_tui.domain.import_run import ImportOptions
from contacthub_tui.domain.text import safe
from contacthub_tui.errors import FileError
from contacthub_tui.importer.limits import MEMORY_LIMIT
from contacthub_tui.importer.reading import Job, read_file
from contacthub_tui.wording import sentence
from tests.importer.forked_readers import ForkedReaders

#: The errors a file can end in, as `contacthub import --json` names them, but for those of options.
CODES = frozenset(
    "not-found unreadable password-protected corrupt unsupported-format too-big empty"
    " no-phone-column bad-encoding".split()
)
#: Seconds of processor that a small file may take.
PROCESSOR = 20.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """`code` is "rows" or that of the error, `wrong` what the product does not promise."""

    code: str
    reason: str
    rows: int
    wrong: str
    said: str = ""
    processor: float = 0.0
    memory: int = 0


def read_through(
    path: Path, start: Any = None, options: ImportOptions | None = None
) -> tuple[int, FileError | None]:
    """Read a file to its end in a reader: how many rows it gave, and the error it ended in."""
    rows = 0
    try:
        with closing(read_file(Job(path, options or ImportOptions()), start)) as frames:
            for frame in frames:
                if frame[0] == "rows":
                    rows += sum(len(part) for part in frame if isinstance(part, list))
    except FileError as error:
        return rows, error
    return rows, None


def fault_of(error: FileError | None) -> str:
    """What is wrong with an error: an unknown code, or no clear sentence of its own."""
    if error is None:
        return ""
    if error.code not in CODES:
        return f"unknown code {error.code}"
    said = sentence(error)
    if re.search(r"\{[a-z_]+\}", said) or said != safe(said, 2_000) or len(said) > 1_500:
        return f"no clear sentence: {said!r}"
    return ""


def judge(readers: ForkedReaders, path: Path) -> Outcome:
    """Read a file in a forked reader, and hold what came of it against every promise."""
    rows, error = read_through(path, readers.start)
    reader, said = readers.last, readers.said()
    assert reader is not None
    checks: tuple[tuple[str, Callable[[], object]], ...] = (
        ("a traceback", lambda: "Traceback" in said),
        ("memory", lambda: reader.memory > MEMORY_LIMIT),
        ("processor", lambda: reader.processor > PROCESSOR),
        ("not waited for", lambda: reader.returncode is None or readers.left()),
    )
    wrong = [fault_of(error), *(name for name, failed in checks if failed())]
    return Outcome(
        "rows" if error is None else error.code,
        "" if error is None else str(error.detail.get("reason", error.detail.get("what", ""))),
        rows,
        ", ".join(filter(None, wrong)),
        said,
        reader.processor,
        reader.memory,
    )
