"""Lists, as an operator works with them."""

from textual.pilot import Pilot

from contacthub_tui.app import ContactHubApp
from contacthub_tui.screens.lists import ListsScreen
from contacthub_tui.widgets.list_table import ListTable
from tests.screens.conftest import screen_text, until
from tests.screens.team import crowd, fill

WIDE, NARROW = (120, 30), (80, 24)


def table_of(app: ContactHubApp) -> ListTable:
    assert isinstance(app.screen, ListsScreen)
    return app.screen.table


def names(app: ContactHubApp) -> list[str]:
    table = table_of(app)
    rows = [table.row_at(index) for index in range(table.total)]
    return [row.name if row else "" for row in rows]


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
