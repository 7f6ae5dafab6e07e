from contacthub_tui.app import ContactHubApp
from tests.screens.conftest import screen_text, until


async def test_try(app: ContactHubApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await until(pilot, lambda: "Columns" in screen_text(app))
        print(screen_text(app))
        await pilot.press("ctrl+s", "ctrl+s", "ctrl+s")
        print(screen_text(app))
        await pilot.press("escape", "escape", "escape", "escape")
        await until(pilot, lambda: "Columns" not in screen_text(app))
