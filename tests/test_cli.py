"""What holds for every command: flags before or after it, help, usage errors, exit status."""

import argparse
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

from contacthub_tui.cli import main
from contacthub_tui.commands.arguments import ARGPARSE_WORDS


@pytest.mark.parametrize(
    "arguments",
    [
        ["--language", "fr", "import", "nothing.csv"],
        ["import", "--language", "fr", "nothing.csv"],
        ["import", "nothing.csv", "--language=fr"],
        ["--language", "en", "import", "--language", "fr", "nothing.csv"],
    ],
)
def test_the_language_is_taken_before_or_after_the_command(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    assert "n’existe pas" in capsys.readouterr().err


@pytest.mark.parametrize("before", [True, False])
def test_the_database_is_taken_before_or_after_the_command(before: bool, tmp_path: Path) -> None:
    flag = ["--database", f"sqlite:///{tmp_path}/mine.db"]
    assert main([*flag, "contacts", "x"] if before else ["contacts", "x", *flag]) == 0
    assert (tmp_path / "mine.db").exists()


def test_the_environment_gives_the_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert main(["import", "nothing.csv"]) == 1
    assert "n’existe pas" in capsys.readouterr().err


def test_wrong_usage_has_a_status_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["import"]) == 2
    monkeypatch.setenv("CONTACTHUB_THEME", "pink")
    assert main(["contacts", "x"]) == 2
    with pytest.raises(SystemExit) as stopped:
        main(["import", "--existing", "never", "x.csv"])
    assert stopped.value.code == 2


LANGUAGES = ("--language=en", "--language=fr")
COMMANDS = ([], ["demo"], ["import"], ["export"], ["contacts"], ["preference"], ["doctor"])


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words) or "contacthub")
def test_every_line_of_help_is_told_in_the_language_asked_for(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    english, french = (_said([*command, language, "--help"], capsys)[0] for language in LANGUAGES)
    assert english.startswith("usage: contacthub")
    assert french.startswith("utilisation\u00a0: contacthub")
    told = re.compile(r"^ +\S.*?  (\S.*)$", re.MULTILINE)  # what stands beside an option
    assert told.findall(english)
    assert not set(told.findall(english)) & set(told.findall(french))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nonsense"], "'nonsense' n’est pas possible"),
        (["import", "--existing", "never", "x.csv"], "'never' n’est pas possible"),
        (["import", "--undo", "first"], "'first' n’est pas un nombre entier"),
        (["import", "--undo", "1", "--runs"], "incompatible avec --undo"),
        (["import", "--list"], "une valeur est attendue"),
        (["import", "--json=yes", "x.csv"], "aucune valeur n’est attendue"),
        (["import", "--un", "1"], "option ambiguë"),
        (["import", "--wrong"], "arguments inconnus\u00a0: --wrong"),
        (["contacts"], "il manque\u00a0: TEXTE"),
    ],
)
def test_wrong_usage_is_told_in_the_language_of_the_locale(
    arguments: list[str],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    error = _said(arguments, capsys)[1].splitlines()[-1]
    assert "\u00a0: erreur\u00a0: " in error
    assert sentence in error


def test_the_settings_file_gives_help_its_language(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "config.toml").write_text('language = "fr"\n')
    assert _said(["--help"], capsys)[0].startswith("utilisation")
    (home / "config.toml").write_text("language =\n")
    assert _said(["--help"], capsys)[0].startswith("usage: ")


def test_every_word_of_argparse_is_one_that_this_python_says() -> None:
    source = inspect.getsource(argparse)
    assert [word for word in ARGPARSE_WORDS if word.rstrip("\n") not in source] == []


def test_the_version_waits_for_no_settings_and_no_screens() -> None:
    heavy = {"contacthub_tui.settings", "contacthub_tui.store", "textual", "peewee", "phonenumbers"}
    assert not heavy & _loaded("--version")


def test_a_store_in_a_file_waits_for_no_other_driver_and_for_no_screens(home: Path) -> None:
    heavy = {"psycopg.pq", "textual", "phonenumbers.phonenumberutil"}
    assert not heavy & _loaded("contacts", "x")


def _loaded(*arguments: str) -> set[str]:
    """The modules that the program imports on its way."""
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "contacthub_tui", *arguments],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    return {line.rpartition("|")[2].strip() for line in told.splitlines()}


def _said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """What argparse says before it ends the program, on stdout and stderr."""
    with pytest.raises(SystemExit):
        main(arguments)
    said = capsys.readouterr()
    return said.out, said.err
