"""Files come from the folders that the settings allow, wherever links lead."""

from pathlib import Path

import pytest

from contacthub_tui.domain.import_run import ImportOptions
from contacthub_tui.errors import RefusedError, SettingsError
from contacthub_tui.services import imports
from contacthub_tui.services.file_places import admit, recent_files
from contacthub_tui.settings import load
from contacthub_tui.store.database import Store
from contacthub_tui.widgets.path_completion import complete_path


@pytest.fixture
def inside(tmp_path: Path) -> Path:
    folder = tmp_path / "in" / "files"
    folder.mkdir(parents=True)
    (folder / "clients.csv").write_text("a")
    (tmp_path / "in" / "secret.csv").write_text("a")
    (folder / "link.csv").symlink_to(tmp_path / "in" / "secret.csv")
    (folder / "circle.csv").symlink_to(folder / "circle.csv")
    return folder


@pytest.mark.parametrize("name", ["../secret.csv", "link.csv", "/etc/passwd"])
def test_a_path_that_leads_out_is_refused(inside: Path, name: str) -> None:
    with pytest.raises(RefusedError) as caught:
        admit(inside / name, [inside])
    assert caught.value.code == "outside-folders"


def test_a_path_inside_is_taken_and_without_folders_any_is(inside: Path) -> None:
    assert admit(inside / "clients.csv", [inside]) == inside.resolve() / "clients.csv"
    assert admit(inside / "link.csv", []) == inside / "link.csv"


def test_completion_proposes_nothing_that_leads_out(inside: Path) -> None:
    assert complete_path(f"{inside}/", inside=[inside]).text == f"{inside}/clients.csv"
    above = inside.parent
    assert complete_path(f"{above}/", inside=[inside]).text == f"{above}/files/"


def test_recent_files_are_there_allowed_and_named_once(store: Store, inside: Path) -> None:
    outside = inside.parent / "secret.csv"
    for path in (inside / "clients.csv", outside, inside / "gone.csv", inside / "clients.csv"):
        imports.create_run(path, ImportOptions(), "marie")
    assert [each.path for each in recent_files([inside])] == [inside / "clients.csv"]
    assert [each.path for each in recent_files([])] == [inside / "clients.csv", outside]


def test_the_folders_are_a_setting_of_the_machine() -> None:
    found = load({}, {"CONTACTHUB_IMPORT_FOLDERS": "/srv/in:~/lists"})
    assert found.allowed_folders == (Path("/srv/in"), Path.home() / "lists")
    assert load({}, {}).allowed_folders == ()
    with pytest.raises(SettingsError):
        load({}, {"CONTACTHUB_IMPORT_FOLDERS": "lists"})
