"""What is looked for in All contacts, and how a contact is made findable.

Enters: what an operator types, or a contact's fields. Leaves: terms to match, and the folded text
they are matched against. A term of letters matches the beginning of a word; a term of digits
matches any part of a number, in whatever spelling it was typed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from contacthub_tui.domain.contact import Status
from contacthub_tui.domain.text import fold


class Sort(StrEnum):
    """How a table of contacts is ordered; `descending` of the query turns it round."""

    NAME = "name"
    NUMBER = "number"
    NEWEST = "newest"
    CHANGED = "changed"


class RunDeed(StrEnum):
    """What an import did to a contact."""

    CREATED = "created"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class RunFilter:
    """Contacts that an import created or changed; without a deed both."""

    run_id: int
    deed: RunDeed | None = None


class FieldTest(StrEnum):
    """What a field is asked. The first two ask for a value, without regard to case and accents."""

    IS = "is"
    CONTAINS = "contains"
    FILLED = "filled"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class FieldFilter:
    """A field, by its name or by the key of a custom field (`custom_key`), and what it must be.

    `value` is canonical, as the field holds it; the tests of being filled or empty have none.
    """

    field: str
    test: FieldTest
    value: str = ""


@dataclass(frozen=True, slots=True)
class ContactQuery:
    """A view of All contacts: whoever the text finds and all filters let pass.

    `list_ids`: members of any of these lists, or with `no_list` of none. Two equal queries show
    the same contacts in the same order.
    """

    text: str = ""
    sort: Sort = Sort.NAME
    descending: bool = False
    list_ids: tuple[int, ...] = ()
    status: Status | None = None
    no_list: bool = False
    run: RunFilter | None = None
    fields: tuple[FieldFilter, ...] = ()

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the text narrows it."""
        return bool(self.list_ids or self.no_list or self.status or self.run or self.fields)

    @property
    def unsorted(self) -> "ContactQuery":
        """The same contacts, in whatever order."""
        return replace(self, sort=Sort.NAME, descending=False)


_CUSTOM = "custom:"


def custom_key(field_id: int) -> str:
    """The name by which filters and columns know a custom field."""
    return f"{_CUSTOM}{field_id}"


def custom_id(name: str) -> int | None:
    """The id of the custom field of such a name, None for a field that all contacts have."""
    return int(name.removeprefix(_CUSTOM)) if name.startswith(_CUSTOM) else None


def _likened(letter: str) -> str:
    folded = fold(letter)
    return folded if len(folded) == 1 else letter.lower()


#: Letters of Latin, Greek and Cyrillic and what stands for them where values are compared: one
#: each, since databases translate texts letter by letter.
LIKENED = {
    letter: like
    for letter in map(chr, range(0xC0, 0x530))
    if letter.isalpha() and len(like := _likened(letter)) == 1 and like != letter
}
_LIKENED = str.maketrans(LIKENED)


def likened(value: str) -> str:
    """A value as filters compare it: small letters without accents, signs as they are."""
    return value.translate(_LIKENED).lower()


# An operator types a number in groups; together they are one part of it. The (0) of
# "+33 (0)6" stands for nothing in the international form.
_TRUNK_ZERO = re.compile(r"\(0\)")
_GROUPED_DIGITS = re.compile(r"(?<!\w)\+?\d[\d\s.()/\-\u00a0\u202f]*(?!\w)")

_DIGIT_RUNS = re.compile(r"[0-9]{3,}")
_DIGIT_WORDS = re.compile(r" [0-9]+(?![^ ])")
_GROUPS_OF_DIGITS = re.compile(r"(?<![^ ])[0-9]+(?: [0-9]+)+(?![^ ])")

# O'Brien and Jean-Pierre are typed in one word, too.
_COMPOUND = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)+")
_COMPOUND_SIGNS = re.compile("['’ʼ-]")


#: Of what is pasted into a search, so many characters are looked at and so many terms sought.
#: SQLite takes patterns of 50,000 bytes and expressions 1,000 deep.
_MOST_SEARCHED, _MOST_TERMS = 2_000, 100


def search_terms(text: str) -> tuple[str, ...]:
    """The folded words and numbers of a search, each of which must match. Empty: everything.

    What is too long for a search is cut: it then finds whoever its beginning finds.
    """
    text = text[:_MOST_SEARCHED]
    joined = _GROUPED_DIGITS.sub(
        lambda group: re.sub(r"\D", "", group[0]) + " ", _TRUNK_ZERO.sub("", text)
    )
    terms = []
    for word in fold(joined).split():
        # The zeros before a national or international number are not in the stored form.
        term = word.lstrip("0") if word.isdigit() else word
        if term and term not in terms:
            terms.append(term)
    return tuple(terms[:_MOST_TERMS])


#: Half of all contacts have one of these, and dates have the digits of numbers.
_TELLS_NOBODY_APART = re.compile("yes|no|[0-9]{4}-[0-9]{2}-[0-9]{2}")


def search_text(values: Iterable[str], numbers: Iterable[str], customs: Iterable[str] = ()) -> str:
    """All that a contact can be found by: the search words of its values, its values of custom
    fields, then its numbers."""
    words = [*map(search_words, values), *map(custom_words, customs)]
    digits = dict.fromkeys(number.lstrip("+") for number in numbers)
    return "".join([*words, *(f" {number}" for number in digits)])


def custom_words(value: str) -> str:
    """What a value of a custom field can be found by: nothing for a yes, a no and a date."""
    return "" if _TELLS_NOBODY_APART.fullmatch(value) else search_words(value)


def search_words(value: str) -> str:
    """What a value can be found by, folded, each word after a space.

    Groups of digits are there as words and joined, as `search_terms` joins those of a search;
    compound names likewise. The names of
    an e-mail address are not.
    """
    folded = fold(value)
    if " " not in folded:
        return f" {folded}" if folded else ""
    words = f" {folded}"
    if "@" not in value:
        for compound in _compounds(value):
            words += f" {compound}"
    for group in _GROUPS_OF_DIGITS.findall(folded):
        words += f" {group.replace(' ', '')}"
    return words


def _compounds(written: str) -> Iterable[str]:
    if not _COMPOUND_SIGNS.search(written):
        return ()
    joined = (_COMPOUND_SIGNS.sub("", name) for name in _COMPOUND.findall(written))
    return dict.fromkeys(word for name in joined for word in fold(name).split())


def words_and_digits(text: str) -> tuple[str, str]:
    """`search_text` parted for two indexes: its words, and its runs of three digits and more.

    In the first a term of letters is sought where a word begins, in the second a term of digits
    anywhere. Shorter runs of digits are in nearly every number: no index serves them.
    """
    return _DIGIT_WORDS.sub("", text), " ".join(_DIGIT_RUNS.findall(text))


def sort_name(first_name: str, last_name: str, alias: str, number: str) -> str:
    """What a contact is sorted by: last name, first name; else alias; else, after all, number."""
    return fold(f"{last_name} {first_name}") or fold(alias) or f"~{number}"
