"""Phone numbers: any spelling in, E.164 or a named problem out.

A cell as a person or a spreadsheet wrote it enters, with the region (ISO 3166) whose numbers need
no prefix. What leaves agrees with phonenumbers: each number is valid to it, and where it reads a
valid number in the raw text, the same one leaves, except where `phone_cell` names the text as
something else, and where letters would have to be dialled (capitals of a toll-free number apart).

This module and `phone_plain` are the only ones that know phonenumbers.
"""

import re
from functools import lru_cache
from typing import TypeGuard

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType, ValidationResult

from contacthub_tui.domain import phone_cell
from contacthub_tui.domain.import_run import RowProblem
from contacthub_tui.domain.phone_number import Number, NumberKind
from contacthub_tui.domain.phone_plain import read_plain

__all__ = [
    "Number",
    "NumberKind",
    "country_of",
    "example_regions",
    "read_cell",
    "read_number",
    "spell",
]

#: A cell is read this far; phonenumbers itself reads no text of over 250 characters.
_LONGEST_CELL = 1_000

#: Digits taken from among words must be so many to be a number.
_FEWEST_AMONG_WORDS = 7

#: A number without `+` that no national number explains is tried as an international one from
#: this many digits on.
_FEWEST_INTERNATIONAL = 10

_LETTERS_AFTER_DIGITS = re.compile(r"\d.*[^\W\d_]", re.DOTALL)
_NOT_DIGITS = re.compile(r"\D+")
_AREA_DOT_NUMBER = re.compile(r"[2-9]\d\d\.\d{7}")

_KINDS = {
    PhoneNumberType.MOBILE: NumberKind.MOBILE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE: NumberKind.MAYBE_MOBILE,
    PhoneNumberType.FIXED_LINE: NumberKind.LANDLINE,
}

_PARSE_PROBLEMS = {
    NumberParseException.INVALID_COUNTRY_CODE: RowProblem.UNKNOWN_COUNTRY,
    NumberParseException.NOT_A_NUMBER: RowProblem.NOT_A_NUMBER,
    NumberParseException.TOO_SHORT_AFTER_IDD: RowProblem.TOO_SHORT,
    NumberParseException.TOO_SHORT_NSN: RowProblem.TOO_SHORT,
    NumberParseException.TOO_LONG: RowProblem.TOO_LONG,
}

_LENGTH_PROBLEMS = {
    ValidationResult.TOO_SHORT: RowProblem.TOO_SHORT,
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: RowProblem.TOO_SHORT,
    ValidationResult.TOO_LONG: RowProblem.TOO_LONG,
    ValidationResult.INVALID_COUNTRY_CODE: RowProblem.UNKNOWN_COUNTRY,
}

#: Problems, the one that tells an operator most first.
_TELLING = (
    RowProblem.DIGITS_LOST,
    RowProblem.INVALID,
    RowProblem.UNKNOWN_COUNTRY,
    RowProblem.TOO_LONG,
    RowProblem.TOO_SHORT,
    RowProblem.NOT_A_NUMBER,
    RowProblem.NO_NUMBER,
)

# Patterns of every region met stay compiled: a file may hold numbers of the whole world.
phonenumbers.enable_pattern_cache()


def read_number(raw: str, region: str) -> Number | RowProblem:
    """The number in a text (the first, should there be several), or why there is none.

    `region` is an ISO 3166 code in capitals, for numbers without prefix. The problems are
    NO_NUMBER, NOT_A_NUMBER, DIGITS_LOST, TOO_SHORT, TOO_LONG, UNKNOWN_COUNTRY and INVALID.
    """
    found = read_cell(raw, region)
    return found[0] if isinstance(found, list) else found


def read_cell(raw: str, region: str) -> list[Number] | RowProblem:
    """All valid numbers of a cell in order, each once, or why there is none.

    A cell may hold several: `a ::: b`, `a / b`, `a ou b`, lines. It is cut only when the whole
    is not one number. `region` and the problems are those of `read_number`.
    """
    plain = read_plain(raw, region)
    if plain is not None:
        return [plain]
    text = phone_cell.without_powers(phone_cell.tidy(raw)[:_LONGEST_CELL])
    if phone_cell.is_nothing(text):
        return RowProblem.NO_NUMBER
    parts = phone_cell.pieces(text)
    if len(parts) == 1:
        return _read_piece(text, region)
    readings = [_read_piece(part, region) for part in parts]
    numbers = _numbers(readings)
    if len(numbers) > 1:
        return numbers
    whole = _read_piece(text, region)
    if isinstance(whole, list) or phone_cell.is_something_else(phone_cell.core(text)):
        return whole
    return numbers or (whole if whole != RowProblem.NOT_A_NUMBER else _clearest(whole, readings))


def _read_piece(text: str, region: str) -> list[Number] | RowProblem:
    """The numbers of a text that no sure separator parts."""
    if phone_cell.is_nothing(text):
        return RowProblem.NO_NUMBER
    if phone_cell.has_lost_digits(text):
        return RowProblem.DIGITS_LOST
    text = phone_cell.without_foreign_digits(text)
    core = phone_cell.core(text)
    if not core:
        return RowProblem.NOT_A_NUMBER
    digits = phone_cell.whole_number(core)
    if phone_cell.is_something_else(digits):
        return _read_dotted(digits, region)
    whole = _parse(text if digits == core else digits, region)
    if isinstance(whole, Number):
        return [whole]
    readings = _read_runs(phone_cell.runs(phone_cell.spaced_pairs(digits)), region)
    numbers = _numbers(readings)
    if not numbers and text[text.index(core) :].isupper():
        spelled = _parse(text, region, in_letters=True)
        numbers = [spelled] if isinstance(spelled, Number) else []
    return numbers or _clearest(whole, readings)


