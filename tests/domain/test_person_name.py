"""First and last name out of one cell."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.domain.person_name import split_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Marie Dupont", ("Marie", "Dupont")),
        ("Dupont, Marie", ("Marie", "Dupont")),
        ("de la Tour, Marie Anne", ("Marie Anne", "de la Tour")),
        ("DUPONT Marie", ("Marie", "DUPONT")),
        ("Marie DUPONT", ("Marie", "DUPONT")),
        ("Marie DUPONT MARTIN", ("Marie", "DUPONT MARTIN")),
        ("LE GOFF Anne Marie", ("Anne Marie", "LE GOFF")),
        ("Mme Marie Dupont", ("Marie", "Dupont")),
        ("M. Dupont", ("", "Dupont")),
        ("Dr. Prof. Anna Schmidt", ("Anna", "Schmidt")),
        ("Ludwig van Beethoven", ("Ludwig", "van Beethoven")),
        ("Jean Pierre de La Tour", ("Jean Pierre", "de La Tour")),
        ("Jean Paul Martin", ("Jean Paul", "Martin")),
        ("Marie", ("Marie", "")),
        ("M. K. Gandhi", ("M. K.", "Gandhi")),
        ("MARIE DUPONT", ("MARIE", "DUPONT")),
        ("  Marie   Dupont ", ("Marie", "Dupont")),
        ("", ("", "")),
        (",", ("", "")),
        ("Marie,", ("Marie", "")),
    ],
)
def test_names_are_split_where_their_spelling_says(text: str, name: tuple[str, str]) -> None:
    assert split_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dupont Marie", ("Marie", "Dupont")),
        ("de Gaulle Charles", ("Charles", "de Gaulle")),
        ("Marie DUPONT", ("Marie", "DUPONT")),
        ("Dupont", ("Dupont", "")),
    ],
)
def test_a_column_that_puts_the_last_name_first_is_believed(
    text: str, name: tuple[str, str]
) -> None:
    assert split_name(text, last_first=True) == name


@given(st.text(max_size=60), st.booleans())
def test_no_word_of_a_name_is_made_up(text: str, last_first: bool) -> None:
    first, last = split_name(text, last_first=last_first)
    found = f"{first} {last}".replace(",", " ").split()
    assert Counter(found) <= Counter(text.replace(",", " ").split())
