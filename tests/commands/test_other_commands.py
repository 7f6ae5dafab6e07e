"""What the commands beside `import` promise, and what each says of a store it cannot use."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import xlsxwriter

from tests.commands.program import (
    assert_one_sentence,
    called,
    contacthub,
    read_csv,
    write_csv,
)

ROWS = [
    ["Prénom", "Nom", "Mobile", "E-mail", "Statut", "Note"],
    ["Zoé", "Vasseur", "+33612345678", "zoe@example.org", "", "=1+1"],
    ["Malo", "Le Goff", "+33761234567", "", "désabonné", "une\nligne"],
    ["Inès", "O’Brien", "+33698765432", "", "", "-"],
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of three contacts."""
    return write_csv(tmp_path_factory.mktemp("team") / "team.csv", ROWS)


@pytest.fixture(scope="module")
def filled(file: Path) -> Path:
    """A store of three contacts in the list Équipe, one of them unsubscribed."""
    path = file.with_name("hub.db")
    words = ("import", file, "--new-list", "Équipe", "--database", f"sqlite:///{path}")
    assert called(*words, CONTACTHUB_HOME=str(file.parent), LANG="C.UTF-8").status == 0
    return path


@pytest.fixture
def hub(filled: Path, home: Path) -> Path:
    """The test's own copy of that store, where the program looks for it."""
    return shutil.copyfile(filled, home / "hub.db")


# contacts


def test_contacts_are_lines_of_number_name_and_status(hub: Path) -> None:
    answer = contacthub("contacts", "le goff")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == "+33761234567\tMalo Le Goff\tunsubscribed\n"
    assert len(contacthub("contacts", "").out.splitlines()) == 3


@pytest.mark.parametrize("text", ["zoe vasseur", "VASS", "06 12 34", "345678", "zoe@example"])
def test_a_contact_is_found_by_parts_of_what_it_holds(hub: Path, text: str) -> None:
    assert "+33612345678\tZoé Vasseur\t" in called("contacts", text).out


def test_contacts_as_json_hold_every_field(hub: Path) -> None:
    (found,) = json.loads(called("contacts", "zoé", "--json").out)
    assert found["mobile"] == "+33612345678"
    assert found["lists"] == ["Équipe"]
    assert found["note"] == "=1+1"
    assert json.loads(called("contacts", "nobody at all", "--json").out) == []


# preference


def test_a_preference_is_shown_with_its_history(hub: Path) -> None:
    answer = contacthub("preference", "07 61 23 45 67")
    assert answer.status == 0
    assert answer.out.splitlines()[0] == "+33761234567\tMobile\tUnsubscribed"
    assert "imported (team.csv, row 3)" in answer.out


def test_an_operator_unsubscribes_on_every_channel(hub: Path) -> None:
    assert called("preference", "0612345678", "--unsubscribe", "--reason", "asked").status == 0
    said = json.loads(called("preference", "0612345678", "--json").out)
    assert said["preferences"] == {"mobile": "unsubscribed", "whatsapp": "unsubscribed"}
    newest = said["history"][0]
    assert (newest["after"], newest["source"], newest["reason"]) == (
        "unsubscribed", "operator", "asked",
    )  # fmt: skip
    assert newest["who"]
    assert "unsubscribed" in called("contacts", "zoé").out


def test_to_resubscribe_takes_a_reason(hub: Path) -> None:
    refused = called("preference", "0761234567", "--resubscribe")
    assert refused.status == 2
    assert_one_sentence(refused)
    blank = called("preference", "0761234567", "--resubscribe", "--reason", "  ")
    assert blank.status == 2
    unseen = called("preference", "0761234567", "--resubscribe", "--reason", "\u200b\u00ad")
    assert unseen.status == 2
    assert "unsubscribed" in called("contacts", "malo").out

    words = ("preference", "0761234567", "--resubscribe", "--reason", "form 12")
    unclear = called(*words)
    assert unclear.status == 2
    assert_one_sentence(unclear)
    assert "--channel" in unclear.err
    assert called(*words, "--channel", "mobile").status == 0
    said = json.loads(called("preference", "0761234567", "--json").out)
    assert said["preferences"]["mobile"] == "subscribed"
    newest = said["history"][0]
    assert (newest["before"], newest["after"], newest["reason"]) == (
        "unsubscribed", "subscribed", "form 12",
    )  # fmt: skip
    assert said["preferences"]["whatsapp"] == "unsubscribed"
    again = called(*words, "--channel", "mobile")
    assert again.status == 1
    assert_one_sentence(again)
    # One is left, so that it need not be named.
    assert called(*words).status == 0


def test_an_address_without_a_contact_has_a_preference_too(hub: Path) -> None:
    assert called("preference", "+447400123456", "--unsubscribe").status == 0
    assert "Unsubscribed" in called("preference", "+44 7400 123456").out


