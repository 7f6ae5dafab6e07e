"""Which columns hold names, e-mail addresses, dates and the like. Phones are chosen before.

Enters: headers, the filled cells of each column, and the columns that are taken. Leaves: those
and a column for each field that a header names. Cells have a say where a header is vague.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from contacthub_tui.domain.answers import names_status, read_status, says_stop
from contacthub_tui.domain.dates import is_no_date, looks_like_serial, read_date
from contacthub_tui.domain.email import read_email
from contacthub_tui.domain.import_run import DateOrder
from contacthub_tui.domain.text import fold
from contacthub_tui.importer import headers as data
from contacthub_tui.importer.header_match import (
    AMBIGUOUS_NAME,
    WEAK_NAME,
    PhoneRole,
    asks_the_other_way,
    field_of,
    names_only_stop,
    phone_role,
)
from contacthub_tui.importer.name_columns import find_names

#: Cells looked at in one column.
_ENOUGH = 200
#: From here on a header is believed whatever its cells say.
_BELIEVED = 0.9
_MOSTLY = 0.5

_NAME = re.compile(r"[^\W\d_][^\d@/\\:;?!]{1,60}")
_SMS_WORDS = frozenset({"sms", "texto", "text", "mobile"})


@dataclass(frozen=True, slots=True)
class Choice:
    """Where a column goes (None: nowhere), why, and how sure that is, from 0 to 1."""

    field: str | None
    why: str
    sure: float


def find_fields(
    headers: Sequence[str], filled: Sequence[Sequence[str]], taken: Mapping[int, Choice]
) -> dict[int, Choice]:
    """What is taken, and a column for each further field that the headers or cells propose.

    A column without a header has "" for one.
    Where several columns propose one field, a filled one goes before an empty one, then the surer,
    then the fuller, then the first. Only statuses may be several: a stop in any of them holds.
    """
    proposed = _proposals(headers, filled, taken)
    found = dict(taken)
    fields = {choice.field for choice in taken.values()}
    for field, columns in proposed.items():
        if field == "status":
            chosen = _statuses(headers, filled, columns, field in fields)
        elif field in fields or field in (AMBIGUOUS_NAME, WEAK_NAME):
            continue
        else:
            chosen = [min(columns, key=lambda index: _order(index, columns[index], filled))]
        for index in chosen:
            found[index] = Choice(field, "header", columns[index])
    _find_names(headers, filled, found, proposed)
    _find_email(headers, filled, found)
    _find_stops(headers, filled, found)
    if not any(choice.field in _NAMES for choice in found.values()):
        found |= {
            index: Choice(field, "content", sure)
            for index, (field, sure) in find_names(
                {
                    index: filled[index]
                    for index, header in enumerate(headers)
                    if index not in found and not header
                }
            ).items()
        }
    return found


def _proposals(
    headers: Sequence[str], filled: Sequence[Sequence[str]], taken: Mapping[int, Choice]
) -> dict[str, dict[int, float]]:
    """For each field the columns whose headers name it, and how surely."""
    proposed: dict[str, dict[int, float]] = {}
    for index, header in enumerate(headers):
        match = None if index in taken else field_of(header)
        if match is None:
            continue
        cells = filled[index][:_ENOUGH]
        field = match.field
        # A French "état" is a region or a status; and a note may hold nothing but stops.
        named = field == "state" and cells and _share(cells, names_status) > _MOSTLY
        if named or _is_full_of_stops(header, filled[index]):
            field = "status"
        if field == "status":
            agree = _say_status(header, match.sure, filled[index])
        else:
            agree = _agree(field, match.sure, cells)
        if agree:
            proposed.setdefault(field, {})[index] = match.sure
    return proposed


def _agree(field: str, sure: float, cells: Sequence[str]) -> bool:
    """Whether the cells do not speak against what a header says."""
    if sure >= _BELIEVED and (not cells or field != WEAK_NAME):
        return True
    if not cells or field in ("note", "alias", "lists"):
        return bool(cells)
    looks_right = {"email": _is_email, "birth_date": _is_date}.get(field, _is_name)
    return _share(cells, looks_right) >= _MOSTLY


def _say_status(header: str, sure: float, cells: Sequence[str]) -> bool:
    """The same for a status. A column that is about something else (`Prospect`, `Client`) counts
    all the same where one cell of it says stop: the others then warn."""
    if not cells or (sure >= _BELIEVED and names_only_stop(header)):
        return True
    opposite = asks_the_other_way(header)
    readable = _share(cells[:_ENOUGH], lambda cell: _is_status(cell, opposite))
    return readable >= _MOSTLY or any(map(says_stop, cells))


def can_stop(header: str, cells: Sequence[str]) -> bool:
    """Whether a column is a status that says stop, whatever else it may be called."""
    match = field_of(header)
    if match is None or match.field != "status":
        return False
    stops = asks_the_other_way(header) or any(map(says_stop, cells))
    return stops and _say_status(header, match.sure, cells)


def _find_stops(
    headers: Sequence[str], filled: Sequence[Sequence[str]], found: dict[int, Choice]
) -> None:
    """Columns of statuses whose headers say nothing of the kind, where one of them is a stop."""
    for index, header in enumerate(headers):
        if index not in found and _is_full_of_stops(header, filled[index]):
            share = _share(filled[index][:_ENOUGH], names_status)
            found[index] = Choice("status", "content", share)


def _is_full_of_stops(header: str, cells: Sequence[str]) -> bool:
    """Whether most cells name a status outright and one says stop, and not one of e-mails."""
    return (
        bool(cells)
        and not _is_about_email(header)
        and _share(cells[:_ENOUGH], names_status) > _MOSTLY
        and any(map(says_stop, cells))
    )


def _is_about_email(header: str) -> bool:
    said = set(fold(header).split())
    return bool(said & _ABOUT_EMAIL) and not said & _SMS_WORDS


_ABOUT_EMAIL = data.words(data.WORDS["email"][0]) | {"newsletter", "newsletters", "mailing"}


def _find_names(
    headers: Sequence[str],
    filled: Sequence[Sequence[str]],
    found: dict[int, Choice],
    proposed: Mapping[str, Mapping[int, float]],
) -> None:
    """Settle what "Name" means, by the other columns, and leave a full name out that adds none."""
    named = {choice.field for choice in found.values()} & _NAMES
    for kind in (AMBIGUOUS_NAME, WEAK_NAME):
        columns = proposed.get(kind, {})
        # "Name" completes a first or last name; "Client" stands in where there is no name at all.
        alone = named - {"full_name"} if kind == AMBIGUOUS_NAME else set()
        if columns and (not named or len(alone) == 1):
            index = min(columns, key=lambda index: _order(index, columns[index], filled))
            field = _meaning(fold(headers[index]), alone, filled[index])
            found[index] = Choice(field, "header", 0.8)
            named.add(field)
    if {"first_name", "last_name"} <= named:
        for index, choice in tuple(found.items()):
            if choice.field == "full_name" and choice.why == "header":
                del found[index]


_NAMES = frozenset({"first_name", "last_name", "full_name"})


def _meaning(name: str, alone: set[str | None], cells: Sequence[str]) -> str:
    """What a column called "Name" holds beside the first or last name that stands alone."""
    if "first_name" in alone:
        return "last_name"
    if "last_name" in alone:
        return "first_name"
    return "last_name" if name == "nom" and not _hold_several_words(cells) else "full_name"


def _find_email(
    headers: Sequence[str], filled: Sequence[Sequence[str]], found: dict[int, Choice]
) -> None:
    """Without a header that says so, a column of e-mail addresses whose header says nothing."""
    if any(choice.field == "email" for choice in found.values()):
        return
    # Whose number it is, theirs is the address: pupils are reached by their parents.
    numbers = [headers[i] for i, choice in found.items() if choice.field in _ADDRESSES]
    theirs = {phone_role(text)[0] for text in numbers} == {PhoneRole.OTHER_PERSON}
    shares = {
        index: _share(filled[index][:_ENOUGH], _is_email)
        for index, header in enumerate(headers)
        if index not in found and filled[index] and (theirs or _says_nothing(header))
    }
    best = max(shares, key=lambda index: (shares[index], -index), default=None)
    if best is not None and shares[best] > _MOSTLY:
        found[best] = Choice("email", "content", shares[best])


_NOBODYS = data.names(data.NOBODYS)
_ADDRESSES = frozenset({"mobile", "whatsapp"})
_NOT_EMAIL_WORDS = data.words(data.OTHER_PERSON_WORDS) | data.words(data.WORDS["email"][0])


def _says_nothing(header: str) -> bool:
    folded = fold(header)
    return folded not in _NOBODYS and not _NOT_EMAIL_WORDS.intersection(folded.split())


def _statuses(
    headers: Sequence[str],
    filled: Sequence[Sequence[str]],
    columns: Mapping[int, float],
    taken: bool,
) -> list[int]:
    """The status columns that count: those about text messages, if there are such, else all.

    A column that asks who may not be messaged always counts, also beside one that is `taken` by
    hand; and one in which somebody says stop, beside those about text messages.
    """
    stops = [i for i in columns if asks_the_other_way(headers[i])]
    if taken:
        return stops
    about_sms = [i for i in columns if _SMS_WORDS.intersection(fold(headers[i]).split())]
    if not about_sms:
        return list(columns)
    stops += [i for i in columns if any(map(says_stop, filled[i]))]
    return sorted({*about_sms, *stops})


def _order(
    index: int, sure: float, filled: Sequence[Sequence[str]]
) -> tuple[bool, float, int, int]:
    return not filled[index], -sure, -len(filled[index]), index


def _share(cells: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(1 for cell in cells if holds(cell.strip())) / len(cells)


def _is_status(text: str, opposite: bool) -> bool:
    return read_status(text, opposite=opposite) is not None or (opposite and _is_date(text))


def _is_email(text: str) -> bool:
    return read_email(text) is not None


def _is_date(text: str) -> bool:
    if is_no_date(text) or looks_like_serial(text):
        return True
    return any(read_date(text, order) is not None for order in DateOrder)


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None


def _hold_several_words(cells: Sequence[str]) -> bool:
    """Whether most cells hold a first and a last name rather than one of them."""
    looked_at = cells[:_ENOUGH]
    if not looked_at:
        return False
    return _share(looked_at, lambda cell: len(cell.split()) > 1) > _MOSTLY
