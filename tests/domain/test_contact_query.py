"""What an operator types finds the contact, by the index and by the text alike."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat

from contacthub_tui.domain.contact_query import (
    search_terms,
    search_text,
    sort_name,
    words_and_digits,
)
from contacthub_tui.domain.text import fold

BOB = "+33612345678"
CONTACT = search_text(
    ("Jean-Noël", "D’Alméida", "Équipe 12-34", "jean.noel.75@exemple.fr", ""), (BOB, BOB)
)

#: What names, aliases, e-mails and searches are made of.
typed = st.text("aeéÉœßŁdz AB'’-._@0123456789(),/+", max_size=30)
words = st.text("ab01289é", min_size=1, max_size=8)


def finds_by_text(term: str, text: str) -> bool:
    """The rule of LIKE: a term of digits anywhere, one of letters where a word begins."""
    return term in text if term.isdigit() else f" {term}" in text


def finds_by_indexes(term: str, text: str) -> bool:
    """The rule of an index of prefixes, and of one of threes of digits."""
    words, digits = words_and_digits(text)
    if term.isdigit():
        return term in digits if len(term) > 2 else finds_by_text(term, text)
    return any(word.startswith(term) for word in words.split(" "))


def finds(typed_text: str, text: str) -> bool:
    found = [finds_by_text(term, text) for term in search_terms(typed_text)]
    assert found == [finds_by_indexes(term, text) for term in search_terms(typed_text)]
    return all(found)


@pytest.mark.parametrize(
    "search",
    [
        "",
        "   ",
        "jean",
        "JEAN",
        "Jean-Noël",
        "noel",
        "alm",
        "d'almeida",
        "Alméida Jean",
        "jean.noel.75@exemple.fr",
        "exemple.fr",
        "equipe 12-34",
        "12 34",
        "34",
        "0612345678",
        "06 12 34 56 78",
        "06.12.34",
        "+33 6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "0033612345678",
        "(06) 12-34",
        "5678",
        "345",
        "noël 0612",
        "06\u00a012\u202f34",
        "٠٦١٢",
        "0",
        "dalmeida",
        "DALM",
        "jeannoel",
    ],
)
def test_a_contact_is_found_by(search: str) -> None:
    assert finds(search, CONTACT)


@pytest.mark.parametrize("search", ["oel", "ean", "bob", "0698", "almeida bob", "12 35", "%", "_"])
def test_a_contact_is_not_found_by(search: str) -> None:
    terms = search_terms(search)
    assert not terms or not finds(search, CONTACT)


def test_a_search_of_signs_only_asks_for_everything() -> None:
    assert search_terms("") == search_terms("  %_*\" '") == search_terms("00") == ()


def test_each_term_is_asked_once() -> None:
    assert search_terms("Jean jean JEAN 0612 x 06 12") == ("jean", "612", "x")


def test_the_text_of_a_contact_has_each_word_after_a_space_and_each_number_once() -> None:
    assert search_text(("Zoë", "", "Œuvre"), (BOB, BOB)) == " zoe oeuvre 33612345678"
    assert search_text(("", ""), ()) == ""
    assert search_text(("Hall 12/34 B 5",), ()) == " hall 12 34 b 5 1234"


def test_a_term_of_letters_begins_a_word_and_one_of_digits_is_any_part() -> None:
    text = search_text(("ab12cd", "Marie"), (BOB,))
    assert finds("12", text)
    assert finds("2", text)
    assert finds("ab12", text)
    assert not finds("cd", text)
    assert not finds("12cd", text)
    assert not finds("arie", text)


@given(st.lists(typed, max_size=4), typed)
def test_both_searches_find_the_same(values: list[str], search: str) -> None:
    finds(search, search_text(values, (BOB,)))


@given(st.lists(words, max_size=5), st.text("ab01289", min_size=1, max_size=4))
def test_a_term_is_found_in_words_by_both_or_by_none(values: list[str], term: str) -> None:
    text = search_text(values, ())
    assert finds_by_text(term, text) == finds_by_indexes(term, text)


@given(st.lists(typed, min_size=1, max_size=4), st.data())
def test_a_contact_is_found_by_any_of_its_values_as_written(
    values: list[str], data: st.DataObject
) -> None:
    value = data.draw(st.sampled_from(values)).replace("(0)", "")
    assert finds(value, search_text([*values, value], (BOB,)))


@given(
    st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS)),
    st.sampled_from((PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.E164)),
)
def test_a_number_is_found_by_its_spellings_and_parts(region: str, form: int) -> None:
    number = phonenumbers.example_number(region)
    assert number is not None
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    text = search_text(("Ana",), (e164,))
    assert finds(phonenumbers.format_number(number, form), text)
    assert finds("00" + e164[1:], text)
    assert finds(str(number.national_number), text)
    assert finds(e164[-4:], text)


@given(typed)
def test_terms_are_folded_words(search: str) -> None:
    for term in search_terms(search):
        assert term == fold(term)
        assert " " not in term
        assert term


def test_contacts_are_sorted_by_last_name_then_alias_then_number() -> None:
    assert sort_name("Zoé", "Ångström", "x", BOB) == "angstrom zoe"
    assert sort_name("Zoé", "", "x", BOB) == "zoe"
    assert sort_name("", "", "Le Plombier", BOB) == "le plombier"
    assert sort_name("", "", "", BOB) > sort_name("Zzz", "Zzz", "", "")
