"""What a form reads: every kind of number there is, days of the calendar, hostile texts."""

from datetime import date

import phonenumbers
import pytest
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from contacthub_tui.domain.contact import MAX_NOTE, MAX_TEXT, CustomKind
from contacthub_tui.domain.form_value import (
    FieldProblem,
    Reading,
    read_address,
    read_custom,
    read_day,
    read_line,
    read_note,
    read_phone,
)
from contacthub_tui.domain.import_run import DateOrder, RowProblem
from contacthub_tui.domain.phone_number import NumberKind

TODAY = date(2026, 11, 23)
DMY, MDY, YMD = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.YEAR_FIRST
KINDS = {
    PhoneNumberType.MOBILE: NumberKind.MOBILE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE: NumberKind.MAYBE_MOBILE,
    PhoneNumberType.FIXED_LINE: NumberKind.LANDLINE,
}
TYPES = [kind for kind in PhoneNumberType.values() if kind != PhoneNumberType.UNKNOWN]
LENGTHS = (RowProblem.TOO_SHORT, RowProblem.INVALID, RowProblem.NOT_A_NUMBER)


@pytest.mark.parametrize("kind", TYPES)
def test_the_example_of_each_type_of_every_region_is_read_as_what_it_is(kind: int) -> None:
    seen = 0
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        example = phonenumbers.example_number_for_type(region, kind)
        if example is None or not phonenumbers.is_valid_number(example):
            continue
        e164 = phonenumbers.format_number(example, PhoneNumberFormat.E164)
        wanted = KINDS.get(phonenumbers.number_type(example), NumberKind.OTHER)
        for spelling in (PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.NATIONAL):
            # New Caledonia's 20.12.34 reads as a date.
            text = phonenumbers.format_number(example, spelling).replace(".", " ")
            assert read_phone(text, region) == Reading(e164, kind=wanted), (region, text)
        seen += 1
    assert seen or kind in (PhoneNumberType.UNKNOWN,)


def test_an_example_that_is_cut_or_goes_on_is_refused_with_the_reason() -> None:
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        example = phonenumbers.example_number_for_type(region, PhoneNumberType.MOBILE)
        if example is None:
            continue
        e164 = phonenumbers.format_number(example, PhoneNumberFormat.E164)
        short, long = read_phone(e164[:5], region), read_phone(e164 + "0000000000", region)
        assert short.problem in LENGTHS, region
        assert long.problem is RowProblem.TOO_LONG, region
        assert not short.value and not long.value


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", Reading()),
        (" \u202e\x1b ", Reading(problem=RowProblem.NO_NUMBER)),
        ("06 12 34 56 78", Reading("+33612345678", kind=NumberKind.MOBILE)),
        ("+999 12345678", Reading(problem=RowProblem.UNKNOWN_COUNTRY)),
        ("3.36123E+10", Reading(problem=RowProblem.DIGITS_LOST)),
        ("0612345678 / 0666861672", Reading(problem=FieldProblem.SEVERAL_NUMBERS)),
        ("Marie", Reading(problem=RowProblem.NOT_A_NUMBER)),
        ("0999", Reading(problem=RowProblem.TOO_SHORT)),
    ],
)
def test_numbers_that_are_none_say_why(text: str, wanted: Reading) -> None:
    assert read_phone(text, "FR") == wanted


@pytest.mark.parametrize(
    ("text", "order", "wanted"),
    [
        ("", DMY, Reading()),
        ("6/4/2000", DMY, Reading("2000-04-06")),
        ("4/6/2000", MDY, Reading("2000-04-06")),
        ("2000-4-6", YMD, Reading("2000-04-06")),
        ("060400", DMY, Reading(problem=FieldProblem.BAD_DATE)),
        ("06042000", DMY, Reading("2000-04-06")),
        ("6 avril 2000", MDY, Reading("2000-04-06")),
        ("29/02/2000", DMY, Reading("2000-02-29")),
        ("29/02/1900", DMY, Reading(problem=FieldProblem.NO_SUCH_DAY)),
        ("31.04.2000", DMY, Reading(problem=FieldProblem.NO_SUCH_DAY)),
        ("31/12/2000", MDY, Reading(problem=FieldProblem.NO_SUCH_DAY)),
        ("24/11/2026", DMY, Reading(problem=FieldProblem.FUTURE_DAY)),
        ("24/11/36", DMY, Reading("1936-11-24")),
        ("23/11/2026", DMY, Reading("2026-11-23")),
        ("yesterday", DMY, Reading(problem=FieldProblem.BAD_DATE)),
    ],
)
def test_a_day_of_birth_is_a_day_of_the_calendar_that_has_come(
    text: str, order: DateOrder, wanted: Reading
) -> None:
    assert read_day(text, order, TODAY) == wanted


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        (CustomKind.TEXT, " [/b] \x1b[2J\n\u202eX ", Reading("[/b] [2J\n\u202eX")),
        (CustomKind.NUMBER, "1 234,5", Reading("1234.5")),
        (CustomKind.NUMBER, "a lot", Reading(problem=FieldProblem.BAD_NUMBER)),
        (CustomKind.DATE, "30/02/2024", Reading(problem=FieldProblem.NO_SUCH_DAY)),
        (CustomKind.DATE, "1/1/2100", Reading("2100-01-01")),
        (CustomKind.YES_NO, "oui", Reading("yes")),
        (CustomKind.YES_NO, "perhaps", Reading(problem=FieldProblem.BAD_YES_NO)),
        (CustomKind.URL, "exemple.fr/a", Reading("https://exemple.fr/a")),
        (CustomKind.URL, "javascript:alert(1)", Reading(problem=FieldProblem.BAD_URL)),
        *((kind, "  ", Reading()) for kind in CustomKind),
    ],
)
def test_custom_values_are_canonical_or_say_why_not(
    kind: CustomKind, text: str, wanted: Reading
) -> None:
    assert read_custom(kind, text, "FR", DMY) == wanted


def test_texts_are_kept_whole_or_refused_and_never_cut() -> None:
    assert read_line(" A\tB\n\x00C ") == Reading("A B C")
    assert read_line("x" * MAX_TEXT).value == "x" * MAX_TEXT
    assert read_line("x" * (MAX_TEXT + 1)).problem is FieldProblem.TOO_LONG_TEXT
    assert read_note("é\r\n" * 2) == Reading("é\né")
    assert read_note("x" * (MAX_NOTE + 1)).problem is FieldProblem.TOO_LONG_TEXT
    assert read_address("mailto:Marie@Exemple.fr") == Reading("Marie@Exemple.fr")
    assert read_address("marie@exemple").problem is FieldProblem.BAD_EMAIL
    assert read_address("a@b.fr, c@d.fr").problem is FieldProblem.SEVERAL_EMAILS
