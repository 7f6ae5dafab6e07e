"""A text file becomes a table: encoding, delimiter, header, row numbers, broken quotes."""

import csv
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from contacthub_tui.domain.import_run import ReadOptions
from contacthub_tui.errors import FileError
from contacthub_tui.importer.sources import Table, open_table

FRENCH = "Prénom;Téléphone\nHélène;0612345678\nJérôme;0612345679\n"


def table_of(folder: Path, data: bytes | str, options: ReadOptions | None = None) -> Table:
    path = folder / "table.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return open_table(path, options or ReadOptions())


def rows_of(folder: Path, data: bytes | str) -> list[list[str]]:
    return [cells for _row, cells in table_of(folder, data).rows()]


def refusal(folder: Path, data: bytes | str, options: ReadOptions | None = None) -> FileError:
    with pytest.raises(FileError) as caught:
        list(table_of(folder, data, options).rows())
    return caught.value


# Encoding


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
        ("cp1252", b"", "cp1252"),
        ("mac_roman", b"", "mac_roman"),
        ("utf-16-le", b"\xff\xfe", "utf-16"),
        ("utf-16-be", b"\xfe\xff", "utf-16"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", b"\xff\xfe\0\0", "utf-32"),
        ("utf-32-le", b"", "utf-32-le"),
        ("utf-32-be", b"", "utf-32-be"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, codec: str, mark: bytes, name: str) -> None:
    table = table_of(tmp_path, mark + FRENCH.encode(codec))
    assert table.info.encoding == name
    assert table.info.headers == ("Prénom", "Téléphone")
    assert next(table.rows()) == (2, ["Hélène", "0612345678"])


def test_plain_text_is_ascii(tmp_path: Path) -> None:
    assert table_of(tmp_path, "Name,Phone\nAnna,0612345678\n").info.encoding == "ascii"


@pytest.mark.parametrize("words", ["Иван", "王小明", "علي", "Γιώργος", "上上上"])
def test_utf_16_without_a_mark_is_found_in_any_script(tmp_path: Path, words: str) -> None:
    text = f"Name\tPhone\r\n{words}\t+79161234567\r\n" * 3
    assert table_of(tmp_path, text.encode("utf-16-le")).info.encoding == "utf-16-le"


def test_one_accent_at_the_end_of_a_large_file_counts(tmp_path: Path) -> None:
    plain = "Name;Phone\n" + "Anna;0612345678\n" * 300_000
    table = table_of(tmp_path, (plain + "Zoé;0612345679\n").encode("cp1252"))
    assert table.info.encoding == "cp1252"


@pytest.mark.parametrize("name", ["cp1250", "windows-1250", "CP1250"])
def test_a_given_encoding_is_obeyed(tmp_path: Path, name: str) -> None:
    data = "Imię;Telefon\nŁucja;0612345678\n".encode("cp1250")
    assert table_of(tmp_path, data, ReadOptions(encoding=name)).info.headers[0] == "Imię"


def test_latin_9_is_known_by_its_usual_spelling(tmp_path: Path) -> None:
    table = table_of(tmp_path, b"Prix \xa4;Tel\n1;2\n", ReadOptions(encoding="latin-9"))
    assert table.info.headers[0] == "Prix €"


@pytest.mark.parametrize("name", ["klingon", "hex", "idna", "zip", "", "a\0b"])
def test_an_unknown_encoding_is_refused(tmp_path: Path, name: str) -> None:
    error = refusal(tmp_path, FRENCH, ReadOptions(encoding=name))
    assert (error.code, error.detail["reason"]) == ("bad-encoding", "unknown")


def test_a_given_encoding_that_does_not_decode_the_file_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, FRENCH.encode("cp1252"), ReadOptions(encoding="utf-8"))
    assert (error.code, error.detail["reason"]) == ("bad-encoding", "undecodable")


# Lines and delimiters


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_with_any_line_end(tmp_path: Path, end: str, delimiter: str) -> None:
    lines = [("Name", "Phone", "Note"), ("Anna", "0612345678", "a, b"), ("Bob", "0612345679", "c")]
    text = end.join(
        delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in line)
        for line in lines
    )
    table = table_of(tmp_path, text)
    assert table.info.delimiter == delimiter
    assert list(table.rows()) == [(2, list(lines[1])), (3, list(lines[2]))]


def test_decimal_commas_are_no_delimiter(tmp_path: Path) -> None:
    assert table_of(tmp_path, "Nom;Prix\nA;1,5\nB;2,7\nC;3,25\n").info.delimiter == ";"


def test_a_file_of_one_column_has_no_delimiter(tmp_path: Path) -> None:
    table = table_of(tmp_path, "0612345678\n+33 6 12 34 56 79\n")
    assert (table.info.delimiter, table.info.headers, table.info.header_row) == (None, ("A",), 0)
    assert len(list(table.rows())) == 2


