"""Lists, as an operator works with them."""

import asyncio
from pathlib import Path

from textual.pilot import Pilot

from contacthub_tui import i18n
from contacthub_tui.app import ContactHubApp
from contacthub_tui.screens.contacts import ContactsScreen
from contacthub_tui.screens.import_wizard import ImportWizardScreen
from contacthub_tui.screens.lists import ListsScreen
from contacthub_tui.services import lists
from contacthub_tui.settings import Settings
from contacthub_tui.store.database import Store, transaction
from contacthub_tui.store.sql import insert_many
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.list_dialog import ListDialog
from contacthub_tui.widgets.list_table import ListTable
from contacthub_tui.widgets.merge_dialog import MergeDialog
from contacthub_tui.widgets.notice import Notice
from contacthub_tui.widgets.path_input import PathInput
from tests.screens.conftest import screen_text, until
from tests.screens.team import crowd, fill
from tests.terminal.hostile import HOSTILE

WIDE, NARROW = (120, 30), (80, 24)


def table_of(app: ContactHubApp) -> ListTable:
    assert isinstance(app.screen, ListsScreen)
    return app.screen.table


def names(app: ContactHubApp) -> list[str]:
    table = table_of(app)
    rows = [table.row_at(index) for index in range(table.total)]
    return [row.name if row else "" for row in rows]


def said(app: ContactHubApp) -> str:
    """What the screen shows, also where it is broken into lines."""
    return " ".join(screen_text(app).replace("│", " ").replace("▌", " ").split())


async def opened(app: ContactHubApp, pilot: Pilot[str], total: int) -> ListTable:
    await pilot.press("2")
    await until(pilot, lambda: isinstance(app.screen, ListsScreen))
    await until(pilot, lambda: table_of(app).total == total)
    return table_of(app)


async def test_lists_are_found_as_typed_and_sorted(app: ContactHubApp) -> None:
    await fill(crowd(3), lists=("VIP", "Équipe Lyon", "Newsletter"))
    async with app.run_test(size=NARROW) as pilot:
        await opened(app, pilot, 3)
        assert names(app) == ["Équipe Lyon", "Newsletter", "VIP"]
        await pilot.press("S")
        await until(pilot, lambda: names(app)[0] == "VIP")
        await pilot.press("slash", *"lyo")
        await until(pilot, lambda: names(app) == ["Équipe Lyon"])
        await pilot.press("slash", "z")
        await until(pilot, lambda: "No list matches “lyo/z”." in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: table_of(app).total == 3)
        assert table_of(app).has_focus


async def test_counts_of_members_and_of_those_who_may_be_messaged(app: ContactHubApp) -> None:
    people = crowd(1200)
    await fill(people, lists=("Newsletter",))
    await fill(people[:25], lists=("VIP",), unsubscribe_all=True)
    async with app.run_test(size=NARROW) as pilot:
        await opened(app, pilot, 2)
        lines = screen_text(app).splitlines()
        assert lines[2].split()[:6] == ["List", "↑", "Members", "●", "Subscribed", "■"]
        assert lines[3].split()[1:5] == ["Newsletter", "1,200", "1,175", "25"]
        assert lines[4].split()[:4] == ["VIP", "25", "0", "25"]
        await pilot.press("s")
        await until(pilot, lambda: "most members first" in screen_text(app))
        await pilot.press("s", "s")
        await until(pilot, lambda: "most unsubscribed first" in screen_text(app))
        await pilot.press("S")
        await until(pilot, lambda: "fewest unsubscribed first" in screen_text(app))


