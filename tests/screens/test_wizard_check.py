"""The check step: every row is told before anything is written, and what is open is settled."""

import asyncio
from pathlib import Path

from textual.pilot import Pilot

from contacthub_tui import paths
from contacthub_tui.app import ContactHubApp
from contacthub_tui.domain.contact import CustomKind
from contacthub_tui.domain.import_run import DateOrder, RunState
from contacthub_tui.screens.import_wizard import ImportWizardScreen
from contacthub_tui.services import custom_fields, lists, preferences
from contacthub_tui.widgets.check_groups import GroupTable
from contacthub_tui.widgets.check_step import CheckStep
from contacthub_tui.widgets.checked_rows import CheckedTable
from contacthub_tui.widgets.notice import Notice
from contacthub_tui.widgets.one_of import OneOf
from contacthub_tui.widgets.tally import LinkedTally
from tests.importer.in_process import write_csv
from tests.screens.conftest import screen_text, until

CHECK = 3
HEADERS = ["Téléphone", "Prénom", "Naissance", "Listes"]
#: Two come in, one of them with a list that is not there; one repeats, one has lost digits.
ROWS = [
    ["06 12 34 56 01", "Ana", "25/04/2000", ""],
    ["06 12 34 56 02", "Luc", "", "Amis"],
    ["+33612345602", "Encore", "", ""],
    ["3,36E+10", "Zoé", "", ""],
]


async def at_check(pilot: Pilot[str], path: Path) -> CheckStep:
    """The wizard at its check step, with this file, and the check done."""
    app = pilot.app
    assert isinstance(app, ContactHubApp)
    app.import_path(path)
    await until(
        pilot, lambda: isinstance(app.screen, ImportWizardScreen) and app.screen.is_composed
    )
    wizard = app.screen
    assert isinstance(wizard, ImportWizardScreen)
    await until(pilot, lambda: wizard.findings.fingerprint or wizard.findings.error)
    await until(pilot, lambda: wizard.step == CHECK or wizard.action_forward())
    return wizard.query_one(CheckStep)


async def done(pilot: Pilot[str], step: CheckStep) -> None:
    await until(pilot, lambda: step.fingerprint and step.query_one(LinkedTally).display)


def shown(step: CheckStep) -> list[tuple[int, str]]:
    """The rows below: their numbers, and the name or the cell."""
    table = step.query_one(CheckedTable)
    found = [table.row_at(index) for index in range(table.total)]
    return [(row.row, row.name or row.value) for row in found if row]


async def test_every_number_leads_to_its_rows(app: ContactHubApp, tmp_path: Path) -> None:
    await asyncio.to_thread(preferences.unsubscribe, "+33612345601", who="marie")
    path = write_csv(tmp_path / "clients.csv", [HEADERS, *ROWS])
    async with app.run_test(size=(80, 24)) as pilot:
        step = await at_check(pilot, path)
        await done(pilot, step)
        tally, groups = step.query_one(LinkedTally), step.query_one(GroupTable)
        await until(pilot, lambda: tally.has_focus)
        text = screen_text(app)
        assert "2 created" in text and "1 duplicate" in text and "1 failed" in text
        for name in ("Digits lost", "Unsubscribed, and stay so", "No such list", "Duplicates"):
            assert name in text
        assert "Format the column as text" in text
        await until(pilot, lambda: shown(step) == [(5, "3,36E+10")])

        await pilot.press("enter")
        await until(pilot, lambda: shown(step) == [(2, "Ana"), (3, "Luc")])
        assert step.query_one(CheckedTable).has_focus
        await pilot.press("escape", "right", "enter")
        await until(pilot, lambda: [row[0] for row in shown(step)] == [4])
        assert "Same as row" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: groups.has_focus)
        await pilot.press("down", "enter")
        await until(pilot, lambda: shown(step) == [(2, "Ana")])
        await pilot.press("escape", "escape")
        assert app.screen.query_one(CheckStep).display is False
        assert not app.runs
        assert [*paths.checks_dir().iterdir()]
    assert not [*paths.checks_dir().iterdir()]


