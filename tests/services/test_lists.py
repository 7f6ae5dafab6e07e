"""Lists: their names, their counts, and what becomes of their members."""

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from contacthub_tui.domain.bulk import Act, ActCode, Chosen
from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.domain.contact_list import ContactList, ListSort, matching_lists, sorted_lists
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.domain.import_plan import Candidate, Rules
from contacthub_tui.domain.import_run import Counts, ImportOptions
from contacthub_tui.errors import RefusedError
from contacthub_tui.services import bulk, contacts, imports, lists, preferences, undo
from contacthub_tui.services.import_batches import Progress, Rows, write_batch
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import Store, session, transaction
from contacthub_tui.store.sql import execute, rows, value
from tests.screens.team import Row, crowd, finish, import_rows, person


def names() -> list[str]:
    return sorted(one.name for one in lists.all_lists())


def refusal(work: Callable[[], object]) -> str:
    with pytest.raises(RefusedError) as refused:
        work()
    return refused.value.code


def by_name(name: str) -> ContactList:
    return next(one for one in lists.all_lists() if one.name == name)


def test_a_list_is_made_renamed_and_described(store: Store) -> None:
    made = lists.create_list("  Grand   Lyon ", "Who lives there", who="marie")
    one = lists.get_list(made)
    assert (one.name, one.description, one.created_by) == ("Grand Lyon", "Who lives there", "marie")
    assert (one.members, one.subscribed, one.unsubscribed) == (0, 0, 0)
    lists.change_list(one, "Métropole", "")
    assert (lists.get_list(made).name, lists.get_list(made).description) == ("Métropole", "")
    # The import finds it by its new name.
    import_rows([person("Ada", "Un", "+33612345678")], lists=("metropole",))
    assert names() == ["Métropole"]
    assert lists.get_list(made).members == 1


def test_names_are_compared_as_the_import_does(store: Store) -> None:
    vip = lists.create_list("VIP Été", who="marie")
    hearts = lists.create_list("❤", who="marie")
    for name in ("vip ete", " VIP-ÉTÉ ", "❤"):
        assert refusal(partial(lists.create_list, name, who="paul")) == "list-name-taken"
    lists.change_list(lists.get_list(vip), "vip été", "its own name in other letters")
    assert refusal(lambda: lists.change_list(lists.get_list(hearts), "VIP ete", "")) == (
        "list-name-taken"
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "list-name-empty"),
        (" \t\n ", "list-name-empty"),
        ("\u200b\u202e", "list-name-empty"),
        ("x" * 201, "list-name-too-long"),
        ("ﷺ" * 200, "list-name-too-long"),
    ],
)
def test_names_that_no_list_can_have(store: Store, name: str, code: str) -> None:
    assert refusal(lambda: lists.create_list(name, who="marie")) == code
    held = lists.create_list("VIP", who="marie")
    assert refusal(lambda: lists.change_list(lists.get_list(held), name, "")) == code
    assert names() == ["VIP"]


def test_no_other_way_to_a_list_gives_it_an_endless_name(store: Store) -> None:
    import_rows([person("Ada", "Un", "+33612345678")])
    everyone = Chosen(query=ContactQuery())
    for name in ("x" * 201, "𝕏" * 100_000):
        adding = Act(ActCode.ADD_TO_LISTS, new_lists=(name,), list_names=(name,))
        options = ImportOptions(new_lists=(name,))
        for make in (
            lambda act=adding: bulk.carry_out(act, everyone, who="marie"),
            lambda wanted=options: imports.create_run(Path("a.csv"), wanted, "marie"),
        ):
            assert refusal(make) == "list-name-too-long"
    assert names() == []


def test_a_list_that_has_an_endless_name_can_be_described(store: Store) -> None:
    one = lists.get_list(lists.create_list("Nom", who="marie"))
    with transaction():
        execute("UPDATE contact_list SET name = ?", ("Nom " * 299 + "Nom",))
    one = lists.get_list(one.id)
    lists.change_list(one, one.name, "It came so.")
    assert lists.get_list(one.id).description == "It came so."


def test_two_operators_rename_a_list(store: Store) -> None:
    made = lists.create_list("VIP", "old", who="marie")
    seen = lists.get_list(made)
    lists.change_list(seen, "Very important", "old")
    # The other one only describes it: both changes are kept.
    lists.change_list(seen, "VIP", "new")
    held = lists.get_list(made)
    assert (held.name, held.description) == ("Very important", "new")
    assert refusal(lambda: lists.change_list(seen, "Best", "new")) == "list-changed"
    lists.change_list(held, "Best", "new")
    assert lists.get_list(made).name == "Best"
    lists.delete_list(made)
    assert refusal(lambda: lists.change_list(held, "Better", "new")) == "list-gone"


