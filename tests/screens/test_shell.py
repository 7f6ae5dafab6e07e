"""The frame of every screen: places, keys, help, palette, language, theme, drops, errors."""

import tomllib

import pytest
from textual import events
from textual.command import CommandPalette

from contacthub_tui import i18n, paths
from contacthub_tui.app import ContactHubApp
from contacthub_tui.errors import StoreError
from contacthub_tui.screens.contacts import ContactsScreen
from contacthub_tui.screens.help import HelpScreen
from contacthub_tui.screens.import_wizard import ImportWizardScreen
from contacthub_tui.screens.imports import ImportsScreen
from contacthub_tui.screens.results import ResultsScreen
from contacthub_tui.settings import Settings
from contacthub_tui.store.database import Store
from contacthub_tui.widgets.command import active_commands
from contacthub_tui.widgets.contact_panel import ContactPanel
from contacthub_tui.widgets.contact_table import ContactTable
from contacthub_tui.widgets.navigation_bar import NavigationBar
from contacthub_tui.widgets.notice import Notice
from contacthub_tui.widgets.search_bar import SearchBar
from tests.screens.conftest import screen_text, until
from tests.screens.team import crowd, fill

WIDE, NARROW = (120, 30), (80, 24)

#: Keys that browsers take.
TAKEN = {"ctrl+n", "ctrl+t", "ctrl+w", "f5", "f11", "f12"}


async def test_places_are_reached_by_digit_and_by_click(app: ContactHubApp) -> None:
    await fill(crowd(3))
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "Nom000000" in screen_text(app))
        await pilot.press("4")
        await until(pilot, lambda: isinstance(app.screen, ImportsScreen))
        x = screen_text(app).splitlines()[0].index("1 Contacts")
        await pilot.click(NavigationBar, offset=(x + 1, 0))
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))


async def test_the_frame_names_the_operator_and_the_store(app: ContactHubApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "marie · hub.db" in screen_text(app))


async def test_the_language_changes_at_once_and_is_remembered(app: ContactHubApp) -> None:
    await fill(crowd(3))
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "All contacts  3" in screen_text(app))
        await pilot.press("f3")
        await until(pilot, lambda: "Tous les contacts  3" in screen_text(app))
        text = screen_text(app)
        assert "Prénom000000" in text
        assert "Sélectionner" in text
        assert "All contacts" not in text
        await until(pilot, paths.config_file().exists)
        assert tomllib.loads(paths.config_file().read_text())["language"] == "fr"
        await pilot.press("4")
        await until(pilot, lambda: "Fichier" in screen_text(app))
        await pilot.press("f3", "1")
        await until(pilot, lambda: "All contacts  3" in screen_text(app))


async def test_the_theme_changes_at_once_and_is_remembered(app: ContactHubApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        assert app.theme == "contacthub-dark"
        await pilot.press("f2")
        assert app.theme == "contacthub-light"
        await until(pilot, paths.config_file().exists)
        assert tomllib.loads(paths.config_file().read_text())["theme"] == "light"


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({"COLORTERM": "", "TERM": "xterm"}, "contacthub-dark-16"),
        ({"NO_COLOR": "1"}, "contacthub-dark-16"),
        ({"COLORTERM": "", "TERM": "xterm-256color"}, "contacthub-dark"),
    ],
)
async def test_a_terminal_with_few_colours_keeps_its_own(
    store: Store, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], theme: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    app = ContactHubApp(Settings(store.url), store.url, "marie")
    async with app.run_test(size=NARROW) as pilot:
        assert app.theme == theme
        await until(pilot, lambda: "No contacts yet" in screen_text(app))


async def test_help_lists_every_command_that_acts(app: ContactHubApp) -> None:
    await fill(crowd(3))
    async with app.run_test(size=(120, 70)) as pilot:
        await until(pilot, lambda: "Nom000000" in screen_text(app))
        commands = active_commands(app.screen)
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.pause()
        text = screen_text(app)
        for command in commands:
            assert command.name in text
        assert "Find by name, number, alias or email." in text
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))


async def test_the_palette_runs_a_command_by_its_name(app: ContactHubApp) -> None:
    await fill(crowd(3))
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "Nom000000" in screen_text(app))
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await pilot.press(*"Reverse")
        await until(pilot, lambda: "Turn the order round" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "from Z to A" in screen_text(app))


def test_no_command_uses_a_key_that_browsers_take_or_lacks_a_name() -> None:
    for owner in (
        ContactHubApp,
        ContactsScreen,
        ImportsScreen,
        ResultsScreen,
        ImportWizardScreen,
        HelpScreen,
        ContactTable,
        ContactPanel,
        SearchBar,
    ):
        for binding in owner.BINDINGS:
            assert not isinstance(binding, tuple)
            if not (binding.id or "").startswith("hub."):
                continue
            assert not TAKEN & set(binding.key.split(","))
            assert binding.description
            assert binding.tooltip