async def test_dates_are_asked_for_once_and_lists_are_made_by_a_key(
    app: ContactHubApp, tmp_path: Path
) -> None:
    rows = [["06 12 34 56 01", "Ana", "03/04/2000", ""], *ROWS[1:]]
    path = write_csv(tmp_path / "clients.csv", [HEADERS, *rows])
    async with app.run_test(size=(80, 24)) as pilot:
        step = await at_check(pilot, path)
        await done(pilot, step)
        await until(pilot, lambda: isinstance(app.focused, OneOf))
        assert "Which day is 03/04/2000 in “Naissance”?" in screen_text(app)
        await pilot.press("ctrl+s")
        notice = app.screen.query_one(Notice)
        await until(pilot, lambda: "which day" in notice.sentence)
        await pilot.press("right")
        await until(pilot, lambda: "not said" not in screen_text(app) and not notice.sentence)
        await pilot.press("right")
        assert step.draft is not None
        await until(pilot, lambda: step.draft.options.usual_order is DateOrder.MONTH_FIRST)  # type: ignore[union-attr]
        await until(pilot, lambda: "(•) 4 Mar 2000" in screen_text(app))
        await done(pilot, step)

        groups = step.query_one(GroupTable)
        await until(pilot, lambda: groups.total == 3)
        groups.focus()
        await until(pilot, lambda: groups.has_focus)
        await pilot.press("down")
        await until(pilot, lambda: groups.cursor == 1 and "Amis (1)" in screen_text(app))
        await pilot.press("l")
        await until(pilot, lambda: step.draft.options.cell_lists == ("Amis",))  # type: ignore[union-attr]
        await until(pilot, lambda: "No such list" not in screen_text(app))
        await until(pilot, lambda: step.lacking() == "")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: [run.counts.rows for run in app.runs] == [4])
        await until(pilot, lambda: app.runs[0].state is RunState.FINISHED)
    assert [(one.name, one.members) for one in await asyncio.to_thread(lists.all_lists)] == [
        ("Amis", 1)
    ]


async def test_a_field_deleted_after_the_check_has_it_made_again_before_anything_is_imported(
    app: ContactHubApp, tmp_path: Path
) -> None:
    field = await asyncio.to_thread(custom_fields.create_custom_field, "Taille", CustomKind.TEXT)
    path = write_csv(tmp_path / "clients.csv", [["Mobile", "Taille"], ["06 12 34 56 01", "38"]])
    async with app.run_test(size=(80, 24)) as pilot:
        step = await at_check(pilot, path)
        await done(pilot, step)
        await asyncio.to_thread(custom_fields.delete_custom_field, field.id)
        await pilot.press("ctrl+s")
        notice = app.screen.query_one(Notice)
        await until(pilot, lambda: "changed meanwhile" in notice.sentence)
        assert not app.runs
        await done(pilot, step)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: [run.state for run in app.runs] == [RunState.FINISHED])


async def test_a_file_that_brings_nothing_in_and_one_that_changed_say_so(
    app: ContactHubApp, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "perdu.csv", [HEADERS, *[["3,36E+10", "Zoé", "", ""]] * 3])
    async with app.run_test(size=(80, 24)) as pilot:
        step = await at_check(pilot, path)
        await done(pilot, step)
        await pilot.press("ctrl+s")
        notice = app.screen.query_one(Notice)
        await until(pilot, lambda: "No row of this file would come in" in notice.sentence)
        await pilot.press("escape")
        await until(pilot, lambda: not step.display)
        write_csv(path, [HEADERS, *ROWS])
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "has changed" in screen_text(app))
        await pilot.press("ctrl+s")
        assert not app.runs


async def test_who_goes_back_cancels_a_check_and_finds_it_begun_anew(
    app: ContactHubApp, tmp_path: Path
) -> None:
    rows = [[f"06{n:08}", "Ana", "", ""] for n in range(12_000_000, 12_003_000)]
    path = write_csv(tmp_path / "many.csv", [HEADERS, *rows])
    async with app.run_test(size=(80, 24)) as pilot:
        step = await at_check(pilot, path)
        await until(pilot, lambda: "Reading the file" in screen_text(app))
        assert "not done yet" in step.lacking()
        await pilot.press("escape")
        await until(pilot, lambda: not [*paths.checks_dir().iterdir()])
        assert not step.fingerprint
        await pilot.press("ctrl+s")
        await done(pilot, step)
        assert "3,000 created" in screen_text(app)
        before = [*paths.checks_dir().iterdir()]
        await pilot.press("escape", "ctrl+s")
        await until(pilot, lambda: step.query_one(LinkedTally).has_focus)
        assert [*paths.checks_dir().iterdir()] == before


async def test_a_check_that_was_killed_says_so_and_is_made_when_one_comes_back(
    app: ContactHubApp, tmp_path: Path
) -> None:
    rows = [[f"06{n:08}", "Ana", "", ""] for n in range(12_000_000, 12_003_000)]
    path = write_csv(tmp_path / "many.csv", [HEADERS, *rows])
    async with app.run_test(size=(80, 24)) as pilot:
        step = await at_check(pilot, path)
        await until(pilot, lambda: step._check is not None and step._check._child is not None)
        assert step._check is not None and step._check._child is not None
        step._check._child.kill()
        await until(pilot, lambda: "Everything you chose is kept" in screen_text(app))
        assert "takes more memory" in screen_text(app)
        await pilot.press("escape", "ctrl+s")
        await done(pilot, step)
        assert "3,000 created" in screen_text(app)
