"""The row that names the columns. Enters: the first rows. Leaves: its number, and unique names.

Above a header stand titles, dates of export, comments and blank lines; some files have none.
"""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from contacthub_tui.domain.text import clean
from contacthub_tui.importer.header_match import PhoneRole, field_of, phone_role
from contacthub_tui.importer.shapes import DATA, Shape, alike, shape_of

#: How many rows that hold something are tried, and how many beneath each one are compared with it.
_TRIED = 40
_COMPARED = 100
#: Columns that are looked at; a sheet can have 16,384.
_COLUMNS = 256
#: The longest text that may be a word known from other headers, and how sure that must be.
_LONGEST_WORD, _SURE = 60, 0.9
_PHONE_ROLES = (PhoneRole.MOBILE, PhoneRole.PHONE, PhoneRole.WHATSAPP, PhoneRole.LANDLINE)


def find_header(rows: Sequence[tuple[int, list[str]]], region: str) -> int:
    """The number of the header among the first rows that hold something; 0 where there is none.

    A header is nearly as wide as the rows beneath and is unlike them: words above numbers, phones,
    dates; words that other files have in their headers. The search ends at the first row that is
    data itself. Among equals the first one wins, unless it is a comment or a blank line sets a
    later one apart.
    """
    shapes = [[_shape(cell, region) for cell in cells[:_COLUMNS]] for _number, cells in rows]
    need = _needed_width(shapes)
    best, best_votes = 0, float("-inf")
    for at, (number, cells) in enumerate(rows[:_TRIED]):
        if _filled(shapes[at]) < need:
            continue
        votes = _votes(
            cells[:_COLUMNS],
            shapes[at],
            [row for _number, row in rows[at + 1 : at + 1 + _COMPARED]],
            shapes[at + 1 : at + 1 + _COMPARED],
        )
        if votes < 0:
            break
        if at and rows[at - 1][0] < number - 1:
            votes += 0.5
        if next(filter(None, cells), "").startswith("#"):
            votes -= 0.75
        if votes > best_votes:
            best, best_votes = number, votes
    return best


def name_columns(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """Unique names for columns: the header's words, letters where it has none.

    The second "Phone" becomes "Phone (2)".
    """
    names: list[str] = []
    taken: set[str] = set()
    counts: Counter[str] = Counter()
    for column in range(max(width, len(cells))):
        words = " ".join(clean(cells[column]).split()) if column < len(cells) else ""
        base = words or letters(column)
        name = base
        while name in taken:
            # From where the last one of this name was: thousands can have the same.
            counts[base] = count = (counts[base] or 1) + 1
            name = f"{base} ({count})"
        taken.add(name)
        names.append(name)
    return tuple(names)


def letters(column: int) -> str:
    """The letters over a column in a spreadsheet: 0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _shape(cell: str, region: str) -> Shape:
    shape = shape_of(cell)
    if (
        shape is Shape.TEXT
        and len(cell) < 60
        and (cell[0] in "+(" or cell[0].isdecimal())
        and sum(map(str.isdecimal, cell)) > 5
    ):
        # "06 12 34 56 78 (mum)". Only here: loading the metadata of all countries takes time.
        from contacthub_tui.domain.phone import Number, read_number  # noqa: PLC0415

        if isinstance(read_number(cell, region), Number):
            return Shape.PHONE
    return shape


def _is_known(cell: str) -> bool:
    if len(cell) > _LONGEST_WORD:
        return False
    field = field_of(cell)
    if field is not None and field.sure >= _SURE:
        return True
    role, spelled = phone_role(cell)
    return spelled and role in _PHONE_ROLES


def _filled(shapes: Sequence[Shape]) -> int:
    return sum(shape is not Shape.EMPTY for shape in shapes)


def _needed_width(shapes: Sequence[Sequence[Shape]]) -> int:
    filled = [_filled(row) for row in shapes]
    wide = [count for count in filled if count > 1]
    if len(wide) * 3 < len(filled):
        return 1
    usual = median(wide) if wide else 1
    return max(1, -int(-usual * 0.6 // 1))


def _votes(
    cells: Sequence[str],
    shapes: Sequence[Shape],
    rows: Sequence[Sequence[str]],
    row_shapes: Sequence[Sequence[Shape]],
) -> float:
    """How much the row looks like a header above these rows; below 0 it is data."""
    votes = 0.0
    for column, shape in enumerate(shapes):
        below = [row[column] for row in row_shapes if column < len(row)]
        filled = [found for found in below if found is not Shape.EMPTY]
        common = Counter(filled).most_common(1)[0][0] if filled else Shape.EMPTY
        if shape is Shape.EMPTY:
            votes -= 0.5 if filled and len(filled) * 2 > len(rows) else 0
        elif shape is Shape.TEXT:
            votes += _is_known(cells[column])
            if common not in (Shape.TEXT, Shape.EMPTY):
                votes += 1
            elif any(column < len(row) and row[column] == cells[column] for row in rows):
                votes -= 0.5
        elif shape is Shape.YEAR and common is not Shape.YEAR:
            continue
        elif shape in DATA and (not filled or any(alike(shape, found) for found in filled)):
            votes -= 2
        elif alike(shape, common):
            votes -= 1
    return votes
