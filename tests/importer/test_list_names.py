"""Lists whose names hold no letter or digit are lists like all others, on both engines."""

import os
from pathlib import Path

import pytest

from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.domain.import_run import Counts, ImportOptions, RunState
from contacthub_tui.domain.text import clean, name_key
from contacthub_tui.importer.run import check_file, run_import
from contacthub_tui.services import contacts, imports
from contacthub_tui.services.lists import kept_name
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import Store, session
from tests.importer.in_process import write_csv

pytestmark = pytest.mark.usefixtures("forked_readers")

ROWS = [["Prénom", "Téléphone"], ["Zoé", "0612345678"], ["Léa", "0623456789"]]
SIGNS = ("🎉", "[/]", "★ ★", "€")


def bring_in(path: Path, **options: tuple[str, ...]) -> Counts:
    ended = run_import(imports.create_run(path, ImportOptions(**options), "marie"))  # type: ignore[arg-type]
    assert ended.state is RunState.FINISHED
    return ended.counts


def lists_of_everyone() -> list[tuple[str, ...]]:
    return [contact.lists for contact in contacts.contact_page(ContactQuery(), 0, 100)]


def test_lists_named_with_signs_or_emoji_only_are_made_and_joined(
    store: Store, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "a.csv", ROWS)
    checked = check_file(path, ImportOptions(new_lists=SIGNS)).counts
    assert bring_in(path, new_lists=SIGNS) == checked
    assert [set(lists) for lists in lists_of_everyone()] == [set(SIGNS)] * 2


def test_such_a_list_is_found_again_by_option_by_column_and_by_query(
    store: Store, tmp_path: Path
) -> None:
    bring_in(write_csv(tmp_path / "a.csv", ROWS[:2]), new_lists=("🎉",))
    bring_in(write_csv(tmp_path / "b.csv", ROWS[:2]), new_lists=("🎉",), lists=("🎉",))
    column = [["Prénom", "Téléphone", "Listes"], ["Léa", "0623456789", "🎉"]]
    assert bring_in(write_csv(tmp_path / "c.csv", column)).warnings == 0
    assert lists_of_everyone() == [("🎉",), ("🎉",)]
    with session():
        (key,) = imports.list_ids().items()
    assert contacts.count_contacts(ContactQuery(list_ids=(key[1],))) == 2


def test_names_in_a_cell_are_parted_where_it_is_not_the_name_of_one_list(
    store: Store, tmp_path: Path
) -> None:
    bring_in(write_csv(tmp_path / "a.csv", ROWS[:2]), new_lists=("Lyon", "VIP", "Lyon; Nice, VIP"))
    column = [
        ["Prénom", "Téléphone", "Listes"],
        ["Léa", "0623456789", "Lyon; Nice, VIP"],
        ["Noé", "0634567890", "vip, Lyon | Brest"],
    ]
    path = write_csv(tmp_path / "b.csv", column)
    assert check_file(path, ImportOptions()).counts == bring_in(path)
    assert imports.list_runs()[0].counts.warnings == 1
    assert lists_of_everyone()[:2] == [("Lyon; Nice, VIP",), ("Lyon", "VIP")]


@pytest.mark.parametrize("blank", ["", " ", "\x00\x1b", "\ud83c"])
def test_a_list_without_a_name_is_no_list(store: Store, tmp_path: Path, blank: str) -> None:
    bring_in(write_csv(tmp_path / "a.csv", ROWS), new_lists=(blank, "VIP"))
    assert lists_of_everyone() == [("VIP",), ("VIP",)]


def test_the_name_of_a_list_is_kept_clean_and_on_one_line(store: Store, tmp_path: Path) -> None:
    name = "\x1b]0;x\x07 sa\r\nlon\x00\x9b\ud800"
    bring_in(write_csv(tmp_path / "a.csv", ROWS[:2]), new_lists=(name,))
    assert lists_of_everyone() == [("]0;x sa lon",)]
    bring_in(write_csv(tmp_path / "a.csv", ROWS[:2]), lists=(name,))


def test_names_that_differ_only_in_case_and_accents_are_one_list() -> None:
    assert name_key("Été") == name_key("ETE")
    assert name_key("★") != name_key("☆")
    assert name_key("\u200b") == name_key("") == ""
    for typed in ("li\x1b]0;PWN\x07st[/]", "★ \x07 ☆", "a\u0301\x9bb", "\ud800VIP"):
        assert name_key(typed) == name_key(kept_name(typed)[0])


@pytest.mark.parametrize("name", [b"na\xefve\x9b.csv", b"a\x1b]0;x\x07\nb %41.csv"])
def test_a_file_whose_name_is_no_text_is_imported_and_gone_on_with(
    store: Store, tmp_path: Path, name: bytes
) -> None:
    path = write_csv(tmp_path / os.fsdecode(name), ROWS)
    run_id = imports.create_run(path, ImportOptions(), "marie")
    assert imports.hold_run(run_id, this_worker()).path == path
    imports.end_run(run_id, this_worker(), RunState.CANCELLED, seconds=0.0, error=None)
    assert run_import(run_id).counts.created == 2
    assert imports.get_run(run_id).file_name == clean(path.name)
