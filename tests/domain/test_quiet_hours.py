"""When messages to many wait, by the clock of the number."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.domain.quiet_hours import ZONES, holidays, quiet_until, zone_of

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("number", "zone"),
    [
        ("+33612345678", "Europe/Paris"),
        ("+262692123456", "Indian/Reunion"),
        ("+262639123456", "Indian/Mayotte"),
        ("+590690123456", "America/Guadeloupe"),
        ("+447400123456", ""),
        ("+15145550100", ""),
        ("36180", ""),
    ],
)
def test_the_zone_of_a_number(number: str, zone: str) -> None:
    assert zone_of(number) == zone


@pytest.mark.parametrize(
    ("local", "until"),
    [
        ("2026-03-04 21:59", None),
        ("2026-03-04 22:00", "2026-03-05 08:00"),
        ("2026-03-05 07:59", "2026-03-05 08:00"),
        ("2026-03-05 08:00", None),
        ("2026-03-07 22:30", "2026-03-09 08:00"),  # Saturday night, to Monday
        ("2026-03-08 12:00", "2026-03-09 08:00"),  # Sunday
        ("2026-04-04 22:00", "2026-04-07 08:00"),  # to Easter, and its Monday
        ("2026-05-14 12:00", "2026-05-15 08:00"),  # Ascension
        ("2026-12-25 12:00", "2026-12-26 08:00"),
        ("2026-03-28 23:00", "2026-03-30 08:00"),  # the clocks go forward on the Sunday
    ],
)
def test_quiet_hours_of_france(local: str, until: str | None) -> None:
    at = datetime.fromisoformat(local).replace(tzinfo=PARIS)
    end = quiet_until("Europe/Paris", at)
    assert (end and f"{end.astimezone(PARIS):%Y-%m-%d %H:%M}") == until


def test_night_is_night_where_the_number_is() -> None:
    noon = datetime(2026, 3, 4, 20, tzinfo=UTC)
    assert [zone for zone in sorted(ZONES) if quiet_until(zone, noon)] == [
        "Indian/Mayotte",
        "Indian/Reunion",
    ]


def test_the_holidays_of_a_year() -> None:
    assert [f"{day:%d/%m}" for day in sorted(holidays(2027))] == [
        "01/01", "29/03", "01/05", "06/05", "08/05", "17/05", "14/07", "15/08", "01/11", "11/11",
        "25/12",
    ]  # fmt: skip
    assert date(2024, 5, 20) in holidays(2024)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(sorted(ZONES)),
)
def test_quiet_hours_end_within_four_days_at_a_moment_that_is_not_quiet(
    at: datetime, zone: str
) -> None:
    end = quiet_until(zone, at)
    if end is not None:
        assert at < end <= at + timedelta(days=4)
        assert quiet_until(zone, end) is None
        assert quiet_until(zone, end - timedelta(seconds=1)) == end
