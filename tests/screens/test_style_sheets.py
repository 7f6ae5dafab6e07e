"""Sheets of style are read once: neither a place nor another app makes all of them be read anew."""

import pytest
from textual.css import stylesheet

from contacthub_tui.app import ContactHubApp
from contacthub_tui.screens.lists import ListsScreen
from contacthub_tui.settings import Settings
from contacthub_tui.store.database import Store
from tests.screens.conftest import screen_text, until


async def test_sheets_are_read_once_and_again_for_other_colours(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    parse = stylesheet.parse

    def counted(scope: str, css: str, read_from: object, **more: object) -> object:
        read.append(read_from)
        return parse(scope, css, read_from, **more)  # type: ignore[arg-type]

    async def visit(theme: str) -> tuple[int, int, str]:
        """The sheets read until contacts are shown, then for the lists; and a colour."""
        read.clear()
        app = ContactHubApp(Settings(store.url, "en", theme), store.url, "marie")
        async with app.run_test() as pilot:
            await until(pilot, lambda: "No contacts yet" in screen_text(app))
            started = len(read)
            await pilot.press("2")
            await until(pilot, lambda: isinstance(app.screen, ListsScreen))
            return started, len(read) - started, app.screen.styles.background.hex

    monkeypatch.setattr(stylesheet, "parse", counted)
    monkeypatch.setattr("contacthub_tui.styles.kept_rules.KeptRules._kept", {})
    started, shown, dark = await visit("dark")
    assert 0 < shown < started
    assert await visit("dark") == (0, 0, dark)
    again, _, light = await visit("light")
    assert again > 0
    assert light != dark
