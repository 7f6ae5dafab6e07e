"""What the wizard is told of a file: at once, then all of it, and never of a file that was before.

The process behind it is real; a hostile file, or whoever kills it, takes down nothing else.
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest

from contacthub_tui.domain.contact import CustomField, CustomKind
from contacthub_tui.domain.import_draft import ColumnMatch, FileFindings, FilePreview, Forecast
from contacthub_tui.domain.import_run import DateOrder, ImportOptions, ReadOptions
from contacthub_tui.errors import FileError
from contacthub_tui.importer.file_look import FileLook
from contacthub_tui.importer.frames import read_frames, write_frame
from contacthub_tui.importer.reading import Job, read_file
from contacthub_tui.importer.run import run_import
from contacthub_tui.services import imports
from tests.importer import attack_texts as texts
from tests.importer import attack_workbooks as workbooks
from tests.importer.sample_files import rich_xlsx, xls
from tests.importer.whole_runs import snapshot

_PATIENCE = 30.0


class Told:
    """A look, and everything that it has told."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.look = FileLook(self._take)

    def _take(self, _findings: FileFindings) -> None:
        with self._changed:
            self._changed.notify()

    @property
    def last(self) -> FileFindings:
        return self.look.findings

    def until(self, holds: Callable[[FileFindings], Any]) -> FileFindings:
        """The findings once they are so."""
        with self._changed:
            while not holds(found := self.last):
                assert self._changed.wait(_PATIENCE), found
            return found

    def at(self, path: Path, **read: Any) -> FilePreview:
        """The preview of a file."""
        self.look.look(path, ReadOptions(**read), "FR")
        found = self.until(lambda findings: findings.preview or findings.error)
        if found.error:
            raise found.error
        assert found.preview is not None
        return found.preview

    def columns(self, path: Path, **options: Any) -> dict[str, ColumnMatch]:
        """Where the columns of a file go, once all rows were read."""
        self.look.look(path, ReadOptions(), "FR")
        self.look.match(ImportOptions(**options), (), {})
        found = self.until(lambda findings: findings.error or is_settled(findings))
        assert found.error is None
        return {column.header: column for column in found.columns}

    def error(self) -> FileError:
        found = self.until(lambda findings: findings.error).error
        assert isinstance(found, FileError)
        return found


def is_settled(findings: FileFindings) -> bool:
    done = findings.forecast is not None and findings.forecast.done == 1
    return done and findings.settled


