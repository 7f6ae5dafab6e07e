"""All contacts: what is found, in which order, and that any window is part of the whole."""

from collections.abc import Iterator
from itertools import product

import pytest

from contacthub_tui.domain.contact import Status
from contacthub_tui.domain.contact_query import ContactQuery, Sort, search_terms
from contacthub_tui.services import contacts, preferences
from contacthub_tui.store import search
from contacthub_tui.store.database import Store, session, transaction
from contacthub_tui.store.sql import execute, rows, value
from tests.screens.team import Row, import_rows, person

PEOPLE: list[Row] = [
    person("Éloïse", "Lefèvre", "+33612345678", email="eloise.lefevre@exemple.fr"),
    person("Jean-Pierre", "Œuvrard", "+33623456789", alias="JP"),
    person("Marie", "de la Tour", "+33698765432", location="Lyon"),
    person("MARIE", "Durand", "+33611223344"),
    person("Anders", "Ødegård", "+4791234567"),
    person("Fatima", "Straße", None, whatsapp="+491701234567"),
    person("", "", "+33655443322", alias="Boulanger"),
    person("", "", "+33655443323"),
]


@pytest.fixture
def people(store: Store) -> Iterator[Store]:
    """A store with a few people."""
    import_rows(PEOPLE, lists=("Clients",))
    yield store


def found(text: str, **wanted: object) -> list[str]:
    """The last names, or else the numbers, of what a search finds, as the table shows it."""
    query = ContactQuery(text, **wanted)  # type: ignore[arg-type]
    page = contacts.contact_page(query, 0, 100)
    assert contacts.count_contacts(query) == len(page)
    return [contact.last_name or contact.mobile or "" for contact in page]


def test_a_number_is_found_in_every_spelling(people: Store) -> None:
    spellings = (
        "0612345678", "06 12 34 56 78", "06.12.34.56.78", "06-12-34-56-78", "+33 6 12 34 56 78",
        "+33612345678", "0033612345678", "33612345678", "+33 (0)6 12 34 56 78", "612345678",
        "0612", "+33 6 12 3", "6123", "345678", "45 67", "5678",
        "  0612345678  ", "0612345678\u00a0",
    )  # fmt: skip
    assert [text for text in spellings if "Lefèvre" not in found(text)] == []


def test_another_number_is_not_found(people: Store) -> None:
    spellings = ("0612345679", "+34 612345678", "06123456780", "6781")
    assert [text for text in spellings if found(text)] == []


def test_part_of_a_number_finds_everyone_who_has_it(people: Store) -> None:
    assert found("0612") == ["Lefèvre"]
    assert sorted(found("5544332")) == ["+33655443322", "+33655443323"]
    assert found("+49 170") == ["Straße"]


def test_words_are_found_whatever_their_case_and_accents(people: Store) -> None:
    expected = (
        ("eloise", "Lefèvre"), ("ÉLOÏSE", "Lefèvre"), ("lefevre", "Lefèvre"), ("LEF", "Lefèvre"),
        ("éloïse lefèvre", "Lefèvre"), ("lefevre eloise", "Lefèvre"), ("e l", "Lefèvre"),
        ("e\u0301loi\u0308se", "Lefèvre"), ("oeuvrard", "Œuvrard"), ("œuv", "Œuvrard"),
        ("jean pierre", "Œuvrard"), ("jean-pierre", "Œuvrard"), ("pierre", "Œuvrard"),
        ("jp", "Œuvrard"), ("odegard", "Ødegård"), ("strasse", "Straße"), ("boul", "+33655443322"),
        ("eloise.lefevre@exemple.fr", "Lefèvre"), ("exemple", "Lefèvre"),
        ("lefevre 0612", "Lefèvre"), ("0612 lefevre", "Lefèvre"), ("marie dur", "Durand"),
        ("jeanpierre", "Œuvrard"),
    )  # fmt: skip
    given = [(words, [name]) for words, name in expected]
    assert [(words, found(words)) for words, _ in expected] == given


def test_what_nobody_is_called_finds_nobody(people: Store) -> None:
    misses = ("zzz", "eloise durand", "efevre", "lefevre 0698", "marie eloise", "éloïsee")
    assert [words for words in misses if found(words)] == []


def test_a_search_without_letters_or_digits_finds_everyone(people: Store) -> None:
    signs = ("", "   ", "...", "%", "_", '"', "'", "*", "-", "(", "\\")
    assert [words for words in signs if len(found(words)) != len(PEOPLE)] == []


