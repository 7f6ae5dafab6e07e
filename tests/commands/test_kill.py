"""An import that is killed goes on where it stopped, as if nothing had happened."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.commands.large_team import (
    PATIENCE,
    Team,
    assert_intact,
    assert_sound,
    kept,
    rows_in,
    select,
    state,
    write_team,
)
from tests.commands.program import PROGRAM, contacthub
from tests.commands.watched import (
    Measure,
    Watched,
    bytes_read,
    bytes_written,
    children,
    seconds_worked,
)
from tests.postgres_cluster import Cluster

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what a process does")

#: Whom a kill meets: who writes, who reads the file, or all.
VICTIMS = ("parent", "parent", "child", "group")


@dataclass(frozen=True)
class Stores:
    """Stores on one engine that hold those who are there before, as many as wanted."""

    team: Team
    make: Callable[[], str]
    done: Callable[[str], None]

    @contextmanager
    def one(self) -> Iterator[str]:
        """The URL of one, gone at the end."""
        url = self.make()
        yield url
        self.done(url)


@dataclass(frozen=True)
class Whole:
    """A run that nobody killed: what it left, and how far it came by each measure."""

    left: dict[str, Any]
    lengths: dict[str, float]


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Team:
    return write_team(tmp_path_factory.mktemp("team"))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def stores(
    request: pytest.FixtureRequest, team: Team, tmp_path_factory: pytest.TempPathFactory
) -> Stores:
    numbers = count(1)
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("stores")
        first = folder / "first.db"
        team.prepare(f"sqlite:///{first}")

        def copy() -> str:
            return f"sqlite:///{shutil.copyfile(first, folder / f'{next(numbers)}.db')}"

        def remove(url: str) -> None:
            for file in folder.glob(Path(url).name + "*"):
                file.unlink()

        return Stores(team, copy, remove)
    cluster: Cluster = request.getfixturevalue("cluster")
    team.prepare(cluster.create("kill"))
    names = (f"kill_{number}" for number in numbers)
    return Stores(
        team,
        lambda: cluster.create(next(names), "kill"),
        lambda url: cluster.drop(url.rpartition("/")[2].partition("?")[0]),
    )


@pytest.fixture(scope="module")
def whole(stores: Stores) -> Whole:
    with stores.one() as url:
        run = Watched(stores.team.command(url))
        with _measures(url) as measures:
            lengths = run.most(measures)
        status, out, err = run.end(PATIENCE)
        assert status == 0, err
        said = json.loads(out)
        assert said["rows"] == stores.team.rows
        outcomes = ("created", "updated", "duplicate", "failed", "warnings")
        assert min(said[name] for name in outcomes) > 0
        return Whole(kept(url), lengths)


@contextmanager
def _measures(url: str) -> Iterator[dict[str, Measure]]:
    """Every way to say how far a run on this store has come."""
    measures: dict[str, Measure] = {"work": seconds_worked, "read": bytes_read}
    if url.startswith("sqlite"):
        yield {**measures, "written": bytes_written}
        return
    import psycopg  # noqa: PLC0415 -- an extra: without it these tests are skipped

    with psycopg.connect(url, autocommit=True) as connection:
        asked = 0
        last: list[tuple[Any, ...]] = []

        def statements(pid: int) -> float:
            nonlocal asked, last
            now = connection.execute(
                "SELECT query, state FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            ).fetchall()
            asked += now != last
            last = now
            return asked

        yield {**measures, "statements": statements}


@dataclass
class Deaths:
    """Kills that met their victim, by victim and measure."""

    by_kind: dict[tuple[str, str], int]

    @property
    def total(self) -> int:
        return sum(self.by_kind.values())


def _import_with_kills(stores: Stores, whole: Whole, kills: int, seed: int) -> Deaths:
    """Import, killed and resumed up to so many times, then to the end; checks what is left."""
    chance = random.Random(seed)
    deaths = Deaths({})
    with stores.one() as url:
        for _ in range(kills):
            begun = state(url)
            if begun == "finished":
                break
            run = Watched(stores.team.command(url, 2 if begun else None))
            # A run that goes on has less to do.
            left = 1 - rows_in(url) / stores.team.rows if begun else 1.0
            with _measures(url) as measures:
                kind = chance.choice(sorted(measures))
                moment = chance.uniform(0, 0.3 + 0.65 * left) * whole.lengths[kind]
                met = run.wait_until(measures[kind], moment)
            victim = run.kill(chance.choice(VICTIMS)) if met else ""
            status, out, err = run.end(PATIENCE)
            _check_end(victim, status, out, err)
            if status != 0:
                deaths.by_kind[victim, kind] = deaths.by_kind.get((victim, kind), 0) + 1
        if state(url) != "finished":
            run = Watched(stores.team.command(url, 2 if state(url) else None))
            status, out, err = run.end(PATIENCE)
            assert (status, err) == (0, "")
        assert kept(url) == whole.left
        assert_intact(url)
    return deaths


def _check_end(victim: str, status: int, out: str, err: str) -> None:
    """A killed program ends by the kill; one whose reader was killed says so."""
    assert "Traceback" not in out + err
    if status in (0, -signal.SIGKILL) and (status == 0 or victim in ("parent", "group")):
        return
    assert victim == "child"
    assert status == 1, (out, err)
    assert json.loads(out)["error"] == "too-big"


def test_a_killed_import_goes_on_as_if_nothing_had_happened(stores: Stores, whole: Whole) -> None:
    assert _import_with_kills(stores, whole, 4, seed=1).total > 0


@pytest.mark.slow
def test_it_does_so_killed_at_a_hundred_moments(stores: Stores, whole: Whole) -> None:
    total = 0
    seeds = count(2)
    with ThreadPoolExecutor(2) as pool:
        while total < 100:
            rounds = pool.map(
                lambda seed: _import_with_kills(stores, whole, 20, seed),
                [next(seeds), next(seeds)],
            )
            for deaths in rounds:
                total += deaths.total
                print(deaths)


@pytest.mark.slow
def test_a_killed_undo_goes_on_as_if_nothing_had_happened(stores: Stores, whole: Whole) -> None:
    with stores.one() as url:
        before = kept(url)
        assert contacthub(*stores.team.command(url)[3:]).status == 0
        command = [*stores.team.command(url)[:3], "import", "--undo", "2", "--database", url]
        for share in (0.1, 0.3, 0.5):
            run = Watched(command)
            if run.wait_until(bytes_read, share * whole.lengths["read"]):
                run.kill("parent")
            run.end(PATIENCE)
        if state(url) != "undone":
            status, _, err = Watched(command).end(PATIENCE)
            assert (status, err) == (0, "")
        after = kept(url)
        for name in ("contacts", "members", "lists"):
            assert after[name] == before[name], name
        assert_sound(url)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_list_of_imports_says_how_to_go_on(team: Team, database_url: str) -> None:
    def listed() -> tuple[str, str]:
        """The state of the newest run, and the command that goes on with it."""
        line = contacthub("import", "--runs", "--database", database_url).out.splitlines()[0]
        said = contacthub("import", "--runs", "--json", "--database", database_url).out
        cells = line.split("\t")
        assert json.loads(said.splitlines()[0])["next"] in (cells[-1] if len(cells) > 6 else "")
        return cells[1], cells[6] if len(cells) > 6 else ""

    def killed(command: list[str], victim: str) -> None:
        run = Watched(command)
        assert run.wait_until(_at_work(database_url, command), 1)
        run.kill(victim)
        run.end(PATIENCE)

    team.prepare(database_url)
    killed(team.command(database_url), "parent")
    assert listed() == ("Interrupted", "contacthub import --resume 2")
    killed(team.command(database_url, 2), "child")
    assert listed() == ("Failed", "contacthub import --resume 2")
    assert contacthub("import", "--resume", 2, "--database", database_url).status == 0
    assert listed() == ("Finished", "")

    undo = ("import", "--undo", 2, "--database", database_url)
    killed([*PROGRAM, *map(str, undo)], "group")
    assert listed() == ("Interrupted", "contacthub import --undo 2")
    refused = contacthub("import", "--resume", 2, "--database", database_url)
    assert refused.status == 1
    assert "undo it again" in refused.err
    assert contacthub(*undo).status == 0
    assert listed() == ("Undone", "")


def _at_work(url: str, command: list[str]) -> Measure:
    """1 once a run is noted as the work of this process, and its reader is there if it has one."""

    def at_work(pid: int) -> float:
        if "--undo" not in command and not children(pid):
            return 0
        found = select(url, "SELECT worker FROM import_run WHERE id = 2")
        return float(bool(found) and f":{pid}:" in found[0][0])

    return at_work


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_ctrl_c_ends_an_import_after_a_batch_and_it_can_go_on(
    team: Team, database_url: str
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
    assert 0 < said["rows"] < team.rows
    outcomes = ("created", "updated", "unchanged", "duplicate", "failed")
    assert sum(said[name] for name in outcomes) == said["rows"]

    resumed = contacthub("import", "--resume", 2, "--json", "--database", database_url)
    assert resumed.status == 0
    assert resumed.last["rows"] == team.rows


def _wait_until_at_work(process: "subprocess.Popen[bytes]", url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while select(url, "SELECT state FROM import_run WHERE id = 2") != [("running",)]:
        assert process.poll() is None
        assert time.monotonic() < deadline
