"""Both languages say the same, and write numbers and dates as their readers do."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from contacthub_tui import i18n

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def test_a_message_follows_the_language_at_once() -> None:
    assert i18n._("Last name") == "Last name"
    i18n.set_language("fr")
    assert i18n._("Last name") == "Nom de famille"
    i18n.set_language("en")
    assert i18n._("Last name") == "Last name"


def test_a_message_without_french_is_shown_in_english() -> None:
    i18n.set_language("fr")
    assert i18n._("A message nobody wrote") == "A message nobody wrote"


def test_a_message_that_also_has_a_plural_is_found_on_every_python() -> None:
    i18n.set_language("fr")
    assert i18n.ngettext("failed", "failed", 2) == i18n._("failed") == "en échec"


def test_french_counts_zero_as_one_and_english_does_not() -> None:
    assert i18n.ngettext("one", "many", 0) == "many"
    assert i18n.ngettext("one", "many", 1) == "one"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        i18n.set_language("de")


@pytest.mark.parametrize(
    ("setting", "environ", "expected"),
    [
        ("fr", {}, "fr"),
        ("en", {"LANG": "fr_FR.UTF-8"}, "en"),
        (None, {"LANG": "fr_FR.UTF-8"}, "fr"),
        (None, {"LANG": "fr_CA"}, "fr"),
        (None, {"LANG": "fr-BE"}, "fr"),
        (None, {"LANG": "en_GB.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        (None, {"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        (None, {"LANG": "en_US.UTF-8", "LANGUAGE": "de:fr:en"}, "fr"),
        (None, {"LANG": "C", "LANGUAGE": "fr"}, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, {}, "en"),
    ],
)
def test_the_language_is_the_setting_or_else_the_locale(
    setting: str | None, environ: dict[str, str], expected: str
) -> None:
    assert i18n.pick_language(setting, environ) == expected


def test_numbers_have_the_separators_of_the_language() -> None:
    assert i18n.number(1_000_000) == "1,000,000"
    i18n.set_language("fr")
    assert i18n.number(1_000_000) == "1\u202f000\u202f000"
    assert i18n.number(-1234) == "-1\u202f234"
    assert i18n.number(999) == "999"


def test_percentages_never_round_up_to_all() -> None:
    assert i18n.percent(0.999) == "99%"
    assert i18n.percent(1.0) == "100%"
    assert i18n.percent(0.29) == "29%"
    i18n.set_language("fr")
    assert i18n.percent(0.62) == "62\u00a0%"


def test_dates_are_spelled_in_the_language() -> None:
    assert i18n.short_date("2000-04-06") == "6 Apr 2000"
    i18n.set_language("fr")
    assert i18n.short_date(date(2000, 4, 6)) == "6 avr. 2000"
    assert i18n.short_date("2000-03-01") == "1er mars 2000"
    assert i18n.short_date("06/04") == "06/04"


@pytest.mark.parametrize(
    ("ago", "english", "french"),
    [
        (timedelta(seconds=20), "now", "à l’instant"),
        (timedelta(minutes=2), "2\u00a0min", "2\u00a0min"),
        (timedelta(hours=3), "3\u00a0h", "3\u00a0h"),
        (timedelta(hours=20), "yesterday", "hier"),
        (timedelta(days=7), "3 Mar", "3 mars"),
        (timedelta(days=120), "10 Nov", "10 nov."),
        (timedelta(days=400), "2025", "2025"),
        (timedelta(days=-2), "12 Mar", "12 mars"),
    ],
)
def test_times_are_relative_when_recent(ago: timedelta, english: str, french: str) -> None:
    utc = (NOW - ago).isoformat()
    assert i18n.when(utc, NOW) == english
    i18n.set_language("fr")
    assert i18n.when(utc, NOW) == french


def test_yesterday_is_a_day_of_the_reader_not_of_utc() -> None:
    paris = NOW.replace(hour=0, minute=30, tzinfo=timezone(timedelta(hours=1)))
    assert i18n.when("2026-03-09T22:45:00", paris) == "45\u00a0min"
    assert i18n.when("2026-03-09T21:45:00", paris) == "yesterday"


def test_a_text_that_is_no_time_is_shown_as_it_is() -> None:
    assert i18n.when("") == ""


def test_an_age_beside_other_words_is_told_from_a_duration() -> None:
    now = datetime(2025, 3, 3, 12, 0, tzinfo=UTC)
    for language, minutes, day in (
        ("en", "2\u00a0min ago", "yesterday"),
        ("fr", "il y a 2\u00a0min", "hier"),
    ):
        i18n.set_language(language)
        assert i18n.ago("2025-03-03T11:58:00Z", now) == minutes
        assert i18n.ago("2025-03-02T11:58:00Z", now) == day
