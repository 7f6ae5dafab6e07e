"""The filters of All contacts, as an operator works with them."""

import asyncio
import json

from textual.pilot import Pilot

from contacthub_tui import i18n
from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.contact import CustomKind, Status
from contacthub_tui.domain.contact_query import (
    ContactQuery,
    FieldFilter,
    FieldTest,
    RunDeed,
    RunFilter,
    custom_key,
)
from contacthub_tui.screens.imports import ImportsScreen
from contacthub_tui.services.custom_fields import ensure_custom_field
from contacthub_tui.services.imports import list_ids
from contacthub_tui.store.database import session, transaction
from contacthub_tui.store.sql import execute
from contacthub_tui.widgets.filter_chips import FilterChips
from contacthub_tui.widgets.filter_dialog import FilterDialog
from contacthub_tui.widgets.run_table import RunTable
from contacthub_tui.widgets.tally import LinkedTally
from tests.screens.conftest import screen_text, until
from tests.screens.team import fill, person
from tests.screens.test_contacts import contacts_screen, names, opened

WIDE, NARROW = (120, 30), (80, 24)


async def filled() -> dict[str, int]:
    """A team with two lists, two imports and a custom field; their ids by name."""
    first = await fill(
        [
            person("Marie", "Dupont", "+33612345678", location="Lyon"),
            person("Anne-Marie", "Dupont", "+33666861672"),
        ],
        lists=("VIP",),
        unsubscribe_all=True,
    )
    second = await fill(
        [person("Élodie", "Béraud", "+33612345185"), person("Marie", "Dupont", "+33612345678")],
        lists=("Salon",),
        file_name="salon.csv",
    )
    third = await fill([person("Paul", "Zola", "+33612345999")], file_name="seul.csv")

    def more() -> dict[str, int]:
        role = ensure_custom_field("Rôle", CustomKind.TEXT)
        with transaction():
            execute(
                "UPDATE contact SET custom = ? WHERE last_name = 'Dupont'",
                (json.dumps({role: "Achat"}),),
            )
        with session():
            ids = list_ids()
        return {"VIP": ids["vip"], "Salon": ids["salon"], "role": role}

    return {"first": first, "second": second, "third": third, **await asyncio.to_thread(more)}


async def dialog_of(pilot: Pilot[str]) -> FilterDialog:
    await pilot.press("f")
    await until(pilot, lambda: isinstance(pilot.app.screen, FilterDialog))
    assert isinstance(pilot.app.screen, FilterDialog)
    return pilot.app.screen


async def test_filters_are_chosen_by_keys_and_combine_with_the_search(app: ContactHubApp) -> None:
    await filled()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot, 4)
        dialog = await dialog_of(pilot)
        await pilot.press(*"vip", "enter", "tab", "tab", "down", "down", "space")
        await until(pilot, lambda: dialog.chosen.status is Status.UNSUBSCRIBED)
        await pilot.press("tab", "tab", *"role contains", "enter", *"ACH", "enter")
        await until(pilot, lambda: "2 contacts" in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: names(app) == ["Anne-Marie Dupont", "Marie Dupont"])
        text = screen_text(app)
        for chip in ("list: VIP ×", "status: unsubscribed ×", "Rôle contains ACH ×", "2 found"):
            assert chip in text
        await pilot.press("slash", *"anne", "enter")
        await until(pilot, lambda: names(app) == ["Anne-Marie Dupont"])


async def test_escape_empties_the_search_and_then_takes_one_filter_after_the_other(
    app: ContactHubApp,
) -> None:
    ids = await filled()
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(pilot, 4)
        screen = contacts_screen(app)
        filters = ContactQuery(
            "marie", list_ids=(ids["VIP"],), run=RunFilter(ids["second"], RunDeed.CHANGED)
        )
        screen.show_query(filters)
        await until(pilot, lambda: names(app) == ["Marie Dupont"])
        assert "updated by salon.csv (no. 2) ×" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: not screen.query_shown.text)
        await pilot.press("escape")
        await until(pilot, lambda: table.total == 2)
        assert screen.query_shown == ContactQuery(list_ids=(ids["VIP"],))
        await pilot.press("escape")
        await until(pilot, lambda: table.total == 4)
        assert not screen.chips.display


async def test_chips_are_taken_off_by_key_and_by_mouse(app: ContactHubApp) -> None:
    ids = await filled()
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(pilot, 4)
        screen = contacts_screen(app)
        role = FieldFilter(custom_key(ids["role"]), FieldTest.FILLED)
        screen.show_query(
            ContactQuery(list_ids=(ids["VIP"],), status=Status.UNSUBSCRIBED, fields=(role,))
        )
        await until(pilot, lambda: "Rôle: filled in ×" in screen_text(app))
        await pilot.press("F", "right", "x")
        await until(pilot, lambda: screen.query_shown.status is None)
        await pilot.click(FilterChips, offset=(4, 0))
        await until(pilot, lambda: screen.query_shown == ContactQuery(fields=(role,)))
        await pilot.press("backspace")
        await until(pilot, lambda: table.total == 4)
        assert table.has_focus


async def test_another_filter_does_not_leave_all_found_selected(app: ContactHubApp) -> None:
    ids = await filled()
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(pilot, 4)
        await pilot.press("A")
        assert table.selected_count == 4
        contacts_screen(app).show_query(ContactQuery(list_ids=(ids["Salon"],)))
        await until(pilot, lambda: table.total == 2)
        assert table.selected_count == 0


