"""The file step of the wizard: a path, pasted cells, and how the file is read; its options."""

import asyncio
from pathlib import Path

import pytest
from textual import events

from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.import_run import Existing, ImportOptions
from contacthub_tui.importer.run import run_import
from contacthub_tui.screens.import_wizard import ImportWizardScreen
from contacthub_tui.services import imports
from contacthub_tui.settings import Settings
from contacthub_tui.store.database import Store
from contacthub_tui.widgets.file_step import names_in
from contacthub_tui.widgets.unsaved import Unsaved
from tests.screens.conftest import screen_text, until

SIZE = (80, 24)


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    path = tmp_path / "clients \x1b[31m.csv"
    path.write_bytes("Clients;\nPrénom;Mobile\nZoé;06 12 34 56 78\n".encode("cp1252"))
    return path


async def test_a_dropped_file_is_shown_and_read_in_another_encoding(
    app: ContactHubApp, clients: Path
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ImportWizardScreen) and app.focused)
        assert app.focused is not None
        app.focused.post_message(events.Paste(f"'{clients}' "))
        await until(pilot, lambda: "header in row 2" in screen_text(app))
        text = screen_text(app)
        assert "Prénom" in text
        assert "Windows-1252" in text
        assert "\x1b" not in text
        await pilot.press("shift+tab", "shift+tab", "shift+tab", "right")
        await until(pilot, lambda: "Rows with accents" in screen_text(app))


async def test_pasted_cells_are_a_file_and_another_folder_is_refused(
    store: Store, clients: Path, tmp_path: Path
) -> None:
    settings = Settings(store.url, language="en", import_folders=str(tmp_path / "elsewhere"))
    app = ContactHubApp(settings, store.url, "marie")
    async with app.run_test(size=SIZE) as pilot:
        app.import_path(clients)
        await until(pilot, lambda: "outside the folders" in " ".join(screen_text(app).split()))
        assert app.focused is not None
        app.focused.post_message(events.Paste("Nom\tMobile\rZoé\t0612345678\r"))
        await until(pilot, lambda: "Pasted cells" in screen_text(app))
        await until(pilot, lambda: "1 row" in screen_text(app))


async def test_options_are_those_of_last_time_but_nobody_is_unsubscribed(
    app: ContactHubApp, clients: Path
) -> None:
    options = ImportOptions(existing=Existing.SKIP, new_lists=("VIP",), unsubscribe_all=True)
    run_id = await asyncio.to_thread(imports.create_run, clients, options, "marie")
    await asyncio.to_thread(run_import, run_id)
    async with app.run_test(size=SIZE) as pilot:
        app.import_path(clients)
        await until(pilot, lambda: "header in row 2" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "as last time" in screen_text(app))
        await until(pilot, lambda: "(•) Skip" in screen_text(app))
        assert "VIP ×" in screen_text(app)
        assert "[ ] Unsubscribe all" in screen_text(app)


async def test_quitting_with_a_file_chosen_asks_and_of_two_files_the_first_is_taken(
    app: ContactHubApp, clients: Path
) -> None:
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ImportWizardScreen) and app.focused)
        assert app.focused is not None
        app.focused.post_message(events.Paste(f"'{clients}' '{clients.with_name('b.csv')}'"))
        await until(pilot, lambda: "2 files were dropped together" in screen_text(app))
        await until(pilot, lambda: "header in row 2" in screen_text(app))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, Unsaved))
        await until(pilot, lambda: "Leave all the same?" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ImportWizardScreen))
        await pilot.press("ctrl+q", "d")
        await until(pilot, lambda: app._exit)


@pytest.mark.parametrize(("width", "shown"), [(200, 6), (52, 2), (10, 1)])
def test_how_many_more_names_there_are_is_never_cut(width: int, shown: int) -> None:
    names = [f"clients-of-{year}.csv" for year in range(2018, 2026)]
    text = names_in(names, width).plain
    assert text.count("clients-of") == shown or (shown == 1 and "…" in text)
    assert text.endswith(f"and {len(names) - shown} more")
    assert width < 20 or len(text) <= width
