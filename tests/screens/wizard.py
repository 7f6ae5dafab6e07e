"""The wizard in tests. Enters: an app, files. Leaves: the wizard where a test wants it."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
import xlwt
from textual.pilot import Pilot

from contacthub_tui.app import ContactHubApp
from contacthub_tui.screens.import_wizard import ImportWizardScreen
from contacthub_tui.widgets.path_input import PathInput
from tests.importer.in_process import write_csv
from tests.screens.conftest import until

FILE, OPTIONS, COLUMNS, CHECK = range(4)

CLIENTS = [
    ["Prénom", "Nom", "Tél. portable", "Ville"],
    ["Marie", "Dupont", "06 12 34 56 78", "Lyon"],
    ["Zoé", "Petit", "0612345679", "Saint-Étienne"],
    ["Paul", "Roy", "3,36E+10", "Lyon"],
]


def write_table(path: Path, rows: Sequence[Sequence[str]] = CLIENTS) -> Path:
    """A table of texts, of the kind that the ending of its name says."""
    if path.suffix == ".xlsx":
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("Clients")
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    elif path.suffix == ".xls":
        old = xlwt.Workbook()
        page = old.add_sheet("Clients")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                page.write(number, column, cell)
        old.save(str(path))
    else:
        write_csv(path, rows, delimiter=";")
    return path


def wizard_of(app: ContactHubApp) -> ImportWizardScreen:
    """The wizard, which is on the screen."""
    assert isinstance(app.screen, ImportWizardScreen)
    return app.screen


async def wizard_there(pilot: Pilot[str]) -> ImportWizardScreen:
    """The wizard, once it is there to be typed into."""
    app = pilot.app
    assert isinstance(app, ContactHubApp)
    await until(pilot, lambda: isinstance(app.screen, ImportWizardScreen))
    await until(pilot, lambda: isinstance(app.focused, PathInput))
    return wizard_of(app)


async def chosen(pilot: Pilot[str], path: Path) -> ImportWizardScreen:
    """The wizard with this file, as far as it is read or refused."""
    app = pilot.app
    assert isinstance(app, ContactHubApp)
    app.import_path(path)
    wizard = await wizard_there(pilot)
    await until(
        pilot,
        lambda: (
            wizard.draft
            and wizard.draft.path == path
            and (wizard.findings.fingerprint or wizard.findings.error)
        ),
    )
    return wizard
