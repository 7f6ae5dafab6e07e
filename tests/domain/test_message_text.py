"""How many parts a text takes, and that nothing is torn apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.domain.message_text import (
    BASIC,
    EXTENSION,
    MAX_PARTS,
    ROOM,
    Encoding,
    encoding_of,
    parts_of,
    size_of,
    split,
)

GSM = st.text(alphabet=BASIC + EXTENSION, max_size=700)
ANY = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=400)


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts"),
    [
        ("", Encoding.GSM7, 0, 0),
        ("a" * 160, Encoding.GSM7, 160, 1),
        ("a" * 161, Encoding.GSM7, 161, 2),
        ("a" * 306, Encoding.GSM7, 306, 2),
        ("a" * 307, Encoding.GSM7, 307, 3),
        ("€" * 80, Encoding.GSM7, 160, 1),
        ("a" + "€" * 80, Encoding.GSM7, 161, 2),
        # An escape may not stand at the end of a part: 152 and the pair in the next one.
        ("€" * 153, Encoding.GSM7, 306, 3),
        ("é" * 70, Encoding.GSM7, 70, 1),
        ("ê" * 70, Encoding.UCS2, 70, 1),
        ("ê" * 71, Encoding.UCS2, 71, 2),
        ("ê" * 134, Encoding.UCS2, 134, 2),
        ("ê" * 135, Encoding.UCS2, 135, 3),
        ("😊" * 35, Encoding.UCS2, 70, 1),
        ("😊" * 36, Encoding.UCS2, 72, 2),
        ("😊" * 67, Encoding.UCS2, 134, 3),
    ],
)
def test_sizes(text: str, encoding: Encoding, units: int, parts: int) -> None:
    size = size_of(text)
    assert (size.encoding, size.units, size.parts) == (encoding, units, parts)
    assert size.characters == len(text)
    assert parts_of(text) == parts or not text


def test_the_alphabet_is_that_of_the_standard() -> None:
    assert (len(BASIC), len(set(BASIC)), len(EXTENSION)) == (127, 127, 10)
    assert not set(BASIC) & set(EXTENSION)


@given(st.one_of(GSM, ANY))
def test_parts_are_whole_and_give_the_text_again(text: str) -> None:
    parts = split(text)
    size = size_of(text)
    assert "".join(parts) == text
    assert len(parts) == size.parts
    assert size.too_long is (len(parts) > MAX_PARTS)
    whole, each = ROOM[size.encoding]
    for part in parts:
        units = sum(_units(sign, size.encoding) for sign in part)
        assert units <= (whole if len(parts) == 1 else each)
        if size.encoding is Encoding.UCS2:
            assert part.encode("utf-16-be").decode("utf-16-be") == part
    if parts and len(parts) > 1:
        assert size.left == each - sum(_units(sign, size.encoding) for sign in parts[-1])


def _units(sign: str, encoding: Encoding) -> int:
    if encoding is Encoding.UCS2:
        return len(sign.encode("utf-16-be")) // 2
    return 2 if sign in EXTENSION else 1


@given(ANY)
def test_only_a_sign_that_gsm_lacks_makes_a_text_ucs2(text: str) -> None:
    lacking = set(text) - set(BASIC + EXTENSION)
    assert (encoding_of(text) is Encoding.UCS2) is bool(lacking)
