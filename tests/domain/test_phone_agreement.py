"""Read by the product or by phonenumbers, a number is the same: every region, type and style."""

import random
import uuid
from datetime import date
from ipaddress import IPv4Address

import phonenumbers
from hypothesis import assume, given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from contacthub_tui.domain import phone_cell
from contacthub_tui.domain.import_run import RowProblem
from contacthub_tui.domain.phone import Number, read_cell, read_number, spell
from contacthub_tui.domain.phone_plain import read_plain
from tests.domain.phone_reference import EXAMPLES, REGIONS, by_phonenumbers, plain_spelling

regions = st.sampled_from(REGIONS)
examples = st.sampled_from(EXAMPLES)


@st.composite
def numbers_like_examples(draw: st.DrawFn) -> tuple[str, phonenumbers.PhoneNumber]:
    """A number that differs from an example of its region in its last digits, valid or not."""
    region, example = draw(examples)
    digits = phonenumbers.national_significant_number(example)
    changed = draw(st.integers(0, min(5, len(digits) - 2)))
    tail = draw(st.text("0123456789", min_size=changed, max_size=changed))
    number = digits[: len(digits) - changed] + tail
    made = phonenumbers.parse(f"+{example.country_code}{number}")
    return region, made


def styles(number: phonenumbers.PhoneNumber, region: str) -> list[tuple[str, str]]:
    """Spellings of a number, each with the text that phonenumbers is asked about."""
    code = str(number.country_code)
    digits = phonenumbers.national_significant_number(number)
    national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    international = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    dialled = phonenumbers.format_out_of_country_calling_number(number, region)
    wide = international.translate({ord(d): 0xFF10 + int(d) for d in "0123456789"})
    return [
        (f"+{code}{digits}", f"+{code}{digits}"),
        (f"'+{code}{digits}", f"+{code}{digits}"),
        (international.replace(" ", "\u202f"), international),
        (wide, international),
        (f'="{national}"', national),
        (f"\u200e{dialled}\u200b", dialled),
        (f"{code}{digits}.0", code + digits),
    ]


@given(numbers_like_examples())
def test_every_style_of_a_number_is_read_as_phonenumbers_reads_it(
    made: tuple[str, phonenumbers.PhoneNumber],
) -> None:
    region, number = made
    for raw, plain in styles(number, region):
        expected = by_phonenumbers(plain, region)
        if expected is not None and not phone_cell.is_something_else(phone_cell.core(plain)):
            assert read_cell(raw, region) == [expected], raw


def test_the_examples_of_every_region_and_type_are_read_in_every_style() -> None:
    assert len(EXAMPLES) > 1_000
    for region, number in EXAMPLES:
        expected = by_phonenumbers(
            phonenumbers.format_number(number, PhoneNumberFormat.E164), region
        )
        assert expected is not None
        assert read_cell(expected.e164, region) == [expected]
        for raw, plain in styles(number, region):
            by_library = by_phonenumbers(plain, region)
            if by_library and not phone_cell.is_something_else(phone_cell.core(plain)):
                assert read_cell(raw, region) == [by_library], (raw, region)


def test_mobiles_of_the_world_are_read_without_plus_from_france_unless_french() -> None:
    for region in REGIONS:
        number = phonenumbers.example_number_for_type(region, PhoneNumberType.MOBILE)
        if number is None:
            continue
        international = phonenumbers.format_number(number, PhoneNumberFormat.E164)
        digits = international[1:]
        french = by_phonenumbers(digits, "FR")
        if french is None and len(digits) >= 10 and not digits.startswith("33"):
            found = read_number(digits, "FR")
            assert isinstance(found, Number), region
            assert found.e164 == international


@given(st.text(), regions)
def test_whatever_the_text_numbers_are_valid_and_problems_named(raw: str, region: str) -> None:
    found = read_cell(raw, region)
    if isinstance(found, list):
        assert found
        assert len(set(found)) == len(found)
        for number in found:
            assert by_phonenumbers(number.e164, "ZZ") == number
        assert read_number(raw, region) == found[0]
    else:
        assert isinstance(found, RowProblem)
        assert read_number(raw, region) == found


