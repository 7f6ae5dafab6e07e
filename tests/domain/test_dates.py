"""Dates as people and spreadsheets write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.domain.dates import (
    DateVotes,
    default_order,
    is_no_date,
    looks_like_serial,
    read_date,
)
from contacthub_tui.domain.import_run import DateOrder

DAY, MONTH, YEAR = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.YEAR_FIRST
THAT_DAY = date(2000, 4, 6)


@pytest.mark.parametrize(
    "text",
    [
        "06/04/2000",
        "6/4/2000",
        "6.4.2000",
        "06-04-2000",
        "06 04 2000",
        "6 / 4 / 2000",
        "06/04/00",
        "2000-04-06",
        "2000/4/6",
        "2000-04-06T10:00:00",
        "2000-04-06 10:00:00.123",
        "2000-04-06T10:00:00Z",
        "06/04/2000 10:00",
        "06042000",
        "20000406",
        "6 avril 2000",
        "Jeudi 6 avril 2000",
        "6 AVR. 2000",
        "April 6, 2000",
        "April 6th 2000",
        "6-Apr-00",
        "6. April 2000",
        "6 de abril de 2000",
        "6 aprile 2000",
    ],
)
def test_usual_spellings_of_a_day_are_read(text: str) -> None:
    assert read_date(text, DAY) == THAT_DAY


def test_the_order_settles_what_the_cell_leaves_open() -> None:
    assert read_date("04/06/2000", MONTH) == THAT_DAY
    assert read_date("00/04/06", YEAR) == THAT_DAY
    assert read_date("2000-04-06", MONTH) == THAT_DAY


@pytest.mark.parametrize(
    "text",
    [
        "", "31/02/1985", "29/02/2023", "13/13/2000", "00/00/0000", "0612345678", "1985", "avril",
        "6 avril", "demain", "06/04/200", "06/04/20000", "12:30", "6 avril 2000 et 7 mai 2001",
        "2000-04", "x" * 5_000, "9" * 5_000,
    ],
)  # fmt: skip
def test_what_is_no_day_of_the_calendar_is_none(text: str) -> None:
    assert read_date(text, DAY) is None


def test_a_spreadsheet_count_of_days_is_read_only_where_it_may_be_one() -> None:
    assert read_date("36622", DAY, serials=True) == THAT_DAY
    assert read_date("36622.5", DAY, serials=True) == THAT_DAY
    assert read_date("36622", DAY) is None
    assert looks_like_serial("36622")
    assert not looks_like_serial("1985")
    assert not looks_like_serial("69001123")


def test_years_of_two_digits_do_not_lie_in_the_future_where_nothing_may() -> None:
    today = date(2026, 6, 1)
    assert read_date("01/01/27", DAY, latest=today) == date(1927, 1, 1)
    assert read_date("01/01/26", DAY, latest=today) == date(2026, 1, 1)
    assert read_date("01/01/69", DAY) == date(2069, 1, 1)
    assert read_date("01/01/70", DAY) == date(1970, 1, 1)


def test_a_day_after_the_last_possible_one_is_none() -> None:
    today = date(2026, 6, 1)
    assert read_date("2026-06-01", DAY, latest=today) == today
    assert read_date("2026-06-02", DAY, latest=today) is None


@pytest.mark.parametrize("text", ["0/0/00", "0000-00-00", "1899-12-30", "1899-12-31T00:00:00"])
def test_how_programs_write_that_there_is_no_date_is_known(text: str) -> None:
    assert is_no_date(text)
    assert not is_no_date("06/04/2000")


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from("/-. "), st.sampled_from((DAY, MONTH)))
def test_every_day_is_read_as_it_was_written(day: date, sign: str, order: DateOrder) -> None:
    first, second = (day.day, day.month) if order is DAY else (day.month, day.day)
    assert read_date(f"{first:02}{sign}{second:02}{sign}{day.year:04}", order) == day
    assert read_date(day.isoformat(), order) == day


@given(st.integers(3654, 65_745))
def test_every_serial_is_the_day_a_spreadsheet_shows(days: int) -> None:
    expected = date(1899, 12, 30) + timedelta(days=days)
    assert read_date(str(days), DAY, serials=looks_like_serial(str(days))) == expected


@given(st.text(max_size=40), st.sampled_from(DateOrder))
def test_any_text_gives_a_date_or_none(text: str, order: DateOrder) -> None:
    found = read_date(text, order, latest=date(2026, 1, 1), serials=True)
    assert found is None or found <= date(2026, 1, 1)


# Votes


def votes(*cells: str) -> DateVotes:
    counted = DateVotes()
    for cell in cells:
        counted.add(cell)
    return counted


def test_a_few_cells_decide_for_the_whole_column() -> None:
    assert votes("05/04/2000", "25/04/2000", "01/02/1980").order(MONTH) is DAY
    assert votes("05/04/2000", "04/25/2000", "01/02/1980").order(DAY) is MONTH
    assert votes("99/12/01", "98/05/06").order(DAY) is YEAR


def test_where_nothing_decides_the_usual_order_does() -> None:
    undecided = votes("05/04/2000", "01/02/1980", "", "2000-12-25", "hello")
    assert not undecided.decided
    assert undecided.order(default_order("FR")) is DAY
    assert undecided.order(default_order("US")) is MONTH
    assert default_order("GB") is DAY


def test_most_cells_win_over_one_slip() -> None:
    assert votes("25/04/2000", "26/04/2000", "04/27/2000").order(MONTH) is DAY
