"""What a check says of every row: the same as the counts, and the same as the import does."""

import random
import stat
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from contacthub_tui import paths
from contacthub_tui.domain.import_check import OUTCOMES, CheckedRow, CheckSummary
from contacthub_tui.domain.import_run import DateOrder, Existing, ImportOptions, RunState
from contacthub_tui.errors import FileError
from contacthub_tui.importer import check_report
from contacthub_tui.importer.process import Check
from contacthub_tui.importer.run import check_file
from contacthub_tui.services import imports, lists, preferences
from contacthub_tui.store.database import Store
from tests.importer.in_process import write_csv
from tests.importer.whole_runs import run, snapshot

HEADERS = ["Téléphone", "WhatsApp", "Prénom", "Nom", "E-mail", "Listes", "Statut", "Naissance"]

only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def checked(
    path: Path, options: ImportOptions | None = None, **more: str
) -> tuple[CheckSummary, dict[str, list[CheckedRow]]]:
    """The report on a file: its summary, and the rows of every group, read in small windows."""
    report = check_report.new_report()
    check_file(path, options or ImportOptions(), report=report, **more)
    summary = check_report.read_summary(report)
    groups = {group: list(_all(report, group, summary)) for group in (*OUTCOMES, *summary.groups)}
    check_report.remove_report(report)
    return summary, groups


def _all(report: Path, group: str, summary: CheckSummary) -> Iterator[CheckedRow]:
    start = 0
    while page := check_report.read_rows(report, group, summary.headers, start, 7):
        yield from page
        start += len(page)


def _cells(dice: random.Random) -> list[str]:
    """A row of what teams' files hold, good and bad."""
    mobiles = [f"06 12 34 56 {dice.randrange(60):02}", f"+3361234{dice.randrange(9999):04}"]
    others = ["", "voir avec Paul", "06 12", "3.36E+10", "01 42 68 53 00", "+999 123456"]
    return [
        dice.choice(mobiles * 4 + others),
        dice.choice(["", "", *mobiles]),
        dice.choice(["Ana", "Luc", ""]),
        dice.choice(["Roy", ""]),
        dice.choice(["", "ana@exemple.fr", "chez elle"]),
        dice.choice(["", "VIP", "Lyon", "VIP|Nulle part"]),
        dice.choice(["", "", "", "désabonné", "peut-être"]),
        dice.choice(["", "03/04/2000", "31/02/2000"]),
    ]


@pytest.mark.parametrize("existing", Existing)
def test_every_row_is_told_once_as_it_is_counted_and_as_it_is_imported(
    store: Store, tmp_path: Path, existing: Existing
) -> None:
    dice = random.Random(str(existing))
    lists.create_list("VIP", who="marie")
    run(write_csv(tmp_path / "before.csv", [HEADERS, *(_cells(dice) for _ in range(40))]))
    preferences.unsubscribe("+33612345607", who="marie")
    path = write_csv(tmp_path / "now.csv", [HEADERS, *(_cells(dice) for _ in range(120))])
    before = snapshot()
    summary, groups = checked(path, ImportOptions(existing=existing))
    assert snapshot() == before

    counts = asdict(summary.counts)
    assert {name: len(groups[name]) for name in OUTCOMES} == {
        name: counts[name] for name in OUTCOMES
    }
    told = [row.row for name in OUTCOMES for row in groups[name]]
    assert len(told) == len(set(told)) == summary.counts.rows
    for name, rows in groups.items():
        assert [row.row for row in rows] == sorted(row.row for row in rows)
        if name not in OUTCOMES:
            assert len(rows) == summary.groups[name]
    failed = Counter(row.reason for row in groups["failed"])
    assert {f"failed:{reason}": n for reason, n in failed.items()} == {
        name: n for name, n in summary.groups.items() if name.startswith("failed:")
    }

    ended = run(path, existing=existing)
    assert ended.state is RunState.FINISHED
    assert ended.counts == summary.counts
    review = {row.row: row for row in imports.row_results(ended.id, 0, 1_000)}
    warned = {row.row for name, rows in groups.items() if name[:8] == "warning:" for row in rows}
    assert {row.row for name in ("failed", "duplicate") for row in groups[name]} | warned == {
        *review
    }
    for row in groups["failed"]:
        found = review[row.row]
        assert (row.reason, row.column, row.cells) == (found.reason, found.column, found.cells)


