"""The columns of All contacts, as an operator chooses them."""

import asyncio
import json
from dataclasses import replace

from textual.pilot import Pilot

from contacthub_tui import paths
from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.contact import CustomKind
from contacthub_tui.services.custom_fields import ensure_custom_field
from contacthub_tui.settings import Settings
from contacthub_tui.store.database import Store, transaction
from contacthub_tui.store.sql import execute
from contacthub_tui.widgets.columns import place_columns
from contacthub_tui.widgets.columns_dialog import ColumnsDialog
from contacthub_tui.widgets.contact_columns import known_choices, shown_columns
from tests.screens.conftest import screen_text, until
from tests.screens.team import fill, person
from tests.screens.test_contacts import contacts_screen, opened

NARROW, WIDEST = (80, 24), (200, 60)


async def with_field(name: str, kind: CustomKind, value: str) -> None:
    def add() -> None:
        field = ensure_custom_field(name, kind)
        with transaction():
            execute("UPDATE contact SET custom = ?", (json.dumps({field: value}),))

    await asyncio.to_thread(add)


def titles(app: ContactHubApp) -> list[str]:
    return [column.heading for column in contacts_screen(app).table.columns]


async def dialog_of(pilot: Pilot[str]) -> ColumnsDialog:
    await pilot.press("c")
    await until(pilot, lambda: isinstance(pilot.app.screen, ColumnsDialog))
    assert isinstance(pilot.app.screen, ColumnsDialog)
    await until(pilot, lambda: "[x] Name" in screen_text(pilot.app))
    return pilot.app.screen


async def test_columns_are_chosen_moved_and_made_wider_and_remembered(
    app: ContactHubApp, store: Store
) -> None:
    await fill([person("Marie", "Dupont", "+33612345678", location="Lyon")])
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot, 1)
        await dialog_of(pilot)
        # The name goes behind the number and is wider; the status is hidden.
        await pilot.press("shift+down", "right", "right", "down", "space", "ctrl+s")
        await until(pilot, lambda: titles(app)[:3] == ["Mobile", "Name", "Email"])
        await until(pilot, lambda: paths.columns_file().exists())
    again = ContactHubApp(Settings(store.url, language="en"), store.url, "marie")
    async with again.run_test(size=NARROW) as pilot:
        await opened(pilot, 1)
        await until(pilot, lambda: titles(again)[:3] == ["Mobile", "Name", "Email"])
        assert contacts_screen(again).table.columns[1].width == 18
        assert "Status" not in screen_text(again)
        await dialog_of(pilot)
        await pilot.click("#reset")
        await until(pilot, lambda: titles(again)[0] == "Name")


def test_what_is_hidden_brings_no_others_into_a_narrow_table() -> None:
    known = known_choices(())
    chosen = [replace(each, shown=each.shown and each.name != "status") for each in known]
    narrow = place_columns(shown_columns((), chosen), 0, 79)
    assert [each.column.name for each in narrow] == ["name", "number", "lists"]
    email = chosen.pop(3)
    forward = place_columns(shown_columns((), [chosen[0], email, *chosen[1:]]), 0, 79)
    assert [each.column.name for each in forward] == ["name", "email", "number", "lists"]


async def test_a_custom_field_is_a_column_at_once(app: ContactHubApp) -> None:
    await fill([person("Marie", "Dupont", "+33612345678")])
    async with app.run_test(size=WIDEST) as pilot:
        await opened(pilot, 1)
        assert "Status" in titles(app)
        await with_field("Status [/]\x1b", CustomKind.YES_NO, "yes")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Status [/]" in screen_text(app).splitlines()[2])
        await until(pilot, lambda: " yes " in screen_text(app).splitlines()[3])
        assert "\x1b" not in screen_text(app)


async def test_a_hidden_column_is_shown_and_escape_changes_nothing(app: ContactHubApp) -> None:
    await fill([person("Marie", "Dupont", "+33612345678", alias="Mimi")])
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot, 1)
        before = titles(app)
        dialog = await dialog_of(pilot)
        await pilot.press("end", "space", "escape")
        await until(pilot, lambda: app.screen is not dialog)
        assert titles(app) == before
        await dialog_of(pilot)
        await pilot.press("end", *["up"] * 5, "space", *["shift+up"] * 7, "ctrl+s")
        await until(pilot, lambda: "Mimi" in screen_text(app))


async def test_a_file_of_columns_that_cannot_be_read_counts_for_nothing(
    app: ContactHubApp,
) -> None:
    paths.columns_file().write_text('{"a": [1, 2', encoding="utf-8")
    await fill([person("Marie", "Dupont", "+33612345678")])
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot, 1)
        await until(pilot, lambda: "Dupont, Marie" in screen_text(app))
        assert titles(app)[0] == "Name"
