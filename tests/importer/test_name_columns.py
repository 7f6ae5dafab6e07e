"""Names in tables without a header."""

from contacthub_tui.importer.mapping import plan_columns

FIRST = ["Marie", "Jean-Pierre", "ÉLODIE", "Ousmane", "Anne", "Klaus"]
LAST = ["Dupont", "Martin", "Le Goff", "Ndiaye", "Roux", "Weber"]
CITY = ["Lyon", "Lyon", "Nice", "Lyon", "Nice", "Lyon"]
MOBILE = [f"06 12 34 56 {number}" for number in range(70, 76)]


def fields(*columns: list[str], headers: str = "ABCDE") -> list[str | None]:
    rows = list(zip(*columns, strict=True))
    plan = plan_columns(list(headers[: len(columns)]), rows, "FR", [], [], None, None)
    return [column.field for column in plan.columns]


def test_first_and_last_names_are_known_by_their_cells() -> None:
    assert fields(FIRST, LAST, MOBILE) == ["first_name", "last_name", "mobile"]
    assert fields(MOBILE, LAST, FIRST) == ["mobile", "last_name", "first_name"]


def test_the_last_name_is_the_neighbour_that_repeats_less() -> None:
    assert fields(LAST, FIRST, CITY, MOBILE) == ["last_name", "first_name", None, "mobile"]
    assert fields(CITY, FIRST, LAST, MOBILE) == [None, "first_name", "last_name", "mobile"]


def test_full_names_are_known_by_their_cells() -> None:
    full = [f"{first} {last}" for first, last in zip(FIRST, LAST, strict=True)]
    assert fields(full, CITY, MOBILE) == ["full_name", None, "mobile"]


def test_names_that_end_with_the_first_name_are_left_out_rather_than_turned_round() -> None:
    turned = [f"{last} {first}" for first, last in zip(FIRST, LAST, strict=True)]
    assert fields(turned, CITY, MOBILE) == [None, None, "mobile"]


def test_columns_of_other_words_are_no_names() -> None:
    assert fields(CITY, CITY, MOBILE) == [None, None, "mobile"]


def test_below_a_header_of_something_else_names_are_not_looked_for() -> None:
    assert fields(FIRST, LAST, MOBILE, headers="XYC") == [None, None, "mobile"]
