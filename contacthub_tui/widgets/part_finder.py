"""A field that finds one of many choices as one types. Enters: choices, each in words. Leaves:
`Taken` with what was chosen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from contacthub_tui.domain.text import fold
from contacthub_tui.i18n import _
from contacthub_tui.widgets.finder import Finder, Match


class PartFinder(Finder):
    """Choices that hold all words that are typed, in the order in which they were given."""

    @dataclass
    class Taken(Message):
        """This was chosen."""

        finder: "PartFinder"
        value: object

        @property
        def control(self) -> "PartFinder":
            return self.finder

    def __init__(
        self, choices: Sequence[tuple[str, object]], placeholder: str, *, id: str | None = None
    ) -> None:
        super().__init__(placeholder=placeholder, id=id)
        self._choices = [(fold(words), Match(value, words)) for words, value in choices]

    def find(self, typed: str) -> Sequence[Match]:
        wanted = fold(typed).split()
        found = [match for key, match in self._choices if all(word in key for word in wanted)]
        return found or [Match(None, _("Nothing fits."))]

    def take(self, match: Match) -> None:
        if match.value is not None:
            self.input.value = ""
            self.close()
            self.post_message(self.Taken(self, match.value))
