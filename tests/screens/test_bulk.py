"""What is done to the selected contacts, or to the one under the cursor, by keys."""

import asyncio
import socket
import threading
from itertools import count
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import RadioSet

from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.screens.contacts import ContactsScreen
from contacthub_tui.services import bulk, contacts
from contacthub_tui.widgets.bulk_dialog import BulkDialog
from contacthub_tui.widgets.contact_table import ContactTable
from contacthub_tui.widgets.export_dialog import ExportDialog
from contacthub_tui.widgets.lists_dialog import ListsDialog
from contacthub_tui.widgets.notice import ReportLine
from contacthub_tui.widgets.path_input import PathInput
from tests.screens.conftest import PATIENCE, screen_text, until
from tests.screens.team import crowd, fill, person

WIDE, NARROW = (120, 30), (80, 24)

TEAM = [
    person("Marie", "Dupont", "+33612345678"),
    person("Anne-Marie", "Dupont", "+33666861672"),
    person("Élodie", "Béraud", "+33612345185"),
    person("美咲", "田中", "+33612345999", whatsapp="+33712345678"),
]


async def opened(pilot: Pilot[str], total: int) -> ContactTable:
    app = pilot.app
    await until(pilot, lambda: bool(app.screen.query(ContactTable)))
    table = app.screen.query_one(ContactTable)
    await until(pilot, lambda: table.total == total)
    return table


async def asked(pilot: Pilot[str]) -> None:
    """The dialog has counted."""
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, BulkDialog) and app.screen.count is not None)


async def told(pilot: Pilot[str], sentence: str) -> None:
    """The dialog is gone, and the line below the table tells this."""
    app = pilot.app
    await until(
        pilot,
        lambda: isinstance(app.screen, ContactsScreen) and sentence in screen_text(app),
    )


async def members(name: str) -> set[str]:
    found = await asyncio.to_thread(contacts.contact_page, ContactQuery(), 0, 50)
    return {contact.first_name for contact in found if name in contact.lists}


async def test_the_selected_are_added_to_a_new_list_and_stay_selected(app: ContactHubApp) -> None:
    await fill(TEAM)
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(pilot, 4)
        await pilot.press("space", "down", "space", "l")
        await asked(pilot)
        assert "2 contacts." in screen_text(app)
        await pilot.press(*"VIP", "enter", "ctrl+s")
        await told(pilot, "2 contacts were added to VIP")
        assert await members("VIP") == {"Élodie", "Anne-Marie"}
        assert table.selected_count == 2


async def test_without_a_selection_it_is_the_contact_under_the_cursor(app: ContactHubApp) -> None:
    await fill(TEAM, lists=("VIP",))
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot, 4)
        await pilot.press("l")
        await asked(pilot)
        assert isinstance(app.screen, ListsDialog)
        await pilot.press(*"vip", "enter", "tab", "down", "space")
        await until(pilot, lambda: "1 contact will be removed from VIP." in screen_text(app))
        await pilot.press("ctrl+s")
        await told(pilot, "1 contact was removed from VIP")
        assert await members("VIP") == {"Anne-Marie", "Marie", "美咲"}


async def test_a_range_being_drawn_counts(app: ContactHubApp) -> None:
    await fill(crowd(30))
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, 30)
        await pilot.press("shift+down", "shift+down", "d")
        await asked(pilot)
        assert "3 contacts will be deleted." in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))


async def test_all_found_are_deleted_and_come_back(app: ContactHubApp) -> None:
    await fill(TEAM, lists=("VIP",))
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(pilot, 4)
        before = await asyncio.to_thread(contacts.contact_page, ContactQuery(), 0, 9)
        await pilot.press("slash", *"dupont", "enter")
        await until(pilot, lambda: table.total == 2)
        await pilot.press("A", "d")
        await asked(pilot)
        assert "2 contacts will be deleted." in screen_text(app)
        await pilot.press("ctrl+s")
        await told(pilot, "2 contacts were deleted")
        await until(pilot, lambda: table.total == 0)
        assert table.selected_count == 0
        await pilot.press("z")
        await told(pilot, "2 contacts are back")
        await until(pilot, lambda: table.total == 2)
        after = await asyncio.to_thread(contacts.contact_page, ContactQuery(), 0, 9)
        assert after == before
        await pilot.press("z")
        assert isinstance(app.screen, ContactsScreen)


async def test_another_act_ends_what_can_be_taken_back(app: ContactHubApp) -> None:
    await fill(TEAM)
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(pilot, 4)
        await pilot.press("d")
        await asked(pilot)
        await pilot.press("ctrl+s")
        await told(pilot, "1 contact was deleted")
        assert "z Undo the deletion" in screen_text(app)
        await until(pilot, lambda: table.total == 3)
        await pilot.press("l")
        await asked(pilot)
        await pilot.press(*"VIP", "enter", "ctrl+s")
        await told(pilot, "1 contact was added to VIP")
        assert "z Undo" not in screen_text(app)


