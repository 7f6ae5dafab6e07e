"""Whether two contacts may be one person: why, and how sure.

Enters: what is compared of two contacts. Leaves: the reasons with a score, or nothing; and the
keys by which those that may be alike find each other among any number of contacts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from contacthub_tui.domain.number_kin import stem
from contacthub_tui.domain.text import fold


class Sketch(NamedTuple):
    """What of a contact is compared."""

    id: int
    first_name: str
    last_name: str
    mobile: str | None
    whatsapp: str | None
    email: str
    birth_date: str
    location: str


class Reason(StrEnum):
    """Why two contacts are proposed, the surest first."""

    SPELLING = "number-spelling"
    OTHER_CHANNEL = "other-channel"
    EMAIL = "same-email"
    NAME = "same-name"
    SWAPPED = "swapped-name"
    BIRTH_DATE = "same-birth-date"
    LOCATION = "same-location"


class KeyKind(StrEnum):
    """What contacts share that may be one, those first that few strangers share."""

    NUMBER = "number"
    EMAIL_NAME = "email-name"
    NAME_BIRTH = "name-birth"
    EMAIL = "email"
    NAME_LOCATION = "name-location"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Likeness:
    """The reasons, the weightiest first, and how sure they make: 0 to 100."""

    reasons: tuple[Reason, ...]
    score: int


#: How likely each reason alone makes it that two contacts are one person. Judged, not measured:
#: they only order the proposals, and an operator decides.
_WEIGHTS = {
    Reason.SPELLING: 0.9,
    Reason.OTHER_CHANNEL: 0.85,
    Reason.EMAIL: 0.7,
    Reason.NAME: 0.5,
    Reason.SWAPPED: 0.45,
    Reason.BIRTH_DATE: 0.6,
    Reason.LOCATION: 0.2,
}
#: Reasons that only make others surer.
_ONLY_HELP = (Reason.BIRTH_DATE, Reason.LOCATION)
#: What speaks against: other dates of birth, other names.
_OTHER_BIRTH, _OTHER_NAME = 0.3, 0.6
#: Below this nothing is proposed.
_LEAST = 30


def likeness(one: Sketch, other: Sketch) -> Likeness | None:
    """Why two contacts may be one person, whichever comes first; None where nothing says so."""
    if one.id == other.id:
        return None
    reasons = list(_reasons(one, other))
    if all(reason in _ONLY_HELP for reason in reasons):
        return None
    doubt = 1.0
    for reason in reasons:
        doubt *= 1 - _WEIGHTS[reason]
    sure = 1 - doubt
    if one.birth_date and other.birth_date and one.birth_date != other.birth_date:
        sure *= _OTHER_BIRTH
    if _other_names(one, other):
        sure *= _OTHER_NAME
    score = round(100 * sure)
    if score < _LEAST:
        return None
    reasons.sort(key=lambda reason: -_WEIGHTS[reason])
    return Likeness(tuple(reasons), score)


def keys(sketch: Sketch) -> Iterator[tuple[KeyKind, str]]:
    """What a contact is found by: two that share a key may be alike, no others are."""
    for number in {stem(number) for number in (sketch.mobile, sketch.whatsapp) if number}:
        yield KeyKind.NUMBER, number
    names = name_keys(sketch)
    email = _email(sketch)
    if email:
        yield KeyKind.EMAIL, email
    for name in names:
        yield KeyKind.NAME, name
        if email:
            yield KeyKind.EMAIL_NAME, f"{email} {name}"
        if sketch.birth_date:
            yield KeyKind.NAME_BIRTH, f"{sketch.birth_date} {name}"
        if sketch.location:
            yield KeyKind.NAME_LOCATION, f"{name}, {fold(sketch.location)}"


def name_keys(sketch: Sketch) -> tuple[str, ...]:
    """A name in the forms in which it is compared; none where there is only one word.

    Case, accents, hyphens and the order do not matter: the words in the order of the alphabet, and
    the first and the last name each as one word (`Jean-Pierre`, `Jeanpierre`).
    """
    first, last = fold(sketch.first_name), fold(sketch.last_name)
    words = sorted(f"{first} {last}".split())
    if len(words) < 2:
        return ()
    by_word = " ".join(words)
    if len(words) == 2 or not first or not last:
        return (by_word,)
    joined = " ".join(sorted((first.replace(" ", ""), last.replace(" ", ""))))
    return (by_word, joined)


def _reasons(one: Sketch, other: Sketch) -> Iterator[Reason]:
    number = _number_reason(one, other)
    if number is not None:
        yield number
    email = _email(one)
    if email and email == _email(other):
        yield Reason.EMAIL
    if set(name_keys(one)).intersection(name_keys(other)):
        yield Reason.SWAPPED if _swapped(one, other) else Reason.NAME
    if one.birth_date and one.birth_date == other.birth_date:
        yield Reason.BIRTH_DATE
    if one.location and fold(one.location) == fold(other.location):
        yield Reason.LOCATION


def _number_reason(one: Sketch, other: Sketch) -> Reason | None:
    ours = {number for number in (one.mobile, one.whatsapp) if number}
    theirs = {number for number in (other.mobile, other.whatsapp) if number}
    if ours & theirs:
        return Reason.OTHER_CHANNEL
    if set(map(stem, ours)) & set(map(stem, theirs)):
        return Reason.SPELLING
    return None


def _email(sketch: Sketch) -> str:
    return sketch.email.strip().casefold()


def _swapped(one: Sketch, other: Sketch) -> bool:
    """Whether the first name of one is the last name of the other, and the other way round."""
    first, last = fold(one.first_name), fold(one.last_name)
    return first != last and (first, last) == (fold(other.last_name), fold(other.first_name))


def _other_names(one: Sketch, other: Sketch) -> bool:
    """Whether both have names, and neither can be the other's, cut short."""
    ours, theirs = (
        set(f"{fold(sketch.first_name)} {fold(sketch.last_name)}".split())
        for sketch in (one, other)
    )
    if not ours or not theirs or ours <= theirs or theirs <= ours:
        return False
    return not set(name_keys(one)).intersection(name_keys(other))
