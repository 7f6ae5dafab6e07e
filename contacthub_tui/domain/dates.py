"""Dates as people and spreadsheets write them. Enters: a cell. Leaves: a date, or what is wrong.

Whether the day or the month comes first is decided for a whole column (`DateVotes`), never for a
cell: `05/04/2000` says nothing, `25/04/2000` three rows below says it for both.
"""

import re
from datetime import date, timedelta

from contacthub_tui.domain.import_run import DateOrder
from contacthub_tui.domain.text import fold

#: Regions that write the month first (CLDR 44, short date patterns).
_MONTH_FIRST_REGIONS = frozenset({"US", "AS", "FM", "GU", "MH", "MP", "PR", "PW", "UM", "VI"})

#: Months in French, English, German, Spanish, Dutch, Italian and Portuguese, folded.
_MONTH_NAMES = (
    "janvier janv january jan januar janner enero ene januari gennaio gen janeiro",
    "fevrier fevr fev february feb februar febrero februari febbraio fevereiro",
    "mars march mar marz mrz marzo maart mrt marco",
    "avril avr april apr abril abr aprile",
    "mai may mayo mei maggio mag maio",
    "juin june jun juni junio giugno giu junho",
    "juillet juil july jul juli julio luglio lug julho",
    "aout aou august aug agosto ago augustus",
    "septembre sept september sep septiembre settembre set setembro",
    "octobre oct october oktober okt octubre ottobre ott outubro out",
    "novembre nov november noviembre novembro",
    "decembre dec december dezember dez diciembre dic dicembre dezembro",
)
_MONTHS = {
    name: month for month, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()
}

#: Words that may stand in a date and say nothing: articles, ordinals, days of the week.
_FILLERS = frozenset(
    "de del le the of er eme e st nd rd th den dem am il el do "
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim "
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "lunes martes miercoles jueves viernes sabado domingo "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "lunedi martedi mercoledi giovedi venerdi sabato domenica".split()
)

_TIME = (
    r"(?:[T ,]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?"
    r"\s*(?:Z|[+-]\d\d:?\d\d)?)?"
)
_NUMERIC = re.compile(
    rf"(\d{{1,4}})(?:\s*[/.\-‐‑–]\s*|\s+)(\d{{1,2}})(?:\s*[/.\-‐‑–]\s*|\s+)(\d{{1,4}})\.?{_TIME}"
)
_COMPACT = re.compile(r"\d{8}")
_SERIAL = re.compile(r"(\d{4,5})(?:\.\d+)?")
_TRAILING_TIME = re.compile(r"[T ,]\s*\d{1,2}:\d{2}.*\Z", re.DOTALL)
_WORDY = re.compile(r"(\d+)([^\W\d_]+)")

#: How programs write that there is no date: Outlook, MySQL, and day zero of a spreadsheet.
_NO_DATE = frozenset({"0/0/00", "0000-00-00", "0000-00-00 00:00:00", "1900-01-00", "00/01/1900"})

_SPELLINGS = {
    DateOrder.DAY_FIRST: "%d/%m/%Y",
    DateOrder.MONTH_FIRST: "%m/%d/%Y",
    DateOrder.YEAR_FIRST: "%Y-%m-%d",
}

_MOST_UNCLEAR = 3

_SERIAL_ZERO = date(1899, 12, 30)
_EARLIEST_YEAR = 1000


def is_no_date(text: str) -> bool:
    """Whether a cell is the way a program says "no date", which deserves no warning."""
    return text in _NO_DATE or text.startswith(("1899-12-30", "1899-12-31"))


def read_date(
    text: str, order: DateOrder, *, latest: date | None = None, serials: bool = False
) -> date | None:
    """The date that a cell says, or None.

    `order` settles cells of numbers only. `latest` is the last day that can be (today for a date
    of birth); it also settles years of two digits, which otherwise mean 1970 to 2069.
    `serials` reads `36622` as a spreadsheet's count of days since 1899-12-30.
    """
    text = text.strip()
    match = _NUMERIC.fullmatch(text)
    if match:
        found = _from_numbers(match[1], match[2], match[3], order, latest)
    elif _COMPACT.fullmatch(text):
        found = _from_compact(text, order, latest)
    elif serials and (serial := _SERIAL.fullmatch(text)):
        found = _SERIAL_ZERO + timedelta(days=int(serial[1]))
    else:
        found = _from_words(text, latest)
    if found is None or (latest is not None and found > latest):
        return None
    return found


