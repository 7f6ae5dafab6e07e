"""Lists: what an operator does with them. Enters: names, ids. Leaves: lists as frozen values."""

from contacthub_tui.domain.contact_list import ContactList
from contacthub_tui.store.database import session
from contacthub_tui.store.sql import rows


def all_lists() -> list[ContactList]:
    """Every list there is, in no promised order."""
    with session():
        found = rows(
            "SELECT id, name, folded_name, description, created_at, created_by FROM contact_list"
        )
    return [ContactList(*row) for row in found]
