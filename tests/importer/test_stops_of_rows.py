"""How far a stop in a row reaches: every number of the row and of the contact that it is about."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from contacthub_tui.domain.contact import Channel, Status
from contacthub_tui.domain.import_run import Counts, ImportOptions
from contacthub_tui.domain.phone import spell
from contacthub_tui.importer.planning import SAMPLE
from contacthub_tui.importer.run import check_file
from contacthub_tui.services import imports, ledger, preferences
from contacthub_tui.store.database import Store
from contacthub_tui.wording import change_reason, row_reason
from tests.importer.in_process import import_table, write_csv
from tests.importer.whole_runs import run

HEADER = ["Mobile", "WhatsApp", "Statut"]
A, B, C, D = (f"06120000{n}" for n in (11, 12, 13, 14))
FIXED = "0142685300"


def bring_in(folder: Path, *rows: Sequence[str], batch: int = 1_000, **options: Any) -> Counts:
    path = write_csv(folder / "table.csv", [HEADER, *rows])
    chosen = ImportOptions(
        mapping=(("Mobile", "mobile"), ("WhatsApp", "whatsapp"), ("Statut", "status")), **options
    )
    return import_table(path, chosen, batch)[1]


def status(number: str, channel: Channel) -> Status | None:
    return preferences.preference("+33" + number[1:]).get(channel)


@pytest.mark.parametrize("batch", [1, 1_000])
@pytest.mark.parametrize(
    "stop", [(A, "", "STOP"), ("", B, "STOP"), (A, C, "STOP"), (A, B, "STOP")], ids=str
)
def test_a_duplicate_that_says_stop_stops_the_contact_of_the_earlier_row(
    store: Store, tmp_path: Path, stop: Sequence[str], batch: int
) -> None:
    counts = bring_in(tmp_path, (A, B, "abonné"), stop, batch=batch)
    assert counts == Counts(rows=2, created=1, duplicate=1)
    assert status(A, Channel.MOBILE) is Status.UNSUBSCRIBED
    assert status(B, Channel.WHATSAPP) is Status.UNSUBSCRIBED


@pytest.mark.parametrize("batch", [1, 1_000])
def test_a_duplicate_that_says_stop_stops_a_contact_that_was_there(
    store: Store, tmp_path: Path, batch: int
) -> None:
    bring_in(tmp_path, (A, B, "abonné"))
    bring_in(tmp_path, (A, "", "abonné"), (A, "", "STOP"), batch=batch)
    assert status(B, Channel.WHATSAPP) is Status.UNSUBSCRIBED


def test_a_row_that_fails_and_says_stop_stops_the_contact_of_its_number(
    store: Store, tmp_path: Path
) -> None:
    bring_in(tmp_path, (FIXED, B, "abonné"))
    counts = bring_in(tmp_path, (FIXED, "", "STOP"), mobiles_only=True)
    assert counts == Counts(rows=1, failed=1)
    assert status(FIXED, Channel.MOBILE) is Status.UNSUBSCRIBED
    assert status(B, Channel.WHATSAPP) is Status.UNSUBSCRIBED


@pytest.mark.parametrize("batch", [1, 1_000])
def test_a_duplicate_is_about_its_mobile_and_stops_nobody_elses(
    store: Store, tmp_path: Path, batch: int
) -> None:
    bring_in(tmp_path, (C, D, "abonné"))
    bring_in(tmp_path, (A, "", "abonné"), (A, D, "STOP"), batch=batch)
    assert status(A, Channel.MOBILE) is Status.UNSUBSCRIBED
    assert status(D, Channel.WHATSAPP) is Status.UNSUBSCRIBED
    assert status(C, Channel.MOBILE) is Status.SUBSCRIBED


@pytest.mark.parametrize("row", [(A, "", "STOP"), ("", A, "STOP")], ids=str)
@pytest.mark.parametrize(
    "before", [(A, "", "abonné"), ("", A, "abonné"), (B, A, "abonné")], ids=str
)
def test_a_stop_holds_for_the_number_on_every_channel(
    store: Store, tmp_path: Path, before: Sequence[str], row: Sequence[str]
) -> None:
    bring_in(tmp_path, before)
    bring_in(tmp_path, row)
    for channel in Channel:
        assert status(A, channel) is Status.UNSUBSCRIBED


def test_a_blocklist_of_mobiles_leaves_nothing_subscribed_and_the_ledger_tells_of_each_channel(
    store: Store, tmp_path: Path
) -> None:
    bring_in(tmp_path, ("", A, "abonné"))
    counts = bring_in(tmp_path, (A, "", ""), (B, "", ""), unsubscribe_all=True)
    assert counts == Counts(rows=2, created=2)
    told = {
        number: [
            (line.address.channel, line.before, line.after, line.row)
            for line in reversed(ledger.history(["+33" + number[1:]]))
            if line.after is Status.UNSUBSCRIBED
        ]
        for number in (A, B)
    }
    stop = Status.UNSUBSCRIBED
    assert told == {
        A: [(Channel.WHATSAPP, Status.SUBSCRIBED, stop, 2), (Channel.MOBILE, None, stop, 2)],
        B: [(Channel.MOBILE, None, stop, 3), (Channel.WHATSAPP, None, stop, 3)],
    }


@pytest.mark.parametrize("stop", [False, True])
def test_what_stays_unsubscribed_is_counted_by_the_addresses_of_the_rows(
    store: Store, tmp_path: Path, stop: bool
) -> None:
    bring_in(tmp_path, (A, "", "STOP"), (B, C, "STOP"))
    again = (A, "", ""), (B, C, ""), (D, "", "abonné")
    assert bring_in(tmp_path, *again, unsubscribe_all=stop).kept_unsubscribed == 3


def _long_file(folder: Path, **last: str) -> Path:
    """Rows about something else, more than a plan is made by, then one that says `last`."""
    columns = {"Statut": "Client", "Statut SMS": "", "Naissance": "31/12/1990", "Suivi": "appelé"}
    numbers = [f"+336{n:08d}" for n in range(SAMPLE + 10)]
    rows = [[number, *columns.values()] for number in numbers]
    rows.append(["+33" + A[1:], *{**columns, **last}.values()])
    return write_csv(folder / "long.csv", [["Mobile", *columns], *rows])


@pytest.mark.parametrize("word", ["désabonné", "STOP"])
def test_the_first_stop_below_thousands_of_rows_about_something_else_is_heard(
    store: Store, tmp_path: Path, word: str
) -> None:
    ended = run(_long_file(tmp_path, Statut=word))
    assert ended.columns == {
        "Mobile": "mobile",
        "Statut": "status",
        "Statut SMS": "status",
        "Naissance": "birth_date",
        "Suivi": None,
    }
    assert status(A, Channel.MOBILE) is Status.UNSUBSCRIBED
    assert preferences.preference("+33600000000") == {Channel.MOBILE: Status.SUBSCRIBED}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_column_of_other_words_without_a_stop_and_one_left_out_by_hand_stay_out(
    store: Store, tmp_path: Path
) -> None:
    path = _long_file(tmp_path, Suivi="STOP")
    assert check_file(path, ImportOptions()).columns["Statut"] is None
    path = _long_file(tmp_path, Statut="STOP")
    assert check_file(path, ImportOptions(mapping=(("Statut", "-"),))).columns["Statut"] is None


def test_an_opt_out_that_cannot_be_read_is_the_reason_shown_whatever_else_warns(
    store: Store, tmp_path: Path
) -> None:
    table = [
        ["Mobile", "Désabonné", "E-mail"],
        [FIXED, "par téléphone", "nobody"],
        [A, "oui", "ana@exemple.fr"],
    ]
    ended = run(write_csv(tmp_path / "table.csv", table))
    assert (ended.counts.created, ended.counts.warnings) == (2, 1)
    (row,) = imports.row_results(ended.id)
    assert (row.outcome, row.reason, row.column) == ("warning", "bad-status", "Désabonné")
    assert row.cells[1] == "par téléphone"
    assert row_reason(row.reason) == "status not understood, no effect"
    assert status(A, Channel.MOBILE) is Status.UNSUBSCRIBED


@pytest.mark.parametrize("held", [(), (A, ""), (A, C)], ids=["nobody", "mobile", "both"])
def test_no_row_gives_who_said_stop_another_number_that_may_be_messaged(
    store: Store, tmp_path: Path, held: Sequence[str]
) -> None:
    if held:
        bring_in(tmp_path, (*held, "abonné"))
    stopped = held[1] if held and held[1] else A
    preferences.unsubscribe("+33" + stopped[1:], who="marie", reason="STOP")
    bring_in(tmp_path, (A, B, "abonné"), (D, "", "abonné"))
    assert all(status(B, channel) is Status.UNSUBSCRIBED for channel in Channel)
    assert status(D, Channel.MOBILE) is Status.SUBSCRIBED
    for line in ledger.history(["+33" + B[1:]]):
        assert (line.before, line.row, line.who) == (None, 2, "marie")
        assert change_reason(line) == f"unsubscribed at {spell('+33' + stopped[1:])}"
