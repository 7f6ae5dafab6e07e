"""Any spelling of a phone number gives its E.164 form or a named problem, as phonenumbers says."""

import random
import subprocess
import sys
import uuid
from datetime import date
from ipaddress import IPv4Address

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from contacthub_tui.domain import phone_cell
from contacthub_tui.domain.import_run import RowProblem
from contacthub_tui.domain.phone import (
    Number,
    NumberKind,
    country_of,
    example_regions,
    read_cell,
    read_number,
    spell,
)
from contacthub_tui.domain.phone_plain import read_plain

REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
KINDS = {
    PhoneNumberType.MOBILE: NumberKind.MOBILE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE: NumberKind.MAYBE_MOBILE,
    PhoneNumberType.FIXED_LINE: NumberKind.LANDLINE,
}
TYPES = [kind for kind in PhoneNumberType.values() if kind != PhoneNumberType.UNKNOWN]
EXAMPLES = [
    (region, number)
    for region in REGIONS
    for kind in TYPES
    if (number := phonenumbers.example_number_for_type(region, kind)) is not None
]

BOB = "+33612345678"
EVE = "+33698765432"
OFFICE = "+33472009353"


def by_phonenumbers(text: str, region: str) -> Number | None:
    """What the library makes of a text by itself, None when that is no valid number."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    kind = KINDS.get(phonenumbers.number_type(number), NumberKind.OTHER)
    return Number(phonenumbers.format_number(number, PhoneNumberFormat.E164), kind)


def numbers_of(raw: str, region: str = "FR") -> list[str] | RowProblem:
    found = read_cell(raw, region)
    return [number.e164 for number in found] if isinstance(found, list) else found


@pytest.mark.parametrize(
    "raw",
    [
        "0612345678",
        "612345678",
        "33612345678",
        "33612345678.0",
        "612345678.0",
        "612345678,00",
        "0612345678.0",
        "330612345678",
        "6.12345678E8",
        "3.3612345678E10",
        "3,3612345678E+10",
        "'+33612345678",
        "'0612345678",
        '="0612345678"',
        '="+33 6 12 34 56 78"',
        "“06 12 34 56 78”",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "06-12-34-56-78",
        "06/12/34/56/78",
        "06,12,34,56,78",
        "06_12_34_56_78",
        "06·12·34·56·78",
        "06 – 12 – 34 – 56 – 78",
        "06−12−34−56−78",
        "(06) 12 34 56 78",
        "[06 12 34 56 78]",
        "6 12 34 56 78",
        "612 345 678",
        "06\u00a012\u00a034\u00a056\u00a078",
        "06\u202f12\u202f34\u202f56\u202f78",
        "06\t12\t34\t56\t78",
        "０６　１２　３４　５６　７８",
        "＋３３６１２３４５６７８",
        "٠٦١٢٣٤٥٦٧٨",
        "۰۶۱۲۳۴۵۶۷۸",
        "\u200b06\u200b12345678\u2060",
        "\u202a+33 6 12 34 56 78\u202c",
        "\ufeff0612345678",
        "06\u00ad12345678",
        "0033612345678",
        "00 33 6 12 34 56 78",
        "0033 (0)6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "+33(0)612345678",
        "+33 06 12 34 56 78",
        "(+33) 6 12 34 56 78",
        "++33612345678",
        "+ 33 6 12 34 56 78",
        "33 6 12 34 56 78",
        "tel:+33-6-12-34-56-78",
        "whatsapp:+33612345678",
        "Tél : 06 12 34 56 78",
        "tel0612345678",
        "N° 06 12 34 56 78",
        "📞 06 12 34 56 78",
        "06 12 34 56 78 (perso)",
        "0612345678perso",
        "06 12 34 56 78 Bob",
        "06 12 34 56 78 (après 18h)",
        "06 12 34 56 78 poste 12",
        "06 12 34 56 78 x12",
        "06 12 34 56 78 ext. 5",
        "tel:+33-6-12-34-56-78;ext=3",
        "06 12 34 56 78 le 12/03/2024",
        "06 12 34 56 78 bob12@example.org",
        "06 12 34 56 78.",
    ],
)
def test_a_french_mobile_is_read_in_every_spelling(raw: str) -> None:
    assert read_cell(raw, "FR") == [Number(BOB, NumberKind.MOBILE)]
    assert read_number(raw, "FR") == Number(BOB, NumberKind.MOBILE)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        *[
            (raw, RowProblem.NO_NUMBER)
            for raw in (
                *("", " ", "\u00a0\u200b", "-", "--", "—", ".", "/", "0", "00", "''", '=""'),
                *("#N/A", "n/a", "N.A.", "#VALEUR!", "#REF!", "aucun", "Aucune", "néant", "NÉANT"),
                *("none", "None", "NULL", "nan", "(vide)", "non renseigné", "pas de numéro"),
            )
        ],
        ("?", RowProblem.NOT_A_NUMBER),
        ("en attente", RowProblem.NOT_A_NUMBER),
        ("true", RowProblem.NOT_A_NUMBER),
        ("🙂", RowProblem.NOT_A_NUMBER),
        ("a long note " * 50, RowProblem.NOT_A_NUMBER),
        ("12:30", RowProblem.NOT_A_NUMBER),
        ("3,36E+10", RowProblem.DIGITS_LOST),
        ("3.36123E+10", RowProblem.DIGITS_LOST),
        ("6,12E+08", RowProblem.DIGITS_LOST),
        ("3.36E10", RowProblem.DIGITS_LOST),
        ("3,369876543E+10", RowProblem.DIGITS_LOST),
        ("6.1234567E8", RowProblem.DIGITS_LOST),
        ("'3,36E+10", RowProblem.DIGITS_LOST),
        ("3e+10", RowProblem.DIGITS_LOST),
        ("06 12 34 56", RowProblem.TOO_SHORT),
        ("+33 6 12 34", RowProblem.TOO_SHORT),
        ("75011", RowProblem.TOO_SHORT),
        ("06 12 34 56 78 90", RowProblem.TOO_LONG),
        ("123 456 789 00012", RowProblem.TOO_LONG),
        ("1" * 5_000, RowProblem.TOO_LONG),
        ("+999 612345678", RowProblem.UNKNOWN_COUNTRY),
        ("+0612345678", RowProblem.UNKNOWN_COUNTRY),
        ("0692 12 34 56", RowProblem.INVALID),
        ("06 12 34 56 7", RowProblem.INVALID),
        ("+33 0 00 00 00 00", RowProblem.INVALID),
    ],
)
def test_what_is_no_number_says_why(raw: str, problem: RowProblem) -> None:
    assert read_cell(raw, "FR") == problem
    assert read_number(raw, "FR") == problem


@pytest.mark.parametrize(
    "raw",
    [
        "12345.6789",
        "123456789,85",
        "143,85",
        "0,612345678",
        "1 234 567,89 €",
        "45292.5",
        "https://example.org/0612345678",
        "https://example.org/?tel=0612345678",
        "example.org/0612345678",
        "www.example.org 33612345678@example.org",
        "bob0612345678@example.org",
        "192.168.12.34",
        "192.168.112.134:8080",
        "550e8400-e29b-41d4-a716-446655440000",
        "12/03/1990",
        "15.03.1990",
        "2024-01-15",
        "2024-01-15T10:00:00",
        "né le 12/03/1990 10:30",
        "15/3/24",
        "CLI0612345678",
        "FR0612345678",
    ],
)
def test_decimals_dates_links_and_identifiers_are_no_numbers(raw: str) -> None:
    assert read_cell(raw, "FR") == RowProblem.NOT_A_NUMBER


@pytest.mark.parametrize(
    ("raw", "numbers"),
    [
        (f"{BOB} ::: {EVE}", [BOB, EVE]),
        ("06 12 34 56 78 / 06 98 76 54 32", [BOB, EVE]),
        ("0612345678/0698765432", [BOB, EVE]),
        ("0612345678;0698765432", [BOB, EVE]),
        ("0612345678,0698765432", [BOB, EVE]),
        ("612345678,698765432", [BOB, EVE]),
        ("0612345678|0698765432", [BOB, EVE]),
        ("0612345678\n0698765432", [BOB, EVE]),
        ("0612345678\r\n0698765432", [BOB, EVE]),
        ("06 12 34 56 78 ou 06 98 76 54 32", [BOB, EVE]),
        ("06 12 34 56 78 & 06 98 76 54 32", [BOB, EVE]),
        ("0612345678 - 0698765432", [BOB, EVE]),
        ("0612345678 0698765432", [BOB, EVE]),
        (f"{BOB} {EVE}", [BOB, EVE]),
        ("fixe 04 72 00 93 53, mobile 06 12 34 56 78", [OFFICE, BOB]),
        ("P: 06 12 34 56 78 B: 04 72 00 93 53", [BOB, OFFICE]),
        ("69003 Lyon, 04 72 00 93 53", [OFFICE]),
        ("0612345678 0612345678", [BOB]),
        (f"0612345678 ; {BOB}", [BOB]),
        ("3,36E+10 ::: 0612345678", [BOB]),
        ("06 12 34 56 ou 06 98 76 54 32", [EVE]),
        ("aucun / 0612345678", [BOB]),
        ("12/03/1990 ; 0612345678", [BOB]),
    ],
)
def test_a_cell_gives_all_its_numbers_in_order_and_each_once(raw: str, numbers: list[str]) -> None:
    assert numbers_of(raw) == numbers


def test_a_cell_of_several_broken_numbers_gives_the_problem_that_tells_most() -> None:
    assert read_cell("aucun ; 06 12", "FR") == RowProblem.TOO_SHORT
    assert read_cell("06 12 ; 0692 12 34 56", "FR") == RowProblem.INVALID


@pytest.mark.parametrize(
    ("raw", "region", "number"),
    [
        ("221 70 123 82 08", "FR", "+221701238208"),
        ("212650129992", "FR", "+212650129992"),
        ("32470123456", "FR", "+32470123456"),
        ("0033612345678", "US", BOB),  # 00 is not what the United States dial
        ("33612345678", "US", BOB),
        ("079 123 45 67", "CH", "+41791234567"),
        ("415-555-2671", "US", "+14155552671"),
        ("333.1234567", "IT", "+393331234567"),
        ("712345678", "CI", "+2250712345678"),  # the zero that a sheet drops belongs to it
        ("20.12.34.56", "DK", "+4520123456"),
        ("+44 (0)7400 123456", "FR", "+447400123456"),
    ],
)
def test_numbers_of_other_countries_are_read(raw: str, region: str, number: str) -> None:
    assert numbers_of(raw, region) == [number]


@pytest.mark.parametrize(
    ("raw", "region"),
    [
        ("0221701238208", "FR"),  # a zero in front is a national number's
        ("493012345678", "FR"),  # a landline of Berlin, were it one
        ("612.3456789", "US"),  # a decimal: nobody there spells so
    ],
)
def test_a_prefix_that_is_not_there_is_not_guessed(raw: str, region: str) -> None:
    assert not isinstance(read_cell(raw, region), list)


def test_a_number_that_is_national_stays_national() -> None:
    assert numbers_of("+6592234567", "US") == ["+6592234567"]  # a mobile of Singapore
    assert numbers_of("6592234567", "US") == ["+16592234567"]  # Alabama


def test_letters_after_a_number_are_not_dialled() -> None:
    assert numbers_of("030 123456 (perso)", "DE") == ["+4930123456"]
    assert numbers_of("0612345 Bob", "FR") == RowProblem.INVALID  # not 0612345262


def test_a_freephone_number_may_be_spelled_in_letters() -> None:
    assert numbers_of("1-800-FLOWERS", "US") == ["+18003569377"]


def test_the_kind_of_a_number_tells_whether_a_text_may_arrive() -> None:
    kinds = {
        "+33612345678": (NumberKind.MOBILE, True),
        "+14155552671": (NumberKind.MAYBE_MOBILE, True),
        "+33472009353": (NumberKind.LANDLINE, False),
        "+33800123456": (NumberKind.OTHER, False),
    }
    for raw, (kind, mobile) in kinds.items():
        number = read_number(raw, "FR")
        assert isinstance(number, Number)
        assert (number.kind, number.can_be_mobile) == (kind, mobile)


def test_an_unknown_region_reads_only_international_numbers() -> None:
    assert numbers_of(BOB, "XX") == [BOB]
    assert numbers_of("0612345678", "XX") == RowProblem.UNKNOWN_COUNTRY


# --- properties -------------------------------------------------------------------------------

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
            assert numbers_of(digits) == [international], region


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


# --- the short way ----------------------------------------------------------------------------

SIGNS = (" ", ".", "-", "/", "(", ")", "\u00a0", "\u202f", "\t", "")


def plain_spelling(chance: random.Random) -> tuple[str, str]:
    """A text of digits and signs that may be a number, and a region to read it in."""
    region, example = chance.choice(EXAMPLES)
    digits = list(phonenumbers.national_significant_number(example))
    for _ in range(chance.choice((0, 0, 1, 3, 6))):
        digits[chance.randrange(len(digits) // 2, len(digits))] = chance.choice("0123456789")
    change = chance.random()
    if change < 0.05:
        digits.append(chance.choice("0123456789"))
    elif change < 0.1:
        digits.pop()
    elif change < 0.15:
        digits[0] = chance.choice("0123456789")
    number, code = "".join(digits), str(example.country_code)
    text = chance.choice(
        (
            number,
            chance.choice(("0", "1", "8", "06")) + number,
            f"+{code}{number}",
            f"00{code}{number}",
            f"{code}{number}",
            f"+{code}0{number}",
            f"{code}0{number}",
            "".join(chance.choices("0123456789", k=chance.randrange(5, 17))),
        )
    )
    grouping = chance.random()
    if grouping < 0.4:
        size = chance.choice((2, 3))
        sign = chance.choice(SIGNS)
        text = sign.join(text[i : i + size] for i in range(0, len(text), size))
    elif grouping < 0.7:
        text = "".join(
            letter + (chance.choice(SIGNS) if chance.random() < 0.3 else "") for letter in text
        )
    if chance.random() < 0.1:
        text = f"'{text}"
    return text, region if chance.random() < 0.8 else chance.choice(REGIONS)


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


# --- around -----------------------------------------------------------------------------------


def test_a_number_is_spelled_internationally() -> None:
    assert spell(BOB) == "+33 6 12 34 56 78"
    assert spell("not a number") == "not a number"
    assert spell("") == ""


def test_a_number_tells_its_country() -> None:
    assert country_of(BOB) == "FR"
    assert country_of("+262692123456") == "RE"
    assert country_of("+14155552671") == "US"
    assert country_of("+80012345678") == ""
    assert country_of("nothing") == ""


def test_the_regions_are_those_of_phonenumbers() -> None:
    assert example_regions() >= {"FR", "GB", "US", "SN", "RE"}
    assert "001" not in example_regions()


def test_reading_numbers_loads_neither_maps_nor_carriers_nor_a_screen() -> None:
    code = "import sys, contacthub_tui.domain.phone; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = ("geodata", "carrierdata", "tzdata", "geocoder", "textual", "peewee")
    assert not [name for name in loaded if any(part in name for part in heavy)]
    assert not [name for name in loaded if name.startswith("phonenumbers.data.region_")]
