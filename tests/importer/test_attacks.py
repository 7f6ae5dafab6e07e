"""Files made to do harm end in rows or a named error, and take no more than a reader may have."""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from contacthub_tui.domain.import_run import ImportOptions
from contacthub_tui.errors import FileError
from contacthub_tui.importer.limits import MEMORY_LIMIT
from contacthub_tui.importer.links import clear_links
from contacthub_tui.importer.reading import Job, read_file
from tests.importer import attack_texts as texts
from tests.importer import attack_workbooks as workbooks
from tests.importer.forked_readers import ForkedReaders, peak_of_children
from tests.importer.outcomes import PROCESSOR, fault_of, judge, read_through
from tests.importer.sample_files import xlsx

Attack = Callable[[Path], Path]

#: What each comes to: rows or the code of an error, and its reason.
QUICK: tuple[tuple[Attack, str], ...] = (
    (workbooks.two_far_cells, "too-big/grid"),
    (workbooks.two_far_cells_of_a_binary_workbook, "too-big/memory"),
    (workbooks.two_far_cells_of_an_old_workbook, "too-big/memory"),
    (workbooks.cells_in_a_diagonal, "too-big/grid"),
    (workbooks.forged_count_of_strings, "too-big/memory"),
    (workbooks.forged_count_of_strings_in_a_binary_workbook, "corrupt/reader"),
    (workbooks.forged_count_of_strings_in_an_old_workbook, "rows"),
    (workbooks.strings_that_are_not_there, "corrupt/reader"),
    (workbooks.a_header_that_claims_all_sectors, "corrupt/header"),
    (workbooks.a_stream_that_claims_two_gigabytes, "rows"),
    (workbooks.a_chain_of_sectors_in_a_circle, "corrupt/reader"),
    (workbooks.a_table_of_tables_in_a_circle, "corrupt/header"),
    (workbooks.a_record_that_goes_on_for_ever, "empty/no-rows"),
    (workbooks.two_thousand_sheets_on_one_part, "empty/no-rows"),
    (workbooks.entities_that_multiply, "corrupt/entities"),
    (workbooks.entities_behind_a_comment, "corrupt/entities"),
    (workbooks.entities_in_wide_letters, "empty/no-rows"),
    (workbooks.entities_among_the_sheets, "rows"),
    (workbooks.entities_of_an_open_document, "corrupt/entities"),
    (workbooks.elements_a_million_deep, "rows"),
    (workbooks.an_archive_in_an_archive, "unsupported-format/zip"),
    (workbooks.an_archive_for_a_sheet, "corrupt/reader"),
    (texts.a_row_of_a_hundred_thousand_columns, "too-big/columns"),
    (workbooks.a_sheet_of_a_hundred_thousand_columns, "too-big/columns"),
    (texts.only_quotes, "too-big/cell"),
    (texts.three_quotes_a_line, "no-phone-column"),
    (texts.only_delimiters, "too-big/line"),
    (texts.a_pipe, "unreadable/not-a-file"),
    (texts.a_directory, "unreadable/directory"),
    (texts.a_link_to_zeros, "unreadable/not-a-file"),
    (texts.a_link_to_itself, "unreadable/os"),
    (texts.a_file_of_the_kernel, "empty/no-bytes"),
)
SLOW: tuple[tuple[Attack, str], ...] = (
    (workbooks.rows_that_go_back, "rows"),
    (workbooks.a_part_that_inflates, "too-big/inflated"),
    (workbooks.a_part_that_inflates_and_denies_it, "too-big/memory"),
    (workbooks.a_sheet_of_two_gigabytes, "too-big"),
    (workbooks.two_thousand_large_sheets_on_one_part, "too-big"),
    (workbooks.two_thousand_old_sheets_on_one_part, "no-phone-column"),
    (workbooks.an_open_document_a_million_deep, "empty/no-rows"),
    (workbooks.rows_that_stand_for_others, "too-big/memory"),
    (workbooks.an_archive_of_a_hundred_thousand, "too-big/parts"),
    (texts.a_header_of_one_word, "rows"),
    (texts.rows_of_sixteen_thousand_numbers, "rows"),
    (texts.one_line_of_five_hundred_megabytes, "too-big/line"),
    (texts.five_hundred_megabytes_that_are_not_there, "rows"),
    (texts.a_quote_a_line, "empty/no-rows"),
    (texts.lines_of_delimiters, "empty/no-rows"),
    (texts.two_million_empty_lines, "empty/no-rows"),
    (texts.two_million_empty_lines_in_a_table, "rows"),
    (texts.lines_that_each_open_a_quote, "rows"),
    (texts.quotes_that_close_a_thousand_lines_on, "rows"),
    (texts.quotes_without_delimiter, "rows"),
    (texts.cells_of_a_megabyte, "rows"),
    (texts.digits_without_end, "rows"),
    (texts.marks_without_end, "rows"),
)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process and its readers put their temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Path]:
    """A folder for one file, which may be large: it goes at once."""
    folder = tmp_path / "target"
    folder.mkdir()
    yield folder
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()


