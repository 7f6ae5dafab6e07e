"""Values of custom fields. Enters: what was typed and the field's kind. Leaves: canonical text.

Canonical means: dates ISO 8601, numbers with a point and without thousands, `yes` or `no`, links
with their scheme. Texts stay what they are.
"""

import re

from contacthub_tui.domain.answers import read_yes_no
from contacthub_tui.domain.contact import CustomKind
from contacthub_tui.domain.dates import read_date
from contacthub_tui.domain.import_run import DateOrder

#: Regions where `1,234` means one thousand and more (CLDR 44: the point is the decimal sign).
_POINT_REGIONS = frozenset(
    "US GB IE AU NZ IN PK BD LK NP SG MY PH HK TW CN JP KR TH IL EG NG GH KE UG TZ ZW MX "
    "GT HN NI SV PA DO PR JM TT BS BB BZ MT LI CH".split()
)

_NUMBER = re.compile(r"[+-]?\d[\d.,]{0,40}|[+-]?[.,]\d{1,40}")
_SCIENTIFIC = re.compile(r"([+-]?\d+(?:[.,]\d+)?)[eE]([+-]?\d{1,2})")
_UNITS = re.compile(r"[\s'’_%€$£¥]|EUR|USD|GBP|CHF", re.IGNORECASE)
_LINK = re.compile(
    r"(?:https?://)?(?:[^\s/?#@]+@)?(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_](?::\d{1,5})?"
    r"(?:[/?#]\S*)?",
    re.IGNORECASE,
)


def canonical(
    kind: CustomKind, text: str, *, region: str = "", order: DateOrder = DateOrder.DAY_FIRST
) -> str | None:
    """The canonical text of a value, or None when it is none of that kind.

    `region` tells whether `1,234` is a thousand or a decimal, `order` how dates are written.
    """
    if kind is CustomKind.NUMBER:
        return read_decimal(text, region)
    if kind is CustomKind.DATE:
        found = read_date(text, order)
        return None if found is None else found.isoformat()
    if kind is CustomKind.YES_NO:
        answer = read_yes_no(text)
        return None if answer is None else ("yes" if answer else "no")
    if kind is CustomKind.URL:
        return read_link(text)
    return text


def read_decimal(text: str, region: str = "") -> str | None:
    """A number as a spreadsheet or a person writes it, with a point for decimals; or None.

    With both signs the last is the decimal one; a sign that comes twice parts thousands; a single
    comma before three digits is read as the region writes it. Currency and percent signs go.
    """
    if len(text) > 80:
        return None
    bare = _UNITS.sub("", text)
    negative = bare.startswith("(") and bare.endswith(")")
    if negative:
        bare = bare[1:-1]
    scientific = _SCIENTIFIC.fullmatch(bare)
    if scientific:
        plain = f"{float(scientific[1].replace(',', '.') + 'e' + scientific[2]):f}"
        bare = plain.rstrip("0").rstrip(".")
    elif _NUMBER.fullmatch(bare) is None:
        return None
    digits = _with_point(bare, region)
    if digits is None:
        return None
    return _tidy(digits, negative)


def read_link(text: str) -> str | None:
    """A web address with its scheme (`https://` where it was left out), or None."""
    if len(text) > 2_000 or _LINK.fullmatch(text) is None:
        return None
    return text if text[:4].casefold() == "http" and "://" in text[:8] else "https://" + text


def _with_point(number: str, region: str) -> str | None:
    commas, points = number.count(","), number.count(".")
    if commas and points:
        decimal = "," if number.rfind(",") > number.rfind(".") else "."
    elif commas > 1 or points > 1:
        decimal = ""
    elif commas:
        whole, _, rest = number.partition(",")
        thousands = region in _POINT_REGIONS and len(rest) == 3 and whole.lstrip("+-") != "0"
        decimal = "" if thousands else ","
    else:
        decimal = "."
    whole, _, rest = number.partition(decimal) if decimal else (number, "", "")
    groups = re.split("[.,]", whole)
    if "," in rest or "." in rest or not all(len(group) == 3 for group in groups[1:]):
        return None
    return f"{''.join(groups)}.{rest}" if rest else "".join(groups)


def _tidy(digits: str, negative: bool) -> str:
    sign = "-" if negative != digits.startswith("-") else ""
    whole, _, rest = digits.lstrip("+-").partition(".")
    whole = "".join(str(int(digit)) for digit in whole).lstrip("0") or "0"
    rest = "".join(str(int(digit)) for digit in rest)
    value = f"{whole}.{rest}" if rest else whole
    return value if value.strip("0.") == "" else sign + value
