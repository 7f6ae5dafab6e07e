"""The inbox, as an operator reads it and works in it."""

import asyncio

from textual.pilot import Pilot

from contacthub_tui import i18n
from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.contact import Status
from contacthub_tui.domain.contact_edit import Draft
from contacthub_tui.domain.message import Direction, Incoming, Received
from contacthub_tui.screens.history import HistoryScreen
from contacthub_tui.screens.inbox import InboxScreen
from contacthub_tui.services import composing, contact_edit, outbox, preferences
from contacthub_tui.services.incoming import take_in
from contacthub_tui.store.database import transaction
from contacthub_tui.store.sql import execute
from tests.messages import clock, mobile, number_of, write_thread
from tests.screens.conftest import screen_text, until
from tests.screens.team import fill, person
from tests.terminal.hostile import HOSTILE

IN, OUT = Direction.IN, Direction.OUT
WIDE, NARROW = (140, 40), (80, 24)


async def opened(app: ContactHubApp, pilot: Pilot[str], total: int) -> InboxScreen:
    await pilot.press("3")
    await until(pilot, lambda: isinstance(app.screen, InboxScreen))
    screen = app.screen
    assert isinstance(screen, InboxScreen)
    await until(pilot, lambda: screen.table.total == total and screen.table.row_at(0))
    return screen


async def write(*messages: tuple[str, str, Direction, str]) -> None:
    await asyncio.to_thread(write_thread, *messages)


async def test_who_wrote_is_named_and_what_was_said_stands_in_its_thread(
    app: ContactHubApp,
) -> None:
    await fill([person("Marie", "Dupont", number_of(1)), person("Paul", "Roy", number_of(2))])
    await write(
        (number_of(1), "Votre commande est prête.", OUT, clock(1)),
        (number_of(1), "Merci !", IN, clock(2)),
        (number_of(3), "Vous ouvrez quand ?", IN, clock(3)),
    )
    async with app.run_test(size=WIDE) as pilot:
        await opened(app, pilot, 2)
        await until(pilot, lambda: "3 Inbox ·2" in screen_text(app))
        await pilot.press("down")
        await until(pilot, lambda: "Votre commande est prête." in screen_text(app))
        text = screen_text(app)
        assert "Marie Dupont" in text
        assert "subscribed since" in text
        assert "+33 6 10 00 00 03" in text
        await pilot.press("enter")
        await until(pilot, lambda: "3 Inbox ·1" in screen_text(app))


async def test_one_pane_at_a_time_where_it_is_narrow(app: ContactHubApp) -> None:
    await fill([person("Marie", "Dupont", number_of(1), location="Lyon")])
    await write((number_of(1), "Merci !", IN, clock(2)), (number_of(1), "Un", OUT, clock(1)))
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(app, pilot, 1)
        assert not screen.thread.region
        await pilot.press("enter", "shift+tab")
        await until(pilot, lambda: screen.thread.has_focus and screen.thread.region.height > 10)
        assert not screen.table.region
        await pilot.press("p")
        await until(pilot, lambda: "Lyon" in screen_text(app))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: screen.table.has_focus and screen.table.region.width == 80)


async def test_filters_search_and_what_is_done_with_a_conversation(app: ContactHubApp) -> None:
    await fill([person("Marie", "Dupont", number_of(1)), person("Paul", "Roy", number_of(2))])
    await write(
        (number_of(1), "Bonjour", IN, clock(1)),
        (number_of(2), "Une question de facture", IN, clock(2)),
        (number_of(3), "Oui", IN, clock(3)),
    )
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(app, pilot, 3)
        await pilot.press("r")
        await until(pilot, lambda: "3 Inbox ·2" in screen_text(app))
        await pilot.press("f")
        await until(pilot, lambda: screen.table.total == 2)
        await pilot.press("c")  # Paul
        await until(pilot, lambda: screen.table.total == 1)
        await pilot.press("f", "f")
        await until(pilot, lambda: screen.table.total == 1 and "Paul Roy" in screen_text(app))
        await pilot.press("escape", "slash", *"factur")
        await until(pilot, lambda: screen.table.total == 1)
        await pilot.press("enter", "c")
        await until(pilot, lambda: "c Close" in screen_text(app))
        await pilot.press("escape", "slash", *"marie")
        await until(pilot, lambda: "Bonjour" in screen_text(app) and screen.table.total == 1)
        await pilot.press("x", "x")
        await until(pilot, lambda: "No conversation matches “mariexx”." in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: screen.table.total == 3)


