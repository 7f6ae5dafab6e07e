"""Failed rows that are put right come in as if the file had said so, once, on both engines."""

import csv
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from contacthub_tui.domain.contact import Channel, Status
from contacthub_tui.domain.import_run import Counts, Existing, RowKind, RowProblem, RunState
from contacthub_tui.domain.row_fix import Correction, FixKind
from contacthub_tui.errors import RefusedError
from contacthub_tui.importer import fixing
from contacthub_tui.importer.failed_rows import write_failed
from contacthub_tui.services import fixed_rows, imports, preferences
from contacthub_tui.services.undo import undo_run
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import Store
from tests.importer.in_process import write_csv
from tests.importer.whole_runs import by_number, everyone, run, snapshot, values

HEADER = ["Mobile", "Prénom", "Autre", "Statut"]


def quietly(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


def never() -> bool:
    return False


def join(run_id: int, who: str = "paul") -> Counts:
    return fixing.import_fixed(run_id, who, quietly, never)


def added_up(counts: Counts) -> int:
    return counts.created + counts.updated + counts.unchanged + counts.duplicate + counts.failed


def test_fixed_rows_move_from_failed_and_the_counts_add_up(store: Store, tmp_path: Path) -> None:
    run(
        write_csv(
            tmp_path / "a.csv",
            [HEADER, ["0612345671", "Ana", "", ""], ["0612345672", "Zoé", "", ""]],
        )
    )
    before = [values(contact) for contact in everyone()]
    table = [
        HEADER,
        ["0612345670", "Luc", "", ""],
        ["12", "Neuf", "", ""],
        ["13", "Anna", "", ""],
        ["14", "Zoé", "", ""],
        ["15", "Encore", "", ""],
        ["16", "Deux fois", "", ""],
        ["17", "Reste", "", ""],
    ]
    ended = run(write_csv(tmp_path / "b.csv", table), mapping=(("Autre", "email"),))
    assert ended.counts == Counts(rows=7, created=1, failed=6)
    numbers = ["0612345679", "0612345671", "0612345672", "0612345670", "0612345679"]
    fixes = [
        (row.row, [number, row.cells[1], "luc@" if row.row == 3 else ""])
        for row, number in zip(imports.row_results(ended.id), numbers, strict=False)
    ]
    fixed_rows.keep_fixes(ended.id, fixes)
    assert fixed_rows.count_fixed(ended.id) == 5
    assert [row.row for row in imports.row_results(ended.id, kind=RowKind.FIXED)] == [3, 4, 5, 6, 7]
    assert imports.get_run(ended.id).counts == ended.counts
    change = join(ended.id)
    counts = imports.get_run(ended.id).counts
    assert counts == ended.counts + change
    assert counts == Counts(
        rows=7, created=2, updated=1, unchanged=1, duplicate=2, failed=1, warnings=1
    )
    assert added_up(counts) == counts.rows
    assert [row.row for row in imports.row_results(ended.id, kind=RowKind.FAILED)] == [8]
    assert by_number("+33612345671").first_name == "Anna"
    assert fixed_rows.count_fixed(ended.id) == 0
    assert join(ended.id) == Counts()

    undone = undo_run(ended.id, this_worker())
    assert (undone.removed, undone.restored) == (2, 1)
    assert [values(contact) for contact in everyone()] == before
    with pytest.raises(RefusedError) as caught:
        join(ended.id)
    assert caught.value.code == "undone"
    with pytest.raises(RefusedError):
        fixed_rows.keep_fixes(ended.id, [(8, ["0612345678"])])


def test_what_several_turns_changed_of_a_contact_is_taken_back_in_order(
    store: Store, tmp_path: Path
) -> None:
    header = ["Mobile", "WhatsApp", "Prénom"]
    run(write_csv(tmp_path / "a.csv", [header, ["0612345671", "0623456781", "Ana"]]))
    before = [values(contact) for contact in everyone()]
    table = [header, ["x", "y", "Zoé"], ["", "0623456781", "Léa"]]
    ended = run(
        write_csv(tmp_path / "b.csv", table),
        mapping=(("Mobile", "mobile"), ("WhatsApp", "whatsapp")),
    )
    assert ended.counts == Counts(rows=2, updated=1, failed=1)
    # Its mobile was in no row of the file, so far as the store can tell it was: no second change.
    fixed_rows.keep_fixes(ended.id, [(2, ["0612345671", "", "Zoé"])])
    join(ended.id)
    assert added_up(imports.get_run(ended.id).counts) == 2
    undo_run(ended.id, this_worker())
    assert [values(contact) for contact in everyone()] == before


def test_who_said_stop_stays_stopped_whatever_is_corrected(store: Store, tmp_path: Path) -> None:
    preferences.unsubscribe("+33612345671", who="marie")
    table = [
        HEADER,
        ["12", "Ana", "", "abonné"],
        ["13", "Zoé", "", "désabonné"],
        ["14", "Luc", "", "abonné"],
    ]
    ended = run(write_csv(tmp_path / "a.csv", table), mapping=(("Statut", "status"),))
    assert ended.counts == Counts(rows=3, failed=3)
    fixed_rows.keep_fixes(
        ended.id,
        [
            (2, ["0612345671", "Ana", "", "abonné"]),
            (3, ["0612345672", "Zoé", "", "abonné"]),
            (4, ["0612345673", "Luc", "", "abonné"]),
        ],
    )
    change = join(ended.id)
    assert change == Counts(created=3, failed=-3, kept_unsubscribed=1)
    stopped = dict.fromkeys(Channel, Status.UNSUBSCRIBED)
    assert preferences.preference("+33612345671") == stopped
    assert preferences.preference("+33612345672") == stopped
    assert preferences.preference("+33612345673") == {Channel.MOBILE: Status.SUBSCRIBED}
    undo_run(ended.id, this_worker())
    assert everyone() == []
    assert preferences.preference("+33612345672") == stopped


def test_rows_that_are_to_be_unsubscribed_all_are_so_and_join_the_lists(
    store: Store, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "a.csv", [HEADER, ["12", "Ana", "", ""], ["13", "Zoé", "", ""]])
    ended = run(path, mapping=(("Mobile", "mobile"),), unsubscribe_all=True, new_lists=("VIP",))
    fixed_rows.keep_fixes(ended.id, [(2, ["0612345671", "Ana"])])
    join(ended.id)
    assert preferences.preference("+33612345671") == dict.fromkeys(Channel, Status.UNSUBSCRIBED)
    assert by_number("+33612345671").lists == ("VIP",)


@pytest.mark.parametrize(
    ("correction", "right", "number"),
    [
        (Correction(FixKind.COUNTRY, "IT"), 2, "+393201234567"),
        (Correction(FixKind.FRONT, "+39"), 2, "+393201234567"),
        (Correction(FixKind.REPLACE, "320", "+39320"), 2, "+393201234567"),
        (Correction(FixKind.REMOVE, "+"), 0, ""),
        (Correction(FixKind.COLUMN, column=2), 1, "+33612345678"),
    ],
    ids=lambda given: given.kind if isinstance(given, Correction) else str(given),
)
def test_one_correction_puts_all_alike_right(
    store: Store, tmp_path: Path, correction: Correction, right: int, number: str
) -> None:
    table = [
        HEADER,
        ["3201234567", "Ana", "06 12 34 56 78", ""],
        ["3201234568", "Zoé", "", ""],
        ["unknown", "Luc", "", ""],
    ]
    path = write_csv(tmp_path / "a.csv", table)
    ended = run(path, mapping=(("Mobile", "mobile"),), existing=Existing.OVERWRITE)
    reason = imports.row_results(ended.id)[0].reason
    tried = fixing.try_alike(ended.id, reason, correction, lambda _so_far: None, never)
    assert (tried.rows, tried.right) == (2, right)
    assert fixed_rows.count_fixed(ended.id) == 0
    assert fixing.fix_alike(ended.id, reason, correction, quietly, never) == right
    assert fixed_rows.count_fixed(ended.id) == right
    if right:
        before = table[1][0]
        assert tried.examples[0] == (before, number)
        join(ended.id)
        assert number in {contact.mobile for contact in everyone()}
    assert imports.get_run(ended.id).counts == Counts(rows=3, created=right, failed=3 - right)


def test_a_row_is_checked_as_its_import_read_it(store: Store, tmp_path: Path) -> None:
    table = [HEADER, ["0123456789", "Ana", "", ""]]
    path = write_csv(tmp_path / "a.csv", table)
    ended = run(path, mapping=(("Mobile", "mobile"),), mobiles_only=True)
    check = fixing.RowCheck(ended.id)
    assert check.look_at(["0123456789"]).problem is RowProblem.LANDLINE
    assert check.look_at(["06 12"]).column == 0
    (number,) = check.look_at(["06 12 34 56 78", "Ana"]).numbers
    assert number.e164 == "+33612345678"


def test_two_operators_import_a_row_once(store: Store, tmp_path: Path) -> None:
    table = [HEADER, *([str(n), "Ana", "", ""] for n in range(1, 301))]
    ended = run(write_csv(tmp_path / "a.csv", table), mapping=(("Mobile", "mobile"),))
    fixed_rows.keep_fixes(
        ended.id, [(row, [f"06123{row:05d}", "Ana", "", ""]) for row in range(2, 302)]
    )
    begin = threading.Barrier(2)
    changes: list[Counts] = []

    def work(who: str) -> None:
        begin.wait()
        changes.append(join(ended.id, who))

    workers = [threading.Thread(target=work, args=(who,)) for who in ("paul", "jeanne")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(change.created for change in changes) == 300
    assert imports.get_run(ended.id).counts == Counts(rows=300, created=300)
    assert len(everyone()) == 300


def test_while_a_run_is_at_work_rows_wait_and_a_cancelled_one_takes_them(
    store: Store, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "a.csv", [HEADER, ["12", "Ana", "", ""]])
    ended = run(path, mapping=(("Mobile", "mobile"),))
    worker = this_worker()
    fixed_rows.keep_fixes(ended.id, [(2, ["0612345671", "Ana"])])
    for state in (RunState.RUNNING, RunState.FAILED):
        imports.end_run(ended.id, worker, state, seconds=0.0, error=None)
        with pytest.raises(RefusedError) as caught:
            join(ended.id)
        assert caught.value.code == "not-ended"
    imports.end_run(ended.id, worker, RunState.CANCELLED, seconds=0.0, error=None)
    assert join(ended.id).created == 1


def test_only_what_remains_is_written_to_the_file_of_failed_rows(
    store: Store, tmp_path: Path
) -> None:
    table = [HEADER, ["12", "Ana", "=1+1", ""], ["13", "Zoé", "", ""]]
    ended = run(write_csv(tmp_path / "a.csv", table), mapping=(("Mobile", "mobile"),))
    fixed_rows.keep_fixes(ended.id, [(3, ["0612345671", "Zoé"])])
    path = tmp_path / "failed.csv"
    assert write_failed(ended.id, path) == 2
    join(ended.id)
    assert write_failed(ended.id, path) == 1
    with path.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.reader(file))
    assert written[0] == [*HEADER, "Row", "Reason"]
    assert written[1][:3] == ["12", "Ana", "'=1+1"]
    assert written[1][4:] == ["2", "number too short"]


JOIN = """
import sys
from contacthub_tui.importer import fixing
from contacthub_tui.services import fixed_rows
from contacthub_tui.store.database import open_store
fixed_rows.PART = 20
store = open_store(sys.argv[1])
told = lambda done, total: print(done, flush=True)
fixing.import_fixed(int(sys.argv[2]), "paul", told, lambda: False)
store.close()
"""


def test_a_kill_at_any_moment_loses_and_doubles_nothing(store: Store, tmp_path: Path) -> None:
    table = [HEADER, *([str(n), "Ana", "", ""] for n in range(1, 401))]
    ended = run(write_csv(tmp_path / "a.csv", table), mapping=(("Mobile", "mobile"),))
    fixes = [(row, [f"06123{row:05d}", "Ana", "", ""]) for row in range(2, 402)]
    fixed_rows.keep_fixes(ended.id, fixes)
    for lines in (0, 1, 5, 9):
        with subprocess.Popen(
            [sys.executable, "-c", JOIN, store.url, str(ended.id)], stdout=subprocess.PIPE
        ) as child:
            assert child.stdout is not None
            for _ in range(lines):
                child.stdout.readline()
            child.send_signal(signal.SIGKILL)
        counts = imports.get_run(ended.id).counts
        assert added_up(counts) == counts.rows == 400
        assert counts.created == len(snapshot()["contact"])
        assert counts.failed == fixed_rows.count_fixed(ended.id)
    join(ended.id)
    assert imports.get_run(ended.id).counts == Counts(rows=400, created=400)
    assert len(snapshot()["preference_change"]) == 400
