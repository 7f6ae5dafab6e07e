"""The columns step: what goes where and why, and how an operator changes it."""

import asyncio
from functools import partial

import pytest

from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.contact import CustomKind
from contacthub_tui.domain.import_draft import Forecast
from contacthub_tui.services import custom_fields
from contacthub_tui.settings import Settings
from contacthub_tui.store.database import Store
from tests.screens.conftest import screen_text, until
from tests.screens.matching import Matching

HEADERS = ["Prénom", "Tél. portable", "Tél. bureau", "Courriel", "Né le", "Points", "Vide"]
ROWS = [
    ["Marie", "06 12 34 56 78", "06 98 76 54 32", "marie@exemple.fr", "06/04/2000", "12", ""],
    ["Jean", "06 12 34 56 79", "", "jean@exemple.fr", "03/04/1961", "0", ""],
    ["Léa", "unknown", "06 98 76 54 34", "", "", "7", ""],
]
FORECAST = Forecast(20_000, 19_412, 1.0)


def line(app: ContactHubApp, header: str) -> str:
    """The line of a column, without what marks the cursor."""
    lines = screen_text(app).splitlines()
    return next(each[3:] for each in lines if each[3:].startswith(header))


def _tells_of(app: ContactHubApp, header: str) -> bool:
    """Whether what is below the table is about this column."""
    return f"\n {header}  " in screen_text(app)