async def test_a_contact_saved_in_the_form_ends_it_too(app: ContactHubApp) -> None:
    await fill(TEAM)
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(pilot, 4)
        await pilot.press("d")
        await asked(pilot)
        await pilot.press("ctrl+s")
        await told(pilot, "1 contact was deleted")
        await until(pilot, lambda: table.total == 3)
        screen = app.screen
        assert isinstance(screen, ContactsScreen)
        assert table.cursor_row is not None
        screen.show_contact(table.cursor_row.id)
        await until(pilot, lambda: "z Undo" not in screen_text(app))


async def test_who_was_given_the_number_meanwhile_keeps_it(app: ContactHubApp) -> None:
    await fill(TEAM)
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(pilot, 4)
        await pilot.press("d")
        await asked(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: table.total == 3)
        await fill([person("New", "Holder", "+33612345185")])
        await pilot.press("z")
        await told(pilot, "another contact has its number by now: +33 6 12 34 51 85")


async def test_a_long_work_shows_how_far_it_is_and_stops(
    app: ContactHubApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, lock, parts = threading.Event(), bulk.lock_preferences, count()

    def lock_slowly() -> None:
        if next(parts) > 3:
            go_on.wait(PATIENCE)
        lock()

    monkeypatch.setattr(bulk, "PART", 10)
    monkeypatch.setattr(bulk, "lock_preferences", lock_slowly)
    await fill(crowd(200))
    async with app.run_test(size=NARROW) as pilot:
        table = await opened(pilot, 200)
        await pilot.press("A", "d")
        await asked(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "40 of 200" in screen_text(app))
        assert "Stop" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: "Stopping…" in screen_text(app))
        go_on.set()
        await told(pilot, "50 contacts were deleted · stopped before the last 150")
        await until(pilot, lambda: table.total == 150)
        await pilot.press("z")
        await told(pilot, "50 contacts are back")
        await until(pilot, lambda: table.total == 200)


async def test_with_a_selection_the_keys_are_those_that_act_on_it(app: ContactHubApp) -> None:
    await fill(TEAM)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, 4)
        assert "/ Search" in screen_text(app).splitlines()[-1]
        await pilot.press("space")
        keys = screen_text(app).splitlines()[-1]
        assert "l Lists" in keys
        assert "d Delete" in keys
        assert "/ Search" not in keys
        assert "1 selected of 4 found · A all found · escape none" in screen_text(app)


async def test_on_a_narrow_screen_the_acts_stay_in_the_line(app: ContactHubApp) -> None:
    await fill(TEAM)
    app.language = "fr"
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot, 4)
        await pilot.press("space")
        keys = screen_text(app).splitlines()[-1]
        for said in ("l Listes", "d Supprimer", "x Exporter", "? Aide"):
            assert said in keys


async def exporting(pilot: Pilot[str]) -> ExportDialog:
    """The export dialog is there and has counted."""
    app = pilot.app
    await until(
        pilot, lambda: isinstance(app.screen, ExportDialog) and app.screen.count is not None
    )
    assert isinstance(app.screen, ExportDialog)
    return app.screen


async def test_the_selected_are_written_to_a_file(app: ContactHubApp, tmp_path: Path) -> None:
    await fill(TEAM)
    out = tmp_path / "out.vcf"
    async with app.run_test(size=(120, 30)) as pilot:
        await opened(pilot, 4)
        await pilot.press("slash", *"dupont", "enter")
        await until(pilot, lambda: app.screen.query_one(ContactTable).total == 2)
        await pilot.press("A", "x")
        dialog = await exporting(pilot)
        assert "2 contacts will be written." in screen_text(app)
        dialog.query_one(PathInput).value = str(out)
        await pilot.pause()
        assert dialog.query_one(RadioSet).pressed_index == 2
        await pilot.press("ctrl+s")
        await told(pilot, "2 contacts were written to")
        assert out.read_text("utf-8").count("BEGIN:VCARD") == 2


async def test_a_file_that_is_there_is_replaced_only_when_asked_again(
    app: ContactHubApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(TEAM)
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")
    out = tmp_path / "out.csv"
    out.write_text("mine")
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot, 4)
        await pilot.press("x")
        dialog = await exporting(pilot)
        dialog.query_one(PathInput).value = str(out)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "is there already" in screen_text(app))
        assert out.read_text() == "mine"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        await until(pilot, lambda: bool(app.screen.query_one(ReportLine).sentence))
        said = app.screen.query_one(ReportLine).sentence
        assert said.startswith(f"1 contact was written to {out}")
        assert socket.gethostname() in said
        assert "Béraud" in out.read_text("utf-8-sig")


async def test_the_kind_chosen_ends_the_name(app: ContactHubApp) -> None:
    await fill(TEAM)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot, 4)
        await pilot.press("x")
        dialog = await exporting(pilot)
        dialog.query_one(RadioSet).focus()
        await pilot.press("right", "space")
        await until(pilot, lambda: dialog.query_one(PathInput).value == "contacts.xlsx")
        dialog.query_one(PathInput).value = "no ending"
        dialog.query_one(PathInput).focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Type the path of the file" in screen_text(app))