def test_a_deleted_list_leaves_its_contacts_and_their_preferences(store: Store) -> None:
    import_rows(crowd(5), lists=("VIP",), unsubscribe_all=True)
    assert lists.delete_list(by_name("VIP").id) == 5
    assert lists.all_lists() == []
    assert contacts.count_contacts(ContactQuery()) == 5
    assert contacts.count_contacts(ContactQuery(status=Status.UNSUBSCRIBED)) == 5
    assert value_of("SELECT count(*) FROM membership") == 0
    assert refusal(lambda: lists.delete_list(1)) == "list-gone"


def test_a_merge_takes_every_member_over_and_deletes_the_other_list(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PART", 3)
    people = crowd(10)
    import_rows(people[:7], lists=("A",))
    import_rows(people[4:], lists=("B",), unsubscribe_all=True)
    seen: list[tuple[int, int]] = []
    merged = lists.merge_lists(
        by_name("B").id, by_name("A").id, on_progress=lambda *done: seen.append(done)
    )
    assert merged == lists.Merged(added=3, whole=True)
    assert seen == [(3, 6), (6, 6)]
    (held,) = lists.all_lists()
    assert (held.name, held.members, held.unsubscribed) == ("A", 10, 6)
    assert refusal(lambda: lists.merge_lists(held.id, held.id)) == "list-into-itself"
    assert refusal(lambda: lists.merge_lists(held.id + 7, held.id)) == "list-gone"


def test_a_merge_that_is_stopped_loses_nobody(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PART", 2)
    import_rows(crowd(7), lists=("B",))
    into = lists.create_list("A", who="marie")
    parts: list[int] = []
    merged = lists.merge_lists(
        by_name("B").id,
        into,
        on_progress=lambda done, _all: parts.append(done),
        cancelled=lambda: len(parts) == 2,
    )
    assert merged == lists.Merged(added=4, whole=False)
    assert (by_name("A").members, by_name("B").members) == (4, 7)
    assert lists.merge_lists(by_name("B").id, into) == lists.Merged(added=3, whole=True)
    assert by_name("A").members == 7


def test_a_list_that_an_import_adds_to_stays_until_it_ends(store: Store) -> None:
    run_id = import_rows(crowd(3), lists=("VIP",), done=0.5)
    vip, other = by_name("VIP").id, lists.create_list("Other", who="marie")
    assert refusal(lambda: lists.delete_list(vip)) == "list-in-import"
    assert refusal(lambda: lists.merge_lists(vip, other)) == "list-in-import"
    assert refusal(lambda: lists.merge_lists(other, vip)) == "list-in-import"
    finish(run_id)
    assert lists.delete_list(vip) == 3


def test_lists_are_found_by_any_part_of_their_names_and_descriptions() -> None:
    found = [
        ContactList(1, "Grand-Lyon", "grand lyon", "Who lives there", members=5),
        ContactList(2, "VIP", "vip", "", members=9, unsubscribed=9),
        ContactList(3, "❤", "❤", "", members=5),
    ]
    expected = {"": [1, 2, 3], "lyo gra": [1], "THERE": [1], "❤": [3], "yon": [1], "zz": []}
    assert {text: [one.id for one in matching_lists(found, text)] for text in expected} == expected
    assert [one.id for one in sorted_lists(found, ListSort.MEMBERS)] == [2, 1, 3]
    assert [one.id for one in sorted_lists(found, ListSort.MEMBERS, True)] == [3, 1, 2]
    assert [one.id for one in sorted_lists(found, ListSort.NEWEST)] == [3, 2, 1]
    assert [one.id for one in sorted_lists(found, ListSort.NAME, True)] == [3, 2, 1]


def value_of(sql: str) -> object:
    with session():
        return value(sql)


def recounted() -> dict[int, tuple[int, int]]:
    """Members and unsubscribed of every list, by what a contact's status is when it is read."""
    counts = {one.id: [0, 0] for one in lists.all_lists()}
    with session():
        members = rows("SELECT list_id, contact_id FROM membership")
        found = {
            contact.id: contact
            for contact in contacts.contacts_by_id(
                [row[0] for row in rows("SELECT id FROM contact")]
            )
        }
    for list_id, contact_id in members:
        counts[list_id][0] += 1
        counts[list_id][1] += found[contact_id].status is Status.UNSUBSCRIBED
    return {list_id: (all_of, stopped) for list_id, (all_of, stopped) in counts.items()}


@pytest.mark.parametrize("seed", range(3))
def test_counts_are_exact_whatever_happens(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    numbers = [f"+3361234{digits:04}" for digits in range(40)]

    def bring_in() -> None:
        used: set[str | None] = set()
        people: list[Row] = []
        for _ in range(chance.randrange(1, 9)):
            mobile, whatsapp = (
                number if number not in used and chance.random() < share else None
                for number, share in ((chance.choice(numbers), 0.9), (chance.choice(numbers), 0.5))
            )
            if mobile or whatsapp:
                people.append(person("Ada", "Un", mobile, whatsapp=whatsapp))
                used |= {mobile, whatsapp}
        wanted = tuple(chance.sample(("A", "B", "C", "D"), chance.randrange(4)))
        if people:
            import_rows(people, lists=wanted, unsubscribe_all=chance.random() < 0.2)

    def take_back() -> None:
        runs = [run for run in imports.list_runs() if run.state in imports.UNDOABLE]
        if runs:
            undo.undo_run(chance.choice(runs).id, this_worker())

    def stop() -> None:
        preferences.unsubscribe(chance.choice(numbers), who="marie")

    def resubscribe() -> None:
        with session():
            stopped = rows(
                "SELECT channel, number, change_id FROM preference WHERE status = 'unsubscribed'"
            )
        if stopped:
            channel, number, seen = chance.choice(stopped)
            address = Address(Channel(channel), number)
            preferences.resubscribe(address, who="marie", reason="signed form", seen=seen)

    def some(table: str, column: str = "id") -> int | None:
        with session():
            found = rows(f"SELECT {column} FROM {table} ORDER BY {column}")
        return chance.choice(found)[0] if found else None

    def delete_contacts() -> None:
        with transaction():
            execute("DELETE FROM contact WHERE id % 5 = ?", (chance.randrange(5),))

    def change_number() -> None:
        column = chance.choice(("mobile", "whatsapp"))
        taken = value_of(f"SELECT count(*) FROM contact WHERE {column} = '{numbers[0]}'")
        if not taken:
            with transaction():
                execute(
                    f"UPDATE contact SET {column} = ? WHERE id = ?", (numbers[0], some("contact"))
                )

    def move_members() -> None:
        into = some("contact_list")
        if into is not None:
            with transaction():
                execute(
                    "UPDATE membership SET list_id = ? WHERE contact_id = ? AND NOT EXISTS"
                    " (SELECT 1 FROM membership m WHERE m.list_id = ?"
                    "  AND m.contact_id = membership.contact_id)"
                    " AND list_id = (SELECT min(list_id) FROM membership m"
                    "  WHERE m.contact_id = membership.contact_id)",
                    (into, some("membership", "contact_id"), into),
                )

    def merge() -> None:
        source, into = some("contact_list"), some("contact_list")
        if source is not None and into is not None and source != into:
            lists.merge_lists(source, into)

    def delete() -> None:
        if (held := some("contact_list")) is not None and chance.random() < 0.3:
            lists.delete_list(held)

    acts = (
        bring_in, bring_in, bring_in, take_back, stop, stop, resubscribe, delete_contacts,
        change_number, move_members, merge, delete,
    )  # fmt: skip
    for step in range(60):
        act = chance.choice(acts)
        act()
        counted = {one.id: (one.members, one.unsubscribed) for one in lists.all_lists()}
        assert counted == recounted(), (step, act.__name__)


def test_many_changes_one_by_one_leave_few_rows_of_counts(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "_MANY_COUNTS", 5)
    import_rows(crowd(20), lists=("VIP",))
    for row in crowd(20):
        preferences.unsubscribe(str(row["mobile"]), who="marie")
    assert (by_name("VIP").members, by_name("VIP").unsubscribed) == (20, 20)
    assert value_of("SELECT count(*) FROM list_count") == 1


def test_an_import_goes_on_when_a_list_that_its_rows_name_is_deleted(store: Store) -> None:
    gone, kept = lists.create_list("Gone", who="marie"), lists.create_list("Kept", who="marie")
    lists.delete_list(gone)
    rules = Rules(
        options=ImportOptions(),
        mapped=frozenset({"lists"}),
        column_fields={},
        list_ids={"gone": gone, "kept": kept},
        always=frozenset({gone, kept}),
    )
    run_id = imports.create_run(Path("clients.csv"), ImportOptions(), "marie")
    imports.hold_run(run_id, this_worker())
    rows_read = Rows(
        [(2, "+33612345678", "subscribed", "{}", "", "", "")],
        [Candidate(3, "+33612345679", None, [], None, {}, {}, ["gone"], [], None, -1, [])],
        3,
    )
    so_far = Progress(run_id, 0, Counts(), 1.0, 0.1)
    written = write_batch(rules, rows_read, so_far, worker=this_worker(), who="marie")
    assert written.counts.created == 2
    assert by_name("Kept").members == 2
