"""Names in one cell. Enters: `Mme Marie DUPONT`, `Dupont, Marie`. Leaves: first and last name."""

from contacthub_tui.domain.text import fold

#: Forms of address that go before a name, folded.
_TITLES = frozenset(
    "m mr mme mlle mrs ms miss mx monsieur madame mademoiselle messieurs dr docteur doctor prof "
    "me maitre herr frau sr sra srta senor senora dhr mevr mw sig sigra signor signora "
    "dott dottssa don dona".split()
)

#: Words that begin a family name of several words, folded.
_PARTICLES = frozenset(
    "de du des d la le les l da das do dos del della dello dei degli di lo van von vom zu zur "
    "der den ten ter op el al ben bin ibn bint abu ould ait saint st sainte mc mac o san "
    "santa".split()
)


def split_name(text: str, *, last_first: bool = False) -> tuple[str, str]:
    """First and last name of a cell that holds both; one of them may be empty.

    A comma and capitals say where the last name is (`Dupont, Marie`, `DUPONT Marie`); else the
    column does (`last_first`), and by default the last word is the last name, with the particles
    before it. A lone word is a first name, after a title a last name. Titles are left out.
    """
    if "," in text:
        last, _, first = text.partition(",")
        if last.strip() and first.strip():
            return _without_title(first.split())[0], " ".join(last.split())
        text = text.replace(",", " ")
    words = text.split()
    given, titled = _without_title(words)
    words = given.split()
    if len(words) < 2:
        return ("", given) if titled else (given, "")
    capitals = _run_of_capitals(words)
    if capitals > 0:
        return " ".join(words[capitals:]), " ".join(words[:capitals])
    if capitals < 0:
        return " ".join(words[:capitals]), " ".join(words[capitals:])
    cut = _end_of_last_name(words) if last_first else _start_of_last_name(words)
    if last_first:
        return " ".join(words[cut:]), " ".join(words[:cut])
    return " ".join(words[:cut]), " ".join(words[cut:])


def _without_title(words: list[str]) -> tuple[str, bool]:
    kept = words
    while len(kept) > 1 and fold(kept[0]).replace(" ", "") in _TITLES and not _is_initial(kept):
        kept = kept[1:]
    return " ".join(kept), len(kept) < len(words)


def _is_initial(words: list[str]) -> bool:
    """`M. K. Dupont`: what could be a title is the first of several initials."""
    return len(words) > 2 and len(words[0].rstrip(".")) == 1 and len(words[1].rstrip(".")) == 1


def _run_of_capitals(words: list[str]) -> int:
    """How many words at the start (or, negative, at the end) are in capitals; 0 if that is all."""
    capital = [_is_capital(word) for word in words]
    if all(capital) or not any(capital):
        return 0
    if capital[0]:
        count = capital.index(False)
        return 0 if any(capital[count:]) else count
    if capital[-1]:
        count = capital[::-1].index(False)
        return 0 if any(capital[:-count]) else -count
    return 0


def _is_capital(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and word == word.upper() and word != word.lower()


def _start_of_last_name(words: list[str]) -> int:
    """The index where the last name starts: at its first particle, else at the last word."""
    for index, word in enumerate(words[1:-1], start=1):
        if fold(word) in _PARTICLES:
            return index
    return len(words) - 1


def _end_of_last_name(words: list[str]) -> int:
    """The index after a last name that comes first: its particles and one word."""
    index = 0
    while index < len(words) - 2 and fold(words[index]) in _PARTICLES:
        index += 1
    return index + 1
