"""An undone import leaves what was there before it, but for who said stop, on both engines."""

from dataclasses import replace
from pathlib import Path

import pytest

from contacthub_tui.domain.contact import Channel, Status
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.domain.import_run import Counts, RunState
from contacthub_tui.errors import RefusedError
from contacthub_tui.importer.run import run_import
from contacthub_tui.services import contacts, imports, preferences
from contacthub_tui.services.undo import undo_run
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import Store
from tests.importer.in_process import write_csv
from tests.importer.whole_runs import by_number, everyone, run, snapshot, values

pytestmark = pytest.mark.usefixtures("forked_readers")


def test_undo_gives_everything_back_but_opt_outs(store: Store, tmp_path: Path) -> None:
    header = ["Mobile", "Prénom", "Ville", "Service"]
    made = [header, ["0612345678", "Ana", "Lyon", "Nord"], ["0612345679", "Léa", "Nice", "Sud"]]
    mapping = (("Service", "+Division"),)
    run(write_csv(tmp_path / "a.csv", made), new_lists=("Clients",), mapping=mapping)
    before = [values(contact) for contact in everyone()]
    changed = [
        header,
        ["0612345678", "Anna", "Paris", "Est"],
        ["0612345679", "Lea", "Metz", "Sud"],
        ["0612345670", "Neuf", "", ""],
    ]
    path = write_csv(tmp_path / "b.csv", changed)
    ended = run(
        path, lists=("Clients",), new_lists=("Amis",), unsubscribe_all=True, mapping=mapping
    )
    assert ended.counts == Counts(rows=3, created=1, updated=2)
    ledger = snapshot()["preference_change"]
    undone = undo_run(ended.id, this_worker())
    assert (undone.removed, undone.restored, undone.lists) == (1, 2, 1)
    stopped = [replace(contact, mobile_status=Status.UNSUBSCRIBED) for contact in before]
    assert [values(contact) for contact in everyone()] == stopped
    assert preferences.preference("+33612345670") == dict.fromkeys(Channel, Status.UNSUBSCRIBED)
    assert snapshot()["preference_change"] == ledger
    assert imports.get_run(ended.id).state is RunState.UNDONE
    for again in (lambda: undo_run(ended.id, this_worker()), lambda: run_import(ended.id)):
        with pytest.raises(RefusedError) as caught:
            again()
        assert caught.value.code == "undone"


def test_numbers_change_hands_within_a_file_and_back(store: Store, tmp_path: Path) -> None:
    header = ["Mobile", "WhatsApp", "Nom"]
    held = [
        header,
        ["0612345671", "0623456781", "A"],
        ["0612345672", "0623456782", "B"],
        ["0612345673", "0623456783", "C"],
    ]
    run(write_csv(tmp_path / "a.csv", held))
    before = [values(contact) for contact in everyone()]
    # Each takes the number of the one before, who has just got another; a new one takes the last.
    taken = [
        header,
        ["", "0623456783", "CC"],
        ["0612345671", "0623456789", "A"],
        ["0612345672", "0623456781", "B"],
        ["0612345673", "0623456782", "CC"],
        ["0612345674", "0623456783", "D"],
    ]
    ended = run(write_csv(tmp_path / "b.csv", taken))
    assert ended.counts.failed == ended.counts.duplicate == 0
    numbers = {contact.mobile: contact.whatsapp for contact in everyone()}
    assert numbers["+33612345671"] == "+33623456789"
    assert numbers["+33612345672"] == "+33623456781"
    assert numbers["+33612345673"] == "+33623456782"
    undo_run(ended.id, this_worker())
    assert [values(contact) for contact in everyone()] == before


def test_a_number_given_up_in_a_file_can_go_to_a_new_contact(store: Store, tmp_path: Path) -> None:
    header = ["Mobile", "WhatsApp"]
    run(write_csv(tmp_path / "a.csv", [header, ["0612345671", "0623456781"]]))
    before = [values(contact) for contact in everyone()]
    moved = [header, ["0612345671", "0623456782"], ["0612345672", "0623456781"]]
    ended = run(write_csv(tmp_path / "b.csv", moved))
    assert ended.counts == Counts(rows=2, created=1, updated=1)
    assert by_number("+33612345672").whatsapp == "+33623456781"
    undo_run(ended.id, this_worker())
    assert [values(contact) for contact in everyone()] == before


def test_undo_leaves_what_somebody_changed_since(store: Store, tmp_path: Path) -> None:
    header = ["Mobile", "Prénom", "Ville"]
    run(write_csv(tmp_path / "a.csv", [header, ["0612345678", "Ana", "Lyon"]]))
    ended = run(write_csv(tmp_path / "b.csv", [header, ["0612345678", "Anna", "Paris"]]))
    run(write_csv(tmp_path / "c.csv", [header, ["0612345678", "", "Metz"]]))
    undo_run(ended.id, this_worker())
    contact = by_number("+33612345678")
    assert (contact.first_name, contact.location) == ("Ana", "Metz")
    assert [found.id for found in contacts.contact_page(ContactQuery("ana"), 0, 9)] == [contact.id]
