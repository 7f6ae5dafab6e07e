"""The short way to read the plain spellings of numbers, several times as fast as phonenumbers.

Raw text and a region enter; a number leaves, or None, which means: ask phonenumbers. The answers
are those of `phonenumbers.parse`, `is_valid_number` and `number_type`, from the same metadata:
each step below is a step of libphonenumber's, left out only where it cannot matter, and whatever
these steps do not cover is a None.
"""

import re
from collections.abc import Callable
from functools import cache, partial

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, SUPPORTED_REGIONS, PhoneMetadata
from phonenumbers.phonemetadata import PhoneNumberDesc

from contacthub_tui.domain.phone_cell import core, is_something_else
from contacthub_tui.domain.phone_number import Number, NumberKind
from contacthub_tui.domain.phone_pattern import free_digits, reach

#: Taken out before reading. libphonenumber takes them for punctuation, or (narrow no-break
#: space, tab) `phone` does.
_SEPARATORS = str.maketrans("", "", " -./()\t\u00a0\u202f")

#: A number spelled in pairs has this many separators; with fewer it may be a decimal or a date.
_PAIR_SEPARATORS = 4

#: Beginnings of numbers that are remembered for a region.
_MOST_ANSWERS = 50_000

_SHORTEST = 7
_LONGEST = 15

#: The types of libphonenumber that are neither a fixed line nor a mobile.
_OTHER_TYPES = (
    "premium_rate",
    "toll_free",
    "shared_cost",
    "voip",
    "personal_number",
    "pager",
    "uan",
    "voicemail",
)


class _Region:
    """What the short way needs of a region's metadata."""

    __slots__ = (
        "code",
        "free",
        "general",
        "international_prefix",
        "kind",
        "leading",
        "lengths",
        "name",
        "prefix",
        "prefix_match",
        "read",
    )

    def __init__(self, name: str) -> None:
        metadata = PhoneMetadata.metadata_for_region(name, None)
        if metadata is None or metadata.general_desc is None:
            raise ValueError(f"phonenumbers knows no numbers of {name}")
        general = metadata.general_desc
        prefix = metadata.national_prefix_for_parsing
        self.name = name
        self.read: Callable[[str], Number | None] = partial(_read_here, here=self)
        self.free = _free_digits_of(metadata)
        self.code = str(metadata.country_code)
        self.general = re.compile(general.national_number_pattern or r"(?!)").fullmatch
        self.lengths = frozenset(general.possible_length)
        self.leading = (
            re.compile(metadata.leading_digits).match if metadata.leading_digits else None
        )
        self.kind = _kind_reader(metadata)
        self.prefix_match = re.compile(prefix or r"(?!)").match
        simple = prefix and prefix.isdigit() and not metadata.national_prefix_transform_rule
        self.prefix = prefix if simple else None
        self.international_prefix = re.compile(metadata.international_prefix or r"(?!)").match

    def national(self, digits: str) -> str | None:
        """The digits without a national prefix; None when that takes more than cutting it off."""
        if not self.prefix_match(digits):
            return digits
        if self.prefix is None:
            return None
        rest = digits[len(self.prefix) :]
        if len(rest) in self.lengths and self.general(rest):
            return rest
        return None


def _pattern(desc: PhoneNumberDesc | None) -> str:
    """An expression that matches what this type allows, pattern and lengths, up to the end."""
    if desc is None or not desc.national_number_pattern:
        return r"(?!)"
    lengths = "|".join(rf"\d{{{length}}}" for length in desc.possible_length)
    ahead = rf"(?=(?:{lengths})\Z)" if lengths else ""
    return rf"{ahead}(?:{desc.national_number_pattern})\Z"


def _free_digits_of(metadata: PhoneMetadata) -> int:
    """How many last digits of a national number decide nothing in a region."""
    types = ("general_desc", "fixed_line", "mobile", *_OTHER_TYPES)
    descriptions = (getattr(metadata, name) for name in types)
    patterns = [desc.national_number_pattern for desc in descriptions if desc is not None]
    free = min(free_digits(pattern) for pattern in patterns if pattern)
    # What is looked for at the start must not reach the free digits of the shortest number.
    longest = max(
        reach(metadata.leading_digits),
        reach(metadata.national_prefix_for_parsing),
        reach(metadata.international_prefix),
    )
    return min(free, max(_SHORTEST - longest, 0))


def _kind_reader(metadata: PhoneMetadata) -> Callable[[str], NumberKind | None]:
    """A function from a national number to its kind in this region, None when it is invalid."""
    other = "|".join(_pattern(getattr(metadata, name)) for name in _OTHER_TYPES)
    mobile = _pattern(metadata.mobile)
    same = metadata.same_mobile_and_fixed_line_pattern
    expression = re.compile(
        rf"(?={_pattern(metadata.general_desc)})"
        rf"(?:({other})|({_pattern(metadata.fixed_line)})|({r'(?!)' if same else mobile}))"
    )
    if expression.groups != len(("other", "fixed line", "mobile")):
        raise ValueError(f"metadata of {metadata.id} captures groups")
    match = expression.match
    match_mobile = re.compile(mobile).match

    def kind(digits: str) -> NumberKind | None:
        found = match(digits)
        if found is None:
            return None
        if found.lastindex == 1:
            return NumberKind.OTHER
        if found.lastindex == 3:
            return NumberKind.MOBILE
        return NumberKind.MAYBE_MOBILE if same or match_mobile(digits) else NumberKind.LANDLINE

    return kind


