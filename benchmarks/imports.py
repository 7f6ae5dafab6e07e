"""Imports of generated files, beside `sqlite-utils insert --csv` of the same file.

The peer checks nothing, keeps no results and makes nothing searchable.
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import xlsxwriter

from benchmarks import stores
from benchmarks.figure import Figure
from benchmarks.processes import Run, run
from tests.postgres_cluster import NoPostgresError, start_cluster

_MEMORY = 400 * 1000 * 1000
_SMALL = 100_000
#: A large file has so many times the rows of the measured one.
_LARGE = 5


def measure(rows: int, folder: Path) -> list[Figure]:
    """The figures of a file of `rows` rows."""
    file = stores.spreadsheet(folder, rows)
    theirs = peer(file, folder)
    home = _empty(folder)
    first = _import(file, home)
    again = _import(file, home)
    half = _import(_half_changed(file, folder), home)
    memory = f"{_MEMORY / 1e6:.0f} MB"
    figures = [
        Figure(
            f"Import of {rows:,} rows of CSV",
            _rate(first, rows),
            f"sqlite-utils {_rate(theirs, rows)}",
            theirs.seconds / first.seconds,
            "4 times as fast",
            theirs.seconds / first.seconds >= 4,
        ),
        _memory_figure(f"Memory of the import of {rows:,} rows, all processes", first, memory),
        _beside("The same file again, all unchanged", again, first, rows),
        _beside("The same, half of the rows update", half, first, rows),
    ]
    figures += _sizes(rows, folder, memory)
    figures += _workbook(rows, folder, first)
    return [*figures, *_postgres(file, folder, rows)]


def _import(file: Path, home: Path, *words: str) -> Run:
    return run([*stores.CONTACTHUB, "import", str(file), "--json", *words], stores.environ(home))


@cache
def peer(file: Path, folder: Path) -> Run:
    """What sqlite-utils needs for a file, measured once a run."""
    database = folder / "peer.db"
    database.unlink(missing_ok=True)
    command = [sys.executable, "-m", "sqlite_utils", "insert", str(database), "team", str(file)]
    done = run([*command, "--csv"], {})
    database.unlink()
    return done


def _empty(folder: Path) -> Path:
    home = folder / "home-imports"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    return home


def _half_changed(file: Path, folder: Path) -> Path:
    """The same rows, every second one with another town."""
    changed = folder / f"half-{file.name}"
    with file.open(encoding="utf-8") as old, changed.open("w", encoding="utf-8") as new:
        for row, line in enumerate(old):
            cells = line.split(",")
            if row and row % 2:
                cells[5] = "Vannes"
            new.write(",".join(cells))
    return changed


def _sizes(rows: int, folder: Path, memory: str) -> list[Figure]:
    """What a row costs in a large file and in a small one."""
    small_rows, large_rows = min(_SMALL, rows), rows * _LARGE
    small = _import(stores.spreadsheet(folder, small_rows), _empty(folder))
    large = _import(stores.spreadsheet(folder, large_rows), _empty(folder))
    ratio = (large.seconds / large_rows) / (small.seconds / small_rows)
    return [
        Figure(
            f"A row of {large_rows:,} beside one of {small_rows:,}",
            _rate(large, large_rows),
            _rate(small, small_rows),
            ratio,
            "1.3",
            ratio <= 1.3,
        ),
        _memory_figure(f"Memory of the import of {large_rows:,} rows", large, memory),
    ]


def _workbook(rows: int, folder: Path, first: Run) -> list[Figure]:
    count = rows // 5
    file = folder / f"team-{count}.xlsx"
    if not file.exists():
        table = stores.spreadsheet(folder, count)
        with xlsxwriter.Workbook(file, {"constant_memory": True}) as workbook:
            sheet = workbook.add_worksheet()
            with table.open(encoding="utf-8") as lines:
                for row, line in enumerate(lines):
                    sheet.write_row(row, 0, line.rstrip("\n").split(","))
    done = _import(file, _empty(folder))
    seconds = first.seconds / rows * count
    return [_beside(f"Import of {count:,} rows of .xlsx", done, Run(seconds, 0, {}), count)]


def _postgres(file: Path, folder: Path, rows: int) -> list[Figure]:
    """The same file into PostgreSQL, which keeps what it is told, beside SQLite, one by one."""
    try:
        with _server() as url:
            theirs = _import(file, _empty(folder), "--database", url)
    except NoPostgresError as error:
        print(f"PostgreSQL was not measured: {error}", file=sys.stderr)
        return []
    ours = _import(file, _empty(folder))
    ratio = theirs.seconds / ours.seconds
    return [
        Figure(
            f"Import of {rows:,} rows into PostgreSQL",
            _rate(theirs, rows),
            f"SQLite {_rate(ours, rows)}",
            ratio,
            "1",
            ratio <= 1,
        )
    ]


@contextmanager
def _server() -> Iterator[str]:
    cluster = start_cluster("fsync=on", "synchronous_commit=on", "full_page_writes=on")
    try:
        yield cluster.create("benchmark")
    finally:
        cluster.stop()


def _beside(what: str, done: Run, first: Run, rows: int) -> Figure:
    ratio = done.seconds / first.seconds
    return Figure(what, _rate(done, rows), f"first import {first.seconds:.1f} s", ratio, "", True)


def _memory_figure(what: str, done: Run, target: str) -> Figure:
    return Figure(what, f"{done.memory / 1e6:.0f} MB", "", None, target, done.memory <= _MEMORY)


def _rate(done: Run, rows: int) -> str:
    return f"{done.seconds:.1f} s ({rows / done.seconds:,.0f} rows/s)"


def main(size: int) -> None:
    """Print the figures."""
    for figure in measure(size, stores.default_folder()):
        print(*figure.cells, sep=" | ")


if __name__ == "__main__":
    main(int(sys.argv[1]))