def test_the_ledger_is_written_for_an_audit(hub: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    assert called("preference", "0612345678", "--unsubscribe", "--reason", "=1+1").status == 0
    done = called("preference", "--ledger", path)
    assert (done.status, done.out) == (0, "")
    table = read_csv(path)
    assert table[0] == [
        "Time (UTC)", "Channel", "Address", "From", "To", "Who", "Source",
        "Import no.", "Row", "Reason",
    ]  # fmt: skip
    assert len(table) == 1 + 6
    assert f"{len(table) - 1} changes" in done.err
    assert [row[9] for row in table[-2:]] == ["'=1+1", "'=1+1"]
    assert "Vasseur" not in path.read_text(encoding="utf-8-sig")

    assert called("preference", "0698765432", "--ledger", path).status == 0
    assert {row[2] for row in read_csv(path)[1:]} == {"+33698765432"}
    french = called("--language", "fr", "preference", "--ledger", path)
    assert "Opérateur" in path.read_text(encoding="utf-8-sig"), french
    for wrong in (tmp_path / "ledger.xlsx", tmp_path / "nowhere" / "ledger.csv"):
        refused = called("preference", "--ledger", wrong)
        assert refused.status == (2 if wrong.suffix == ".xlsx" else 1)
        assert_one_sentence(refused)
        assert not wrong.exists()


def test_what_is_no_number_is_wrong_usage(hub: Path) -> None:
    for words in (["zoé"], [], ["--unsubscribe"]):
        answer = called("preference", *words)
        assert answer.status == 2
        assert_one_sentence(answer)
    assert called("preference", "0612345678", "--unsubscribe", "--resubscribe").status == 2


# export


def test_an_exported_csv_reads_back_equal_and_runs_nothing(hub: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    answer = contacthub("export", "--output", path)
    assert (answer.status, answer.out) == (0, "")
    assert "3 contacts" in answer.err
    header, *rows = read_csv(path)
    assert len(rows) == 3
    notes = {row[0]: row[header.index("Note")] for row in rows}
    assert notes["Zoé"] == "'=1+1"
    other = ("--database", f"sqlite:///{tmp_path}/other.db")
    said = contacthub("import", path, "--json", "--new-list", "Équipe", *other).last
    assert (said["created"], said["failed"], said["warnings"]) == (3, 0, 0)
    assert _contacts(*other) == _contacts()


def test_an_exported_workbook_reads_back_equal(hub: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    assert called("export", "--output", path).status == 0
    other = ("--database", f"sqlite:///{tmp_path}/other.db")
    said = called("import", path, "--json", "--new-list", "Équipe", *other).last
    assert (said["created"], said["failed"]) == (3, 0)
    assert _contacts(*other) == _contacts()


def _contacts(*flags: str) -> list[dict[str, object]]:
    found = json.loads(called("contacts", "", "--json", *flags).out)
    for contact in found:
        del contact["id"]
    return sorted(found, key=lambda contact: str(contact["mobile"]))


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["--list", "equipe"], ["Inès", "Malo", "Zoé"]),
        (["--status", "unsubscribed"], ["Malo"]),
        (["--status", "subscribed"], ["Inès", "Zoé"]),
        (["--query", "vasseur"], ["Zoé"]),
        (["--list", "Équipe", "--status", "subscribed", "--query", "o'brien"], ["Inès"]),
        (["--query", "nobody"], []),
    ],
)
def test_only_what_was_asked_for_is_exported(
    hub: Path, tmp_path: Path, wanted: list[str], names: list[str]
) -> None:
    path = tmp_path / "out.csv"
    assert called("export", *wanted, "--output", path).status == 0
    assert sorted(row[0] for row in read_csv(path)[1:]) == names


def test_an_export_that_cannot_be_is_refused(hub: Path, tmp_path: Path) -> None:
    unknown = called("export", "--list", "Nobody", "--output", tmp_path / "out.csv")
    assert unknown.status == 1
    assert_one_sentence(unknown)
    assert not (tmp_path / "out.csv").exists()
    assert called("export", "--output", tmp_path / "out.doc").status == 2
    nowhere = called("export", "--output", tmp_path / "no" / "out.csv")
    assert nowhere.status == 1
    assert_one_sentence(nowhere)


# doctor


def test_a_sound_store_has_a_clean_bill(hub: Path) -> None:
    answer = contacthub("doctor")
    assert answer.status == 0
    assert "▲" not in answer.out
    assert "The database is intact." in answer.out


def _damage(store: Path) -> None:
    """Overwrite what lies behind the first pages, as a failing disk does."""
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(store.read_bytes())
    content[8192:] = b"\xa5" * (len(content) - 8192)
    store.write_bytes(content)


def test_a_damaged_store_is_told_apart_and_left_as_it_is(hub: Path, file: Path) -> None:
    _damage(hub)
    before = hub.read_bytes()
    answer = called("doctor")
    assert answer.status == 1
    assert "damaged" in answer.out
    refused = called("import", file, "--json")
    assert refused.status == 1
    assert refused.last["error"] == "damaged"
    found = called("contacts", "zoé")
    assert found.status == 1
    assert_one_sentence(found)
    assert hub.read_bytes() == before


