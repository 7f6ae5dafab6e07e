"""Countries by name, in the language in force. Enters: ISO 3166 codes, or what somebody typed.
Leaves: names, and codes.

The names are those of the Unicode CLDR, by Babel. The first look at them reads them from files.
"""

from functools import lru_cache

from contacthub_tui.domain.phone import example_regions
from contacthub_tui.domain.text import fold
from contacthub_tui.i18n import LANGUAGES, language


def country_name(code: str) -> str:
    """What a country is called; its code where there is no such country."""
    return _names(language()).get(code, code)


def names_are_read() -> bool:
    """Whether names are at hand: until then a look at them takes a tenth of a second."""
    return _names.cache_info().currsize > 0


def countries() -> tuple[tuple[str, str], ...]:
    """Every country as (code, name), by name. They are those that have phone numbers."""
    return _sorted(language())


def country_code(text: str) -> str:
    """The code of a country that is meant: its code, or its name in any of our languages.

    Empty where none is.
    """
    wanted = fold(text)
    code = wanted.upper()
    if code in _names("en"):
        return code
    return next((_codes(each)[wanted] for each in LANGUAGES if wanted in _codes(each)), "")


@lru_cache
def _names(code: str) -> dict[str, str]:
    # It takes as long to load as all the rest of a start, and few starts need it.
    from babel import Locale  # noqa: PLC0415

    territories = Locale(code).territories
    return {region: territories[region] for region in example_regions()}


@lru_cache
def _sorted(code: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(_names(code).items(), key=lambda pair: fold(pair[1])))


@lru_cache
def _codes(code: str) -> dict[str, str]:
    return {fold(name): region for region, name in _names(code).items()}
