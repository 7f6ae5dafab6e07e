"""Texts made to exhaust who reads them, and what is no file. Each function gives a path."""

import os
from pathlib import Path

_MEGABYTE = 1024 * 1024


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


# Width


def a_row_of_a_hundred_thousand_columns(folder: Path) -> Path:
    header = ",".join(f"c{number}" for number in range(100_000))
    return _written(folder / "a.csv", f"{header}\n{'0612345678,' * 100_000}\n".encode())


def a_header_of_one_word(folder: Path) -> Path:
    return _written(folder / "a.csv", b"Mobile," * 16_000 + b"\n" + b"0612345678,\n" * 50)


def a_lonely_cell_far_to_the_right(folder: Path) -> Path:
    """It makes every row 16,000 cells wide, and all of them must be reviewed."""
    return _written(
        folder / "a.csv", b"Mobile,Nom" + b"," * 16_000 + b"x\n" + b"061234,Anna\n" * 40_000
    )


def rows_of_sixteen_thousand_numbers(folder: Path) -> Path:
    row = b",".join(b"%d" % (612345678 + number) for number in range(16_384)) + b"\n"
    with (folder / "a.csv").open("wb") as file:
        for _row in range(10):
            file.write(row)
    return folder / "a.csv"


# Texts


def one_line_of_five_hundred_megabytes(folder: Path) -> Path:
    with (folder / "a.csv").open("wb") as file:
        file.write(b"Nom,Mobile\n")
        for _part in range(500):
            file.write(b"0612345678;" * (_MEGABYTE // 11))
    return folder / "a.csv"


def five_hundred_megabytes_that_are_not_there(folder: Path) -> Path:
    """A hole in the file: it reads as NULs and takes no room on the disk."""
    path = _written(folder / "a.csv", b"Nom,Mobile\n" + b"Anna,0612345678\n" * 5_000)
    os.truncate(path, 500 * _MEGABYTE)
    return path


def only_quotes(folder: Path) -> Path:
    return _written(folder / "a.csv", b'"' * 3_000_000)


def a_quote_a_line(folder: Path) -> Path:
    return _written(folder / "a.csv", b'"\n' * 1_000_000)


def three_quotes_a_line(folder: Path) -> Path:
    return _written(folder / "a.csv", b'"""\n' * 1_000_000)


def only_delimiters(folder: Path) -> Path:
    return _written(folder / "a.csv", b";" * 20_000_000)


def lines_of_delimiters(folder: Path) -> Path:
    return _written(folder / "a.csv", b",,,\n" * 1_000_000)


def two_million_empty_lines(folder: Path) -> Path:
    return _written(folder / "a.csv", b"\n" * 2_000_000)


def two_million_empty_lines_in_a_table(folder: Path) -> Path:
    contact = b"Nom,Mobile\nAnna,0612345678\n"
    return _written(folder / "a.csv", contact + b"\n" * 2_000_000 + b"Bob,0712345678\n")


def lines_that_each_open_a_quote(folder: Path) -> Path:
    """Read alone, each line opens a quote; read within one, each leaves it open."""
    return _written(folder / "a.csv", b'Nom,Mobile,"\n' + b'a",0612345678,"\n' * 60_000 + b'a",b\n')


def quotes_that_close_a_thousand_lines_on(folder: Path) -> Path:
    return _written(
        folder / "a.csv", b"Nom,Mobile\n" + (b'"a,0612345678\n' + b"b,06\n" * 1_500 + b'"\n') * 100
    )


def quotes_without_delimiter(folder: Path) -> Path:
    line = b'"a" ' * 2_000 + b",0612345678\n"
    return _written(folder / "a.csv", b"Nom,Mobile\n" + line * 200)


def cells_of_a_megabyte(folder: Path) -> Path:
    """In every column that is looked into, what its reader looks at longest."""
    headers = "Prénom,Nom complet,Mobile,WhatsApp,E-mail,Naissance,STOP,Listes,Note"
    long = (
        "a ", "Van der ", "+336", "06 12 34 56 78 / ", "a@a.", "1/1/", "oui ", "a;", "x\u0301"
    )  # fmt: skip
    row = ",".join(piece * (900_000 // len(piece)) for piece in long)
    usual = "A,A B,0612345678,0612345678,a@b.fr,1/2/2000,oui,x,y\n" * 5
    return _written(folder / "a.csv", f"{headers}\n{usual}{row}\n{row}\n{usual}".encode())


def digits_without_end(folder: Path) -> Path:
    lines = (f"a,{digit * 20_000}\n" for digit in "0123456789+٣" for _time in range(100))
    return _written(folder / "a.csv", ("Nom,Mobile\nb,0612345678\n" + "".join(lines)).encode())


def marks_without_end(folder: Path) -> Path:
    name = "e" + "\u0301" * 100_000
    return _written(folder / "a.csv", ("Nom,Mobile\n" + f"{name},0612345678\n" * 50).encode())


# No files


def a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "a.csv")
    return folder / "a.csv"


def a_directory(folder: Path) -> Path:
    (folder / "a.csv").mkdir()
    return folder / "a.csv"


def a_link_to_zeros(folder: Path) -> Path:
    (folder / "a.csv").symlink_to("/dev/zero")
    return folder / "a.csv"


def a_link_to_itself(folder: Path) -> Path:
    (folder / "a.csv").symlink_to(folder / "a.csv")
    return folder / "a.csv"


def a_file_of_the_kernel(folder: Path) -> Path:
    """It says that it has no bytes, and has some."""
    (folder / "a.csv").symlink_to("/proc/self/maps")
    return folder / "a.csv"
