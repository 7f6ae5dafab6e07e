"""Contacts as vCards: whatever they hold comes back equal and does nothing."""

import re

from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.domain.contact import TEXT_FIELDS
from contacthub_tui.domain.vcard import vcard
from tests.vcard_reader import one, read_cards

FIELDS = ("mobile", "whatsapp", *TEXT_FIELDS)
attacks = st.sampled_from(
    [
        "END:VCARD\r\nBEGIN:VCARD",
        "\nTEL:+33",
        "a;b,c\\n\\",
        ";;;;",
        "x:y",
        "\r",
        "é" * 80,
        "\u2028N:x",
    ]
)
texts = attacks | st.text(max_size=90) | st.builds("{}{}".format, st.text(max_size=9), attacks)
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def fields(**given: str) -> dict[str, str]:
    return {**dict.fromkeys(FIELDS, ""), **given}


def kept(text: str) -> str:
    """What a card keeps of a text: no control characters, every end of line the same."""
    return CONTROLS.sub("", re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", text))


def test_a_contact_as_a_phone_reads_it() -> None:
    (card,) = read_cards(
        vcard(
            fields(
                first_name="Marie", last_name="Dupont", mobile="+33612345678",
                whatsapp="+33712345678", alias="Mimi", email="marie@exemple.fr",
                birth_date="2000-04-06", location="Lyon", state="Rhône", note="Rappeler ;\nmerci",
            ),
            country="France",
            lists=("VIP", "a, b"),
            custom=[("Division", "Sud; Est")],
            stopped=True,
        )
    )  # fmt: skip
    assert one(card, "VERSION") == ["3.0"]
    assert one(card, "N", ";") == ["Dupont", "Marie", "", "", ""]
    assert one(card, "FN") == ["Marie Dupont"]
    assert ("TEL", "TYPE=CELL", "+33612345678") in card
    assert one(card, "item1.TEL") == ["+33712345678"]
    assert one(card, "item1.X-ABLabel") == ["WhatsApp"]
    assert one(card, "BDAY") == ["2000-04-06"]
    assert one(card, "ADR", ";") == ["", "", "", "Lyon", "Rhône", "", "France"]
    assert one(card, "NOTE") == ["Rappeler ;\nmerci"]
    assert one(card, "CATEGORIES", ",") == ["VIP", "a, b"]
    assert one(card, "X-CONTACTHUB-FIELD", ";") == ["Division", "Sud; Est"]
    assert one(card, "X-CONTACTHUB-STATUS") == ["unsubscribed"]


def test_who_has_no_name_is_called_by_what_there_is() -> None:
    for held, name in (
        ({"alias": "Mimi"}, "Mimi"),
        ({"email": "m@exemple.fr"}, "m@exemple.fr"),
        ({}, "+33612345678"),
    ):
        (card,) = read_cards(vcard(fields(mobile="+33612345678", **held)))
        assert one(card, "FN") == [name]


def test_one_number_for_both_channels_stands_once() -> None:
    (card,) = read_cards(vcard(fields(mobile="+33612345678", whatsapp="+33612345678")))
    assert [name for name, _parameters, _value in card if "TEL" in name] == ["TEL"]


@given(st.lists(st.tuples(texts, texts, texts, texts), min_size=1, max_size=3))
def test_hostile_texts_come_back_and_make_no_card_of_their_own(
    people: list[tuple[str, ...]],
) -> None:
    text = "".join(
        vcard(
            fields(mobile="+33612345678", first_name=first, last_name=last, note=note),
            lists=(first,),
            custom=[(last, custom)],
        )
        for first, last, note, custom in people
    )
    cards = read_cards(text)
    assert len(cards) == len(people)
    for card, (first, last, note, custom) in zip(cards, people, strict=True):
        assert one(card, "N", ";")[:2] == [kept(last), kept(first)]
        assert [name for name, *_ in card].count("TEL") == 1
        if note:
            assert one(card, "NOTE") == [kept(note)]
        assert one(card, "CATEGORIES", ",") == [kept(first)]
        assert one(card, "X-CONTACTHUB-FIELD", ";") == [kept(last), kept(custom)]
