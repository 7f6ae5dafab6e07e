"""All contacts, as an operator works with it."""

from textual.pilot import Pilot

from contacthub_tui.app import ContactHubApp
from contacthub_tui.screens.contact_form import ContactFormScreen
from contacthub_tui.screens.contacts import ContactsScreen
from contacthub_tui.screens.import_wizard import ImportWizardScreen
from contacthub_tui.screens.imports import ImportsScreen
from contacthub_tui.widgets.contact_panel import ContactPanel
from contacthub_tui.widgets.contact_table import ContactTable
from contacthub_tui.widgets.run_table import RunTable
from tests.screens.conftest import screen_text, until
from tests.screens.team import crowd, fill, person

WIDE, NARROW = (120, 30), (80, 24)

TEAM = [
    person("Marie", "Dupont", "+33612345678", email="marie@exemple.fr", location="Lyon"),
    person("Anne-Marie", "Dupont", "+33666861672"),
    person("Élodie", "Béraud", "+33612345185"),
    person("美咲", "田中", "+33612345999", whatsapp="+33712345678"),
]


def contacts_screen(app: ContactHubApp) -> ContactsScreen:
    assert isinstance(app.screen, ContactsScreen)
    return app.screen


def table_of(app: ContactHubApp) -> ContactTable:
    return contacts_screen(app).table


def names(app: ContactHubApp) -> list[str]:
    table = table_of(app)
    rows = [table.row_at(index) for index in range(table.total)]
    return [f"{row.first_name} {row.last_name}" if row else "" for row in rows]


async def opened(pilot: Pilot[str], total: int) -> ContactTable:
    app = pilot.app
    assert isinstance(app, ContactHubApp)
    await until(pilot, lambda: bool(app.screen.query(ContactTable)))
    await until(pilot, lambda: app.screen.query_one(ContactTable).total == total)
    return table_of(app)


async def test_everyone_is_there_sorted_by_name(app: ContactHubApp) -> None:
    await fill(TEAM)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, 4)
        assert names(app) == ["Élodie Béraud", "Anne-Marie Dupont", "Marie Dupont", "美咲 田中"]
        text = screen_text(app)
        assert "All contacts  4" in text
        assert "+33 6 12 34 56 78" in text


async def test_search_as_you_type_ignores_accents_and_the_spelling_of_numbers(
    app: ContactHubApp,
) -> None:
    await fill(TEAM)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, 4)
        await pilot.press("slash", *"elodie")
        await until(pilot, lambda: names(app) == ["Élodie Béraud"])
        contacts_screen(app).search.value = "06 12 34 56"
        await until(pilot, lambda: names(app) == ["Marie Dupont"])
        contacts_screen(app).search.value = "nobody"
        await until(pilot, lambda: table_of(app).total == 0)
        assert "0 found" in screen_text(app)


async def test_escape_gives_up_the_search_and_enter_keeps_it(app: ContactHubApp) -> None:
    await fill(TEAM)
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(pilot, 4)
        await pilot.press("slash", *"dup", "enter")
        await until(pilot, lambda: table.total == 2)
        assert table.has_focus
        await pilot.press("escape")
        await until(pilot, lambda: table.total == 4)
        await pilot.press("slash", *"dup", "escape")
        await until(pilot, lambda: table.has_focus and table.total == 4)


async def test_letters_typed_into_the_search_are_no_commands(app: ContactHubApp) -> None:
    await fill(TEAM)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, 4)
        await pilot.press("slash", "q", "i", "1", "question_mark")
        assert contacts_screen(app).search.value == "qi1?"


async def test_sorting_by_key_and_by_a_click_on_the_title(app: ContactHubApp) -> None:
    await fill(TEAM)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot, 4)
        await pilot.press("S")
        await until(pilot, lambda: names(app)[0] == "美咲 田中")
        await pilot.press("s")
        await until(pilot, lambda: names(app)[0] == "Élodie Béraud")
        assert "by number" in screen_text(app)
        number = screen_text(app).splitlines()[2].index("Mobile")
        await pilot.click(ContactTable, offset=(number, 0))
        await until(pilot, lambda: names(app)[0] == "Anne-Marie Dupont")


async def test_the_keys_of_the_cursor(app: ContactHubApp) -> None:
    await fill(crowd(500))
    async with app.run_test(size=NARROW) as pilot:
        table = await opened(pilot, 500)
        for keys, place in (
            (["down", "j", "j"], 3),
            (["up", "k"], 1),
            (["end"], 499),
            (["home"], 0),
            (["G"], 499),
            (["g"], 0),
            (["pagedown"], table.size.height - 1),
            (["pageup"], 0),
            (["up"], 0),
        ):
            await pilot.press(*keys)
            assert table.cursor == place, keys
        await pilot.press("end")
        await until(pilot, lambda: table.cursor_row is not None)
        assert "Nom000499" in screen_text(app)


async def test_selecting_one_a_range_and_all_found(app: ContactHubApp) -> None:
    await fill(crowd(300))
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(pilot, 300)
        await pilot.press("space")
        assert table.selected_count == 1
        await pilot.press("down", "down", "shift+down", "shift+down", "shift+up")
        assert table.selected_count == 3
        await pilot.press("down", "down", "v", "down", "down", "v")
        assert table.selected_count == 6
        assert "6 selected of 300 found" in screen_text(app)
        await pilot.press("space")
        assert table.selected_count == 5
        await pilot.press("A")
        assert table.selected_count == 300
        await pilot.press("space")
        assert table.selected_count == 299
        await pilot.press("escape")
        assert table.selected_count == 0
        assert "All contacts  300" in screen_text(app)


