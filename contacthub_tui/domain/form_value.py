"""What is typed into one field of a form. Enters: the text. Leaves: the value to keep, or what is
wrong with it.

Unlike an import, which takes what it can of a cell, a form takes a text whole or asks again.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contacthub_tui.domain.contact import MAX_NOTE, MAX_TEXT, CustomKind
from contacthub_tui.domain.custom_value import canonical
from contacthub_tui.domain.dates import read_date
from contacthub_tui.domain.email import read_email
from contacthub_tui.domain.import_run import DateOrder, RowProblem
from contacthub_tui.domain.phone import Number, NumberKind, read_cell
from contacthub_tui.domain.text import clean

_DAY = re.compile(r"\d{1,4}([/.\- ])\d{1,2}\1\d{1,4}|\d{8}")


class FieldProblem(StrEnum):
    """Why a text is no value of its field, numbers apart, whose problems are `RowProblem`s."""

    TOO_LONG_TEXT = "too-long-text"
    SEVERAL_NUMBERS = "several-numbers"
    BAD_EMAIL = "bad-email"
    SEVERAL_EMAILS = "several-emails"
    BAD_DATE = "bad-date"
    NO_SUCH_DAY = "no-such-day"
    FUTURE_DAY = "future-day"
    BAD_NUMBER = "bad-number"
    BAD_YES_NO = "bad-yes-no"
    BAD_URL = "bad-url"


@dataclass(frozen=True, slots=True)
class Reading:
    """A value in the form in which it is kept, or the problem; `kind` is that of a phone number."""

    value: str = ""
    problem: FieldProblem | RowProblem | None = None
    kind: NumberKind | None = None


def read_line(text: str) -> Reading:
    """A text of one line."""
    return _within(" ".join(clean(text).split()), MAX_TEXT)


def read_note(text: str) -> Reading:
    """A text of several lines."""
    return _within(clean(text), MAX_NOTE)


def read_phone(text: str, region: str) -> Reading:
    """One phone number; `region` (ISO 3166) is where numbers without prefix are from."""
    text = clean(text)
    if not text:
        return Reading()
    found = read_cell(text, region)
    if isinstance(found, RowProblem):
        return Reading(problem=found)
    if len(found) > 1:
        return Reading(problem=FieldProblem.SEVERAL_NUMBERS)
    number: Number = found[0]
    return Reading(number.e164, kind=number.kind)


def read_address(text: str) -> Reading:
    """One email address."""
    text = clean(text)
    if not text:
        return Reading()
    if text.count("@") > 1:
        return Reading(problem=FieldProblem.SEVERAL_EMAILS)
    address = read_email(text)
    return Reading(address) if address else Reading(problem=FieldProblem.BAD_EMAIL)


def read_day(text: str, order: DateOrder, latest: date | None = None) -> Reading:
    """A date of the calendar, as `order` has it; `latest` is the last that can be."""
    text = clean(text)
    if not text:
        return Reading()
    found = read_date(text, order)
    if found is None:
        shaped = _DAY.fullmatch(text)
        return Reading(problem=FieldProblem.NO_SUCH_DAY if shaped else FieldProblem.BAD_DATE)
    if latest is not None and found > latest:
        # Of two digits of a year, the last such year that is not to come was meant.
        found = read_date(text, order, latest=latest)
        if found is None:
            return Reading(problem=FieldProblem.FUTURE_DAY)
    return Reading(found.isoformat())


def read_custom(kind: CustomKind, text: str, region: str, order: DateOrder) -> Reading:
    """A value of a custom field."""
    if kind is CustomKind.TEXT:
        return _within(clean(text), MAX_TEXT)
    text = clean(text)
    if not text:
        return Reading()
    if kind is CustomKind.DATE:
        return read_day(text, order)
    value = canonical(kind, text, region=region, order=order)
    return Reading(value) if value else Reading(problem=_BAD[kind])


def _within(text: str, longest: int) -> Reading:
    if len(text) > longest:
        return Reading(problem=FieldProblem.TOO_LONG_TEXT)
    return Reading(text)


_BAD = {
    CustomKind.NUMBER: FieldProblem.BAD_NUMBER,
    CustomKind.YES_NO: FieldProblem.BAD_YES_NO,
    CustomKind.URL: FieldProblem.BAD_URL,
}
