"""The team's own fields on both engines: names, kinds, order, and what becomes of the values."""

from itertools import product
from pathlib import Path
from threading import Thread

import pytest

from contacthub_tui.domain.contact import CustomField, CustomKind
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.domain.import_run import DateOrder, Existing, ImportOptions, RunState
from contacthub_tui.errors import RefusedError
from contacthub_tui.importer.reader import FIRST_BATCH
from contacthub_tui.importer.run import run_import
from contacthub_tui.services import contacts, custom_fields, custom_values, imports, undo
from contacthub_tui.services.custom_fields import (
    create_custom_field,
    delete_custom_field,
    find_misfits,
    move_custom_field,
    rename_custom_field,
    retype_custom_field,
)
from contacthub_tui.services.preferences import lock_preferences
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import Store, session, transaction
from contacthub_tui.store.migrate import migrate
from contacthub_tui.store.search import index_words
from contacthub_tui.store.sql import execute, rows
from tests.importer.in_process import write_csv
from tests.importer.whole_runs import by_number, run
from tests.screens.team import Row, finish, import_rows, person

KINDS = list(CustomKind)
#: A value of each kind, as it is kept.
HELD = {
    CustomKind.TEXT: "Nord",
    CustomKind.NUMBER: "1234.5",
    CustomKind.DATE: "2000-04-06",
    CustomKind.YES_NO: "yes",
    CustomKind.URL: "https://exemple.fr/a",
}
#: What a text becomes in each kind.
CONVERTED = [
    ("1 234,50", CustomKind.NUMBER, "1234.50"),
    ("6 avril 2000", CustomKind.DATE, "2000-04-06"),
    ("05/04/2000", CustomKind.DATE, "2000-04-05"),
    ("Oui", CustomKind.YES_NO, "yes"),
    ("exemple.fr/a", CustomKind.URL, "https://exemple.fr/a"),
]
HOSTILE = ("[bold]Nom[/bold]", "Divi\x1b[31msion", "\u202eLatoT", "=cmd|' /C calc'!A0", "a" * 80)


def people(field: int, *values: str) -> list[Row]:
    """A contact for every value."""
    return [
        person("Prénom", f"Nom{place}", f"+3361234{place:04}", **{f"custom:{field}": held})
        for place, held in enumerate(values)
    ]


def held(place: int = 0) -> dict[int, str]:
    """The values of one of `people`."""
    return by_number(f"+3361234{place:04}").custom


def found(text: str) -> int:
    return contacts.count_contacts(ContactQuery(text))


def retype(field: int, kind: CustomKind, region: str = "FR") -> int:
    return retype_custom_field(field, kind, region=region, order=DateOrder.DAY_FIRST)


def refused(code: str) -> pytest.RaisesExc[RefusedError]:
    return pytest.RaisesExc(RefusedError, check=lambda error: error.code == code)


def test_fields_keep_their_order_and_move(store: Store) -> None:
    first, second, third = (create_custom_field(name, CustomKind.TEXT).id for name in "ABC")
    move_custom_field(third, -1)
    assert [field.name for field in custom_fields.custom_fields()] == ["A", "C", "B"]
    move_custom_field(first, 9)
    move_custom_field(second, -9)
    assert [field.name for field in custom_fields.custom_fields()] == ["B", "C", "A"]
    assert create_custom_field("D", CustomKind.DATE).position == 3


def test_a_name_is_one_by_its_folded_form(store: Store) -> None:
    division = create_custom_field("  Division \t Sud ", CustomKind.TEXT)
    other = create_custom_field("Rôle", CustomKind.TEXT)
    assert division.name == "Division Sud"
    for name in ("division sud", "DIVISION—SUD"):
        with refused("field-name-taken"):
            create_custom_field(name, CustomKind.TEXT)
        with refused("field-name-taken"):
            rename_custom_field(other.id, name)
    rename_custom_field(division.id, "DIVISION sud")
    assert custom_fields.custom_fields()[0].name == "DIVISION sud"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "field-name-empty"),
        (" \u200b\x07 ", "field-name-empty"),
        ("!?", "field-name-empty"),
        ("a" * 81, "field-name-long"),
        ("x" * 100_000, "field-name-long"),
        ("Mobile", "field-name-reserved"),
        ("FIRST name", "field-name-reserved"),
        ("birth_date", "field-name-reserved"),
    ],
)
def test_a_name_that_cannot_be_is_refused(store: Store, name: str, code: str) -> None:
    with refused(code):
        create_custom_field(name, CustomKind.TEXT)
    assert custom_fields.custom_fields() == []


def test_hostile_names_are_kept_as_harmless_text(store: Store) -> None:
    for name in HOSTILE:
        made = create_custom_field(name, CustomKind.TEXT)
        assert "\x1b" not in made.name
        rename_custom_field(made.id, f"{made.name[:70]} 2")
    assert len(custom_fields.custom_fields()) == len(HOSTILE)


