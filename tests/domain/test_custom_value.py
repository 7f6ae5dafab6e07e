"""Values of custom fields, and words that answer."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.domain.answers import names_status, read_status, read_yes_no
from contacthub_tui.domain.contact import CustomKind, Status
from contacthub_tui.domain.custom_value import canonical, read_decimal, read_link
from contacthub_tui.domain.import_run import DateOrder


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("12", "FR", "12"),
        ("007", "FR", "7"),
        ("12,50", "FR", "12.50"),
        ("12.50", "US", "12.50"),
        ("1 234,5", "FR", "1234.5"),
        ("1\u202f234,5", "FR", "1234.5"),
        ("1.234,5", "DE", "1234.5"),
        ("1,234.5", "US", "1234.5"),
        ("1,234", "US", "1234"),
        ("1,234", "FR", "1.234"),
        ("1,234,567", "FR", "1234567"),
        ("1.234.567", "US", "1234567"),
        ("1'234.50", "CH", "1234.50"),
        ("€ 12", "FR", "12"),
        ("12 %", "FR", "12"),
        ("(12)", "US", "-12"),
        ("-12", "FR", "-12"),
        ("-0", "FR", "0"),
        ("+5", "FR", "5"),
        (".5", "US", "0.5"),
        ("1.5E+3", "US", "1500"),
        ("٣٤", "FR", "34"),
    ],
)
def test_numbers_are_read_as_the_region_writes_them(text: str, region: str, number: str) -> None:
    assert read_decimal(text, region) == number


@pytest.mark.parametrize("text", ["", "x", "12a", "1,23,4", "1.2.3", "--1", "1-2", "9" * 100, "²"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_decimal(text, "FR") is None


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
    )
)
def test_a_canonical_number_stays_the_same_number(number: Decimal) -> None:
    once = read_decimal(f"{number:f}")
    assert once is not None
    assert Decimal(once) == number
    assert read_decimal(once) == once


@given(st.text(alphabet="0123456789.,'-+()eE %€", max_size=20), st.sampled_from(("FR", "US", "")))
def test_any_text_gives_a_plain_number_or_none(text: str, region: str) -> None:
    found = read_decimal(text, region)
    if found is not None:
        assert Decimal(found).is_finite()
        assert found.strip("-0123456789.") == ""


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("example.org", "https://example.org"),
        ("www.société.fr/équipe", "https://www.société.fr/équipe"),
        ("example.org:8080/a", "https://example.org:8080/a"),
        ("nowhere at all", None),
        ("javascript:alert(1)", None),
        ("example", None),
        ("http://", None),
        ("", None),
    ],
)
def test_links_get_the_scheme_they_lack(text: str, link: str | None) -> None:
    assert read_link(text) == link


def test_each_kind_has_its_canonical_text() -> None:
    assert canonical(CustomKind.TEXT, "a b") == "a b"
    assert canonical(CustomKind.NUMBER, "1,5", region="FR") == "1.5"
    assert canonical(CustomKind.DATE, "4/6/2000", order=DateOrder.MONTH_FIRST) == "2000-04-06"
    assert canonical(CustomKind.YES_NO, "Oui") == "yes"
    assert canonical(CustomKind.YES_NO, "✗") == "no"
    assert canonical(CustomKind.URL, "example.org") == "https://example.org"


@pytest.mark.parametrize("kind", [kind for kind in CustomKind if kind is not CustomKind.TEXT])
def test_what_is_of_another_kind_has_none(kind: CustomKind) -> None:
    assert canonical(kind, "what is this?") is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes", True), ("OUI", True), ("Ja", True), ("Sì", True), ("vrai", True), ("1", True),
        ("1.0", True), ("x", True), ("✓", True), ("non", False), ("No", False), ("nein", False),
        ("FAUX", False), ("0", False), ("0.0", False), ("perhaps", None), ("", None), ("2", None),
    ],
)  # fmt: skip
def test_yes_and_no_are_read_in_many_languages(text: str, answer: bool | None) -> None:
    assert read_yes_no(text) is answer


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Subscribed", Status.SUBSCRIBED),
        ("Abonné(e)", Status.SUBSCRIBED),
        ("Inscrit", Status.SUBSCRIBED),
        ("UNSUBSCRIBED", Status.UNSUBSCRIBED),
        ("Désabonnée", Status.UNSUBSCRIBED),
        ("STOP", Status.UNSUBSCRIBED),
        ("opt-out", Status.UNSUBSCRIBED),
        ("opted_out", Status.UNSUBSCRIBED),
        ("Baja", Status.UNSUBSCRIBED),
        ("abgemeldet", Status.UNSUBSCRIBED),
        ("non", Status.UNSUBSCRIBED),
        ("oui", Status.SUBSCRIBED),
        ("STOP SMS", Status.UNSUBSCRIBED),
        ("Désabonné le 12/03/2024", Status.UNSUBSCRIBED),
        ("Unsubscribed (SMS)", Status.UNSUBSCRIBED),
        ("jamais désabonné du tout", None),
        ("client", None),
        ("", None),
    ],
)
def test_words_for_a_status_are_read(text: str, status: Status | None) -> None:
    assert read_status(text) is status


@pytest.mark.parametrize(("text", "opposite"), [("stop", True), ("stop", False)])
def test_a_column_that_asks_the_other_way_turns_only_yes_and_no_around(
    text: str, opposite: bool
) -> None:
    assert read_status(text, opposite=opposite) is Status.UNSUBSCRIBED
    assert read_status("yes", opposite=True) is Status.UNSUBSCRIBED
    assert read_status("no", opposite=True) is Status.SUBSCRIBED


def test_a_plain_yes_names_no_status() -> None:
    assert names_status("Désabonné")
    assert not names_status("yes")
