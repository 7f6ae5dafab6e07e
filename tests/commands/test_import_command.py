"""What `contacthub import` promises to scripts: objects, statuses, sentences, files."""

import json
from pathlib import Path

import pytest

from contacthub_tui.services.account import Change, save_team
from contacthub_tui.store.database import open_store
from tests.commands.program import (
    assert_one_sentence,
    called,
    contacthub,
    mobile,
    read_csv,
    write_csv,
)

KEYS = [
    "run", "state", "rows", "created", "updated", "unchanged", "duplicate", "failed", "warnings",
    "kept_unsubscribed", "columns", "seconds",
]  # fmt: skip
OUTCOMES = ("created", "updated", "unchanged", "duplicate", "failed")
ROWS = [
    ["Prénom", "Téléphone", "E-mail", "Division"],
    ["Zoé", "06 12 34 56 78", "zoe@example.org", "Nord"],
    ["Malo", "07 61 23 45 67", "malo", "=1+1"],
    ["Zoé", "+33612345678", "zoe@example.org", "Nord"],
    ["", "", "", ""],
    ["Inès", "12", "ines@example.org", "Sud"],
    ["Personne", "", "", "+Sud"],
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Five rows: two contacts, one of them twice, two without a number; and a blank line."""
    return write_csv(tmp_path / "équipe.csv", ROWS)


# What it prints


def test_the_object_says_what_became_of_every_row(file: Path) -> None:
    answer = contacthub("import", file, "--json")
    assert answer.status == 0
    assert answer.err == ""
    said = answer.last
    assert list(said) == KEYS
    assert sum(said[name] for name in OUTCOMES) == said["rows"] == 5
    assert {name: said[name] for name in OUTCOMES} == {
        "created": 2, "updated": 0, "unchanged": 0, "duplicate": 1, "failed": 2,
    }  # fmt: skip
    assert said["run"] == 1
    assert said["state"] == "finished"
    assert said["warnings"] == 1
    assert said["kept_unsubscribed"] == 0
    assert said["columns"] == {
        "Prénom": "first_name", "Téléphone": "mobile", "E-mail": "email", "Division": None,
    }  # fmt: skip
    assert said["seconds"] > 0


def test_the_same_file_again_changes_nothing(file: Path) -> None:
    called("import", file)
    again = called("import", file, "--json").last
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)
    assert again["run"] == 2


def test_a_dry_run_foretells_the_import_and_writes_nothing(file: Path, home: Path) -> None:
    url = f"sqlite:///{home / 'nowhere' / 'new.db'}"
    foretold = called("import", file, "--dry-run", "--json", "--database", url)
    assert foretold.status == 0
    said = foretold.last
    assert (said["run"], said["state"]) == (None, "checked")
    assert not (home / "nowhere").exists()
    assert not list(home.glob("*.db*"))
    done = called("import", file, "--json", "--database", url).last
    assert [said[name] for name in OUTCOMES] == [done[name] for name in OUTCOMES]
    assert said["columns"] == done["columns"]


def test_a_dry_run_against_a_store_leaves_it_as_it_is(file: Path, tmp_path: Path) -> None:
    called("import", file)
    other = write_csv(tmp_path / "new.csv", [["Mobile", "Prénom"], [mobile(7), "Ann"]])
    said = called(
        "import", other, "--dry-run", "--json", "--new-list", "Later", "--map", "Prénom=+Team"
    ).last
    assert said["created"] == 1
    assert called("contacts", "ann").out == ""
    assert len(called("import", "--runs").out.splitlines()) == 1
    assert called("import", file, "--list", "Later", "--json").last["error"] == "unknown-list"


def test_without_json_people_read_counts_and_columns(file: Path) -> None:
    answer = called("import", file)
    assert answer.status == 0
    assert "2 created" in answer.out
    assert "2 failed" in answer.out
    assert "Téléphone → mobile" in answer.out


def test_failed_rows_are_written_with_their_cells_row_and_reason(
    file: Path, tmp_path: Path
) -> None:
    failed = tmp_path / "failed.csv"
    assert called("import", file, "--failed", failed, "--json").status == 0
    header, ines, nobody = read_csv(failed)
    assert header == [*ROWS[0], "Row", "Reason"]
    assert ines[:5] == ["Inès", "12", "ines@example.org", "Sud", "6"]
    assert nobody[4] == "7"
    # A spreadsheet runs nothing of it, and an import reads it back as it was.
    assert nobody[3] == "'+Sud"
    assert ines[5]
    assert nobody[5]
    assert ines[5] != nobody[5]


def test_failed_rows_once_mended_come_in(file: Path, tmp_path: Path) -> None:
    failed = tmp_path / "failed.csv"
    called("import", file, "--failed", failed)
    header, ines, _nobody = read_csv(failed)
    ines[1] = "06 98 76 54 32"
    write_csv(failed, [header, ines])
    assert called("import", failed, "--json").last["created"] == 1
    assert called("contacts", "inès").out == "+33698765432\tInès\tsubscribed\n"


def test_a_failed_file_that_cannot_be_written_is_said(file: Path, tmp_path: Path) -> None:
    answer = called("import", file, "--failed", tmp_path / "no" / "failed.csv")
    assert answer.status == 1
    assert answer.err.endswith(".\n")
    assert "cannot be written" in answer.err
    assert called("import", "--runs", "--json").out == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_a_failed_file_for_which_there_is_no_room_is_said_and_the_import_kept(file: Path) -> None:
    answer = called("import", file, "--failed", "/dev/full", "--json")
    assert (answer.status, answer.last["error"]) == (1, "unwritable")
    assert answer.last["detail"]["run"] == 1
    assert called("contacts", "malo").out.startswith("+33761234567")


# What it is asked for


def test_columns_go_where_they_are_sent(file: Path) -> None:
    said = called(
        "import", file, "--json", "--map", "Division=+Team", "--map", "E-mail=", "--map",
        "Prénom=last_name",
    ).last  # fmt: skip
    assert said["columns"] == {
        "Prénom": "last_name", "Téléphone": "mobile", "E-mail": None, "Division": "Team",
    }  # fmt: skip
    found = json.loads(called("contacts", "zoé", "--json").out)
    assert (found[0]["last_name"], found[0]["email"]) == ("Zoé", "")


@pytest.mark.parametrize("pair", ["Nothing=mobile", "Division=nothing"])
def test_a_mapping_that_cannot_be_is_refused(file: Path, pair: str) -> None:
    answer = called("import", file, "--json", "--map", pair)
    assert answer.status == 1
    assert answer.last["error"] == "bad-mapping"


def test_an_unknown_list_is_refused_and_a_new_one_is_made(file: Path) -> None:
    refused = called("import", file, "--list", "Équipe", "--json")
    assert refused.status == 1
    assert refused.last["error"] == "unknown-list"
    assert called("contacts", "zoé").out == ""
    assert called("import", file, "--new-list", "Équipe").status == 0
    assert called("import", file, "--list", "equipe", "--json").last["unchanged"] == 2
    found = json.loads(called("contacts", "zoé", "--json").out)
    assert found[0]["lists"] == ["Équipe"]


def test_who_is_unsubscribed_stays_so_when_imported_again(file: Path) -> None:
    first = called("import", file, "--unsubscribe-all", "--json").last
    assert first["kept_unsubscribed"] == 0
    again = called("import", file, "--json").last
    assert again["kept_unsubscribed"] == 2
    assert "unsubscribed" in called("contacts", "malo").out


def test_an_import_is_undone_and_its_opt_outs_stay(file: Path) -> None:
    run = contacthub("import", file, "--unsubscribe-all", "--json").last["run"]
    undone = contacthub("import", "--undo", run, "--json")
    assert undone.status == 0
    assert undone.last["state"] == "undone"
    assert undone.last["removed"] == 2
    assert contacthub("contacts", "zoé").out == ""
    assert contacthub("import", file, "--json").last["kept_unsubscribed"] == 2
    twice = contacthub("import", "--undo", run)
    assert twice.status == 1
    assert_one_sentence(twice)


def test_every_import_is_listed_the_newest_first(file: Path, tmp_path: Path) -> None:
    called("import", file)
    called("import", tmp_path / "missing.csv")
    lines = [line.split("\t") for line in called("import", "--runs").out.splitlines()]
    assert [line[0] for line in lines] == ["2", "1"]
    assert [line[4] for line in lines] == ["missing.csv", "équipe.csv"]
    said = [json.loads(line) for line in called("import", "--runs", "--json").out.splitlines()]
    assert [run["state"] for run in said] == ["failed", "finished"]


def test_a_run_that_failed_is_resumed_once_its_file_is_there(file: Path) -> None:
    away = file.rename(file.with_suffix(".away"))
    assert contacthub("import", file).status == 1
    away.rename(file)
    resumed = contacthub("import", "--resume", 1, "--json")
    assert resumed.status == 0
    assert (resumed.last["run"], resumed.last["created"]) == (1, 2)
    again = contacthub("import", "--resume", 1)
    assert again.status == 1
    assert_one_sentence(again)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--undo", "x"],
        ["--undo", "1", "--resume", "1"],
        ["FILE", "--map", "Prénom"],
        ["FILE", "--region", "XX"],
        ["FILE", "--header-row", "0"],
        ["FILE", "--header-row", "1", "--no-header"],
        ["FILE", "--existing", "sometimes"],
        ["FILE", "--language", "de"],
        ["FILE", "--sorcery"],
    ],
)
def test_wrong_usage_has_status_2_and_does_nothing(
    file: Path, home: Path, arguments: list[str]
) -> None:
    answer = called("import", *(file if word == "FILE" else word for word in arguments))
    assert answer.status == 2
    assert answer.out == ""
    assert answer.err
    assert not list(home.glob("*.db*"))


@pytest.mark.parametrize("before", [True, False])
def test_store_and_language_are_named_before_or_after_the_command(
    file: Path, tmp_path: Path, home: Path, before: bool
) -> None:
    flags = ["--database", f"sqlite:///{tmp_path}/mine.db", "--language", "fr"]
    words = ["import", file]
    answer = called(*(flags + words if before else words + flags))
    assert answer.status == 0
    assert "2 créés" in answer.out
    assert (tmp_path / "mine.db").exists()
    assert not list(home.glob("*.db*"))


def test_errors_and_reasons_speak_french(file: Path, tmp_path: Path) -> None:
    refused = called("import", tmp_path / "rien.csv", "--language", "fr", "--json")
    assert "n’existe pas" in refused.last["message"]
    failed = tmp_path / "échecs.csv"
    called("import", file, "--failed", failed, LANG="fr_FR.UTF-8")
    header, ines, _nobody = read_csv(failed)
    assert header[-2:] == ["Ligne", "Motif"]
    assert "court" in ines[-1]


def test_numbers_without_prefix_are_of_the_country_that_the_team_chose(tmp_path: Path) -> None:
    """A flag wins over the environment, that over config.toml, that over the team."""
    rows = [["Mobile", "Né le"], ["0470 12 34 56", "05/04/2000"]]
    file = write_csv(tmp_path / "équipe.csv", rows)
    store = open_store(f"sqlite:///{tmp_path}/home/hub.db")
    save_team({"region": Change("FR", "BE"), "date_order": Change("", "mdy")}, "marie")
    store.close()
    assert called("import", file, "--json").last["created"] == 1
    found = called("contacts", "470", "--json").out
    assert "+32470123456" in found
    assert "2000-05-04" in found
    assert called("preference", "0470 12 34 56").out.startswith("+32470123456\t")
    for said, flags in (("", ("--region", "FR")), ("FR", ()), ("", ())):
        (tmp_path / "home" / "config.toml").write_text("" if said or flags else 'region = "FR"\n')
        answer = called("import", file, "--json", "--dry-run", *flags, CONTACTHUB_REGION=said)
        # A fixed line of another country, and so another contact.
        assert answer.last["created"] == 1
