"""Keys that come faster than they are worked off act in the order in which they were typed."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from contacthub_tui.app import ContactHubApp
from contacthub_tui.screens.ledger_export import LedgerExportScreen
from contacthub_tui.screens.unsubscribe import UnsubscribeScreen
from contacthub_tui.services import lists
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.custom_field_dialog import CustomFieldDialog
from contacthub_tui.widgets.export_dialog import ExportDialog
from contacthub_tui.widgets.filter_dialog import FilterDialog
from contacthub_tui.widgets.list_dialog import ListDialog
from contacthub_tui.widgets.list_table import ListTable
from contacthub_tui.widgets.merge_dialog import MergeDialog
from contacthub_tui.widgets.path_input import PathInput
from tests.screens.conftest import screen_text, until
from tests.screens.team import crowd, fill

WIDE = (120, 36)


def type_ahead(app: ContactHubApp, *keys: str) -> None:
    """Keys as a paste of a terminal brings them: none waits for another."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def open_dialog(pilot: Pilot[str], keys: str, dialog: type[Screen[Any]]) -> None:
    """Press some keys, each once it acts, and wait for the dialog that they open."""
    app = pilot.app
    for key in keys.split():
        await until(pilot, partial(acts, app, key))
        await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, dialog) and isinstance(app.focused, Input))


def acts(app: App[str], key: str) -> bool:
    active = app.screen.active_bindings.get(key)
    return active is not None and active.enabled


#: The keys that open the dialogs with a line, one after the other, and which dialogs they are.
DIALOGS: tuple[tuple[str, type[Screen[Any]]], ...] = (
    ("x", ExportDialog),
    ("u", UnsubscribeScreen),
    ("f", FilterDialog),
    ("h x", LedgerExportScreen),
    ("f7 a", CustomFieldDialog),
    ("2 a", ListDialog),
    ("M", MergeDialog),
)


async def test_letters_and_keys_of_a_line_keep_their_order(app: ContactHubApp) -> None:
    await fill(crowd(3), lists=("VIP", "Lyon"))
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "All contacts  3" in screen_text(app))
        for keys, dialog in DIALOGS:
            await open_dialog(pilot, keys, dialog)
            expected = f"1{typed(app)}ab3"
            type_ahead(app, *"ax", "backspace", *"b", "home", *"1", "end", *"2", "left", "delete")
            type_ahead(app, "3")
            await until(pilot, partial(holds, app, expected))
            app.screen.dismiss(None)


def holds(app: ContactHubApp, text: str) -> bool:
    return typed(app) == text


def typed(app: ContactHubApp) -> str:
    return app.focused.value if isinstance(app.focused, Input) else ""


async def test_what_follows_tab_goes_to_the_next_field(app: ContactHubApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await open_dialog(pilot, "2 a", ListDialog)
        type_ahead(app, *"VIP", "tab", *"best", "shift+tab", *"s", "enter")
        await until(pilot, lambda: not isinstance(app.screen, ListDialog))
    (made,) = await asyncio.to_thread(lists.all_lists)
    assert (made.name, made.description) == ("VIPs", "best")


async def test_enter_merges_into_the_list_that_was_typed(app: ContactHubApp) -> None:
    await fill(crowd(3), lists=("Autumn", "Summer", "VIP"))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: app.screen.query_one(ListTable).total == 3)
        await open_dialog(pilot, "end M", MergeDialog)
        type_ahead(app, *"sum", "enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert "into “Summer”" in screen_text(app)


async def test_tab_completes_the_path_of_an_export(app: ContactHubApp, tmp_path: Path) -> None:
    (tmp_path / "customers").mkdir()
    await fill(crowd(3))
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "All contacts  3" in screen_text(app))
        await open_dialog(pilot, "x", ExportDialog)
        line = app.screen.query_one(PathInput)
        line.value = f"{tmp_path}/cust"
        await pilot.press("tab")
        await until(pilot, lambda: line.value == f"{tmp_path}/customers/")
        assert line.has_focus
        line.value = f"{tmp_path}/nothing.csv"
        await pilot.press("tab")
        await until(pilot, lambda: not line.has_focus)
        await pilot.press("shift+tab")
        assert line.has_focus


async def test_a_path_typed_right_behind_the_key_of_imports_is_whole(app: ContactHubApp) -> None:
    await fill(crowd(3))
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "All contacts  3" in screen_text(app))
        app.post_message(events.Key("i", "i"))
        for letter in "/quai/1":
            app.post_message(events.Key("slash" if letter == "/" else letter, letter))
        await until(pilot, partial(holds, app, "/quai/1"))
        type_ahead(app, "backspace", "2")
        await until(pilot, partial(holds, app, "/quai/2"))
