"""Imports: what runs show, and a file brought in from the app to its undo."""

import asyncio
import socket
from pathlib import Path

import pytest
from contacthub_tui.screens.import_file import ImportFileScreen
from textual import events

from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.import_run import ImportOptions, RunState
from contacthub_tui.screens.contacts import ContactsScreen
from contacthub_tui.screens.imports import ImportsScreen
from contacthub_tui.screens.results import ResultsScreen
from contacthub_tui.services import contacts, imports, undo
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.notice import Notice
from tests.screens.conftest import screen_text, until
from tests.screens.team import crowd, fill, finish, person

WIDE, NARROW = (120, 30), (80, 24)

#: A process of this machine that is no more.
GONE = f"{socket.gethostname()}:999999999:1"
FAILED = [
    (12, "digits-lost", ["Zoé", "Petit", "3,36E+10", "", "Lyon"]),
    (14, "too-short", ["Jean", "[/]", "06 12", "", ""]),
]


async def test_every_run_shows_its_file_state_and_counts(app: ContactHubApp) -> None:
    await fill(crowd(10), failed=FAILED, file_name="clients.xlsx")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "clients.xlsx" in screen_text(app))
        text = screen_text(app)
        assert "✓ Finished" in text
        assert "10 created" in text
        assert "2 failed" in text
        assert "12 rows" in text


async def test_results_show_the_rows_that_failed_with_reason_and_cells(
    app: ContactHubApp,
) -> None:
    await fill(
        [*crowd(9), person("Luc", "Roy", "+33612345678", email="luc@", warning="bad-email")],
        failed=FAILED,
    )
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "clients.xlsx" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ResultsScreen))
        await until(pilot, lambda: "digits lost by the spreadsheet" in screen_text(app))
        text = screen_text(app)
        assert "▲ warning" in text
        assert "3,36E+10" in text
        assert "too short" in text
        await pilot.press("end")
        await until(pilot, lambda: "Row 14" in screen_text(app))
        assert "[/]" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ImportsScreen))


async def test_on_a_narrow_terminal_the_cells_are_behind_enter(app: ContactHubApp) -> None:
    await fill(crowd(3), failed=FAILED)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "clients.xlsx" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "digits lost" in screen_text(app))
        assert "Row 12" not in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: "Row 12" in screen_text(app))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, ImportsScreen))


async def test_a_running_import_shows_its_progress_everywhere_and_its_contacts_when_done(
    app: ContactHubApp,
) -> None:
    run_id = await fill(crowd(40), done=0.62)
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "3 Imports ⟳ 62%" in screen_text(app))
        await pilot.press("3")
        await until(pilot, lambda: "⟳ Running 62%" in screen_text(app))
        assert "c Stop" in screen_text(app)
        await asyncio.to_thread(finish, run_id)
        await until(pilot, lambda: "✓ Finished" in screen_text(app))
        assert "⟳" not in screen_text(app)
        assert "c Stop" not in screen_text(app)


async def test_an_interrupted_import_can_be_resumed_or_undone(app: ContactHubApp) -> None:
    await fill(crowd(5), done=0.5, dead=True)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "▲ Interrupted" in screen_text(app))
        text = screen_text(app)
        assert "r Resume" in text
        assert "u Undo" in text


async def test_an_undo_that_was_broken_off_says_so_and_can_only_be_undone(
    app: ContactHubApp,
) -> None:
    run_id = await fill(crowd(5))

    def break_off(done: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        await asyncio.to_thread(undo.undo_run, run_id, GONE, break_off)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "Its undo was broken off" in screen_text(app))
        assert "u Undo" in screen_text(app)
        assert "r Resume" not in screen_text(app)


async def test_undo_says_how_many_contacts_and_no_does_nothing(app: ContactHubApp) -> None:
    await fill(crowd(7))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "✓ Finished" in screen_text(app))
        await pilot.press("u")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        text = screen_text(app)
        assert "7 contacts that it created will be removed." in text
        assert "get back what they had" not in text
        assert "Undo the import" in text
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ImportsScreen))
        assert app.runs[0].state is RunState.FINISHED


async def test_a_file_is_checked_imported_and_undone_from_the_app(
    app: ContactHubApp, tmp_path: Path
) -> None:
    path = tmp_path / "nos clients.csv"
    path.write_text(
        "Prénom;Nom;Mobile\nMarie;Dupont;06 12 34 56 78\nZoé;Petit;12\nPaul;Roy;0612345679\n",
        encoding="utf-8",
    )
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ImportFileScreen))
        dialog = app.screen
        assert isinstance(dialog, ImportFileScreen)
        dialog.path_input.value = f"{tmp_path}/nos"
        dialog.path_input.cursor_position = len(dialog.path_input.value)
        await pilot.press("tab")
        await until(pilot, lambda: dialog.path_input.value == str(path))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: dialog.checked)
        text = screen_text(app)
        assert "2 created" in text
        assert "1 failed" in text
        assert await asyncio.to_thread(contacts.count_contacts, contacts.ContactQuery()) == 0

        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ImportsScreen))
        await until(pilot, lambda: "✓ Finished" in screen_text(app))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        await until(pilot, lambda: "Dupont, Marie" in screen_text(app))

        await pilot.press("3", "u")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "↶ Undone" in screen_text(app))
        await pilot.press("1")
        await until(pilot, lambda: "No contacts yet" in screen_text(app))


