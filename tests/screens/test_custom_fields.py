"""Custom fields: added, changed, ordered and deleted by keys; what does not fit is told before."""

import asyncio

from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.contact import CustomKind
from contacthub_tui.screens.custom_fields import CustomFieldsScreen
from contacthub_tui.screens.settings import SettingsScreen
from contacthub_tui.services import custom_fields
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.custom_field_dialog import CustomFieldDialog
from contacthub_tui.widgets.notice import Notice
from tests.screens.conftest import screen_text, until
from tests.screens.team import fill, person

WIDE, NARROW = (120, 30), (80, 24)


async def make(*names: str) -> list[int]:
    made = []
    for name in names:
        field = await asyncio.to_thread(custom_fields.create_custom_field, name, CustomKind.TEXT)
        made.append(field.id)
    return made


async def fields() -> list[tuple[str, CustomKind]]:
    found = await asyncio.to_thread(custom_fields.custom_fields)
    return [(field.name, field.kind) for field in found]


async def test_a_first_field_is_added_by_keys(app: ContactHubApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("f7")
        await until(pilot, lambda: "No custom fields yet" in screen_text(app))
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, CustomFieldDialog))
        await pilot.press(*"Client", "tab", "space", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CustomFieldsScreen))
        await until(pilot, lambda: "Client" in screen_text(app))
        assert await fields() == [("Client", CustomKind.NUMBER)]
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))


async def test_a_name_that_is_taken_is_told_and_what_was_typed_stays(app: ContactHubApp) -> None:
    await make("Division", "[bold]Rôle[/bold]\u202e")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("f7")
        await until(pilot, lambda: "[bold]Rôle[/bold]" in screen_text(app))
        await pilot.press("j", "e")
        await until(pilot, lambda: isinstance(app.screen, CustomFieldDialog))
        await pilot.press("home", "shift+end", *"DIVISION", "ctrl+s")
        await until(pilot, lambda: "There is a custom field “Division” already" in screen_text(app))
        assert "DIVISION" in screen_text(app)


async def test_another_kind_tells_what_would_not_fit_and_then_fits(app: ContactHubApp) -> None:
    (field,) = await make("Points")
    rows = [
        person("Marie", "Dupont", "+33612345678", **{f"custom:{field}": "douze"}),
        person("Paul", "Roy", "+33612345679", **{f"custom:{field}": "1 200"}),
    ]
    await fill(rows)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("f7")
        await until(pilot, lambda: "Points" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CustomFieldDialog))
        await pilot.press("tab", "space")
        await until(pilot, lambda: "1 of 2 values is not of that kind:" in screen_text(app))
        assert "douze  Marie Dupont" in screen_text(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen.query_one(Notice).sentence)
        assert await fields() == [("Points", CustomKind.TEXT)]
        await pilot.press("left")
        await until(pilot, lambda: "of that kind" not in screen_text(app))
        await fill([person("Marie", "Dupont", "+33612345678", **{f"custom:{field}": "12"})])
        await pilot.press("space")
        await until(pilot, lambda: "All 2 values fit." in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CustomFieldsScreen))
        await until(pilot, lambda: "Number" in screen_text(app))
        assert await fields() == [("Points", CustomKind.NUMBER)]


async def test_fields_are_ordered_by_keys_without_waiting(app: ContactHubApp) -> None:
    await make("Division", "Role", "Site")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("f7")
        await until(pilot, lambda: "Site" in screen_text(app))
        await pilot.press("J", "J", "shift+up")
        await until(pilot, lambda: app.screen.workers._workers == set())
        assert [name for name, _kind in await fields()] == ["Role", "Division", "Site"]
        assert "shift+↑ Move up" in screen_text(app)


async def test_a_deletion_says_how_many_values_go(app: ContactHubApp) -> None:
    field, _other = await make("Division", "Role")
    people = [
        person("Ana", f"Nom{n}", f"+3361234567{n}", **{f"custom:{field}": "Nord"}) for n in range(7)
    ]
    await fill(people)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("f7")
        await until(pilot, lambda: "Role" in screen_text(app))
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert "7 values go with it" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CustomFieldsScreen))
        assert len(await fields()) == 2
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Division" not in screen_text(app))
        assert await fields() == [("Role", CustomKind.TEXT)]


async def test_a_field_that_someone_deleted_meanwhile_is_said(app: ContactHubApp) -> None:
    field, other, _third = await make("Division", "Role", "Site")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("f7")
        await until(pilot, lambda: "Role" in screen_text(app))
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, CustomFieldDialog))
        await asyncio.to_thread(custom_fields.delete_custom_field, field)
        await pilot.press("x", "ctrl+s")
        await until(pilot, lambda: "deleted this custom field meanwhile" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Division" not in screen_text(app))
        await asyncio.to_thread(custom_fields.delete_custom_field, other)
        await pilot.press("J")
        await until(pilot, lambda: "deleted this custom field meanwhile" in screen_text(app))
        await until(pilot, lambda: "Role" not in screen_text(app))
        assert "Site" in screen_text(app)


async def test_the_palette_leads_to_the_fields(app: ContactHubApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p")
        await pilot.press(*"Custom fields")
        await until(pilot, lambda: "beyond what all have" in screen_text(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, CustomFieldsScreen))
