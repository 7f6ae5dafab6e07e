"""Pairs that may be one person, found in a store of any size, on both engines."""

import time
from collections.abc import Sequence
from threading import Thread

import pytest

from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.domain.likeness import Reason
from contacthub_tui.services import contacts, duplicates
from contacthub_tui.services.duplicates import Found, Pair, SearchStoppedError, find_pairs
from contacthub_tui.services.merging import merge
from contacthub_tui.store.database import Store, transaction
from contacthub_tui.store.sql import execute, insert_many
from tests.screens.team import Row, import_rows, person

TEAM = [
    person("Marie", "Dupont", "+33612345678", email="marie@exemple.fr", location="Lyon"),
    person("Dupont", "MARIE", "+33698765432"),
    person("Élodie", "Béraud", "+5491123456789"),
    person("", "", "+541123456789"),
    person("Ana", "Roy", "+33611111111", whatsapp="+33622222222"),
    person("A.", "Roy", "+33622222222"),
    person("Zoé", "Petit", "+33633333333", email="zoe@exemple.fr"),
    person("Z", "Petit-Noël", "+33644444444", email="ZOE@exemple.fr"),
    person("Paul", "Seul", "+33655555555"),
]


def search() -> Found:
    return find_pairs(lambda share: None, lambda: False)


def names(found: Found) -> list[tuple[str, str, tuple[Reason, ...]]]:
    shown = duplicates.shown_pairs(found.pairs)
    return [
        (pair.first.first_name, pair.second.first_name, pair.pair.reasons)
        for pair in shown
        if pair.first and pair.second
    ]


def crowd(rows: Sequence[tuple[str, str, str]]) -> None:
    """Many contacts at once: first name, last name, email."""
    at = "2020-01-01T00:00:00Z"
    columns = "mobile first_name last_name email location search sort_name created_at"
    names = (*columns.split(), "created_by", "updated_at", "updated_by")
    records = [
        (f"+336{i:08d}", first, last, email, f"V{i % 997}", "", f"{last} {first}", at, "m", at, "m")
        for i, (first, last, email) in enumerate(rows)
    ]
    with transaction():
        insert_many("contact", names, records)


def test_each_kind_of_likeness_is_found_the_surest_first(store: Store) -> None:
    import_rows(TEAM)
    found = search()
    assert [reasons for _, _, reasons in names(found)] == [
        (Reason.SPELLING,),
        (Reason.OTHER_CHANNEL,),
        (Reason.SWAPPED,),
        (Reason.EMAIL,),
    ]
    assert {frozenset(pair[:2]) for pair in names(found)} == {
        frozenset(pair)
        for pair in (("Élodie", ""), ("Ana", "A."), ("Zoé", "Z"), ("Marie", "Dupont"))
    }
    assert [pair.score for pair in found.pairs] == sorted(
        (pair.score for pair in found.pairs), reverse=True
    )
    assert all(pair.first_id < pair.second_id for pair in found.pairs)
    assert (found.too_common, found.commonest, found.more) == (0, (), False)


def test_an_empty_store_and_one_without_pairs_have_none(store: Store) -> None:
    assert search() == Found()
    import_rows(TEAM[-1:])
    assert search() == Found()


def test_who_was_told_apart_is_not_proposed_again(store: Store) -> None:
    import_rows(TEAM)
    pairs = search().pairs
    duplicates.tell_apart(pairs[0].second_id, pairs[0].first_id, who="marie")
    duplicates.tell_apart(pairs[0].first_id, pairs[0].second_id, who="paul")
    duplicates.tell_apart(pairs[0].first_id, 999, who="paul")
    assert search().pairs == pairs[1:]


def test_a_merged_contact_stays_apart_from_those_the_other_was_told_apart_from(
    store: Store,
) -> None:
    import_rows([person("Ana", "Roy", f"+3361111111{i}") for i in range(3)])
    assert [(pair.first_id, pair.second_id) for pair in search().pairs] == [(1, 2), (1, 3), (2, 3)]
    duplicates.tell_apart(2, 3, who="marie")
    first, second = contacts.get_contact(1), contacts.get_contact(2)
    assert first and second
    merge(first, second, {}, who="marie")
    assert search().pairs == ()


def test_a_common_name_gives_no_crowd_of_pairs(store: Store) -> None:
    rows = [("Jean", "Martin", "")] * 2_000 + [("Ana", "Roy", "shared@exemple.fr")] * 500
    crowd([*rows, ("Jean", "Martin", "j@exemple.fr"), ("Jean", "Martin", "j@exemple.fr")])
    found = search()
    assert len(found.pairs) < 10_000
    # The two who share an email besides are found among all that have the name.
    assert found.pairs[0].reasons == (Reason.EMAIL, Reason.NAME)
    assert found.too_common == 3
    assert {(common.text, common.contacts) for common in found.commonest} == {
        ("Jean Martin", 2_002),
        ("Ana Roy", 500),
        ("shared@exemple.fr", 500),
    }


def test_a_search_tells_how_far_it_is_and_can_be_stopped(store: Store) -> None:
    import_rows(TEAM)
    shares: list[float] = []
    find_pairs(shares.append, lambda: False)
    assert shares == sorted(shares)
    assert (shares[0] > 0, shares[-1]) == (True, 1.0)
    with pytest.raises(SearchStoppedError):
        find_pairs(shares.append, lambda: True)


def test_contacts_that_go_during_a_search_are_left_out(store: Store) -> None:
    import_rows(TEAM)

    def remove(share: float) -> None:
        with transaction():
            execute("DELETE FROM contact WHERE last_name = 'Roy'")

    found = find_pairs(remove, lambda: False)
    assert all(pair.first and pair.second for pair in duplicates.shown_pairs(found.pairs))
    gone = duplicates.shown_pairs([Pair(found.pairs[0].first_id, 999, (Reason.NAME,), 50)])[0]
    assert gone.first is not None and gone.second is None


@pytest.mark.slow
def test_a_hundred_thousand_contacts_are_searched_while_others_write(store: Store) -> None:
    crowd([(f"P{i % 40_000}", f"N{i % 40_000}", "") for i in range(100_000)])
    found: list[Found] = []
    searching = Thread(target=lambda: found.append(search()))
    searching.start()
    written = 0
    while searching.is_alive():
        import_rows([person("Neuf", f"Nouveau{written}", f"+337{written:08d}")])
        written += 1
        time.sleep(0.05)
    searching.join()
    # 20,000 names are held by three contacts, 20,000 by two.
    assert len(found[0].pairs) >= 20_000 * 3 + 20_000
    assert written > 1
    assert contacts.count_contacts(ContactQuery()) == 100_000 + written


def test_hostile_text_is_compared_like_any_other(store: Store) -> None:
    hostile: list[Row] = [
        person("[/]\x1b]0;x\x07", "\u202eevil" * 200, "+33612345678", email="a@b.fr"),
        person("%s ?", "'); DROP TABLE contact; --", "+33612345679", email="A@b.fr"),
    ]
    import_rows(hostile)
    assert [pair.reasons for pair in search().pairs] == [(Reason.EMAIL,)]