def test_what_someone_deleted_meanwhile_is_said(store: Store) -> None:
    gone = create_custom_field("Division", CustomKind.TEXT).id
    assert delete_custom_field(gone) == 0
    for wish in (
        lambda: rename_custom_field(gone, "Rôle"),
        lambda: move_custom_field(gone, 1),
        lambda: retype(gone, CustomKind.DATE),
        lambda: delete_custom_field(gone),
        lambda: custom_fields.count_field_values(gone),
    ):
        with refused("field-gone"):
            wish()


def test_every_kind_to_every_kind(store: Store) -> None:
    """A value becomes a value of the other kind, or nothing changes and it is named."""
    becomes = {
        (CustomKind.NUMBER, CustomKind.NUMBER): "1234.5",
        (CustomKind.DATE, CustomKind.DATE): "2000-04-06",
        (CustomKind.YES_NO, CustomKind.YES_NO): "yes",
        (CustomKind.URL, CustomKind.URL): HELD[CustomKind.URL],
        **{(kind, CustomKind.TEXT): text for kind, text in HELD.items()},
    }
    fields = {
        (before, after): create_custom_field(f"{before} {after}", before).id
        for before, after in product(KINDS, KINDS)
    }
    values = {f"custom:{field}": HELD[before] for (before, _after), field in fields.items()}
    import_rows([person("Marie", "Dupont", "+33612340000", **values)])
    for (before, after), field in fields.items():
        expected = becomes.get((before, after))
        misfits = find_misfits(field, after, region="FR", order=DateOrder.DAY_FIRST)
        assert (misfits.count, misfits.values) == (0 if expected else 1, 1), (before, after)
        if expected is None:
            assert [(one.contact, one.value) for one in misfits.first] == [
                ("Marie Dupont", HELD[before])
            ]
            with refused("field-misfits"):
                retype(field, after)
        else:
            retype(field, after)
        kind = next(one.kind for one in custom_fields.custom_fields() if one.id == field)
        assert kind is (after if expected else before)
        assert held()[field] == (expected or HELD[before]), (before, after)


@pytest.mark.parametrize(("text", "kind", "expected"), CONVERTED)
def test_a_text_is_spelled_as_its_new_kind(
    store: Store, text: str, kind: CustomKind, expected: str
) -> None:
    field = create_custom_field("Extra", CustomKind.TEXT).id
    import_rows(people(field, text, expected))
    version = by_number("+33612340000").version
    assert retype(field, kind) == 1
    assert (held(0)[field], held(1)[field]) == (expected, expected)
    # A form that is open on the contact learns that it has changed.
    assert by_number("+33612340000").version == version + 1


