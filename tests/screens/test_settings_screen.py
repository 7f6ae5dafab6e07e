"""Settings: changed by keys, checked where they are typed, shared with who else works here."""

import asyncio

import pytest

from contacthub_tui import i18n
from contacthub_tui import settings as settings_file
from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.consent import is_opt_out
from contacthub_tui.screens.help import HelpScreen
from contacthub_tui.screens.settings import SettingsScreen
from contacthub_tui.services import account
from contacthub_tui.services.account import Change
from contacthub_tui.settings import Settings
from contacthub_tui.store.database import Store
from tests.screens.conftest import screen_text, until

WIDE = (120, 36)


async def team() -> dict[str, str]:
    return await asyncio.to_thread(account.read_team)


async def choose(who: str, **after: str) -> None:
    """Another operator saves these."""
    before = await team()
    changes = {name: Change(before[name], text) for name, text in after.items()}
    assert await asyncio.to_thread(account.save_team, changes, who) == ()


def ready(app: ContactHubApp) -> bool:
    return isinstance(app.screen, SettingsScreen) and "Sending country" in screen_text(app)


async def test_the_team_is_named_and_its_country_chosen_by_keys(app: ContactHubApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("5")
        await until(pilot, lambda: ready(app))
        await pilot.press("e", *"Dupont et fils", "tab", *"belg")
        await until(pilot, lambda: "Belgium" in screen_text(app))
        await pilot.press("enter", "tab")
        await until(pilot, lambda: "▲ 2 changes not saved" in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "✓ Saved" in screen_text(app))
        assert (await team())["region"] == "BE"
        await until(pilot, lambda: "marie · Dupont et fils" in screen_text(app))
        assert app.settings.region == "BE"
        # Out of the fields, digits lead to places again.
        await pilot.press("escape", "1")
        await until(pilot, lambda: not isinstance(app.screen, SettingsScreen))
        assert "marie · Dupont et fils" in screen_text(app)


async def test_what_cannot_be_is_told_where_it_is_typed_and_nothing_is_saved(
    app: ContactHubApp,
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("5")
        await until(pilot, lambda: ready(app))
        await pilot.press("e", *"Dupont", "tab", "home", "shift+end", *"atlantis", "tab")
        await until(pilot, lambda: "▲ No such country." in screen_text(app))
        await pilot.press("tab", "tab", "tab", *"call us", "ctrl+s")
        await until(pilot, lambda: "▲ Write a web address" in screen_text(app))
        assert (await team())["team_name"] == ""
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "▲" not in screen_text(app))
        assert "France" in screen_text(app)


async def test_opt_out_words_are_edited_as_a_list(app: ContactHubApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("5")
        await until(pilot, lambda: ready(app))
        screen = app.screen
        assert isinstance(screen, SettingsScreen)
        screen.field("opt_out_words").start()
        await pilot.press(*"Basta", "enter", *"optout", "enter", *"Genug", "ctrl+s")
        await until(pilot, lambda: "✓ Saved" in screen_text(app))
        words = (await team())["opt_out_words"].splitlines()
        assert words[-3:] == ["REMOVE", "Basta", "Genug"]
        assert "OPTOUT" not in words
        assert is_opt_out("¡basta!", words)
        await pilot.press(*["backspace"] * 20, "ctrl+s")
        await until(pilot, lambda: "▲ Keep at least one word" in screen_text(app))
        assert len((await team())["opt_out_words"].splitlines()) == len(words)


async def test_the_second_to_save_is_told_what_the_first_chose(app: ContactHubApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("5")
        await until(pilot, lambda: ready(app))
        await choose("paul", team_name="[bold]Chez Paul", support_link="aide@exemple.fr")
        await pilot.press("e", *"Chez Marie", "ctrl+s")
        await until(pilot, lambda: "paul chose “[bold]Chez Paul” now." in screen_text(app))
        assert (await team())["team_name"] == "[bold]Chez Paul"
        assert "Chez Marie" in screen_text(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "✓ Saved" in screen_text(app))
        found = await team()
        assert (found["team_name"], found["support_link"]) == ("Chez Marie", "aide@exemple.fr")
        # What she had not touched shows what he chose.
        assert "aide@exemple.fr" in screen_text(app)


async def test_taking_theirs_forgets_what_was_typed(app: ContactHubApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("5")
        await until(pilot, lambda: ready(app))
        await choose("paul", region="CH")
        await pilot.press("e", "tab", "home", "shift+end", *"belg", "enter", "ctrl+s")
        await until(pilot, lambda: "paul chose “Switzerland” now." in screen_text(app))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Switzerland" in screen_text(app))
        assert "not saved" not in screen_text(app)
        assert (await team())["region"] == "CH"


async def test_language_and_theme_hold_at_once_and_at_the_next_start(app: ContactHubApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("5")
        await until(pilot, lambda: ready(app))
        screen = app.screen
        assert isinstance(screen, SettingsScreen)
        screen.field("language").start()
        await pilot.press("right")
        await until(pilot, lambda: "Pays d’envoi" in screen_text(app))
        assert "Mots d’opposition" in screen_text(app)
        await pilot.press("tab", "space")
        await until(pilot, lambda: not app.current_theme.dark)
        await until(
            pilot,
            lambda: (
                (settings_file.load({}, {}).language, settings_file.load({}, {}).theme)
                == ("fr", "light")
            ),
        )
        # The keys that change them show here, too.
        await pilot.press("f3", "f2")
        await until(pilot, lambda: "(•) English" in screen_text(app))
        await until(pilot, lambda: "(•) Dark" in screen_text(app))


async def test_a_country_keeps_its_meaning_in_another_language(app: ContactHubApp) -> None:
    await choose("paul", region="DE")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("5")
        await until(pilot, lambda: "Germany" in screen_text(app))
        await pilot.press("f3")
        await until(pilot, lambda: "Allemagne" in screen_text(app))
        assert "non enregistré" not in screen_text(app)


async def test_the_support_link_stands_in_the_help(app: ContactHubApp) -> None:
    await choose("paul", support_link="exemple.fr/[aide]")
    async with app.run_test(size=(120, 50)) as pilot:
        await until(pilot, lambda: "No contacts yet" in screen_text(app))
        await until(pilot, lambda: app._support)
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("end")
        await until(pilot, lambda: "https://exemple.fr/[aide]" in screen_text(app))


async def test_a_machine_that_says_otherwise_is_told(store: Store) -> None:
    said = Settings(store.url, "en", region="CH", said={"region": "CONTACTHUB_REGION"})
    app = ContactHubApp(said, store.url, "marie")
    async with app.run_test(size=WIDE) as pilot:
        await choose("paul", region="BE")
        await pilot.press("5")
        await until(pilot, lambda: "CONTACTHUB_REGION" in screen_text(app))
        assert "Belgium" in screen_text(app)
        assert app.settings.region == "CH"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_no_label_is_cut_at_eighty_columns(store: Store, language: str) -> None:
    i18n.set_language(language)
    app = ContactHubApp(Settings(store.url, language), store.url, "marie")
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.press("5")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await until(pilot, lambda: "(•)" in screen_text(app))
        assert "…" not in "\n".join(screen_text(app).splitlines()[1:-1])
