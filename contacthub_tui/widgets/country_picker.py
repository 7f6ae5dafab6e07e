"""A picker of one country, by its name in the language in force.

Enters: what is kept of a country, which may be any text. Leaves: the name of a country, or that
text where nothing else was typed.
"""

from collections.abc import Sequence

from contacthub_tui.domain.text import fold
from contacthub_tui.i18n import _
from contacthub_tui.widgets.finder import Finder, Match
from contacthub_tui.wording.countries import countries, country_code, country_name


class CountryPicker(Finder):
    """A field to find a country by. A code, or the name in our other language, is taken too."""

    def __init__(self, kept: str = "") -> None:
        super().__init__(placeholder=_("find a country"))
        self.keep(kept)

    def keep(self, kept: str) -> None:
        """Show what is stored; it stays as it is until something else is typed."""
        self._kept = kept
        self.input.value = kept

    @property
    def value(self) -> str | None:
        """What is to be kept; None where what is typed means no country."""
        typed = self.input.value.strip()
        if not typed or typed == self._kept:
            return typed
        code = country_code(typed)
        return country_name(code) if code else None

    def find(self, typed: str) -> Sequence[Match]:
        wanted = fold(typed)
        named = [(fold(name), name) for _code, name in countries()]
        fitting = [pair for pair in named if wanted in pair[0]]
        fitting.sort(key=lambda pair: not pair[0].startswith(wanted))
        matches = [Match(name, name) for _key, name in fitting]
        if not matches and (code := country_code(typed)):
            matches = [Match(country_name(code), country_name(code))]
        return matches or [Match(None, _("No country has this name."))]

    def take(self, match: Match) -> None:
        if isinstance(match.value, str):
            self.input.value = match.value
            self.input.cursor_position = len(match.value)
            self._found = match.value
            self.close()

    def leave(self) -> None:
        """What means one country becomes its name."""
        if self.value:
            self.input.value = self.value
