"""What is selected in a table: some rows by their key, or everything found but some.

Enters: keys of rows. Leaves: whether a row is selected, and how many are.
"""

from collections.abc import Iterable

from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.contact_query import ContactQuery


class Selection:
    """Keys of rows, or all that the query finds except `without`."""

    def __init__(self) -> None:
        self.keys: set[int] = set()
        self.everything = False
        self.without: set[int] = set()

    def __contains__(self, key: int) -> bool:
        return key not in self.without if self.everything else key in self.keys

    def count(self, total: int) -> int:
        """How many are selected where `total` are found."""
        return max(0, total - len(self.without)) if self.everything else len(self.keys)

    def chosen(self, query: ContactQuery) -> Chosen:
        """The selected contacts of what a query found."""
        if self.everything:
            return Chosen(query=query, without=frozenset(self.without))
        return Chosen(frozenset(self.keys), query)

    def toggle(self, key: int) -> None:
        """Select this one, or no longer."""
        chosen = self.without if self.everything else self.keys
        chosen.symmetric_difference_update((key,))

    def add(self, keys: Iterable[int]) -> None:
        """Select these, too."""
        if self.everything:
            self.without.difference_update(keys)
        else:
            self.keys.update(keys)

    def add_everything(self) -> None:
        """Select all that is found."""
        self.clear()
        self.everything = True

    def clear(self) -> None:
        """Select nothing."""
        self.keys.clear()
        self.without.clear()
        self.everything = False
