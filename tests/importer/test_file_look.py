"""What the wizard is told of a file: at once, then all of it, and never of a file that was before.

The process behind it is real; a hostile file, or whoever kills it, takes down nothing else.
"""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from contacthub_tui.domain.import_draft import ColumnMatch, FileFindings, FilePreview
from contacthub_tui.domain.import_run import ImportOptions, ReadOptions
from contacthub_tui.errors import FileError
from contacthub_tui.importer.file_look import FileLook

_PATIENCE = 30.0


class Told:
    """A look, and everything that it has told."""

    def __init__(self) -> None:
        self.all: list[FileFindings] = []
        self._changed = threading.Condition()
        self.look = FileLook(self._take)

    def _take(self, findings: FileFindings) -> None:
        with self._changed:
            self.all.append(findings)
            self._changed.notify()

    @property
    def last(self) -> FileFindings:
        return self.all[-1] if self.all else FileFindings()

    def until(self, holds: Callable[[FileFindings], Any]) -> FileFindings:
        """The findings once they are so."""
        with self._changed:
            assert self._changed.wait_for(lambda: holds(self.last), _PATIENCE), self.last
            return self.last

    def at(self, path: Path, **read: Any) -> FilePreview:
        """The preview of a file."""
        self.look.look(path, ReadOptions(**read), "FR")
        found = self.until(lambda findings: findings.preview or findings.error)
        assert found.preview is not None, found.error
        return found.preview

    def columns(self, path: Path, **options: Any) -> dict[str, ColumnMatch]:
        """Where the columns of a file go, once all rows were read."""
        self.look.look(path, ReadOptions(), "FR")
        self.look.match(ImportOptions(**options), (), {})
        found = self.until(lambda f: f.error or (f.counted and f.forecast and f.forecast.done == 1))
        return {column.header: column for column in found.columns}

    def error(self) -> FileError:
        found = self.until(lambda findings: findings.error).error
        assert isinstance(found, FileError)
        return found


@pytest.fixture
def told() -> Iterator[Told]:
    told = Told()
    yield told
    told.look.close()


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def rows(count: int, line: str = "Zoé,06 12 34 {0:02} {1:02}\n") -> str:
    return "".join(line.format(row // 100 % 100, row % 100) for row in range(count))


def test_a_file_is_known_at_first_sight_and_then_to_its_end(told: Told, tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv", "Export du 3 mars\n\nPrénom;Mobile\n" + rows(3_000, "Zoé;0612345678\n")
    )
    found = told.at(path)
    assert (found.kind, found.encoding, found.delimiter, found.header_row) == (
        "csv",
        "utf-8",
        ";",
        3,
    )
    assert found.headers == ("Prénom", "Mobile")
    assert found.rows[:2] == ((1, ("Export du 3 mars",)), (3, ("Prénom", "Mobile")))
    assert found.encodings[0] == "utf-8" and "cp1252" in found.encodings
    whole = told.until(lambda findings: findings.counted)
    assert whole.rows == 3_000
    assert len(whole.fingerprint) == 64
