"""What a row says: numbers, problems, warnings, values."""

import marshal
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.domain.contact import MAX_NOTE, MAX_TEXT, CustomField, CustomKind
from contacthub_tui.domain.import_plan import Candidate
from contacthub_tui.domain.import_run import DateOrder, ImportOptions
from contacthub_tui.importer.mapping import ColumnPlan, Plan
from contacthub_tui.importer.rows import RowReader

FIELDS = (
    CustomField(1, "Points", CustomKind.NUMBER, 0),
    CustomField(2, "Renewal", CustomKind.DATE, 1),
    CustomField(3, "Member", CustomKind.YES_NO, 2),
    CustomField(4, "Site", CustomKind.URL, 3),
    CustomField(5, "Hobby", CustomKind.TEXT, 4),
)


def read(
    cells: list[str],
    *fields: str | None,
    headers: Mapping[int, str] | None = None,
    sure: Mapping[int, float] | None = None,
    order: DateOrder | None = None,
    mobiles_only: bool = False,
    region: str = "FR",
) -> Candidate:
    columns = tuple(
        ColumnPlan(
            index,
            (headers or {}).get(index, f"column {index}"),
            field,
            "header",
            (sure or {}).get(index, 1.0),
            (),
            order,
        )
        for index, field in enumerate(fields)
    )
    options = ImportOptions(region=region, mobiles_only=mobiles_only)
    raw = RowReader(Plan(columns), options, FIELDS).read(7, cells)
    marshal.dumps(raw)
    return Candidate(*raw)


# Numbers


def test_the_first_mobile_over_the_phone_columns_and_within_cells_is_the_one() -> None:
    found = read(["01 42 68 53 00 / 06 12 34 56 78", "0698765432"], "mobile", "mobile")
    assert found.mobile == "+33612345678"
    assert found.others == [["mobile", "+33142685300"], ["mobile", "+33698765432"]]
    assert (found.row, found.problem, found.warnings, found.cells) == (7, None, [], [])


def test_the_surer_phone_column_is_asked_first() -> None:
    found = read(["0612345678", "0698765432"], "mobile", "mobile", sure={0: 0.6, 1: 0.9})
    assert found.mobile == "+33698765432"


def test_a_landline_comes_in_with_a_warning_that_shows_it() -> None:
    found = read(["", "01 42 68 53 00"], "mobile", "mobile")
    assert found.mobile == "+33142685300"
    assert found.warnings == [["landline", 1, "01 42 68 53 00"]]
    assert found.cells == ["", "01 42 68 53 00"]


def test_a_landline_fails_where_only_mobiles_may_come_in_and_can_be_stopped_all_the_same() -> None:
    found = read(["", "01 42 68 53 00"], "mobile", "mobile", mobiles_only=True)
    assert (found.mobile, found.problem, found.problem_column) == (None, "landline", 1)
    assert found.others == [["mobile", "+33142685300"]]
    assert found.cells == ["", "01 42 68 53 00"]


def test_a_whatsapp_number_alone_makes_a_contact() -> None:
    found = read(["+32 470 12 75 16"], "whatsapp")
    assert (found.mobile, found.whatsapp, found.problem) == (None, "+32470127516", None)


def test_a_mobile_that_cannot_be_read_beside_a_whatsapp_number_is_left_out_with_a_warning() -> None:
    found = read(["06 12", "0612345678"], "mobile", "whatsapp")
    assert (found.mobile, found.whatsapp) == (None, "+33612345678")
    assert found.warnings == [["bad-number", 0, "06 12"]]


def test_a_whatsapp_number_that_cannot_be_read_is_left_out_with_a_warning() -> None:
    found = read(["0612345678", "yes please"], "mobile", "whatsapp")
    assert (found.mobile, found.whatsapp) == ("+33612345678", None)
    assert found.warnings == [["whatsapp-unreadable", 1, "yes please"]]


def test_an_empty_number_beside_a_sound_one_deserves_no_warning() -> None:
    assert read(["", "0612345678"], "mobile", "whatsapp").warnings == []
    assert read(["0612345678", "#N/A"], "mobile", "whatsapp").warnings == []