def spell_date(day: str, order: DateOrder) -> str:
    """A date in ISO 8601 as `order` has it typed, `06/04/2000`; other text as it is."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return found.strftime(_SPELLINGS[order])


def looks_like_serial(text: str) -> bool:
    """Whether a cell can be a spreadsheet's day count, from 1910 to 2079."""
    match = _SERIAL.fullmatch(text)
    return match is not None and 3654 <= int(match[1]) <= 65_745


def default_order(region: str) -> DateOrder:
    """What a region writes, where nothing in the column tells."""
    return DateOrder.MONTH_FIRST if region in _MONTH_FIRST_REGIONS else DateOrder.DAY_FIRST


class DateVotes:
    """Counts, over the cells of one column, which order they prove.

    `unclear` are the first cells that are another day when the day comes first than when the
    month does.
    """

    __slots__ = ("day_first", "month_first", "unclear", "year_first")

    def __init__(self) -> None:
        self.unclear: list[str] = []
        self.day_first = 0
        self.month_first = 0
        self.year_first = 0

    def add(self, cell: str) -> None:
        """Takes a cell into account; a cell that proves nothing changes nothing."""
        match = _NUMERIC.match(cell)
        if match is None or len(match[1]) > 2:
            return
        first, second = int(match[1]), int(match[2])
        if first > 31:
            self.year_first += 1
        elif first > 12 >= second:
            self.day_first += 1
        elif second > 12 >= first:
            self.month_first += 1
        elif first != second and len(self.unclear) < _MOST_UNCLEAR and cell not in self.unclear:
            self.unclear.append(cell)

    @property
    def decided(self) -> bool:
        """Whether the cells prove one order more often than another."""
        counts = sorted((self.day_first, self.month_first, self.year_first))
        return counts[2] > counts[1]

    def order(self, usual: DateOrder) -> DateOrder:
        """The order most cells prove; where none does, the usual one."""
        if not self.decided:
            return usual
        if self.year_first > max(self.day_first, self.month_first):
            return DateOrder.YEAR_FIRST
        if self.month_first > self.day_first:
            return DateOrder.MONTH_FIRST
        return DateOrder.DAY_FIRST


def _from_numbers(
    first: str, second: str, third: str, order: DateOrder, latest: date | None
) -> date | None:
    if len(first) > 2:
        if len(third) > 2:
            return None
        return _date(first, second, third, latest)
    if order is DateOrder.YEAR_FIRST and len(third) <= 2:
        return _date(first, second, third, latest)
    if order is DateOrder.MONTH_FIRST:
        return _date(third, first, second, latest)
    return _date(third, second, first, latest)


def _from_compact(digits: str, order: DateOrder, latest: date | None) -> date | None:
    if digits[:2] in ("19", "20"):
        found = _date(digits[:4], digits[4:6], digits[6:], latest)
        if found is not None:
            return found
    return _from_numbers(digits[:2], digits[2:4], digits[4:], order, latest)


def _from_words(text: str, latest: date | None) -> date | None:
    """Reads `6 avril 2000`, `April 6th, 2000`, `Thu 6-Apr-00`."""
    if len(text) > 60:
        return None
    text = _TRAILING_TIME.sub("", text)
    month = 0
    numbers: list[str] = []
    for word in _WORDY.sub(r"\1 \2", fold(text)).split():
        if word.isdecimal():
            numbers.append(word)
        elif word in _MONTHS and not month:
            month = _MONTHS[word]
        elif word not in _FILLERS:
            return None
    if not month or len(numbers) != 2:
        return None
    day, year = numbers
    if len(day) > 2:
        day, year = year, day
    return _date(year, str(month), day, latest)


def _date(year: str, month: str, day: str, latest: date | None) -> date | None:
    number = int(year)
    if len(year) <= 2:
        number = _century(number, latest)
    elif len(year) == 3 or number < _EARLIEST_YEAR:
        return None
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


def _century(year: int, latest: date | None) -> int:
    """The full year of two digits: POSIX's window, or the last one that is not in the future."""
    if latest is None:
        return 1900 + year if year >= 70 else 2000 + year
    return 1900 + year if 2000 + year > latest.year else 2000 + year
