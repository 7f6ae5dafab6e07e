"""The dialect of a CSV text. Enters: its first lines. Leaves: delimiter and escape sign.

The delimiter is the one that cuts the records most evenly, into cells that make sense. Python's
`csv.Sniffer` is not used: it answers with letters, or not at all, on one file of three.
"""

import csv
import re
from collections import Counter
from collections.abc import Sequence

from contacthub_tui.importer.csv_source import MAX_CELL, Dialect
from contacthub_tui.importer.shapes import Shape, shape_of

#: In order of preference where two do equally well: the rarer in text, the surer.
CANDIDATES = ("\t", ";", "|", ",")
#: What cuts nothing, for files of one column.
NONE = "\x1f"
_BLANK = "".join(CANDIDATES) + ' \r\n"'
_RECORDS = 200
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[\r\n]*', re.IGNORECASE)


def find_dialect(lines: Sequence[str], wanted: str | None = None) -> Dialect:
    """How to cut a text that begins with these lines.

    A first line `sep=;` is Excel's own way to say it: no row, and obeyed. The delimiter is `NONE`
    where the file has one column.
    """
    said = _SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
    skipped = 1 if said else 0
    lines = lines[skipped:]
    if wanted is not None or said is not None:
        delimiter = wanted or (said.group(1) if said else "")
        width = _usual_width(_cut(lines, delimiter)) or 1
    else:
        delimiter, width = _best(lines)
        if delimiter == NONE:
            delimiter, width = _best_within(lines)
    return Dialect(delimiter, _find_escape(lines, delimiter), skipped, width)


def _best(lines: Sequence[str]) -> tuple[str, int]:
    if not any(line.strip(_BLANK) for line in lines):
        # Nothing but blank rows: whatever cuts them says so.
        text = "".join(lines)
        return max(reversed(CANDIDATES), key=text.count), 1
    best, best_width, best_score = NONE, 1, 0.0
    for delimiter in CANDIDATES:
        records = _cut(lines, delimiter)
        width = _usual_width(records)
        several = sum(len(cells) > 1 for cells in records)
        if not width or (len(records) >= 10 and several * 5 < len(records)):
            continue
        even = sum(len(cells) == width for cells in records) / len(records)
        score = even + 0.5 * _sense(records) + 0.02 * min(width, 10)
        if score > best_score:
            best, best_width, best_score = delimiter, width, score
    return best, best_width


def _best_within(lines: Sequence[str]) -> tuple[str, int]:
    """What cuts the cells of one column, where each is a whole line quoted once more.

    Three columns are the least: two could be two numbers, or a name and a first name.
    """
    cells = [cells[0] for cells in _cut(lines, NONE)]
    if not any(line.lstrip().startswith('"') for line in lines):
        return NONE, 1
    delimiter, width = _best(cells)
    return (delimiter, width) if width > 2 else (NONE, 1)


def _usual_width(records: Sequence[list[str]]) -> int:
    widths = Counter(len(cells) for cells in records if len(cells) > 1)
    return widths.most_common(1)[0][0] if widths else 0


def _sense(records: Sequence[list[str]]) -> float:
    """The share of filled cells that are a number, a phone, a date, an address or a link."""
    shapes = [shape_of(cell) for cells in records for cell in cells]
    filled = [shape for shape in shapes if shape is not Shape.EMPTY]
    return sum(shape is not Shape.TEXT for shape in filled) / len(filled) if filled else 0.0


def _cut(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """The first records that hold something."""
    csv.field_size_limit(MAX_CELL)
    records: list[list[str]] = []
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=delimiter != " ")
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                records.append(cells)
            if len(records) == _RECORDS:
                break
    except csv.Error:
        pass
    return records


def _find_escape(lines: Sequence[str], delimiter: str) -> str | None:
    """A backslash, where quotes follow it and the text is flawed unless it escapes them."""
    if not any('\\"' in line for line in lines):
        return None
    plain, escaped = (_flaws(lines, delimiter, escape) for escape in (None, "\\"))
    return "\\" if escaped < plain else None


def _flaws(lines: Sequence[str], delimiter: str, escape: str | None) -> int:
    flaws = 0
    reader = csv.reader(
        lines,
        delimiter=delimiter,
        escapechar=escape,
        skipinitialspace=delimiter != " ",
        strict=True,
    )
    while True:
        try:
            if next(reader, None) is None:
                return flaws
        except csv.Error:
            flaws += 1