@pytest.mark.parametrize(
    ("cells", "problem", "column"),
    [
        (["", ""], "no-number", 0),
        (["", "3,36E+10"], "digits-lost", 1),
        (["06 12", "3,36E+10"], "digits-lost", 1),
        (["en attente", "06 12 34 56"], "too-short", 1),
        (["en attente", ""], "not-a-number", 0),
        (["06 12 34 56 78 90", ""], "too-long", 0),
    ],
)
def test_a_row_without_a_valid_number_fails_with_the_most_telling_reason(
    cells: list[str], problem: str, column: int
) -> None:
    found = read(cells, "mobile", "mobile")
    assert (found.problem, found.problem_column, found.cells) == (problem, column, cells)
    assert found.warnings == []


def test_an_apostrophe_of_a_spreadsheet_is_no_part_of_a_value() -> None:
    found = read(["'+33612345678", "'=Marie"], "mobile", "first_name")
    assert found.mobile == "+33612345678"
    assert found.values == {"first_name": "=Marie"}


# Status


@pytest.mark.parametrize(
    ("header", "cell", "status"),
    [
        ("Status", "unsubscribed", "unsubscribed"),
        ("Statut", "Désabonné", "unsubscribed"),
        ("Statut", "abonnée", "subscribed"),
        ("Opt-in SMS", "oui", "subscribed"),
        ("Opt-in SMS", "non", "unsubscribed"),
        ("Opt-out", "TRUE", "unsubscribed"),
        ("Opt-out", "FALSE", "subscribed"),
        ("Désabonné", "STOP", "unsubscribed"),
        ("Unsubscribed at", "2024-05-01", "unsubscribed"),
        ("Unsubscribed at", "05/13/2024", "unsubscribed"),
        ("Acceptez-vous les SMS ?", "non", "unsubscribed"),
        ("Ne souhaite pas recevoir de SMS", "oui", "unsubscribed"),
        ("Status", "", None),
        ("Status", "#N/A", None),
    ],
)
def test_a_status_is_read_with_its_header(header: str, cell: str, status: str | None) -> None:
    found = read(["0612345678", cell], "mobile", "status", headers={1: header})
    assert (found.status, found.warnings) == (status, [])


def test_an_unknown_status_is_left_out_with_a_warning() -> None:
    found = read(["0612345678", "perhaps"], "mobile", "status")
    assert found.status is None
    assert found.warnings == [["bad-status", 1, "perhaps"]]


@pytest.mark.parametrize("cells", [["stop", "oui"], ["oui", "stop"]])
def test_a_stop_in_any_status_column_holds(cells: list[str]) -> None:
    assert read(["0612345678", *cells], "mobile", "status", "status").status == "unsubscribed"


def test_a_stop_is_kept_when_its_row_fails() -> None:
    found = read(["01 42 68 53 00", "stop"], "mobile", "status", mobiles_only=True)
    assert (found.problem, found.status) == ("landline", "unsubscribed")
    assert found.others == [["mobile", "+33142685300"]]


# Values


def test_a_bad_email_and_an_impossible_date_warn_and_are_left_out() -> None:
    found = read(["0612345678", "a@@b.org", "31/02/1985"], "mobile", "email", "birth_date")
    assert found.values == {}
    assert found.warnings == [["bad-email", 1, "a@@b.org"], ["bad-date", 2, "31/02/1985"]]


def test_nobody_is_born_tomorrow() -> None:
    tomorrow = (date.today() + timedelta(days=2)).isoformat()
    found = read(["0612345678", tomorrow], "mobile", "birth_date")
    assert found.warnings == [["bad-date", 1, tomorrow]]


@pytest.mark.parametrize("cell", ["0/0/00", "0000-00-00", "#N/A", "#REF!", "NULL", "n/a", "-", " "])
def test_what_programs_write_for_nothing_is_nothing(cell: str) -> None:
    found = read(
        ["0612345678", cell, cell if cell[0] in "#Nn- " else ""], "mobile", "birth_date", "email"
    )
    assert (found.values, found.warnings) == ({}, [])


