"""An import that is killed goes on where it stopped, as if nothing had happened."""

import json
import random
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.commands.program import PROGRAM, contacthub, mobile, write_csv

ROWS = 30_000
#: Seconds a run may take at most; only a hung one does.
PATIENCE = 120
#: What must be the same however often a run was killed.
QUERIES = {
    "contacts": "SELECT mobile, whatsapp, first_name, last_name, email, import_run_id FROM contact",
    "members": "SELECT mobile, name FROM membership JOIN contact ON contact.id = contact_id"
    " JOIN contact_list ON contact_list.id = list_id",
    "preferences": "SELECT channel, number, status FROM preference",
    "ledger": "SELECT channel, number, before, after, source, run_id, row_number"
    " FROM preference_change",
    "rows": "SELECT run_id, row_number, outcome, reason, warnings, cells FROM import_row",
    "runs": "SELECT id, state, counts, checkpoint FROM import_run",
}


@dataclass(frozen=True)
class Team:
    """Two files for one store: a few contacts who are there before, and the large one."""

    before: Path
    file: Path

    def prepare(self, url: str) -> None:
        """Bring in those who are there before."""
        assert contacthub("import", self.before, "--database", url).status == 0

    def command(self, url: str) -> list[str]:
        """Import the large file."""
        words = ["import", self.file, "--new-list", "Équipe", "--json", "--database", url]
        return [*PROGRAM, *map(str, words)]


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Team:
    """Rows that create, update, repeat others of other batches, fail, warn and unsubscribe."""
    folder = tmp_path_factory.mktemp("team")
    header = ["Prénom", "Nom", "Mobile", "E-mail", "Statut"]
    known = [
        ["Ancien", f"Nom {n}", mobile(n), "", "désabonné" if n % 2 else "abonné"]
        for n in range(0, ROWS, 100)
    ]
    rows = [
        [
            f"Prénom {n}",
            f"Nom {n}",
            "12" if n % 97 == 0 else mobile(n // 2 if n % 89 == 0 else n),
            "nowhere" if n % 83 == 0 else f"p{n}@example.org",
            "désabonné" if n % 7 == 0 else "",
        ]
        for n in range(ROWS)
    ]
    return Team(
        write_csv(folder / "before.csv", [header, *known]),
        write_csv(folder / "team.csv", [header, *rows]),
    )


@pytest.fixture(scope="module")
def unkilled(team: Team, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], float]:
    """What a run leaves that nobody killed, and the seconds it took."""
    url = f"sqlite:///{tmp_path_factory.mktemp('unkilled') / 'hub.db'}"
    team.prepare(url)
    began = time.monotonic()
    done = subprocess.run(team.command(url), capture_output=True, check=True)
    taken = time.monotonic() - began
    said = json.loads(done.stdout)
    assert said["rows"] == ROWS
    assert min(said[name] for name in ("created", "updated", "duplicate", "failed", "warnings")) > 0
    return _kept(url), taken


def _select(url: str, query: str) -> list[tuple[Any, ...]]:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            return connection.execute(query).fetchall()
    import psycopg  # noqa: PLC0415 -- an extra: without it these tests are skipped

    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()


def _kept(url: str) -> dict[str, Any]:
    return {name: sorted(_select(url, query), key=repr) for name, query in QUERIES.items()}


def _run_until(command: list[str], seconds: float) -> int:
    """Run a command and kill it after so many seconds; gives its status."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
    return process.returncode


def _kill_often(team: Team, url: str, kills: int, seed: int, length: float) -> int:
    """Import, killed at random moments and resumed, then to the end; gives how often it died."""
    moments = random.Random(seed)
    died = 0
    team.prepare(url)
    for turn in range(kills + 1):
        begun = _select(url, "SELECT state FROM import_run WHERE id = 2")
        if begun == [("finished",)]:
            break
        resume = [*PROGRAM, "import", "--resume", "2", "--database", url]
        command = resume if begun else team.command(url)
        # Short of the whole, since a run that goes on has less to do.
        seconds = PATIENCE if turn == kills else moments.uniform(0, 0.8) * length
        status = _run_until(command, seconds)
        assert status in (0, -signal.SIGKILL)
        died += status != 0
    return died


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_killed_import_goes_on_as_if_nothing_had_happened(
    seed: int, team: Team, unkilled: tuple[dict[str, Any], float], database_url: str
) -> None:
    whole, length = unkilled
    assert _kill_often(team, database_url, 3, seed, length) > 0
    assert _kept(database_url) == whole


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_so_it_does_on_postgresql(
    team: Team, unkilled: tuple[dict[str, Any], float], database_url: str
) -> None:
    whole, length = unkilled
    assert _kill_often(team, database_url, 2, 3, length) > 0
    assert _kept(database_url) == whole


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 12))
def test_it_does_however_often_it_is_killed(
    seed: int, team: Team, unkilled: tuple[dict[str, Any], float], database_url: str
) -> None:
    whole, length = unkilled
    assert _kill_often(team, database_url, 8, seed, length) > 0
    assert _kept(database_url) == whole


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_ctrl_c_ends_an_import_after_a_batch_and_it_can_go_on(
    team: Team, unkilled: tuple[dict[str, Any], float], database_url: str
) -> None:
    team.prepare(database_url)
    process = subprocess.Popen(
        team.command(database_url), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    _wait_until_at_work(process, database_url)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, err
    assert b"Traceback" not in err
    said = json.loads(out)
    assert said["state"] == "cancelled"
    assert 0 < said["rows"] < ROWS
    outcomes = ("created", "updated", "unchanged", "duplicate", "failed")
    assert sum(said[name] for name in outcomes) == said["rows"]

    resumed = contacthub("import", "--resume", 2, "--json", "--database", database_url)
    assert resumed.status == 0
    assert resumed.last["rows"] == ROWS
    assert _kept(database_url) == unkilled[0]


def _wait_until_at_work(process: "subprocess.Popen[bytes]", url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while _select(url, "SELECT state FROM import_run WHERE id = 2") != [("running",)]:
        assert process.poll() is None
        assert time.monotonic() < deadline
