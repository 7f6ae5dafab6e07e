"""The whole wizard: from the key that opens it to contacts in the store, and back and forth."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events

from contacthub_tui import i18n
from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.import_run import Existing, RunState
from contacthub_tui.i18n import _
from contacthub_tui.screens.contacts import ContactsScreen
from contacthub_tui.screens.results import ResultsScreen
from contacthub_tui.services import contacts, lists
from contacthub_tui.settings import Settings
from contacthub_tui.store.database import Store
from contacthub_tui.widgets.notice import Notice
from contacthub_tui.widgets.path_input import PathInput
from contacthub_tui.widgets.tally import LinkedTally
from tests.screens.conftest import screen_text, until
from tests.screens.wizard import (
    CHECK,
    CLIENTS,
    COLUMNS,
    FILE,
    OPTIONS,
    chosen,
    wizard_of,
    wizard_there,
    write_table,
)

SIZE = (80, 24)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("ending", ["csv", "xls", "xlsx"])
async def test_a_file_is_imported_by_keys_alone(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, ending: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    path = write_table(tmp_path / f"nos clients.{ending}")
    i18n.set_language(language)
    app = ContactHubApp(Settings(store.url, language), store.url, "marie")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("i")
        wizard = await wizard_there(pilot)
        await pilot.press(*"~/nos", "tab")
        await until(pilot, lambda: wizard.query_one(PathInput).value.endswith(path.name))
        await pilot.press("enter")
        await until(pilot, lambda: "Saint-Étienne" in screen_text(app))
        await until(pilot, lambda: wizard.findings.fingerprint)
        await pilot.press("enter")

        await until(pilot, lambda: wizard.step == OPTIONS and "(•)" in screen_text(app))
        await pilot.press(*"Salon", "enter")
        await until(pilot, lambda: "Salon ×" in screen_text(app))
        await pilot.press("tab", "right")
        await until(pilot, lambda: wizard.draft and wizard.draft.options.existing is Existing.SKIP)
        await pilot.press("ctrl+s")

        await until(pilot, lambda: f"→ {_('Mobile')}" in screen_text(app))
        await until(pilot, lambda: wizard.findings.forecast and wizard.findings.forecast.done == 1)
        await pilot.press("end", "d")
        await until(pilot, lambda: wizard.draft and wizard.draft.options.mapping)
        await pilot.press("ctrl+s")

        await until(pilot, lambda: wizard.query_one(LinkedTally).has_focus)
        assert "3,36E+10" in screen_text(app)
        assert await asyncio.to_thread(contacts.count_contacts, contacts.ContactQuery()) == 0
        await pilot.press("ctrl+s")

        await until(pilot, lambda: isinstance(app.screen, ResultsScreen))
        await until(pilot, lambda: app.runs and app.runs[0].state is RunState.FINISHED)
        await until(pilot, lambda: "3,36E+10" in screen_text(app))
        await pilot.press("1")
        await until(pilot, lambda: "Petit, Zoé" in screen_text(app))
    found = await asyncio.to_thread(contacts.contact_page, contacts.ContactQuery(), 0, 9)
    assert sorted((each.mobile, each.location or "") for each in found) == [
        ("+33612345678", ""),
        ("+33612345679", ""),
    ]
    assert [one.name for one in await asyncio.to_thread(lists.all_lists)] == ["Salon"]


async def test_going_back_and_forward_keeps_what_was_chosen_and_other_places_do_too(
    app: ContactHubApp, tmp_path: Path
) -> None:
    path = write_table(tmp_path / "clients.csv")
    async with app.run_test(size=SIZE) as pilot:
        wizard = await chosen(pilot, path)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: wizard.step == OPTIONS and "(•)" in screen_text(app))
        await pilot.press(*"VIP", "enter", "tab", "right")
        await until(pilot, lambda: "VIP ×" in screen_text(app) and "(•) Skip" in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: wizard.findings.forecast and wizard.findings.forecast.done == 1)
        await pilot.press("end", "d")
        await until(pilot, lambda: "left out" in screen_text(app))
        before = wizard.draft
        await pilot.press("escape", "escape")
        await until(pilot, lambda: wizard.step == FILE and "Lyon" in screen_text(app))
        await pilot.press("ctrl+s", "ctrl+s")
        await until(pilot, lambda: wizard.step == COLUMNS and "left out" in screen_text(app))
        assert wizard.draft == before
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        await pilot.press("4")
        await until(pilot, lambda: app.screen is wizard)
        assert (wizard.step, wizard.draft) == (COLUMNS, before)


async def test_a_second_file_with_these_headers_is_imported_as_last_time(
    app: ContactHubApp, tmp_path: Path
) -> None:
    first = write_table(tmp_path / "mars.csv")
    second = write_table(tmp_path / "avril.csv", [CLIENTS[0], ["Luc", "Roy", "0612345680", ""]])
    async with app.run_test(size=SIZE) as pilot:
        wizard = await chosen(pilot, first)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: wizard.step == OPTIONS and "(•)" in screen_text(app))
        await pilot.press(*"VIP", "enter", "tab", "right")
        await until(pilot, lambda: "VIP ×" in screen_text(app) and "(•) Skip" in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: wizard.findings.forecast and wizard.findings.forecast.done == 1)
        await pilot.press("end", "d", "ctrl+s")
        await until(pilot, lambda: wizard.query_one(LinkedTally).has_focus)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.runs and app.runs[0].state is RunState.FINISHED)

        again = await chosen(pilot, second)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "as last time" in screen_text(app))
        text = screen_text(app)
        assert "VIP ×" in text and "(•) Skip" in text
        await pilot.press("ctrl+s")
        await until(pilot, lambda: again.findings.columns)
        await until(
            pilot,
            lambda: any(
                "Ville" in line and "left out" in line and "as last time" in line
                for line in screen_text(app).splitlines()
            ),
        )
        # It is a proposal: choosing otherwise is as easy as ever.
        await pilot.press("end", "enter", *"loca", "enter")
        await until(pilot, lambda: "by hand" in screen_text(app))


def change(path: Path) -> None:
    write_table(path, [*CLIENTS, ["Luc", "Roy", "0612345680", ""]])


def shrink(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def replace_by_link(path: Path) -> None:
    other = write_table(path.with_name("other.csv"), [*CLIENTS[:2]])
    path.unlink()
    path.symlink_to(other)


@pytest.mark.parametrize("meddle", [change, shrink, replace_by_link, Path.unlink])
async def test_a_file_that_is_no_more_what_was_checked_is_refused_with_nothing_written(
    app: ContactHubApp, tmp_path: Path, meddle: Callable[[Path], None]
) -> None:
    path = write_table(tmp_path / "clients.csv")
    async with app.run_test(size=SIZE) as pilot:
        wizard = await chosen(pilot, path)
        await until(pilot, lambda: wizard.step == CHECK or wizard.action_forward())
        await until(pilot, lambda: wizard.query_one(LinkedTally).has_focus)
        await asyncio.to_thread(meddle, path)
        await pilot.press("ctrl+s")
        gone = "There is no file" if meddle is Path.unlink else "has changed"
        await until(pilot, lambda: gone in " ".join(screen_text(app).split()))
    assert await asyncio.to_thread(contacts.count_contacts, contacts.ContactQuery()) == 0


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "empty"),
        ("damaged.xlsx", b"PK\x03\x04" + bytes(range(256)) * 4, "damaged"),
        (
            "protected.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"E\0n\0c\0r\0y\0p\0t\0e\0d\0" * 200,
            "",
        ),
    ],
)
async def test_a_file_that_cannot_be_read_is_a_sentence_and_another_is_chosen_at_once(
    app: ContactHubApp, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    good = write_table(tmp_path / "clients.csv")
    bad = tmp_path / name
    bad.write_bytes(content)
    async with app.run_test(size=SIZE) as pilot:
        wizard = await chosen(pilot, bad)
        await until(pilot, lambda: "▲" in screen_text(app) and says in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Choose another one" in wizard.query_one(Notice).sentence)
        assert wizard.step == FILE
        await pilot.press("ctrl+u", *str(good), "enter")
        await until(pilot, lambda: "Saint-Étienne" in screen_text(app))
        assert not wizard.query_one(Notice).sentence


async def test_a_file_without_numbers_says_so_where_the_columns_are_chosen(
    app: ContactHubApp, tmp_path: Path
) -> None:
    path = write_table(tmp_path / "names.csv", [["Prénom"], ["Marie"], ["Zoé"]])
    async with app.run_test(size=SIZE) as pilot:
        wizard = await chosen(pilot, path)
        await pilot.press("ctrl+s", "ctrl+s")
        await until(pilot, lambda: "No column goes to Mobile or WhatsApp." in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: wizard.query_one(Notice).sentence)
        assert wizard.step == COLUMNS


@pytest.mark.parametrize("place", ["1", "2", "3", "4", "5"])
async def test_a_file_dropped_anywhere_opens_the_wizard_with_it(
    app: ContactHubApp, tmp_path: Path, place: str
) -> None:
    path = write_table(tmp_path / "nos clients.csv")
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "No contacts yet" in screen_text(app))
        await pilot.press(place)
        app.post_message(events.Paste(str(path).replace(" ", "\\ ") + " "))
        await wizard_there(pilot)
        await until(pilot, lambda: "Saint-Étienne" in screen_text(app))
        # Another one takes its place, at whatever step.
        other = write_table(tmp_path / "other.csv", [CLIENTS[0], ["Luc", "Roy", "0612345680", "B"]])
        if place == "1":
            await pilot.press("ctrl+s")
            await until(pilot, lambda: wizard_of(app).step == OPTIONS)
            wizard_of(app).post_message(events.Paste(f"file://{other}"))
            await until(pilot, lambda: "0612345680" in screen_text(app))
            assert wizard_of(app).step == FILE
            assert wizard_of(app).query_one(PathInput).value == str(other)


async def test_the_palette_opens_the_wizard(app: ContactHubApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "No contacts yet" in screen_text(app))
        await pilot.press("4")
        await pilot.press("ctrl+p")
        await until(pilot, lambda: "Find a command" in screen_text(app))
        await pilot.press(*"Import")
        await until(pilot, lambda: "Bring a file of contacts in" in screen_text(app))
        await pilot.press("enter")
        await wizard_there(pilot)