@pytest.mark.parametrize(
    ("order", "cell", "said"),
    [
        (DateOrder.DAY_FIRST, "05/04/2000", "2000-04-05"),
        (DateOrder.MONTH_FIRST, "05/04/2000", "2000-05-04"),
        (DateOrder.DAY_FIRST, "2000-04-05T10:00:00", "2000-04-05"),
        (DateOrder.DAY_FIRST, "36622", "2000-04-06"),
    ],
)
def test_dates_are_read_in_the_order_of_their_column(
    order: DateOrder, cell: str, said: str
) -> None:
    found = read(["0612345678", cell], "mobile", "birth_date", order=order)
    assert found.values == {"birth_date": said}


def test_a_full_name_is_split_and_gives_way_to_names_of_their_own() -> None:
    cells = ["0612345678", "DUPONT Marie", "Marie-Anne"]
    found = read(cells, "mobile", "full_name", "first_name")
    assert found.values == {"first_name": "Marie-Anne", "last_name": "DUPONT"}


def test_the_header_says_which_name_comes_first() -> None:
    found = read(
        ["0612345678", "Dupont Marie"], "mobile", "full_name", headers={1: "Nom et prénom"}
    )
    assert found.values == {"first_name": "Marie", "last_name": "Dupont"}


def test_long_values_are_cut_with_a_warning() -> None:
    found = read(["0612345678", "a" * 2_001, "b" * 20_001], "mobile", "alias", "note")
    assert len(found.values["alias"]) == MAX_TEXT
    assert len(found.values["note"]) == MAX_NOTE
    assert [warning[:2] for warning in found.warnings] == [["cut", 1], ["cut", 2]]


def test_lines_stay_in_notes_and_nowhere_else() -> None:
    found = read(["0612345678", "a\r\nb", "a\r\nb"], "mobile", "location", "note")
    assert found.values == {"location": "a b", "note": "a\nb"}


def test_lists_on_lines_of_a_cell_are_parted() -> None:
    found = read(["0612345678", "VIP; Lyon\nParis ::: Nice", "Été"], "mobile", "lists", "lists")
    assert found.lists == ["VIP; Lyon", "Paris", "Nice", "Été"]


def test_custom_values_are_kept_in_canonical_form_by_the_id_of_their_field() -> None:
    found = read(
        ["0612345678", "1 234,5", "05/04/2030", "oui", "example.org/a", "chess"],
        "mobile", "custom:1", "custom:2", "custom:3", "custom:4", "custom:5",
        order=DateOrder.DAY_FIRST,
    )  # fmt: skip
    assert found.custom == {
        "1": "1234.5",
        "2": "2030-04-05",
        "3": "yes",
        "4": "https://example.org/a",
        "5": "chess",
    }
    assert found.warnings == []


def test_a_custom_value_of_another_kind_warns_and_is_left_out() -> None:
    found = read(
        ["0612345678", "many", "soon", "perhaps", "nowhere at all"],
        "mobile", "custom:1", "custom:2", "custom:3", "custom:4",
    )  # fmt: skip
    assert found.custom == {}
    codes = [warning[0] for warning in found.warnings]
    assert codes == ["bad-number", "bad-date", "bad-yes-no", "bad-url"]


def test_values_of_a_field_to_be_made_hang_on_its_whole_name() -> None:
    found = read(["0612345678", "1,5"], "mobile", "new:Points: all:number")
    assert found.custom == {"new:Points: all:number": "1.5"}


def test_columns_left_out_say_nothing() -> None:
    assert read(["0612345678", "x"], "mobile", None).values == {}


@given(st.lists(st.text(max_size=30), min_size=9, max_size=9))
def test_whatever_the_cells_hold_a_row_is_read_and_crosses_the_pipe(cells: list[str]) -> None:
    found = read(
        cells,
        "mobile", "whatsapp", "status", "email", "birth_date", "full_name", "note", "lists",
        "custom:1",
    )  # fmt: skip
    assert (found.problem is None) == bool(found.mobile or found.whatsapp)
    assert all(found.values.values())
    assert bool(found.cells) == bool(found.problem or found.warnings)
