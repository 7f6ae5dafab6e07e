"""The form of a contact, as an operator works with it."""

import asyncio
import gc
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.contact import Contact, CustomKind, Status
from contacthub_tui.domain.contact_edit import Draft
from contacthub_tui.screens.contact_form import ContactFormScreen
from contacthub_tui.screens.contacts import ContactsScreen
from contacthub_tui.services import contact_edit, contacts, custom_fields, preferences
from contacthub_tui.services.contacts import ContactQuery
from contacthub_tui.store.database import Store, transaction
from contacthub_tui.store.sql import execute
from contacthub_tui.widgets.form_field import complaint
from contacthub_tui.widgets.notice import Notice
from contacthub_tui.widgets.pick_version import PickVersion
from contacthub_tui.widgets.unsaved import Unsaved
from tests.conftest import ENGINES
from tests.postgres_cluster import Cluster
from tests.screens.conftest import screen_text, until
from tests.screens.team import fill, person

WIDE, NARROW = (120, 36), (80, 24)
MARIE = person("Marie", "Dupont", "+33612345678", email="marie@exemple.fr", location="Lyon")
PAUL = person("Paul", "Martin", "+33698765432")
HOSTILE = "[/b]\x1b]0;x\x07 [@click=app.quit]y[/] \u202eevil " + "z" * 3_000

on_both = pytest.mark.parametrize("engine", ENGINES)


async def opened(pilot: Pilot[str], key: str) -> ContactFormScreen:
    """The form that a key opens in All contacts, with what is stored."""
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
    await until(pilot, lambda: key == "a" or app.screen.table.cursor_row is not None)  # type: ignore[attr-defined]
    await until(pilot, lambda: app.screen._stored is not None)  # type: ignore[attr-defined]
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, ContactFormScreen))
    form = app.screen
    assert isinstance(form, ContactFormScreen)
    await until(pilot, lambda: form._opened is not None)
    return form


def editor(form: ContactFormScreen, name: str) -> Any:
    return form.fields._fields[name].editor


def says(form: ContactFormScreen, name: str) -> str:
    return form.fields._fields[name].says.plain


async def type_into(pilot: Pilot[str], form: ContactFormScreen, name: str, text: str) -> None:
    """Put a text into a field and leave it."""
    form.fields.focus_on(name)
    await pilot.pause()
    focused = form.focused
    assert focused is not None
    if isinstance(focused, Input):
        focused.value = text
    else:
        focused.text = text  # type: ignore[attr-defined]
    await pilot.press("tab")
    await pilot.pause()


def everyone() -> list[Contact]:
    return contacts.contact_page(ContactQuery(), 0, 50)


async def stored(name: str = "") -> list[Contact]:
    found = await asyncio.to_thread(everyone)
    return [each for each in found if name in each.first_name]


async def in_store(work: Callable[[], object]) -> object:
    return await asyncio.to_thread(work)


async def test_a_contact_is_added_by_keys_alone_and_stands_under_the_cursor(
    app: ContactHubApp,
) -> None:
    await fill([MARIE, PAUL], lists=("VIP", "Lyon"))
    async with app.run_test(size=WIDE) as pilot:
        form = await opened(pilot, "a")
        await pilot.press(*"Zoe", "enter", *"Leroux", "down", *"06 70 21 97 86", "tab")
        await until(pilot, lambda: "mobile, France" in says(form, "mobile"))
        assert editor(form, "mobile").value == "+33 6 70 21 97 86"
        form.fields.focus_on("lists")
        await pilot.press(*"vip", "enter", "tab", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        table = app.screen.table  # type: ignore[attr-defined]
        await until(pilot, lambda: table.total == 3)
        await until(pilot, lambda: table.cursor_row and table.cursor_row.first_name == "Zoe")
    (zoe,) = await stored("Zoe")
    assert (zoe.mobile, zoe.lists, zoe.created_by) == ("+33670219786", ("VIP",), "marie")
    assert zoe.mobile_status is Status.SUBSCRIBED


async def test_a_contact_is_changed_by_enter_and_keeps_its_place(app: ContactHubApp) -> None:
    await fill([MARIE, PAUL])
    async with app.run_test(size=WIDE) as pilot:
        form = await opened(pilot, "enter")
        assert editor(form, "email").value == "marie@exemple.fr"
        assert not form.is_unsaved
        await type_into(pilot, form, "alias", "Mimi")
        assert "Not saved yet" in screen_text(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        table = app.screen.table  # type: ignore[attr-defined]
        await until(pilot, lambda: table.cursor_row and table.cursor_row.alias == "Mimi")


async def test_on_a_narrow_terminal_enter_opens_the_panel_and_e_edits(app: ContactHubApp) -> None:
    await fill([MARIE])
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        await until(pilot, lambda: app.screen.table.cursor_row is not None)  # type: ignore[attr-defined]
        await pilot.press("enter")
        assert isinstance(app.screen, ContactsScreen)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ContactFormScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, ContactFormScreen))


