"""Language: translated messages, and numbers and dates as the language writes them.

Enters: English messages, plain numbers, UTC times. Leaves: text in the chosen language. Messages
are looked up when they are shown, so a change of language needs no restart. The compiled
catalogues lie in the package; English needs none.
"""

import gettext
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

LANGUAGES = ("en", "fr")

_DOMAIN = "contacthub"
_CATALOGUES = Path(__file__).parent / "locale"

_NO_BREAK = "\u00a0"
_NARROW_NO_BREAK = "\u202f"

_AGE = re.compile(rf"\d+{_NO_BREAK}(min|h)")

_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
}

_UNITS = {"en": "bytes kB MB GB TB", "fr": "octets ko Mo Go To"}

_language = "en"
_catalogue = gettext.NullTranslations()


def set_language(code: str) -> None:
    """Show everything in this language from now on; `code` is one of `LANGUAGES`."""
    global _language, _catalogue  # noqa: PLW0603 -- one language a process, asked for everywhere
    if code not in LANGUAGES:
        raise ValueError(code)
    if code == "en":
        _catalogue = gettext.NullTranslations()
    else:
        _catalogue = gettext.translation(_DOMAIN, _CATALOGUES, [code])
    _language = code


def language() -> str:
    """The language in force, one of `LANGUAGES`."""
    return _language


def pick_language(setting: str | None, environ: Mapping[str, str]) -> str:
    """The setting where there is one, else the first language of the locale that is spoken here.

    Follows gettext: `LANGUAGE` is a list in order of preference, ignored in the locale C; then
    `LC_ALL`, `LC_MESSAGES`, `LANG`, the first one that is set.
    """
    if setting in LANGUAGES:
        return setting
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environ[name] for name in names if environ.get(name)), "C")
    wishes = [] if locale == "C" else environ.get("LANGUAGE", "").split(":")
    for wish in [*wishes, locale]:
        code = wish.lower().replace("-", "_").split(".")[0].split("_")[0]
        if code in LANGUAGES:
            return code
    return "en"


def mark(text: str) -> str:
    """A message written down now and translated later, with `_`, when it is shown."""
    return text


def _(text: str) -> str:
    """The message in the language in force."""
    found = _catalogue.gettext(text)
    # One that has a plural elsewhere is kept with it, where Python 3.11.2 does not look.
    return found if found != text else _catalogue.ngettext(text, text, 1)


def ngettext(one: str, many: str, n: int) -> str:
    """The form of the message that goes with `n` things. The caller fills `{n}`."""
    return _catalogue.ngettext(one, many, n)


def pgettext(context: str, text: str) -> str:
    """A message whose English has several meanings: `context` tells which."""
    return _catalogue.pgettext(context, text)


def number(n: int) -> str:
    """A count as 1,000,000 or, in French, 1 000 000 with narrow no-break spaces."""
    grouped = f"{n:,}"
    return grouped.replace(",", _NARROW_NO_BREAK) if _language == "fr" else grouped


def file_size(size: int) -> str:
    """A number of bytes as `1.2 MB` or, in French, `1,2 Mo`; a thousand of one is one of the next.

    The units are those of ISO/IEC 80000-13, with powers of ten, as file managers show them.
    """
    amount, unit = float(size), 0
    while amount >= 999.5 and unit < len(_UNITS["en"].split()) - 1:
        amount, unit = amount / 1000, unit + 1
    digits = 1 if unit and amount < 9.95 else 0
    text = f"{amount:.{digits}f}"
    name = _UNITS[_language].split()[unit]
    return f"{text.replace('.', ',') if _language == 'fr' else text}{_NO_BREAK}{name}"


def percent(share: float) -> str:
    """A share from 0 to 1 as a whole percentage. Rounded down: only all of it is 100 %."""
    whole = int(share * 100 + 1e-9)
    return f"{whole}{_NO_BREAK}%" if _language == "fr" else f"{whole}%"


def ordinal(n: int) -> str:
    """A place: 1st, 2nd, 3rd, 11th; in French of a column, so 1re, 2e."""
    if _language == "fr":
        return "1re" if n == 1 else f"{number(n)}e"
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{number(n)}{ending}"


def short_date(day: date | str) -> str:
    """A date, or its ISO 8601 text, as `6 Apr 2000`. Text that is no date comes back as it is."""
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day)
        except ValueError:
            return str(day)
    return f"{_day_and_month(day)} {day.year}"


def when(utc: str, now: datetime | None = None) -> str:
    """A UTC time in ISO 8601, told from `now` (aware; its zone is the reader's, default local).

    `now`, `2 min`, `3 h`, `yesterday`, `3 Mar` within half a year or the same year, else `2025`.
    """
    now = now or datetime.now().astimezone()
    try:
        then = datetime.fromisoformat(utc)
    except ValueError:
        return utc
    then = (then if then.tzinfo else then.replace(tzinfo=UTC)).astimezone(now.tzinfo)
    return _age(now - then, (now.date() - then.date()).days) or _recent_date(
        then.date(), now.date()
    )


def ago(utc: str, now: datetime | None = None) -> str:
    """The same beside other words, where `2 min` would be how long something took: `2 min ago`."""
    said = when(utc, now)
    return _("{age} ago").format(age=said) if _AGE.fullmatch(said) else said


def exact_time(utc: str, seconds: bool = True) -> str:
    """A UTC time in ISO 8601 as it is in the local zone: `3 Mar 2020 11:00:05`."""
    try:
        then = datetime.fromisoformat(utc)
    except ValueError:
        return utc
    local = (then if then.tzinfo else then.replace(tzinfo=UTC)).astimezone()
    return f"{short_date(local.date())} {local:{'%H:%M:%S' if seconds else '%H:%M'}}"


def time_of_day(utc: str) -> str:
    """The local time of a UTC time in ISO 8601, without the day: `14:02`."""
    then = _local(utc)
    return f"{then:%H:%M}" if then else ""


def day_of(utc: str, now: datetime | None = None) -> str:
    """The local day of a UTC time: `Today`, `Yesterday`, else `3 Mar 2026`."""
    then = _local(utc)
    if then is None:
        return ""
    days = ((now or datetime.now().astimezone()).date() - then.date()).days
    return {0: _("Today"), 1: _("Yesterday")}.get(days) or short_date(then.date())


def _local(utc: str) -> datetime | None:
    try:
        then = datetime.fromisoformat(utc)
    except ValueError:
        return None
    return (then if then.tzinfo else then.replace(tzinfo=UTC)).astimezone()


def _age(age: timedelta, days: int) -> str:
    """How long ago, up to yesterday; nothing when longer ago or still to come."""
    if timedelta(0) <= age < timedelta(minutes=1):
        return _("now")
    if timedelta(0) <= age < timedelta(hours=1):
        return f"{age // timedelta(minutes=1)}{_NO_BREAK}min"
    if age >= timedelta(0) and days == 0:
        return f"{age // timedelta(hours=1)}{_NO_BREAK}h"
    return _("yesterday") if days == 1 else ""


def _recent_date(day: date, today: date) -> str:
    if day.year == today.year or abs(today - day) < timedelta(days=180):
        return _day_and_month(day)
    return str(day.year)


def _day_and_month(day: date) -> str:
    first = "1er" if _language == "fr" and day.day == 1 else str(day.day)
    return f"{first} {_MONTHS[_language].split()[day.month - 1]}"
