"""What a paste is: a path, several, or cells of a spreadsheet. Enters: the text. Leaves: one of
these.

It may ask the disk whether a file exists: call it in a thread.
"""

import shlex
from contextlib import suppress
from pathlib import Path

from contacthub_tui.widgets.dropped_path import dropped_path

_STARTS = ("/", "~", "file://", "'/", '"/', "'~", '"~')


def pasted_path(text: str) -> Path | None:
    """The path that was pasted; None where the text is cells, with tabs or several lines.

    Files that are dropped together arrive as one path a line: the first counts.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and (whole := _path_over_lines(text.strip())) is not None:
        return whole
    path = dropped_path(text)
    if len(lines) < 2 and "\t" not in text.strip():
        return path
    if all(line.startswith(_STARTS) and "\t" not in line for line in lines):
        return path
    return path if path is not None and _is_file(path) else None


def paths_pasted(text: str) -> int:
    """How many files were dropped together, one a line or each as a word of a shell; 0 or 1 where
    it is one path or none."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    words = lines
    if len(lines) == 1 and not _is_file(Path(lines[0])):
        with suppress(ValueError):  # a quote that is part of the name
            words = shlex.split(lines[0])
    return len(words) if all(word.startswith(_STARTS) for word in words) else 0


def _path_over_lines(text: str) -> Path | None:
    """The file that has an end of a line in its name, as it is or quoted; None where none is so."""
    if not text.startswith(_STARTS):
        return None
    # Terminals turn the ends of lines into returns.
    spelled = {text, text.replace("\r\n", "\n").replace("\r", "\n")}
    for one in sorted(spelled):
        words = [one]
        with suppress(ValueError):  # a quote that is part of the name
            words += shlex.split(one)[:1] if one[0] in "'\"" else []
        for word in words:
            if len(word.splitlines()) > 1 and _is_file(path := Path(word)):
                return path
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
