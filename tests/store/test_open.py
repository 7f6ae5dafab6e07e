"""What can be in the way of a store, and that nothing is touched then."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import cysqlite
import pytest
from playhouse.cysqlite_ext import CySqliteDatabase

from contacthub_tui.errors import StoreError
from contacthub_tui.services import ledger, preferences
from contacthub_tui.store import database
from contacthub_tui.store.database import open_store, session, sqlite_path, transaction
from contacthub_tui.store.migrate import MIGRATIONS, migrate
from contacthub_tui.store.sql import execute, value
from tests.postgres_cluster import Cluster

SECOND = '''"""Another table."""


def up(migrator, db):
    db.execute_sql("CREATE TABLE parcel (id INTEGER PRIMARY KEY)")
'''
BROKEN = SECOND + '    db.execute_sql("CREATE TABLE nonsense")\n'


@pytest.fixture
def made(tmp_path: Path, sqlite_template: Path) -> Path:
    """A SQLite store with something in it, closed."""
    path = tmp_path / "hub.db"
    shutil.copyfile(sqlite_template, path)
    opened = open_store(str(path))
    preferences.unsubscribe("+33612345678", who="marie")
    opened.close()
    return path


@contextmanager
def refused(code: str, *untouched: Path) -> Iterator[None]:
    """What happens inside is refused with this code and leaves these files as they are."""
    before = [path.read_bytes() for path in untouched]
    with pytest.raises(StoreError) as caught:
        yield
    assert caught.value.code == code
    assert [path.read_bytes() for path in untouched] == before


def migrations(tmp_path: Path, second: str) -> Path:
    """A copy of the migrations with one more."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "0002_parcel.py").write_text(second)
    return folder


def test_what_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Marie,\n" * 1000)
    with refused("not-contacthub", path):
        open_store(str(path))
    assert list(tmp_path.glob("letter.txt*")) == [path]


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE contact (name TEXT)")
        other.commit()
    with refused("not-contacthub", path):
        open_store(f"sqlite:///{path}")
    assert list(tmp_path.glob("photos.db*")) == [path]


def test_another_programs_open_database_with_a_journal_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with closing(cysqlite.connect(str(path))) as other:
        other.execute("PRAGMA journal_mode = wal")
        other.execute("CREATE TABLE photo (name TEXT)")
        with refused("not-contacthub", path):
            open_store(str(path))
        assert [tuple(row) for row in other.execute("SELECT name FROM sqlite_master")] == [
            ("photo",)
        ]


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with refused("not-contacthub"):
        open_store(str(tmp_path))


def test_a_store_of_a_later_version_is_refused_and_left_alone(made: Path) -> None:
    with closing(sqlite3.connect(made)) as later:
        later.execute(
            "INSERT INTO schema_migration (name, applied)"
            " VALUES ('0099_later', '2030-01-01 00:00:00')"
        )
        later.commit()
    with refused("newer-schema", made):
        open_store(str(made))


def test_a_later_schema_on_postgresql_is_refused(cluster: Cluster, postgres_template: str) -> None:
    url = cluster.create("later", postgres_template)
    try:
        opened = open_store(url)
        with transaction():
            execute(
                "INSERT INTO schema_migration (name, applied)"
                " VALUES ('0099_later', '2030-01-01 00:00:00')"
            )
        opened.close()
        with refused("newer-schema"):
            open_store(url)
    finally:
        cluster.drop("later")


def test_another_programs_tables_on_postgresql_are_left_alone(cluster: Cluster) -> None:
    import psycopg  # noqa: PLC0415 -- an extra: without it this test is skipped

    url = cluster.create("others")
    try:
        with psycopg.connect(url) as other:
            other.execute("CREATE TABLE contact (name TEXT)")
        with refused("not-contacthub"):
            open_store(url)
        with psycopg.connect(url) as other:
            held = other.execute("SELECT relname FROM pg_stat_user_tables").fetchall()
        assert held == [("contact",)]
    finally:
        cluster.drop("others")


def test_a_missing_postgresql_database_is_away(cluster: Cluster) -> None:
    with refused("away"):
        open_store(cluster.url("never_made"))


