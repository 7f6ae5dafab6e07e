"""Imports: what runs show, and what can be asked of them."""

import asyncio
import socket
from pathlib import Path

import pytest

from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.import_run import ImportOptions, RunState
from contacthub_tui.screens.imports import ImportsScreen
from contacthub_tui.screens.results import ResultsScreen
from contacthub_tui.services import imports, undo
from contacthub_tui.widgets.confirm import Confirm
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
        await pilot.press("4")
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
        await pilot.press("4")
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
        await pilot.press("4")
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
        await until(pilot, lambda: "4 Imports ⟳ 62%" in screen_text(app))
        await pilot.press("4")
        await until(pilot, lambda: "⟳ Running 62%" in screen_text(app))
        assert "c Stop" in screen_text(app)
        await asyncio.to_thread(finish, run_id)
        await until(pilot, lambda: "✓ Finished" in screen_text(app))
        assert "⟳" not in screen_text(app)
        assert "c Stop" not in screen_text(app)


async def test_an_interrupted_import_can_be_resumed_or_undone(app: ContactHubApp) -> None:
    await fill(crowd(5), done=0.5, dead=True)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("4")
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
        await pilot.press("4")
        await until(pilot, lambda: "Its undo was broken off" in screen_text(app))
        assert "u Undo" in screen_text(app)
        assert "r Resume" not in screen_text(app)


async def test_undo_says_how_many_contacts_and_no_does_nothing(app: ContactHubApp) -> None:
    await fill(crowd(7))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("4")
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


async def test_what_was_asked_of_an_import_shows_until_it_begins_and_is_not_asked_twice(
    app: ContactHubApp,
) -> None:
    run_id = await fill(crowd(5), done=0.5)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("4")
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
        await pilot.press("4")
        await until(pilot, lambda: "■ Cancelled" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "No row of the file came in." in screen_text(app))
