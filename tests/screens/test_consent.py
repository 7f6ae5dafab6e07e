"""Unsubscribing and resubscribing, as an operator does it."""

import asyncio
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.errors import StoreError
from contacthub_tui.screens.contacts import ContactsScreen
from contacthub_tui.screens.history import HistoryScreen
from contacthub_tui.screens.resubscribe import ResubscribeScreen
from contacthub_tui.screens.unsubscribe import UnsubscribeScreen
from contacthub_tui.services import ledger, preferences
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.reason_input import ReasonInput
from tests.consent import resubscribe
from tests.screens.conftest import screen_text, until
from tests.screens.team import crowd, fill, person

WIDE, NARROW = (120, 30), (80, 24)
NUMBER = "+33612345678"
MOBILE, WHATSAPP = Address(Channel.MOBILE, NUMBER), Address(Channel.WHATSAPP, NUMBER)
MARIE = person("Marie", "Dupont", NUMBER)
HOSTILE = "[/] [@click=app.quit]x \u202eabc \x9b31m"


async def held() -> dict[Channel, Status]:
    return await asyncio.to_thread(preferences.preference, NUMBER)


async def reasons() -> list[str]:
    lines = await asyncio.to_thread(ledger.history, [NUMBER])
    return [line.reason for line in lines]


async def shown(app: ContactHubApp, pilot: Pilot[str], *keys: str) -> None:
    await until(pilot, lambda: "Dupont" in screen_text(app))
    await pilot.press(*keys)


def shows(app: ContactHubApp, *kinds: type) -> Callable[[], bool]:
    return lambda: isinstance(app.screen, kinds)


async def test_one_key_a_reason_and_one_key_unsubscribe(app: ContactHubApp) -> None:
    await fill([MARIE])
    async with app.run_test(size=NARROW) as pilot:
        await shown(app, pilot, "u")
        await until(pilot, lambda: "● subscribed since" in screen_text(app))
        assert "Unsubscribe Marie Dupont" in screen_text(app)
        assert "on any channel" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, shows(app, ContactsScreen))
        assert await held() == {Channel.MOBILE: Status.SUBSCRIBED}

        await pilot.press("u")
        await until(pilot, shows(app, UnsubscribeScreen))
        await pilot.press("down", "down", "up", "down", "ctrl+s")
        await until(pilot, shows(app, ContactsScreen))
        assert await held() == dict.fromkeys(Channel, Status.UNSUBSCRIBED)
        assert (await reasons())[0] == "asked by letter"
        await until(pilot, lambda: "■" in screen_text(app))

        await pilot.press("u")
        await until(pilot, lambda: "nothing to change" in screen_text(app))


async def test_a_reason_of_anything_is_kept_and_harmless(app: ContactHubApp) -> None:
    await fill([MARIE])
    async with app.run_test(size=WIDE) as pilot:
        await shown(app, pilot, "u")
        await until(pilot, shows(app, UnsubscribeScreen))
        screen = app.screen
        assert isinstance(screen, UnsubscribeScreen)
        screen.reason.value = "y" * 10_000
        await pilot.press("enter")
        await until(pilot, lambda: "longer than 2,000 characters" in screen_text(app))
        assert await held() == {Channel.MOBILE: Status.SUBSCRIBED}
        screen.reason.value = HOSTILE
        assert not {"\x9b", "\u202e"} & set(screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "■" in screen_text(app) and app.screen.query("ContactPanel"))
        await until(pilot, lambda: "[@click=app.quit]x" in screen_text(app))
        assert not {"\x9b", "\u202e"} & set(screen_text(app))
        assert (await reasons())[0] == HOSTILE.replace("\x9b", "")
        await pilot.press("h")
        await until(pilot, shows(app, HistoryScreen))
        await until(pilot, lambda: "[@click=app.quit]x" in screen_text(app))
        assert not {"\x9b", "\u202e"} & set(screen_text(app))


async def test_what_was_typed_stays_while_the_store_is_away(
    app: ContactHubApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill([MARIE])

    def away(*numbers: str, who: str, reason: str) -> None:
        raise StoreError("away", place="hub.db")

    async with app.run_test(size=WIDE) as pilot:
        await shown(app, pilot, "u")
        await until(pilot, shows(app, UnsubscribeScreen))
        await pilot.press(*"letter 4")
        with monkeypatch.context() as gone:
            gone.setattr(preferences, "unsubscribe", away)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "cannot be reached" in screen_text(app))
        assert "letter 4" in screen_text(app)
        await pilot.press("ctrl+s")
        await until(pilot, shows(app, ContactsScreen))
        assert (await reasons())[0] == "letter 4"


