"""What a cell looks like. Enters: a cell's text. Leaves: its shape. Nothing is parsed for good.

Shapes tell a header from data and a delimiter from a comma in a number.
"""

import re
from enum import Enum, auto
from functools import lru_cache


class Shape(Enum):
    """The coarse kind of a cell."""

    EMPTY = auto()
    TEXT = auto()
    YEAR = auto()
    NUMBER = auto()
    PHONE = auto()
    DATE = auto()
    EMAIL = auto()
    LINK = auto()


#: Shapes that no header has.
DATA = frozenset({Shape.PHONE, Shape.DATE, Shape.EMAIL, Shape.LINK})
_NUMERIC = frozenset({Shape.NUMBER, Shape.PHONE, Shape.YEAR})

_YEAR = re.compile(r"(?:19|20)\d\d")
_PHONE = re.compile(r"[+(]?[\d\s().\-/\u2010-\u2014+]{6,40}\d")
_NUMBER = re.compile(r"[-+]?[\d\s.,'’]*\d(?:[eE][-+]?\d+)?\s?[%€$£]?")
_DATE = re.compile(r"(\d{1,4})([./-])\d{1,2}\2\d{1,4}(?:[ T]\d.*)?")
_EMAIL = re.compile(r"[^@\s;,|]+@[^@\s;,|]+\.[^@\s;,|]+")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE_DIGITS = 7
#: In this order: a year is a number too.
_PATTERNS = (
    (_YEAR, Shape.YEAR),
    (_DATE, Shape.DATE),
    (_PHONE, Shape.PHONE),
    (_NUMBER, Shape.NUMBER),
    (_EMAIL, Shape.EMAIL),
    (_LINK, Shape.LINK),
)


@lru_cache(maxsize=4096)
def shape_of(cell: str) -> Shape:
    """The shape of a cell. A phone is seven digits or more with nothing but separators."""
    text = cell.strip()
    if not text:
        return Shape.EMPTY
    if len(text) > 200:
        return Shape.TEXT
    # How spreadsheets are told to keep a number as text: '0612 and ="0612".
    text = text.removeprefix("'").removeprefix('="').removesuffix('"')
    for pattern, shape in _PATTERNS:
        if pattern.fullmatch(text) and (
            shape is not Shape.PHONE or sum(map(str.isdecimal, text)) >= _PHONE_DIGITS
        ):
            return shape
    return Shape.TEXT


def alike(one: Shape, other: Shape) -> bool:
    """Whether two cells of these shapes can stand in one column of data."""
    return one is other or (one in _NUMERIC and other in _NUMERIC)