async def test_the_line_of_keys_shows_only_what_acts_and_always_the_help(
    app: ContactHubApp,
) -> None:
    await fill(crowd(3))
    for size in ((80, 24), (60, 24), (200, 60)):
        async with ContactHubApp(app.settings, app.database, "marie").run_test(size=size) as pilot:
            running = pilot.app
            assert isinstance(running, ContactHubApp)
            await until(pilot, lambda app=running: "Nom000000" in screen_text(app))
            keys = screen_text(running).splitlines()[-1]
            assert keys.endswith("? Help")
            assert "None" not in keys
            await pilot.press("space")
            await pilot.pause()
            if size[0] >= 80:
                assert "escape None" in screen_text(running).splitlines()[-1]


async def test_the_line_of_keys_can_be_clicked(app: ContactHubApp) -> None:
    await fill(crowd(3))
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "Nom000000" in screen_text(app))
        x = screen_text(app).splitlines()[-1].index("Import")
        await pilot.click("KeysBar", offset=(x, 0))
        await until(pilot, lambda: isinstance(app.screen, ImportWizardScreen))


async def test_text_pasted_that_is_no_file_does_nothing(app: ContactHubApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "No contacts yet" in screen_text(app))
        app.post_message(events.Paste("rm -rf\t/\r\nq\x1b[31m"))
        await pilot.pause()
        assert isinstance(app.screen, ContactsScreen)


async def test_an_error_of_the_store_is_a_sentence_and_the_app_goes_on(
    app: ContactHubApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(crowd(3))
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "Nom000000" in screen_text(app))

        def locked(*_: object) -> int:
            raise StoreError("locked")

        with monkeypatch.context() as broken:
            broken.setattr("contacthub_tui.services.contact_pages.ContactPages.page", locked)
            await pilot.press("S")
            await until(pilot, lambda: "▲ Another program is writing" in screen_text(app))
        await pilot.press("S")
        await until(pilot, lambda: not app.screen.query_one(Notice).sentence)


async def test_an_unforeseen_error_names_the_log_and_shows_no_traceback(
    app: ContactHubApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await fill(crowd(3))
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "Nom000000" in screen_text(app))

        def bug(*_: object) -> int:
            raise ZeroDivisionError("secret")

        monkeypatch.setattr("contacthub_tui.services.contact_pages.ContactPages.page", bug)
        await pilot.press("S")
        await until(pilot, lambda: "▲ Something went wrong." in screen_text(app))
        text = screen_text(app)
        assert "Traceback" not in text
        assert "secret" not in text
        assert "contacthub.log" in text.replace("\n", "").replace(" ", "")
    assert "ZeroDivisionError" in caplog.text


async def test_french_fits_eighty_columns(app: ContactHubApp) -> None:
    i18n.set_language("fr")
    await fill(crowd(3))
    french = ContactHubApp(app.settings, app.database, "marie")
    async with french.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "Nom000000" in screen_text(french))
        first, second, third, *_, last = screen_text(french).splitlines()
        assert "Importations" in first
        assert "Tous les contacts" in second
        assert "Mobile" in third
        assert last.endswith("? Aide")


async def test_the_imports_are_followed_again_after_a_look_that_failed(
    app: ContactHubApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "No contacts yet" in screen_text(app))

        def locked() -> None:
            raise StoreError("locked")

        with monkeypatch.context() as broken:
            broken.setattr("contacthub_tui.services.imports.list_runs", locked)
            await until(pilot, lambda: "▲ Another program is writing" in screen_text(app))
        await fill(crowd(3), done=0.62)
        await until(pilot, lambda: "4 Imports ⟳ 62%" in screen_text(app))
        assert not app.screen.query_one(Notice).sentence


async def test_help_tells_the_keys_between_panes_and_those_of_a_panel(app: ContactHubApp) -> None:
    await fill(crowd(3))
    async with app.run_test(size=(120, 60)) as pilot:
        await until(pilot, lambda: "Nom000000" in screen_text(app))
        await pilot.press("tab")
        await until(pilot, lambda: app.screen.query_one(ContactPanel).has_focus)
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        text = screen_text(app)
        assert "Go to the next pane or field." in text
        assert "Scroll down by a page." in text


async def test_the_wizard_has_its_help(app: ContactHubApp) -> None:
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ImportWizardScreen))
        await until(pilot, lambda: "f1 Help" in screen_text(app))
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        text = screen_text(app)
        for sentence in (
            "Find the file in the folders of this machine.",
            "Import cells that were copied in a spreadsheet.",
            "Go to the next step.",
        ):
            assert sentence in text
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ImportWizardScreen))