def test_a_given_delimiter_is_obeyed(tmp_path: Path) -> None:
    table = table_of(tmp_path, "a^b\n1^2\n", ReadOptions(delimiter="^"))
    assert table.info.headers == ("a", "b")
    error = refusal(tmp_path, "a^b\n", ReadOptions(delimiter="^^"))
    assert (error.code, error.detail["reason"]) == ("unreadable", "delimiter")


def test_excels_separator_line_is_obeyed_and_no_row(tmp_path: Path) -> None:
    table = table_of(tmp_path, "sep=;\r\nName;Phone\r\na,b,c;0612345678\r\n")
    assert (table.info.delimiter, table.info.headers) == (";", ("Name", "Phone"))
    assert [cells for _row, cells in table.rows()] == [["a,b,c", "0612345678"]]


def test_nuls_are_let_go(tmp_path: Path) -> None:
    assert rows_of(tmp_path, b"Name,Phone\nAn\0na,0612345678\0\0\n") == [["Anna", "0612345678"]]


# Quotes


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('"say ""hi""",0612345678', ['say "hi"', "0612345678"]),
        ('"two\nlines",0612345678', ["two\nlines", "0612345678"]),
        ('"two\r\nlines",0612345678', ["two\r\nlines", "0612345678"]),
        ('"Bob "the man" Smith",0612345678', ['Bob "the man" Smith', "0612345678"]),
        ('5" pipe,0612345678', ['5" pipe', "0612345678"]),
        ('"Bob \\"the man\\" Smith",0612345678', ['Bob "the man" Smith', "0612345678"]),
        ('"a" , "0612345678"', ["a ", "0612345678"]),
        ('"",0612345678', ["", "0612345678"]),
    ],
)
def test_quotes_are_read_as_people_mean_them(tmp_path: Path, line: str, cells: list[str]) -> None:
    text = f"Name,Phone\nAnna,0612345679\n{line}\nZoe,0612345670\n"
    found = rows_of(tmp_path, text)
    assert [found[0], found[2]] == [["Anna", "0612345679"], ["Zoe", "0612345670"]]
    assert [cell.strip() for cell in found[1]] == [cell.strip() for cell in cells]