def test_values_that_do_not_convert_are_counted_and_the_first_named(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(custom_values, "PART", 3)
    field = create_custom_field("Points", CustomKind.TEXT).id
    import_rows(people(field, *map(str, range(10)), *(f"dix {n}" for n in range(8))))
    misfits = find_misfits(field, CustomKind.NUMBER, region="FR", order=DateOrder.DAY_FIRST)
    assert (misfits.count, misfits.values, len(misfits.first)) == (8, 18, 5)
    with refused("field-misfits"):
        retype(field, CustomKind.NUMBER)
    assert held(0)[field] == "0"


def test_deleting_a_field_takes_its_values_from_contacts_and_search(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(custom_values, "PART", 3)
    field = create_custom_field("Division", CustomKind.TEXT).id
    other = create_custom_field("Rôle", CustomKind.TEXT).id
    rows = people(field, *["Grand Nord"] * 10)
    rows[0][f"custom:{other}"] = "Nordique"
    import_rows(rows)
    assert (found("grand"), found("nord")) == (10, 10)
    assert custom_values.count_values() == {field: 10, other: 1}
    assert custom_fields.count_field_values(field) == 10
    told: list[int] = []
    assert delete_custom_field(field, told.append) == 10
    assert told == [3, 6, 9, 10]
    assert (found("grand"), found("nord"), found("Nom3")) == (0, 1, 1)
    assert held() == {other: "Nordique"}
    assert [one.id for one in custom_fields.custom_fields()] == [other]


def test_a_deletion_that_was_stopped_leaves_the_field_with_what_is_left(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(custom_values, "PART", 3)
    field = create_custom_field("Division", CustomKind.TEXT).id
    import_rows(people(field, *["Nord"] * 8))

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        delete_custom_field(field, stop)
    assert (custom_fields.count_field_values(field), found("nord")) == (5, 5)
    assert delete_custom_field(field) == 5


def test_values_are_found_and_a_yes_and_a_date_are_not(store: Store, tmp_path: Path) -> None:
    header = ["Mobile", "Nom", "Ville", "Client", "Depuis", "VIP"]
    mapping = tuple(
        zip(header[2:], ("+Antenne", "+Client:number", "+Depuis:date", "+VIP:yes_no"), strict=True)
    )
    first = ["0612340000", "Roy", "Saint-Étienne Nord", "98 765", "12/06/2012", "oui"]
    # The second has a landline too: the planner weighs it, not the database.
    second = ["0612340001 / 0142685300", "Blanc", "Épinal", "123", "", "oui"]
    run(write_csv(tmp_path / "a.csv", [header, first, second]), mapping=mapping)
    assert [found(text) for text in ("saint etienne", "98765", "epinal", "nord roy")] == [1] * 4
    assert [found(text) for text in ("oui", "yes", "2012", "0612201")] == [0] * 4
    changed = [header[:3], ["0612340000", "", "Besançon"]]
    run(write_csv(tmp_path / "b.csv", changed), mapping=(("Ville", "Antenne"),))
    assert (found("besancon"), found("etienne"), found("98765")) == (1, 0, 1)
    last = custom_fields.custom_fields()[0].id
    retype(custom_fields.custom_fields()[1].id, CustomKind.TEXT)
    delete_custom_field(last)
    assert (found("besancon"), found("98765")) == (0, 1)


def test_an_import_at_work_keeps_the_kind_of_its_fields(store: Store) -> None:
    field = create_custom_field("Division", CustomKind.TEXT).id
    at_work = import_rows(people(field, "12"), done=0.5)
    with refused("field-in-import"):
        retype(field, CustomKind.NUMBER)
    with refused("field-in-import"):
        delete_custom_field(field)
    rename_custom_field(field, "Points")
    finish(at_work)
    retype(field, CustomKind.NUMBER)


def test_an_undo_gives_back_only_what_still_fits(store: Store, tmp_path: Path) -> None:
    header = ["Mobile", "A", "B", "C"]
    mapping = (("A", "+Points"), ("B", "+Rôle"), ("C", "+Ville"))
    run(
        write_csv(tmp_path / "a.csv", [header, ["0612340000", "dix", "x", "Lyon"]]), mapping=mapping
    )
    second = [header, ["0612340000", "10", "y", "Alès"]]
    changed = run(write_csv(tmp_path / "b.csv", second), existing=Existing.OVERWRITE)
    points, role, town = (field.id for field in custom_fields.custom_fields())
    retype(points, CustomKind.NUMBER)
    delete_custom_field(role)
    undo.undo_run(changed.id, this_worker())
    assert held() == {points: "10", town: "Lyon"}


def test_an_import_goes_on_without_the_field_that_was_deleted_meanwhile(
    store: Store, tmp_path: Path
) -> None:
    rows = [[f"06{n:08}", "Nord", "Lyon"] for n in range(FIRST_BATCH + 5)]
    path = write_csv(tmp_path / "a.csv", [["Mobile", "A", "B"], *rows])
    options = ImportOptions(mapping=(("A", "+Antenne"), ("B", "+Ville")))
    run_id = imports.create_run(path, options, "marie")

    def stop(_progress: object) -> None:
        raise KeyboardInterrupt

    assert run_import(run_id, stop).state is RunState.CANCELLED
    branch, town = (field.id for field in custom_fields.custom_fields())
    assert delete_custom_field(branch) == FIRST_BATCH
    assert run_import(run_id).counts.created == FIRST_BATCH + 5
    assert custom_values.count_values() == {town: FIRST_BATCH + 5}
    assert (found("nord"), found("lyon")) == (0, FIRST_BATCH + 5)


def test_an_older_store_finds_its_values_after_the_update(store: Store) -> None:
    field = create_custom_field("Division", CustomKind.TEXT).id
    import_rows(people(field, "Nord", "Sud"))
    with transaction():
        for one, search in rows("SELECT id, search FROM contact"):
            before = search.replace(" nord", "").replace(" sud", "")
            execute("UPDATE contact SET search = ? WHERE id = ?", (before, one))
            index_words([(one, before)])
        execute("DELETE FROM schema_migration WHERE name = '0003_custom_words'")
    assert found("nord") == 0
    with session() as opened:
        assert migrate(opened) == ["0003_custom_words"]
    assert found("nord") == 1


def test_an_import_that_begins_waits_for_a_field_that_is_on_its_way_out(store: Store) -> None:
    custom_fields.create_custom_field("Size", CustomKind.TEXT)
    run = imports.create_run(Path("a.csv"), ImportOptions(), "marie")
    seen: list[list[CustomField]] = []

    def begin() -> None:
        imports.hold_run(run, this_worker())
        seen.append(custom_fields.custom_fields())
        store.database.close()

    importing = Thread(target=begin)
    with transaction():
        lock_preferences()
        execute("DELETE FROM custom_field")
        importing.start()
        importing.join(0.2)
    importing.join()
    assert seen == [[]]