def _read_dotted(digits: str, region: str) -> list[Number] | RowProblem:
    """Decimals are no numbers, but 333.1234567 is how Italy spells its mobiles."""
    if _AREA_DOT_NUMBER.fullmatch(digits):
        number = _parse(digits, region)
        if isinstance(number, Number) and number.kind is NumberKind.MOBILE:
            return [number]
    return RowProblem.NOT_A_NUMBER


def _read_runs(runs: list[str], region: str) -> list[list[Number] | RowProblem]:
    """What each stretch of digits holds; among others, a stretch of few digits holds nothing."""
    if len(runs) > 1:
        runs = [run for run in runs if _count_digits(run) >= _FEWEST_AMONG_WORDS]
    return [_read_run(run, region) for run in runs]


def _read_run(run: str, region: str) -> list[Number] | RowProblem:
    """The number of a stretch of digits and punctuation, or its several when it is none."""
    number = _read_one(run, region)
    if isinstance(number, Number):
        return [number]
    for pieces in phone_cell.perhaps_pieces(run):
        numbers = _read_all(pieces, region)
        if numbers:
            return numbers
    halves = _read_all(phone_cell.halves(run), region)
    return halves if len(halves) == 2 else number


def _read_all(pieces: list[str], region: str) -> list[Number]:
    """The numbers among pieces; none when a piece is too short for what a run holds."""
    if any(_count_digits(piece) < _FEWEST_AMONG_WORDS for piece in pieces):
        return []
    readings = (_read_one(piece, region) for piece in pieces)
    return [reading for reading in readings if isinstance(reading, Number)]


def _read_one(run: str, region: str) -> Number | RowProblem:
    """The number as phonenumbers reads it, or else with what was left out in front of it."""
    run = phone_cell.whole_number(phone_cell.core(run))
    if phone_cell.is_something_else(run):
        return RowProblem.NOT_A_NUMBER
    number = _parse(run, region)
    return number if isinstance(number, Number) else _restore(run, region) or number


def _restore(run: str, region: str) -> Number | None:
    """The number with the plus or the zero that its writer or a spreadsheet left out."""
    digits = _NOT_DIGITS.sub("", run)
    if digits.startswith("00"):  # the prefix of most countries, dialled from any other
        abroad = _parse(f"+{digits[2:]}", region)
        return abroad if isinstance(abroad, Number) else None
    if "+" in run or digits.startswith("0"):
        return None
    if run == digits:  # where the zero is part of the number (Ivory Coast), a sheet drops it too
        restored = _parse(f"0{digits}", region)
        if _is_mobile(restored) and restored.e164.endswith(f"0{digits}"):
            return restored
    abroad = _parse(f"+{digits}", region)
    return abroad if len(digits) >= _FEWEST_INTERNATIONAL and _is_mobile(abroad) else None


def _is_mobile(reading: Number | RowProblem) -> TypeGuard[Number]:
    return isinstance(reading, Number) and reading.can_be_mobile


def _parse(text: str, region: str, in_letters: bool = False) -> Number | RowProblem:
    """What phonenumbers makes of a text; toll-free numbers alone may be spelled in letters."""
    try:
        parsed = phonenumbers.parse(text, region)
    except NumberParseException as problem:
        return _PARSE_PROBLEMS[problem.error_type]
    if not phonenumbers.is_valid_number(parsed):
        length = phonenumbers.is_possible_number_with_reason(parsed)
        return _LENGTH_PROBLEMS.get(length, RowProblem.INVALID)
    kind = _KINDS.get(phonenumbers.number_type(parsed), NumberKind.OTHER)
    spelled = _LETTERS_AFTER_DIGITS.search(text) and (
        str(parsed.national_number) not in _NOT_DIGITS.sub("", text)
    )
    if spelled and not (in_letters and kind == NumberKind.OTHER):
        return RowProblem.INVALID  # "0612345 Bob" is not 0612345262
    return Number(phonenumbers.format_number(parsed, PhoneNumberFormat.E164), kind)


def _numbers(readings: list[list[Number] | RowProblem]) -> list[Number]:
    """The numbers of all readings in order, each once."""
    found = (number for reading in readings if isinstance(reading, list) for number in reading)
    return list(dict.fromkeys(found))


def _count_digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _clearest(whole: RowProblem, readings: list[list[Number] | RowProblem]) -> RowProblem:
    """The problem that tells most of those of a text and its parts."""
    problems = {whole, *(reading for reading in readings if isinstance(reading, RowProblem))}
    return next(problem for problem in _TELLING if problem in problems)


@lru_cache(maxsize=4096)
def spell(e164: str) -> str:
    """The international spelling (`+33 6 12 34 56 78`); what is no number stays as it is."""
    try:
        parsed = phonenumbers.parse(e164, None)
    except NumberParseException:
        return e164
    return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)


def country_of(e164: str) -> str:
    """The region (ISO 3166) a number belongs to; empty for none and for the whole world's."""
    try:
        region = phonenumbers.region_code_for_number(phonenumbers.parse(e164, None))
    except NumberParseException:
        return ""
    return region if region in phonenumbers.SUPPORTED_REGIONS else ""


def example_regions() -> frozenset[str]:
    """The regions whose numbers can be read without prefix, as ISO 3166 codes."""
    return frozenset(phonenumbers.SUPPORTED_REGIONS)
