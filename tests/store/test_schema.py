"""What the database itself holds to, on both engines."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator

import peewee
import pytest

from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.services import preferences
from contacthub_tui.services.health import check_store, schema_differences
from contacthub_tui.store.database import Store, open_store, session, transaction
from contacthub_tui.store.migrate import MIGRATIONS
from contacthub_tui.store.sql import execute, rows, value
from tests.consent import resubscribe

NUMBER = "+33612345678"
MOBILE = Address(Channel.MOBILE, NUMBER)

OPEN_WHEN_TOLD = """
import sys
from contacthub_tui.store.database import open_store
print("ready", flush=True)
sys.stdin.readline()
open_store(sys.argv[1]).close()
"""


@pytest.fixture
def stopped(store: Store) -> Iterator[Store]:
    """A store in which one number is unsubscribed."""
    preferences.unsubscribe(NUMBER, who="marie", reason="asked by phone")
    yield store


def _ledger() -> list[tuple[object, ...]]:
    with session():
        return rows("SELECT * FROM preference_change ORDER BY id")


def _stored() -> list[tuple[object, ...]]:
    with session():
        return rows("SELECT * FROM preference ORDER BY channel, number")


def test_models_equal_migrations(store: Store) -> None:
    with session() as database:
        assert schema_differences(database) == ""


def test_a_new_store_is_sound(store: Store) -> None:
    assert [finding.code for finding in check_store() if not finding.sound] == []


@pytest.mark.parametrize(
    ("guard", "table"),
    [
        ("ledger_is_final", "preference_change"),
        ("preference_is_kept", "preference"),
        ("preference_stays_unsubscribed", "preference"),
    ],
)
def test_a_guard_that_is_gone_is_found(store: Store, guard: str, table: str) -> None:
    with transaction():
        execute(f"DROP TRIGGER {guard}" + (f" ON {table}" if store.engine == "postgresql" else ""))
    (unsound,) = (finding for finding in check_store() if not finding.sound)
    assert (unsound.code, unsound.detail) == ("guards", guard)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE preference_change SET reason = 'another'",
        "UPDATE preference_change SET after = 'subscribed' WHERE channel = 'mobile'",
        "DELETE FROM preference_change",
        "DELETE FROM preference_change WHERE channel = 'mobile'",
    ],
)
def test_the_ledger_refuses_to_be_changed(stopped: Store, statement: str) -> None:
    before = _ledger()
    with pytest.raises(peewee.PeeweeException, match="append-only"), transaction():
        execute(statement)
    assert _ledger() == before
    assert len(before) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM preference",
        "DELETE FROM preference WHERE channel = 'whatsapp'",
    ],
)
def test_a_preference_cannot_be_deleted(stopped: Store, statement: str) -> None:
    before = _stored()
    with pytest.raises(peewee.PeeweeException, match="kept for good"), transaction():
        execute(statement)
    assert _stored() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE preference SET status = 'subscribed'",
        "UPDATE preference SET status = 'subscribed' WHERE channel = 'mobile'",
        "UPDATE preference SET status = 'subscribed', change_id = 1 WHERE channel = 'mobile'",
        "UPDATE preference SET number = '+33698765432' WHERE channel = 'mobile'",
    ],
)
def test_unsubscribed_cannot_be_turned_round_or_moved_away(stopped: Store, statement: str) -> None:
    before = _stored()
    with pytest.raises(peewee.PeeweeException, match="only an operator"), transaction():
        execute(statement)
    assert _stored() == before


@pytest.mark.parametrize(
    ("source", "reason", "was"),
    [
        ("import", "signed form", "unsubscribed"),
        ("incoming", "START", "unsubscribed"),
        ("operator", "", "unsubscribed"),
        ("operator", "  ", "unsubscribed"),
        ("operator", "signed form", None),
    ],
)
def test_only_a_ledger_line_of_an_operator_with_a_reason_opens_the_way_back(
    stopped: Store, source: str, reason: str, was: str | None
) -> None:
    before = _stored()
    with pytest.raises(peewee.PeeweeException, match="only an operator"), transaction():
        execute(
            "INSERT INTO preference_change"
            " (channel, number, before, after, at, who, source, reason)"
            " VALUES ('mobile', ?, ?, 'subscribed', '2026-01-01T00:00:00Z', 'x', ?, ?)",
            (NUMBER, was, source, reason),
        )
        newest = value("SELECT max(id) FROM preference_change")
        execute(
            "UPDATE preference SET status = 'subscribed', change_id = ? WHERE channel = 'mobile'",
            (newest,),
        )
    assert _stored() == before
    assert len(_ledger()) == 2


def test_an_old_resubscription_does_not_serve_a_second_time(stopped: Store) -> None:
    resubscribe(MOBILE)
    with session():
        old = value("SELECT max(id) FROM preference_change")
    preferences.unsubscribe(NUMBER, who="marie")
    with pytest.raises(peewee.PeeweeException, match="only an operator"), transaction():
        execute(
            "UPDATE preference SET status = 'subscribed', change_id = ? WHERE channel = 'mobile'",
            (old,),
        )
    assert preferences.preference(NUMBER)[Channel.MOBILE] is Status.UNSUBSCRIBED


def test_a_preference_goes_back_to_no_older_line_of_the_ledger(stopped: Store) -> None:
    resubscribe(MOBILE)
    preferences.unsubscribe(NUMBER, who="marie")
    before = _stored()
    with pytest.raises(peewee.PeeweeException, match="only an operator"), transaction():
        execute("UPDATE preference SET change_id = 1 WHERE channel = 'mobile'")
    assert _stored() == before


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("ours", [True, False])
def test_sqlite_refuses_to_replace_what_is_kept(stopped: Store, ours: bool) -> None:
    """Also to a program that does not ask for triggers when it replaces."""
    before = _stored(), _ledger()
    with session() as database:
        database.execute_sql(f"PRAGMA recursive_triggers = {int(ours)}")
    with pytest.raises(peewee.PeeweeException, match=r"only an operator|kept"), transaction():
        execute("REPLACE INTO preference VALUES ('mobile', ?, 'subscribed', 1)", (NUMBER,))
    assert (_stored(), _ledger()) == before


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_sqlite_refuses_to_replace_a_line_of_the_ledger(stopped: Store) -> None:
    before = _ledger()
    with pytest.raises(peewee.PeeweeException, match="append-only"), transaction():
        execute(
            "REPLACE INTO preference_change"
            " (id, channel, number, before, after, at, who, source, reason)"
            " VALUES (1, 'mobile', ?, 'unsubscribed', 'subscribed', '', 'x', 'operator', 'y')",
            (NUMBER,),
        )
    assert _ledger() == before


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_postgresql_refuses_to_empty_ledger_and_preferences(stopped: Store) -> None:
    for table in ("preference_change", "preference"):
        with pytest.raises(peewee.PeeweeException), transaction():
            execute(f"TRUNCATE {table} CASCADE")
    assert len(_ledger()) == len(_stored()) == 2


def test_a_preference_needs_a_line_of_the_ledger(stopped: Store) -> None:
    before = _stored()
    # PostgreSQL also asks what the line says.
    for line in (3, 1) if stopped.engine == "postgresql" else (3,):
        with pytest.raises(peewee.PeeweeException, match=r"ledger|FOREIGN KEY"), transaction():
            execute(
                "INSERT INTO preference (channel, number, status, change_id)"
                " VALUES ('mobile', '+33600000001', 'subscribed', ?)",
                (line,),
            )
    with pytest.raises(peewee.PeeweeException, match=r"ledger|FOREIGN KEY"), transaction():
        execute("UPDATE preference SET change_id = 3")
    assert _stored() == before


def test_a_contact_without_any_address_is_refused(store: Store) -> None:
    with pytest.raises(peewee.IntegrityError), transaction():
        execute(
            "INSERT INTO contact"
            " (search, sort_name, created_at, created_by, updated_at, updated_by)"
            " VALUES ('', '', '', '', '', '')"
        )


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        preferences.unsubscribe(NUMBER, who="marie")
        raise ZeroDivisionError
    assert _stored() == _ledger() == []


async def test_the_store_is_refused_on_the_event_loop(store: Store) -> None:
    with pytest.raises(RuntimeError, match="event loop"), session():
        pass
    with pytest.raises(RuntimeError, match="event loop"), transaction():
        pass
    assert await asyncio.to_thread(preferences.preference, NUMBER) == {}


def test_processes_that_open_a_new_store_at_once_all_succeed(database_url: str) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN_WHEN_TOLD, database_url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], said
    opened = open_store(database_url)
    try:
        with session():
            names = [row[0] for row in rows("SELECT name FROM schema_migration")]
            assert len(names) == len(set(names)) == len(list(MIGRATIONS.glob("0*.py")))
        assert all(finding.sound for finding in check_store())
    finally:
        opened.close()