@cache
def _region(name: str) -> _Region:
    return _Region(name)


@cache
def _regions(code: str) -> tuple[_Region, ...]:
    """The regions that share a calling code, the main one first; none for the whole world's."""
    names = COUNTRY_CODE_TO_REGION_CODE.get(int(code), ())
    return tuple(_region(name) for name in names if name in SUPPORTED_REGIONS)


def read_plain(raw: str, region: str) -> Number | None:
    """The number that phonenumbers reads in a plain spelling, or None: phonenumbers must say.

    `region` is an ISO 3166 code in capitals, for numbers without prefix.
    """
    if raw.isdecimal():
        digits = raw
    else:
        digits = (raw[1:] if raw[:1] == "'" else raw).translate(_SEPARATORS)
        if "." in raw or "/" in raw or "-" in raw:
            if raw.endswith((".0", ".00")):
                return None
            for sign in "./-":
                if 0 < raw.count(sign) < _PAIR_SEPARATORS and is_something_else(core(raw)):
                    return None
    international = digits[:1] == "+"
    if international:
        digits = digits[1:]
    if not (_SHORTEST <= len(digits) <= _LONGEST and digits.isdecimal() and digits.isascii()):
        return None
    if international:
        return _read_international(digits)
    if region not in SUPPORTED_REGIONS:
        return None
    return _read_national(digits, _region(region))


class _Answers(dict[str, tuple[int, str, NumberKind] | None]):
    """Answers by all digits but the last few, which decide nothing: see `free_digits`.

    An answer is how many digits to cut off, what to put before the rest, and the kind; None means
    that phonenumbers must say.
    """

    def __init__(self, free: int) -> None:
        super().__init__()
        self.free = free

    def of(self, digits: str, read: Callable[[str], Number | None]) -> Number | None:
        """What `read` gives for the digits, from memory where their beginning was met before."""
        if not self.free:
            return read(digits)
        start = digits[: -self.free]
        if start in self:
            answer = self[start]
            if answer is None:
                return None
            cut, before, kind = answer
            return Number(before + digits[cut:], kind)
        number = read(digits)
        if len(self) < _MOST_ANSWERS:
            self._remember(start, digits, number)
        return number

    def _remember(self, start: str, digits: str, number: Number | None) -> None:
        if number is None:
            self[start] = None
            return
        same = self.free
        if not number.e164.endswith(digits[-same:]):
            return
        while same < min(len(digits), len(number.e164) - 1) and (
            number.e164[-same - 1] == digits[-same - 1]
        ):
            same += 1
        self[start] = (len(digits) - same, number.e164[:-same], number.kind)


@cache
def _answers(name: str) -> _Answers:
    """What was read in a region; by its name, or by a calling code for international numbers."""
    code = name if name.isdigit() else _region(name).code
    return _Answers(min((region.free for region in _regions(code)), default=0))


def _read_international(digits: str) -> Number | None:
    """Digits that start with a calling code (ITU E.164: one to three digits, never a zero)."""
    if digits[0] == "0":
        return None
    for length in (1, 2, 3):
        code = digits[:length]
        if _regions(code):
            return _answers(code).of(digits, _abroad_readers[length])
    return None


def _read_abroad(digits: str, length: int) -> Number | None:
    """Digits of which so many are the calling code."""
    code = digits[:length]
    regions = _regions(code)
    return _number(code, regions[0].national(digits[length:]), regions)


_abroad_readers = {length: partial(_read_abroad, length=length) for length in (1, 2, 3)}


def _read_national(digits: str, here: _Region) -> Number | None:
    """Digits as they are dialled, or written without the plus, in a region."""
    prefix = here.international_prefix(digits)
    if prefix:
        return _read_international(digits[2:]) if prefix.group() == "00" else None
    return _answers(here.name).of(digits, here.read)


def _read_here(digits: str, here: _Region) -> Number | None:
    """Digits that begin with no international prefix, in a region."""
    code = here.code
    if digits.startswith(code):
        rest = here.national(digits[len(code) :])
        if rest is None or here.general(digits) or not here.general(rest):
            return None
        regions = _regions(code)
        # The main region's prefix is taken off what is left, after this region's.
        return _number(code, regions[0].national(rest), regions)
    return _number(code, here.national(digits), _regions(code))


def _number(code: str, national: str | None, regions: tuple[_Region, ...]) -> Number | None:
    """The number if it is valid: the first region it fits decides (libphonenumber's order)."""
    if national is None:
        return None
    for region in regions:
        if region.leading is None:
            kind = region.kind(national)
            if kind is not None:
                return Number(f"+{code}{national}", kind)
        elif region.leading(national):
            kind = region.kind(national)
            return None if kind is None else Number(f"+{code}{national}", kind)
    return None
