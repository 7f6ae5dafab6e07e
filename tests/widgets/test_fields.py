"""Labels and values: aligned where there is room, one above the other where there is not."""

from textual.content import Content

from contacthub_tui.widgets.fields import Field, field_lines


def shown(*fields: tuple[str, str], width: int) -> list[str]:
    lines = field_lines([Field(Content(value), label) for label, value in fields], width)
    assert all(line.cell_length <= width for line in lines)
    return [line.plain.rstrip() for line in lines]


def test_values_stand_in_one_column_and_go_on_below_themselves() -> None:
    assert shown(("Email", "a@b.fr"), ("Note", "calls in the morning"), width=20) == [
        "Email  a@b.fr",
        "Note   calls in the",
        "       morning",
    ]


def test_a_label_that_takes_too_much_room_stands_above_and_moves_no_other_value() -> None:
    assert shown(("Date of birth", "6 Apr 2000"), ("Lists", "VIP"), width=20) == [
        "Date of birth",
        "  6 Apr 2000",
        "Lists  VIP",
    ]


def test_a_word_that_would_be_broken_beside_its_label_stands_below_it() -> None:
    assert shown(("Email", "marie.dupont@a.org"), width=20) == ["Email", "  marie.dupont@a.org"]
