"""The app on a real store. Screens are tested on SQLite: the engines have their own tests."""

import asyncio
from collections.abc import Callable

import pytest
from textual.app import App
from textual.pilot import Pilot

from contacthub_tui.app import ContactHubApp
from contacthub_tui.settings import Settings
from contacthub_tui.store.database import Store

PATIENCE = 20.0  # seconds; a busy machine is no failure


@pytest.fixture
def engine() -> str:
    """The engine of the stores that screens are tested on."""
    return "sqlite"


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with all colours, whatever the tests run in."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def app(store: Store) -> ContactHubApp:
    """The app, not yet running; a test fills the store first."""
    return ContactHubApp(Settings(store.url, language="en"), store.url, "marie")


async def until(pilot: Pilot[str], condition: Callable[[], object]) -> None:
    """Wait for what a worker will bring; fails when it never comes."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await pilot.pause(0.01)
    await pilot.pause()


def screen_text(app: App[str]) -> str:
    """What the screen shows, line by line."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(part.text for part in line).rstrip() for line in lines)
