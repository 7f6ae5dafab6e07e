"""One import on its screen: while it works, its counts as links, failed rows put right, and in."""

import asyncio
import csv
from pathlib import Path

import pytest

from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.domain.import_run import Counts, ImportOptions, RunState
from contacthub_tui.importer.run import run_import
from contacthub_tui.screens.contacts import ContactsScreen
from contacthub_tui.screens.import_wizard import ImportWizardScreen
from contacthub_tui.screens.imports import ImportsScreen
from contacthub_tui.screens.results import ResultsScreen
from contacthub_tui.services import contacts, fixed_rows, imports
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.failed_export_dialog import FailedExportDialog
from contacthub_tui.widgets.fix_dialog import FixDialog
from contacthub_tui.widgets.path_input import PathInput
from contacthub_tui.widgets.tally import LinkedTally
from tests.screens.conftest import screen_text, until
from tests.screens.team import crowd, fill, finish, person

WIDE, NARROW = (120, 36), (80, 24)

FAILED = [
    (12, "digits-lost", ["Zoé", "Petit", "3,36E+10", "", "Lyon"]),
    (14, "too-long", ["Jean", "[/]", "3201234567", "", ""]),
    (15, "too-long", ["Ugo", "Rossi", "3201234568", "", ""]),
]


async def open_results(app: ContactHubApp, run_id: int) -> None:
    """Show the results of a run, as opening it in Imports does."""
    run = await asyncio.to_thread(imports.get_run, run_id)
    await app.switch_mode("imports")
    app.post_message(ImportsScreen.RunOpened(run))


async def test_a_run_at_work_becomes_its_results_in_place(app: ContactHubApp) -> None:
    run_id = await fill(crowd(40), failed=FAILED, done=0.62)
    async with app.run_test(size=WIDE) as pilot:
        await open_results(app, run_id)
        await until(pilot, lambda: "⟳ Running 62%" in screen_text(app))
        text = screen_text(app)
        assert "━━━" in text
        assert "c Stop" in text
        before = [index for index, line in enumerate(text.split("\n")) if "40 created" in line]
        await asyncio.to_thread(finish, run_id)
        await until(pilot, lambda: "✓ Finished" in screen_text(app))
        text = screen_text(app)
        after = [index for index, line in enumerate(text.split("\n")) if "40 created" in line]
        assert before == after
        assert "c Stop" not in text


async def test_where_rows_failed_their_keys_act_at_once(app: ContactHubApp, tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("Nom,Mobile\nZoé,0612345678\nUgo,06123\n")
    run_id = await asyncio.to_thread(imports.create_run, path, ImportOptions(), "marie")
    async with app.run_test(size=NARROW) as pilot:
        await open_results(app, run_id)
        await until(pilot, lambda: isinstance(app.focused, LinkedTally))
        await asyncio.to_thread(run_import, run_id)
        await until(pilot, lambda: "e Fix" in screen_text(app))


async def test_a_run_at_work_can_be_left_and_goes_on(app: ContactHubApp) -> None:
    run_id = await fill(crowd(4), done=0.5)
    async with app.run_test(size=NARROW) as pilot:
        await open_results(app, run_id)
        await until(pilot, lambda: isinstance(app.screen, ResultsScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ImportsScreen))
        run = await asyncio.to_thread(imports.get_run, run_id)
        assert run.state is RunState.RUNNING


async def test_counts_lead_to_contacts_and_to_the_rows_below(app: ContactHubApp) -> None:
    people = [*crowd(9), person("Luc", "Roy", "+33612345678", email="luc@", warning="bad-email")]
    run_id = await fill(people, failed=FAILED)
    async with app.run_test(size=WIDE) as pilot:
        await open_results(app, run_id)
        await until(pilot, lambda: "Rows to look at  4" in screen_text(app))
        await pilot.press("shift+tab", "right", "enter")
        await until(pilot, lambda: "Failed rows  3" in screen_text(app))
        assert "warning  " not in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: "Rows to look at  4" in screen_text(app))
        await pilot.press("shift+tab", "right", "enter")
        await until(pilot, lambda: "Rows with a warning  1" in screen_text(app))
        await pilot.press("escape", "shift+tab", "left", "left", "enter")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        await until(pilot, lambda: "Roy, Luc" in screen_text(app))


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_failed_row_is_fixed_in_place_and_imported(
    app: ContactHubApp, size: tuple[int, int]
) -> None:
    run_id = await fill(crowd(2), failed=FAILED)
    async with app.run_test(size=size) as pilot:
        await open_results(app, run_id)
        await until(pilot, lambda: "e Fix" in screen_text(app))
        await pilot.press("e")
        await until(pilot, lambda: "A spreadsheet has lost digits" in screen_text(app))
        await pilot.press("enter")
        await pilot.press("ctrl+u", *"0612345678")
        await until(pilot, lambda: "→ +33 6 12 34 56 78 · mobile, France" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "fixed, not imported yet" in screen_text(app))
        run = await asyncio.to_thread(imports.get_run, run_id)
        assert run.counts == Counts(rows=5, created=2, failed=3)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "1 fixed row was imported · 1 created" in screen_text(app))
        await until(pilot, lambda: "3 created" in screen_text(app))
        assert "2 failed" in screen_text(app)
        found = await asyncio.to_thread(contacts.contact_page, ContactQuery("petit"), 0, 9)
        assert [contact.mobile for contact in found] == ["+33612345678"]


