"""The history of a contact's preferences, and the whole ledger."""

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.contact import Address, Channel
from contacthub_tui.screens.history import HistoryScreen
from contacthub_tui.screens.ledger_export import LedgerExportScreen
from contacthub_tui.services import ledger, preferences
from contacthub_tui.widgets.path_input import PathInput
from tests.consent import resubscribe
from tests.screens.conftest import screen_text, until
from tests.screens.team import crowd, fill, person

WIDE, NARROW = (120, 30), (80, 24)
NUMBER = "+33612345678"
MARIE = person("Marie", "Dupont", NUMBER, whatsapp="+33712345678")
HOSTILE = "[/] [@click=app.quit]x \x1b[31m \u202eabc\nline " + "y" * 1_900


async def history(app: ContactHubApp, pilot: Pilot[str], *keys: str) -> HistoryScreen:
    await until(pilot, lambda: "Dupont" in screen_text(app) or "Nom000000" in screen_text(app))
    await pilot.press(*(keys or ("h",)))
    await until(pilot, lambda: isinstance(app.screen, HistoryScreen) and app.screen.held)
    assert isinstance(app.screen, HistoryScreen)
    return app.screen


async def test_the_history_tells_every_change_of_a_contact(app: ContactHubApp) -> None:
    await fill([MARIE])
    await fill([MARIE], unsubscribe_all=True, file_name="stop.csv", who="paul")
    await asyncio.to_thread(resubscribe, Address(Channel.MOBILE, NUMBER), "form 12")
    async with app.run_test(size=(200, 40)) as pilot:
        screen = await history(app, pilot)
        await until(pilot, lambda: screen.panel.change)
        text = screen_text(app)
        assert "History  Marie Dupont  7" in text
        assert "+33 6 12 34 56 78   Mobile   ● subscribed since" in text
        assert "WhatsApp ■ unsubscribed since" in text
        assert "clients.xlsx, row 2" in text
        assert "stop.csv, row 2" in text
        assert "form 12" in text
        assert screen.table.cursor_row and screen.table.cursor_row.reason == "form 12"
        await pilot.press("escape")
        await until(pilot, lambda: "All contacts" in screen_text(app))


async def test_ten_thousand_lines_are_windowed(app: ContactHubApp) -> None:
    await fill([MARIE])

    def argue() -> None:
        for _ in range(25):
            resubscribe(Address(Channel.MOBILE, NUMBER))
            preferences.unsubscribe(NUMBER, who="paul", reason=HOSTILE)

    await asyncio.to_thread(preferences.unsubscribe, NUMBER, who="paul")
    await asyncio.to_thread(argue)
    async with app.run_test(size=NARROW) as pilot:
        screen = await history(app, pilot)
        assert screen.table.total == 54
        await pilot.press("end")
        await until(pilot, lambda: screen.table.cursor_row)
        await pilot.press("home", "enter")
        await until(pilot, lambda: screen.panel.has_focus and screen.panel.change)
        assert not {"\x1b", "\u202e"} & set(screen_text(app))
        await pilot.click(screen.panel, offset=(4, 10))
        await pilot.press("escape")
        await until(pilot, lambda: screen.table.has_focus)


async def test_the_ledger_finds_a_number_that_has_no_contact(app: ContactHubApp) -> None:
    await fill(crowd(30))
    await asyncio.to_thread(preferences.unsubscribe, "+447400123456", who="paul", reason="letter")
    async with app.run_test(size=WIDE) as pilot:
        screen = await history(app, pilot, "H")
        assert "Ledger  32" in screen_text(app)
        await pilot.press("slash", *"+44 7400 1234", "5", "6", "enter")
        await until(pilot, lambda: screen.table.total == 2 and screen.table.cursor_row)
        assert "+44 7400 123456   Mobile   ■ unsubscribed since" in screen_text(app)
        assert "letter" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: screen.table.total == 32)
        await pilot.press("slash", *"0698765432", "enter")
        await until(pilot, lambda: "Nothing was ever changed." in screen_text(app))


async def test_a_history_is_written_to_a_file_for_an_audit(
    app: ContactHubApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "PART", 1)
    await fill([MARIE, *crowd(5)])
    path = tmp_path / "mine.csv"
    path.write_text("before")
    async with app.run_test(size=NARROW) as pilot:
        screen = await history(app, pilot)
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, LedgerExportScreen))
        await until(pilot, lambda: f"{screen.table.total} change" in screen_text(app))
        app.screen.query_one(PathInput).value = str(tmp_path / "mine.xlsx")
        await until(pilot, lambda: "End the name of the file with .csv" in screen_text(app))
        app.screen.query_one(PathInput).value = str(path)
        await until(pilot, lambda: "it will be replaced" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        assert path.read_text() == "before"

        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, LedgerExportScreen))
        app.screen.query_one(PathInput).value = str(tmp_path / "nowhere" / "mine.csv")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "cannot be written" in screen_text(app))
        app.screen.query_one(PathInput).value = str(path)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and "written to" in screen_text(app))
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) == 1 + screen.table.total
        assert all("+3361234" in line or "+3371234" in line or "Time" in line for line in lines)


async def test_an_export_that_is_stopped_leaves_no_file(
    app: ContactHubApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(crowd(5))
    path = tmp_path / "all.csv"
    export = ledger.export_ledger

    async with app.run_test(size=WIDE) as pilot:
        screen = await history(app, pilot, "H")
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, LedgerExportScreen))
        dialog = app.screen
        assert isinstance(dialog, LedgerExportScreen)

        def stopped(*asked: object) -> int:
            app.call_from_thread(dialog.action_give_up)
            return export(*asked)  # type: ignore[arg-type]

        monkeypatch.setattr(ledger, "export_ledger", stopped)
        dialog.query_one(PathInput).value = str(path)
        await until(pilot, lambda: dialog.count)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "no file was written" in screen_text(app))
        assert app.screen is screen
        assert not list(tmp_path.glob("*.csv")) + list(tmp_path.glob(".all*"))
