"""The rows of one sheet of a workbook. Enters: a path and its kind. Leaves: rows of text.

python-calamine reads them. It chooses its reader by the suffix, so it gets a link with the suffix
that the content calls for; only then does it tell an encrypted file from a broken one. Its panics
are no `Exception`, and its memory follows the corners of a sheet: `package` looks before it leaps.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from contacthub_tui.errors import FileError
from contacthub_tui.importer.links import linked
from contacthub_tui.importer.package import check_grid, check_package

#: Beyond this a whole number has lost digits in a float: 2 ** 53, rounded down.
_SURE_DIGITS = 1e15
#: Sheets that are looked into for one that holds something.
_TRIED = 30
_HALF_SECOND = timedelta(milliseconds=500)


class WorkbookSource:
    """One sheet, held in memory as long as a source of it is open."""

    def __init__(self, sheet: CalamineSheet, sheets: tuple[str, ...]) -> None:
        self.sheet = sheet.name
        self.sheets = sheets
        self._held: CalamineSheet | None = sheet
        self._last = 0

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every row with its number; columns count from A. Raises FileError: corrupt."""
        if self._held is None:
            return
        start = self._held.start
        left = [""] * (start[1] if start else 0)
        with _faults_told():
            for row, cells in enumerate(self._held.iter_rows(), 1):
                self._last = row
                # Between two far cells lie a great many that are empty.
                if cells.count("") == len(cells):
                    continue
                yield row, left + [cell_text(cell) for cell in cells]

    def progress(self) -> float:
        """How many of the rows the latest iteration has given, from 0 to 1."""
        if self._held is None or self._held.end is None:
            return 0.0
        return min(1.0, self._last / (self._held.end[0] + 1))

    def again(self) -> "WorkbookSource":
        """Another source of the same sheet, to be read beside this one."""
        assert self._held is not None
        return WorkbookSource(self._held, self.sheets)

    def close(self) -> None:
        """Let go of the sheet."""
        self._held = None


class Workbook:
    """An open workbook. `sheets` are the names of its sheets, the visible ones first, `hidden`
    those of the others.
    """

    def __init__(self, path: Path, kind: str) -> None:
        """Raises FileError: password-protected, corrupt, too-big."""
        check_package(path, kind)
        self._path, self._kind = path, kind
        with _faults_told():
            self._workbook = _load(path, kind)
            # Charts, dialogs and macros hold no rows.
            found = [
                (index, sheet)
                for index, sheet in enumerate(self._workbook.sheets_metadata)
                if sheet.typ == SheetTypeEnum.WorkSheet
            ]
            found.sort(key=lambda numbered: numbered[1].visible != SheetVisibleEnum.Visible)
        self._found = found
        self.sheets = tuple(sheet.name for _index, sheet in found)
        self.hidden = tuple(
            sheet.name for _index, sheet in found if sheet.visible != SheetVisibleEnum.Visible
        )
        self._held: tuple[int, WorkbookSource] | None = None
        self._filled: int | None = None

    def source(self, wanted: str | None) -> WorkbookSource:
        """The sheet called so, or the first visible one that holds something, or a hidden one.

        The sheet that was taken before goes, unless it is the same: two at a time would take twice
        the memory. Other sheets are not read where the format allows it, and a damaged one does not
        stop the search. Raises FileError: corrupt, too-big, empty, unreadable (reason: sheet, with
        the names there are in `sheets`).
        """
        if wanted is None:
            return self._first_filled()
        index = _find_sheet(self._found, wanted)
        if index is None:
            raise FileError("unreadable", reason="sheet", sheet=wanted, sheets=list(self.sheets))
        return self._read(index)

    def close(self) -> None:
        """Let go of the sheet that is held."""
        if self._held is not None:
            self._held[1].close()
            self._held = None

    def _read(self, index: int) -> WorkbookSource:
        if self._held is None or self._held[0] != index:
            self.close()
            check_grid(self._path, self._kind, index)
            with _faults_told():
                sheet = self._workbook.get_sheet_by_index(index)
            self._held = index, WorkbookSource(sheet, self.sheets)
        return self._held[1].again()

    def _first_filled(self) -> WorkbookSource:
        if self._filled is not None:
            return self._read(self._filled)
        damage: FileError | None = None
        for index, _sheet in self._found[:_TRIED]:
            try:
                source = self._read(index)
                if any(any(map(str.strip, cells)) for _row, cells in source.rows()):
                    self._filled = index
                    return source
            except FileError as error:
                if error.code != "corrupt":
                    raise
                damage = damage or error
        raise damage or FileError("empty", reason="no-rows")


def cell_text(cell: Any) -> str:
    """A cell's value as text: digits for whole numbers, ISO 8601 for dates and times.

    A moment is rounded to the second: dates are fractions of days, and 10:00 may be a microsecond
    off. A duration counts hours: 36:00:00.
    """
    if isinstance(cell, str):
        return cell
    return _TEXTS.get(type(cell), str)(cell)


def _number_text(number: float) -> str:
    whole = number.is_integer() and abs(number) < _SURE_DIGITS
    return str(int(number)) if whole else repr(number)


def _moment_text(moment: datetime) -> str:
    if moment.microsecond and moment.year < datetime.max.year:
        moment = (moment + _HALF_SECOND).replace(microsecond=0)
    if moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds")


def _duration_text(duration: timedelta) -> str:
    seconds = round(duration.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    sign = "-" if seconds < 0 else ""
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}:{rest:02}"


_TEXTS: dict[type, Callable[[Any], str]] = {
    bool: lambda answer: "true" if answer else "false",
    float: _number_text,
    datetime: _moment_text,
    date: date.isoformat,
    time: lambda moment: moment.isoformat("seconds"),
    timedelta: _duration_text,
}


def _load(path: Path, kind: str) -> CalamineWorkbook:
    with linked(path, kind) as link:
        return CalamineWorkbook.from_path(link)


def _find_sheet(found: list[tuple[int, SheetMetadata]], wanted: str) -> int | None:
    for index, sheet in found:
        if sheet.name == wanted:
            return index
    # Excel takes names that differ by case alone for the same.
    key = wanted.strip().casefold()
    return next((index for index, sheet in found if sheet.name.strip().casefold() == key), None)


@contextmanager
def _faults_told() -> Iterator[None]:
    """Turn whatever calamine throws into a FileError."""
    try:
        yield
    except PasswordError:
        raise FileError("password-protected") from None
    except (FileError, MemoryError, GeneratorExit, KeyboardInterrupt, SystemExit):
        raise
    # A panic of Rust derives from BaseException alone.
    except BaseException as error:  # noqa: BLE001
        raise FileError("corrupt", reason="reader", problem=str(error)[:200]) from None
