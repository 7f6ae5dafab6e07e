"""Tags become values, once; what is no tag stays; what a value holds does nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.domain.contact import Contact, CustomField, CustomKind
from contacthub_tui.domain.merge_tags import merge, merged_value, read_tags, tag_names, values_of

FIELDS = (CustomField(7, "Date d’arrivée", CustomKind.DATE, 1),)
LEA = Contact(1, "Léa", "Martin", "+33612345678", custom={7: "2026-03-04"})


def _merged(text: str, contact: Contact = LEA) -> str:
    return merge(read_tags(text, FIELDS), values_of(contact, contact.mobile or "")).text


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Bonjour #firstname# !", "Bonjour Léa !"),
        ("#FirstName##LASTNAME#", "LéaMartin"),
        ("#phone# #alias#.", "+33612345678 ."),
        ("le #date d'arrivee#", "le 2026-03-04"),
        ("offre #1, #firstname# : code #42", "offre #1, Léa : code #42"),
        ("# #firstname #", "# #firstname #"),
        ("##", "##"),
        ("###firstname###", "##Léa##"),
    ],
)
def test_tags_become_values(text: str, becomes: str) -> None:
    assert _merged(text) == becomes


def test_what_is_unknown_and_what_is_missing_is_told() -> None:
    tagged = read_tags("#firstnam# #alias# #firstname# #alias#", FIELDS)
    assert tagged.unknown == ("firstnam",)
    assert merge(tagged, values_of(LEA, "")).missing == ("alias",)
    assert [tag.field for tag in tagged.tags] == ["alias", "first_name"]
    assert tag_names(FIELDS) == ["firstname", "lastname", "alias", "phone", "Date d’arrivée"]


def test_a_value_is_never_read_for_tags() -> None:
    assert _merged("#firstname#", Contact(1, "#lastname#", "Martin", "+33")) == "#lastname#"


@given(st.text(max_size=300))
def test_a_text_without_tags_stays_and_a_value_is_one_harmless_line(text: str) -> None:
    if not any(name in text.casefold() for name in ("name", "alias", "phone", "date")):
        assert _merged(text) == text
    value = merged_value(text)
    assert "\n" not in value and "\x1b" not in value and "\u202e" not in value
    assert len(value) <= 200
    assert merged_value(value) == value
