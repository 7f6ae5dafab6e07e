"""What holds where several processes work on runs at once, or a confirmed batch is lost again."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contacthub_tui.domain.import_run import ImportOptions, ImportRun, RunState
from contacthub_tui.errors import StoreError
from contacthub_tui.importer.run import run_import
from contacthub_tui.services import import_batches, imports
from contacthub_tui.services.import_batches import Progress
from contacthub_tui.services.undo import undo_run
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import Store, insist, session, transaction
from contacthub_tui.store.sql import execute, rows, value
from tests.commands.large_team import write_team

#: Two batches, the second one short.
ROWS = 11_000
TABLES = ("contact", "membership", "preference", "preference_change", "import_row")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_team(tmp_path_factory.mktemp("team"), ROWS).file


def new_run(file: Path) -> int:
    return imports.create_run(file, ImportOptions(new_lists=("Équipe",)), "marie")


def sizes() -> list[int]:
    """How many records each table holds."""
    with session():
        return [value(f"SELECT count(*) FROM {table}") for table in TABLES]


def test_a_batch_that_was_committed_though_the_connection_broke_is_not_written_twice(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = import_batches.write_batch
    broke = []

    def write_and_break(*batch: Any, **named: Any) -> Progress:
        done = write(*batch, **named)
        if done.checkpoint not in broke:
            broke.append(done.checkpoint)
            raise StoreError("away")
        return done

    monkeypatch.setattr(import_batches, "write_batch", write_and_break)
    run = run_import(new_run(file))
    assert len(broke) == 2
    assert (run.state, run.counts.rows) == (RunState.FINISHED, ROWS)
    after = sizes()
    assert run.counts.created == after[0]


def test_an_import_does_not_go_on_past_a_batch_that_the_database_has_lost(
    store: Store, file: Path
) -> None:
    run_id = new_run(file)

    def lose(_progress: Progress) -> None:
        with transaction():
            execute("UPDATE import_run SET checkpoint = 0 WHERE id = ?", (run_id,))

    with pytest.raises(StoreError) as refused:
        run_import(run_id, lose)
    assert refused.value.code == "gone-back"
    assert imports.get_run(run_id).state is RunState.FAILED


def test_a_list_is_kept_while_another_import_may_add_to_it(store: Store, file: Path) -> None:
    first = run_import(new_run(file))
    second = new_run(file)
    imports.hold_run(second, "elsewhere:1:1")
    undone = undo_run(first.id, this_worker())
    assert (undone.lists, undone.removed) == (0, first.counts.created)
    with session():
        assert rows("SELECT name FROM contact_list") == [("Équipe",)]


def test_to_hold_a_run_twice_changes_nothing(store: Store, file: Path) -> None:
    run_id = new_run(file)
    assert imports.hold_run(run_id, this_worker()) == imports.hold_run(run_id, this_worker())


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    "change", [imports.cancel_run, lambda run: imports.hold_run(run, "another:1:1")]
)
def test_who_changes_a_run_waits_for_the_batch_that_is_being_written(
    change: Callable[[int], object], store: Store, file: Path
) -> None:
    run_id = new_run(file)
    waiting = threading.Thread(target=change, args=(run_id,))
    with transaction():
        execute("UPDATE import_run SET checkpoint = 10001 WHERE id = ?", (run_id,))
        waiting.start()
        deadline = time.monotonic() + 20
        while not value("SELECT count(*) FROM pg_locks WHERE NOT granted"):
            assert time.monotonic() < deadline
    waiting.join()
    with session():
        assert value("SELECT checkpoint FROM import_run WHERE id = ?", (run_id,)) == 10_001


def test_work_is_repeated_until_the_database_is_back_and_then_no_more() -> None:
    calls: list[str] = []

    def work(name: str) -> ImportRun | None:
        calls.append(name)
        if len(calls) < 3:
            raise StoreError("away" if len(calls) == 1 else "locked")
        return None

    insist(work, "hold")
    assert calls == ["hold"] * 3


def test_what_waiting_does_not_mend_is_said_at_once() -> None:
    calls: list[int] = []

    def work() -> None:
        calls.append(1)
        raise StoreError("full")

    with pytest.raises(StoreError):
        insist(work)
    assert len(calls) == 1