@given(st.text("0123456789+ .,-/();:|\n'=E\u00a0\u200e٣６aou@xté", max_size=40), regions)
def test_texts_of_digits_and_signs_give_valid_numbers_or_problems(raw: str, region: str) -> None:
    found = read_cell(raw, region)
    for number in found if isinstance(found, list) else []:
        assert by_phonenumbers(number.e164, "ZZ") == number


@given(examples, regions)
def test_what_was_read_is_read_again_whatever_the_region(
    example: tuple[str, phonenumbers.PhoneNumber], region: str
) -> None:
    number = read_number(f"+{example[1].country_code}{example[1].national_number}", region)
    assume(isinstance(number, Number))
    assert isinstance(number, Number)
    assert read_number(number.e164, region) == number
    assert read_number(spell(number.e164), region) == number
    assert read_number(f"'{number.e164}", region) == number


@given(st.dates(date(1900, 1, 1), date(2150, 1, 1)), regions)
def test_no_date_is_a_number(day: date, region: str) -> None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d %H:%M:%S"):
        assert read_cell(day.strftime(form), region) == RowProblem.NOT_A_NUMBER


@given(st.ip_addresses(v=4), regions)
def test_no_ip_address_is_a_number(address: IPv4Address, region: str) -> None:
    # Pairs of digits in four groups are how Denmark, among others, spells its numbers.
    assume(any(len(part) != 2 for part in str(address).split(".")))
    found = read_cell(str(address), region)
    assert found in (RowProblem.NOT_A_NUMBER, RowProblem.NO_NUMBER)


@given(st.uuids(), regions)
def test_no_uuid_is_a_number(identity: uuid.UUID, region: str) -> None:
    assert read_cell(str(identity), region) == RowProblem.NOT_A_NUMBER


@given(examples)
def test_no_digits_of_a_link_or_an_e_mail_are_a_number(
    example: tuple[str, phonenumbers.PhoneNumber],
) -> None:
    region, number = example
    digits = f"{number.country_code}{number.national_number}"
    for raw in (f"https://example.org/{digits}", f"{digits}@example.org", f"www.a.fr?p={digits}"):
        assert read_cell(raw, region) == RowProblem.NOT_A_NUMBER


@given(st.decimals(1, 10**9, places=4), st.sampled_from(".,"), regions)
def test_no_decimal_is_a_number(value: object, sign: str, region: str) -> None:
    raw = str(value).replace(".", sign)
    assume(not raw.endswith("00"))
    assert read_cell(raw, region) == RowProblem.NOT_A_NUMBER


@given(st.integers(10**8, 10**13), st.integers(0, 6), st.sampled_from(".,"), regions)
def test_a_number_that_lost_digits_is_never_guessed(
    value: int, kept: int, sign: str, region: str
) -> None:
    raw = f"{value:.{kept}E}".replace(".", sign)
    assert read_cell(raw, region) == RowProblem.DIGITS_LOST
    assert read_cell(f"'{raw}", region) == RowProblem.DIGITS_LOST


def test_the_short_way_never_differs_from_phonenumbers() -> None:
    chance = random.Random(20_260_101)
    short = valid = 0
    for _ in range(40_000):
        raw, region = plain_spelling(chance)
        found = read_plain(raw, region)
        # phonenumbers has no opinion of its own on tabs, narrow spaces and Excel's apostrophe.
        seen = raw.removeprefix("'").replace("\t", " ").replace("\u202f", " ")
        expected = by_phonenumbers(seen, region)
        assert found is None or found == expected, (raw, region)
        short += found is not None
        valid += expected is not None
    assert short > 0.85 * valid


@given(st.randoms(use_true_random=False), st.sampled_from(("", " (p)", " x12", ".", ", ")))
def test_a_number_phonenumbers_reads_is_never_read_otherwise(
    chance: random.Random, after: str
) -> None:
    raw, region = plain_spelling(chance)
    text = phone_cell.tidy(raw)
    expected = by_phonenumbers(text + after, region)
    if expected is not None and not phone_cell.is_something_else(phone_cell.core(text)):
        assert read_cell(raw + after, region) == [expected]


@given(st.text("0123456789+ .-/()'", max_size=24), regions)
def test_the_short_way_takes_nothing_that_phonenumbers_leaves(raw: str, region: str) -> None:
    found = read_plain(raw, region)
    assert found is None or found == by_phonenumbers(raw.removeprefix("'"), region)
