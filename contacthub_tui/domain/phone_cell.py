"""The text of a cell that should hold phone numbers: tidied, judged, cut into pieces.

Raw cells enter; texts that phonenumbers can read leave. Nothing here knows which numbers exist.
What is no phone number although phonenumbers would read one is named here and nowhere else:
decimals, numbers that lost digits, dates, and digits inside links, e-mail addresses, IP
addresses, UUIDs and identifiers.
"""

import re
import unicodedata

#: What people and programs write where there is no number, casefolded and without accents.
_NOTHING = frozenset(
    re.split(
        r",\s+",
        """aucun, aucune, sans, neant, rien, vide, none, null, nil, nan, empty, nothing, undefined,
        unknown, inconnu, inconnue, na, nd, nc, nr, ns, so, n.a, n.c, n.d, n.r, s.o, n/a, n/d, n/c,
        n/r, s/o, #n/a, #na, #n/d, #ref!, #value!, #null!, #name?, #num!, #div/0!, #valeur!, #nom?,
        #nul!, non renseigne, non communique, non disponible, not available, not provided,
        pas de numero, pas de telephone, pas de tel, pas de mobile, pas de portable,
        sans numero, sans telephone, sans objet, no number, no phone, no mobile""",
    )
)

#: What stands around a number and says nothing: quotes, and the signs Excel puts in front.
_AROUND = " \n'\"=‘’‚“”„«»`´"

#: Words that may touch the digits of a number; any other makes an identifier of both.
_LABELS = (
    "tel|tél|tele|télé|telephone|téléphone|phone|ph|mob|mobile|gsm|cel|cell|portable|port|fixe|fax|"
    "num|numero|numéro|no|nr|n|t|m|p|w|c|f|h|whatsapp|wa|sms|bur|bureau|dom|home|work|office|pro"
)
_LABELLED = re.compile(rf"(?:(?:{_LABELS})[_.]?)?\d+(?:(?:x|ext)\d+)?", re.IGNORECASE)
_IDENTIFIER = re.compile(r"[^\W\d_]\d")
_LINK = re.compile(
    r"://|@|www\.|[?&][\w-]+=|[a-z][\w-]*\.[a-z]{2,4}/"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    re.IGNORECASE,
)
_IP = re.compile(r"(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:[/:]\d{1,5})?")

_DECIMAL = re.compile(
    r"(?:0|[1-9]\d*)[.,]\d+"
    r"|[1-9]\d{0,2}(?:(?:[ ']\d{3})+[.,]|(?:,\d{3})+\.|(?:\.\d{3})+,)\d{1,2}"
)
_WHOLE = re.compile(r"(\+?\d{5,17}|[1-9]\d{0,2}(?: \d{3})+)[.,]0{1,2}")
_POWER = re.compile(r"(?<![\w.,])([1-9])[.,](\d{6,16})E\+?(\d{1,2})(?!\w)", re.IGNORECASE)
_LOST = re.compile(
    r"(?<![\w.,-])(?:\d{1,3}(?:[.,]\d+)? ?E ?[+-]|\d(?:[.,]\d+)?E)\d{1,3}(?![\w-])",
    re.IGNORECASE,
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[89]|20|21)\d\d"
_TIME = r"(?:(?:T|,? )\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?"
_DATE = re.compile(
    rf"(?:{_YEAR}([-/.]){_DAY}\1{_DAY}|{_DAY}([-/.]){_DAY}\2{_YEAR}|{_DAY}([/.]){_DAY}\3\d\d){_TIME}"
)

_CORE = re.compile(r"[+\d](?:.*\d)?", re.DOTALL)
_RUN = re.compile(r"\+*[ (]*\d(?:[\d\-./()\[\] ]*\d)?")
_COMMA_PAIRS = re.compile(r"\+?\d{1,4}(?:, ?\d\d){4}")

#: Between two numbers for certain: never part of one, except as the start of an extension.
_BETWEEN = re.compile(
    r":::|[|\n&]|;(?!ext=|isub=|phone-context=)|(?<!,),(?!,|\d*E[+\d])"
    r"|(?<=\s)(?:ou|et|or|and|oder|und|o|y|e)(?=\s)",
    re.IGNORECASE,
)
_FEW_DIGITS_ON_A_SIDE = re.compile(r"\d{1,6},\d+|\d+,\d{1,6}")

#: Between two numbers perhaps, within one perhaps: tried when the whole is not one number.
_PERHAPS_BETWEEN = (re.compile(r"/|\s-\s"), re.compile(r"\s+"))