async def test_errors_stand_below_their_fields_when_these_are_left_and_nothing_is_saved(
    app: ContactHubApp,
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        form = await opened(pilot, "a")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "needs a mobile" in says(form, "mobile"))
        for name, text, sentence in (
            ("mobile", "0612", "too few digits"),
            ("whatsapp", "01 23 45 67 89", "fixed line, may not receive texts, France"),
            ("email", "marie@exemple", "looks like name@example.org"),
            ("birth_date", "31/02/2000", "The calendar has no such day"),
            ("country", "Atlantis", "No country is called “Atlantis”"),
            ("lists", "nothing", "No list is called “nothing”"),
            ("first_name", HOSTILE, "too long"),
            ("note", "x" * 20_001, "too long"),
        ):
            await type_into(pilot, form, name, text)
            assert sentence in says(form, name), name
        assert "\x1b" not in screen_text(app) and "\u202e" not in screen_text(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert form.focused is editor(form, "first_name")
        assert isinstance(app.screen, ContactFormScreen)
    assert not await stored()


async def test_hostile_text_is_kept_faithfully_and_shown_harmless(app: ContactHubApp) -> None:
    text = HOSTILE[:200]
    await in_store(
        lambda: custom_fields.ensure_custom_field("[@click=x]\x1b\u202eF", CustomKind.TEXT)
    )
    async with app.run_test(size=NARROW) as pilot:
        form = await opened(pilot, "a")
        names = ("first_name", "last_name", "alias", "location", "state", "note", "custom:1")
        for name in names:
            await type_into(pilot, form, name, text)
        await type_into(pilot, form, "mobile", "+33 6 12 34 56 78")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        await until(pilot, lambda: app.screen.table.cursor_row is not None)  # type: ignore[attr-defined]
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, ContactFormScreen))
        shown = screen_text(app)
        assert "\x1b" not in shown and "\u202e" not in shown and "[@click" in shown
    (contact,) = await stored()
    kept = text.replace("\x1b", "").replace("\x07", "")
    assert {contact.first_name, contact.note, contact.custom[1], contact.state} == {kept}


async def test_a_kept_stop_is_told_and_so_is_that_the_other_number_meets_it(
    app: ContactHubApp,
) -> None:
    await fill([MARIE])
    await in_store(lambda: preferences.unsubscribe("+33670219786", who="paul", reason="STOP"))
    async with app.run_test(size=WIDE) as pilot:
        form = await opened(pilot, "a")
        await type_into(pilot, form, "mobile", "0670219786")
        await until(pilot, lambda: "by paul, STOP" in says(form, "status:mobile"))
        assert "■ unsubscribed since" in screen_text(app)
        await type_into(pilot, form, "whatsapp", "0670219787")
        await until(pilot, lambda: "unsubscribed too" in says(form, "status:whatsapp"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
    (contact,) = [each for each in await stored() if each.mobile == "+33670219786"]
    assert contact.mobile_status is contact.whatsapp_status is Status.UNSUBSCRIBED


async def test_a_new_number_of_who_said_stop_is_stopped_and_that_is_told(
    app: ContactHubApp,
) -> None:
    await fill([MARIE])
    await in_store(lambda: preferences.unsubscribe("+33612345678", who="paul", reason="STOP"))
    async with app.run_test(size=WIDE) as pilot:
        form = await opened(pilot, "enter")
        await type_into(pilot, form, "mobile", "0670219786")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(app._notifications) == 1)
        said = next(iter(app._notifications)).message
        assert said.startswith("+33 6 70 21 97 86 is unsubscribed too")
    (contact,) = await stored("Marie")
    assert (contact.mobile, contact.mobile_status) == ("+33670219786", Status.UNSUBSCRIBED)


async def test_a_number_of_another_contact_opens_that_one_over_the_form(
    app: ContactHubApp,
) -> None:
    await fill([MARIE, PAUL])
    async with app.run_test(size=WIDE) as pilot:
        form = await opened(pilot, "a")
        await type_into(pilot, form, "first_name", "Zoe")
        await type_into(pilot, form, "mobile", "06 98 76 54 32")
        await until(pilot, lambda: "Martin, Paul has this number" in says(form, "mobile"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "belongs to another contact" in screen_text(app))
        await pilot.press("f6")
        await until(pilot, lambda: app.screen is not form)
        assert "Paul Martin" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is form)
        assert editor(form, "first_name").value == "Zoe"


async def test_leaving_asks_where_something_is_not_saved_and_quitting_does_too(
    app: ContactHubApp,
) -> None:
    await fill([MARIE])
    async with app.run_test(size=WIDE) as pilot:
        form = await opened(pilot, "enter")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        form = await opened(pilot, "enter")
        await type_into(pilot, form, "alias", "Mimi")
        for key in ("escape", "ctrl+q"):
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, Unsaved))
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is form)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Unsaved))
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
    (marie,) = await stored()
    assert marie.alias == ""