async def test_what_comes_in_and_a_name_that_changes_stand_there_at_once(
    app: ContactHubApp,
) -> None:
    await fill([person("Marie", "Dupont", number_of(1))])
    await write(*((number_of(i), f"Texte {i}", IN, clock(i)) for i in range(1, 60)))
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(app, pilot, 59)
        await pilot.press("end")
        await until(pilot, lambda: screen.table.cursor_row is not None)
        await until(pilot, lambda: "Marie Dupont  +33" in screen_text(app))
        await write((number_of(99), "Nouveau", IN, clock(100)))
        await until(pilot, lambda: screen.table.total == 60)
        row = screen.table.cursor_row
        assert row is not None
        assert row.name == "Marie Dupont"
        draft = Draft({"first_name": "Anne", "mobile": number_of(1)})
        form = await asyncio.to_thread(contact_edit.open_form, row.contact_id)
        assert form.contact is not None
        await asyncio.to_thread(
            contact_edit.update_contact, form.contact.id, form.draft, draft, (), "paul"
        )
        await until(pilot, lambda: "Anne  +33" in screen_text(app))
        await write((number_of(1), "Me voilà", IN, clock(200)))
        await until(pilot, lambda: screen.table.cursor == 0 and "·2" in screen_text(app))


async def test_a_thread_of_ten_thousand_scrolls_and_stays_where_one_reads(
    app: ContactHubApp,
) -> None:
    await write(
        *((number_of(1), f"Texte numéro {i}", (IN, OUT)[i % 2], clock(i)) for i in range(10_000))
    )
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(app, pilot, 1)
        await until(pilot, lambda: "Texte numéro 9999" in screen_text(app))
        await pilot.press("enter", "shift+tab", "home")
        await until(pilot, lambda: "Texte numéro 0 " in screen_text(app))
        await pilot.press("down", "pagedown")
        await until(pilot, lambda: "Texte numéro 20 " in screen_text(app))
        before = screen_text(app).splitlines()[5:30]
        await write((number_of(1), "Et encore", IN, clock(10_001)))
        await until(pilot, lambda: screen.thread.total == 10_001)
        assert [line[40:] for line in screen_text(app).splitlines()[5:30]] == [
            line[40:] for line in before
        ]
        await pilot.press("end")
        await until(pilot, lambda: "Et encore" in screen_text(app)[2000:])
        await write((number_of(1), "Je reste à la fin", IN, clock(10_002)))
        await until(pilot, lambda: screen.thread.is_at_end and screen.thread.total == 10_002)


async def test_hostile_texts_and_wide_letters_do_no_harm(app: ContactHubApp) -> None:
    texts = [*HOSTILE, "田中さん、ありがとうございます 👩‍👩‍👧 " * 9, "a" * 6_000]
    await write(*((number_of(1), text, IN, clock(i)) for i, text in enumerate(texts)))
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(app, pilot, 1)
        await pilot.press("enter")
        await until(pilot, lambda: "aaaaaaaa" in screen_text(app))
        for _page in range(25):
            await pilot.press("pageup")
            lines = app.screen._compositor.render_strips()
            assert all(line.cell_length == 80 for line in lines)
            text = "".join(part.text for line in lines for part in line)
            assert not set(text) & {"\x1b", "\x07", "\u202e", "\u200b", "\x9b"}
        assert screen.thread.total == len(texts)


async def test_an_inbox_without_messages_says_what_to_do(app: ContactHubApp) -> None:
    i18n.set_language("fr")
    french = ContactHubApp(app.settings, app.database, "marie")
    async with french.run_test(size=NARROW) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "Aucun message pour l’instant." in screen_text(french))
        assert "3 Boîte de réception" in screen_text(french).splitlines()[0]


async def test_a_message_is_written_with_tags_kept_as_a_draft_and_queued(
    app: ContactHubApp,
) -> None:
    await fill([person("Marie", "Dupont", number_of(1)), person("Paul", "Roy", number_of(2))])
    await write((number_of(2), "Oui", IN, clock(1)), (number_of(1), "Merci !", IN, clock(2)))
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(app, pilot, 2)
        await until(pilot, lambda: screen.talk and screen.composer.is_open)
        await pilot.press("enter", *"Bonjour ", "number_sign", *"fir", "enter", *" !")
        await until(pilot, lambda: "→ Bonjour Marie !" in screen_text(app))
        assert "GSM-7 · 15/160 · 1 part" in screen_text(app)
        await pilot.press("escape", "down")
        await until(pilot, lambda: screen.composer.text == "" and "Paul Roy  +33" in said(app))
        await pilot.press("up")
        await until(pilot, lambda: screen.composer.text == "Bonjour #firstname# !")
        await pilot.press("enter", "ctrl+s")
        await until(pilot, lambda: "⏳" in screen_text(app))
        assert screen.composer.text == ""
        assert "Bonjour Marie !" in screen_text(app)
        draft = await asyncio.to_thread(composing.draft_for, mobile(1), "marie")
        assert draft == ""


