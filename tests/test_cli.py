"""What holds for every command: flags before or after it, exit status."""

from pathlib import Path

import pytest

from contacthub_tui.cli import main


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
