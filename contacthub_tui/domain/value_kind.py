"""What kind of custom field the values of a column would make. Enters: values. Leaves: a kind.

A kind is proposed where next to all values are of it; text is what holds all others.
"""

import re
from collections.abc import Callable, Sequence

from contacthub_tui.domain.answers import read_yes_no
from contacthub_tui.domain.contact import CustomKind
from contacthub_tui.domain.custom_value import read_decimal, read_link
from contacthub_tui.domain.dates import is_no_date, read_date
from contacthub_tui.domain.import_run import DateOrder

#: One value in so many may be of no kind: a note in a column of amounts.
_ODD = 50
#: Digits of an amount or a count. What has more is an identifier, a card, a phone number.
_DIGITS = 8

_WEB = re.compile(r"https?://|www\.", re.IGNORECASE)
_CODE = re.compile(rf"[+]|0\d|\D*\d{{{_DIGITS + 1}}}")


def kind_of_values(values: Sequence[str], region: str, order: DateOrder) -> CustomKind:
    """The kind that these values have in common; none of them is empty.

    `region` tells whether `1,234` is a thousand or a decimal, `order` how dates are written.
    """

    def is_date(text: str) -> bool:
        return not text.isdecimal() and (read_date(text, order) is not None or is_no_date(text))

    def is_number(text: str) -> bool:
        return _CODE.match(text) is None and read_decimal(text, region) is not None

    if values and _answers(values):
        return CustomKind.YES_NO
    for kind, fits in (
        (CustomKind.DATE, is_date),
        (CustomKind.URL, _is_link),
        (CustomKind.NUMBER, is_number),
    ):
        if values and _next_to_all(values, fits):
            return kind
    return CustomKind.TEXT


def _answers(values: Sequence[str]) -> bool:
    """Whether the values answer yes or no; one letter or digit all the way down says nothing."""
    if not _next_to_all(values, lambda text: read_yes_no(text) is not None):
        return False
    told = {text.casefold() for text in values}
    return len(told) > 1 or all(len(text) > 1 or not text.isalnum() for text in told - {"x"})


def _is_link(text: str) -> bool:
    return _WEB.match(text) is not None and read_link(text) is not None


def _next_to_all(values: Sequence[str], fits: Callable[[str], bool]) -> bool:
    left = len(values) // _ODD
    for text in values:
        if not fits(text):
            left -= 1
            if left < 0:
                return False
    return True
