"""What an export writes: those who were chosen, in their order, whole or not at all."""

import csv
from pathlib import Path

import pytest

from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.contact import CustomKind
from contacthub_tui.domain.contact_query import ContactQuery, Sort
from contacthub_tui.services import contacts, export_pages, preferences
from contacthub_tui.services.custom_fields import ensure_custom_field
from contacthub_tui.services.exports import export_contacts
from contacthub_tui.store.database import Store, transaction
from contacthub_tui.store.sql import execute
from tests.screens.team import Row, crowd, import_rows, person
from tests.vcard_reader import one, read_cards

PEOPLE: list[Row] = [
    person("Éloïse", "Lefèvre", "+33612345678", note="=1+1", country="FR"),
    person("Jean", "Œuvrard", "+33623456789", whatsapp="+33623456790"),
    person("Fatima", "Straße", None, whatsapp="+491701234567"),
]


@pytest.fixture
def people(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Some people on lists, with a custom field, and small pages."""
    import_rows(PEOPLE, lists=("vip", "Équipe"))
    import_rows(crowd(30))
    preferences.unsubscribe("+491701234567", who="marie", reason="asked")
    field = ensure_custom_field("Division", CustomKind.TEXT)
    with transaction():
        execute(
            "UPDATE contact SET custom = ? WHERE last_name = 'Lefèvre'", (f'{{"{field}": "Sud"}}',)
        )
    monkeypatch.setattr(export_pages, "PAGE", 7)
    return store


def written(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("ordered", [0, 1_000])
def test_every_contact_is_written_with_all_it_has(
    people: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ordered: int
) -> None:
    monkeypatch.setattr(export_pages, "ORDERED", ordered)
    out = tmp_path / "out.csv"
    heard: list[tuple[int, int]] = []
    count = export_contacts(Chosen(), out, lambda *far: heard.append(far))
    assert count == 33
    assert heard[0] == (7, 33)
    assert heard[-1] == (33, 33)
    rows = {row["Last name"]: row for row in written(out)}
    assert len(rows) == 33
    assert rows["Lefèvre"]["Lists"] == "Équipe\nvip"
    assert rows["Lefèvre"]["Note"] == "'=1+1"
    assert rows["Lefèvre"]["Division"] == "Sud"
    assert rows["Œuvrard"]["WhatsApp"] == "+33623456790"
    assert {row["Status"] for row in rows.values()} == {"Subscribed", "Unsubscribed"}
    assert rows["Straße"]["Status"] == "Unsubscribed"
    names = [row["Last name"] for row in written(out)]
    if ordered:
        page = contacts.contact_page(ContactQuery(), 0, 50)
        assert names == [contact.last_name for contact in page]
    else:
        assert names[:3] == ["Lefèvre", "Œuvrard", "Straße"]


def test_the_selected_are_written_in_the_order_of_the_table(people: Store, tmp_path: Path) -> None:
    query = ContactQuery(sort=Sort.NUMBER, descending=True)
    found = contacts.contact_page(query, 0, 50)
    some = found[3:20:4]
    out = tmp_path / "out.csv"
    assert export_contacts(Chosen(frozenset(each.id for each in some), query), out) == len(some)
    assert [row["Mobile"] for row in written(out)] == [each.mobile or "" for each in some]


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".vcf"])
def test_an_export_that_is_stopped_writes_nothing(people: Store, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"out{kind}"
    out.write_text("mine")
    far = [0]

    def progressed(done: int, total: int) -> None:
        far[0] = done

    assert export_contacts(Chosen(), out, progressed, lambda: far[0] >= 14) is None
    assert far == [14]
    assert out.read_text() == "mine"
    assert list(tmp_path.glob("*out*")) == [out]


def test_vcards_hold_what_phones_show(people: Store, tmp_path: Path) -> None:
    out = tmp_path / "out.vcf"
    assert export_contacts(Chosen(), out) == 33
    cards = read_cards(out.read_bytes().decode())
    assert len(cards) == 33
    by_name = {one(card, "FN")[0]: card for card in cards}
    assert one(by_name["Éloïse Lefèvre"], "CATEGORIES", ",") == ["Équipe", "vip"]
    assert one(by_name["Éloïse Lefèvre"], "ADR", ";")[-1] == "France"
    assert one(by_name["Éloïse Lefèvre"], "X-CONTACTHUB-FIELD", ";") == ["Division", "Sud"]
    assert one(by_name["Fatima Straße"], "X-CONTACTHUB-STATUS") == ["unsubscribed"]
    assert not [line for line in by_name["Jean Œuvrard"] if "STATUS" in line[0]]