async def test_a_range_beyond_the_pages_at_hand_is_selected_by_id(app: ContactHubApp) -> None:
    await fill(crowd(900))
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(pilot, 900)
        await pilot.press("down", "shift+end")
        assert table.selected_count == 899
        await pilot.press("up")
        await until(pilot, lambda: len(table.selection.keys) == 899)
        await pilot.press("S")
        await until(pilot, lambda: names(app)[0] == "Prénom000899 Nom000899")
        assert table.selected_count == 899


async def test_a_new_search_does_not_leave_all_found_selected(app: ContactHubApp) -> None:
    await fill(TEAM)
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(pilot, 4)
        await pilot.press("A", "slash", *"dup")
        await until(pilot, lambda: table.total == 2)
        assert table.selected_count == 0


async def test_the_mouse_moves_selects_and_opens(app: ContactHubApp) -> None:
    await fill(crowd(100))
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(pilot, 100)
        await pilot.click(ContactTable, offset=(10, 3))
        assert table.cursor == 2
        await pilot.click(ContactTable, offset=(1, 5))
        assert table.selected_count == 1
        await pilot.click(ContactTable, offset=(10, 7), shift=True)
        assert table.selected_count == 3
        await pilot.click(ContactTable, offset=(10, 2), times=2)
        await until(pilot, lambda: isinstance(app.screen, ContactFormScreen))


HOSTILE = [
    "[/]",
    "[@click=app.quit]x",
    "[bold red]b",
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;aGk=\x07",
    "\u202eabc",
    "a\nb\rc",
    "x" * 1_900,
]


async def test_hostile_names_are_harmless_text(app: ContactHubApp) -> None:
    rows = [
        person(name, name, f"+3361234567{index}", note=name, email=name)
        for index, name in enumerate(HOSTILE)
    ]
    await fill(rows, file_name="[@click=app.quit]\x1b[31m.csv", lists=("[/] a", "\x1b]0;x\x07"))
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(pilot, len(HOSTILE))
        panel = contacts_screen(app).panel
        for index in range(table.total):
            await pilot.click(ContactTable, offset=(6, index + 1))
            await until(pilot, lambda: panel.details is not None)
            await pilot.click(ContactPanel, offset=(3, 0))
            assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(screen_text(app))
        await pilot.press("4")
        await until(pilot, lambda: "Finished" in screen_text(app))
        await pilot.click(RunTable, offset=(6, 1))
        await pilot.pause()
        assert app.is_running
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(screen_text(app))


async def test_wide_characters_keep_the_columns_in_place(app: ContactHubApp) -> None:
    await fill(
        [
            person("美咲", "田中太郎", "+33612345678"),
            person("👩‍👩‍👧", "Famille", "+33612345679"),
            person("e" + "\u0301", "Accent", "+33612345680"),
        ]
    )
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(pilot, 3)
        columns = set()
        for line in range(1, 4):
            strip = table.render_line(line)
            cells = 0
            for segment in strip:
                if segment.text.startswith("+33"):
                    columns.add(cells)
                cells += segment.cell_length
            assert strip.cell_length == table.scrollable_content_region.width
        assert len(columns) == 1


async def test_the_panel_stands_beside_the_table_where_there_is_room(app: ContactHubApp) -> None:
    await fill(TEAM)
    async with app.run_test(size=WIDE) as pilot:
        table = await opened(pilot, 4)
        await pilot.press("down", "down")
        panel = contacts_screen(app).panel
        await until(pilot, lambda: panel.details is not None)
        text = screen_text(app)
        assert "Marie Dupont" in text
        assert "● subscribed since" in text
        assert "imported (clients.xlsx, row 2)" in text
        assert "marie@exemple.fr" in text
        await pilot.press("tab")
        assert panel.has_focus
        await pilot.press("escape")
        assert table.has_focus


async def test_on_a_narrow_terminal_the_panel_is_behind_enter(app: ContactHubApp) -> None:
    await fill(TEAM)
    async with app.run_test(size=NARROW) as pilot:
        table = await opened(pilot, 4)
        panel = contacts_screen(app).panel
        assert table.region.width == 80
        assert not panel.region
        await pilot.press("enter")
        await pilot.pause()
        assert panel.has_focus
        assert panel.region.width == 80
        await pilot.press("escape")
        await pilot.pause()
        assert table.has_focus
        assert table.region.width == 80


async def test_an_empty_store_says_what_to_do(app: ContactHubApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "No contacts yet" in screen_text(app))
        text = screen_text(app)
        assert "i   Import a file" in text
        assert "d   Try the demo" in text
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ImportWizardScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ImportsScreen))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        await pilot.press("d")
        await pilot.pause()
    assert app.return_value == "demo"


async def test_the_demo_is_only_for_an_empty_store(app: ContactHubApp) -> None:
    await fill(TEAM)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot, 4)
        await pilot.press("d")
        await pilot.pause()
        assert app.is_running


async def test_a_search_that_finds_nobody_says_so_and_what_to_do(app: ContactHubApp) -> None:
    await fill(crowd(3))
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "Nom000000" in screen_text(app))
        await pilot.press("slash", *"zoé 12")
        await until(pilot, lambda: "No contact matches “zoé 12”." in screen_text(app))
        assert "escape  Empty the search" in screen_text(app)
        await pilot.press("enter", "escape")
        await until(pilot, lambda: "Nom000000" in screen_text(app))
        assert "No contact matches" not in screen_text(app)
