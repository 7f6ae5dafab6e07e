"""Duplicates: pairs are found, compared, merged and told apart by keys."""

import asyncio
import threading
from collections.abc import Sequence
from typing import Any

import pytest
from textual.pilot import Pilot

from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.contact import Contact
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.screens.contacts import ContactsScreen
from contacthub_tui.screens.duplicates import DuplicatesScreen
from contacthub_tui.services import contacts, duplicates, preferences
from contacthub_tui.services.merging import merge
from contacthub_tui.widgets.comparison import Comparison
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.notice import Notice
from tests.screens.conftest import screen_text, until
from tests.screens.team import Row, crowd, fill, person

WIDE, NARROW = (120, 36), (80, 24)
HERS, OLD, WORK = "+33612345678", "+33698765432", "+33611111111"

PAIR = [
    person("Ana", "Roy", HERS, email="ana@exemple.fr", location="Lyon"),
    person("Roy", "Ana", OLD, email="Ana@exemple.fr", alias="Anouk"),
]
OTHERS = [person("Zoé", "Petit", f"+3363333333{i}") for i in range(2)]


async def opened(pilot: Pilot[str], rows: Sequence[Row]) -> DuplicatesScreen:
    """The screen with the pairs of these contacts, compared."""
    await fill(rows, lists=("VIP",))
    await pilot.press("ctrl+r")
    shown = pilot.app.screen
    assert isinstance(shown, ContactsScreen)
    await until(pilot, lambda: shown.table.total == len(rows))
    await pilot.press("D")
    await until(pilot, lambda: isinstance(pilot.app.screen, DuplicatesScreen))
    screen = pilot.app.screen
    assert isinstance(screen, DuplicatesScreen)
    await until(pilot, lambda: screen.query_one(Comparison).contacts)
    return screen


async def everyone() -> list[Contact]:
    return await asyncio.to_thread(contacts.contact_page, ContactQuery(), 0, 100)


async def confirmed(pilot: Pilot[str]) -> str:
    """What the question before a merge says; it is answered with yes."""
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
    await pilot.pause()
    said = " ".join(screen_text(pilot.app).replace("│", " ").split())
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(pilot.app.screen, DuplicatesScreen))
    return said


async def test_the_key_of_its_place_closes_it(app: ContactHubApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, PAIR)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))


async def test_a_pair_is_compared_picked_and_merged(app: ContactHubApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot, PAIR)
        text = screen_text(app)
        assert "same email, names swapped" in text
        assert "+33 6 12 34 56 78 ●" in text and "+33 6 98 76 54 32 ●" in text
        left = [line for line in text.splitlines() if "Number left" in line]
        assert "as a note: +33 6" in left[0] and "let go: +33 6" in left[0]
        # Into the comparison: the mobile from the right, the number left over is let go.
        await pilot.press("enter", "right", "end", "space")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("enter")  # No has the focus
        await until(pilot, lambda: app.screen is screen)
        assert len(await everyone()) == 2
        said = await confirmed(pilot)
        assert "+33 6 12 34 56 78 will belong to no contact" in said
        assert "This cannot be undone." in said
        await until(pilot, lambda: "Every pair is done." in screen_text(app))
        (kept,) = await everyone()
        assert (kept.first_name, kept.mobile, kept.alias, kept.note) == ("Ana", OLD, "Anouk", "")
        assert (kept.lists, kept.updated_by) == (("VIP",), "marie")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        await until(pilot, lambda: "Roy, Ana" in screen_text(app))
        assert screen.is_attached is False


async def test_a_number_without_a_place_goes_into_the_note(app: ContactHubApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, PAIR)
        said = await confirmed(pilot)
        assert "+33 6 98 76 54 32 is kept in the note only." in said
        await until(pilot, lambda: "Every pair is done." in screen_text(app))
        (kept,) = await everyone()
        assert (kept.mobile, kept.note) == (HERS, "Other number: +33 6 98 76 54 32")


