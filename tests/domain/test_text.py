"""Text of strangers is harmless when shown, fit when stored, and found however it was spelled."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.domain.text import clean, fold, masked, safe

#: Everything, lone surrogates included, and what does harm often.
HOSTILE = (
    "\x1b\x9b\x07\x08\x00\r\n\t\x7f\x85\u2028\u2029\u202e\u2066\u2069\u200b\u200d\u200e\u2060\ufeff"
    "\ufe0f\ufe0e\u00ad\u061c\u3164\ud83d\udc41\u0301\u0336\u0489\u20e3\u0f71\u1160\u0344\u0958"
    "\U000e0041\U0001f468\U0001f3fdé[]œ Aa1;m"
)
texts = st.text(st.characters(exclude_categories=()) | st.sampled_from(HOSTILE), max_size=60)
FAMILY = "👨\u200d👩\u200d👧"

INVISIBLE = (
    *range(0x00, 0x20),
    *range(0x7F, 0xA0),
    *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180E, 0x3164, 0xFEFF, 0xFFA0),
    *range(0x200B, 0x200D),
    *range(0x200E, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xD800, 0xE000),
    *range(0xFE00, 0xFE0F),
    *range(0xE0000, 0xE0200),
)


def longest_stack(text: str) -> int:
    longest = marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        longest = max(longest, marks)
    return longest


# --- shown ------------------------------------------------------------------------------------


@given(texts, st.integers(1, 80), st.booleans())
def test_what_is_shown_is_harmless_and_short(text: str, limit: int, lines: bool) -> None:
    shown = safe(text, limit, lines)
    assert len(shown) <= limit
    assert not {ord(character) for character in shown} & set(INVISIBLE) - {10 if lines else -1}
    assert longest_stack(shown) <= 4
    shown.encode("utf-8")
    assert not shown or unicodedata.category(shown[0]) not in ("Mn", "Me")


@given(texts, st.booleans())
def test_showing_twice_changes_nothing(text: str, lines: bool) -> None:
    shown = safe(text, lines=lines)
    assert safe(shown, lines=lines) == shown


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"]), max_size=500))
def test_plain_text_is_shown_as_it_is(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]52;c;aGk=\x07", "]52;c;aGk="),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b31mred", "31mred"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\u200bb\u2060c\ufeffd\u00ade", "abcde"),
        ("one\ntwo\r\nthree\u2028four\tfive", "one two three four five"),
        ("lone \ud83d end", "lone  end"),
        ("[/] [@click=app.quit]x", "[/] [@click=app.quit]x"),
        ("José عمر 王 Жо", "José عمر 王 Жо"),
        (FAMILY, FAMILY),
        ("❤\ufe0f 1\ufe0f\u20e3 🇫🇷 👍🏽", "❤\ufe0f 1\ufe0f\u20e3 🇫🇷 👍🏽"),
        ("🏳\ufe0f\u200d🌈", "🏳\ufe0f\u200d🌈"),
        ("a\u200db 👨\u200d \u200d👩 x\ufe0f", "ab 👨 👩 x"),
        ("Z" + "\u0301" * 40 + "algo", "Z" + "\u0301" * 4 + "algo"),
        ("\u0301a", "a"),
        ("", ""),
    ],
)
def test_hostile_text_is_shown_without_its_harm(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_lines_are_kept_where_they_are_wanted() -> None:
    assert safe("one\r\ntwo\rthree\x85four\x1b", lines=True) == "one\ntwo\nthree\nfour"


def test_long_text_is_cut_with_an_ellipsis() -> None:
    assert safe("x" * 501) == "x" * 499 + "…"
    assert safe("x" * 500) == "x" * 500
    assert safe("é" * 9, limit=5) == "éééé…"
    assert safe("abc" + FAMILY, limit=6) == "abc👨…"


def test_a_huge_cell_of_nothing_visible_is_cut_too() -> None:
    assert safe("\u200b" * 5_000_000, limit=10) == "…"
    assert len(safe("e" + "\u0301" * 5_000_000, limit=10)) <= 10


# --- stored -----------------------------------------------------------------------------------


@given(texts)
def test_what_is_stored_can_be_stored_and_stays_the_same(text: str) -> None:
    stored = clean(text)
    assert clean(stored) == stored
    assert stored == stored.strip()
    assert unicodedata.is_normalized("NFC", stored)
    assert not [c for c in stored if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n"]
    stored.encode("utf-8")


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_letters_and_signs_are_stored_as_they_are_but_composed(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("  Jose\u0301 ", "José"),
        ("\u00a0Zoé\u00a0", "Zoé"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        ("a\x00b\x1bc\x9bd\x7fe", "abcde"),
        ("lone \ud83d end", "lone  end"),
        ("\ufeff\u202eهلا" + FAMILY, "\ufeff\u202eهلا" + FAMILY),
        ("=1+1", "=1+1"),
        ("", ""),
    ],
)
def test_text_is_stored(text: str, stored: str) -> None:
    assert clean(text) == stored


def test_a_tower_of_marks_is_stored_no_higher_than_thirty() -> None:
    for mark in "\u0301\u0344\u0f77":
        assert longest_stack(clean("x" + mark * 100_000)) <= 30


# --- searched ---------------------------------------------------------------------------------


@given(texts)
def test_what_is_searched_holds_small_letters_digits_and_single_spaces(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())
    assert all(part.isalnum() for part in folded.split(" ") if part)
    assert folded == folded.casefold()
    assert all(digit in "0123456789" for digit in folded if digit.isdecimal())


@given(texts)
def test_case_form_and_spaces_do_not_matter_to_a_search(text: str) -> None:
    assert fold(text) == fold(f"  {text}\t")
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
    assert fold(text) == fold(text.casefold())


def test_neither_capitals_nor_accents_matter_for_any_latin_letter() -> None:
    letters = [chr(code) for code in range(0x41, 0x250)] + [chr(c) for c in range(0x1E00, 0x1F00)]
    for letter in filter(str.isalpha, letters):
        assert fold(letter.upper()) == fold(letter), letter
        for accent in "\u0301\u0327\u0308":
            assert fold(letter + accent) == fold(letter), letter


@given(st.text(st.characters(codec="ascii"), max_size=80))
def test_the_fast_way_for_plain_text_gives_what_the_slow_one_gives(text: str) -> None:
    assert fold(text) == fold(text + "\u00e9").removesuffix("e").rstrip()


@given(texts, texts)
def test_the_words_of_two_texts_are_the_words_of_both(one: str, other: str) -> None:
    assert fold(f"{one} {other}").split() == [*fold(one).split(), *fold(other).split()]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukasz D’Alméida-Œ", "lukasz d almeida oe"),
        ("STRAẞE straße", "strasse strasse"),
        ("Ørsted Đorđe Æsir Þór", "orsted dorde aesir thor"),
        ("İstanbul ısı", "istanbul isi"),
        ("ΣΊΣΥΦΟΣ σίσυφος", "σισυφοσ σισυφοσ"),
        ("Ёлка", "елка"),
        ("ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
        ("ﬁn", "fin"),
        ("٠٦ ۰۶ ०६", "06 06 06"),
        ("n° 12", "n 12"),
        ("a\u200bb\u00adc", "abc"),
        ("محمـــد أحمد", "محمد احمد"),
        ("王小明", "王小明"),
        ("100 % & [/] 🙂", "100"),
        ("Jean_Paul@Exemple.FR", "jean paul exemple fr"),
        ("\ud83d\x00", ""),
        ("", ""),
    ],
)
def test_text_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(
    st.text(max_size=60)
    | st.text(alphabet="a\x1b\x9b\u202e\u200b\u0301\t\n\ud800👩\u200d", max_size=60)
)
def test_a_field_shows_a_sign_for_each_character_that_is_not_shown(text: str) -> None:
    shown = masked(text)
    assert len(shown) == len(text)
    assert safe(shown, limit=1_000) == shown
    if safe(text, limit=1_000) == text:
        assert shown == text
