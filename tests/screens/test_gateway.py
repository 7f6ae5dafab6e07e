"""Gateway: chosen, tried and watched by keys."""

import asyncio

from contacthub_tui.app import ContactHubApp
from contacthub_tui.dispatch.dispatcher import Dispatcher
from contacthub_tui.gateways.simulator import Behaviour, Simulator
from contacthub_tui.screens.gateway import GatewayScreen
from contacthub_tui.screens.settings import SettingsScreen
from contacthub_tui.services import account, gateway_state, preferences
from tests.screens.conftest import screen_text, until

WIDE = (120, 40)


def ready(app: ContactHubApp) -> bool:
    return isinstance(app.screen, GatewayScreen) and "0 messages wait" in screen_text(app)


async def test_another_gateway_is_chosen_and_what_is_missing_on_this_machine_is_told(
    app: ContactHubApp,
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("f9")
        await until(pilot, lambda: ready(app))
        assert "https://eu.app" not in screen_text(app)
        await pilot.press("e", "space")
        await until(pilot, lambda: "https://eu.app.api.sinch.com" in screen_text(app))
        await pilot.press("tab", "tab", *"Hub", "tab", "end", "0", "ctrl+s")
        await until(pilot, lambda: "✓ Saved" in screen_text(app))
        team = await asyncio.to_thread(account.read_team)
        assert (team["gateway"], team["sinch_sender"]) == ("sinch", "Hub")
        assert team["sinch_rate"] == "200"
        await until(pilot, lambda: "CONTACTHUB_SINCH_KEY" in screen_text(app))
        # A rate that cannot be is told where it is typed, and nothing is saved.
        await pilot.press("x", "ctrl+s")
        await until(pilot, lambda: "▲ Write a whole number" in screen_text(app))
        await pilot.press("ctrl+r", "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))


async def test_a_message_to_the_own_number_tries_it_and_its_way_is_followed(
    app: ContactHubApp,
) -> None:
    quick = Behaviour(busy=0, refused=0, lost=0, answered=0, receipt_after=(0, 0))
    dispatcher = Dispatcher(Simulator(behaviour=quick))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("f9")
        await until(pilot, lambda: ready(app))
        await pilot.press("t", *"06 12", "enter")
        await until(pilot, lambda: "▲ Write a number" in screen_text(app))
        await pilot.press("home", "shift+end", *"06 12 34 56 78", "enter")
        await until(pilot, lambda: "The message waits to be sent." in screen_text(app))
        work = asyncio.create_task(asyncio.to_thread(dispatcher.run))
        await until(pilot, lambda: "✓ The message was delivered." in screen_text(app))
        dispatcher.stop()
        await work
        await asyncio.to_thread(preferences.unsubscribe, "+33612345678", who="x", reason="y")
        await pilot.press("enter")
        await until(pilot, lambda: "is unsubscribed. Nothing was sent." in screen_text(app))


async def test_the_last_trouble_is_told_in_a_sentence(app: ContactHubApp) -> None:
    said = ("simulator", "gateway-refuses", "401 /v1/messages")
    await asyncio.to_thread(gateway_state.note_trouble, *said)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("f9")
        await until(pilot, lambda: "refuses the credentials" in screen_text(app))
        assert "/v1/messages" in screen_text(app)
