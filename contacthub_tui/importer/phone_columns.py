"""Which columns hold phone numbers. Enters: headers and sample cells. Leaves: columns in order.

Headers propose, cells decide. A column of valid mobiles is a phone column whatever its name;
decimals, dates, identifiers and digits inside links make none; a column of landlines serves where
there is nothing better.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from contacthub_tui.domain.import_run import RowProblem
from contacthub_tui.domain.phone import read_cell
from contacthub_tui.domain.phone_number import NumberKind
from contacthub_tui.importer.header_match import PhoneRole, phone_role

#: Cells looked at in one column: enough to tell, cheap on wide tables.
_ENOUGH = 200
#: Cells without a phone number after which a column has none.
_HOPELESS = 60

_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_LINK = re.compile(r"://|www\.|@")
_DECIMAL = re.compile(
    r"[-+]?\d{1,3}(?:[ .,'’\u00a0\u202f]?\d{3})*[.,](?!0+$)\d{1,2}|[-+]?\d+[.,](?!0+$)\d+"
)
_COMPACT_DATE = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d"
)

#: Shares of a column's filled cells, from 0 to 1.
_MOSTLY = 0.5  # holds phone numbers, whatever its name
_LANDLINES = 0.1  # fewer mobiles than this among the valid: a column of landlines
_MIXED = 0.2  # more sure mobiles than this: not only landlines, whatever its name
_MUCH_LESS = 0.5  # of the cells of the fullest column: it is asked after the others
_SURELY = 0.7  # of a column without a telling header, to be taken for landlines


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the sampled cells of one column say."""

    filled: int = 0
    digits: int = 0  # at least six digits, no link, no decimal
    valid: int = 0
    mobile: int = 0  # can be a mobile
    sure: int = 0  # is a mobile
    dressed: int = 0  # can be a mobile and is spelled as a phone number, not as bare digits
    plain: int = 0  # can be a mobile and the cell holds little else
    apart: bool = False  # runs like a counter or holds dates

    @property
    def share(self) -> float:
        """Valid numbers that can be mobiles, among the filled cells."""
        return self.mobile / self.filled if self.filled else 0.0


@dataclass(frozen=True, slots=True)
class PhoneColumn:
    """A column chosen for its phone numbers: `field` is mobile or whatsapp."""

    index: int
    field: str
    why: str
    sure: float


def weigh(cells: Sequence[str], region: str) -> Evidence:
    """What the non-empty cells of a column say; only the first few hundred are looked at."""
    filled = digits = valid = mobile = sure = dressed = plain = 0
    bare: list[int] = []
    dates = 0
    for cell in cells[:_ENOUGH]:
        if filled == _HOPELESS and not valid:
            break
        filled += 1
        text = cell.strip()
        count = len(_DIGIT.findall(text)) if len(text) <= 200 else 0
        if count < 6 or _LINK.search(text) or _DECIMAL.fullmatch(text):
            continue
        digits += 1
        dates += _COMPACT_DATE.fullmatch(text) is not None
        numbers = read_cell(text, region)
        if isinstance(numbers, RowProblem) or not numbers:
            continue
        valid += 1
        if not any(number.can_be_mobile for number in numbers):
            continue
        mobile += 1
        sure += any(number.kind is NumberKind.MOBILE for number in numbers)
        plain += len(_LETTER.findall(text)) <= count
        if text.isdecimal() and text[0] != "0":
            bare.append(int(text))
        else:
            dressed += 1
    apart = _runs_like_a_counter(bare) or (dates > 0 and dates >= 0.9 * digits)
    return Evidence(filled, digits, valid, mobile, sure, dressed, plain, apart)


def choose(headers: Mapping[int, str], evidence: Mapping[int, Evidence]) -> list[PhoneColumn]:
    """The phone columns among the given ones, the preferred first.

    A header that says mobile comes first, then a general phone header, then what only the cells
    say; within these, a column that is mostly mobiles, then one that is not much emptier than the
    fullest, then the order of the file.
    """
    roles = {index: _role(header, evidence[index]) for index, header in headers.items()}
    whatsapp = _whatsapp(roles, evidence)
    named = [index for index, role in roles.items() if role in _NAMED]
    usable = [
        index
        for index in named
        if evidence[index].valid and evidence[index].mobile >= _LANDLINES * evidence[index].valid
    ]
    found = usable + _second_best(roles, evidence, usable)
    if not any(evidence[index].share >= _MOSTLY for index in found):
        found += [
            index for index in headers if index not in found and _by_cells(index, roles, evidence)
        ]
    # An empty column that is called mobile may be filled further down.
    found += [
        index
        for index in named
        if roles[index] is PhoneRole.MOBILE and not evidence[index].filled and index not in found
    ]
    # Digits without one valid number: their rows fail, and say why.
    if found or whatsapp:
        found += [
            i for i in named if i not in found and evidence[i].digits and not evidence[i].valid
        ]
    else:
        found = _last_resort(roles, evidence, named)
    taken = {column.index for column in whatsapp}
    fullest = max((evidence[index].filled for index in found), default=0)
    mobiles = [
        PhoneColumn(index, "mobile", *_reason(roles[index], evidence[index]))
        for index in sorted(
            (index for index in found if index not in taken),
            key=lambda index: (
                _RANK[roles[index]],
                evidence[index].share < _MOSTLY,
                evidence[index].filled < _MUCH_LESS * fullest,
                index,
            ),
        )
    ]
    return mobiles + whatsapp


