"""What a header says. Enters: one header. Leaves: the field it names, or the phone it speaks of.

From sure to less sure: the whole header is known; it is known once words that change nothing are
left out (`Ville (domicile)`); one of its words decides; it is a known header, misspelt.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from contacthub_tui.domain.text import fold
from contacthub_tui.importer import headers as data

_CAMEL = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])")
_PARENTHESES = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]?")
_BOTH = re.compile(r"[/&+]|\b(?:et|and|ou|or|und|oder|y|e|en)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<=[a-z]{3})\d+$")

#: Fields that a header can only propose: `name` may be first, last or full name.
AMBIGUOUS_NAME = "name?"
WEAK_NAME = "weak-name?"


class PhoneRole(Enum):
    """What a header says about the phone numbers below it."""

    MOBILE = auto()
    PHONE = auto()
    WHATSAPP = auto()
    LANDLINE = auto()  # at work, at home: serves where there is nothing better
    OTHER_PERSON = auto()  # in an emergency, of a parent
    PERHAPS = auto()  # "Number", "To": the cells decide
    NEVER = auto()  # fax, pager
    IDENTIFIER = auto()  # bare digits are an id, an amount, a date
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """A field named by a header, and how sure that is, from 0 to 1."""

    field: str
    sure: float


def _patterns(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words, and the beginnings that are marked by a star."""
    every = text.split()
    whole = frozenset(word for word in every if not word.endswith("*"))
    return whole, tuple(word[:-1] for word in every if word.endswith("*"))


_EXACT: dict[str, str] = {
    **dict.fromkeys(data.names(data.WEAK_NAME), WEAK_NAME),
    **{name: field for field, text in data.EXACT.items() for name in data.names(text)},
    **dict.fromkeys(data.names(data.OPPOSITE_STATUS), "status"),
    **dict.fromkeys(data.names(data.AMBIGUOUS_NAME), AMBIGUOUS_NAME),
}
_OPPOSITE = data.names(data.OPPOSITE_STATUS)
_CHANNELS = data.words(data.CONSENT_CHANNELS)
_CONSENT = data.words(data.CONSENT_WORDS)
_REFUSED = data.words(data.CONSENT_REFUSED)
_NOBODYS = data.names(data.NOBODYS)
_QUALIFIERS = data.words(data.QUALIFIERS)
_WORDS = {
    field: (data.words(wanted), data.words(unwanted))
    for field, (wanted, unwanted) in data.WORDS.items()
}
#: Words that mean a name only when they stand alone: "Last contact" is nobody's last name.
_ALONE = frozenset({"first", "last"})
_FIRST_NAME_WORDS = frozenset("prenom prenoms firstname vorname voornaam".split())
_LAST_NAME_WORDS = frozenset("nom noms lastname surname nachname achternaam name".split())
_SPELLED = [
    (word.replace("*", " "), field) for field, text in data.SPELLED.items() for word in text.split()
]

_EXACT_PHONE = {
    name: PhoneRole[role.upper()]
    for role, text in data.EXACT_PHONE.items()
    for name in data.names(text)
}
_PERHAPS_PHONE = data.names(data.WEAK_PHONE)
_PHONE = _patterns(data.PHONE_WORDS)
_MOBILE = _patterns(data.MOBILE_WORDS)
_WHATSAPP = _patterns(data.WHATSAPP_WORDS)
_LANDLINE = data.words(data.LANDLINE_WORDS)
_OTHER_PERSON = data.words(data.OTHER_PERSON_WORDS)
_NOT_PHONE = data.words(data.NOT_PHONE_WORDS)
_ABOUT_PHONE = data.words(data.ABOUT_PHONE_WORDS)
_APART = data.words(data.NUMBERS_APART_WORDS)
_NUMBER_WORDS = data.words(data.NUMBER_WORDS)
_PHONE_ENDINGS = tuple(data.PHONE_ENDINGS.split())
_GLUED_BEGINNINGS = tuple(data.GLUED_BEGINNINGS.split())
_GLUED_STEMS = tuple(data.GLUED_STEMS.split())
_PHONE_ROLES = {
    "mobile": PhoneRole.MOBILE,
    "phone": PhoneRole.PHONE,
    "whatsapp": PhoneRole.WHATSAPP,
}


@lru_cache(maxsize=4096)
def field_of(header: str) -> FieldMatch | None:
    """The field, other than a phone, that a header names; None when it names none."""
    spellings = _spellings(header)
    for spelling in spellings:
        if spelling in _NOBODYS:
            return None
        if spelling in _EXACT:
            return FieldMatch(_EXACT[spelling], 1.0)
    for spelling in spellings:
        bare = _without_qualifiers(spelling)
        if bare in _EXACT and bare not in _ALONE and bare not in _NOBODYS:
            return FieldMatch(_EXACT[bare], 0.9)
    return _by_parts(header) or _by_words(spellings) or _by_spelling(spellings)