async def test_a_list_is_made_renamed_and_described_by_keys(app: ContactHubApp) -> None:
    await fill(crowd(3), lists=("VIP",))
    async with app.run_test(size=NARROW) as pilot:
        table = await opened(app, pilot, 1)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, ListDialog))
        await pilot.press(*"vip", "ctrl+s")
        await until(pilot, lambda: "There is a list “VIP” already" in screen_text(app))
        await pilot.press(*" Lyon", "tab", *"Qui y habite", "enter")
        await until(pilot, lambda: isinstance(app.screen, ListsScreen) and table.total == 2)
        await until(pilot, lambda: table.cursor_row and table.cursor_row.name == "vip Lyon")
        assert table.cursor_row and table.cursor_row.created_by == "marie"
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, ListDialog))
        await pilot.press(*["backspace"] * 9, *"Lyon", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ListsScreen))
        await until(pilot, lambda: names(app) == ["Lyon", "VIP"])
        assert table.cursor_row and table.cursor_row.description == "Qui y habite"


async def test_what_was_typed_is_not_lost_without_a_question(app: ContactHubApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: "No lists yet" in screen_text(app))
        assert "a   Make a list" in screen_text(app)
        await pilot.press("a", "escape")
        await until(pilot, lambda: isinstance(app.screen, ListsScreen))
        await pilot.press("a", *"VIP", "escape")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ListDialog))
        assert "VIP" in screen_text(app)
        await pilot.press("escape", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ListsScreen))
        assert "No lists yet" in screen_text(app)


async def test_deleting_says_how_many_stay_as_contacts(app: ContactHubApp) -> None:
    await fill(crowd(12), lists=("Newsletter", "VIP"))
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        table = await opened(app, pilot, 2)
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert "12 members stay as contacts, with their preferences." in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ListsScreen))
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ListsScreen) and table.total == 1)
        assert names(app) == ["VIP"]
        assert "Somebody" not in screen_text(app)
        await pilot.press("1")
        await until(pilot, lambda: "All contacts  12" in screen_text(app))


async def test_a_list_is_merged_into_one_found_by_typing(app: ContactHubApp) -> None:
    people = crowd(30)
    await fill(people[:20], lists=("Newsletter", "Lyon"))
    await fill(people[10:], lists=("VIP",))
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        table = await opened(app, pilot, 3)
        await pilot.press("end", "M")
        await until(pilot, lambda: isinstance(app.screen, MergeDialog))
        text = screen_text(app)
        assert "Merge “VIP” into another list" in text
        assert "20 members · ● 20 subscribed" in text
        await pilot.press(*"news", "enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert "20 members of “VIP” join “Newsletter”, which has 20" in said(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ListsScreen) and table.total == 2)
        await until(pilot, lambda: table.cursor_row and table.cursor_row.name == "Newsletter")
        assert table.cursor_row and table.cursor_row.members == 30
        await until(pilot, lambda: "10 contacts joined “Newsletter”." in said(app))


async def test_enter_shows_the_members_in_all_contacts(app: ContactHubApp) -> None:
    people = crowd(9)
    await fill(people)
    await fill(people[:4], lists=("VIP",))
    async with app.run_test(size=NARROW) as pilot:
        await opened(app, pilot, 1)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        screen = app.screen
        assert isinstance(screen, ContactsScreen)
        await until(pilot, lambda: screen.table.total == 4)
        assert "VIP" in screen_text(app)


async def test_a_file_is_imported_into_the_list_under_the_cursor(
    app: ContactHubApp, tmp_path: Path
) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("Mobile\n0612345678\n", encoding="utf-8")
    await asyncio.to_thread(lists.create_list, "VIP", who="marie")
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(app, pilot, 1)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ImportWizardScreen))
        await until(pilot, lambda: isinstance(app.focused, PathInput))
        await pilot.press(*str(path), "enter")
        await until(pilot, lambda: "1 row" in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "VIP ×" in screen_text(app))
        await pilot.press("ctrl+s", "ctrl+s")
        await until(pilot, lambda: "1 created" in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "✓ Finished" in screen_text(app))
        await pilot.press("2")
        await until(pilot, lambda: table.cursor_row and table.cursor_row.members == 1)


