"""Damaged files end in rows or in an error with a name; nothing else of the program is harmed."""

import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

import pytest

from tests.importer import mutations
from tests.importer.forked_readers import ForkedReaders
from tests.importer.outcomes import CODES, Outcome, judge, read_through

#: Other seeds make other files: a failure names its number, and `mutations` makes it again.
SEED = 1
WORKERS = 2


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process and its readers put their temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def readers() -> Iterator[list[ForkedReaders]]:
    started = [ForkedReaders() for _worker in range(WORKERS)]
    yield started
    for one in started:
        one.close()


def judge_all(
    kind: str, numbers: range, readers: list[ForkedReaders], folder: Path
) -> dict[int, Outcome]:
    """What became of every mutation of these numbers."""
    free: SimpleQueue[ForkedReaders] = SimpleQueue()
    for one in readers:
        free.put(one)

    def outcome(number: int) -> Outcome:
        suffix, data = make(kind, number)
        path = folder / f"{number}.{suffix}"
        path.write_bytes(data)
        mine = free.get()
        try:
            return judge(mine, path)
        finally:
            free.put(mine)
            path.unlink()

    with ThreadPoolExecutor(len(readers)) as pool:
        return dict(zip(numbers, pool.map(outcome, numbers), strict=True))


def make(kind: str, number: int) -> tuple[str, bytes]:
    if kind == "workbook":
        return mutations.workbook(SEED, number)
    return "csv", mutations.text(SEED, number)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("workbook", range(150)),
        ("text", range(90)),
        pytest.param("workbook", range(150, 5_000), marks=pytest.mark.slow),
        pytest.param("text", range(90, 3_000), marks=pytest.mark.slow),
    ],
)
def test_a_damaged_file_ends_in_rows_or_in_a_named_error(
    kind: str, numbers: range, readers: list[ForkedReaders], scratch: Path, tmp_path: Path
) -> None:
    outcomes = judge_all(kind, numbers, readers, tmp_path)
    assert not {
        number: f"{found.wrong} {found.said}" for number, found in outcomes.items() if found.wrong
    }
    codes = [found.code for found in outcomes.values()]
    # Damage that nothing survives, or that harms nothing, would try little of the program.
    assert 0.2 < codes.count("rows") / len(codes) < 0.9
    assert len(set(codes)) > 3
    assert list(scratch.iterdir()) == []
    assert not any(one.left() for one in readers)


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("workbook", range(5)),
        ("text", range(5)),
        pytest.param("workbook", range(5, 30), marks=pytest.mark.slow),
        pytest.param("text", range(5, 30), marks=pytest.mark.slow),
    ],
)
def test_forked_readers_find_what_readers_of_their_own_find(
    kind: str, numbers: range, readers: list[ForkedReaders], scratch: Path, tmp_path: Path
) -> None:
    before = children()
    for number in numbers:
        suffix, data = make(kind, number)
        path = tmp_path / f"a.{suffix}"
        path.write_bytes(data)
        forked = judge(readers[0], path)
        rows, error = read_through(path)
        assert (rows, "rows" if error is None else error.code) == (forked.rows, forked.code), number
        assert error is None or error.code in CODES
    assert list(scratch.iterdir()) == []
    assert children() == before


def test_a_damaged_file_is_always_the_same(tmp_path: Path) -> None:
    for number in range(20):
        assert mutations.workbook(SEED, number) == mutations.workbook(SEED, number)
        assert mutations.text(SEED, number) == mutations.text(SEED, number)


def children() -> set[str]:
    """Children of this process, ended ones that nobody waited for among them."""
    tasks = Path("/proc/self/task")
    if not tasks.exists():
        return set()
    held = (task / "children" for task in tasks.iterdir())
    return {child for path in held for child in path.read_text().split()} - {str(os.getpid())}
