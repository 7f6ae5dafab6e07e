"""A flag wins over the environment, that over config.toml, that over the default."""

import sys
from pathlib import Path

import pytest

from contacthub_tui import paths, settings
from contacthub_tui.cli import main
from contacthub_tui.errors import SettingsError
from contacthub_tui.store.database import sqlite_path


def _write(text: str) -> None:
    paths.config_file().write_text(text, encoding="utf-8")


def test_without_any_wish_the_defaults_hold(home: Path) -> None:
    found = settings.load({}, {})
    assert found == settings.Settings(f"sqlite:///{home}/hub.db", None, "dark", "FR")


def test_a_flag_wins_over_the_environment_and_that_over_the_file() -> None:
    _write('region = "BE"\ntheme = "light"\nlanguage = "fr"\n')
    environ = {"CONTACTHUB_REGION": "CH", "CONTACTHUB_THEME": "dark"}
    found = settings.load({"region": "GB", "theme": None}, environ)
    assert (found.region, found.theme, found.language) == ("GB", "dark", "fr")


def test_a_region_may_be_typed_in_small_letters() -> None:
    assert settings.load({"region": "be"}, {}).region == "BE"


@pytest.mark.parametrize(
    ("flags", "environ", "origin"),
    [
        ({"theme": "pink"}, {}, "--theme"),
        ({}, {"CONTACTHUB_LANGUAGE": "de"}, "CONTACTHUB_LANGUAGE"),
        ({}, {"CONTACTHUB_REGION": "France"}, "CONTACTHUB_REGION"),
    ],
)
def test_a_wrong_value_says_where_it_comes_from(
    flags: dict[str, str | None], environ: dict[str, str], origin: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        settings.load(flags, environ)
    assert caught.value.code == "bad-setting"
    assert caught.value.detail["origin"] == origin


@pytest.mark.parametrize("text", ["region = ", "region = 7", "theme = ['dark']"])
def test_a_config_file_that_cannot_be_used_is_an_error_with_its_place(text: str) -> None:
    _write(text)
    with pytest.raises(SettingsError) as caught:
        settings.load({}, {})
    assert str(paths.config_file()) in caught.value.detail.values()


def test_a_config_file_that_is_not_text_is_an_error_too() -> None:
    paths.config_file().write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="bad-config"):
        settings.load({}, {})


def test_a_setting_is_saved_and_the_rest_of_the_file_stays() -> None:
    _write('# mine\nregion = "BE"\ntheme = "light"\n\n[other]\ntheme = "x"\n')
    settings.save("theme", "dark")
    settings.save("language", "fr")
    found = settings.load({}, {})
    assert (found.theme, found.language, found.region) == ("dark", "fr", "BE")
    text = paths.config_file().read_text(encoding="utf-8")
    assert text.startswith("# mine\n") and text.endswith('[other]\ntheme = "x"\n')


def test_a_setting_is_saved_where_no_file_is_yet(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTACTHUB_HOME", str(home / "new" / "folder"))
    settings.save("database", 'sqlite:///a "b" \\c')
    assert settings.load({}, {}).database == 'sqlite:///a "b" \\c'


def test_a_wrong_value_is_not_saved() -> None:
    with pytest.raises(SettingsError):
        settings.save("theme", "pink")
    assert not paths.config_file().exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_the_folders_are_those_of_the_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONTACTHUB_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/config")
    monkeypatch.setenv("XDG_STATE_HOME", "/state")
    assert paths.data_dir() == Path("/data/contacthub")
    assert paths.config_file() == Path("/config/contacthub/config.toml")
    assert paths.log_file() == Path("/state/contacthub/log/contacthub.log")


def test_a_folder_with_odd_signs_makes_a_sound_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTACTHUB_HOME", "/home/50% é#?")
    assert sqlite_path(settings.load({}, {}).database) == Path("/home/50% é#?/hub.db")


def test_in_a_folder_that_is_gone_the_settings_are_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    monkeypatch.setenv("CONTACTHUB_HOME", "here")
    assert settings.load({}, {}).database == "sqlite:///here/hub.db"
    assert main(["contacts", "x"]) == 1
    assert capsys.readouterr().err.startswith("The database here cannot be written to.")
