"""Any spelling of a phone number gives its E.164 form or a named problem, as phonenumbers says."""

import subprocess
import sys

import pytest

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

BOB = "+33612345678"
EVE = "+33698765432"
OFFICE = "+33472009353"


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
        ("06 12 34 56 78 06 98 76 54 32", [BOB, EVE]),
        ("06 12 34 56 78  06 98 76 54 32", [BOB, EVE]),
        ("06.12.34.56.78 06.98.76.54.32", [BOB, EVE]),
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
    assert numbers_of("0800 1234567 (bureau)", "DE") == ["+498001234567"]
    assert not isinstance(numbers_of("0800 123456 (perso)", "DE"), list)


def test_no_part_of_a_longer_number_or_amount_is_a_number() -> None:
    assert numbers_of("4012 8888 8888 1881", "DK") == RowProblem.TOO_LONG
    assert numbers_of("48.8566969, 2.3522219") == RowProblem.NOT_A_NUMBER
    assert not isinstance(numbers_of("total 3, 12345.6789 (12345.6789 hors taxe)"), list)
    assert not isinstance(numbers_of("12345.6789 12345.6789"), list)
    assert numbers_of("33612345678.0 / 33698765432.0") == [BOB, EVE]


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
