"""Text of files and messages made fit: to show, to keep, to search.

Any text enters; `safe` gives what a terminal shows without harm, `clean` what is stored, `fold`
what is searched and compared.
"""

import re
import unicodedata

_MOST_SHOWN_MARKS = 4

#: No letter of a living language carries more (Unicode UAX #15, stream-safe text); without an
#: end, normalising takes time in the square of their number.
_MOST_STORED_MARKS = 30

#: Every character before it is a letter or sign of its own, composed already (Unicode, NFC).
_FIRST_MARK = "\u0300"

#: Of a long text, this many times the wanted length is looked at for what can be shown.
_LOOK_AHEAD = 20

_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf"
    "\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)

#: What shows nothing and can mislead: controls (ESC, C1), marks and overrides of direction,
#: zero-width signs and fillers, variation selectors, tags, lone surrogates. Joiners and the
#: emoji selector stay inside emoji, a newline where lines are wanted.
_HARMFUL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b"
    "\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb"
    "\ud800-\udfff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
    f"|(?<![{_EMOJI}])(?<![{_EMOJI}]\ufe0f)\u200d|\u200d(?![{_EMOJI}])"
    f"|(?<![0-9#*{_EMOJI}])\ufe0f"
)
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_WHITE = re.compile("[\t\n\u2028\u2029]")
_MASK = "\N{REPLACEMENT CHARACTER}"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

#: Letters that no decomposition leads to a plain one.
_PLAIN_LETTERS = {
    **dict(zip("øđðłħŧıŋĸəɓɗɖƙƒɛɔɲɨʉƀǥ", "oddlhtinkebddkfeoniubg", strict=True)),
    **{"œ": "oe", "æ": "ae", "þ": "th", "ß": "ss"},
    **dict.fromkeys("ʹʺʻʼʽʾʿˈˊˋ", " "),
    "ـ": "",  # the Arabic letter that only makes words longer
}


def safe(text: str, limit: int = 500, lines: bool = False) -> str:
    """The text as a terminal shows it without harm, at most `limit` characters with an ellipsis.

    It holds no control or escape characters, nothing that changes direction or is invisible, and
    at most four marks on a letter. Ends of lines become spaces, or `\\n` when `lines` are wanted.
    Markup is not touched: show the result as plain content.
    """
    if len(text) <= limit and text.isascii() and text.isprintable():
        return text
    near = text[: limit * _LOOK_AHEAD]
    shown = _HARMFUL.sub("", _LINE_END.sub("\n" if lines else " ", near).replace("\t", " "))
    shown = _limit_marks(shown, _MOST_SHOWN_MARKS, _MOST_SHOWN_MARKS)
    if len(shown) > limit or len(near) < len(text):
        shown = shown[: max(limit - 1, 0)].rstrip("\u200d") + "…"
    return shown


def masked(text: str) -> str:
    """The text with a sign in place of every character that `safe` would not show as it is."""
    if text.isascii() and text.isprintable():
        return text
    shown = _HARMFUL.sub(_MASK, _WHITE.sub(_MASK, text))
    kept, marks = [], _MOST_SHOWN_MARKS
    for character in shown:
        marks = marks + 1 if _is_mark(character) else 0
        kept.append(character if marks <= _MOST_SHOWN_MARKS else _MASK)
    return "".join(kept)


def clean(text: str) -> str:
    """The text as it is stored: NFC, without control characters and lone surrogates, stripped.

    Tabs stay, ends of lines become `\\n`. What a letter carries beyond 30 marks goes.
    """
    if text.isprintable() and (text.isascii() or max(text) < _FIRST_MARK):
        return text.strip()
    kept = _CONTROL.sub("", _LINE_END.sub("\n", text))
    composed = unicodedata.normalize("NFC", _limit_marks(kept, _MOST_STORED_MARKS))
    # Composing takes a few marks apart, so that there may again be too many.
    return _limit_marks(composed, _MOST_STORED_MARKS).strip()


def fold(text: str) -> str:
    """The form in which texts are searched: `Łukasz D’Alméida-Œ` gives `lukasz d almeida oe`.

    Lower case letters without accents, digits, and single spaces for all the rest.
    """
    if text.isascii():
        if text.isalnum():
            return text.lower()
        return " ".join(text.translate(_ASCII_FOLDS).split())
    return " ".join(text.translate(_FOLDS).split())


def name_key(name: str) -> str:
    """What tells the names of lists apart: their folded form, else, of one that is nothing but
    signs or emoji, itself in lower case. Empty for a name that shows nothing.

    A name as it was typed has the key of the name as it is stored.
    """
    stored = " ".join(clean(name).split())
    return fold(stored) or _HARMFUL.sub("", stored).strip().casefold()


def _limit_marks(text: str, most: int, at_start: int = 0) -> str:
    """The text with at most `most` marks in a row; `at_start` of them count as already seen."""
    if not text or max(text) < _FIRST_MARK:
        return text
    kept = []
    marks = at_start
    for character in text:
        marks = marks + 1 if _is_mark(character) else 0
        if marks <= most:
            kept.append(character)
    return "".join(kept)


def _is_mark(character: str) -> bool:
    """Whether it stands on the character before it. So do the vowels and ends of Hangul."""
    if character < _FIRST_MARK:
        return False
    return (
        unicodedata.category(character) in ("Mn", "Me")
        or unicodedata.combining(character) > 0
        or "\u1160" <= character <= "\u11ff"
        or "\ud7b0" <= character <= "\ud7ff"
    )


def _fold_character(character: str) -> str:
    """Its searchable form: letters and digits, a space for what parts words, or nothing."""
    folded = unicodedata.normalize("NFKD", character.casefold())
    folded = unicodedata.normalize("NFKD", folded.casefold())
    return "".join(map(_fold_plain, folded))


def _fold_plain(character: str) -> str:
    """The same for a casefolded character that decomposes no further."""
    if character in _PLAIN_LETTERS:
        return _PLAIN_LETTERS[character]
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character.isalpha():
        return character
    return "" if unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf") else " "


class _Folds(dict[int, str]):
    """What each character becomes; filled as characters are met, up to what scripts need."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if len(self) < _MOST_FOLDS:
            self[code] = folded
        return folded


_MOST_FOLDS = 50_000
_ASCII_FOLDS = {code: _fold_character(chr(code)) for code in range(128)}
_FOLDS = _Folds(_ASCII_FOLDS)
