"""Exports that no spreadsheet runs, and imports that give back what went out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.domain.spreadsheet_text import neutralise, neutralised, restore

RUN = "=+-@＝＋－＠\t\r\n"
texts = st.text(max_size=30) | st.text(alphabet="=+-@＝\t\r\n'a1 ;,(|\"", max_size=10)


@given(texts)
def test_no_exported_cell_begins_as_a_formula(text: str) -> None:
    assert neutralise(text)[:1] not in tuple(RUN)


@given(st.lists(texts))
def test_many_cells_at_once_are_the_same_as_one_by_one(cells: list[str]) -> None:
    assert list(neutralised(cells)) == [neutralise(cell) for cell in cells]


@given(texts)
def test_what_went_out_comes_back_equal(text: str) -> None:
    assert restore(neutralise(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Marie",
        "O'Brien",
        "'quoted'",
        "",
        "'",
        "1+1",
        "a@b.org",
        "a, -2 °C",
        "l'été; 'x'",
        "tél: 1, +33 6",
        "a\n- b",
    ],
)
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert neutralise(text) == text
    assert restore(text) == text


def test_a_number_as_an_export_writes_it_is_a_number_again() -> None:
    assert neutralise("+33612345678") == "'+33612345678"
    assert restore("'+33612345678") == "+33612345678"


@given(texts, st.sampled_from(",;\t"))
def test_no_part_of_a_cell_begins_as_a_call_where_cells_are_parted_by_another_sign(
    text: str, sign: str
) -> None:
    for line in neutralise(text).splitlines():
        for part in line.split(sign)[1:]:
            begun = part.lstrip(' "')
            assert begun[:1] not in tuple("=@＝＠")
            # No formula goes on past a sign that parts cells before it has called something.
            called = set(re.split("[,;\t]", begun)[0])
            assert begun[:1] not in tuple("+-＋－") or not {"(", "|", "!"} & called


@pytest.mark.parametrize(
    "text",
    [
        "x;=HYPERLINK(A1)",
        "x,@SUM(1)",
        "two\n=1+1;lines",
        "x; +1+cmd|' /C calc'!A0",
        'x;"=1+1"',
        "＝1+1",
    ],
)
def test_a_formula_inside_a_text_is_neutralised(text: str) -> None:
    assert "'" in neutralise(text).removesuffix("A0")
    assert neutralise(text) != text
    assert restore(neutralise(text)) == text
