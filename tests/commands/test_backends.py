"""An import on PostgreSQL goes on when the server ends its connections, or is started again."""

import random
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from tests.commands.large_team import PATIENCE, Team, assert_sound, kept, select, write_team
from tests.commands.watched import Watched, seconds_worked
from tests.postgres_cluster import Cluster, start_cluster

#: All that belongs to the program and not to the test.
_BACKENDS = (
    "SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = '{name}' AND backend_type = 'client backend'"
)

#: Each takes several whole imports.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def own_cluster(cluster: Cluster) -> Iterator[Cluster]:
    """A server that may be stopped, where there can be one at all."""
    # What it has confirmed must survive its restart.
    running = start_cluster("synchronous_commit=on")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Team:
    return write_team(tmp_path_factory.mktemp("team"))


@dataclass
class Databases:
    """Databases that hold those who are there before, and what an undisturbed import leaves."""

    cluster: Cluster
    team: Team
    left: dict[str, Any] = field(default_factory=dict)
    length: float = 0.0
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def one(self) -> tuple[str, str]:
        """The name and the URL of a new one."""
        name = f"ended_{next(self._numbers)}"
        return name, self.cluster.create(name, "ended")


@pytest.fixture(scope="module")
def databases(own_cluster: Cluster, team: Team) -> Databases:
    team.prepare(own_cluster.create("ended"))
    made = Databases(own_cluster, team)
    _, url = made.one()
    run = Watched(team.command(url))
    made.length = run.most({"work": seconds_worked})["work"]
    status, _, err = run.end(PATIENCE)
    assert (status, err) == (0, "")
    made.left = kept(url)
    return made


def _disturbed(databases: Databases, disturb: Callable[[str, Watched], None]) -> int:
    """Import while something goes wrong with the server; gives how often the program gave up."""
    name, url = databases.one()
    run = Watched(databases.team.command(url))
    disturb(name, run)
    given_up = 0
    while True:
        status, out, err = run.end(PATIENCE)
        assert "Traceback" not in out + err, (out, err)
        if status == 0:
            break
        # Before the run was noted, or the database was away for longer than a run waits.
        assert '"error": "away"' in out, (out, err)
        given_up += 1
        assert given_up < 3
        run = Watched(databases.team.command(url, _noted(url)))
    assert kept(url) == databases.left
    assert_sound(url)
    databases.cluster.drop(name)
    return given_up


def _noted(url: str) -> int | None:
    """The number of the run of the large file, None where the server was gone before it had one."""
    ((last,),) = select(url, "SELECT max(id) FROM import_run")
    return int(last) if last > 1 else None


def _end_backends(databases: Databases, times: int, seed: int) -> tuple[int, int]:
    """Import while its connections are ended so many times; gives how often they were, and
    how often the program gave up."""
    chance = random.Random(seed)
    ended = 0

    def disturb(name: str, run: Watched) -> None:
        nonlocal ended
        moments = sorted(chance.uniform(0.2, 0.9) * databases.length for _ in range(times))
        for moment in moments:
            if not run.wait_until(seconds_worked, moment):
                return
            ended += len(select(databases.cluster.url("postgres"), _BACKENDS.format(name=name)))

    given_up = _disturbed(databases, disturb)
    return ended, given_up


def test_an_import_goes_on_when_its_connections_are_ended(databases: Databases) -> None:
    ended, given_up = _end_backends(databases, 5, seed=1)
    assert ended > 0
    assert given_up == 0


def test_it_does_so_a_hundred_times(databases: Databases) -> None:
    total = 0
    seeds = count(2)
    with ThreadPoolExecutor(2) as pool:
        while total < 100:
            rounds = pool.map(
                lambda seed: _end_backends(databases, 15, seed), [next(seeds), next(seeds)]
            )
            total += sum(ended for ended, _ in rounds)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["fast", "immediate"])
def test_an_import_goes_on_when_the_server_is_started_again(
    how: signal.Signals, databases: Databases
) -> None:
    def disturb(_name: str, run: Watched) -> None:
        assert run.wait_until(seconds_worked, 0.6 * databases.length)
        databases.cluster.restart(how)

    assert _disturbed(databases, disturb) == 0