async def test_a_list_that_somebody_else_renamed_or_deleted(app: ContactHubApp) -> None:
    await fill(crowd(3), lists=("Newsletter", "VIP"))
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        table = await opened(app, pilot, 2)
        seen = table.cursor_row
        assert seen is not None
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, ListDialog))
        await asyncio.to_thread(lists.change_list, seen, "Infolettre", "")
        await pilot.press(*" 2", "ctrl+s")
        await until(pilot, lambda: app.screen.query_one(Notice).sentence)
        assert "it is “Infolettre” now" in app.screen.query_one(Notice).sentence
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ListsScreen))
        await until(pilot, lambda: names(app) == ["Newsletter 2", "VIP"])

        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, ListDialog))
        await asyncio.to_thread(lists.delete_list, seen.id)
        await pilot.press("x", "ctrl+s")
        await until(pilot, lambda: "Somebody deleted this list" in screen_text(app))
        assert "Newsletter 2x" in screen_text(app)
        await pilot.press("escape", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ListsScreen))
        await until(pilot, lambda: names(app) == ["VIP"])
        await until(pilot, lambda: "Somebody deleted “Newsletter 2”" in said(app))

        await asyncio.to_thread(lists.delete_list, table.cursor_row.id if table.cursor_row else 0)
        await pilot.press("d")
        await until(pilot, lambda: "No lists yet" in screen_text(app))


def make_lists(count: int) -> None:
    made = [(f"Liste {number:05}", f"liste {number:05}", "", "marie") for number in range(count)]
    with transaction():
        insert_many("contact_list", ("name", "folded_name", "created_at", "created_by"), made)


async def test_ten_thousand_lists(app: ContactHubApp) -> None:
    await asyncio.to_thread(make_lists, 10_000)
    async with app.run_test(size=NARROW) as pilot:
        table = await opened(app, pilot, 10_000)
        await pilot.press("end")
        await until(pilot, lambda: "Liste 09999" in screen_text(app))
        await pilot.press("slash", *"777")
        await until(pilot, lambda: table.total == 19)
        await pilot.press("enter", "M")
        await until(pilot, lambda: isinstance(app.screen, MergeDialog))
        await until(pilot, lambda: app.screen.query_one(ListTable).total == 9_999)


async def test_hostile_names_are_harmless(app: ContactHubApp) -> None:
    hostile = [" ".join(HOSTILE[:6]), " ".join(HOSTILE[6:12]), "x" * 200, HOSTILE[13]]
    await fill(crowd(2), lists=tuple(hostile))
    async with app.run_test(size=NARROW) as pilot:
        await opened(app, pilot, len(hostile))
        for _ in hostile:
            for key in ("e", "d", "M"):
                await pilot.press(key)
                await until(pilot, lambda: not isinstance(app.screen, ListsScreen))
                shown = screen_text(app)
                assert not set("\x1b\x9b\u202e\u202d\u200b\x07") & set(shown)
                await pilot.press("escape")
                await until(pilot, lambda: isinstance(app.screen, ListsScreen))
            await pilot.press("down")


async def test_nothing_is_cut_in_french_on_a_small_terminal(store: Store) -> None:
    i18n.set_language("fr")
    app = ContactHubApp(Settings(store.url, language="fr"), store.url, "marie")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: "Aucune liste pour l’instant" in screen_text(app))
        await asyncio.to_thread(lists.create_list, "Clients de Lyon", who="marie")
        await asyncio.to_thread(lists.create_list, "VIP", who="marie")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Clients de Lyon" in screen_text(app))
        for keys, sentence in (
            (["s"], "Liste"),
            (["s", "S"], "Membres"),
            (["a"], "facultatif"),
            (["d"], "ne peut pas être rétablie"),
            (["M"], "dans quelle liste"),
            (["M", "enter"], "aucune préférence ne change"),
        ):
            await pilot.press(*keys)
            await until(pilot, lambda sentence=sentence: sentence in said(app))  # type: ignore[misc]
            # The names of operator and store give way to the places.
            assert "…" not in screen_text(app).split("\n", 1)[1], keys
            while not isinstance(app.screen, ListsScreen):
                await pilot.press("escape")
