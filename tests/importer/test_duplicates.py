"""The same address twice in one file."""

import marshal

from contacthub_tui.domain.import_plan import DUPLICATE, Candidate
from contacthub_tui.importer.duplicates import Row, Seen


def row(
    number: int, mobile: str | None = None, whatsapp: str | None = None, problem: str | None = None
) -> Row:
    return (number, mobile, whatsapp, [], None, {}, {}, [], [], problem, -1, [])


def mark(*rows: Row) -> list[Candidate]:
    seen = Seen()
    return [Candidate(*seen.mark(one, [f"cell {one[0]}"])) for one in rows]


def test_a_mobile_that_comes_again_is_a_duplicate_with_its_cells_and_its_number() -> None:
    first, other, again = mark(
        row(2, "+33612345678"), row(3, "+33712345678"), row(4, "+33612345678")
    )
    assert (first.problem, other.problem) == (None, None)
    assert again.problem == DUPLICATE
    assert again.cells == ["cell 4"]
    assert again.mobile == "+33612345678"


def test_rows_without_a_mobile_go_by_their_whatsapp_number() -> None:
    marked = mark(row(2, whatsapp="+33612345678"), row(3, whatsapp="+33612345678"))
    assert [one.problem for one in marked] == [None, DUPLICATE]


def test_mobile_and_whatsapp_are_two_channels() -> None:
    marked = mark(row(2, "+33612345678"), row(3, whatsapp="+33612345678"))
    assert [one.problem for one in marked] == [None, None]


def test_a_whatsapp_number_of_an_earlier_row_is_left_out_with_a_warning_and_can_be_stopped() -> (
    None
):
    first, second = mark(
        row(2, "+33612345678", "+33712345678"), row(3, "+33612345679", "+33712345678")
    )
    assert first.whatsapp == "+33712345678"
    assert second.problem is None
    assert second.whatsapp is None
    assert second.warnings == [["whatsapp-taken", -1, "+33712345678"]]
    assert second.others == [["whatsapp", "+33712345678"]]
    assert second.cells == ["cell 3"]


def test_a_failed_row_makes_no_duplicate() -> None:
    failed, sound = mark(row(2, problem="no-number"), row(3, "+33612345678"))
    assert failed.problem == "no-number"
    assert sound.problem is None


def test_a_duplicate_does_not_claim_its_whatsapp_number() -> None:
    marked = mark(
        row(2, "+33612345678"),
        row(3, "+33612345678", "+33712345678"),
        row(4, "+33612345679", "+33712345678"),
    )
    assert [one.problem for one in marked] == [None, DUPLICATE, None]
    assert marked[2].whatsapp == "+33712345678"


def test_marked_rows_cross_the_pipe() -> None:
    seen = Seen()
    for number in range(3):
        marshal.dumps(seen.mark(row(number, "+33612345678", "+33712345678"), ["a"]))