@pytest.fixture(scope="module")
def told() -> Iterator[Told]:
    """One look for all tests, as a wizard has one for all files."""
    told = Told()
    yield told
    told.look.close()


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def known_processes() -> set[int]:
    """The children of this process that look at files."""
    children = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    found = {int(child) for listed in children for child in listed.read_text().split()}
    return {child for child in found if b"file_look_reader" in _command(child)}


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def soon(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


# What a file is


def test_a_file_is_known_at_first_sight_and_then_to_its_end(told: Told, tmp_path: Path) -> None:
    text = "Export du 3 mars\n\nPrénom;Mobile\n" + "Zoé;0612345678\n" * 3_000
    path = write(tmp_path / "a.csv", text)
    found = told.at(path)
    assert (found.kind, found.encoding, found.delimiter) == ("csv", "utf-8", ";")
    assert found.header_row == 3
    assert found.size == path.stat().st_size
    assert found.headers == ("Prénom", "Mobile")
    assert found.rows[:2] == ((1, ("Export du 3 mars",)), (3, ("Prénom", "Mobile")))
    assert len(found.rows) == 50
    whole = told.until(lambda findings: findings.counted)
    assert whole.rows == 3_000
    assert whole.fingerprint == hashlib.sha256(path.read_bytes()).hexdigest()
    assert whole.error is None


def test_each_way_to_read_a_text_can_be_changed(told: Told, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "Prénom;Ville, rue;Mobile\n" + "Zoé;Été, 2;0612345678\n" * 9)
    assert told.at(path).headers == ("Prénom", "Ville, rue", "Mobile")
    assert told.at(path, delimiter=",").headers == ("Prénom;Ville", "rue;Mobile")
    assert told.at(path, header_row=0).headers == ("A", "B", "C")
    assert told.at(path, header_row=2).headers == ("Zoé", "Été, 2", "0612345678")
    assert told.at(path, encoding="cp1252").headers[0] == "PrÃ©nom"
    with pytest.raises(FileError, match="bad-encoding"):
        told.at(path, encoding="ascii")
    assert told.at(path).headers[0] == "Prénom"


@pytest.mark.parametrize(
    ("written", "found", "others"),
    [
        ("utf-8", "utf-8", ["cp1252", "mac-roman"]),
        ("cp1252", "cp1252", ["cp1251", "iso8859-15", "mac-roman"]),
        ("mac_roman", "mac-roman", ["cp850", "iso8859-15"]),
        ("utf-16", "utf-16", []),
        ("utf-8-sig", "utf-8-sig", []),
        ("ascii", "ascii", []),
    ],
)
def test_encodings_that_a_text_may_have(
    told: Told, tmp_path: Path, written: str, found: str, others: list[str]
) -> None:
    # An ê of the Macintosh is a byte that Windows leaves undefined.
    name = "Anne" if written == "ascii" else "Chloé, fenêtre à ü"
    path = write(tmp_path / "a.csv", f"Nom;Mobile\n{name};0612345678\n", written)
    preview = told.at(path)
    assert (preview.encoding, preview.encodings[0]) == (found, found)
    assert set(others) <= set(preview.encodings)
    assert bool(others) == (len(preview.encodings) > 1)
    if others:
        chosen = told.at(path, encoding=others[0])
        assert chosen.encoding == others[0]
        assert chosen.encodings == preview.encodings


def test_rows_with_accents_are_found_far_down(told: Told, tmp_path: Path) -> None:
    text = "Nom,Mobile\n" + "Anne,0612345678\n" * 9_000 + "Zoé,0612345679\n"
    told.at(write(tmp_path / "a.csv", text))
    found = told.until(lambda findings: findings.preview and findings.preview.accents)
    assert found.preview is not None
    assert found.preview.accents == ((9_002, ("Zoé", "0612345679")),)


def test_each_sheet_of_a_workbook_can_be_chosen(told: Told, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(rich_xlsx())
    found = told.at(path)
    assert (found.kind, found.sheet, found.encoding) == ("xlsx", "Équipe", None)
    assert found.sheets == ("Vide", "Équipe", "Cachée")
    assert found.hidden == ("Cachée",)
    assert told.at(path, sheet="Cachée").headers == ("Mobile",)
    assert told.at(path, sheet="Cachée", header_row=0).headers == ("A",)
    with pytest.raises(FileError, match="empty"):
        told.at(path, sheet="Vide")
    assert told.at(path, sheet="Équipe").headers == found.headers
    old = tmp_path / "b.xls"
    old.write_bytes(xls(40, sheets=2))
    assert told.at(old, sheet="Équipe 1").sheets == ("Équipe 0", "Équipe 1")


# Where its columns go


def test_columns_are_matched_by_all_rows(told: Told, tmp_path: Path) -> None:
    """What stands far down counts: samples, the order of dates, a stop, and the rows themselves."""
    start = "Anne,,05/04/2000,,12 €,oui,https://a.org\n"
    far = "Zoé,06 12 34 56 78,25/04/2000,STOP,1 000,non,www.b.org/c\n"
    text = "Nom,Tel,Naissance,Statut,Solde,Carte,Page\n" + start * 4_000 + far * 500
    found = told.columns(write(tmp_path / "a.csv", text))
    fields = {header: column.field for header, column in found.items()}
    assert fields["Tel"] == "mobile"
    assert fields["Naissance"] == "birth_date"
    assert fields["Statut"] == "status"
    assert found["Tel"].samples == ("06 12 34 56 78",)
    assert found["Statut"].samples == ("STOP",)
    assert found["Nom"].samples == ("Anne", "Zoé")
    assert found["Naissance"].date_order is DateOrder.DAY_FIRST
    assert not found["Naissance"].open_dates
    kinds = {header: column.kind for header, column in found.items()}
    assert kinds["Solde"] is CustomKind.NUMBER
    assert kinds["Carte"] is CustomKind.YES_NO
    assert kinds["Page"] is CustomKind.URL
    assert kinds["Naissance"] is CustomKind.DATE
    assert kinds["Nom"] is CustomKind.TEXT
    assert told.last.forecast == Forecast(4_500, 500, 1.0)


def test_dates_that_prove_no_order_are_open(told: Told, tmp_path: Path) -> None:
    text = "Mobile,Naissance,Depuis\n" + "0612345678,05/04/2000,2001-04-05\n" * 9
    path = write(tmp_path / "a.csv", text)
    mapping = (("Depuis", "+Depuis:date"),)
    found = told.columns(path, mapping=mapping, usual_order=DateOrder.MONTH_FIRST)
    assert found["Naissance"].open_dates
    assert found["Naissance"].date_order is DateOrder.MONTH_FIRST
    assert not found["Depuis"].open_dates
    found = told.columns(path, mapping=mapping, date_order=DateOrder.DAY_FIRST)
    assert not found["Naissance"].open_dates
    assert found["Naissance"].date_order is DateOrder.DAY_FIRST


def test_the_share_of_valid_numbers_is_told_of_what_may_be_phones(
    told: Told, tmp_path: Path
) -> None:
    lines = "Anne,0612345678,+33 1 42 68 53 00\n" * 3 + "Zoé,06 12,\n"
    found = told.columns(write(tmp_path / "a.csv", "Nom,Mobile,Bureau\n" + lines))
    assert [column.numbers for column in found.values()] == [None, 0.75, 1.0]


def test_a_file_without_numbers_can_be_matched_all_the_same(told: Told, tmp_path: Path) -> None:
    found = told.columns(write(tmp_path / "a.csv", "Nom,Ville\nAnne,Lyon\nZoé,Metz\n"))
    assert [column.field for column in found.values()] == ["last_name", "location"]
    assert told.last.forecast == Forecast(2, 0, 1.0)


def test_a_mapping_that_cannot_be_is_told_and_the_columns_stand(told: Told, tmp_path: Path) -> None:
    told.at(write(tmp_path / "a.csv", "Nom,Mobile,Ville\nAnne,0612345678,Lyon\n"))
    told.look.match(ImportOptions(mapping=(("Rue", "note"), ("Ville", "note"))), (), {})
    assert told.error().code == "bad-mapping"
    found = told.until(is_settled)
    assert found.error is not None
    assert [column.field for column in found.columns] == ["last_name", "mobile", "note"]
    told.look.match(ImportOptions(), (), {})
    found = told.until(lambda findings: findings.columns[2].field == "location")
    assert found.error is None


def test_what_was_said_last_time_holds(told: Told, tmp_path: Path) -> None:
    key = told.at(write(tmp_path / "a.csv", "Nom,Mobile,Ville\nAnne,0612345678,Lyon\n")).headers_key
    remembered = {key: {"Ville": "custom:7"}, "other": {"Nom": None}}
    told.look.match(ImportOptions(), (), remembered)
    assert told.until(lambda findings: findings.columns).columns[2].field == "location"
    told.look.match(ImportOptions(), (CustomField(7, "Secteur", CustomKind.TEXT, 1),), remembered)
    found = told.until(lambda findings: findings.columns[2].field == "custom:7")
    assert found.columns[2].why == "last-time"


# What is shown is what is imported


@pytest.mark.parametrize("count", [30, 2_500])
@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.usefixtures("store")
def test_an_import_does_what_was_shown(told: Told, tmp_path: Path, count: int) -> None:
    """Columns, the order of dates, and how many rows come in."""
    lines = "".join(
        f"Anne,{'06 12 34' if row % 5 else '0'} {row:04},{row % 12 + 1}/{row % 28 + 1}/99,a,\n"
        for row in range(count)
    )
    last = "Zoé,07 00 00 00 00,12/31/98,b,STOP\n"
    path = write(tmp_path / "a.csv", "Nom,Tel,Né le,Zone,Statut\n" + lines + last)
    chosen = ImportOptions(mapping=(("Zone", "+Secteur:text"),))
    shown = told.columns(path, mapping=chosen.mapping)
    assert shown["Né le"].date_order is DateOrder.MONTH_FIRST
    frames = read_file(Job(path, chosen))
    plan = json.loads(next(frames)[3])["columns"]
    frames.close()
    names = ("header", "field", "why", "sure", "date_order")
    assert [[getattr(column, name) for name in names] for column in shown.values()] == [
        [held[name] for name in names] for held in plan
    ]
    findings = told.last
    counts = run_import(imports.create_run(path, chosen, "marie", findings.fingerprint)).counts
    assert findings.forecast is not None
    assert findings.forecast.coming == counts.rows - counts.failed
    assert findings.rows == findings.forecast.rows == counts.rows


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.usefixtures("store")
def test_another_file_than_the_one_looked_at_is_not_imported(told: Told, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "Nom,Mobile\nAnne,0612345678\n")
    told.at(path)
    fingerprint = told.until(lambda findings: findings.fingerprint).fingerprint
    chosen = ImportOptions(new_lists=("VIP",), mapping=(("Nom", "+Surnom"),))
    run = imports.create_run(path, chosen, "marie", fingerprint)
    before = snapshot()
    write(path, "Nom,Mobile\nAnne,0612345679\n")
    with pytest.raises(FileError) as refused:
        run_import(run)
    assert (refused.value.code, refused.value.detail["reason"]) == ("unreadable", "changed")
    assert {**snapshot(), "import_run": []} == {**before, "import_run": []}


# Files that do not stay, and files that do harm


def _write_on(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("Zoé,0612345679\n")


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _replace_by_link(path: Path) -> None:
    other = path.with_name("other.csv")
    other.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(other)


@pytest.mark.parametrize("change", [_write_on, _cut, _replace_by_link, Path.unlink])
def test_a_file_that_does_not_stay_is_told(
    told: Told, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    path = write(tmp_path / "a.csv", "Nom,Mobile\n" + "Anne,0612345678\n" * 99)
    told.at(path)
    told.until(lambda findings: findings.counted)
    change(path)
    error = told.error()
    assert (error.code, error.detail["reason"]) == ("unreadable", "changed")
    assert told.at(write(tmp_path / "b.csv", "Nom,Mobile\nAnne,0612345678\n")).rows


@pytest.mark.parametrize(
    ("attack", "outcome"),
    [
        (workbooks.two_far_cells, "too-big/grid"),
        (workbooks.two_far_cells_of_an_old_workbook, "too-big/memory"),
        (workbooks.strings_that_are_not_there, "corrupt/reader"),
        (workbooks.entities_that_multiply, "corrupt/entities"),
        (texts.a_row_of_a_hundred_thousand_columns, "too-big/columns"),
        (texts.a_pipe, "unreadable/not-a-file"),
        (texts.a_file_of_the_kernel, "empty/no-bytes"),
    ],
)
def test_a_hostile_file_ends_in_an_error_and_another_can_be_chosen(
    told: Told, tmp_path: Path, attack: Callable[[Path], Path], outcome: str
) -> None:
    sound = write(tmp_path / "sound.csv", "Nom,Mobile\nAnne,0612345678\n")
    assert told.at(sound).headers == ("Nom", "Mobile")
    with pytest.raises(FileError) as refused:
        told.at(attack(tmp_path))
    assert f"{refused.value.code}/{refused.value.detail['reason']}" == outcome
    assert told.at(sound).headers == ("Nom", "Mobile")


#: The process that looks at files; it says how many seconds it had left when nobody asked it more.
TIMED = """
import signal, sys
from contacthub_tui.importer.file_look_reader import main
main()
sys.stderr.write(f"{signal.alarm(0)} s left")
"""


def test_a_file_that_failed_does_not_end_the_process_later(tmp_path: Path) -> None:
    command, pipe = [sys.executable, "-c", TIMED], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        missing = os.fsencode(tmp_path / "missing.csv")
        write_frame(process.stdin, ("look", 1, missing, astuple(ReadOptions()), "FR"))
        told = read_frames(process.stdout.fileno(), 60)
        assert "error" in (frame[0] for frame in told)
        assert process.communicate()[1] == b"0 s left"


def test_a_process_that_is_killed_is_replaced(told: Told, tmp_path: Path) -> None:
    told.at(write(tmp_path / "sound.csv", "Nom,Mobile\nAnne,0612345678\n"))
    told.at(write(tmp_path / "a.csv", "Nom,Mobile\n" + "Anne,0612345678\n" * 200_000))
    (first,) = known_processes()
    os.kill(first, signal.SIGKILL)
    # It had other files before: this one may not be what it died of.
    assert told.until(lambda findings: findings.counted).error is None
    (second,) = known_processes()
    os.kill(second, signal.SIGKILL)
    assert told.error().code == "too-big"
    assert told.last.preview is not None
    # Whoever asks again gets another try.
    told.look.match(ImportOptions(), (), {})
    assert told.until(lambda findings: findings.columns and findings.error is None)
    assert not known_processes() & {first, second}


def test_a_process_that_hangs_is_replaced_for_the_next_file(told: Told, tmp_path: Path) -> None:
    told.at(write(tmp_path / "a.csv", "Nom,Mobile\nAnne,0612345678\n"))
    (process,) = known_processes()
    os.kill(process, signal.SIGSTOP)
    assert told.at(write(tmp_path / "b.csv", "Name,Phone\nAnn,0612345678\n")).headers[0] == "Name"
    assert process not in known_processes()


# One file after another


def test_nothing_is_told_of_a_file_that_was_chosen_before(tmp_path: Path) -> None:
    files = [
        write(tmp_path / f"{number}.csv", f"Nom {number},Mobile\n" + "Anne,0612345678\n" * 5_000)
        for number in range(5)
    ]
    asked = 0
    wrong: list[FileFindings] = []

    def take(findings: FileFindings) -> None:
        # The next one may be asked for and not yet noted.
        possible = {f"Nom {turn % 5}" for turn in (asked, asked + 1)}
        if findings.preview is not None and findings.preview.headers[0] not in possible:
            wrong.append(findings)

    look = FileLook(take)
    try:
        for turn in range(60):
            look.look(files[turn % 5], ReadOptions(), "FR")
            asked = turn
            if turn % 3:
                look.match(ImportOptions(), (), {})
            time.sleep(0.002 * (turn % 7))
        soon(lambda: look.findings.counted)
    finally:
        look.close()
    assert not wrong
    assert look.findings.preview is not None
    assert look.findings.preview.headers[0] == "Nom 4"


@pytest.mark.parametrize("moment", [0.0, 0.1, 0.4, 0.8])
def test_closing_leaves_nothing_behind(tmp_path: Path, moment: float) -> None:
    path = write(tmp_path / "a.csv", "Nom,Mobile\n" + "Anne,0612345678\n" * 100_000)
    processes, threads = known_processes(), threading.active_count()
    told: list[FileFindings] = []
    look = FileLook(told.append)
    look.warm_up()
    look.look(path, ReadOptions(), "FR")
    look.match(ImportOptions(), (), {})
    time.sleep(moment)
    look.close()
    so_far = len(told)
    soon(lambda: known_processes() <= processes)
    soon(lambda: threading.active_count() <= threads)
    look.look(path, ReadOptions(), "FR")
    look.close()
    assert len(told) == so_far
    assert known_processes() <= processes
