"""When messages to many must wait: the quiet hours of the country of a number.

Enters: a number, a moment. Leaves: the zone whose hours it keeps, and when they end. Known are
those of France (no commercial texts from 22:00 to 08:00, on Sundays and on public holidays) for its
numbers and those of its overseas departments, each by its own clock. Numbers of other countries
keep none. The holidays are those of all France (Code du travail, L3133-1), not the two more of
Alsace and Moselle, nor those of one department.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

NIGHT_BEGINS, NIGHT_ENDS = time(22), time(8)

#: The beginnings of numbers, the longest first, and whose clock they follow.
_ZONES = {
    "+262639": "Indian/Mayotte",
    "+262269": "Indian/Mayotte",
    "+262": "Indian/Reunion",
    "+590": "America/Guadeloupe",
    "+594": "America/Cayenne",
    "+596": "America/Martinique",
    "+33": "Europe/Paris",
}
ZONES = frozenset(_ZONES.values())
_SUNDAY = 6


def zone_of(number: str) -> str:
    """The zone whose quiet hours a number keeps; empty where none are known."""
    if number.startswith("+33"):
        return "Europe/Paris"
    return next((zone for start, zone in _ZONES.items() if number.startswith(start)), "")


def quiet_until(zone: str, at: datetime) -> datetime | None:
    """When the quiet hours that hold at this moment end, in UTC; None where none hold."""
    if zone not in ZONES:
        return None
    here = ZoneInfo(zone)
    local = at.astimezone(here)
    if not _is_quiet(local):
        return None
    day = local.date() + timedelta(days=local.time() >= NIGHT_ENDS)
    while _is_still(day):
        day += timedelta(days=1)
    return datetime.combine(day, NIGHT_ENDS, here).astimezone(UTC)


def _is_quiet(local: datetime) -> bool:
    return not NIGHT_ENDS <= local.time() < NIGHT_BEGINS or _is_still(local.date())


def _is_still(day: date) -> bool:
    """Whether nothing is sent all day."""
    return day.weekday() == _SUNDAY or day in holidays(day.year)


@lru_cache(maxsize=20)
def holidays(year: int) -> frozenset[date]:
    """The public holidays of France."""
    easter = _easter(year)
    fixed = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    moving = (1, 39, 50)  # days after Easter Sunday: Easter Monday, Ascension, Whit Monday
    return frozenset(
        [date(year, month, day) for month, day in fixed]
        + [easter + timedelta(days=days) for days in moving]
    )


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar: the Sunday after the full moon of the church, as
    Meeus gives it (Astronomical Algorithms, chapter 8)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, leaps = divmod(century, 4)
    moon = (19 * golden + century - leap - (8 * century + 13) // 25 + 15) % 30
    day = (32 + 2 * leaps + 2 * (rest // 4) - moon - rest % 4) % 7
    correction = (golden + 11 * moon + 22 * day) // 451
    month, before = divmod(moon + day - 7 * correction + 114, 31)
    return date(year, month, before + 1)