def test_a_missing_postgresql_server_is_away(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with refused("away"):
        open_store(f"postgresql://nobody@/hub?host={tmp_path}")


def test_nothing_is_written_to_a_file_that_was_removed_or_replaced(
    made: Path, tmp_path: Path
) -> None:
    aside, other = tmp_path / "aside.db", tmp_path / "other.db"
    shutil.copyfile(made, other)
    opened = open_store(str(made))
    try:
        made.rename(aside)
        with refused("away"):
            preferences.unsubscribe("+33698765432", who="marie")
        assert not made.exists()
        other.rename(made)
        with refused("replaced", made):
            preferences.unsubscribe("+33698765432", who="marie")
        aside.rename(made)
        preferences.unsubscribe("+33698765432", who="marie")
        assert len(ledger.history(["+33698765432"])) == 2
    finally:
        opened.close()


def test_a_store_that_another_program_locks_is_refused_and_left_alone(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with closing(cysqlite.connect(str(made))) as other:
        other.execute("PRAGMA locking_mode = exclusive")
        other.execute("BEGIN EXCLUSIVE")
        with refused("locked", made):
            open_store(str(made))
        other.execute("ROLLBACK")


def test_a_write_lock_of_another_process_does_not_keep_a_reader_out(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with closing(cysqlite.connect(str(made))) as other:
        other.execute("BEGIN IMMEDIATE")
        opened = open_store(str(made))
        try:
            assert len(ledger.history(["+33612345678"])) == 2
            with refused("locked"):
                preferences.unsubscribe("+33698765432", who="marie")
            other.execute("ROLLBACK")
            preferences.unsubscribe("+33698765432", who="marie")
        finally:
            opened.close()


def test_a_damaged_store_is_refused_and_left_alone(made: Path) -> None:
    content = bytearray(made.read_bytes())
    content[100:4096] = b"\xff" * 3996
    made.write_bytes(content)
    with refused("damaged", made):
        open_store(str(made))


def test_a_store_that_was_cut_is_refused_and_left_alone(made: Path) -> None:
    made.write_bytes(made.read_bytes()[:5000])
    with refused("damaged", made):
        open_store(str(made))


def test_a_missing_store_is_not_made_unless_wanted(tmp_path: Path) -> None:
    path = tmp_path / "team" / "hub.db"
    with refused("away"):
        open_store(str(path), create=False)
    assert not path.parent.exists()
    open_store(str(path)).close()
    assert path.exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "team").write_text("a file")
    with refused("away"):
        open_store(str(tmp_path / "team" / "hub.db"))


@pytest.mark.parametrize(
    "url", ["", "sqlite://", "sqlite:///", "sqlite://host/hub.db", "mysql://host/hub", "http://x"]
)
def test_a_url_that_says_nothing_is_refused(url: str) -> None:
    with refused("bad-url"):
        open_store(url)


def test_a_postgresql_url_that_cannot_be_read_is_refused() -> None:
    pytest.importorskip("psycopg")
    with refused("bad-url"):
        open_store("postgresql://host/hub?nonsense=1")


def test_a_host_that_nobody_knows_is_away() -> None:
    pytest.importorskip("psycopg")
    with refused("away"):
        open_store("postgresql://nowhere.invalid/hub")


def test_a_url_and_a_plain_path_name_the_same_file() -> None:
    assert sqlite_path("sqlite:////srv/hub.db") == sqlite_path("/srv/hub.db") == Path("/srv/hub.db")
    assert sqlite_path("sqlite:///hub%20of%20us.db") == sqlite_path("hub of us.db")
    assert sqlite_path("~/hub.db") == Path.home() / "hub.db"


def test_a_store_opens_again_with_all_it_held(made: Path) -> None:
    opened = open_store(f"sqlite:///{made}", create=False)
    try:
        assert len(ledger.history(["+33612345678"])) == 2
        assert (opened.engine, opened.place) == ("sqlite", "hub.db")
    finally:
        opened.close()


def test_a_store_is_copied_aside_before_its_schema_changes(made: Path, tmp_path: Path) -> None:
    folder = migrations(tmp_path, SECOND)
    opened = open_store(str(made))
    try:
        with session():
            assert migrate(opened.database, folder) == ["0002_parcel"]
            assert value("SELECT count(*) FROM parcel") == 0
            assert migrate(opened.database, folder) == []
    finally:
        opened.close()
    (copy,) = tmp_path.glob("hub.db.before-*")
    assert copy.name == "hub.db.before-0002_parcel"
    kept = open_store(str(copy), create=False)
    try:
        assert len(ledger.history(["+33612345678"])) == 2
        assert "parcel" not in kept.database.get_tables()
    finally:
        kept.close()


def test_a_migration_that_fails_leaves_the_store_as_it_was(made: Path, tmp_path: Path) -> None:
    folder = migrations(tmp_path, BROKEN)
    opened = open_store(str(made))
    try:
        with pytest.raises(Exception, match=r"nonsense|syntax|incomplete"), session():
            migrate(opened.database, folder)
        assert "parcel" not in opened.database.get_tables()
        assert len(ledger.history(["+33612345678"])) == 2
    finally:
        opened.close()
    assert (tmp_path / "hub.db.before-0002_parcel").exists()


def test_a_damaged_store_is_not_migrated(made: Path, tmp_path: Path) -> None:
    folder = migrations(tmp_path, SECOND)
    with closing(sqlite3.connect(made)) as other:
        (page,) = other.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'preference_change'"
        ).fetchone()
    content = bytearray(made.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\x55" * 4096
    made.write_bytes(content)
    damaged = CySqliteDatabase(str(made))
    damaged.connect()
    try:
        with refused("damaged", made):
            migrate(damaged, folder)
    finally:
        damaged.close()
    assert not list(tmp_path.glob("hub.db.before-*"))
