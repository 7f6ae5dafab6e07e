"""A full disk loses nothing: what was saved stays, and with room the work goes on."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.commands.large_team import (
    PATIENCE,
    Team,
    assert_intact,
    kept,
    state,
    write_team,
)
from tests.commands.program import Answer, contacthub
from tests.commands.small_disk import SmallDisk, small_disk
from tests.commands.watched import Watched
from tests.postgres_cluster import Cluster

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it takes Linux to mount memory")

#: More than the 200 MB below which `doctor` asks for room.
ROOMY = 400_000


@dataclass(frozen=True)
class Import:
    """An import that there was room for: what it left, and the kilobytes that it took."""

    team: Team
    before: Path
    left: dict[str, Any]
    kilobytes: int


@pytest.fixture(scope="module")
def roomy_import(tmp_path_factory: pytest.TempPathFactory) -> Import:
    folder = tmp_path_factory.mktemp("full")
    # Two batches, the second one short.
    team = write_team(folder, 12_000)
    before = folder / "before.db"
    team.prepare(f"sqlite:///{before}")
    with small_disk(folder / "disk", ROOMY) as disk:
        url = _on(disk, before)
        start = disk.used()
        run = Watched([*disk.prefix, *team.command(url)])
        most = run.most({"used": lambda _pid: disk.used()})["used"]
        status, _, err = run.end(PATIENCE)
        assert (status, err) == (0, "")
        return Import(team, before, kept(_copy(disk, folder)), int(most) - start)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", ROOMY) as mounted:
        yield mounted


def _on(disk: SmallDisk, store: Path) -> str:
    """Put a copy of a store on a disk; its URL as the program sees it."""
    shutil.copyfile(store, disk.seen / "hub.db")
    return f"sqlite:///{disk.path}/hub.db"


def _copy(disk: SmallDisk, folder: Path) -> str:
    """A copy of the store that is on a disk, as a crash would leave it; its URL."""
    for ending in ("", "-wal"):
        (folder / f"copy.db{ending}").unlink(missing_ok=True)
        (folder / "copy.db-shm").unlink(missing_ok=True)
        if (disk.seen / f"hub.db{ending}").exists():
            shutil.copyfile(disk.seen / f"hub.db{ending}", folder / f"copy.db{ending}")
    return f"sqlite:///{folder / 'copy.db'}"


def _says_full(answer: Answer) -> bool:
    assert "disk is full" in answer.err or "disk is full" in answer.out, answer
    return True


def _import_on_full_disk(disk: SmallDisk, roomy: Import, folder: Path, share: float) -> bool:
    """Import with a share of the room it takes, then make room; gives whether it was too little."""
    disk.resize(ROOMY)
    disk.clear()
    url = _on(disk, roomy.before)
    disk.resize(disk.used() + int(share * roomy.kilobytes))
    command = roomy.team.command(url)[3:]
    answer = disk.contacthub(*command)
    failed = answer.status != 0
    if failed:
        assert answer.status == 1
        _says_full(answer)
    copy = _copy(disk, folder)
    assert_intact(copy)
    begun = state(copy)
    disk.resize(ROOMY)
    if begun != "finished":
        again = roomy.team.command(url, 2 if begun else None)[3:]
        assert disk.contacthub(*again).status == 0
    assert disk.contacthub("doctor", "--database", url).status == 0
    assert kept(_copy(disk, folder)) == roomy.left
    return failed


@pytest.mark.slow
def test_an_import_goes_on_when_there_is_room_again(
    disk: SmallDisk, roomy_import: Import, tmp_path: Path
) -> None:
    # No room at all; in the middle of a batch; at the last writes.
    for share in (0.0, 0.4, 0.9):
        assert _import_on_full_disk(disk, roomy_import, tmp_path, share)


@pytest.mark.slow
def test_it_does_so_wherever_the_disk_fills_up(
    disk: SmallDisk, roomy_import: Import, tmp_path: Path
) -> None:
    points = 30
    shares = [point / points for point in range(points)]
    failed = [_import_on_full_disk(disk, roomy_import, tmp_path, share) for share in shares]
    assert sum(failed) >= points - 3, failed


@pytest.mark.slow
def test_a_store_is_made_when_there_is_room_again(disk: SmallDisk) -> None:
    failed = 0
    for kilobytes in (4, 8, 12, 20, 32, 40, 48, 64, 100, 130, 160):
        disk.resize(ROOMY)
        disk.clear()
        disk.resize(kilobytes)
        url = f"sqlite:///{disk.path}/hub.db"
        answer = disk.contacthub("contacts", "x", "--database", url)
        if answer.status:
            failed += 1
            assert (answer.status, answer.out) == (1, "")
            _says_full(answer)
        disk.resize(ROOMY)
        assert disk.contacthub("contacts", "x", "--database", url).status == 0
        assert disk.contacthub("doctor", "--database", url).status == 0
    assert failed >= 9


def test_a_store_on_a_full_disk_can_still_be_read_or_says_why(
    disk: SmallDisk, roomy_import: Import
) -> None:
    url = _on(disk, roomy_import.before)
    disk.resize(disk.used() + 8)
    disk.fill()
    for command in (["contacts", "Ancien"], ["import", "--runs"], ["doctor"]):
        answer = disk.contacthub(*command, "--database", url)
        assert answer.status == 0 or _says_full(answer)
    answer = disk.contacthub("preference", "+33612000000", "--unsubscribe", "--database", url)
    assert answer.status == 0 or _says_full(answer)


@pytest.mark.parametrize("what", ["log", "temporary"])
def test_an_import_needs_no_room_for_its_log_or_for_temporary_files(
    what: str, disk: SmallDisk, roomy_import: Import, tmp_path: Path
) -> None:
    disk.resize(64)
    disk.fill()
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    shutil.copyfile(roomy_import.before, folder / "hub.db")
    url = f"sqlite:///{folder}/hub.db"
    name = {"log": "CONTACTHUB_HOME", "temporary": "TMPDIR"}[what]
    answer = disk.contacthub(*roomy_import.team.command(url)[3:], **{name: str(disk.path)})
    assert (answer.status, answer.err) == (0, "")
    assert kept(url) == roomy_import.left


@pytest.mark.parametrize("ending", [".csv", pytest.param(".xlsx", marks=pytest.mark.slow)])
def test_an_export_is_whole_or_not_there(
    ending: str, disk: SmallDisk, roomy_import: Import, tmp_path: Path
) -> None:
    store = tmp_path / "hub.db"
    shutil.copyfile(roomy_import.before, store)
    url = f"sqlite:///{store}"
    assert contacthub(*roomy_import.team.command(url)[3:]).status == 0
    for kilobytes in (4, 64, 300):
        disk.resize(ROOMY)
        disk.clear()
        (disk.seen / f"team{ending}").write_text("as it was")
        disk.resize(disk.used() + kilobytes)
        output = disk.path / f"team{ending}"
        answer = disk.contacthub("export", "--output", output, "--database", url)
        assert answer.status == 1
        assert answer.err.startswith(f"{output} cannot be written (No space left on device).")
        (left,) = disk.seen.iterdir()
        assert left.read_text() == "as it was"
    disk.resize(ROOMY)
    assert disk.contacthub("export", "--output", output, "--database", url).status == 0
    assert left.stat().st_size > 100_000
    assert list(disk.seen.iterdir()) == [left]


def test_the_rows_that_failed_are_all_there_or_none(
    disk: SmallDisk, roomy_import: Import, tmp_path: Path
) -> None:
    shutil.copyfile(roomy_import.before, tmp_path / "hub.db")
    url = f"sqlite:///{tmp_path}/hub.db"
    disk.resize(4)
    output = disk.path / "failed.csv"
    command = roomy_import.team.command(url)[3:]
    answer = disk.contacthub(*command, "--failed", output)
    assert answer.status == 1
    assert "cannot be written" in answer.out
    assert list(disk.seen.iterdir()) == []
    # The import itself is done.
    assert kept(url) == roomy_import.left


@pytest.mark.slow
def test_an_import_goes_on_when_its_server_has_room_again(
    cluster: Cluster, roomy_import: Import
) -> None:
    team = roomy_import.team
    team.prepare(cluster.create("before"))
    with small_disk(cluster.folder / "small", ROOMY) as disk:
        if disk.prefix:
            pytest.skip("a server of its own user sees no file system of a namespace")
        shutil.chown(disk.path, user=cluster.folder.owner(), group=cluster.folder.group())
        cluster.run(f"CREATE TABLESPACE small LOCATION '{disk.path}'")
        cluster.run("CREATE DATABASE full_disk TEMPLATE before TABLESPACE small")
        url = cluster.url("full_disk")
        answers = []
        # Hardly room for a connection; in the first batch; in the second one, if any.
        for more in (400, 4_000, 2_000):
            cluster.run("CHECKPOINT")
            disk.resize(disk.used() + more)
            begun = state(url)
            answers.append(disk.contacthub(*team.command(url, 2 if begun else None)[3:]))
        assert answers[0].status == 1
        for answer in answers:
            assert answer.status == 0 or _says_full(answer)
        disk.resize(ROOMY)
        if state(url) != "finished":
            again = team.command(url, 2 if state(url) else None)[3:]
            assert disk.contacthub(*again).status == 0
        assert kept(url) == roomy_import.left
        cluster.drop("full_disk")
        cluster.run("DROP TABLESPACE small")
    cluster.drop("before")
