"""Records whose quotes break the rules of CSV. Enters: lines. Leaves: the cells of one record.

Teams' files hold `5" pipe`, `"Bob "the man" Smith"`, quotes escaped by a backslash, and quotes that
are opened and never closed. RFC 4180 says nothing of them, and a plain reader lets the last kind
swallow the rows that follow. The rules here:
- a quote at the start of a cell opens it; it is closed by the first quote that a delimiter or the
  end of the line follows (spaces between are let pass); other quotes in between are text;
- a cell over several lines must be flawless, and end within `MAX_LINES`; otherwise the quote
  that opened it was text, and so is every other one on its line.
"""

import re
from collections.abc import Callable

#: The most lines one cell may go over.
MAX_LINES = 1_000


def mend_record(
    lines: list[str],
    next_line: Callable[[], str | None],
    delimiter: str,
    escape: str | None = None,
) -> tuple[list[str], int]:
    """The cells of the record that begins with the first line, and how many lines it took.

    Lines that are needed beyond those given are asked for and appended to `lines`.
    """
    close = re.compile(
        (" *" if delimiter == "\t" else "[ \t]*") + f"(?:{re.escape(delimiter)}|\r?\n|\r|$)"
    )
    cells: list[str] = []
    row, start, literal = 0, 0, False
    while True:
        line = lines[row]
        quote = start
        while line[quote : quote + 1] == " ":
            quote += 1
        if not literal and line[quote : quote + 1] == '"':
            found = _quoted_cell(lines, next_line, row, quote + 1, close=close, escape=escape)
            if found is not None:
                cell, row, start = found
                cells.append(cell)
                if lines[row][start - 1 : start] != delimiter:
                    return cells, row + 1
                continue
            literal = True
        end = line.find(delimiter, start)
        if end < 0:
            cells.append(line[start:].rstrip("\r\n"))
            return cells, row + 1
        cells.append(line[start:end])
        start = end + 1


def has_swallowed_rows(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether a record over these lines took in rows of the table: a quote was never closed.

    So it is when its inner lines have the delimiters of a row of `width` cells, or when there are
    more of them than a cell goes over.
    """
    if len(lines) > MAX_LINES:
        return True
    inner = lines[1:-1]
    alike = sum(line.count(delimiter) == width - 1 for line in inner)
    return width > 2 and alike > 1 and alike * 2 > len(inner)


def _quoted_cell(
    lines: list[str],
    next_line: Callable[[], str | None],
    row: int,
    start: int,
    *,
    close: re.Pattern[str],
    escape: str | None,
) -> tuple[str, int, int] | None:
    """The cell whose quote opens before `start`, with the row and place where the next begins."""
    parts: list[str] = []
    first, flawless = row, True
    while True:
        line = lines[row]
        quote = line.find('"', start)
        if quote < 0:
            parts.append(line[start:])
            row, start = row + 1, 0
            if not flawless or row - first >= MAX_LINES:
                return None
            if row == len(lines):
                following = next_line()
                if following is None:
                    return None
                lines.append(following)
            continue
        if escape and quote > start and line[quote - 1] == escape:
            parts.append(line[start : quote - 1] + '"')
            start = quote + 1
            continue
        parts.append(line[start:quote])
        if line[quote + 1 : quote + 2] == '"':
            parts.append('"')
            start = quote + 2
            continue
        closed = close.match(line, quote + 1)
        if closed:
            return "".join(parts), row, closed.end()
        if row > first:
            return None
        flawless = False
        parts.append('"')
        start = quote + 1
