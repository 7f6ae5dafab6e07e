"""A mapping typed by hand. Enters: (COLUMN, FIELD) pairs. Leaves: which column goes where.

A column is said by its header, in any case and with or without accents, or by its letter. A field
is said by its name, by its English or French label, by the name of a custom field, or as `+Name`
or `+Name:kind` for a new custom field; nothing or `-` leaves the column out.
"""

from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches

from contacthub_tui.domain.contact import MAX_FIELD_NAME, CustomField, CustomKind
from contacthub_tui.domain.import_run import MAPPABLE, SEVERAL
from contacthub_tui.domain.matched_columns import identity
from contacthub_tui.domain.text import clean, fold
from contacthub_tui.errors import FileError
from contacthub_tui.importer import headers as data
from contacthub_tui.importer.header_match import AMBIGUOUS_NAME, WEAK_NAME, field_of

_LABELS = {
    name: field for field, labels in data.LABELS.items() for name in data.names(labels) if name
}
_KINDS = {
    "text": CustomKind.TEXT,
    "texte": CustomKind.TEXT,
    "number": CustomKind.NUMBER,
    "nombre": CustomKind.NUMBER,
    "date": CustomKind.DATE,
    "yes_no": CustomKind.YES_NO,
    "yesno": CustomKind.YES_NO,
    "yes/no": CustomKind.YES_NO,
    "oui/non": CustomKind.YES_NO,
    "url": CustomKind.URL,
    "link": CustomKind.URL,
    "lien": CustomKind.URL,
}


def read_mapping(
    headers: Sequence[str], pairs: Sequence[tuple[str, str]], custom_fields: Sequence[CustomField]
) -> dict[int, str | None]:
    """Column index to field, or to None where the column is left out, in the order of the pairs.

    Raises FileError("bad-mapping") for a column or field that is not there (with `close` ones), a
    new field that cannot be called so, a column said twice with different fields, and two columns
    for a field that takes one.
    """
    found: dict[int, str | None] = {}
    for column, wanted in pairs:
        index = _column(headers, column)
        field = _field(column, wanted, custom_fields)
        if found.get(index, field) != field:
            raise _bad(column, wanted, "twice")
        if field and field not in SEVERAL:
            others = [other for place, other in found.items() if other and place != index]
            if identity(field) in map(identity, others):
                raise _bad(column, wanted, "taken")
        found[index] = field
    return found


def understand_mapping(
    headers: Sequence[str], pairs: Sequence[tuple[str, str]], custom_fields: Sequence[CustomField]
) -> dict[int, str | None]:
    """What can be understood of a mapping that is being made: the last word on each column.

    Columns and fields that are not there say nothing. Two columns may go to a field that takes
    one: whoever makes the mapping is to see both.
    """
    found: dict[int, str | None] = {}
    for column, wanted in pairs:
        with suppress(FileError):
            index, field = _column(headers, column), _field(column, wanted, custom_fields)
            found.pop(index, None)
            found[index] = field
    return found


def _column(headers: Sequence[str], column: str) -> int:
    if column in headers:
        return headers.index(column)
    stripped = column.strip()
    by_name = [index for index, header in enumerate(headers) if header.strip() == stripped]
    folded = fold(column)
    by_name = by_name or [
        index for index, header in enumerate(headers) if folded and fold(header) == folded
    ]
    if by_name:
        return by_name[0]
    letter = _letter(stripped)
    if 0 <= letter < len(headers):
        return letter
    raise FileError(
        "bad-mapping",
        problem="unknown-column",
        column=column,
        headers=", ".join(headers),
        close=_close(column, headers),
    )


def _letter(text: str) -> int:
    """`A` is 0, `Z` 25, `AA` 26; -1 for anything else."""
    if not (text.isascii() and text.isalpha() and len(text) <= 3):
        return -1
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _field(column: str, wanted: str, custom_fields: Sequence[CustomField]) -> str | None:
    text = wanted.strip()
    if text in ("", "-"):
        return None
    if text.startswith("+"):
        return _new_field(column, text[1:].strip(), custom_fields)
    folded = fold(text)
    name = folded.replace(" ", "_")
    field = name if name in MAPPABLE else _custom_field(text, custom_fields)
    field = field or _LABELS.get(folded) or _field_by_header(text)
    if field is None:
        raise _bad(column, wanted, "unknown-field", custom_fields)
    return field


def _custom_field(text: str, custom_fields: Sequence[CustomField]) -> str | None:
    """The custom field of this name, or of this key (`custom:3`)."""
    keys = {f"custom:{custom.id}" for custom in custom_fields}
    if text in keys:
        return text
    folded = fold(text)
    for custom in custom_fields:
        if folded and fold(custom.name) == folded:
            return f"custom:{custom.id}"
    return None


def _field_by_header(text: str) -> str | None:
    """The field that a column of this name would go to for certain."""
    match = field_of(text)
    if match is None or match.sure < 0.9 or match.field == WEAK_NAME:
        return None
    if match.field == AMBIGUOUS_NAME:
        return "last_name" if fold(text) == "nom" else "full_name"
    return match.field


def _new_field(column: str, text: str, custom_fields: Sequence[CustomField]) -> str:
    name, colon, kind = text.rpartition(":")
    if not colon:
        name, kind = text, CustomKind.TEXT.value
    known = _KINDS.get(kind.strip().casefold())
    name = " ".join(clean(name).split())
    folded = fold(name)
    if not folded or known is None:
        raise _bad(column, f"+{text}", "unknown-field", custom_fields)
    for custom in custom_fields:
        if fold(custom.name) == folded:
            return f"custom:{custom.id}"
    if folded in _LABELS or folded.replace(" ", "_") in MAPPABLE:
        raise _bad(column, name, "reserved")
    if len(name) > MAX_FIELD_NAME:
        raise FileError("bad-mapping", problem="long-name", column=column, limit=MAX_FIELD_NAME)
    return f"new:{name}:{known.value}"


def _bad(
    column: str, wanted: str, problem: str, custom_fields: Sequence[CustomField] = ()
) -> FileError:
    names = [*MAPPABLE, *(custom.name for custom in custom_fields)]
    return FileError(
        "bad-mapping", problem=problem, column=column, field=wanted, close=_close(wanted, names)
    )


def _close(text: str, names: Sequence[str]) -> list[str]:
    by_fold = {fold(name.replace("_", " ")): name for name in reversed(names)}
    return [by_fold[near] for near in get_close_matches(fold(text), by_fold, n=3, cutoff=0.6)]
