"""Which one-byte encoding a text is in. Enters: its bytes. Leaves: the name of a codec.

Every such encoding gives every byte a sign; the right one gives signs that one language uses, in
places where they can stand: no capital after a small letter, no `¹` within a word. Where several
fit alike, Windows-1252 is taken, which most spreadsheets of Western Europe are in.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

#: Small letters that languages have beyond a to z, and the encodings they are written in.
_WESTERN = (
    "àâäçéèêëîïôöùûüÿœæñ",  # French, with guests
    "äöüßéèàëçñ",  # German, with guests
    "áéíóúüñçïàèò",  # Spanish, Catalan
    "àèéìíòóùú",  # Italian
    "éèëêïíóöüáçàñ",  # Dutch
    "ãõáàâçéêíóôúü",  # Portuguese
    "åäöæøéüèáíóúðþý",  # of the North
)
_CENTRAL = (
    "ąćęłńóśźżüöäé",  # Polish
    "áčďéěíňóřšťúůýžöüä",  # Czech
    "áäčďéíĺľňóôŕšťúýžö",  # Slovak
    "áéíóöőúüűä",  # Hungarian
    "ăâîșțşţéöüőáó",  # Romanian, with guests
    "čćđšžöü",  # Croatian, Slovene
)
_TURKISH = ("çğıöşüâîé",)
_GREEK = ("αβγδεζηθικλμνξοπρςστυφχψωάέήίόύώϊϋΐΰ",)
_CYRILLIC = (
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "абвгдђежзијклљмнњопрстћуфхцчџш",
)
#: The first of those that fit alike is taken.
_ENCODINGS = (
    ("cp1252", _WESTERN),
    ("mac_roman", _WESTERN),
    ("cp850", _WESTERN),
    ("iso8859-15", _WESTERN),
    ("cp1250", _CENTRAL),
    ("iso8859-2", _CENTRAL),
    ("cp1251", _CYRILLIC),
    ("koi8-r", _CYRILLIC[:1]),
    ("cp1253", _GREEK),
    ("cp1254", _TURKISH),
)
#: Signs that any of them has: some touch letters, between two of which few stand; others do not.
_BETWEEN = frozenset("’·\u00a0")
_TOUCHING = frozenset("‘“”„«»–—…°ºª¿¡²³®©™•")
_APART = frozenset("€£§±×÷¼½¾µ¶†‡¤¬")
#: How much better than the usual encoding another one must fit, from 0 to 1.
_MARGIN = 0.04
#: Different places that are looked at, in so many pieces of the file that have such signs,
#: each so many bytes long.
_PLACES = 4_000
_PIECES = 4
_PIECE = 512 * 1024
_BEYOND = re.compile(rb"[\x80-\xff]")
#: Signs beyond ASCII with the letters that touch them.
_PLACE = re.compile(rb"[A-Za-z]?[\x80-\xff](?:[A-Za-z'-]{0,3}[\x80-\xff]){0,20}[A-Za-z]?")


def places_beyond_ascii(chunks: Iterable[bytes]) -> tuple[list[bytes], frozenset[int]]:
    """Different pieces of words that are not plain ASCII, and all bytes that the text has."""
    places: dict[bytes, None] = {}
    used = b""
    pieces = 0
    for chunk in chunks:
        new = chunk.translate(None, used)
        # Nearly all bytes of a text are met in its first lines.
        used += bytes(set(new[:_LINES]))
        used += bytes(set(new.translate(None, used)))
        if pieces == _PIECES or chunk.isascii():
            continue
        pieces += 1
        first = _BEYOND.search(chunk)
        start = max(0, first.start() - 1) if first else 0
        for found in _PLACE.finditer(chunk, start, start + _PIECE):
            places[found[0]] = None
            if len(places) == _PLACES:
                pieces = _PIECES
                break
    return list(places), frozenset(used)


_LINES = 65_536


def best_encoding(places: Iterable[bytes], used: frozenset[int]) -> str:
    """The encoding that fits these places, among those that know every byte in use."""
    text = b"\n".join(places)
    best, best_fit = "mac_roman", -1.0
    for name, languages in _ENCODINGS:
        if used & _unknown(name):
            continue
        fit = _fit(text.decode(name, "replace"), languages)
        if fit > best_fit + (_MARGIN if best_fit >= 0 else 0.0):
            best, best_fit = name, fit
    return best


@cache
def _unknown(name: str) -> frozenset[int]:
    """The bytes that an encoding gives no sign, or one that no text has."""
    unknown = set()
    for byte in range(128, 256):
        sign = bytes([byte]).decode(name, "replace")
        if sign == "\ufffd" or (name != "iso8859-15" and "\x80" <= sign <= "\x9f"):
            unknown.add(byte)
    return frozenset(unknown)


def _fit(text: str, languages: Iterable[str]) -> float:
    """The share of the signs beyond ASCII that the best of the languages has in such places."""
    placed: Counter[str] = Counter()
    count = signs = 0
    before = "\n"
    for at, sign in enumerate(text):
        if not sign.isascii():
            count += 1
            after = text[at + 1] if at + 1 < len(text) else "\n"
            if sign in _BETWEEN or sign in _TOUCHING or sign in _APART:
                signs += _can_touch(sign, before.isalpha(), after.isalpha())
            elif _can_stand(before, sign, after):
                placed[sign.lower()] += 1
        before = sign
    if not count:
        return 1.0
    return (signs + max(sum(placed[letter] for letter in own) for own in languages)) / count


def _can_touch(sign: str, before: bool, after: bool) -> bool:
    """Whether a sign can stand where there is a letter before it, after it."""
    if sign in _BETWEEN:
        return True
    return not (before and after) if sign in _TOUCHING else not (before or after)


def _can_stand(before: str, sign: str, after: str) -> bool:
    """Whether a letter can stand between these signs: beside its own script, in its case."""
    if sign >= _FIRST_GREEK and any(near.isascii() and near.isalpha() for near in (before, after)):
        return False
    return sign.islower() or not (before.islower() or (after.islower() and before.isalpha()))


_FIRST_GREEK = "\u0370"