async def test_every_column_says_where_it_goes_and_why(app: ContactHubApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await app.push_screen(Matching(HEADERS, ROWS, forecast=FORECAST, last_time="2020-10-12"))
        await until(pilot, lambda: "Goes to" in screen_text(app))
        assert line(app, "Prénom").split("  ")[0] == "Prénom"
        for header, words in {
            "Prénom": "Marie · Jean · Léa  → First name  same name",
            "Tél. portable": "→ Mobile #phone#  1st of 2, 66% valid  same name",
            "Tél. bureau": "→ Mobile #phone#  2nd of 2, 100% valid",
            "Né le": "→ Date of birth  day or month first?",
            "Points": "12 · 0 · 7  left out  new field? number",
            "Vide": "(empty in the whole file)  left out",
        }.items():
            shown = line(app, header)
            assert all(word in shown for word in words.split("  ")), (header, shown)
        await pilot.press("down")
        await until(pilot, lambda: "the first mobile that one of them has" in screen_text(app))
        text = screen_text(app)
        assert "19,412 of 20,000 rows would come in · 588 have no valid number" in text
        assert "as last time (2020)" in text


async def test_a_field_is_found_as_one_types_and_a_column_left_out(app: ContactHubApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen := Matching(HEADERS, ROWS))
        await until(pilot, lambda: "Goes to" in screen_text(app))
        await pilot.press("end", "up", "enter", *"alia")
        await until(pilot, lambda: "Where does “Points” go?" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "→ Alias" in line(app, "Points"))
        assert screen.mapping == (("Points", "alias"),)
        assert "by hand" in line(app, "Points")
        await pilot.press("d")
        await until(pilot, lambda: "left out" in line(app, "Points"))
        assert screen.mapping == (("Points", ""),)
        await pilot.press("backspace")
        await until(pilot, lambda: "new field?" in line(app, "Points"))
        assert not screen.mapping
        await pilot.press("enter", "escape")
        assert not screen.mapping


async def test_a_new_field_is_named_checked_and_made_only_by_the_import(
    app: ContactHubApp, store: Store
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen := Matching(HEADERS, ROWS))
        await until(pilot, lambda: "Goes to" in screen_text(app))
        await pilot.press("end", "up", "a")
        await until(pilot, lambda: "New field for “Points”" in screen_text(app))
        assert "(•) Number" in screen_text(app)
        await pilot.press(*["backspace"] * 6, *"Note", "ctrl+s")
        await until(pilot, lambda: "Every contact has “Note” already." in screen_text(app))
        await pilot.press(*[{":": "colon", "=": "equals_sign"}.get(c, c) for c in "=:x"], "ctrl+s")
        await until(pilot, lambda: "+ Note=:x" in screen_text(app))
        assert screen.mapping == (("Points", "+Note=:x:number"),)
        assert screen.step.lacking() == ""
        # One that is typed where a field is looked for, and is there already, is that one.
        await pilot.press("up", "enter", *"Quartier", "enter")
        await until(pilot, lambda: "(•) Text" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "+ Quartier" in line(app, "Né le"))
    assert await asyncio.to_thread(custom_fields.custom_fields) == []


async def test_two_columns_for_a_field_that_takes_one_are_shown_at_both(
    app: ContactHubApp,
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        said = [("Courriel", "email"), ("Points", "email")]
        await app.push_screen(screen := Matching(HEADERS, ROWS, *said))
        await until(pilot, lambda: "▲ Email" in screen_text(app))
        assert all("▲ Email" in line(app, header) for header, _field in said)
        assert "“Courriel” and “Points” both go to Email" in screen.step.lacking()
        assert "▲ “Courriel” and “Points” both go to Email" in screen_text(app)
        await pilot.press("end", "up")
        await until(pilot, lambda: "“Courriel” goes there too." in screen_text(app))
        await pilot.press("d")
        await until(pilot, lambda: "→ Email" in line(app, "Courriel"))
        assert screen.step.lacking() == ""


async def test_a_file_without_numbers_says_what_to_choose(app: ContactHubApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        rows = [["Marie Dupont", "unknown"], ["Jean Petit", "later"]]
        await app.push_screen(screen := Matching(["Nom", "Where"], rows))
        await until(pilot, lambda: "No column goes to Mobile or WhatsApp" in screen_text(app))
        assert "No column goes to Mobile or WhatsApp" in screen.step.lacking()
        await pilot.press("down", "enter", *"phone", "enter")
        await until(pilot, lambda: "Mobile #phone#" in line(app, "Where"))
        assert "▲" not in screen_text(app)
        assert screen.step.lacking() == ""


async def test_the_order_of_phone_columns_is_the_operators(app: ContactHubApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen := Matching(HEADERS, ROWS))
        await until(pilot, lambda: "1st of 2" in line(app, "Tél. portable"))
        await pilot.press("down", "shift+down")
        await until(pilot, lambda: "2nd of 2" in line(app, "Tél. portable"))
        assert screen.mapping == (("Tél. bureau", "mobile"), ("Tél. portable", "mobile"))
        await pilot.press("shift+down")  # it is the last one already
        # A column for WhatsApp takes nothing from the others.
        await pilot.press("end", "up", "enter", *"whats", "enter")
        await until(pilot, lambda: "WhatsApp #whatsapp#" in line(app, "Points"))
        assert [header for header, _field in screen.mapping] == [
            "Tél. bureau",
            "Tél. portable",
            "Points",
        ]
        assert "1st of 2" in line(app, "Tél. bureau")
        await pilot.press("backspace")
        await until(pilot, lambda: "1st of 2" in line(app, "Tél. portable"))
        assert not screen.mapping


async def test_what_was_said_of_another_file_is_forgotten(app: ContactHubApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        said = [("Gone", "note"), ("f", "Alias"), ("Courriel", "note"), ("Né le", "custom:99")]
        await app.push_screen(screen := Matching(HEADERS, ROWS, *said))
        await until(pilot, lambda: len(screen.mapping) == 2)
        assert screen.mapping == (("Courriel", "note"), ("Points", "alias"))


async def test_custom_fields_go_by_their_names_and_last_time_is_told(
    app: ContactHubApp, store: Store
) -> None:
    made = await asyncio.to_thread(custom_fields.create_custom_field, "Région [b]", CustomKind.TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        remembered = {"Points": f"custom:{made.id}"}
        screen = Matching(HEADERS, ROWS, fields=[made], remembered=remembered)
        await app.push_screen(screen)
        await until(pilot, lambda: "→ Région [b]" in line(app, "Points"))
        assert "as last time" in line(app, "Points")
        assert screen_text(app).count("as last time") == 2
        await pilot.press("home", "enter", *"regi", "enter")
        await until(pilot, lambda: "→ Région [b]" in line(app, "Prénom"))
        assert "→" not in line(app, "Points")


async def test_thousands_of_columns_and_hostile_names(app: ContactHubApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        evil = "\x1b[31m\u202eEvil\n[bold]" + "x" * 300
        headers = [f"C{index}" for index in range(16_382)] + ["Mobile", evil]
        row = ["\x1b]0;title\x07[/]"] * 16_382 + ["0612345678", "a"]
        await app.push_screen(screen := Matching(headers, [row]))
        await until(pilot, lambda: "C0" in screen_text(app))
        await pilot.press("end")
        await until(pilot, lambda: "[31mEvil [bold]x" in screen_text(app))
        assert "column XFD" in screen_text(app)
        await pilot.press("a")
        await until(pilot, lambda: "New field for" in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(screen.mapping))
        ((header, wanted),) = screen.mapping
        assert header == evil
        assert len(wanted) == len("+:text") + 80
        assert not any(sign in screen_text(app) for sign in "\x1b\x07\u202e")


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_what_the_step_says_fits_on_80_columns(store: Store, language: str) -> None:
    app = ContactHubApp(Settings(store.url, language=language), store.url, "marie")
    headers = ["A", "B", "C", "D", "Né le", "F", "G"]
    rows = [["Al", "0612345678", "0612345679", "0612345670", "03/04/1961", "1", ""]]
    said = [("A", "+X:yes_no"), ("B", "mobile"), ("C", "mobile"), ("D", "whatsapp"), ("F", "note")]
    async with app.run_test(size=(80, 24)) as pilot:
        forecast = Forecast(1_000_000, 970_412, 0.41)
        await app.push_screen(Matching(headers, rows, *said, forecast=forecast))
        await until(pilot, lambda: "#whatsapp#" in screen_text(app))
        for header in headers:
            await until(pilot, partial(_tells_of, app, header))
            assert "…" not in screen_text(app)
            await pilot.press("down")