_NAMED = (PhoneRole.MOBILE, PhoneRole.PHONE)
_RANK = {
    PhoneRole.MOBILE: 0,
    PhoneRole.PHONE: 1,
    PhoneRole.PERHAPS: 2,
    PhoneRole.NOTHING: 2,
    PhoneRole.IDENTIFIER: 2,
    PhoneRole.LANDLINE: 3,
    PhoneRole.OTHER_PERSON: 4,
    PhoneRole.WHATSAPP: 5,
    PhoneRole.NEVER: 6,
}


def _role(header: str, evidence: Evidence) -> PhoneRole:
    """What the header says, unless it is misspelt or vague and the cells say otherwise."""
    role, certain = phone_role(header)
    if role is PhoneRole.PERHAPS or not certain:
        holds = evidence.filled and evidence.valid >= _MOSTLY * evidence.filled
        if not holds or evidence.apart:
            return PhoneRole.NOTHING
        return PhoneRole.PHONE if role is PhoneRole.PERHAPS else role
    return role


def _whatsapp(
    roles: Mapping[int, PhoneRole], evidence: Mapping[int, Evidence]
) -> list[PhoneColumn]:
    """Columns called WhatsApp, unless they only answer yes or no beside another phone column."""
    called = [index for index, role in roles.items() if role is PhoneRole.WHATSAPP]
    others = any(role in _NAMED and evidence[index].valid for index, role in roles.items())
    return [
        PhoneColumn(index, "whatsapp", "header", 1.0)
        for index in called
        if evidence[index].digits or not evidence[index].filled or (len(called) == 1 and not others)
    ]


def _second_best(
    roles: Mapping[int, PhoneRole], evidence: Mapping[int, Evidence], usable: Sequence[int]
) -> list[int]:
    """Columns of landlines by their header, where they hold mobiles all the same."""
    have_mobiles = any(evidence[index].mobile for index in usable)
    return [
        index
        for index, role in roles.items()
        if role is PhoneRole.LANDLINE
        and evidence[index].mobile
        and (not have_mobiles or evidence[index].sure > _MIXED * evidence[index].valid)
    ]


def _by_cells(index: int, roles: Mapping[int, PhoneRole], evidence: Mapping[int, Evidence]) -> bool:
    """Whether a column is mostly mobiles although its header does not say so."""
    held = evidence[index]
    role = roles[index]
    if role is PhoneRole.IDENTIFIER:
        return held.dressed > _MOSTLY * held.filled
    if role not in (PhoneRole.NOTHING, PhoneRole.PERHAPS) or held.apart:
        return False
    return held.filled > 0 and held.plain > _MOSTLY * held.filled


def _last_resort(
    roles: Mapping[int, PhoneRole], evidence: Mapping[int, Evidence], named: Sequence[int]
) -> list[int]:
    """No column with mobiles: landlines, then somebody else's number, then what the header says."""
    for candidates in (
        named,
        [index for index, role in roles.items() if role is PhoneRole.LANDLINE],
        [index for index, role in roles.items() if role is PhoneRole.OTHER_PERSON],
    ):
        valid = [index for index in candidates if evidence[index].valid]
        if valid:
            return valid
    unnamed = [
        index
        for index, role in roles.items()
        if role in (PhoneRole.NOTHING, PhoneRole.PERHAPS)
        and not evidence[index].apart
        and evidence[index].valid >= max(2, _SURELY * evidence[index].filled)
    ]
    if unnamed:
        return unnamed
    digits = [index for index in named if evidence[index].digits]
    return digits or list(named) or [i for i, role in roles.items() if role is PhoneRole.LANDLINE]


def _reason(role: PhoneRole, evidence: Evidence) -> tuple[str, float]:
    """Why a column was chosen, and how sure that is."""
    if role in (PhoneRole.MOBILE, PhoneRole.PHONE, PhoneRole.LANDLINE, PhoneRole.OTHER_PERSON):
        return "header", 1.0 if role is PhoneRole.MOBILE else max(0.5, evidence.share)
    return "content", evidence.share


def _runs_like_a_counter(values: Sequence[int]) -> bool:
    """Whether bare numbers go up (or down) in small steps, as identifiers do."""
    if len(values) < 5:
        return False
    steps = [after - before for before, after in pairwise(values)]
    rising = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    return rising and abs(values[-1] - values[0]) < 50 * len(values)
