"""Completing the path of a file to import."""

from pathlib import Path

import pytest

from contacthub_tui.widgets.path_completion import complete_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("clients.csv", "clients 2025.xlsx", "Été.ods", "notes.pdf", ".hidden.csv"):
        (tmp_path / name).touch()
    (tmp_path / "archive").mkdir()
    return tmp_path


def test_it_goes_as_far_as_it_is_certain(folder: Path) -> None:
    found = complete_path(f"{folder}/cl")
    assert found.text == f"{folder}/clients"
    assert found.names == ("clients 2025.xlsx", "clients.csv")
    assert complete_path(f"{folder}/clients.").text == f"{folder}/clients.csv"


def test_folders_are_proposed_and_files_that_cannot_be_imported_are_not(folder: Path) -> None:
    assert complete_path(f"{folder}/ar").text == f"{folder}/archive/"
    names = complete_path(f"{folder}/").names
    assert "notes.pdf" not in names
    assert ".hidden.csv" not in names
    assert complete_path(f"{folder}/.h").text == f"{folder}/.hidden.csv"


def test_case_does_not_matter_where_nothing_else_fits(folder: Path) -> None:
    assert complete_path(f"{folder}/éT").text == f"{folder}/Été.ods"


def test_home_stays_as_it_was_typed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert complete_path("~/ar").text == "~/archive/"


def test_a_folder_that_is_not_there_proposes_nothing() -> None:
    assert complete_path("/no/such/folder/a").names == ()
