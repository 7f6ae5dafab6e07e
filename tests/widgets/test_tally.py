"""The picture of the counts."""

from textual.content import Content

from contacthub_tui.domain.import_run import Counts
from contacthub_tui.widgets.fields import Field, field_lines
from contacthub_tui.widgets.tally import LinkedTally, tally_lines

COUNTS = Counts(20_000, 17_930, 1_204, 251, 27, 588, warnings=12, kept_unsubscribed=37)


def test_the_counts_stand_beside_each_other_where_there_is_room() -> None:
    lines = [line.plain for line in tally_lines(COUNTS, 100)]
    for words in ("17,930 created", "1,204 updated", "251 unchanged", "27 duplicates"):
        assert words in lines[0]
    assert lines[1].endswith("20,000 rows")
    assert lines[2] == "■ 37 numbers are unsubscribed and stay so"
    assert lines[3] == "▲ 12 rows come in with a warning"
    assert all(len(line) <= 100 for line in lines)


def test_they_stand_one_under_the_other_where_there_is_not() -> None:
    lines = [line.plain for line in tally_lines(COUNTS, 30)]
    assert lines[:5] == [
        "17,930 created",
        " 1,204 updated",
        "   251 unchanged",
        "    27 duplicates",
        "   588 failed",
    ]
    assert all(len(line) <= 30 for line in lines)


def test_a_long_value_goes_on_below_itself_and_a_long_label_stands_above() -> None:
    fields = [
        Field(Content("VIP, Newsletter, Clients de Lyon"), "Lists"),
        Field(Content("fill and update"), "Contacts that are there"),
    ]
    lines = [line.plain.rstrip() for line in field_lines(fields, 24)]
    assert lines[0].startswith("Lists")
    assert all(line.startswith("  ") for line in lines[1:2])
    assert "Contacts that are there" in lines
    assert all(len(line) <= 24 for line in lines)


def test_a_count_of_none_is_no_link() -> None:
    tally = LinkedTally()
    tally.set_reactive(LinkedTally.counts, Counts(3, created=2, failed=1))
    assert (tally.links, tally.here) == (("created", "failed"), "created")
    tally.action_move(1)
    assert tally.here == "failed"
