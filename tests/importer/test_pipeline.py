"""From a file to contacts and back, through every room, on both engines."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.contact import Channel, Status
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.domain.import_run import Counts, Existing, ImportOptions, RunState
from contacthub_tui.errors import ContactHubError, FileError, RefusedError
from contacthub_tui.importer.reader import FIRST_BATCH
from contacthub_tui.importer.run import check_file, run_import
from contacthub_tui.services import contacts, custom_fields, imports, preferences
from contacthub_tui.services.exports import export_contacts
from contacthub_tui.services.import_batches import Progress
from contacthub_tui.services.undo import undo_run
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import Store, transaction
from contacthub_tui.store.sql import execute
from tests.importer.in_process import write_csv
from tests.importer.whole_runs import TABLES, by_number, everyone, run, snapshot, values

pytestmark = pytest.mark.usefixtures("forked_readers")

#: A file in which everything happens once.
MIXED = [
    ["Téléphone", "Prénom", "Nom", "E-mail", "Date de naissance"],
    ["06 12 34 56 78", "Éloïse", "Lefèvre", "eloise@exemple.fr", "06/04/2000"],
    ["+33612345678", "Éloïse", "encore", "", ""],
    ["voir avec Paul", "Marc", "Petit", "", ""],
    ["0623456789", "Léa", "Roux", "lea-chez-elle", ""],
    ["01 42 68 53 00", "Luc", "Blanc", "", ""],
    ["", "", "", " ", ""],
    ["", "Noé", "Sans", "", ""],
    ["3.36123E+10", "Zoé", "Perdu", "", ""],
    ["0634567890", "Ana", "Roy", "", "31/02/2000"],
]
MIXED_COUNTS = Counts(rows=8, created=4, duplicate=1, failed=3, warnings=3)

only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """The file in which everything happens once."""
    return write_csv(tmp_path / "clients.csv", MIXED)


def test_every_row_is_accounted_for(store: Store, mixed: Path) -> None:
    ended = run(mixed)
    assert ended.state is RunState.FINISHED
    assert ended.counts == MIXED_COUNTS
    assert ended.progress == 1.0
    assert ended.columns == {
        "Téléphone": "mobile",
        "Prénom": "first_name",
        "Nom": "last_name",
        "E-mail": "email",
        "Date de naissance": "birth_date",
    }
    contact = by_number("+33612345678")
    assert (contact.first_name, contact.last_name, contact.email, contact.birth_date) == (
        "Éloïse",
        "Lefèvre",
        "eloise@exemple.fr",
        "2000-04-06",
    )
    assert contact.status is Status.SUBSCRIBED
    assert imports.list_runs()[0] == ended

    told = {row.row: (row.outcome, row.reason, row.column) for row in imports.row_results(ended.id)}
    assert told == {
        3: ("duplicate", "duplicate", ""),
        4: ("failed", "not-a-number", "Téléphone"),
        5: ("warning", "bad-email", "E-mail"),
        6: ("warning", "landline", "Téléphone"),
        8: ("failed", "no-number", "Téléphone"),
        9: ("failed", "digits-lost", "Téléphone"),
        10: ("warning", "bad-date", "Date de naissance"),
    }
    headers, failed = imports.failed_rows(ended.id)
    assert headers == MIXED[0]
    # Empty cells at the end of a row are not kept.
    whole = [[*row.cells, *[""] * (len(headers) - len(row.cells))] for row in failed]
    assert whole == [MIXED[3], MIXED[7], MIXED[8]]
    assert by_number("+33623456789").email == ""


def test_a_check_equals_the_run_and_writes_nothing(store: Store, mixed: Path) -> None:
    preferences.unsubscribe("+33612345678", who="marie")
    before = snapshot()
    options = ImportOptions(new_lists=("Amis",), mapping=(("Nom", "+Division"),))
    checked = check_file(mixed, options)
    assert snapshot() == before
    ended = run(mixed, new_lists=("Amis",), mapping=(("Nom", "+Division"),))
    assert checked.counts == ended.counts == replace(MIXED_COUNTS, kept_unsubscribed=1)
    assert checked.columns == ended.columns
    assert check_file(mixed, options).counts == run(mixed, new_lists=("Amis",)).counts


@only_sqlite
@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [
        ("utf-8", ","), ("utf-8", ";"), ("utf-8", "\t"), ("utf-8-sig", ";"), ("cp1252", ";"),
        ("utf-16", "\t"), ("mac_roman", ";"),
    ],
)  # fmt: skip
def test_text_in_every_encoding(
    store: Store, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    table = [
        ["Téléphone", "Prénom", "Nom"],
        ["0612345678", "Hélène", "Crèvecœur" if encoding != "mac_roman" else "Crèvec"],
        ["0623456789", "François", "Noël"],
    ]
    ended = run(write_csv(tmp_path / "a.csv", table, encoding, delimiter))
    assert ended.counts == Counts(rows=2, created=2)
    assert [by_number(f"+33{row[0][1:]}").last_name for row in table[1:]] == [
        row[2] for row in table[1:]
    ]
    assert by_number("+33612345678").first_name == "Hélène"


@only_sqlite
def test_workbooks_give_what_the_text_gives(store: Store, mixed: Path, tmp_path: Path) -> None:
    run(mixed)
    for path in (_xlsx(tmp_path / "a.xlsx", MIXED), _xls(tmp_path / "a.xls", MIXED)):
        ended = run(path)
        assert ended.counts == replace(MIXED_COUNTS, created=0, unchanged=4)
    number = _xlsx(
        tmp_path / "b.xlsx", [["Mobile", "Nom"], [612345671, "A"], ["+33612345672", "B"]]
    )
    assert run(number).counts == Counts(rows=2, created=2)
    assert by_number("+33612345671").last_name == "A"


def test_what_is_known_is_updated_skipped_or_overwritten(store: Store, tmp_path: Path) -> None:
    header = ["Mobile", "Prénom", "Ville", "Note"]
    run(write_csv(tmp_path / "a.csv", [header, ["0612345678", "Ana", "Lyon", "old"]]))
    later = write_csv(tmp_path / "b.csv", [header, ["0612345678", "Anna", "", "new"]])

    def told() -> tuple[str, str, str]:
        contact = by_number("+33612345678")
        return contact.first_name, contact.location, contact.note

    assert run(later, existing=Existing.SKIP).counts == Counts(rows=1, unchanged=1)
    assert told() == ("Ana", "Lyon", "old")
    assert run(later, existing=Existing.UPDATE).counts == Counts(rows=1, updated=1)
    assert told() == ("Anna", "Lyon", "new")
    assert run(later, existing=Existing.OVERWRITE).counts == Counts(rows=1, updated=1)
    assert told() == ("Anna", "", "new")
    assert run(later, existing=Existing.OVERWRITE).counts == Counts(rows=1, unchanged=1)


def test_an_import_again_changes_nothing(store: Store, mixed: Path) -> None:
    run(mixed, new_lists=("Clients",))
    before = snapshot()
    again = run(mixed, new_lists=("Clients",))
    assert again.counts == replace(MIXED_COUNTS, created=0, unchanged=4)
    after = snapshot()
    for table in TABLES[:6]:
        assert after[table] == before[table], table


def test_lists_are_made_on_the_spot_and_must_else_be_there(store: Store, mixed: Path) -> None:
    with pytest.raises(FileError) as caught:
        run(mixed, lists=("Clients",))
    assert caught.value.code == "unknown-list"
    run(mixed, new_lists=("Clients", "Amis"))
    assert by_number("+33612345678").lists == ("Amis", "Clients")
    other = write_csv(mixed.with_name("b.csv"), [["Mobile", "Listes"], ["0699887766", "amis,X"]])
    ended = run(other, lists=("CLIENTS",))
    assert ended.counts == Counts(rows=1, created=1, warnings=1)
    assert by_number("+33699887766").lists == ("Amis", "Clients")
    assert imports.row_results(ended.id)[0].reason == "unknown-list"


def test_unsubscribe_all_stops_every_number_of_the_file(store: Store, tmp_path: Path) -> None:
    table = [
        ["Mobile", "WhatsApp", "Nom"],
        ["0612345678 / 0612345679", "", "A"],
        ["0612345678", "0623456780", "duplicate"],
        ["0142685300", "", "fixed line"],
        ["0612345670", "0623456781", "B"],
        ["0612345671", "0623456781", "WhatsApp of another"],
        ["nothing", "", "failed"],
    ]
    path = write_csv(tmp_path / "a.csv", table)
    ended = run(path, unsubscribe_all=True, mobiles_only=True)
    assert (ended.counts.rows, ended.counts.duplicate, ended.counts.failed) == (6, 1, 2)
    stopped = {
        "+33612345678": Channel.MOBILE,
        "+33612345679": Channel.MOBILE,
        "+33623456780": Channel.WHATSAPP,
        "+33142685300": Channel.MOBILE,
        "+33612345670": Channel.MOBILE,
        "+33623456781": Channel.WHATSAPP,
        "+33612345671": Channel.MOBILE,
    }
    assert {
        number: preferences.preference(number).get(channel) for number, channel in stopped.items()
    } == dict.fromkeys(stopped, Status.UNSUBSCRIBED)


def test_a_status_column_stops_and_never_starts(store: Store, tmp_path: Path) -> None:
    header = ["Mobile", "Status"]
    first = [header, ["0612345678", "unsubscribed"], ["0612345679", "subscribed"]]
    run(write_csv(tmp_path / "a.csv", first))
    turned = [header, ["0612345678", "subscribed"], ["0612345679", "unsubscribed"]]
    ended = run(write_csv(tmp_path / "b.csv", turned))
    assert ended.counts.kept_unsubscribed == 1
    for number in ("+33612345678", "+33612345679"):
        assert preferences.preference(number)[Channel.MOBILE] is Status.UNSUBSCRIBED


def test_a_custom_field_is_made_on_the_spot_and_remembered(store: Store, tmp_path: Path) -> None:
    header = ["Mobile", "Service", "Depuis"]
    path = write_csv(tmp_path / "a.csv", [header, ["0612345678", "Nord", "06/04/2000"]])
    ended = run(path, mapping=(("Service", "+Division"), ("Depuis", "+Client since:date")))
    assert ended.columns == {"Mobile": "mobile", "Service": "Division", "Depuis": "Client since"}
    division, since = custom_fields.custom_fields()
    assert (division.name, since.name) == ("Division", "Client since")
    contact = by_number("+33612345678")
    assert contact.custom == {division.id: "Nord", since.id: "2000-04-06"}
    # The next file with these headers needs no mapping.
    later = write_csv(tmp_path / "b.csv", [header, ["0612345679", "Sud", "07/04/2000"]])
    assert run(later).columns == ended.columns
    assert by_number("+33612345679").custom == {division.id: "Sud", since.id: "2000-04-07"}
    assert len(custom_fields.custom_fields()) == 2


def test_the_first_valid_number_counts_in_the_order_that_was_said(
    store: Store, tmp_path: Path
) -> None:
    header = ["Tel 1", "Tel 2", "Tel 3"]
    numbers = [
        ["0612345601", "0612345602", "0612345603"],
        ["0612345611", "0612345612", "unknown"],
        ["0612345621", "", "12"],
    ]
    said = (("Tel 3", "mobile"), ("Tel 2", "mobile"), ("Tel 1", "mobile"))
    wanted = {"+33612345603", "+33612345612", "+33612345621"}
    first = write_csv(tmp_path / "a.csv", [header, *numbers])
    assert check_file(first, ImportOptions(mapping=said)).counts.created == 3
    ended = run(first, mapping=said)
    assert {contact.mobile for contact in everyone()} == wanted
    ((key, _columns),) = imports.remembered_columns().items()
    assert imports.last_import(key) == ended.finished_at
    assert imports.last_import("of no file") == ""
    # The next file with these headers needs no order, and the one after it neither.
    for name, more in (("b.csv", "3"), ("c.csv", "4")):
        rows = [[cell.replace("06123", f"06{more}23") for cell in row] for row in numbers]
        run(write_csv(tmp_path / name, [header, *rows]))
        wanted |= {f"{number[:4]}{more}{number[5:]}" for number in sorted(wanted)[:3]}
        assert {contact.mobile for contact in everyone()} == wanted


def _long(path: Path) -> Path:
    """A file of three batches, whose last rows say the first ones again."""
    people = [[f"06{i:08d}", f"Nom{i}"] for i in range(20_995)]
    return write_csv(path, [["Mobile", "Nom"], *people, *people[:5]])


def test_cancelled_and_gone_on_with_equals_run_through(store: Store, tmp_path: Path) -> None:
    path = _long(tmp_path / "long.csv")
    run_id = imports.create_run(path, ImportOptions(new_lists=("Clients",)), "marie")
    seen: list[Progress] = []

    def cancel(progress: Progress) -> None:
        seen.append(progress)
        imports.cancel_run(run_id)

    stopped = run_import(run_id, cancel)
    assert stopped.state is RunState.CANCELLED
    assert stopped.counts == Counts(rows=FIRST_BATCH, created=FIRST_BATCH)
    assert [progress.checkpoint for progress in seen] == [FIRST_BATCH + 1]
    assert contacts.count_contacts(ContactQuery()) == FIRST_BATCH

    ended = run_import(run_id)
    assert ended.state is RunState.FINISHED
    assert ended.counts == Counts(rows=21_000, created=20_995, duplicate=5)
    assert contacts.count_contacts(ContactQuery()) == 20_995
    with pytest.raises(RefusedError) as caught:
        run_import(run_id)
    assert caught.value.code == "finished"


@only_sqlite
def test_a_file_that_changed_is_not_gone_on_with(store: Store, tmp_path: Path) -> None:
    path = _long(tmp_path / "long.csv")
    run_id = imports.create_run(path, ImportOptions(), "marie")

    def interrupt(progress: Progress) -> None:
        raise KeyboardInterrupt

    assert run_import(run_id, interrupt).state is RunState.CANCELLED
    before = snapshot()
    with path.open("a") as file:
        file.write("0699999999,Late\n")
    with pytest.raises(FileError) as caught:
        run_import(run_id)
    assert (caught.value.code, caught.value.detail["reason"]) == ("unreadable", "changed")
    held = imports.get_run(run_id)
    assert (held.state, held.error, held.counts.rows) == (
        RunState.FAILED,
        "unreadable",
        FIRST_BATCH,
    )
    after = snapshot()
    assert all(after[table] == before[table] for table in TABLES if table != "import_run")
    assert undo_run(run_id, this_worker()).removed == FIRST_BATCH


@only_sqlite
def test_a_file_that_cannot_be_imported_leaves_a_failed_run_and_nothing_else(
    store: Store, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    words = write_csv(tmp_path / "words.csv", [["Word", "Other"], ["a", "b"], ["c", "d"]])
    for path, code in ((tmp_path / "no.csv", "not-found"), (empty, "empty"),
                       (words, "no-phone-column")):  # fmt: skip
        with pytest.raises(ContactHubError) as caught:
            run(path, new_lists=("Clients",))
        assert caught.value.code == code
        latest = imports.list_runs()[0]
        assert (latest.state, latest.error) == (RunState.FAILED, code)
        with pytest.raises(FileError):
            check_file(path, ImportOptions())
    held = snapshot()
    assert [table for table in TABLES if held[table]] == ["import_run"]


HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "'=1+1", "''=1", "'quoted'", '="0612"', "a;b,c\td", 'say "hi"',
    "two\nlines", "😀 é œ", "0012", "1e5", "true", "2000-04-06", "[red]", "<b>", "\\", "%s", "—",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_comes_back_equal(store: Store, tmp_path: Path, kind: str) -> None:
    table = [["Mobile", "WhatsApp", "Prénom", "Alias", "Note", "Division", "Naissance"]]
    for index, text in enumerate(HOSTILE):
        quoted = text.replace("=", "'=", 1) if text.startswith(("=", "'")) else text
        whatsapp = f"07{index:08d}" if index % 3 == 0 else ""
        table.append([f"06{index:08d}", whatsapp, quoted, quoted, quoted, quoted, "06/04/2000"])
    table.append(["", "0799999999", "Only WhatsApp", "", "", "", ""])
    path = write_csv(tmp_path / "a.csv", table)
    first = run(path, new_lists=("Amis", "Clients"), mapping=(("Division", "+Division"),))
    assert first.counts.created == len(HOSTILE) + 1
    preferences.unsubscribe("+33600000003", who="marie")
    before = everyone()

    out = tmp_path / f"out.{kind}"
    assert export_contacts(Chosen(), out) == len(before)
    if kind == "csv":
        with out.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        run_by_spreadsheets = [cell for cell in cells if cell.startswith(("=", "-", "@", "+"))]
        assert all(cell.startswith("+33") for cell in run_by_spreadsheets)
    again = run(out)
    assert again.counts == Counts(
        rows=len(before), unchanged=len(before), kept_unsubscribed=again.counts.kept_unsubscribed
    )
    assert everyone() == before

    with transaction():
        execute("DELETE FROM contact")
    assert run(out).counts.created == len(before)
    assert [values(contact) for contact in everyone()] == [values(contact) for contact in before]


def _xlsx(path: Path, table: Sequence[Sequence[object]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(table):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                else:
                    sheet.write(row, column, cell)
    return path


def _xls(path: Path, table: Sequence[Sequence[object]]) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Clients")
    for row, cells in enumerate(table):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    book.save(str(path))
    return path