async def test_what_a_stop_does_is_said_before(app: ContactHubApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await asyncio.to_thread(preferences.unsubscribe, OLD, who="paul")
        await opened(pilot, PAIR)
        sentence = "a merge unsubscribes +33 6 12 34 56 78, too."
        await until(pilot, lambda: sentence in " ".join(screen_text(app).split()))
        assert sentence in await confirmed(pilot)
        await until(pilot, lambda: "Every pair is done." in screen_text(app))
        (kept,) = await everyone()
        assert (kept.mobile, kept.status) == (HERS, "unsubscribed")


async def test_a_pair_is_skipped_or_never_proposed_again(app: ContactHubApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, [*PAIR, *OTHERS])
        assert "2 pairs" in screen_text(app)
        await pilot.press("n")
        await until(pilot, lambda: "Two people: Ana Roy." in screen_text(app))
        await pilot.press("z")
        await until(pilot, lambda: "2 pairs" in screen_text(app))
        await until(pilot, lambda: screen.table.cursor_row)
        await pilot.press("n")
        await until(pilot, lambda: "1 pair" in screen_text(app))
        await until(pilot, lambda: screen.comparison.contacts[0].last_name == "Petit")
        await pilot.press("p")
        await until(pilot, lambda: "Every pair is done." in screen_text(app))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "1 pair" in screen_text(app))
        assert "Zoé Petit" in screen_text(app) and "Roy" not in screen_text(app)
        assert len(await everyone()) == 4


async def test_who_changed_meanwhile_is_shown_and_the_picks_stay(app: ContactHubApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, PAIR)
        lines = screen_text(app).splitlines()
        row = next(y for y, line in enumerate(lines) if "+33 6 98" in line and "✓" in line)
        await pilot.click(offset=(lines[row].index("+33 6 98") + 2, row))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await fill([person("Ana", "Roy", HERS, location="Nice")])
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "changed meanwhile" in screen.query_one(Notice).sentence)
        await until(pilot, lambda: "Nice" in screen_text(app))
        assert len(await everyone()) == 2
        await confirmed(pilot)
        await until(pilot, lambda: "Every pair is done." in screen_text(app))
        (kept,) = await everyone()
        assert (kept.mobile, kept.location) == (OLD, "Nice")
        assert screen.query_one(Notice).sentence == ""


async def test_one_that_went_meanwhile_is_said_to_be_gone(app: ContactHubApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, [*PAIR, *OTHERS])
        two = await asyncio.to_thread(lambda: contacts.contact_page(ContactQuery("zoe"), 0, 2))
        await pilot.press("down")
        await until(pilot, lambda: screen.comparison.contacts[0].last_name == "Petit")
        await asyncio.to_thread(lambda: merge(*two, {}, who="paul"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "is gone" in screen.query_one(Notice).sentence)
        await until(pilot, lambda: "There is nothing to merge." in screen_text(app))
        await pilot.press("p")
        await until(pilot, lambda: "1 pair" in screen_text(app))


async def test_a_store_without_pairs_says_so(app: ContactHubApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await fill(PAIR[:1])
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Roy" in screen_text(app))
        await pilot.press("D")
        await until(pilot, lambda: "No two contacts look like one person." in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))


async def test_a_search_shows_how_far_it_is_and_stops(
    app: ContactHubApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, go_on = duplicates.rows, threading.Event()

    def read_slowly(*asked: Any) -> list[tuple[Any, ...]]:
        go_on.wait(0.02)
        return read(*asked)

    monkeypatch.setattr(duplicates, "_PART", 1)
    monkeypatch.setattr(duplicates, "rows", read_slowly)
    await fill(crowd(500))
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "Nom000000" in screen_text(app))
        await pilot.press("D")
        await until(pilot, lambda: "Looking for contacts" in screen_text(app))
        await until(pilot, lambda: "⟳ " in screen_text(app) and "⟳ 0%" not in screen_text(app))
        await pilot.press("c")
        await until(pilot, lambda: "The search did not come to its end." in screen_text(app))
        go_on.set()
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "No two contacts look like one person." in screen_text(app))


async def test_hostile_text_is_shown_harmless_in_every_part(app: ContactHubApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await opened(
            pilot,
            [
                person("[/]", "[bold]Roy\u202e", HERS, email="a@b.fr", note="\x1b[2J[@click=x]y"),
                person("$error", "Roy" * 100, OLD, email="A@b.fr", alias="[red]%s{0}"),
            ],
        )
        text = screen_text(app)
        assert "[/] [bold]Roy" in text and "[red]%s{0}" in text
        assert not any(sign in text for sign in "\x1b\u202e")
        assert "“[red]" not in await confirmed(pilot)
        await until(pilot, lambda: "Every pair is done." in screen_text(app))
        (kept,) = await everyone()
        assert kept.alias == "[red]%s{0}"