@lru_cache(maxsize=4096)
def phone_role(header: str) -> tuple[PhoneRole, bool]:
    """What a header says about phone numbers, and whether it says so without a misspelling."""
    folded = fold(header)
    exact = _EXACT_PHONE.get(folded)
    if exact is not None:
        return exact, True
    found = _all_words(header)
    speaks_of_phone = _any(found, _PHONE)
    asks = _speaks_of_stop(_spellings(header)) or _asks_for_consent(set(folded.split()))
    if folded in _OPPOSITE or (asks and not speaks_of_phone and not found & _NUMBER_WORDS):
        return PhoneRole.NOTHING, True
    if found & _NOT_PHONE and not (
        speaks_of_phone and _BOTH.search(header) and not found & {"tty", "tdd"}
    ):
        return PhoneRole.NEVER, True
    if _any(folded.split(), _WHATSAPP):
        both = (speaks_of_phone or _any(found, _MOBILE)) and _BOTH.search(header)
        kind = PhoneRole.MOBILE if both else PhoneRole.WHATSAPP
        return (PhoneRole.NOTHING if set(folded.split()) & _ABOUT_PHONE else kind), True
    if speaks_of_phone or _any(found, _MOBILE):
        return _kind_of_phone(found), True
    return _role_without_phone_words(header, folded, found)


def _role_without_phone_words(header: str, folded: str, found: set[str]) -> tuple[PhoneRole, bool]:
    """The same for a header that is vague, of something else, or misspelt."""
    if folded in _PERHAPS_PHONE:
        return PhoneRole.PERHAPS, True
    if found & _OTHER_PERSON:
        return PhoneRole.OTHER_PERSON, True
    if found & _APART or (found & _NUMBER_WORDS and len(found) > 1):
        return PhoneRole.IDENTIFIER, True
    misspelt = _misspelt(_spellings(header), _PHONE_ROLES)
    if misspelt is None:
        return PhoneRole.NOTHING, True
    kind = _kind_of_phone(found | {"mobile"} if misspelt == "mobile" else found)
    return (PhoneRole.WHATSAPP if misspelt == "whatsapp" else kind), False


@lru_cache(maxsize=4096)
def asks_the_other_way(header: str) -> bool:
    """Whether a yes in a status column means unsubscribed ("Désabonné", "Opt-out")."""
    spellings = _spellings(header)
    if any(_BOTH_WAYS.search(text) for text in spellings):
        return False
    if any(text in _OPPOSITE or _without_qualifiers(text) in _OPPOSITE for text in spellings):
        return True
    if _speaks_of_stop(spellings):
        return True
    # The answers that a question offers ("oui/non") do not turn it around.
    asked = _ANSWERS.sub(" ", fold(_PARENTHESES.sub(" ", header)))
    found = set(asked.split())
    return _asks_for_consent(found) and bool(found & _REFUSED)


_ANSWERS = re.compile(
    r"\b(?:(?:oui|yes|ja|si|sim|o|y|j|1) (?:(?:ou|or|oder|of|o) )?(?:non|no|nein|nee|nao|n|0)"
    r"|(?:non|no|nein|nee|nao|n|0) (?:(?:ou|or|oder|of|o) )?(?:oui|yes|ja|si|sim|y|j|1))\b"
)


def names_only_stop(header: str) -> bool:
    """Whether a header of a status column can mean nothing else ("Désabonné", not "Stop")."""
    return asks_the_other_way(header) and not _VAGUE_STOPS.intersection(_spellings(header))


def _speaks_of_stop(spellings: Iterable[str]) -> bool:
    """`Date désabonnement`, `HasOptedOutOfMobile`, `SMS Blocklisted`; of e-mail it is another."""
    return any(
        _STOP.search(text) is not None and not _NOT_STOP.intersection(text.split())
        for text in spellings
    )


_STOP = re.compile(data.STOP_PATTERN)
_BOTH_WAYS = re.compile(data.BOTH_WAYS + ".*" + data.STOP_PATTERN)
_NOT_STOP = data.words(data.NOT_STOP_WORDS)
_VAGUE_STOPS = data.names(data.VAGUE_STOPS)


def _asks_for_consent(found: set[str]) -> bool:
    """`Acceptez-vous de recevoir des SMS ?`"""
    return bool(found & _CHANNELS and found & _CONSENT)


def last_name_comes_first(header: str) -> bool:
    """Whether a full name is written last name first, as its header says ("Nom et prénom")."""
    found = fold(header).split()
    first = [place for place, word in enumerate(found) if word in _FIRST_NAME_ORDER]
    last = [place for place, word in enumerate(found) if word in _LAST_NAME_ORDER]
    return bool(first and last) and last[0] < first[0]


