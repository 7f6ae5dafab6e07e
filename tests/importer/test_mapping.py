"""Which column goes where: by headers, cells, hands, and memory."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.domain.contact import CustomField, CustomKind
from contacthub_tui.domain.import_run import DateOrder
from contacthub_tui.errors import FileError
from contacthub_tui.importer.header_row import letters as column_letters
from contacthub_tui.importer.mapping import ColumnPlan, match_columns, plan_columns
from tests.importer.column_plans import CELLS, columns, fields, plan

# Phones


def test_a_column_of_mobiles_is_the_phone_column_whatever_its_name() -> None:
    found = plan(columns("A=city|B=id|C=mobile"))
    assert [column.field for column in found.columns] == [None, None, "mobile"]
    assert found.columns[2].why == "content"
    assert found.columns[2].sure == 1.0


def test_a_column_of_landlines_serves_only_without_a_better_one() -> None:
    assert fields(columns("Name=full|Tel=landline")) == {"Name": "full_name", "Tel": "mobile"}
    assert "Tel" not in fields(columns("Name=full|Tel=landline|GSM=mobile"))


def test_several_columns_with_mobiles_are_all_used_the_one_called_mobile_first() -> None:
    found = plan(columns("Phone=mobile|Cell=mobile")).columns
    assert [column.field for column in found] == ["mobile", "mobile"]
    assert found[0].sure < found[1].sure


@pytest.mark.parametrize("kind", ["decimal", "link", "id", "long id", "full", "date"])
def test_decimals_identifiers_links_and_dates_make_no_phone_column(kind: str) -> None:
    with pytest.raises(FileError) as error:
        plan(columns(f"Name=full|Value={kind}"))
    assert error.value.code == "no-phone-column"
    assert error.value.detail["headers"] == ["Name", "Value"]


def test_a_custom_field_takes_no_phone_column() -> None:
    phone = CustomField(9, "Phone", CustomKind.TEXT, 0)
    assert fields(columns("Phone=mobile"), custom_fields=[phone]) == {"Phone": "mobile"}


# Other fields


def test_a_status_that_is_about_something_else_is_nobodys() -> None:
    assert "Status" not in fields(columns("Phone=mobile|Status=lead"))


def test_a_french_state_is_a_region_or_a_status_as_its_cells_say() -> None:
    assert fields(columns("Mobile=mobile|État=city"))["État"] == "state"
    assert fields(columns("Mobile=mobile|État=status"))["État"] == "status"


def test_every_column_that_can_say_stop_is_read() -> None:
    found = fields(columns("Mobile=mobile|Status=status|Do not contact=true"))
    assert (found["Status"], found["Do not contact"]) == ("status", "status")


def test_a_status_about_texts_goes_before_one_about_anything() -> None:
    found = fields(columns("Mobile=mobile|Accepts marketing=yes|Accepts SMS marketing=yes"))
    assert found == {"Mobile": "mobile", "Accepts SMS marketing": "status"}


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        ("Nom=last|Prénom=first", ["last_name", "first_name"]),
        ("Name=first|Surname=last", ["first_name", "last_name"]),
        ("Nom=full", ["full_name"]),
        ("Nom=last", ["last_name"]),
        ("Name=full|First name=first|Last name=last", [None, "first_name", "last_name"]),
        ("Nom complet=full|Prénom=first|Nom=last", [None, "first_name", "last_name"]),
        ("Client=full", ["full_name"]),
        ("Client=id", [None]),
    ],
)
def test_a_name_means_what_the_other_columns_leave(headers: str, wanted: list[str | None]) -> None:
    found = plan([*columns(headers), ("Mobile", "mobile")]).columns
    assert [column.field for column in found[:-1]] == wanted


def test_of_two_columns_for_one_field_the_filled_one_is_taken() -> None:
    found = fields(columns("Mobile=mobile|Ville (bureau)=empty|Ville (domicile)=city"))
    assert found == {"Mobile": "mobile", "Ville (domicile)": "location"}


def test_emails_are_known_by_their_looks_where_no_header_names_them() -> None:
    found = plan(columns("A=mobile|B=email")).columns[1]
    assert (found.field, found.why) == ("email", "content")


def test_the_email_of_somebody_else_is_nobodys() -> None:
    assert "Email du conjoint" not in fields(columns("Mobile=mobile|Email du conjoint=email"))
    assert "Contact owner" not in fields(columns("Mobile=mobile|Contact owner=email"))


def test_a_custom_field_takes_the_column_of_its_name() -> None:
    assert fields(columns("Mobile=mobile|hobby=text"))["hobby"] == "custom:3"


def test_samples_are_the_first_different_values_that_are_there() -> None:
    rows = [["", "0612345678"], ["", "0612345679"], [" a ", ""], ["a", ""], ["b" * 300, ""]]
    found = plan_columns(["Note", "Mobile"], rows, "FR", (), (), None, None)
    assert found.columns[0].samples == ("a", "b" * 100)


def test_the_order_of_dates_that_was_asked_for_goes_to_columns_of_dates_only() -> None:
    found = plan(
        columns("Mobile=mobile|Birthday=date|Renewal=date|When=date|Note=text"),
        ("When", "+Start:date"),
        date_order=DateOrder.MONTH_FIRST,
    )
    orders = [column.date_order for column in found.columns]
    assert orders == [None, *[DateOrder.MONTH_FIRST] * 3, None]


# By hand


def test_a_mapping_by_hand_is_obeyed_though_every_row_then_fails() -> None:
    found = plan(columns("Name=full|Mobile=mobile|WhatsApp=mobile"), ("Name", "mobile"))
    assert [column.field for column in found.columns] == ["mobile", None, None]
    assert (found.columns[0].why, found.columns[0].sure) == ("by-hand", 1.0)


@pytest.mark.parametrize("column", ["Tél. portable", "tel portable", " TÉL PORTABLE ", "B", "b"])
@pytest.mark.parametrize("field", ["whatsapp", "WhatsApp", "Numéro WhatsApp", "#whatsapp#"])
def test_columns_and_fields_can_be_said_in_many_ways(column: str, field: str) -> None:
    found = fields(columns("Nom=full|Tél. portable=mobile"), (column, field))
    assert found["Tél. portable"] == "whatsapp"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("birth_date", "birth_date"),
        ("Date de naissance", "birth_date"),
        ("date of birth", "birth_date"),
        ("PRENOM", "first_name"),
        ("Localisation", "location"),
        ("hobby", "custom:3"),
        ("+Points:number", "new:Points:number"),
        ("+Points", "new:Points:text"),
        ("+Ratio 1:2:date", "new:Ratio 1:2:date"),
        ("+Hobby", "custom:3"),
        ("+ Prix\n TTC = 3:00 :text", "new:Prix TTC = 3:00:text"),
        ("+" + "x" * 80, f"new:{'x' * 80}:text"),
        ("custom:4", "custom:4"),
        ("", None),
        ("-", None),
    ],
)
def test_fields_go_by_name_label_or_custom_name(said: str, field: str | None) -> None:
    found = plan(columns("Mobile=mobile|Note=text"), ("Note", said)).columns[1]
    assert (found.field, found.why) == (field, "by-hand")


def test_what_was_said_by_hand_is_not_said_again_by_a_header() -> None:
    found = fields(columns("Mobile=mobile|Email=email|Mail 2=email"), ("Mail 2", "email"))
    assert found == {"Mobile": "mobile", "Mail 2": "email"}


@pytest.mark.parametrize(
    ("pairs", "problem", "close"),
    [
        ([("Mobil", "mobile")], "unknown-column", ["Mobile"]),
        ([("Mobile", "mobil")], "unknown-field", ["mobile"]),
        ([("Mobile", "+:number")], "unknown-field", None),
        ([("Mobile", "+Points:colour")], "unknown-field", None),
        ([("Mobile", "mobile"), ("B", "whatsapp")], "twice", None),
        ([("Mobile", "email"), ("Note", "email")], "taken", None),
        ([("Mobile", "+Région"), ("Note", "+region:date")], "taken", None),
        ([("Note", "+Date of birth")], "reserved", None),
        ([("Note", "+Prénom:date")], "reserved", None),
        ([("Note", "+" + "x" * 81)], "long-name", None),
    ],
)
def test_a_mapping_that_cannot_be_says_why(
    pairs: list[tuple[str, str]], problem: str, close: list[str] | None
) -> None:
    with pytest.raises(FileError) as error:
        plan(columns("Note=text|Mobile=mobile"), *pairs)
    assert error.value.code == "bad-mapping"
    assert error.value.detail["problem"] == problem
    if close:
        assert error.value.detail["close"][0] == close[0]  # type: ignore[index]


def test_leaving_the_only_phone_column_out_leaves_nothing_to_import() -> None:
    with pytest.raises(FileError) as error:
        plan(columns("Name=full|Mobile=mobile"), ("Mobile", "-"))
    assert error.value.code == "no-phone-column"


def test_several_columns_for_a_number_are_asked_in_the_order_in_which_they_were_said() -> None:
    said = [("C", "mobile"), ("A", "mobile"), ("D", "mobile"), ("B", "mobile")]
    found = plan(columns("A=mobile|B=mobile|C=mobile|D=mobile"), *said).columns
    asked = sorted(found, key=lambda column: -column.sure)
    assert [column.header for column in asked] == ["C", "A", "D", "B"]
    assert {column.why for column in found} == {"by-hand"}


def test_whoever_is_still_choosing_sees_what_cannot_be() -> None:
    headers = ["Mobile", "Mail", "Mail 2"]
    said = [("Mail", "email"), ("Mail 2", "email"), ("Gone", "note"), ("Mobile", "colour")]
    found = match_columns(headers, [["0612345678", "a@b.fr", "c@d.fr"]], "FR", (), said, None, None)
    assert [column.field for column in found.columns] == ["mobile", "email", "email"]
    found = match_columns(headers, [], "FR", (), [("Mobile", "")], None, None)
    assert [column.field for column in found.columns] == [None, "email", None]


# Last time


def test_what_was_said_last_time_holds_again() -> None:
    found = plan(
        columns("Name=full|Mobile=mobile|Tel=landline"),
        last_time={"tel": "mobile", "Name": "note"},
    )
    assert [(column.field, column.why) for column in found.columns] == [
        ("note", "last-time"),
        (None, "none"),
        ("mobile", "last-time"),
    ]


def test_the_order_of_several_columns_for_a_number_holds_again() -> None:
    found = plan(
        columns("A=mobile|B=mobile|C=mobile"),
        last_time={"c": "mobile", "A": "mobile", "B": "mobile"},
    ).columns
    asked = sorted(found, key=lambda column: -column.sure)
    assert [column.header for column in asked] == ["C", "A", "B"]


def test_what_is_said_now_goes_before_what_was_said_last_time() -> None:
    found = fields(
        columns("Name=full|Mobile=mobile|Tel=landline"),
        ("Mobile", "mobile"),
        last_time={"Tel": "mobile", "Mobile": "whatsapp"},
    )
    assert found == {"Name": "full_name", "Mobile": "mobile"}


def test_a_memory_that_leaves_no_phone_column_is_forgotten() -> None:
    found = fields(columns("Name=full|Mobile=mobile"), last_time={"Mobile": None})
    assert found == {"Name": "full_name", "Mobile": "mobile"}


def test_a_custom_field_that_is_gone_is_not_remembered() -> None:
    found = fields(columns("Name=full|Mobile=mobile"), last_time={"Name": "custom:99"})
    assert found["Name"] == "full_name"


# The plan


def test_a_plan_survives_being_kept_as_json() -> None:
    for column in plan(columns("Mobile=mobile|Birthday=date"), date_order=None).columns:
        held = json.loads(json.dumps(asdict(column)))
        held |= {"samples": tuple(held["samples"]), "unclear": tuple(held["unclear"])}
        assert ColumnPlan(**held) == column


@given(
    st.lists(st.text(max_size=20), min_size=1, max_size=6, unique=True),
    st.lists(st.lists(st.text(max_size=20), min_size=6, max_size=6), max_size=5),
)
def test_any_headers_and_cells_give_a_plan_of_every_column_or_an_error(
    headers: list[str], rows: list[list[str]]
) -> None:
    try:
        found = plan_columns(headers, rows, "FR", (), (), None, None)
    except FileError as error:
        assert error.code == "no-phone-column"
        return
    assert [column.header for column in found.columns] == headers
    assert all(0.0 <= column.sure <= 1.0 for column in found.columns)


@pytest.mark.parametrize("letters", ["DNC", "WA", "MOB", "TEL", "DOB", "CP"])
def test_letters_over_a_column_without_a_header_are_no_words(letters: str) -> None:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    headers = ["Mobile", *(column_letters(at) for at in range(1, place))]
    found = plan_columns(headers, [[cell] for cell in CELLS["mobile"]], "FR", (), (), None, None)
    assert found.columns[-1].header == letters
    assert [column.field for column in found.columns] == ["mobile", *[None] * (place - 1)]
