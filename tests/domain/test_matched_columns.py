"""Where columns go while an operator decides it: turns, clashes, and what a choice does."""

from pathlib import Path

import pytest

from contacthub_tui.domain.contact import CustomKind
from contacthub_tui.domain.import_draft import ColumnMatch, ImportDraft
from contacthub_tui.domain.import_run import ImportOptions
from contacthub_tui.domain.matched_columns import (
    as_drafted,
    chosen,
    detected,
    settled,
    shifted,
)

#: A is asked after B, by what was found.
COLUMNS = tuple(
    ColumnMatch(
        index, header, field, "header" if field else "none", sure, (), None, CustomKind.TEXT,
        None, open_dates=False,
    )
    for index, (header, field, sure) in enumerate(
        [("A", "mobile", 0.6), ("B", "mobile", 0.9), ("W", "whatsapp", 1.0), ("N", None, 0.0),
         ("E", "email", 1.0)]
    )
)  # fmt: skip
A, B, W, N, E = range(5)


def draft(*mapping: tuple[str, str]) -> ImportDraft:
    return ImportDraft(ImportOptions(mapping=mapping), Path("a.csv"))


def said(found: ImportDraft) -> dict[str, str]:
    return dict(found.options.mapping)


def test_phone_columns_are_asked_as_they_were_found_until_somebody_says_another_order() -> None:
    shown = as_drafted(COLUMNS, draft())
    assert (shown.turn(B), shown.turn(A), shown.turn(W), shown.turn(N)) == (
        (1, 2),
        (2, 2),
        None,
        None,
    )
    turned = shifted(draft(("N", "note")), shown, A, -1)
    assert [header for header, _ in turned.options.mapping] == ["N", "W", "A", "B"]
    shown = as_drafted(COLUMNS, turned)
    assert (shown.turn(A), shown.turn(B)) == ((1, 2), (2, 2))
    assert shifted(turned, shown, A, -1) is turned  # it is the first
    assert shifted(turned, shown, N, -1) is turned  # it is asked for no number
    assert said(detected(turned, shown, B)) == {"N": "note"}


def test_one_more_column_for_a_number_takes_nothing_from_the_others() -> None:
    shown = as_drafted(COLUMNS, draft())
    found = chosen(draft(), shown, N, "whatsapp")
    assert list(said(found)) == ["W", "B", "A", "N"]
    shown = as_drafted(COLUMNS, found)
    assert (shown.turn(W), shown.turn(N), shown.turn(B)) == ((1, 2), (2, 2), (1, 2))
    left = chosen(found, shown, W, "")
    assert as_drafted(COLUMNS, left).turn(N) is None


def test_what_is_said_is_shown_before_it_is_matched() -> None:
    found = chosen(draft(), as_drafted(COLUMNS, draft()), N, "email")
    shown = as_drafted(COLUMNS, found)
    assert (shown.columns[N].field, shown.columns[N].why) == ("email", "by-hand")
    # What only its header said gives way.
    assert (shown.columns[E].field, shown.clashes) == (None, ())


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("email", "email", True),
        ("+Région:text", "+region:date", True),
        ("custom:3", "custom:3", True),
        ("custom:3", "custom:4", False),
        ("lists", "lists", False),
        ("status", "status", False),
        ("", "", False),
    ],
)
def test_two_columns_clash_where_a_field_takes_one(one: str, other: str, clash: bool) -> None:
    shown = as_drafted(COLUMNS, draft(("N", one), ("E", other)))
    assert shown.clashes == (((N, E),) if clash else ())
    assert shown.rivals(N) == ((E,) if clash else ())
    assert shown.rivals(A) == ()


def test_what_another_file_or_program_said_is_settled() -> None:
    matched = tuple(
        column if column.index != N
        else ColumnMatch(N, "N", "new:Prix: TTC:text", "by-hand", 1.0, (), None, CustomKind.TEXT,
                         None, open_dates=False)
        for column in COLUMNS
    )  # fmt: skip
    before = draft(("d", "+Prix: TTC"), ("Gone", "note"), ("E", "custom:9"), ("W", "custom:3"))
    assert said(settled(before, matched, {"custom:3"})) == {
        "W": "custom:3",
        "N": "+Prix: TTC:text",
    }
    kept = draft(("N", "+a=b:c:yes_no"), ("E", ""))
    assert settled(kept, COLUMNS, ()) is kept
