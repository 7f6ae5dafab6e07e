"""Exports that no spreadsheet runs, and imports that give back what went out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.domain.spreadsheet_text import neutralise, restore

texts = st.text(max_size=30) | st.text(alphabet="=+-@\t\r'a1 ", max_size=8)


@given(texts)
def test_no_exported_cell_begins_as_a_formula(text: str) -> None:
    assert neutralise(text)[:1] not in tuple("=+-@\t\r")


@given(texts)
def test_what_went_out_comes_back_equal(text: str) -> None:
    assert restore(neutralise(text)) == text


@pytest.mark.parametrize("text", ["Marie", "O'Brien", "'quoted'", "", "'", "1+1", "a@b.org"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert neutralise(text) == text
    assert restore(text) == text


def test_a_number_as_an_export_writes_it_is_a_number_again() -> None:
    assert neutralise("+33612345678") == "'+33612345678"
    assert restore("'+33612345678") == "+33612345678"