def processor_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


@pytest.mark.parametrize(
    ("attack", "outcome"),
    [
        *(pytest.param(*case, id=case[0].__name__) for case in QUICK),
        *(pytest.param(*case, id=case[0].__name__, marks=pytest.mark.slow) for case in SLOW),
    ],
)
def test_an_attack_ends_in_rows_or_in_a_named_error(
    attack: Attack, outcome: str, target: Path, scratch: Path
) -> None:
    path = attack(target)
    before = processor_of_children()
    rows, error = read_through(path)
    assert processor_of_children() - before < PROCESSOR
    assert peak_of_children() <= MEMORY_LIMIT
    assert fault_of(error) == ""
    if error is None:
        assert (outcome, rows > 0) == ("rows", True)
    else:
        found = (error.code, f"{error.code}/{error.detail.get('reason', error.detail.get('what'))}")
        assert outcome in found, found
    assert list(scratch.iterdir()) == []


def test_a_lonely_cell_far_to_the_right_costs_little_memory(target: Path) -> None:
    readers = ForkedReaders()
    try:
        found = judge(readers, texts.a_lonely_cell_far_to_the_right(target))
    finally:
        readers.close()
    assert (found.wrong, found.rows) == ("", 40_000)
    assert found.memory < 100 * 1024 * 1024


# A file that changes while it is read

LINES = 60_000


def large_csv(path: Path) -> Path:
    path.write_text("Nom,Mobile\n" + "".join(f"A{n},06{n:08d}\n" for n in range(LINES)))
    return path


def replace(path: Path) -> None:
    other = path.with_name("other.csv")
    other.write_text("Nom,Mobile\nBob,0712345678\n" * 1_000)
    other.replace(path)


def replace_by_a_workbook(path: Path) -> None:
    path.write_bytes(xlsx([["Nom", "Mobile"], ["Bob", "0712345678"]]))


def replace_by_a_directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def append(path: Path) -> None:
    with path.open("a") as file:
        file.write("Zoé,0798765432\n")


def cut_off(path: Path) -> None:
    os.truncate(path, 1_000)


@pytest.mark.parametrize(
    "change", [replace, replace_by_a_workbook, replace_by_a_directory, append, cut_off, Path.unlink]
)
def test_a_file_that_changes_while_it_is_read_is_refused(
    change: Callable[[Path], None], target: Path, scratch: Path
) -> None:
    path = large_csv(target / "a.csv")
    with closing(read_file(Job(path, ImportOptions()))) as frames:
        assert next(frames)[0] == "plan"
        assert next(frames)[0] == "rows"
        # The reader cannot be far ahead: a pipe holds 64 KiB.
        change(path)
        with pytest.raises(FileError) as caught:
            list(frames)
    assert caught.value.code in ("unreadable", "bad-encoding")
    assert fault_of(caught.value) == ""
    assert list(scratch.iterdir()) == []
    if path.is_dir():
        path.rmdir()


def test_whoever_stops_reading_leaves_nothing_behind(target: Path, scratch: Path) -> None:
    path = large_csv(target / "a.csv")
    with closing(read_file(Job(path, ImportOptions()))) as frames:
        assert next(frames)[0] == "plan"
    assert list(scratch.iterdir()) == []


def test_the_link_of_a_killed_reader_is_removed(scratch: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED], env={**os.environ, "TMPDIR": str(scratch)}
    ) as killed:
        pass
    assert len(list(scratch.iterdir())) == 1
    clear_links(killed.pid + 1)
    assert len(list(scratch.iterdir())) == 1
    clear_links(killed.pid)
    assert list(scratch.iterdir()) == []


KILLED = """
import os
from pathlib import Path
from contacthub_tui.importer.links import linked
with linked(Path("a"), "xlsx"):
    os.kill(os.getpid(), 9)
"""