async def test_nobody_found_says_by_which_filters_and_what_to_do(app: ContactHubApp) -> None:
    ids = await filled()
    async with app.run_test(size=NARROW) as pilot:
        table = await opened(pilot, 4)
        contacts_screen(app).show_query(
            ContactQuery("paul", list_ids=(ids["VIP"],), status=Status.SUBSCRIBED)
        )
        await until(pilot, lambda: table.total == 0)
        await until(pilot, lambda: "No contact matches “paul” and all" in screen_text(app))
        text = screen_text(app)
        assert "Empty the search" in text
        assert "Change the filters" in text
        assert text.count("list: VIP") == 2


async def test_what_is_deleted_meanwhile_takes_its_filter_along_with_a_sentence(
    app: ContactHubApp,
) -> None:
    ids = await filled()
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(pilot, 4)
        screen = contacts_screen(app)
        role = FieldFilter(custom_key(ids["role"]), FieldTest.FILLED)
        screen.show_query(ContactQuery(list_ids=(ids["VIP"], ids["Salon"]), fields=(role,)))
        await until(pilot, lambda: table.total == 2)

        def delete() -> None:
            with transaction():
                execute("DELETE FROM contact_list WHERE id = ?", (ids["Salon"],))
                execute("DELETE FROM custom_field")

        await asyncio.to_thread(delete)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.query_shown == ContactQuery(list_ids=(ids["VIP"],)))
        await until(pilot, lambda: len(app._notifications) == 2)
        said = " ".join(note.message for note in app._notifications)
        assert "lists: VIP or Salon" in said
        assert "Rôle: filled in" in said


async def test_a_value_that_is_none_of_its_kind_is_said_and_stays(app: ContactHubApp) -> None:
    await filled()
    await asyncio.to_thread(ensure_custom_field, "Depuis", CustomKind.DATE)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot, 4)
        dialog = await dialog_of(pilot)
        dialog.query_one("#field").query_one("FinderInput").focus()
        await pilot.press(*"depuis", "enter", *"31/02/2020", "ctrl+s")
        await until(pilot, lambda: "“31/02/2020” is not a date." in screen_text(app))
        assert dialog.value.has_focus
        await pilot.press("ctrl+u", *"1/2/2020", "ctrl+s")
        await until(pilot, lambda: "Depuis: 1 Feb 2020 ×" in screen_text(app))


async def test_the_counts_of_an_import_lead_to_its_contacts(app: ContactHubApp) -> None:
    await filled()
    async with app.run_test(size=NARROW) as pilot:
        table = await opened(pilot, 4)
        await pilot.press("4")
        await until(pilot, lambda: isinstance(app.screen, ImportsScreen))
        await until(pilot, lambda: app.screen.query_one(RunTable).total == 3)
        await pilot.press("down", "enter")
        await until(pilot, lambda: bool(app.screen.query(LinkedTally)))
        await until(pilot, lambda: app.screen.query_one(LinkedTally).has_focus)
        await pilot.press("right", "enter")
        await until(pilot, lambda: app.screen is table.screen and table.total == 1)
        await until(pilot, lambda: "updated by salon.csv (no. 2) ×" in screen_text(app))
        assert names(app) == ["Marie Dupont"]
        await pilot.press("4")
        await until(pilot, lambda: bool(app.screen.query(LinkedTally)))
        await pilot.click(LinkedTally, offset=(3, 0))
        await until(pilot, lambda: app.screen is table.screen and names(app) == ["Élodie Béraud"])


async def test_hostile_names_are_harmless_in_chips_and_choices(app: ContactHubApp) -> None:
    hostile = "[@click=app.quit]x[/]\x1b]0;t\x07\u202eabc"
    await fill(
        [person("Paul", "Zola", "+33612345999")], file_name=hostile, lists=(hostile, "z" * 200)
    )
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot, 1)
        await dialog_of(pilot)
        await pilot.press("down", "enter", "down", "enter", "escape")
        await pilot.press("tab", "tab", "tab", "down", "enter")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "created by" in screen_text(app))
        assert contacts_screen(app).table.total == 1
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(screen_text(app))
        await pilot.click(FilterChips, offset=(4, 0))
        await pilot.pause()
        assert app.is_running


async def test_nothing_is_cut_in_french_at_eighty_columns(
    app: ContactHubApp,
) -> None:
    ids = await filled()
    i18n.set_language("fr")
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot, 4)
        assert "/ nom, numéro, e-mail " in screen_text(app)
        await dialog_of(pilot)
        words = (
            "Filtres",
            "Contacts sans liste",
            "Désabonné",
            "Importation",
            "Annuler",
            "Afficher",
        )
        assert [word for word in words if word not in screen_text(app)] == []
        await pilot.press("escape")
        filters = ContactQuery(
            list_ids=(ids["VIP"], ids["Salon"]),
            no_list=True,
            status=Status.UNSUBSCRIBED,
            run=RunFilter(ids["first"], RunDeed.CREATED),
        )
        contacts_screen(app).show_query(filters)
        await until(pilot, lambda: "créés par clients.xlsx (n°\N{NBSP}1) ×" in screen_text(app))
        text = screen_text(app)
        assert "listes\N{NBSP}: VIP, Salon ou aucune ×" in text
        assert "statut\N{NBSP}: désabonné ×" in text
        # The ways out of a long result stay in the line of keys.
        keys = text.splitlines()[-1]
        assert [word for word in ("Filtrer", "Rechercher", "Aide") if word not in keys] == [], keys
