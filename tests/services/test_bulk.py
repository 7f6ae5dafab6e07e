"""What is done to many contacts at once: to all of them, in parts, and no others."""

from collections.abc import Callable

import pytest

from contacthub_tui.domain.bulk import Act, ActCode, Chosen, Report
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.errors import RefusedError
from contacthub_tui.services import bulk, contacts, imports
from contacthub_tui.store.database import Store, session, transaction
from contacthub_tui.store.sql import execute, rows
from tests.screens.team import crowd, import_rows

SIZE = 250


@pytest.fixture
def people(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store with some people, and small parts."""
    import_rows(crowd(SIZE))
    monkeypatch.setattr(bulk, "PART", 40)
    return store


def ids_of(query: ContactQuery) -> list[int]:
    return contacts.matching_ids(query, 0, SIZE)


def members(name: str) -> set[int]:
    with session():
        list_id = imports.list_ids()[name]
        return {
            row[0]
            for row in rows("SELECT contact_id FROM membership WHERE list_id = ?", (list_id,))
        }


def adding(*names: str) -> Act:
    return Act(ActCode.ADD_TO_LISTS, new_lists=names, list_names=names)


def removing(*names: str) -> Act:
    with session():
        known = imports.list_ids()
    ids = tuple(known[name] for name in names)
    return Act(ActCode.REMOVE_FROM_LISTS, list_ids=ids, list_names=names)


def do(act: Act, chosen: Chosen, **more: Callable[..., object]) -> Report:
    return bulk.carry_out(act, chosen, who="marie", **more)  # type: ignore[arg-type]


def test_all_found_but_some_are_added_to_a_new_list(people: Store) -> None:
    query = ContactQuery("nom0001")
    found = ids_of(query)
    chosen = Chosen(query=query, without=frozenset(found[:3]))
    assert bulk.count_chosen(chosen) == len(found) - 3
    heard: list[tuple[int, int]] = []
    report = do(adding("vip"), chosen, on_progress=lambda *so_far: heard.append(so_far))
    assert report == Report(touched=len(found) - 3)
    assert members("vip") == set(found[3:])
    assert heard == [(40, 97), (80, 97), (97, 97)]


def test_who_is_there_already_or_gone_is_told_apart(people: Store) -> None:
    everyone = ids_of(ContactQuery())
    do(adding("vip"), Chosen(frozenset(everyone[:10])))
    with transaction():
        execute("DELETE FROM contact WHERE id = ?", (everyone[0],))
    chosen = Chosen(frozenset(everyone[:60]))
    assert bulk.count_chosen(chosen) == 59
    assert do(adding("vip"), chosen) == Report(touched=50, already=9, gone=1)
    assert do(adding("vip", "lyon"), chosen) == Report(touched=59, gone=1)
    assert do(removing("vip", "lyon"), chosen) == Report(touched=59, gone=1)
    assert do(removing("vip"), chosen) == Report(already=59, gone=1)
    assert len(ids_of(ContactQuery())) == SIZE - 1


def test_who_goes_while_it_works_is_gone(people: Store) -> None:
    everyone = ids_of(ContactQuery())

    def delete_last(done: int, total: int) -> None:
        with transaction():
            execute("DELETE FROM contact WHERE id = ?", (max(everyone),))

    assert do(adding("vip"), Chosen(), on_progress=delete_last) == Report(SIZE - 1, gone=1)


def test_one_contact_is_as_good_as_many(people: Store) -> None:
    one = ids_of(ContactQuery())[0]
    assert do(adding("vip"), Chosen(frozenset([one]))) == Report(touched=1)
    assert members("vip") == {one}


def test_what_is_done_before_it_is_cancelled_stays_done(people: Store) -> None:
    far = [0]

    def progressed(done: int, total: int) -> None:
        far[0] = done

    report = do(adding("vip"), Chosen(), on_progress=progressed, cancelled=lambda: far[0] >= 80)
    assert report == Report(touched=80, left=SIZE - 80)
    assert len(members("vip")) == 80


def test_a_list_that_was_deleted_meanwhile_is_left_out_or_refused(people: Store) -> None:
    do(adding("vip", "lyon"), Chosen())
    both = removing("vip", "lyon")
    with transaction():
        execute("DELETE FROM contact_list WHERE folded_name = 'vip'")
    again = Act(ActCode.ADD_TO_LISTS, list_ids=both.list_ids, list_names=both.list_names)
    assert do(again, Chosen()) == Report(already=SIZE)
    with transaction():
        execute("DELETE FROM contact_list")
    for act in (again, both):
        with pytest.raises(RefusedError) as refused:
            do(act, Chosen())
        assert refused.value.code == "lists-gone"
