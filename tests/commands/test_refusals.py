"""Whatever a command is given, it answers in a sentence: no traceback, no silence."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.commands.program import (
    PROGRAM,
    Answer,
    assert_one_sentence,
    called,
    contacthub,
    mobile,
    read_csv,
    write_csv,
)

pytestmark = pytest.mark.usefixtures("forked_readers")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """One good row, one that fails."""
    rows = [["Prénom", "Mobile"], ["Ana", mobile(1)], ["Léa", "06123"]]
    return write_csv(tmp_path / "a.csv", rows)


def with_shell(command: str, *arguments: object) -> Answer:
    """Call the program by a line of a shell, in which `$@` is the program and its arguments."""
    called = [*PROGRAM, *map(str, arguments)]
    done = subprocess.run(
        ["sh", "-c", command, "sh", *called], capture_output=True, timeout=60, check=False
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_an_import_needs_no_stream(file: Path, closed: str) -> None:
    assert with_shell(f'"$@" {closed}', "import", file).status == 0
    assert with_shell(f'"$@" {closed}', "doctor").status == 0
    assert called("contacts", "Ana").out.startswith(mobile(1))
    assert "intact" in called("doctor").out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
@pytest.mark.parametrize("wanted", [("import", "--runs"), ("doctor",), ("contacts", "a")])
def test_an_answer_that_cannot_be_written_is_said_in_a_sentence(
    file: Path, wanted: tuple[str, ...]
) -> None:
    assert contacthub("import", file).status == 0
    answer = with_shell('"$@" >/dev/full', *wanted)
    assert answer.status == 1
    assert_one_sentence(answer)
    assert "cannot be written" in answer.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_a_result_that_cannot_be_written_is_kept(file: Path) -> None:
    answer = with_shell('"$@" >/dev/full', "import", file, "--json")
    assert answer.status == 1
    assert_one_sentence(answer)
    (run,) = map(json.loads, called("import", "--runs", "--json").out.splitlines())
    assert (run["state"], run["created"], run["failed"]) == ("finished", 1, 1)


@pytest.mark.parametrize("what", ["--undo", "--resume"])
@pytest.mark.parametrize("run", [0, -1, 99, 2**63, 10**30])
def test_a_run_that_there_is_not_is_said_so(what: str, run: int) -> None:
    answer = called("import", f"{what}={run}", "--json")
    assert (answer.status, answer.last["error"]) == (1, "no-such-run")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("import",), "no-file"),
        (("import", "x.csv", "--map", "Mobile"), "bad-map"),
        (("import", "x.csv", "--region", "ZZ"), "bad-region"),
        (("import", "x.csv", "--background", "--options", "{}"), "bad-options"),
        (("import", "x.csv", "--background", "--options", "x"), "bad-options"),
        (("import", "x.csv", "--undo", "1"), "file-and-run"),
        (("import", "x.csv", "--runs"), "file-and-run"),
        (("import", "x.csv", "--dry-run", "--failed", "y.csv"), "nothing-failed"),
        (("import", "--undo", "1", "--failed", "y.csv"), "nothing-failed"),
        (("preference", "perhaps"), "bad-address"),
        (("preference", mobile(1), "--resubscribe"), "no-reason"),
    ],
)
def test_wrong_usage_is_an_object_too_for_who_asks_for_one(
    arguments: tuple[str, ...], code: str
) -> None:
    # In the background it gives way to everyone, which this process could not take back.
    call = contacthub if "--background" in arguments else called
    answer = call(*arguments, "--json")
    assert (answer.status, answer.last["error"]) == (2, code)


@pytest.mark.parametrize("command", [("contacts", "a"), ("preference", mobile(1))])
def test_every_command_that_speaks_json_says_errors_so(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    answer = called("--database", tmp_path, *command, "--json")
    assert (answer.status, answer.last["error"]) == (1, "not-contacthub")
    assert answer.err == ""


def test_the_rows_that_fail_are_not_written_over_the_file_itself(file: Path) -> None:
    before = file.read_bytes()
    link = file.with_name("link.csv")
    link.symlink_to(file)
    for target in (file, link, file.parent / "." / file.name):
        answer = called("import", file, "--failed", target)
        assert answer.status == 2
        assert_one_sentence(answer)
    assert file.read_bytes() == before
    assert called("import", "--runs", "--json").out == ""


def test_a_place_where_failed_rows_cannot_be_written_is_said_before_the_import(
    file: Path,
) -> None:
    for target in (file.parent, file.parent / "none" / "failed.csv", ""):
        answer = called("import", file, "--failed", target, "--json")
        assert (answer.status, answer.last["error"]) == (1, "unwritable")
    assert called("import", "--runs", "--json").out == ""
    assert called("import", file, "--failed", file.parent / "failed.csv").status == 0
    assert len(read_csv(file.parent / "failed.csv")) == 2


def test_a_home_of_nobody_is_a_folder_like_others(file: Path) -> None:
    answer = called("import", "~nobody-of-this-name/x.csv", "--json")
    assert (answer.status, answer.last["error"]) == (1, "not-found")


def test_a_store_in_memory_would_be_gone_and_is_refused(file: Path) -> None:
    for url in (":memory:", "sqlite:///:memory:"):
        answer = called("--database", url, "import", file)
        assert answer.status == 1
        assert_one_sentence(answer)


def test_a_terminal_of_few_letters_gets_what_it_can_show(file: Path) -> None:
    answer = contacthub("import", file, PYTHONIOENCODING="ascii", LANG="C")
    assert answer.status == 0
    assert "Mobile" in answer.out


def test_what_nobody_foresaw_goes_to_the_log_and_is_said_in_a_sentence(
    file: Path, home: Path
) -> None:
    assert contacthub("import", file).status == 0
    broken = home / "sitecustomize.py"
    broken.write_text(
        "from contacthub_tui.services import contacts\n"
        "def fail(*arguments): raise LookupError('nobody thought of it')\n"
        "contacts.found_contacts = fail\n"
    )
    path = os.pathsep.join([str(home), os.environ.get("PYTHONPATH", "")])
    answer = contacthub("contacts", "Ana", PYTHONPATH=path)
    assert answer.status == 1
    assert_one_sentence(answer)
    assert "nobody thought of it" in (home / "contacthub.log").read_text()
