"""What the cells of one column say. Enters: a cell. Leaves: the value to keep, or a warning.

A reader of values takes a text that is not empty, cleaned, and gives the value to keep, which may
be empty, and the warning that it deserves.
"""

from collections.abc import Callable
from datetime import date

from contacthub_tui.domain.answers import read_status
from contacthub_tui.domain.contact import MAX_NOTE, MAX_TEXT, CustomKind
from contacthub_tui.domain.custom_value import canonical
from contacthub_tui.domain.dates import is_no_date, looks_like_serial, read_date
from contacthub_tui.domain.email import read_email
from contacthub_tui.domain.import_run import DateOrder, RowWarning
from contacthub_tui.domain.spreadsheet_text import restore
from contacthub_tui.domain.text import clean

Value = tuple[str, RowWarning | None]
Reader = Callable[[str], Value]

#: Towns, names and answers repeat, and a century has 36,525 days. So many cells of a column are
#: remembered as read.
REMEMBERED = 40_000
LONGEST_REMEMBERED = 40

#: What programs write into a cell that holds nothing, as they spell it: "Null" is a surname.
_NOTHING = frozenset(
    "#N/A #NA #N/D #NV #REF! #VALUE! #NAME? #DIV/0! #NUM! #NULL! #VALEUR! #NOM? #NUL! #NOMBRE! "
    "#BEZUG! #WERT! #CALC! #SPILL! #GETTING_DATA ##### ######## NULL null (null) \\N NaN nan N/A "
    "n/a undefined - -- --- – —".split()
)


class Cells(dict[str, Value]):
    """What the cells of one column say, by the cell; read as they are met, kept up to a bound."""

    def __init__(self, read: Reader) -> None:
        super().__init__({"": ("", None)})
        self._read = read

    def read(self, cell: str) -> Value:
        """What a cell says, not remembered."""
        text = clean(text_of(cell))
        return self._read(text) if text else ("", None)

    def __missing__(self, cell: str) -> Value:
        found = self.read(cell)
        if len(self) < REMEMBERED and len(cell) <= LONGEST_REMEMBERED:
            self[cell] = found
        return found


def text_of(cell: str) -> str:
    """What a cell says: without the apostrophe of an export, and nothing for a placeholder."""
    text = cell.strip()
    if "'" in text:
        text = restore(text)
    return "" if text in _NOTHING else text


def read_line(text: str) -> tuple[str, RowWarning | None]:
    """A text of one line."""
    if "\n" in text or "\t" in text:
        text = " ".join(text.split())
    if len(text) > MAX_TEXT:
        return text[:MAX_TEXT].rstrip(), RowWarning.CUT
    return text, None


def read_note(text: str) -> tuple[str, RowWarning | None]:
    if len(text) > MAX_NOTE:
        return text[:MAX_NOTE].rstrip(), RowWarning.CUT
    return text, None


def _read_lines(text: str) -> tuple[str, RowWarning | None]:
    if len(text) > MAX_TEXT:
        return text[:MAX_TEXT].rstrip(), RowWarning.CUT
    return text, None


def read_email_address(text: str) -> tuple[str, RowWarning | None]:
    address = read_email(text)
    return (address, None) if address else ("", RowWarning.BAD_EMAIL)


def date_reader(order: DateOrder, latest: date | None) -> Reader:
    def read(text: str) -> tuple[str, RowWarning | None]:
        if is_no_date(text):
            return "", None
        found = read_date(text, order, latest=latest, serials=looks_like_serial(text))
        return (found.isoformat(), None) if found else ("", RowWarning.BAD_DATE)

    return read


def status_reader(*, opposite: bool) -> Reader:
    """What reads the cells of a status column; `opposite` where yes means stop."""

    def read(text: str) -> tuple[str, RowWarning | None]:
        status = read_status(text, opposite=opposite)
        return (status.value, None) if status else ("", RowWarning.BAD_STATUS)

    return read


def custom_reader(kind: CustomKind, region: str, order: DateOrder) -> Reader:
    """What reads the values of a custom field of this kind."""
    if kind is CustomKind.TEXT:
        return _read_lines
    if kind is CustomKind.DATE:
        return date_reader(order, None)
    bad = _BAD_CUSTOM[kind]

    def read(text: str) -> tuple[str, RowWarning | None]:
        value = canonical(kind, text, region=region, order=order)
        return (value, None) if value else ("", bad)

    return read


_BAD_CUSTOM = {
    CustomKind.NUMBER: RowWarning.BAD_NUMBER,
    CustomKind.YES_NO: RowWarning.BAD_YES_NO,
    CustomKind.URL: RowWarning.BAD_URL,
}
