"""What every test stands on: a home of its own, and a store on both engines.

`database_url` gives a database that does not exist yet (SQLite) or is empty (PostgreSQL), `store`
an open store with its tables. Both run a test once per engine. Where PostgreSQL is missing its
tests are skipped; `CONTACTHUB_REQUIRE_POSTGRES=1` makes them fail instead. The same with Kannel.
"""

import os
import shutil
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from contacthub_tui import i18n
from contacthub_tui.store.database import Store, open_store
from tests.postgres_cluster import Cluster, NoPostgresError, start_cluster

ENGINES = ("sqlite", "postgresql")
POSTGRES_REQUIRED = os.environ.get("CONTACTHUB_REQUIRE_POSTGRES") == "1"
KANNEL_REQUIRED = os.environ.get("CONTACTHUB_REQUIRE_KANNEL") == "1"

_numbers = count(1)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for settings, stores and logs; English; UTC; nothing of the user's."""
    for name in list(os.environ):
        if name.startswith(("CONTACTHUB_", "LC_")) or name in ("LANGUAGE", "LANG"):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("CONTACTHUB_HOME", str(folder))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    i18n.set_language("en")
    yield folder
    i18n.set_language("en")


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The engine that this round of the test runs on."""
    return str(request.param)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The PostgreSQL server of this run, started when the first test needs it."""
    try:
        running = start_cluster()
    except NoPostgresError as error:
        if POSTGRES_REQUIRED:
            pytest.fail(f"PostgreSQL is required here: {error}")
        pytest.skip(f"PostgreSQL: {error}")
    yield running
    running.stop()


@pytest.fixture
def database_url(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a database with nothing in it, gone after the test."""
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path / 'hub.db'}"
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    name = f"test_{next(_numbers)}"
    yield cluster.create(name)
    cluster.drop(name)


@pytest.fixture
def store(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    """An open store with its tables and nothing in them, gone after the test."""
    if engine == "sqlite":
        path = tmp_path / "hub.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        opened = open_store(f"sqlite:///{path}")
        yield opened
        opened.close()
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    name = f"test_{next(_numbers)}"
    opened = open_store(cluster.create(name, request.getfixturevalue("postgres_template")))
    yield opened
    opened.close()
    cluster.drop(name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store, to be copied: quicker than to migrate one for every test."""
    path = tmp_path_factory.mktemp("template") / "hub.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(cluster: Cluster) -> str:
    """The name of an empty store, to be copied."""
    _migrate(cluster.create("migrated"))
    return "migrated"


def _migrate(url: str) -> None:
    open_store(url, create=True).close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Where PostgreSQL or Kannel is required, a skipped test of it has failed."""
    report = yield
    skipped = report.skipped and not hasattr(report, "wasxfail")
    wanted = (POSTGRES_REQUIRED, "postgresql"), (KANNEL_REQUIRED, "kannel")
    for required, name in wanted:
        if required and skipped and name in item.nodeid:
            report.outcome = "failed"
            report.longrepr = f"skipped where {name} is required: {report.longrepr}"
    return report