def test_what_has_to_be_looked_at_is_grouped(store: Store, tmp_path: Path) -> None:
    preferences.unsubscribe("+33612345601", who="marie")
    rows = [
        HEADERS,
        ["06 12 34 56 01", "", "Ana", "Roy", "", "", "", "03/04/2000"],
        ["06 12 34 56 02", "", "", "", "luc@exemple.fr", "Amis", "désabonné", "05/04/2000"],
        ["+33612345602", "", "Luc", "", "", "", "", ""],
        ["06 12 34 56 03", "", "Léa", "", "non", "amis|Lyon", "", "03/04/2000"],
        ["3,36E+10", "", "Zoé", "", "", "", "", ""],
    ]
    summary, groups = checked(write_csv(tmp_path / "a.csv", rows))
    assert summary.groups == {
        "failed:digits-lost": 1, "kept": 1, "stopped": 1, "warning:bad-email": 1,
        "warning:unknown-list": 2,
    }  # fmt: skip
    assert groups["kept"] == groups["created"][:1]
    assert (groups["kept"][0].number, groups["kept"][0].name) == ("+33612345601", "Ana Roy")
    assert groups["stopped"][0].name == "luc@exemple.fr"
    (twice,) = groups["duplicate"]
    assert (twice.row, twice.first, twice.name) == (4, 3, "Luc")
    assert summary.lists == {"Amis": 2, "Lyon": 1}
    (email,) = groups["warning:bad-email"]
    assert (email.outcome, email.reason, email.column, email.value) == (
        "created", "bad-email", "E-mail", "non",
    )  # fmt: skip
    assert [row.value for row in groups["warning:unknown-list"]] == ["Amis", "amis"]
    (dates,) = summary.dates
    assert (dates.header, dates.samples, dates.order) == (
        "Naissance", ("03/04/2000", "05/04/2000"), DateOrder.DAY_FIRST,
    )  # fmt: skip


def test_lists_that_cells_name_are_made_for_the_rows_that_name_them(
    store: Store, tmp_path: Path
) -> None:
    rows = [["Mobile", "Listes"], ["0612345601", "Amis|Lyon"], ["0612345602", ""]]
    path = write_csv(tmp_path / "a.csv", rows)
    options = ImportOptions(cell_lists=("Amis",))
    assert checked(path, options)[0].lists == {"Lyon": 1}
    assert "Amis" not in [one.name for one in lists.all_lists()]
    run(path, cell_lists=("Amis", "Lyon"))
    assert {one.name: one.members for one in lists.all_lists()} == {"Amis": 1, "Lyon": 1}


@only_sqlite
def test_dates_that_one_row_proves_are_not_asked_for(store: Store, tmp_path: Path) -> None:
    rows = [["Mobile", "Birthday"], ["0612345601", "03/04/2000"], ["0612345602", "04/25/2000"]]
    path = write_csv(tmp_path / "a.csv", rows)
    assert checked(path)[0].dates == ()
    asked = checked(write_csv(path, rows[:2]), ImportOptions(date_order=DateOrder.MONTH_FIRST))
    assert asked[0].dates == ()


@only_sqlite
def test_another_file_than_the_one_that_was_looked_at_is_refused(
    store: Store, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "a.csv", [["Mobile"], ["0612345601"]])
    mark = checked(path)[0].fingerprint
    assert checked(path, fingerprint=mark)[0].counts.created == 1
    write_csv(path, [["Mobile"], ["0612345602"]])
    with pytest.raises(FileError) as refused:
        checked(path, fingerprint=mark)
    assert (refused.value.code, refused.value.detail["reason"]) == ("unreadable", "changed")


@only_sqlite
def test_a_report_is_for_its_owner_and_does_not_outlive_its_program(store: Store) -> None:
    ours = check_report.new_report()
    assert stat.S_IMODE(ours.stat().st_mode) == 0o600
    assert stat.S_IMODE(ours.parent.stat().st_mode) == 0o700
    host = ours.name.split(":")[0]
    theirs = ours.with_name(f"{host}:1:1-00000000.check")
    theirs.touch()
    check_report.remove_left()
    assert [*paths.checks_dir().iterdir()] == [ours]
    check_report.remove_report(ours)
    with pytest.raises(FileError):
        check_report.read_summary(ours)


@only_sqlite
def test_a_check_in_another_process_says_the_same_and_can_be_stopped(
    store: Store, tmp_path: Path
) -> None:
    rows = [["Mobile"], *([f"06{n:08}"] for n in range(12_000_000, 12_020_000))]
    path = write_csv(tmp_path / "many.csv", rows)
    report = check_report.new_report()
    seen: list[tuple[int, float]] = []
    done = Check(store.url, path, ImportOptions(), report=report).run(
        lambda so_far, share: seen.append((so_far, share))
    )
    assert done is not None
    assert done.counts == check_report.read_summary(report).counts
    assert seen[-1] == (20_000, 1.0)

    began = time.monotonic()
    stopped = Check(store.url, path, ImportOptions())
    assert stopped.run(lambda _so_far, _share: stopped.stop()) is None
    assert time.monotonic() - began < 30