async def test_escape_takes_back_what_was_typed_and_d_what_was_kept(app: ContactHubApp) -> None:
    run_id = await fill(crowd(2), failed=FAILED)
    async with app.run_test(size=WIDE) as pilot:
        await open_results(app, run_id)
        await until(pilot, lambda: "e Fix" in screen_text(app))
        await pilot.press("e", "ctrl+u", *"0612345678", "escape")
        await until(pilot, lambda: "e Fix" in screen_text(app))
        assert await asyncio.to_thread(fixed_rows.count_fixed, run_id) == 0
        # Two cells of one row, one after the other.
        await pilot.press("e", "ctrl+u", *"0612345678", "up", "ctrl+u", *"Grand", "enter")
        await until(pilot, lambda: "fixed, not imported yet" in screen_text(app))
        await pilot.press("up")
        await until(pilot, lambda: "Petit → Grand" in screen_text(app))
        await pilot.press("d")
        await until(pilot, lambda: "fixed, not imported yet" not in screen_text(app))
        assert await asyncio.to_thread(fixed_rows.count_fixed, run_id) == 0


async def test_all_rows_with_a_reason_are_fixed_by_one_correction(app: ContactHubApp) -> None:
    run_id = await fill(crowd(2), failed=FAILED)
    async with app.run_test(size=NARROW) as pilot:
        await open_results(app, run_id)
        await until(pilot, lambda: "e Fix" in screen_text(app))
        await pilot.press("down", "f")
        await until(pilot, lambda: isinstance(app.screen, FixDialog))
        await until(pilot, lambda: "2 rows failed for this reason." in screen_text(app))
        await pilot.press("tab", *"ital", "enter")
        await until(pilot, lambda: "2 of 2 rows would be right." in screen_text(app))
        assert "3201234567 → +39 320 123 4567" in screen_text(app)
        await pilot.press("shift+tab", "space", "tab", *"+4")
        await until(pilot, lambda: "0 of 2 rows would be right." in screen_text(app))
        await pilot.press("backspace", *"39")
        await until(pilot, lambda: "2 of 2 rows would be right." in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "2 rows are fixed; ctrl+s imports them" in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "2 fixed rows were imported · 2 created" in screen_text(app))


async def test_failed_rows_are_exported_with_their_reasons(
    app: ContactHubApp, tmp_path: Path
) -> None:
    own, path = tmp_path / "own.csv", tmp_path / "failed.csv"
    own.write_text("Mobile")
    run_id = await fill(crowd(2), failed=FAILED, file_name=str(own))
    async with app.run_test(size=NARROW) as pilot:
        await open_results(app, run_id)
        await until(pilot, lambda: "e Fix" in screen_text(app))
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, FailedExportDialog))
        # Never over the file that was imported.
        app.screen.query_one(PathInput).value = str(own)
        await until(pilot, lambda: "it will be replaced" in screen_text(app))
        await pilot.press("ctrl+s")
        await until(
            pilot, lambda: "the file of this import itself" in " ".join(screen_text(app).split())
        )
        assert own.read_text() == "Mobile"
        app.screen.query_one(PathInput).value = str(path)
        await until(pilot, lambda: "3 rows will be written." in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "3 rows were written to" in screen_text(app))
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [row[-2] for row in csv.reader(file)] == ["Row", "12", "14", "15"]


async def test_a_run_is_undone_from_its_results_and_then_nothing_can_be_fixed(
    app: ContactHubApp,
) -> None:
    run_id = await fill(crowd(2), failed=FAILED)
    async with app.run_test(size=WIDE) as pilot:
        await open_results(app, run_id)
        await until(pilot, lambda: "u Undo" in screen_text(app))
        await pilot.press("u")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert "2 contacts that it created will be removed." in screen_text(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "↶ Undone" in screen_text(app))
        assert "e Fix" not in screen_text(app)
        assert await asyncio.to_thread(contacts.count_contacts, ContactQuery()) == 0


async def test_another_file_is_imported_as_a_run_was(app: ContactHubApp, tmp_path: Path) -> None:
    mapping = (("Tel", "mobile"), ("Info", "+Division"), ("Gone", ""))
    first = tmp_path / "first.csv"
    first.write_text("Tel;Info;Gone\n0612345678;Sud;x\n", encoding="utf-8")
    options = ImportOptions(mapping=mapping, new_lists=("VIP",), unsubscribe_all=True)
    run_id = await asyncio.to_thread(imports.create_run, first, options, "marie")
    await asyncio.to_thread(run_import, run_id)
    second = tmp_path / "second.csv"
    second.write_text("Info;Tel\nNord;0612345679\n", encoding="utf-8")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: "first.csv" in screen_text(app))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, ImportWizardScreen))
        wizard = app.screen
        assert isinstance(wizard, ImportWizardScreen)
        app.import_path(second)
        await until(pilot, lambda: wizard.findings.preview)
        assert wizard.draft is not None
        asked = wizard.draft.options
        assert [pair[0] for pair in asked.mapping] == ["Tel", "Info"]
        assert (asked.lists, asked.unsubscribe_all) == (("VIP",), True)
        await pilot.press("ctrl+s", "ctrl+s")
        await until(pilot, lambda: wizard.findings.columns)
        fields = {column.header: column.field for column in wizard.findings.columns}
        assert fields["Tel"] == "mobile"
        assert (fields["Info"] or "").startswith("custom:")
