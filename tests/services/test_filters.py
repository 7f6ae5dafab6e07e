"""The filters of All contacts, alone, together and with a search, on both engines."""

import json
from collections.abc import Iterator
from itertools import product

import pytest

from contacthub_tui.domain.contact import CustomKind, Status
from contacthub_tui.domain.contact_query import (
    FieldFilter,
    FieldTest,
    RunDeed,
    RunFilter,
    custom_key,
    likened,
)
from contacthub_tui.services import contacts, custom_fields, imports, preferences
from contacthub_tui.services.contacts import ContactQuery, Sort
from contacthub_tui.store import search
from contacthub_tui.store.database import Store, session, transaction
from contacthub_tui.store.sql import execute
from tests.screens.team import import_rows, person


@pytest.fixture
def team(store: Store) -> Iterator[dict[str, int]]:
    """A team's contacts; gives the ids of its lists, imports and custom fields by name."""
    first = import_rows(
        [
            person("Ada", "Un", "+33612345671", location="Lyon"),
            person("Bea", "Deux", "+33612345672", location="LYON"),
            person("Cleo", "Trois", None, whatsapp="+491701234567", location="Saint-Étienne"),
        ],
        lists=("VIP",),
    )
    second = import_rows(
        [
            person("Ada", "Une", "+33612345671"),
            person("Dora", "Quatre", "+33612345674"),
        ],
        lists=("Salon",),
    )
    third = import_rows([person("Élie", "Cinq", "+33612345675")])
    preferences.unsubscribe("+33612345672", who="marie")
    preferences.unsubscribe("+491701234567", who="marie")
    role = custom_fields.ensure_custom_field("Rôle", CustomKind.TEXT)
    points = custom_fields.ensure_custom_field("Points", CustomKind.NUMBER)
    values = {
        "Ada": {role: "Achat", points: "12.5"},
        "Bea": {role: "ÉTÉ 100 % l'achat"},
        "Dora": {points: "12", role: ""},
    }
    with transaction():
        for name, custom in values.items():
            execute(
                "UPDATE contact SET custom = ? WHERE first_name = ?",
                (json.dumps(custom, ensure_ascii=False), name),
            )
    with session():
        ids = imports.list_ids()
    yield {
        "VIP": ids["vip"],
        "Salon": ids["salon"],
        "first": first,
        "second": second,
        "third": third,
        "role": role,
        "points": points,
    }


def found(text: str = "", **wanted: object) -> list[str]:
    """The first names of what a query finds, counted alike, by name."""
    query = ContactQuery(text, **wanted)  # type: ignore[arg-type]
    page = contacts.contact_page(query, 0, 100)
    assert contacts.count_contacts(query) == len(page)
    return sorted(contact.first_name for contact in page)


def test_by_lists_and_by_none(team: dict[str, int]) -> None:
    vip, salon = team["VIP"], team["Salon"]
    assert found(list_ids=(vip,)) == ["Ada", "Bea", "Cleo"]
    assert found(list_ids=(vip, salon)) == ["Ada", "Bea", "Cleo", "Dora"]
    assert found(no_list=True) == ["Élie"]
    assert found(list_ids=(salon,), no_list=True) == ["Ada", "Dora", "Élie"]
    assert found("dora", list_ids=(vip,)) == []


def test_by_what_an_import_did(team: dict[str, int]) -> None:
    def by(run: str, deed: RunDeed | None) -> list[str]:
        return found(run=RunFilter(team[run], deed))

    assert by("first", RunDeed.CREATED) == ["Ada", "Bea", "Cleo"]
    assert by("first", RunDeed.CHANGED) == []
    assert by("second", RunDeed.CREATED) == ["Dora"]
    assert by("second", RunDeed.CHANGED) == ["Ada"]
    assert by("second", None) == ["Ada", "Dora"]
    assert by("third", None) == ["Élie"]


@pytest.mark.parametrize(
    ("test", "value", "names"),
    [
        (FieldTest.IS, "achat", ["Ada"]),
        (FieldTest.IS, "ACHÂT", ["Ada"]),
        (FieldTest.IS, "acha", []),
        (FieldTest.CONTAINS, "ACHAT", ["Ada", "Bea"]),
        (FieldTest.CONTAINS, "ete 100 % l'", ["Bea"]),
        (FieldTest.CONTAINS, "_", []),
        (FieldTest.FILLED, "", ["Ada", "Bea"]),
        (FieldTest.EMPTY, "", ["Cleo", "Dora", "Élie"]),
    ],
)
def test_by_a_custom_field(
    team: dict[str, int], test: FieldTest, value: str, names: list[str]
) -> None:
    assert found(fields=(FieldFilter(custom_key(team["role"]), test, value),)) == names