async def test_a_change_of_the_options_asks_for_another_check(
    app: ContactHubApp, tmp_path: Path
) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("Mobile\n0612345678\n", encoding="utf-8")
    async with app.run_test(size=NARROW) as pilot:
        app.import_path(path)
        await until(pilot, lambda: isinstance(app.screen, ImportFileScreen))
        dialog = app.screen
        assert isinstance(dialog, ImportFileScreen)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: dialog.checked)
        await pilot.press("shift+tab", "shift+tab", "shift+tab", "space")
        await until(pilot, lambda: not dialog.checked)
        assert "ctrl+s Check" in screen_text(app)


async def test_a_file_that_cannot_be_imported_is_one_sentence(
    app: ContactHubApp, tmp_path: Path
) -> None:
    path = tmp_path / "names.csv"
    path.write_text("Name\nMarie\n", encoding="utf-8")
    async with app.run_test(size=NARROW) as pilot:
        app.import_path(path)
        await until(pilot, lambda: isinstance(app.screen, ImportFileScreen))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen.query_one(Notice).sentence)
        assert "No column holds phone numbers." in app.screen.query_one(Notice).sentence
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))


async def test_what_was_said_of_another_file_goes_when_the_path_changes(
    app: ContactHubApp, tmp_path: Path
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        app.import_path(tmp_path / "nowhere.csv")
        await until(pilot, lambda: isinstance(app.screen, ImportFileScreen))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "There is no file" in screen_text(app))
        await pilot.press("end", "x")
        await until(pilot, lambda: "There is no file" not in screen_text(app))


async def test_of_many_files_that_fit_the_first_are_named_and_the_others_counted(
    app: ContactHubApp, tmp_path: Path
) -> None:
    for number in range(20):
        (tmp_path / f"clients{number:02d}.csv").touch()
    async with app.run_test(size=NARROW) as pilot:
        app.import_path(tmp_path / "cli")
        await until(pilot, lambda: isinstance(app.screen, ImportFileScreen))
        await pilot.press("end", "tab")
        await until(pilot, lambda: "clients05.csv" in screen_text(app))
        words = [word for word in screen_text(app).split() if word != "│"]
        assert words[words.index("clients05.csv") + 1 :][:3] == ["and", "14", "more"]
        assert "clients06.csv" not in words


async def test_keys_after_a_completion_stay_in_the_path(app: ContactHubApp, tmp_path: Path) -> None:
    (tmp_path / "clients.csv").touch()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ImportFileScreen))
        dialog = app.screen
        assert isinstance(dialog, ImportFileScreen)
        dialog.path_input.value = f"{tmp_path}/cl"
        for key in ("end", "tab", "z", "z"):  # all before the folder was read
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: dialog.path_input.value.endswith("zz"))
        reading = [worker for worker in dialog.workers if worker.group == "complete"]
        await asyncio.gather(*(worker.wait() for worker in reading))
        await pilot.pause()
        assert dialog.focused is dialog.path_input
        assert dialog.path_input.value == f"{tmp_path}/clzz"


async def test_what_was_asked_of_an_import_shows_until_it_begins_and_is_not_asked_twice(
    app: ContactHubApp,
) -> None:
    run_id = await fill(crowd(5), done=0.5)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "c Stop" in screen_text(app))
        await pilot.press("c")
        await until(pilot, lambda: "⟳ Stopping clients.xlsx…" in screen_text(app))
        assert "c Stop" not in screen_text(app)
        await asyncio.to_thread(finish, run_id)
        await until(pilot, lambda: "Stopping" not in screen_text(app))
        assert "u Undo" in screen_text(app)


async def test_an_import_stopped_before_its_first_row_says_that_nothing_came_in(
    app: ContactHubApp,
) -> None:
    run_id = await asyncio.to_thread(
        imports.create_run, Path("clients.xlsx"), ImportOptions(), "marie"
    )
    await asyncio.to_thread(imports.cancel_run, run_id)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "■ Cancelled" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "No row of the file came in." in screen_text(app))


async def test_where_the_columns_of_a_file_have_no_room_a_key_leads_to_them(
    app: ContactHubApp, tmp_path: Path
) -> None:
    path = tmp_path / "clients.csv"
    extra = [f"Extra{number}" for number in range(30)]
    path.write_text(";".join(["Mobile", *extra]) + "\n0612345678\n", encoding="utf-8")
    async with app.run_test(size=NARROW) as pilot:
        app.import_path(path)
        await until(pilot, lambda: isinstance(app.screen, ImportFileScreen))
        assert "page down Scroll" not in screen_text(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "page down Scroll" in screen_text(app))
        assert "Extra29" not in screen_text(app)
        await pilot.press(*["pagedown"] * 5)
        await until(pilot, lambda: "Extra29" in screen_text(app))
        await pilot.press(*["pageup"] * 5)
        await until(pilot, lambda: "Add to list" in screen_text(app))
