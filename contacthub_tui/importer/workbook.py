"""Sheets."""

from pathlib import Path

from contacthub_tui.errors import FileError


def open_workbook(path: Path, kind: str, wanted: str | None):
    raise FileError("unsupported-format", what=kind)
