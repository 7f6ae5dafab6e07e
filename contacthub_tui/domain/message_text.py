"""How a text travels: its encoding, and the parts that it takes. Enters: a text. Leaves: its size.

GSM 03.38 (3GPP TS 23.038, 6.2.1) has 160 signs in one part and 153 in each of several; a sign of
its extension takes two, the escape and itself. Whatever it lacks makes the whole text UCS-2, with
70 and 67 code units of UTF-16. A pair is never split: the next part begins with it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = "\f^{}\\[~]|€"

#: The most parts of a message. Many phones and carriers put more together badly or not at all.
MAX_PARTS = 10

_BASIC_ONLY = re.compile(f"[{re.escape(BASIC)}]*")
_GSM_ONLY = re.compile(f"[{re.escape(BASIC + EXTENSION)}]*")
_DOUBLE_GSM = re.compile(f"[{re.escape(EXTENSION)}]")
_DOUBLE_UCS2 = re.compile("[\U00010000-\U0010ffff]")


class Encoding(StrEnum):
    """What a text is sent as."""

    GSM7 = "GSM-7"
    UCS2 = "UCS-2"


#: Units of a message of one part, and of each part of a longer one.
ROOM = {Encoding.GSM7: (160, 153), Encoding.UCS2: (70, 67)}


@dataclass(frozen=True, slots=True)
class TextSize:
    """How long a text is. `units` are what counts against the room of a part, `left` how many more
    fit into the last part; `characters` are those of the text.
    """

    characters: int
    encoding: Encoding
    units: int
    parts: int
    left: int

    @property
    def too_long(self) -> bool:
        """Whether it has more parts than can be sent."""
        return self.parts > MAX_PARTS


def size_of(text: str) -> TextSize:
    """The size of a text. An empty one has no part."""
    encoding = encoding_of(text)
    double = _DOUBLE_GSM if encoding is Encoding.GSM7 else _DOUBLE_UCS2
    whole, each = ROOM[encoding]
    units = len(text) + len(double.findall(text))
    if units <= whole:
        return TextSize(len(text), encoding, units, min(units, 1), whole - units)
    parts, used = 1, 0
    for sign in text:
        takes = 2 if double.match(sign) else 1
        if used + takes > each:
            parts, used = parts + 1, 0
        used += takes
    return TextSize(len(text), encoding, units, parts, each - used)


def encoding_of(text: str) -> Encoding:
    """What a text must be sent as."""
    return Encoding.GSM7 if _GSM_ONLY.fullmatch(text) else Encoding.UCS2


def parts_of(text: str) -> int:
    """How many parts a text takes: quick, for many texts."""
    if len(text) <= ROOM[Encoding.GSM7][0] and _BASIC_ONLY.fullmatch(text):
        return 1
    return _parts(text)


@lru_cache(maxsize=1_000)
def _parts(text: str) -> int:
    return size_of(text).parts


def split(text: str) -> list[str]:
    """The parts of a text, as a phone puts them together again."""
    size = size_of(text)
    if size.parts <= 1:
        return [text] if text else []
    double = _DOUBLE_GSM if size.encoding is Encoding.GSM7 else _DOUBLE_UCS2
    each = ROOM[size.encoding][1]
    parts, part, used = [], "", 0
    for sign in text:
        takes = 2 if double.match(sign) else 1
        if used + takes > each:
            parts.append(part)
            part, used = "", 0
        part += sign
        used += takes
    return [*parts, part]