class _Tidy(dict[int, str]):
    """What each character becomes; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        tidy = self[code] = _tidy_character(chr(code))
        return tidy


def _tidy_character(character: str) -> str:
    if character in "\n\r\x85\u2028\u2029":
        return "\n"
    category = unicodedata.category(character)
    if category == "Zs" or character in "\t\v\f_·•‧":
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd" or character == "\u2212":
        return "-"
    if category in ("Cc", "Cf", "Cs"):
        return ""
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.isascii() and len(plain) == 1 and category != "No" else character


_TIDY = _Tidy()


def tidy(raw: str) -> str:
    """The text with plain digits, spaces and dashes, without what cannot be seen.

    Newlines stay, as they part two numbers. Quotes around the text go, and Excel's `'` and `=`.
    """
    return raw.translate(_TIDY).strip(_AROUND)


def is_nothing(text: str) -> bool:
    """Whether a tidied text says that there is no number: empty, dashes, `#N/A`, `aucun`, zeros."""
    if not text.strip(" -./0"):
        return True
    letters = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.strip(" .:()[]-") in _NOTHING


def core(text: str) -> str:
    """From the first digit (or plus) to the last digit; empty without digits."""
    found = _CORE.search(text)
    return found.group() if found else ""


def whole_number(text: str) -> str:
    """A core without the `.0` that spreadsheets and programs add to whole numbers."""
    found = _WHOLE.fullmatch(text)
    return found.group(1) if found else text


def without_powers(text: str) -> str:
    """The text with 612345678 for 6.12345678E8, as Java writes it: no digit of it is lost."""
    return _POWER.sub(_digits_of_power, text) if "E" in text.upper() else text


def _digits_of_power(found: re.Match[str]) -> str:
    first, rest, power = found.groups()
    return first + rest if len(rest) == int(power) else found.group()


def has_lost_digits(text: str) -> bool:
    """Whether a spreadsheet wrote a number as 3,36E+10: its last digits are gone."""
    return _LOST.search(text) is not None


def is_decimal(text: str) -> bool:
    """Whether a core is a decimal or an amount: 12345.6789 · 143,85 · 1 234 567,89."""
    return _DECIMAL.fullmatch(text) is not None


def is_something_else(text: str) -> bool:
    """Whether a core is a decimal, a date or an IP address, and so no phone number."""
    return is_decimal(text) or _DATE.fullmatch(text) is not None or _is_ip(text)


def _is_ip(text: str) -> bool:
    found = _IP.fullmatch(text)
    if not found:
        return False
    parts = found.groups()
    if all(len(part) == 2 for part in parts):  # 20.12.34.56 is how Denmark spells a number
        return False
    return all(int(part) <= 255 and str(int(part)) == part for part in parts)


def _is_foreign(token: str) -> bool:
    """Whether a word holds digits that are no phone number's: a link, an e-mail, an identifier."""
    if _LINK.search(token) or _is_ip(token.strip("()[]<>,;:")):
        return True
    return any(
        _IDENTIFIER.search(word) and not _LABELLED.fullmatch(word)
        for word in re.findall(r"\w+", token)
    )


def without_foreign_digits(text: str) -> str:
    """The text with a bar for each word whose digits are no phone number's."""
    return " ".join("|" if _is_foreign(token) else token for token in text.split())


def spaced_pairs(text: str) -> str:
    """A core with spaces for commas where these only part its pairs: 06,12,34,56,78."""
    return text.replace(",", " ") if _COMMA_PAIRS.fullmatch(text) else text


def runs(text: str) -> list[str]:
    """The stretches of digits and their punctuation, in order, each from digit to digit."""
    return [core(run) for run in _RUN.findall(text)]


def pieces(text: str) -> list[str]:
    """The text cut where one number surely ends and another may begin: `;` `,` `|` ` ou ` …

    A comma that leaves few digits on a side is a decimal's.
    """
    if _FEW_DIGITS_ON_A_SIDE.fullmatch(core(text)):
        return [text]
    return [piece.strip(_AROUND) for piece in _BETWEEN.split(text)]


def perhaps_pieces(text: str) -> list[list[str]]:
    """The text cut at signs that also stand inside numbers: at slashes and dashes, at spaces."""
    found = ([piece for piece in sign.split(text) if piece] for sign in _PERHAPS_BETWEEN)
    return [parts for parts in found if len(parts) > 1]


def halves(text: str) -> list[str]:
    """The first and the second half of the groups: 06 12 34 56 78 06 98 76 54 32.

    None where one begins with neither zero nor plus: the digits of a bank card are no two numbers.
    """
    groups = text.split()
    middle = len(groups) // 2
    parts = [" ".join(groups[:middle]), " ".join(groups[middle:])]
    return parts if all(part.startswith(("0", "+")) for part in parts) else []