def test_by_a_field_that_all_contacts_have(team: dict[str, int]) -> None:
    assert found(fields=(FieldFilter("location", FieldTest.IS, "lyon"),)) == ["Ada", "Bea"]
    assert found(fields=(FieldFilter("location", FieldTest.CONTAINS, "etienne"),)) == ["Cleo"]
    assert found(fields=(FieldFilter("location", FieldTest.EMPTY),)) == ["Dora", "Élie"]
    with pytest.raises(ValueError, match="mobile"):
        found(fields=(FieldFilter("mobile", FieldTest.FILLED),))


def test_a_field_that_is_gone_is_empty_for_all(team: dict[str, int]) -> None:
    assert found(fields=(FieldFilter(custom_key(999), FieldTest.FILLED),)) == []
    assert len(found(fields=(FieldFilter(custom_key(999), FieldTest.EMPTY),))) == 5


def test_all_together_with_a_search(team: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    role, points = custom_key(team["role"]), custom_key(team["points"])
    filled = FieldFilter(role, FieldTest.FILLED)
    twelve = FieldFilter(points, FieldTest.IS, "12.5")
    expected = [
        ({"list_ids": (team["VIP"],), "status": Status.UNSUBSCRIBED}, ["Bea", "Cleo"]),
        ({"list_ids": (team["VIP"],), "status": Status.SUBSCRIBED}, ["Ada"]),
        (
            {"run": RunFilter(team["first"]), "status": Status.UNSUBSCRIBED, "fields": (filled,)},
            ["Bea"],
        ),
        ({"run": RunFilter(team["second"]), "list_ids": (team["VIP"],)}, ["Ada"]),
        ({"fields": (filled, twelve), "list_ids": (team["Salon"],)}, ["Ada"]),
        ({"text": "0612", "list_ids": (team["VIP"],), "fields": (filled,)}, ["Ada", "Bea"]),
        ({"text": "bea", "run": RunFilter(team["first"], RunDeed.CREATED)}, ["Bea"]),
        ({"text": "a", "status": Status.SUBSCRIBED, "no_list": True}, []),
        ({"text": "e", "status": Status.SUBSCRIBED, "no_list": True}, ["Élie"]),
    ]
    # With many whom a filter lets pass the order is walked, with few they are sorted.
    for many, (wanted, names) in product((10_000, 0), expected):
        monkeypatch.setattr(search, "COMMON", many)
        monkeypatch.setattr(search, "SPARSE", many)
        assert found(**wanted) == names, (many, wanted)  # type: ignore[arg-type]


def test_windows_of_filtered_contacts_from_both_ends(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_rows(
        [
            person(f"Camille{i % 7}", f"Nom{i % 11:02d}", None if i % 10 == 9 else f"+336{i:08d}",
                   whatsapp=f"+336{i:08d}" if i % 10 == 9 else None)
            for i in range(60)
        ],
        lists=("VIP",),
    )  # fmt: skip
    run = import_rows([person("Nora", f"Neuf{i}", f"+337{i:08d}") for i in range(20)])
    with session():
        vip = imports.list_ids()["vip"]
    filters: list[dict[str, object]] = [
        {"list_ids": (vip,)},
        {"run": RunFilter(run)},
        {"no_list": True},
        {"list_ids": (vip,), "text": "camille"},
        {"fields": (FieldFilter("last_name", FieldTest.CONTAINS, "nom0"),)},
    ]
    for many, wanted, sort, descending in product((10_000, 0), filters, Sort, (False, True)):
        monkeypatch.setattr(search, "COMMON", many)
        monkeypatch.setattr(search, "SPARSE", many)
        query = ContactQuery(sort=sort, descending=descending, **wanted)  # type: ignore[arg-type]
        total = contacts.count_contacts(query)
        whole = contacts.matching_ids(query, 0, 1_000)
        assert len(whole) == len(set(whole)) == total > 0
        for known in (None, total):
            parts = [
                contact.id
                for start in range(0, total, 13)
                for contact in contacts.contact_page(query, start, 13, known)
            ]
            assert parts == whole


def test_values_are_compared_alike_on_both_engines(store: Store) -> None:
    words = ["Élodie", "ÇA ØRSTED", "Straße", "Œuvre", "ŁÓDŹ", "ΑΘΉΝΑ", "Москва", "İZMİR", "田中"]
    import_rows([person("P", word, f"+3361234560{i}") for i, word in enumerate(words)])
    for word in words:
        for spelled in (word, word.upper() if len(word.upper()) == len(word) else word):
            asked = FieldFilter("last_name", FieldTest.IS, spelled)
            page = contacts.contact_page(ContactQuery(fields=(asked,)), 0, 9)
            assert [contact.last_name for contact in page] == [word], (spelled, likened(spelled))