async def test_who_said_stop_cannot_be_written_to_and_the_composer_says_why(
    app: ContactHubApp,
) -> None:
    await fill([person("Marie", "Dupont", number_of(1))])
    await write((number_of(1), "Stop", IN, clock(2)))
    await asyncio.to_thread(
        preferences.unsubscribe, number_of(1), who="marie", reason="said so by phone"
    )
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(app, pilot, 1)
        await until(pilot, lambda: screen.talk is not None)
        await pilot.press("enter")
        await until(pilot, lambda: "said so by phone" in said(app))
        assert "Nothing can be written to this number." in said(app)
        assert screen.thread.has_focus
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, HistoryScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)


async def test_a_new_number_is_written_to_and_then_gets_a_name(app: ContactHubApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "No messages yet." in screen_text(app))
        screen = app.screen
        assert isinstance(screen, InboxScreen)
        await pilot.press("m", *"0612345678")
        await until(pilot, lambda: "The number +33 6 12 34 56 78" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: screen.composer.area.has_focus and screen.talk)
        await pilot.press(*"Bonjour", "ctrl+s")
        await until(pilot, lambda: screen.table.total == 1 and "⏳" in screen_text(app))
        await pilot.press("escape", "a", *"Zoé", "tab", *"Petit", "ctrl+s")
        await until(pilot, lambda: "subscribed since" in screen_text(app))
        row = screen.table.cursor_row
        await until(pilot, lambda: (row := screen.table.cursor_row) and row.name == "Zoé Petit")
        assert row is not None


async def test_a_contact_is_written_to_from_all_contacts(app: ContactHubApp) -> None:
    await fill([person("Marie", "Dupont", number_of(1)), person("Paul", "Roy", number_of(2))])
    await write((number_of(2), "Oui", IN, clock(1)))
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "Dupont, Marie" in screen_text(app))
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, InboxScreen))
        screen = app.screen
        assert isinstance(screen, InboxScreen)
        await until(pilot, lambda: screen.composer.area.has_focus)
        assert "Marie Dupont  +33" in said(app)
        await pilot.press(*"Hello", "ctrl+s")
        await until(pilot, lambda: screen.table.total == 2)
        await until(pilot, lambda: screen.table.cursor_row.address == mobile(1))  # type: ignore[union-attr]


async def test_what_an_operator_decides_with_one_key(app: ContactHubApp) -> None:
    received = [
        Incoming(str(i), mobile(i), text)
        for i, text in enumerate(["Oui", "please stop this", "do not stop"])
    ]
    await asyncio.to_thread(take_in, "simulator", Received(incoming=received))
    lost = await asyncio.to_thread(outbox.queue_message, mobile(0), "Perdu", who="marie")
    await asyncio.to_thread(_make_unknown, lost)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(app, pilot, 3)
        await pilot.press("f", "f", "f", "f")
        await until(pilot, lambda: screen.table.total == 3 and "was it sent?" in said(app))
        await pilot.press("y")
        await until(pilot, lambda: screen.table.total == 2)
        await until(pilot, lambda: "“do not stop”: does it mean stop?" in said(app))
        await pilot.press("n")
        await until(pilot, lambda: screen.table.total == 1)
        await until(pilot, lambda: "“please stop this”: does it mean stop?" in said(app))
        await pilot.press("u")
        await until(pilot, lambda: "Nothing waits for your decision." in screen_text(app))
    state = await asyncio.to_thread(contact_edit.address_state, mobile(1), None)
    assert state.status is Status.UNSUBSCRIBED
    state = await asyncio.to_thread(contact_edit.address_state, mobile(2), None)
    assert state.status is not Status.UNSUBSCRIBED


def _make_unknown(message_id: int) -> None:
    with transaction():
        execute("UPDATE message SET state = 'unknown' WHERE id = ?", (message_id,))


async def test_templates_are_kept_changed_and_inserted(app: ContactHubApp) -> None:
    await write((number_of(1), "Oui", IN, clock(1)))
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(app, pilot, 1)
        await until(pilot, lambda: screen.talk and screen.composer.is_open)
        await pilot.press("enter", *"Ouvert", "f4")
        await until(pilot, lambda: "No template yet" in screen_text(app))
        await pilot.press("a", *"Horaires", "tab")
        await until(pilot, lambda: "New template" in screen_text(app))
        await pilot.press(*" le samedi", "ctrl+s")
        await until(pilot, lambda: "Ouvert le samedi" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        screen.composer.show_text("")
        await pilot.press("f4", "enter")
        await until(pilot, lambda: screen.composer.text == "Ouvert le samedi")


def said(app: ContactHubApp) -> str:
    """What the screen shows, also where it is broken into lines."""
    return " ".join(screen_text(app).replace("│", " ").split()).replace(" +33", "  +33")