def test_signs_of_the_query_languages_are_only_signs(people: Store) -> None:
    for words in ('mar"ie', "marie*", "marie AND", "NEAR(marie", "marie%", "m_rie", "marie'; --"):
        assert set(found(words)) <= {"de la Tour", "Durand"}


def test_digits_are_found_in_every_place_and_both_numbers(store: Store) -> None:
    import_rows(
        [
            person("Ada", "Un", "+33612345678", whatsapp="+491701234567"),
            person("Bea", "Deux", "+33687654321", email="bea1985@exemple.fr"),
            person("Cleo", "Trois", None, whatsapp="+4915112345", alias="Equipe 7741"),
            person("", "", "+33600000007", whatsapp="+33600000007"),
        ]
    )
    expected = {
        "123456": ["Un"], "1701": ["Un"], "1985": ["Deux"], "bea198": ["Deux"], "7741": ["Trois"],
        "85": ["Deux"], "15112345": ["Trois"], "cleo 774": ["Trois"],
        "0600000007": ["+33600000007"], "774 1985": [],
    }  # fmt: skip
    assert {text: found(text) for text in expected} == expected


def test_a_word_of_any_length_is_found_by_its_beginning(store: Store) -> None:
    import_rows(
        [
            person("Ada", "x" * 2_000, "+33612345678"),
            person("Bea", "Ж" * 2_000, "+33612345679"),
            person("Cleo", " ".join(["mot"] * 400), "+33612345670"),
        ]
    )
    for text, first in (("x" * 600, "Ada"), ("x", "Ada"), ("ж" * 2_000, "Bea"), ("mot cl", "Cleo")):
        query = ContactQuery(text)
        assert [contact.first_name for contact in contacts.contact_page(query, 0, 9)] == [first]
        assert contacts.count_contacts(query) == 1
    assert found("x" * 600 + "y") == []


def test_a_whole_page_pasted_into_the_search_finds_whom_its_beginning_finds(people: Store) -> None:
    assert found("x" * 100_000) == []
    assert found(" ".join(map(str, range(3_000)))) == []
    assert found("?" * 3_000_000) == found("")


def test_sorted_by_name_both_ways(people: Store) -> None:
    by_name = [
        "+33655443322",
        "de la Tour",
        "Durand",
        "Lefèvre",
        "Ødegård",
        "Œuvrard",
        "Straße",
        "+33655443323",
    ]
    assert found("") == by_name
    assert found("", descending=True) == by_name[::-1]


def test_sorted_by_number_both_ways_with_those_without_last(people: Store) -> None:
    def numbers(descending: bool) -> list[str | None]:
        query = ContactQuery(sort=Sort.NUMBER, descending=descending)
        return [contact.mobile for contact in contacts.contact_page(query, 0, 100)]

    known = sorted(str(row["mobile"]) for row in PEOPLE if row["mobile"])
    assert numbers(False) == [*known, None]
    assert numbers(True) == [*known[::-1], None]


def test_sorted_by_age_and_by_change_the_latest_first(people: Store) -> None:
    import_rows([person("Nora", "Neuf", "+33677777777")])
    with transaction():
        execute("UPDATE contact SET updated_at = '2001-01-01T00:00:00Z'")
        execute(
            "UPDATE contact SET updated_at = '2030-01-01T00:00:00Z' WHERE last_name = 'Lefèvre'"
        )
    assert found("", sort=Sort.NEWEST)[0] == "Neuf"
    assert found("", sort=Sort.NEWEST, descending=True)[-1] == "Neuf"
    assert found("", sort=Sort.CHANGED)[0] == "Lefèvre"
    assert found("", sort=Sort.CHANGED, descending=True)[-1] == "Lefèvre"


def test_narrowed_to_lists_and_status(people: Store) -> None:
    import_rows([person("Nora", "Neuf", "+33677777777")], lists=("Amis",))
    import_rows([person("Noé", "Dix", "+33677777778")])
    preferences.unsubscribe("+33677777777", who="marie")
    preferences.unsubscribe("+491701234567", who="marie")
    with transaction():
        friends = value("SELECT id FROM contact_list WHERE name = 'Amis'")
        clients = value("SELECT id FROM contact_list WHERE name = 'Clients'")
    assert found("", list_ids=(friends,)) == ["Neuf"]
    assert len(found("", list_ids=(friends, clients))) == len(PEOPLE) + 1
    assert found("", status=Status.UNSUBSCRIBED) == ["Neuf", "Straße"]
    assert found("n", status=Status.SUBSCRIBED) == ["Dix"]
    assert found("", list_ids=(friends,), status=Status.SUBSCRIBED) == []
    assert found("fatima", list_ids=(clients,), status=Status.UNSUBSCRIBED) == ["Straße"]