async def test_to_resubscribe_takes_history_proof_and_confirmation(app: ContactHubApp) -> None:
    await fill([MARIE])
    await asyncio.to_thread(preferences.unsubscribe, NUMBER, who="paul", reason="by phone")
    async with app.run_test(size=WIDE) as pilot:
        await shown(app, pilot, "h")
        await until(pilot, lambda: shows(app, HistoryScreen)() and "by phone" in screen_text(app))
        await pilot.press("R")
        await until(pilot, lambda: "( ) +33 6 12 34 56 78, WhatsApp" in screen_text(app))
        assert "by phone" in screen_text(app)
        await pilot.press("ctrl+s")
        assert "one at a time" in screen_text(app)
        await pilot.press("space")
        await until(pilot, lambda: "(•) +33 6 12 34 56 78, Mobile" in screen_text(app))
        for blank in ("", "   ", "\u200b\u00ad"):
            screen = app.screen
            assert isinstance(screen, ResubscribeScreen)
            screen.proof.value = blank
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "without it nobody" in screen_text(app))
        assert await held() == dict.fromkeys(Channel, Status.UNSUBSCRIBED)
        screen.proof.value = ""
        await pilot.press(*"form 12", "enter")
        await until(pilot, shows(app, Confirm))
        assert "Proof: form 12" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, shows(app, ResubscribeScreen))
        assert await held() == dict.fromkeys(Channel, Status.UNSUBSCRIBED)
        await pilot.press("ctrl+s")
        await until(pilot, shows(app, Confirm))
        await pilot.press("ctrl+s")
        await until(pilot, shows(app, HistoryScreen))
        await until(pilot, lambda: "form 12" in screen_text(app))
        assert await held() == {
            Channel.MOBILE: Status.SUBSCRIBED,
            Channel.WHATSAPP: Status.UNSUBSCRIBED,
        }


async def test_a_stop_that_comes_while_one_looks_wins(app: ContactHubApp) -> None:
    await fill([MARIE])
    await asyncio.to_thread(preferences.unsubscribe, NUMBER, who="paul", reason="by phone")
    await asyncio.to_thread(resubscribe, WHATSAPP)
    async with app.run_test(size=WIDE) as pilot:
        await shown(app, pilot, "R")
        await until(pilot, lambda: "(•) +33 6 12 34 56 78, Mobile" in screen_text(app))
        await pilot.press(*"form 12", "ctrl+s")
        await until(pilot, shows(app, Confirm))
        await asyncio.to_thread(resubscribe, MOBILE)
        await asyncio.to_thread(preferences.unsubscribe, NUMBER, who="anna", reason="again")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "was changed while you looked" in screen_text(app))
        await until(pilot, lambda: "( ) +33 6 12 34 56 78, WhatsApp" in screen_text(app))
        assert "form 12" in screen_text(app)
        assert await held() == dict.fromkeys(Channel, Status.UNSUBSCRIBED)


async def test_a_selection_is_unsubscribed_with_a_count_and_a_report(app: ContactHubApp) -> None:
    await fill([*crowd(40), MARIE])
    await asyncio.to_thread(preferences.unsubscribe, "+33600000000", "+33600000001", who="paul")
    async with app.run_test(size=NARROW) as pilot:
        await shown(app, pilot, "A", "u")
        await until(pilot, lambda: "2 of them are unsubscribed already" in screen_text(app))
        assert "41 contacts will be unsubscribed, on every channel." in screen_text(app)
        app.screen.query_one(ReasonInput).value = "z" * 10_000
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "longer than 2,000 characters" in screen_text(app))
        app.screen.query_one(ReasonInput).value = ""
        await pilot.press("down", "enter")
        await until(pilot, lambda: "39 contacts were unsubscribed" in screen_text(app))
        assert "2 were unsubscribed already" in screen_text(app)
        assert await asyncio.to_thread(ledger.count_changes) == 41 + 4 - 2 + 41 * 2 - 2
        assert (await reasons())[0] == "asked by phone"
