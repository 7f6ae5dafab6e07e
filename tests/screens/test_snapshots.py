"""Pictures of the screens, compared cell by cell: `pytest --snapshot-update` takes new ones.

Few, at fixed sizes, on a store whose clock stands still.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from contacthub_tui import i18n
from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.contact import CustomKind
from contacthub_tui.domain.message import Direction
from contacthub_tui.screens.contacts import ContactsScreen
from contacthub_tui.screens.group_send import GroupSendScreen
from contacthub_tui.services import group_sends, lists
from contacthub_tui.services.custom_fields import create_custom_field
from contacthub_tui.settings import Settings
from contacthub_tui.store.database import Store
from contacthub_tui.widgets.columns_dialog import ColumnsDialog
from contacthub_tui.widgets.filter_dialog import FilterDialog
from contacthub_tui.widgets.one_of import OneOf
from contacthub_tui.widgets.path_input import PathInput
from tests.messages import write_thread
from tests.screens.conftest import screen_text, until
from tests.screens.team import import_rows, person
from tests.screens.wizard import CHECK, COLUMNS, FILE, OPTIONS, wizard_there, write_table

Compare = Callable[..., bool]

TEAM = [
    person("Marie", "Dupont", "+33612345678", email="marie.dupont@exemple.fr", location="Lyon"),
    person("Anne-Marie", "Dupont", "+33666861672", location="Saint-Étienne"),
    person("Élodie", "Béraud", "+32470123456", email="elodie@exemple.be", birth_date="2000-04-06"),
    person("美咲", "田中", "+33612345999", whatsapp="+33712345678"),
    person("[/]", "[bold]O'Neil", "+353851234567", note="Rappeler après 18 h.\nMerci !"),
    person("Paul", "Roy", "+33612345700", email="paul@", warning="bad-email"),
]
FAILED = [
    (18, "digits-lost", ["Zoé", "Petit", "3,36E+10", "", "Lyon"]),
    (42, "too-short", ["Jean", "Noël", "06 12", "", ""]),
]


@pytest.fixture
def team(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A small team's store, filled on the third of March 2020."""
    for room in ("preferences", "imports", "import_batches", "lists"):
        monkeypatch.setattr(f"contacthub_tui.services.{room}.now", lambda: "2020-03-03T10:00:00Z")
    import_rows(TEAM, failed=FAILED, lists=("VIP", "Newsletter"))
    import_rows(TEAM[3:4], unsubscribe_all=True, file_name="liste noire.csv", who="paul")
    return store


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home folder of its own: in a picture, `~` stands for its path."""
    monkeypatch.setenv("HOME", str(tmp_path))


def taken(store: Store, language: str, theme: str) -> ContactHubApp:
    i18n.set_language(language)
    return ContactHubApp(Settings(store.url, language, theme), store.url, "marie")


async def details_there(pilot: Pilot[str]) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, ContactsScreen)
    # The panel follows when the cursor rests.
    await until(
        pilot,
        lambda: screen.panel.details and screen.panel.contact is screen.table.cursor_row,
    )


def test_contacts_wide_and_dark(team: Store, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[str]) -> None:
        await until(pilot, lambda: "Dupont" in screen_text(pilot.app))
        await pilot.press("end", "space")
        await details_there(pilot)

    app = taken(team, "en", "dark")
    assert snap_compare(app, terminal_size=(120, 30), run_before=look)


def test_contacts_narrow_light_and_french(team: Store, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[str]) -> None:
        await until(pilot, lambda: "Dupont" in screen_text(pilot.app))
        await pilot.press("slash", *"dup")
        await until(pilot, lambda: "2 trouvés" in screen_text(pilot.app))

    app = taken(team, "fr", "light")
    assert snap_compare(app, terminal_size=(80, 24), run_before=look)


def test_welcome(store: Store, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[str]) -> None:
        await until(pilot, lambda: "Aucun contact" in screen_text(pilot.app))

    app = taken(store, "fr", "dark")
    assert snap_compare(app, terminal_size=(80, 24), run_before=look)


def test_changes_of_a_preference(team: Store, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[str]) -> None:
        await until(pilot, lambda: "Dupont" in screen_text(pilot.app))
        await pilot.press("end")
        await details_there(pilot)
        await pilot.press("h")
        await until(pilot, lambda: "3 Mar 2020 10:00:00" in screen_text(pilot.app))

    app = taken(team, "en", "dark")
    assert snap_compare(app, terminal_size=(120, 36), run_before=look)


def test_results_of_an_import(team: Store, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[str]) -> None:
        await pilot.press("4")
        await until(pilot, lambda: "clients.xlsx" in screen_text(pilot.app))
        await pilot.press("end", "enter")
        await until(pilot, lambda: "3,36E+10" in screen_text(pilot.app))

    app = taken(team, "fr", "light")
    assert snap_compare(app, terminal_size=(120, 30), run_before=look)


def test_help(team: Store, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[str]) -> None:
        await until(pilot, lambda: "Dupont" in screen_text(pilot.app))
        await pilot.press("question_mark")
        await until(pilot, lambda: "Partout" in screen_text(pilot.app))

    app = taken(team, "fr", "dark")
    assert snap_compare(app, terminal_size=(100, 80), run_before=look)


def test_place_of_lists(team: Store, snap_compare: Compare) -> None:
    lists.create_list("Prospects de Bruxelles", "Cartes de visite du salon", who="sophie")

    async def look(pilot: Pilot[str]) -> None:
        await pilot.press("2")
        await until(pilot, lambda: "Prospects" in screen_text(pilot.app))
        await pilot.press("end")

    app = taken(team, "en", "dark")
    assert snap_compare(app, terminal_size=(120, 36), run_before=look)


def test_two_side_by_side(team: Store, snap_compare: Compare) -> None:
    import_rows([person("Dupont", "MARIE", "+33698765432", location="Bron")])
    again = person("Elodie", "Beraud", "+33698000000", email="Elodie@exemple.be", alias="Élo")
    import_rows([again], unsubscribe_all=True)

    async def look(pilot: Pilot[str]) -> None:
        await until(pilot, lambda: "Dupont" in screen_text(pilot.app))
        await pilot.press("D")
        await until(pilot, lambda: "2 pairs" in screen_text(pilot.app))
        await until(pilot, lambda: "so a merge unsubscribes" in screen_text(pilot.app))
        await pilot.press("enter", "down")

    app = taken(team, "en", "dark")
    assert snap_compare(app, terminal_size=(120, 36), run_before=look)


def test_dialog_of_filters(team: Store, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[str]) -> None:
        await until(pilot, lambda: "Dupont" in screen_text(pilot.app))
        await pilot.press("f")
        await until(pilot, lambda: isinstance(pilot.app.screen, FilterDialog))
        await pilot.press(*"vip", "enter", "tab", "tab", "down", "space", "tab", "tab")
        await pilot.press(*"location contains", "enter", *"ly", "enter")
        await until(pilot, lambda: "1 contact" in screen_text(pilot.app))

    app = taken(team, "en", "dark")
    assert snap_compare(app, terminal_size=(120, 36), run_before=look)


def test_settings_of_a_team(team: Store, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[str]) -> None:
        await pilot.press("5")
        await until(pilot, lambda: "STOPALL ×" in screen_text(pilot.app))
        await pilot.press("e", *"Dupont")
        await until(pilot, lambda: "1 change not saved" in screen_text(pilot.app))

    app = taken(team, "en", "dark")
    assert snap_compare(app, terminal_size=(120, 36), run_before=look)


def test_gateway(team: Store, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[str]) -> None:
        await pilot.press("f9")
        await until(pilot, lambda: "0 messages wait" in screen_text(pilot.app))

    app = taken(team, "en", "dark")
    assert snap_compare(app, terminal_size=(120, 36), run_before=look)


def test_dialog_of_columns(team: Store, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[str]) -> None:
        await until(pilot, lambda: "Dupont" in screen_text(pilot.app))
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, ColumnsDialog))
        await pilot.press("right", "right", "down", "down", "space")
        await until(pilot, lambda: "[ ] Status" in screen_text(pilot.app))

    app = taken(team, "en", "dark")
    assert snap_compare(app, terminal_size=(120, 36), run_before=look)


def test_a_custom_field(team: Store, snap_compare: Compare) -> None:
    for kind in CustomKind:
        create_custom_field(f"A {kind.value}", kind)

    async def look(pilot: Pilot[str]) -> None:
        await pilot.press("f7")
        await until(pilot, lambda: "Web address" in screen_text(pilot.app))
        await until(pilot, lambda: "…" not in screen_text(pilot.app))
        await pilot.press("j", "e")
        await until(pilot, lambda: "an amount, points" in screen_text(pilot.app))

    app = taken(team, "en", "dark")
    assert snap_compare(app, terminal_size=(120, 36), run_before=look)


def test_dialog_of_lists(team: Store, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[str]) -> None:
        await until(pilot, lambda: "Dupont" in screen_text(pilot.app))
        await pilot.press("A", "l")
        await until(pilot, lambda: "6 contacts." in screen_text(pilot.app))
        await pilot.press(*"vip", "enter", *"Lyon", "enter", "tab")
        await until(pilot, lambda: "will be added to VIP, Lyon." in screen_text(pilot.app))

    app = taken(team, "en", "dark")
    assert snap_compare(app, terminal_size=(120, 36), run_before=look)


def test_dialog_of_a_deletion(team: Store, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[str]) -> None:
        await until(pilot, lambda: "Dupont" in screen_text(pilot.app))
        await pilot.press("A", "d")
        await until(pilot, lambda: "6 contacts will be deleted." in screen_text(pilot.app))

    app = taken(team, "en", "dark")
    assert snap_compare(app, terminal_size=(120, 36), run_before=look)


def test_dialog_of_an_export(team: Store, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[str]) -> None:
        await until(pilot, lambda: "Dupont" in screen_text(pilot.app))
        await pilot.press("A", "x")
        await until(pilot, lambda: "6 contacts will be written." in screen_text(pilot.app))
        pilot.app.screen.query_one("#yes").focus()
        await pilot.pause()

    app = taken(team, "en", "dark")
    assert snap_compare(app, terminal_size=(120, 36), run_before=look)


def test_contact_form(team: Store, snap_compare: Compare) -> None:
    for name, kind in (("Division", CustomKind.TEXT), ("Loyal", CustomKind.YES_NO)):
        create_custom_field(name, kind)

    async def look(pilot: Pilot[str]) -> None:
        await until(pilot, lambda: "Dupont" in screen_text(pilot.app))
        await pilot.press("end")
        await details_there(pilot)
        await pilot.press("e")
        await until(pilot, lambda: "mobile, France" in screen_text(pilot.app))
        await until(pilot, lambda: "Division" in screen_text(pilot.app))
        await until(pilot, lambda: "liste noire.csv" in screen_text(pilot.app))
        await pilot.press("down", "down", "down", "down", *"misaki@exemple", "tab", "down")
        await until(pilot, lambda: "[x] VIP" in screen_text(pilot.app))

    app = taken(team, "en", "dark")
    assert snap_compare(app, terminal_size=(120, 36), run_before=look)


#: Read as in March 2020; one column of dates does not tell whether day or month comes first.
CLIENTS = [
    ["Prénom", "Nom", "Tél. portable", "Courriel", "Né le", "Points", "Listes"],
    ["Marie", "Dupont", "06 12 34 56 78", "marie@exemple.fr", "06/04/2000", "12", "VIP"],
    ["Zoé", "Petit", "3,36E+10", "zoe@exemple.fr", "03/04/1961", "0", ""],
    ["Luc", "Roy", "06 12 34 57 01", "luc@", "", "7", "Amis"],
    ["[/]", "[bold]O'Neil", "+353 85 123 4568", "", "", "", "Newsletter"],
]


async def wizard_at(pilot: Pilot[str], step: int) -> None:
    """The wizard with a file that is read, at this step."""
    path = write_table(Path.home() / "clients de mars.csv", CLIENTS)
    await pilot.press("i")
    wizard = await wizard_there(pilot)
    await pilot.press(*f"~/{path.name}", "enter")
    await until(pilot, lambda: wizard.findings.fingerprint)
    line = wizard.query_one(PathInput)
    line.value, line.cursor_blink = f"~/{path.name}", False
    await until(pilot, lambda: wizard.step == step or wizard.action_forward())


def test_wizard_file(team: Store, at_home: None, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[str]) -> None:
        await wizard_at(pilot, FILE)
        await until(pilot, lambda: "4 rows" in screen_text(pilot.app))

    app = taken(team, "en", "dark")
    assert snap_compare(app, terminal_size=(120, 36), run_before=look)


async def options_chosen(pilot: Pilot[str]) -> None:
    await wizard_at(pilot, OPTIONS)
    await until(pilot, lambda: "(•)" in screen_text(pilot.app))
    await pilot.press(*"vip", "enter", "tab", "tab", "tab", "tab", "space")
    await until(pilot, lambda: "■" in screen_text(pilot.app))


def test_wizard_options(team: Store, at_home: None, snap_compare: Compare) -> None:
    app = taken(team, "en", "dark")
    assert snap_compare(app, terminal_size=(120, 36), run_before=options_chosen)


def test_wizard_options_narrow_and_french(
    team: Store, at_home: None, snap_compare: Compare
) -> None:
    app = taken(team, "fr", "dark")
    assert snap_compare(app, terminal_size=(80, 24), run_before=options_chosen)


def test_wizard_columns(team: Store, at_home: None, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[str]) -> None:
        await wizard_at(pilot, COLUMNS)
        await until(pilot, lambda: "3 of 4 rows" in screen_text(pilot.app))
        await pilot.press("down", "down")
        await until(pilot, lambda: "column C" in screen_text(pilot.app))

    app = taken(team, "en", "dark")
    assert snap_compare(app, terminal_size=(120, 36), run_before=look)


def test_wizard_check(team: Store, at_home: None, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[str]) -> None:
        await wizard_at(pilot, CHECK)
        await until(pilot, lambda: isinstance(pilot.app.focused, OneOf))
        await until(pilot, lambda: "3,36E+10" in screen_text(pilot.app))

    app = taken(team, "en", "dark")
    assert snap_compare(app, terminal_size=(120, 36), run_before=look)


@pytest.mark.parametrize(
    ("size", "language", "theme"), [((80, 24), "fr", "light"), ((140, 40), "en", "dark")]
)
def test_inbox(
    team: Store, snap_compare: Compare, size: tuple[int, int], language: str, theme: str
) -> None:
    day = "2020-03-03T1"
    write_thread(
        ("+33698765432", "Vous ouvrez quand ?", Direction.IN, f"{day}0:00:00.000Z"),
        (
            "+33612345678",
            "Bonjour Marie, votre commande est prête.",
            Direction.OUT,
            f"{day}1:00:00.000Z",
        ),
        ("+33612345678", "Merci ! 田中さん", Direction.IN, f"{day}1:02:00.000Z"),
    )

    async def look(pilot: Pilot[str]) -> None:
        await pilot.press("3")
        await until(pilot, lambda: "Merci" in screen_text(pilot.app))
        await pilot.press("enter")
        await until(
            pilot, lambda: "11:02" in screen_text(pilot.app) and "·1" in screen_text(pilot.app)
        )

    app = taken(team, language, theme)
    assert snap_compare(app, terminal_size=size, run_before=look)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
def test_a_group_send_that_is_checked(
    team: Store, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(group_sends, "quiet_until", lambda _zone, _at: None)

    async def look(pilot: Pilot[str]) -> None:
        await pilot.press("2")
        await until(pilot, lambda: "Newsletter" in screen_text(pilot.app))
        await pilot.press("m")
        await until(pilot, lambda: isinstance(pilot.app.screen, GroupSendScreen))
        screen = pilot.app.screen
        assert isinstance(screen, GroupSendScreen)
        await until(pilot, lambda: screen.message.people and screen.picker.lists)
        await pilot.press(*"Bonjour ", "number_sign", *"firstname", "number_sign")
        await until(pilot, lambda: screen.check_action("go_on", ()))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.table.has_focus and screen.table.cursor_row)

    app = taken(team, "en" if size[0] > 80 else "fr", "dark")
    assert snap_compare(app, terminal_size=size, run_before=look)
