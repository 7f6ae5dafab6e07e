"""E-mail addresses: sound ones are kept, mistyped ones found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.domain.email import read_email


@pytest.mark.parametrize(
    "address",
    [
        "a@b.org",
        "jean.d'arc+list@mail.example.co.uk",
        "élodie@société.fr",
        "first_last-2@sub-domain.example.museum",
        "x@1and1.com",
    ],
)
def test_a_sound_address_stays_as_it_is(address: str) -> None:
    assert read_email(address) == address


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("mailto:a@b.org", "a@b.org"),
        ("mailto:a@b.org?subject=x", "a@b.org"),
        ("Marie Dupont <marie@b.org>", "marie@b.org"),
        ('"Dupont, Marie" <marie@b.org>', "marie@b.org"),
        ("a@b.org ; c@d.org", "a@b.org"),
        ("a@b.org ::: c@d.org", "a@b.org"),
        ("aucun / a@b.org", "a@b.org"),
        ("a@b.org.", "a@b.org"),
    ],
)
def test_the_first_address_among_other_text_is_found(cell: str, address: str) -> None:
    assert read_email(cell) == address


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "aucun",
        "a@",
        "@b.org",
        "a@@b.org",
        "a@b@c.org",
        "a(at)b.org",
        "a@b",
        "a@b.",
        "a@.org",
        "a.@b.org",
        ".a@b.org",
        "a..b@c.org",
        "a@b..org",
        "a@-b.org",
        "a@b.c",
        "a@b,org",
        "a" * 250 + "@b.org",
    ],
)
def test_a_mistyped_address_is_none(cell: str) -> None:
    assert read_email(cell) is None


@given(st.text(alphabet="ab@. ,;<>'\n", max_size=300))
def test_what_is_found_stands_in_the_cell_and_has_one_at(cell: str) -> None:
    address = read_email(cell)
    if address is not None:
        assert address in cell
        assert address.count("@") == 1
        assert len(address) <= 254
