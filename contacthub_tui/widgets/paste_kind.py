"""What a paste is: a path, or cells of a spreadsheet. Enters: the text. Leaves: one of the two.

It may ask the disk whether a file exists: call it in a thread.
"""

from pathlib import Path

from contacthub_tui.widgets.dropped_path import dropped_path

_STARTS = ("/", "~", "file://", "'/", '"/', "'~", '"~')


def pasted_path(text: str) -> Path | None:
    """The path that was pasted; None where the text is cells, with tabs or several lines.

    Files that are dropped together arrive as one path a line: the first counts.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    path = dropped_path(text)
    if len(lines) < 2 and "\t" not in text.strip():
        return path
    if all(line.startswith(_STARTS) and "\t" not in line for line in lines):
        return path
    return path if path is not None and _is_file(path) else None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