@pytest.fixture
def crowd(store: Store) -> Iterator[Store]:
    """A store with enough people for windows, many of them with the same name."""
    import_rows(
        [
            person(
                f"Camille{i % 7}",
                "Martin" if i % 3 else f"Nom{i % 11:02d}",
                None if i % 10 == 9 else f"+336{i:08d}",
                whatsapp=f"+336{i:08d}" if i % 10 == 9 else None,
            )
            for i in range(157)
        ]
    )
    yield store


def test_windows_from_both_ends_equal_the_whole(crowd: Store) -> None:
    texts = ("", "martin", "camille3 nom", "3600")
    for text, sort, descending in product(texts, Sort, (False, True)):
        query = ContactQuery(text, sort, descending)
        total = contacts.count_contacts(query)
        whole = contacts.matching_ids(query, 0, 1_000)
        assert len(whole) == len(set(whole)) == total > 0
        for known in (None, total):
            parts = [
                contact.id
                for start in range(0, total, 23)
                for contact in contacts.contact_page(query, start, 23, known)
            ]
            assert parts == whole
        assert contacts.contact_page(query, total, 5, total) == []
        assert contacts.contact_page(query, total + 50, 5, total) == []


#: Sizes at which a search takes each of its ways with few contacts.
WAYS: tuple[dict[str, float], ...] = (
    {},
    {"FEW": 2, "COMMON": 2},
    {"FEW": 2, "COMMON": 2, "MANY": 2, "MANY_OF_SEVERAL": 2},
    {"FEW": 2, "COMMON": 2, "MANY": 2, "MANY_OF_SEVERAL": 2, "ALIKE": 2},
    {"FEW": 2, "COMMON": 2, "MANY": 2, "MANY_OF_SEVERAL": 2, "NEAR": 2},
    {"MANY": 0, "MANY_OF_SEVERAL": 0},
    {"MANY": 0, "MANY_OF_SEVERAL": 0, "REACH": 20, "PATIENCE": 0},
)


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_a_search_finds_what_a_look_at_every_contact_finds(
    crowd: Store, monkeypatch: pytest.MonkeyPatch, way: dict[str, float]
) -> None:
    texts = ("martin", "mart", "camille3", "3600000", "martin camille2", "ma camille", "no 36")
    with session():
        searches = dict(rows("SELECT id, search FROM contact"))
    for name, size in way.items():
        monkeypatch.setattr(search, name, size)
    for text, sort, descending in product(texts, Sort, (False, True)):
        terms = search_terms(text)
        found = [
            each
            for each in contacts.matching_ids(ContactQuery("", sort, descending), 0, 1_000)
            if all((term if term.isdigit() else f" {term}") in searches[each] for term in terms)
        ]
        query = ContactQuery(text, sort, descending)
        assert contacts.matching_ids(query, 0, 1_000) == found
        assert contacts.matching_ids(query, 7, 5) == found[7:12]
        assert contacts.count_contacts(query) == len(found) > 0


def test_what_was_changed_is_found_as_it_is_now(people: Store) -> None:
    import_rows([person("Marie", "Mercier", "+33611223344")])
    assert found("mercier") == ["Mercier"]
    assert found("durand") == []
    assert found("0611223344") == ["Mercier"]


def test_a_contact_that_is_gone_is_found_no_more(people: Store) -> None:
    with transaction():
        execute("DELETE FROM contact WHERE last_name = 'Durand'")
    assert found("marie") == ["de la Tour"]
    assert found("0611223344") == []


def test_a_contact_with_all_that_hangs_on_it(people: Store) -> None:
    (listed,) = contacts.contact_page(ContactQuery("eloise"), 0, 10)
    preferences.unsubscribe("+33612345678", who="paul", reason="by phone")
    details = contacts.contact_details(listed.id)
    assert details is not None
    assert details.contact == contacts.get_contact(listed.id)
    assert details.contact.lists == ("Clients",)
    assert details.contact.status is Status.UNSUBSCRIBED
    assert [line.reason for line in details.why] == ["by phone"] * 2
    assert [name for _, name, _ in details.imports] == ["clients.xlsx"]


def test_a_contact_that_is_not_there_is_none(people: Store) -> None:
    assert contacts.get_contact(10_000) is None
    assert contacts.contact_details(10_000) is None
