"""A stylesheet that reads each sheet once. Enters: sheets and a theme's colours. Leaves: rules.

Textual reads all of them anew whenever a screen brings one of its own, the first time that it is
shown, and three times while an app starts.
"""

from typing import ClassVar

from textual.cache import LRUCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

#: More than there are sheets, those of Textual's own widgets among them.
SHEETS = 500

Rules = LRUCache[tuple[object, ...], list[RuleSet]]


class KeptRules(Stylesheet):
    """Textual's, which keeps the rules of each sheet, for each set of colours."""

    _kept: ClassVar[dict[frozenset[tuple[str, str]], Rules]] = {}  # for all of them

    def __init__(self, variables: dict[str, str]) -> None:
        super().__init__()
        self.set_variables(variables)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take the colours; what was read with these before counts again."""
        self._parse_cache = LRUCache(SHEETS)  # Textual empties it now.
        super().set_variables(variables)
        self._parse_cache = self._kept.setdefault(frozenset(variables.items()), LRUCache(SHEETS))

    def reparse(self) -> None:
        """Read what was not read yet. Raises StylesheetError for a sheet that cannot be."""
        self.parse()
