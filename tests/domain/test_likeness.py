"""Who may be one person: reasons, how sure, and keys by which they are found."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.domain.likeness import KeyKind, Reason, Sketch, keys, likeness
from contacthub_tui.domain.number_kin import stem
from contacthub_tui.domain.phone import Number, read_number

HERS = "+33612345678"


def sketch(
    number: int = 1,
    first: str = "",
    last: str = "",
    mobile: str | None = None,
    whatsapp: str | None = None,
    email: str = "",
    birth_date: str = "",
    location: str = "",
) -> Sketch:
    return Sketch(number, first, last, mobile, whatsapp, email, birth_date, location)


def reasons(one: Sketch, other: Sketch) -> tuple[Reason, ...]:
    found = likeness(one, other)
    return found.reasons if found else ()


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (("Élodie", "Béraud"), ("ELODIE", "Beraud"), Reason.NAME),
        (("Jean-Pierre", "Roy"), ("jean pierre", "ROY"), Reason.NAME),
        (("Jean-Pierre", "Roy"), ("Jeanpierre", "Roy"), Reason.NAME),
        (("Marie", "Le Gall"), ("Marie", "Legall"), Reason.NAME),
        (("", "Marie Dupont"), ("Marie", "Dupont"), Reason.NAME),
        (("Marie", "Dupont"), ("Dupont", "Marie"), Reason.SWAPPED),
        (("Anne-Marie", "Dupont"), ("Dupont", "Anne-Marie"), Reason.SWAPPED),
        (("美咲", "田中"), ("田中", "美咲"), Reason.SWAPPED),
    ],
)
def test_one_name_in_two_spellings(
    one: tuple[str, str], other: tuple[str, str], reason: Reason
) -> None:
    assert reasons(sketch(1, *one, "+33612345678"), sketch(2, *other, "+33698765432")) == (reason,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Marie", "Dupont"), ("Marie", "Dupond")),
        (("Marie", ""), ("Marie", "")),  # a first name alone says nothing
        (("", ""), ("", "")),
        (("—", "…"), ("—", "…")),
    ],
)
def test_names_that_say_nothing(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert likeness(sketch(1, *one), sketch(2, *other)) is None


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("+541123456789", "+5491123456789"),
        ("+5215512345678", "+525512345678"),
        ("+551181234567", "+5511981234567"),
        ("+39612345678", "+390612345678"),
        ("+378886377", "+3780549886377"),
        ("+390549886377", "+3780549886377"),
        ("+37744123456", "+38344123456"),
        ("+38649123456", "+38349123456"),
        ("+33692123456", "+262692123456"),
        ("+33690123456", "+590690123456"),
        ("+33696123456", "+596696123456"),
        ("+33694123456", "+594694123456"),
        ("+33639123456", "+262639123456"),
        ("+33590201234", "+590590201234"),
        ("+330612345678", "+33612345678"),
        ("+22997123456", "+2290197123456"),
        ("+22507123456", "+2250707123456"),
        ("+24106031234", "+24166031234"),
        ("+2414123456", "+24174123456"),
        ("+5712345678", "+576012345678"),
    ],
)
def test_one_telephone_in_two_numbering_plans(older: str, newer: str) -> None:
    assert stem(older) == stem(newer) == stem(stem(older))
    found = likeness(sketch(1, mobile=older), sketch(2, whatsapp=newer))
    assert found and found.reasons == (Reason.SPELLING,)


def test_the_newer_spelling_is_one_that_the_program_reads() -> None:
    for number in ("+5491123456789", "+5511981234567", "+262692123456", "+2290197123456"):
        read = read_number(number, "FR")
        assert isinstance(read, Number) and read.e164 == number


def test_numbers_that_only_look_alike_are_two() -> None:
    numbers = ["+33612345678", "+33612345679", "+5511912345678", "+551112345678", "+393123456789"]
    assert len({stem(number) for number in numbers}) == len(numbers)


def test_one_number_on_two_channels_is_surer_with_one_name() -> None:
    unnamed = likeness(sketch(1, mobile=HERS), sketch(2, whatsapp=HERS))
    named = likeness(sketch(1, "Ana", "Roy", mobile=HERS), sketch(2, "Ana", "Roy", whatsapp=HERS))
    others = likeness(
        sketch(1, "Ana", "Roy", mobile=HERS), sketch(2, "Paul", "Noël", whatsapp=HERS)
    )
    assert unnamed and named and others
    assert unnamed.reasons == (Reason.OTHER_CHANNEL,)
    assert named.reasons == (Reason.OTHER_CHANNEL, Reason.NAME)
    assert named.score > unnamed.score > others.score


def test_one_email_whatever_its_case() -> None:
    one = sketch(1, "Ana", "Roy", mobile=HERS, email="Ana@Exemple.fr")
    other = sketch(2, "Ana", "", mobile="+33698765432", email="ana@exemple.FR")
    assert reasons(one, other) == (Reason.EMAIL,)


def test_another_date_of_birth_makes_two_people_of_one_name() -> None:
    born = [sketch(i, "Ana", "Roy", birth_date=day) for i, day in enumerate(("1980-01-01",) * 2)]
    other = sketch(3, "Ana", "Roy", birth_date="2001-02-03")
    assert reasons(*born) == (Reason.BIRTH_DATE, Reason.NAME)
    assert likeness(born[0], other) is None
    # One town and one day of birth without a name say nothing.
    towns = [sketch(i, birth_date="1980-01-01", location="Lyon") for i in (1, 2)]
    assert likeness(*towns) is None


FEW = st.sampled_from(
    ["", "Ana", "ana", "Roy", "Jean-Pierre", "Jeanpierre", "\x1b[2J", "\u202e[/]"]
)
NUMBERS = st.sampled_from(
    [None, HERS, "+541123456789", "+5491123456789", "+551181234567", "+5511981234567"]
)
SKETCHES = st.builds(
    sketch,
    number=st.integers(1, 3),
    first=FEW | st.text(max_size=8),
    last=FEW | st.text(max_size=8),
    mobile=NUMBERS,
    whatsapp=NUMBERS,
    email=st.sampled_from(["", "a@b.fr", "A@B.fr"]),
    birth_date=st.sampled_from(["", "2000-04-06", "1999-01-02"]),
    location=st.sampled_from(["", "Lyon", "lyon"]),
)


@given(SKETCHES, SKETCHES)
def test_likeness_has_no_direction_and_is_found_by_a_key(one: Sketch, other: Sketch) -> None:
    found = likeness(one, other)
    assert found == likeness(other, one)
    assert likeness(one, one) is None
    if found is not None:
        assert 30 <= found.score <= 100
        assert len(set(found.reasons)) == len(found.reasons)
        assert set(keys(one)) & set(keys(other))


def test_every_kind_of_key_is_met() -> None:
    one = sketch(1, "Jean-Pierre", "Roy", HERS, None, "a@b.fr", "2000-04-06", "Lyon")
    found = {kind for kind, _ in keys(one)}
    assert found == set(KeyKind)
    for first, second in combinations([one, one._replace(id=2, mobile=None, whatsapp=HERS)], 2):
        assert reasons(first, second)[0] is Reason.OTHER_CHANNEL
