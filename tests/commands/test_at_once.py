"""Imports, undos and readers at once: nobody is told of a lock, and the totals are right."""

import json
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from contacthub_tui.domain.import_run import ImportOptions
from contacthub_tui.services.imports import create_run
from contacthub_tui.store.database import open_store
from tests.commands.large_team import (
    HEADER,
    PATIENCE,
    Team,
    assert_sound,
    rows_in,
    select,
    write_team,
)
from tests.commands.program import PROGRAM, contacthub, mobile, write_csv

#: Each takes several whole imports.
pytestmark = pytest.mark.slow

OUTCOMES = ("created", "updated", "unchanged", "duplicate", "failed")


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Team:
    # Two batches, the second one short.
    return write_team(tmp_path_factory.mktemp("team"), 12_000)


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half of them are the team's, half are new."""
    rows = [["", f"Autre {n}", mobile(6_000 + n), "", ""] for n in range(12_000)]
    return write_csv(tmp_path_factory.mktemp("others") / "others.csv", [HEADER, *rows])


@dataclass(frozen=True)
class Ended:
    """How a program ended."""

    status: int
    out: str
    err: str


def at_once(*commands: list[str]) -> list[Ended]:
    """Start programs together; gives how each ended."""
    processes = [
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for command in commands
    ]
    ended = []
    for process in processes:
        out, err = process.communicate(timeout=PATIENCE)
        assert "Traceback" not in out + err, (out, err)
        assert "in time" not in out + err, (out, err)
        ended.append(Ended(process.returncode, out, err))
    return ended


def command(url: str, *words: object) -> list[str]:
    return [*PROGRAM, *map(str, words), "--database", url]


def _finished(url: str, *runs: int) -> None:
    """Every row of these runs is accounted for, once."""
    for run in runs:
        ((state, counts),) = select(url, f"SELECT state, counts FROM import_run WHERE id = {run}")
        assert state == "finished"
        held = json.loads(counts)
        assert held["rows"] == sum(held[name] for name in OUTCOMES)
        ((noted,),) = select(url, f"SELECT count(*) FROM import_row WHERE run_id = {run}")
        assert noted <= held["rows"]
    assert_sound(url)


def _count(url: str, table: str) -> int:
    return int(select(url, f"SELECT count(*) FROM {table}")[0][0])


def test_three_imports_of_one_file_make_everybody_once(team: Team, database_url: str) -> None:
    team.prepare(database_url)
    one = [*team.command(database_url)]
    ended = at_once(one, one, one)
    assert [each.status for each in ended] == [0, 0, 0]
    _finished(database_url, 2, 3, 4)
    assert [rows_in(database_url, run) for run in (2, 3, 4)] == [12_000] * 3
    # One of them creates a contact, the others find it.
    created = [json.loads(each.out)["created"] for each in ended]
    assert sum(created) + 120 == _count(database_url, "contact")
    assert _count(database_url, "contact_list") == 1
    assert _count(database_url, "membership") == _members(team, database_url)


def _members(team: Team, url: str) -> int:
    """Everybody of the file is in the one list: all but who was there and is not in the file."""
    ((inside,),) = select(url, "SELECT count(*) FROM contact WHERE last_name LIKE 'Nom %'")
    ((before,),) = select(url, "SELECT count(*) FROM contact WHERE first_name = 'Ancien'")
    return int(inside) - int(before)


def test_two_imports_at_once_leave_what_they_leave_one_after_the_other(
    team: Team, others: Path, database_url: str
) -> None:
    team.prepare(database_url)
    ended = at_once(
        team.command(database_url),
        command(database_url, "import", others, "--new-list", "équipe", "--json"),
    )
    assert [each.status for each in ended] == [0, 0]
    _finished(database_url, 2, 3)
    numbers = [row[0] for row in select(database_url, "SELECT mobile FROM contact")]
    assert len(numbers) == len(set(numbers))
    assert {mobile(n) for n in range(6_000, 18_000)} <= set(numbers)
    created = sum(json.loads(each.out)["created"] for each in ended)
    assert created + 120 == len(numbers)
    assert _count(database_url, "contact_list") == 1
    # Who said stop in one of the files stays so whatever the other said.
    ((stopped,),) = select(
        database_url, "SELECT count(*) FROM preference WHERE status = 'unsubscribed'"
    )
    ((turned,),) = select(
        database_url, "SELECT count(*) FROM preference_change WHERE before = 'unsubscribed'"
    )
    assert stopped > 1_000
    assert turned == 0


def test_an_undo_takes_back_its_own_import_while_another_is_at_work(
    team: Team, others: Path, database_url: str
) -> None:
    assert contacthub(*team.command(database_url)[3:]).status == 0
    ended = at_once(
        command(database_url, "import", others, "--new-list", "Équipe", "--json"),
        command(database_url, "import", "--undo", 1, "--json"),
    )
    assert [each.status for each in ended] == [0, 0], ended
    assert json.loads(ended[1].out)["state"] == "undone"
    _finished(database_url, 2)
    assert _count(database_url, "contact WHERE import_run_id = 1") == 0
    made = json.loads(ended[0].out)["created"]
    assert _count(database_url, "contact WHERE import_run_id = 2") == made
    assert _count(database_url, "contact") == made


def test_a_run_is_resumed_by_one_of_those_who_try(team: Team, database_url: str) -> None:
    team.prepare(database_url)
    with closing(open_store(database_url)):
        assert create_run(team.file, ImportOptions(new_lists=("Équipe",)), "marie") == 2
    resume = command(database_url, "import", "--resume", 2, "--json")
    ended = at_once(resume, resume, resume)
    assert sorted(each.status for each in ended) == [0, 1, 1], ended
    refused = {json.loads(each.out)["error"] for each in ended if each.status}
    assert refused <= {"running", "finished"}
    _finished(database_url, 2)
    assert rows_in(database_url) == 12_000


def test_a_reader_is_never_kept_out(team: Team, others: Path, database_url: str) -> None:
    team.prepare(database_url)
    importing = [
        subprocess.Popen(one, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for one in (
            team.command(database_url),
            command(database_url, "import", others, "--json"),
        )
    ]
    seen = [0]
    while any(process.poll() is None for process in importing):
        answer = contacthub("contacts", "Autre", "--json", "--database", database_url)
        assert (answer.status, answer.err) == (0, "")
        found = json.loads(answer.out)
        assert len({contact["id"] for contact in found}) == len(found)
        # The team's own import gives the others a name of theirs.
        seen.append(sum(contact["mobile"] >= mobile(12_000) for contact in found))
    for process in importing:
        out, err = process.communicate(timeout=PATIENCE)
        assert (process.returncode, err) == (0, ""), (out, err)
    # Only whole batches are seen, and nothing once seen goes.
    assert seen == sorted(seen)
    _finished(database_url, 2, 3)