async def test_one_after_the_other_is_added_without_leaving_the_form(app: ContactHubApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        form = await opened(pilot, "a")
        for name, mobile in (("Ana", "0670219786"), ("Zoe", "0670219787")):
            await type_into(pilot, form, "first_name", name)
            await type_into(pilot, form, "mobile", mobile)
            await pilot.press("ctrl+o")
            await until(pilot, lambda said=f"{name} is saved": said in screen_text(app))  # type: ignore[misc]
            assert not form.is_unsaved
            assert form.focused is editor(form, "first_name")
    assert {each.first_name for each in await stored()} == {"Ana", "Zoe"}


@on_both
async def test_another_operators_change_is_shown_field_by_field_and_picked(
    app: ContactHubApp,
) -> None:
    await fill([MARIE])
    async with app.run_test(size=WIDE) as pilot:
        form = await opened(pilot, "enter")
        await type_into(pilot, form, "location", "Nice")
        await type_into(pilot, form, "alias", "Mimi")

        def by_paul() -> None:
            opened = contact_edit.open_form(1)
            values = {**opened.draft.values, "location": "Paris", "state": "Rhône"}
            contact_edit.update_contact(1, opened.draft, Draft(values), (), "paul")

        await in_store(by_paul)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, PickVersion))
        text = screen_text(app)
        assert "paul changed this contact too" in text
        assert "(•) yours: Nice" in text and "( ) theirs: Paris" in text
        await pilot.press("space", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
    (marie,) = await stored()
    assert (marie.location, marie.alias, marie.state) == ("Paris", "Mimi", "Rhône")


async def test_what_was_deleted_meanwhile_is_told_and_nothing_else_is_lost(
    app: ContactHubApp,
) -> None:
    await fill([MARIE, PAUL], lists=("VIP",))
    await in_store(lambda: custom_fields.ensure_custom_field("Division", CustomKind.TEXT))

    def delete(*tables: str) -> None:
        with transaction():
            for table in tables:
                execute(f"DELETE FROM {table}")

    async with app.run_test(size=WIDE) as pilot:
        form = await opened(pilot, "enter")
        await type_into(pilot, form, "alias", "Mimi")
        await type_into(pilot, form, "custom:1", "Sud")
        await in_store(lambda: delete("contact_list", "custom_field"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        await until(pilot, lambda: len(app._notifications) == 1)
        assert "deleted VIP, Division meanwhile" in next(iter(app._notifications)).message
        form = await opened(pilot, "enter")
        await type_into(pilot, form, "location", "Nice")
        await in_store(lambda: delete("contact"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "has been deleted meanwhile" in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
    (again,) = await stored()
    assert (again.first_name, again.alias, again.location) == ("Marie", "Mimi", "Nice")


@pytest.mark.slow
@on_both
async def test_what_is_typed_stays_while_the_store_is_away_and_is_saved_when_it_is_back(
    app: ContactHubApp, store: Store, request: pytest.FixtureRequest
) -> None:
    await fill([MARIE])
    cluster = request.getfixturevalue("cluster") if store.engine == "postgresql" else None
    async with app.run_test(size=WIDE) as pilot:
        form = await opened(pilot, "a")
        await type_into(pilot, form, "first_name", "Zoe")
        await type_into(pilot, form, "mobile", "0670219786")
        with away(store, cluster):
            await pilot.press("ctrl+s")
            await until(pilot, lambda: notice(form))
            assert "Nothing was changed" in notice(form) or "cannot be reached" in notice(form)
            assert editor(form, "first_name").value == "Zoe"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
    assert await stored("Zoe")


def notice(form: ContactFormScreen) -> str:
    return form.query_one(Notice).sentence if form.is_attached else ""


@contextmanager
def away(store: Store, cluster: Cluster | None) -> Iterator[None]:
    """A server that takes no connections, or a file that another program does not let go of."""
    if cluster is not None:
        cluster.run(f"ALTER DATABASE {store.place} ALLOW_CONNECTIONS false")
        cluster.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = '{store.place}'"
        )
        yield
        cluster.run(f"ALTER DATABASE {store.place} ALLOW_CONNECTIONS true")
        return
    # Another process: locks of one process do not stop itself.
    path = store.url.removeprefix("sqlite:///")
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None and holder.stdout.readline()
    yield
    holder.communicate(b"")


_HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


async def test_the_field_that_is_typed_into_stays_in_sight(app: ContactHubApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        form = await opened(pilot, "a")
        for name, text in (("mobile", "0612345678"), ("whatsapp", "0698765432")):
            editor(form, name).value = text
        form.fields.focus_on("state")
        await pilot.press("tab")
        country = editor(form, "country").input
        assert country.has_focus

        def in_sight() -> bool:
            return form.fields.region.contains_region(country.region)

        await until(pilot, in_sight)
        for name in ("first_name", "last_name", "email", "lists", "alias", "birth_date"):
            form.fields._fields[name].says = complaint("What is said takes more. " * 6)
        await pilot.pause()
        await until(pilot, in_sight)
        await pilot.resize_terminal(80, 20)
        await until(pilot, in_sight)


async def test_a_form_that_was_left_is_gone_with_all_that_stood_in_it(app: ContactHubApp) -> None:
    await fill([MARIE])
    async with app.run_test(size=WIDE) as pilot:
        form = weakref.ref(await opened(pilot, "e"))
        note = weakref.ref(editor(app.screen, "note"))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        await until(pilot, lambda: gc.collect() >= 0 and form() is None and note() is None)