@pytest.mark.parametrize("width", [2, 3, 6])
@pytest.mark.parametrize("after", [0, 5, 5_000])
def test_a_quote_that_never_closes_swallows_no_row(tmp_path: Path, width: int, after: int) -> None:
    rest = ",x" * (width - 1)
    rows = ["Name" + ",Column" * (width - 1), "Anna" + rest, '"Bob' + rest]
    rows += [f"N{number}{rest}" for number in range(after)]
    found = rows_of(tmp_path, "\n".join(rows))
    assert len(found) == 2 + after
    assert found[1][0] == '"Bob'


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"), max_size=12),
            min_size=3,
            max_size=3,
        ),
        max_size=8,
    )
)
@example([['a"b', "\n", ";,\t|"]])
def test_what_a_spreadsheet_writes_is_read_back(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "written.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(["Name", "Phone", "Note"])
        writer.writerows(rows)
    options = ReadOptions(delimiter=",", header_row=1)
    try:
        found = [cells for _row, cells in open_table(path, options).rows()]
    except FileError as error:
        # A file of a few control characters passes for no text.
        assert error.detail["what"] == "binary"
        return
    if not any("\\" in cell for row in rows for cell in row):
        assert found == [row for row in rows if any(map(str.strip, row))]


@pytest.mark.parametrize(
    "text",
    [
        '"Name,City,Phone"\n"""Li, Anna"",Lyon,06"\n',
        'Name,City,Phone\n"""Li, Anna"",Lyon,06"\nBob,Metz,07\n',
    ],
)
def test_lines_that_were_quoted_once_more_as_a_whole_are_read(tmp_path: Path, text: str) -> None:
    assert ["Li, Anna", "Lyon", "06"] in rows_of(tmp_path, text)


@pytest.mark.parametrize("note", ["Source: a, b", "Source: a, b, c\nand d"])
def test_a_note_with_commas_stays_one_cell(tmp_path: Path, note: str) -> None:
    text = f'Name,City,Phone\nBob,Metz,07\n"{note}"\nBob,Metz,08\n'
    assert rows_of(tmp_path, text)[1:] == [[note, "", ""], ["Bob", "Metz", "08"]]


@pytest.mark.parametrize("cell", ["0612345678, 0712345678", "Lyon, Metz"])
def test_cells_with_commas_in_a_file_of_one_column_stay_whole(tmp_path: Path, cell: str) -> None:
    assert rows_of(tmp_path, f'Things\n"{cell}"\n"{cell}"\n') == [[cell], [cell]]


# Header and rows


@pytest.mark.parametrize(
    ("text", "header_row", "headers"),
    [
        ("Name,Phone\nAnna,0612345678\n", 1, ("Name", "Phone")),
        ("Team of 2024\n\nName,Phone\nAnna,0612345678\n", 3, ("Name", "Phone")),
        ("# made by hand\nName,Phone\nAnna,0612345678\n", 2, ("Name", "Phone")),
        ("\n,,\nName,Phone,City\nAnna,0612345678,Lyon\n", 3, ("Name", "Phone", "City")),
        ("Anna,0612345678\nBob,0612345679\n", 0, ("A", "B")),
        ("Name,City\nAnna,Lyon\nBob,Paris\n", 1, ("Name", "City")),
        ("Phone\n0612345678\n0612345679\n", 1, ("Phone",)),
        (",Name,Phone\n,Anna,0612345678\n", 1, ("A", "Name", "Phone")),
        ("# one\n# two, with a comma\nName,Phone\nAnna,0612345678\n", 3, ("Name", "Phone")),
        ("Name,City,\nAnna,Lyon,0612345678\nBob,Lyon,\n", 1, ("Name", "City", "C")),
        ("Anna,Lyon,\nBob,Lyon,0612345678\nEve,Metz,0612345679\n", 0, ("A", "B", "C")),
    ],
)
def test_the_header_is_found(
    tmp_path: Path, text: str, header_row: int, headers: tuple[str, ...]
) -> None:
    info = table_of(tmp_path, text).info
    assert (info.header_row, info.headers) == (header_row, headers)


def test_a_header_that_comes_again_costs_no_row_above_it(tmp_path: Path) -> None:
    text = "Name,Phone\nAnna,0612345678\nName,Phone\nBob,0612345679\n"
    table = table_of(tmp_path, text)
    assert table.info.header_row == 1
    assert [row for row, _cells in table.rows()] == [2, 3, 4]


def test_a_given_header_row_is_obeyed(tmp_path: Path) -> None:
    text = "a,b\nc,d\nName,Phone\nAnna,0612345678\n"
    assert table_of(tmp_path, text, ReadOptions(header_row=3)).info.headers == ("Name", "Phone")
    table = table_of(tmp_path, text, ReadOptions(header_row=0))
    assert (table.info.headers, len(list(table.rows()))) == (("A", "B"), 4)


def test_headers_are_clean_and_unique(tmp_path: Path) -> None:
    text = ' Phone ,Phone,,"Date\nof birth"\n0612345678,0612345679,x,2000-01-02\n'
    assert table_of(tmp_path, text).info.headers == ("Phone", "Phone (2)", "C", "Date of birth")


def test_rows_have_the_number_a_spreadsheet_shows(tmp_path: Path) -> None:
    text = 'Title\n\nName,Phone\n"An\nna",0612345678\n\n , \nBob,0612345679\n,,\n'
    assert list(table_of(tmp_path, text).rows()) == [
        (4, ["An\nna", "0612345678"]),
        (7, ["Bob", "0612345679"]),
    ]


def test_short_rows_are_padded_and_long_ones_kept(tmp_path: Path) -> None:
    found = rows_of(tmp_path, "a,b,c\n1\n1,2,3\n1,2,3,4\n")
    assert found == [["1", "", "", ""], ["1", "2", "3", ""], ["1", "2", "3", "4"]]


def test_two_readings_at_once_each_get_every_row(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Name,Phone\n" + "Anna,0612345678\n" * 50_000)
    first, second = table.rows(), table.rows()
    next(first)
    assert sum(1 for _row in second) == 50_000
    assert sum(1 for _row in first) == 49_999


def test_rows_can_be_read_again_and_tell_their_progress(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Name,Phone\n" + "Anna,0612345678\n" * 100_000)
    assert table.progress() < 0.5
    rows = table.rows()
    next(rows)
    assert 0 < table.progress() < 0.5
    assert sum(1 for _row in table.rows()) == 100_000
    assert table.progress() == 1
    assert next(table.rows()) == (2, ["Anna", "0612345678"])
    table.close()


# Limits


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_over_a_megabyte_is_too_big(tmp_path: Path, quote: str) -> None:
    cell = quote + "x" * (1024 * 1024 + 1) + quote
    error = refusal(tmp_path, f"Name,Phone\n{cell},0612345678\n")
    assert (error.code, error.detail["reason"]) == ("too-big", "cell")


def test_a_file_without_line_ends_is_too_big_and_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    with path.open("wb") as file:
        for _part in range(64):
            file.write(b"0612345678;" * 100_000)
    tracemalloc.start()
    try:
        with pytest.raises(FileError) as caught:
            open_table(path, ReadOptions())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (caught.value.code, caught.value.detail["reason"]) == ("too-big", "line")
    assert peak < path.stat().st_size / 1.5


def test_more_columns_than_a_sheet_has_are_too_big(tmp_path: Path) -> None:
    error = refusal(tmp_path, ",".join(["x"] * 16_385) + "\n")
    assert (error.code, error.detail["reason"]) == ("too-big", "columns")
    late = "a,b\n" + "1,2\n" * 500 + ",".join(["x"] * 16_385) + "\n"
    assert refusal(tmp_path, late).code == "too-big"


def test_empty_columns_without_end_are_let_go(tmp_path: Path) -> None:
    assert table_of(tmp_path, "a,b" + "," * 20_000 + "\n1,2\n").info.headers == ("a", "b")
