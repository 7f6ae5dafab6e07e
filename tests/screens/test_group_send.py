"""Group sends by keyboard: to whom, what, the check, on its way, stopped, who got what."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from contacthub_tui import i18n
from contacthub_tui.app import ContactHubApp
from contacthub_tui.commands import demo
from contacthub_tui.commands.background import dispatching
from contacthub_tui.commands.demo_talk import begin_talk
from contacthub_tui.dispatch.dispatcher import Dispatcher
from contacthub_tui.domain.message import MessageState
from contacthub_tui.gateways.simulator import Behaviour, Simulator
from contacthub_tui.screens.contacts import ContactsScreen
from contacthub_tui.screens.group_send import GroupSendScreen
from contacthub_tui.screens.group_sends import GroupSendsScreen
from contacthub_tui.screens.lists import ListsScreen
from contacthub_tui.screens.send_report import SendReportScreen
from contacthub_tui.services import group_sends, preferences
from contacthub_tui.settings import Settings
from contacthub_tui.store.database import Store
from contacthub_tui.widgets.override_dialog import OverrideDialog
from contacthub_tui.widgets.send_dialog import SendDialog
from tests.screens.conftest import screen_text, until
from tests.screens.team import crowd, fill, person
from tests.terminal.hostile import HOSTILE

NARROW = (80, 24)
#: Numbers whose country keeps no quiet hours that are known.
BELGIANS = [person(f"Ann{i}" if i else "", f"Roy{i}", f"+3247012{i:04d}") for i in range(6)]
#: Everything is taken and delivered at once, nobody answers.
SURE = Behaviour(rate=2_000, busy=0, refused=0, lost=0, answered=0, receipt_after=(0, 0))

SAYS = {
    "en": ("5 people", "■ unsubscribed person is left out", "place in several lists", "First name"),
    "fr": ("5 personnes", "■ personne désabonnée est écartée", "doublon entre", "Prénom"),
}


@pytest.fixture
def sending(store: Store) -> Iterator[None]:
    """A dispatcher at work, as the program runs one."""
    dispatcher = Dispatcher(Simulator(behaviour=SURE))
    thread = threading.Thread(target=dispatcher.run)
    thread.start()
    yield
    dispatcher.stop()
    # Nothing is left that could reach into the next test.
    thread.join()


def said(app: ContactHubApp) -> str:
    return " ".join(screen_text(app).replace("│", " ").replace("▌", " ").split())


def shown_in(language: str, store: Store) -> ContactHubApp:
    i18n.set_language(language)
    return ContactHubApp(Settings(store.url, language=language), store.url, "marie")


async def message_to_list(app: ContactHubApp, pilot: Pilot[str], place: int = 0) -> None:
    """Write to the members of a list, by its key."""
    await pilot.press("2")
    await until(pilot, lambda: isinstance(app.screen, ListsScreen) and app.screen.table.cursor_row)
    await pilot.press(*["down"] * place, "m")
    await until(pilot, lambda: isinstance(app.screen, GroupSendScreen))
    screen = app.screen
    assert isinstance(screen, GroupSendScreen)
    await until(pilot, lambda: screen.message.people and screen.picker.lists)


async def check(app: ContactHubApp, pilot: Pilot[str]) -> GroupSendScreen:
    screen = app.screen
    assert isinstance(screen, GroupSendScreen)
    await until(pilot, lambda: screen.check_action("go_on", ()))
    await pilot.press("ctrl+s")
    await until(pilot, lambda: screen.table.has_focus)
    return screen


async def send(app: ContactHubApp, pilot: Pilot[str]) -> SendReportScreen:
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(app.screen, SendDialog))
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(app.screen, SendReportScreen))
    screen = app.screen
    assert isinstance(screen, SendReportScreen)
    await until(pilot, lambda: screen.states.total)
    return screen


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.usefixtures("sending")
async def test_a_message_goes_to_two_lists_once_each_and_to_nobody_who_said_stop(
    store: Store, language: str
) -> None:
    await fill(BELGIANS, lists=("Lyon",))
    await fill(BELGIANS[:1], lists=("VIP",))
    await asyncio.to_thread(preferences.unsubscribe, "+32470120005", who="paul", reason="STOP")
    app = shown_in(language, store)
    people, stopped, twice, field = SAYS[language]
    async with app.run_test(size=NARROW) as pilot:
        await message_to_list(app, pilot)
        # The other list is picked, too; then a tag is completed as it is typed.
        await pilot.press("shift+tab", *"vip", "enter", "tab", *"Bonjour ", "number_sign", *"fir")
        await pilot.press("enter", *" et merci")
        screen = await check(app, pilot)
        assert screen.message.text == "Bonjour #firstname# et merci"
        assert "Bonjour" in said(app)
        assert "Roy1" in said(app) or "Roy0" in said(app)
        for words in (stopped, twice, field):
            assert words in said(app)
        # A number leads to the contacts behind it, and the way back to what was written.
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen) and "Roy5" in said(app))
        assert "Roy1" not in said(app)
        await pilot.press("3")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, SendDialog))
        assert people in said(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        report = await send(app, pilot)
        await until(pilot, lambda: report._report and report._report.total == 6)
        await until(
            pilot,
            lambda: (
                report._report
                and report._report.counts == {MessageState.DELIVERED: 5, MessageState.LEFT_OUT: 1}
            ),
        )
        # From a state to those who are in it.
        await pilot.press(*["down"] * 3)
        await until(pilot, lambda: report.reached.total == 5 and "Ann4 Roy4" in said(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, GroupSendsScreen))
        await until(pilot, lambda: "✓" in said(app))


async def test_quiet_hours_hold_a_message_until_a_reason_is_given(
    app: ContactHubApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = datetime.now(UTC) + timedelta(hours=5)
    monkeypatch.setattr(group_sends, "quiet_until", lambda zone, _at: end if zone else None)
    await fill(crowd(3), lists=("VIP",))
    async with app.run_test(size=NARROW) as pilot:
        await message_to_list(app, pilot)
        await pilot.press(*"Bonjour")
        await check(app, pilot)
        assert "held until" in said(app)
        report = await send(app, pilot)
        assert "held" in said(app)
        await pilot.press("p")
        await until(pilot, lambda: "Paused" in said(app))
        await pilot.press("r")
        await until(pilot, lambda: "Being sent" in said(app))
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, OverrideDialog))
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, OverrideDialog)  # not without a reason
        await pilot.press(*"the shop burns", "enter")
        await until(pilot, lambda: app.screen is report and "the shop burns" in said(app))
        assert "held until" not in said(app)
        await pilot.press("c")
        await until(pilot, lambda: "3 messages that wait" in said(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Stopped" in said(app))
        (made,) = await asyncio.to_thread(group_sends.all_sends)
        assert (made.override_reason, made.override_who) == ("the shop burns", "marie")
        assert report._report is not None
        assert report._report.counts == {MessageState.LEFT_OUT: 3}


async def test_a_selection_gets_a_message_and_hostile_text_is_harmless(app: ContactHubApp) -> None:
    await fill([person(name, name, f"+3247012{i:04d}") for i, name in enumerate(HOSTILE)])
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("f8")
        await until(pilot, lambda: "No message was sent to many yet." in said(app))
        await pilot.press("1")
        await until(
            pilot, lambda: isinstance(app.screen, ContactsScreen) and app.screen.table.cursor_row
        )
        await pilot.press("space", "down", "space", "m")
        await until(
            pilot, lambda: isinstance(app.screen, GroupSendScreen) and app.screen.message.people
        )
        await pilot.press("number_sign", *"first", "enter", *" [bold]x[/]")
        screen = await check(app, pilot)
        assert "2 contacts · your selection" in said(app)
        assert "[bold]x[/]" in said(app)
        # What is written is not lost without a question.
        await pilot.press("escape", "escape")
        await until(pilot, lambda: "Nothing was sent." in said(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("escape")
        await until(pilot, lambda: "Nothing was sent." in said(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, GroupSendsScreen))
        assert await asyncio.to_thread(group_sends.all_sends) == []


@pytest.mark.slow
async def test_the_demo_lives(store: Store, app: ContactHubApp, tmp_path: Path) -> None:
    """Conversations are there, people go on writing, and what waits is sent behind the screens."""
    await asyncio.to_thread(demo.fill, tmp_path)
    gateway = await asyncio.to_thread(begin_talk)
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: app.unread == 4)
        with dispatching(lambda tell: Dispatcher(gateway, tell), app.tell_trouble):
            await pilot.press("3")
            await until(pilot, lambda: "Thank you, we call you back" in said(app))
            await until(pilot, lambda: app.unread > 4)
