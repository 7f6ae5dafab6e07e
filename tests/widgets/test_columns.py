"""Columns: every cell is as wide as it was promised, whatever stands in it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from contacthub_tui.widgets.columns import GAP, Cell, Column, fit, place_columns

HARD = st.one_of(
    st.text(),
    st.text(alphabet="日本👩‍👧🇫🇷e\u0301\u202e\x1b[31m\t\n", max_size=20),
)


@given(HARD, st.integers(1, 40), st.booleans())
def test_a_cell_is_exactly_as_wide_as_its_column(text: str, width: int, right: bool) -> None:
    cut = fit(text, width, right)
    assert cell_len(cut) == width
    assert not {"\x1b", "\n", "\t", "\u202e"} & set(cut)


def test_a_long_text_says_that_it_was_cut() -> None:
    assert fit("Bruxelles-Capitale", 10) == "Bruxelles…"


@given(st.integers(20, 250))
def test_columns_stand_apart_and_inside_the_table(width: int) -> None:
    columns = [
        Column("a", "A", Cell, width=16, weight=5),
        Column("b", "B", Cell, width=20),
        Column("c", "C", Cell, width=6, from_width=100),
        Column("d", "D", Cell, width=10, weight=3),
    ]
    placed = place_columns(columns, 3, width)
    assert placed
    assert placed[-1].x + placed[-1].width <= width
    for left, right in pairwise(placed):
        assert left.x + left.width + GAP == right.x
    assert ("c" in [place.column.name for place in placed]) <= (width >= 100)
