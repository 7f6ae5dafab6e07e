"""The table over any number of rows, with a loader that the test holds in its hand."""

import asyncio
from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult

from contacthub_tui.styles.themes import DARK
from contacthub_tui.widgets.columns import Cell, Column
from contacthub_tui.widgets.windowed_table import WindowedTable

MILLION = 1_000_000


class Shelf:
    """Answers pages of numbers when the test lets it, and notes what was asked."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.asked: list[int] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def page(self, start: int, size: int) -> Sequence[int]:
        self.asked.append(start)
        await self.gate.wait()
        return range(start, min(start + size, self.total))


class TableApp(App[None]):
    """Nothing but a table."""

    CSS_PATH = "../../contacthub_tui/styles/app.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.failures: list[Exception] = []

    def compose(self) -> ComposeResult:
        columns = [Column("n", "Number", lambda n: Cell(f"row {n}"), width=20)]
        yield WindowedTable[int](columns, lambda n: n)

    @property
    def table(self) -> WindowedTable[int]:
        return self.query_one(WindowedTable)

    def on_windowed_table_load_failed(self, event: WindowedTable.LoadFailed) -> None:
        self.failures.append(event.error)


def lines(app: TableApp) -> list[str]:
    return [app.table.render_line(y).text for y in range(app.table.size.height)]


async def until(app: TableApp, condition: object) -> None:
    async with asyncio.timeout(20):
        while not condition():  # type: ignore[operator]
            await asyncio.sleep(0.005)


async def test_a_million_rows_ask_only_for_what_the_screen_shows() -> None:
    app, shelf = TableApp(), Shelf(MILLION)
    async with app.run_test(size=(60, 20)) as pilot:
        app.table.show_rows(shelf.total, shelf.page)
        await until(app, lambda: app.table.row_at(0) is not None)
        await pilot.press("end")
        await until(app, lambda: app.table.row_at(MILLION - 1) is not None)
        assert f"row {MILLION - 1}" in lines(app)[-1]
        assert len(shelf.asked) <= 6


async def test_the_key_to_the_end_finds_its_rows() -> None:
    app, shelf = TableApp(), Shelf(MILLION)
    async with app.run_test(size=(60, 20)) as pilot:
        app.table.show_rows(shelf.total, shelf.page)
        await until(app, lambda: shelf.asked and shelf.asked[-1] == MILLION - 100)
        shelf.gate.clear()
        await pilot.press("end")
        assert app.table.cursor_row == MILLION - 1
        assert f"row {MILLION - 1}" in lines(app)[-1]


@pytest.mark.parametrize(("keys", "row"), [(["end"], 299), (["end", "up"], 98), ([], 0)])
async def test_who_goes_to_the_end_before_the_rows_are_counted_gets_there(
    keys: list[str], row: int
) -> None:
    app, shelf = TableApp(), Shelf(300)
    async with app.run_test(size=(60, 20)) as pilot:
        app.table.show_rows(100, shelf.page)
        await pilot.press(*keys)
        app.table.show_total(300)
        await until(app, lambda: app.table.cursor_row == row)


async def test_moving_never_waits_for_a_page() -> None:
    app, shelf = TableApp(), Shelf(MILLION)
    async with app.run_test(size=(60, 20)) as pilot:
        shelf.gate.clear()
        app.table.show_rows(shelf.total, shelf.page)
        await pilot.press("down", "down", "end", "pageup")
        assert app.table.cursor == MILLION - 1 - 19
        assert app.table.cursor_row is None
        assert "····" in lines(app)[5]
        shelf.gate.set()
        await until(app, lambda: app.table.cursor_row == MILLION - 20)
        assert "····" not in lines(app)[5]


async def test_pages_scrolled_past_while_one_was_loading_are_not_asked_for() -> None:
    app, shelf = TableApp(), Shelf(MILLION)
    async with app.run_test(size=(60, 20)) as pilot:
        shelf.gate.clear()
        app.table.show_rows(shelf.total, shelf.page)
        await until(app, lambda: len(shelf.asked) == 1)
        await pilot.press(*["pagedown"] * 12, "end")
        shelf.gate.set()
        await until(app, lambda: app.table.cursor_row is not None)
        assert len(shelf.asked) <= 5


async def test_a_stale_page_is_dropped() -> None:
    app, old, new = TableApp(), Shelf(500), Shelf(300)
    async with app.run_test(size=(60, 20)):
        old.gate.clear()
        app.table.show_rows(old.total, old.page)
        await until(app, lambda: old.asked)

        async def shifted(start: int, size: int) -> Sequence[int]:
            return [n + 7_000 for n in await new.page(start, size)]

        app.table.show_rows(new.total, shifted)
        old.gate.set()
        await until(app, lambda: app.table.row_at(0) is not None)
        assert app.table.row_at(0) == 7_000


async def test_rows_that_went_since_they_were_counted_leave_no_gap() -> None:
    app, shelf = TableApp(), Shelf(120)
    async with app.run_test(size=(60, 20)) as pilot:
        app.table.show_rows(400, shelf.page)
        await pilot.press("end")
        await until(app, lambda: app.table.cursor_row is not None)
        assert app.table.total <= 300
        await pilot.press("home", *["pagedown"] * 8)
        await until(app, lambda: app.table.total == 120)
        assert app.table.cursor == 119


async def test_a_page_that_fails_is_told_and_asked_again_at_the_next_move() -> None:
    app, shelf = TableApp(), Shelf(100)
    broken = True

    async def page(start: int, size: int) -> Sequence[int]:
        if broken:
            raise OSError("away")
        return await shelf.page(start, size)

    async with app.run_test(size=(60, 20)) as pilot:
        app.table.show_rows(shelf.total, page)
        await until(app, lambda: app.failures)
        broken = False
        await pilot.press("down")
        await until(app, lambda: app.table.cursor_row == 1)


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    app, shelf = TableApp(), Shelf(1_000)
    async with app.run_test(size=(60, 20)) as pilot:
        app.table.show_rows(shelf.total, shelf.page)
        await pilot._post_mouse_events([_wheel()], app.table, button=0)
        await until(app, lambda: app.table.scroll_offset.y > 0)
        assert app.table.cursor == 0
        await pilot.press("down")
        assert app.table.cursor == 1
        assert app.table.scroll_offset.y == 1


@pytest.mark.parametrize("total", [0, 1, 3])
async def test_short_tables_take_every_key(total: int) -> None:
    app, shelf = TableApp(), Shelf(total)
    async with app.run_test(size=(60, 20)) as pilot:
        app.table.show_rows(shelf.total, shelf.page)
        await pilot.press("down", "pagedown", "end", "G", "up", "pageup", "home", "enter")
        assert app.table.cursor == 0


def _wheel() -> type:
    from textual.events import MouseScrollDown  # noqa: PLC0415

    return MouseScrollDown