def test_a_preference_that_left_its_ledger_is_found(hub: Path) -> None:
    with closing(sqlite3.connect(hub)) as connection, connection:
        connection.execute("DROP TRIGGER preference_stays_unsubscribed")
        connection.execute("UPDATE preference SET status = 'subscribed'")
    answer = called("doctor")
    assert answer.status == 1
    assert "▲ 2 preferences disagree with the ledger" in answer.out


# Stores that cannot be used


def _others_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE theirs (id)")


def _no_database(path: Path) -> None:
    path.write_text("Prénom;Mobile\n" * 100)


def _workbook(path: Path) -> None:
    with xlsxwriter.Workbook(str(path.with_suffix(".xlsx"))) as book:
        book.add_worksheet().write(0, 0, "Mobile")
    path.with_suffix(".xlsx").rename(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _newer(path: Path) -> None:
    assert called("contacts", "", "--database", f"sqlite:///{path}").status == 0
    with closing(sqlite3.connect(path)) as connection, connection:
        copied = [row[1] for row in connection.execute("PRAGMA table_info(schema_migration)")]
        values = ", ".join("'9999_later'" if name == "name" else name for name in copied[1:])
        connection.execute(
            f"INSERT INTO schema_migration ({', '.join(copied[1:])})"
            f" SELECT {values} FROM schema_migration LIMIT 1"
        )


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_others_database, "not-contacthub"),
        (_no_database, "not-contacthub"),
        (_workbook, "not-contacthub"),
        (_folder, "not-contacthub"),
        (_newer, "newer-schema"),
    ],
)
def test_a_store_of_another_kind_is_said_and_left_as_it_is(
    make: object, code: str, file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "theirs.db"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else None
    flags = ("--database", f"sqlite:///{path}")
    refused = called("import", file, "--json", *flags)
    assert refused.status == 1
    assert refused.last["error"] == code
    assert refused.last["message"].endswith(".")
    answer = called("contacts", "x", *flags)
    assert answer.status == 1
    assert_one_sentence(answer)
    assert called("doctor", *flags).status == 1
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("postgresql://nobody@127.0.0.1:1/nothing", "away"),
        ("mysql://somewhere/hub", "bad-url"),
        ("sqlite:/hub.db", "bad-url"),
    ],
)
def test_a_store_that_is_not_there_is_said(url: str, code: str, file: Path) -> None:
    refused = called("import", file, "--json", "--database", url)
    assert refused.status == 1
    assert refused.last["error"] == code
    answer = called("contacts", "x", "--database", url)
    assert answer.status == 1
    assert_one_sentence(answer)


def test_a_password_is_never_said(file: Path) -> None:
    url = "postgresql://nobody:hunter2@127.0.0.1:1/nothing"
    answer = called("import", file, "--json", "--database", url)
    assert "hunter2" not in answer.out + answer.err
    broken = "mysql://nobody:hunter2@somewhere/hub"
    answer = called("import", file, "--json", "--database", broken)
    assert answer.status == 1
    assert "hunter2" not in answer.out + answer.err


def test_a_locked_store_is_waited_for_then_said(hub: Path, tmp_path: Path) -> None:
    other = write_csv(tmp_path / "other.csv", [["Mobile"], ["+33611111111"]])
    with closing(sqlite3.connect(hub, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        # Who only reads need not wait. (Locks are of a process, so that each is another one.)
        assert contacthub("contacts", "zoé").out.startswith("+33612345678")
        refused = contacthub("import", other, "--json")
        connection.execute("ROLLBACK")
    assert refused.status == 1
    assert refused.last["error"] == "locked"
    assert refused.last["message"].endswith(".")
    assert contacthub("import", other, "--json").last["created"] == 1


def test_a_store_that_may_not_be_written_is_said(hub: Path, file: Path) -> None:
    hub.chmod(0o444)
    if os.access(hub, os.W_OK):
        pytest.skip("this user may write every file")
    refused = contacthub("import", file, "--json")
    assert refused.status == 1
    assert refused.last["error"] == "read-only"
    assert_one_sentence(contacthub("contacts", "x"))


def test_the_screens_need_a_terminal(hub: Path) -> None:
    answer = contacthub()
    assert answer.status == 2
    assert answer.err.endswith(".\n")


def test_the_history_of_a_preference_is_in_words_of_the_language(hub: Path) -> None:
    assert called("preference", "+33612345678", "--unsubscribe", "--reason", "asked").status == 0
    shown = called("--language", "fr", "preference", "+33612345678").out
    assert "à la main\tasked" in shown
    assert "operator" not in shown


def test_a_list_that_is_not_there_is_said_with_what_makes_one(hub: Path, tmp_path: Path) -> None:
    answer = called("export", "--list", "Nowhere", "--output", tmp_path / "x.csv")
    assert_one_sentence(answer)
    assert "--new-list" in answer.err


def test_an_import_that_failed_is_listed_with_its_reason(hub: Path, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("Name\nMarie\n", encoding="utf-8")
    assert called("import", path).status == 1
    newest = called("import", "--runs").out.splitlines()[0]
    assert "the columns are: Name." in newest