_FIRST_NAME_ORDER = _FIRST_NAME_WORDS | frozenset("first nombre nome voor vor given".split())
_LAST_NAME_ORDER = (_LAST_NAME_WORDS - {"name"}) | frozenset(
    "last apellido apellidos cognome family".split()
)


def _spellings(header: str) -> tuple[str, ...]:
    """The header folded: as it is, with `camelCase` parted, and each without its numbers."""
    plain = fold(header)
    parted = fold(_CAMEL.sub(" ", header))
    every = (plain, parted, _without_numbers(plain), _without_numbers(parted))
    return tuple(dict.fromkeys(every))


def _without_numbers(folded: str) -> str:
    kept = (_NUMBERED.sub("", word) for word in folded.split() if not word.isdecimal())
    return " ".join(kept)


def _without_qualifiers(folded: str) -> str:
    return " ".join(word for word in folded.split() if word not in _QUALIFIERS)


def _by_parts(header: str) -> FieldMatch | None:
    """`Prénom (obligatoire)`, `Prénom / First name`: what is left, or what all parts agree on."""
    without = _PARENTHESES.sub(" ", header).strip()
    if without and without != header.strip():
        found = field_of(without)
        if found:
            return FieldMatch(found.field, min(found.sure, 0.9))
    parts = [part for part in re.split(r"[/|]| - ", header) if part.strip()]
    if len(parts) > 1:
        matches = [field_of(part) for part in parts]
        fields = {match.field for match in matches if match}
        if all(matches) and len(fields - {AMBIGUOUS_NAME}) == 1:
            return FieldMatch((fields - {AMBIGUOUS_NAME}).pop(), 0.85)
    return None


def _by_words(spellings: Iterable[str]) -> FieldMatch | None:
    found = {word for spelling in spellings for word in spelling.split()}
    if found & _FIRST_NAME_WORDS and found & _LAST_NAME_WORDS and len(found) <= 6:
        return FieldMatch("full_name", 0.8)
    if found & _OTHER_PERSON:
        return None
    if _asks_for_consent(found) or _speaks_of_stop(spellings):
        return FieldMatch("status", 0.8)
    for field, (wanted, unwanted) in _WORDS.items():
        if found & wanted and not found & unwanted:
            return FieldMatch(field, 0.8)
    return None


def _by_spelling(spellings: Iterable[str]) -> FieldMatch | None:
    field = _misspelt(spellings, {name for _, name in _SPELLED} - set(_PHONE_ROLES))
    return FieldMatch(field, 0.7) if field else None


def _misspelt(spellings: Iterable[str], fields: Iterable[str]) -> str | None:
    """The field whose header is at most one or two letters away, among `fields`."""
    fields = set(fields)
    for spelling in spellings:
        for text in dict.fromkeys((spelling, _without_qualifiers(spelling))):
            if text in _NOBODYS or len(text) < 5:
                continue
            for word, field in _SPELLED:
                if field in fields and _is_near(text, word):
                    return field
    return None


def _is_near(text: str, word: str) -> bool:
    """One slip of the pen in words of 5 to 7 letters, two in longer ones."""
    if text[0] != word[0] and text[-1] != word[-1]:
        return False
    allowed = 1 if min(len(text), len(word)) < 8 else 2
    return abs(len(text) - len(word)) <= allowed and _distance(text, word) <= allowed


def _distance(one: str, other: str) -> int:
    """Letters to insert, drop, change or swap (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, left in enumerate(one, start=1):
        current = [row]
        for column, right in enumerate(other, start=1):
            cost = min(
                last[column] + 1, current[column - 1] + 1, last[column - 1] + (left != right)
            )
            swapped = row > 1 and column > 1 and left == other[column - 2] and one[row - 2] == right
            if swapped:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]


def _all_words(header: str) -> set[str]:
    """Every word of a header in all its spellings, and the words that `homephone` glues."""
    found = {word for spelling in _spellings(header) for word in spelling.split()}
    for word in tuple(found):
        for ending in _PHONE_ENDINGS:
            if word.endswith(ending) and word not in _ABOUT_PHONE and len(word) > len(ending):
                found |= {word.removesuffix(ending), ending}
        if word.startswith(_GLUED_BEGINNINGS):
            found |= {stem for stem in _GLUED_STEMS if stem in word}
    return found


def _any(found: Iterable[str], patterns: tuple[frozenset[str], tuple[str, ...]]) -> bool:
    whole, beginnings = patterns
    return any(word in whole or word.startswith(beginnings or ("\0",)) for word in found)


def _kind_of_phone(found: set[str]) -> PhoneRole:
    if found & _ABOUT_PHONE:
        return PhoneRole.NOTHING
    if found & _OTHER_PERSON:
        return PhoneRole.OTHER_PERSON
    if _any(found, _MOBILE):
        return PhoneRole.MOBILE
    if found & _LANDLINE:
        return PhoneRole.LANDLINE
    return PhoneRole.PHONE
