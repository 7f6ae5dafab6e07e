"""Pages of All contacts, anywhere in it. Enters: a query. Leaves: contacts, page by page."""

from array import array

from contacthub_tui.domain.contact import Contact
from contacthub_tui.domain.contact_filters import FilterNames
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.services.contacts import contacts_by_id
from contacthub_tui.services.custom_fields import custom_fields
from contacthub_tui.store.database import session
from contacthub_tui.store.search import match_ids
from contacthub_tui.store.sql import rows, rows_in


class ContactPages:
    """The pages of what a query finds, `total` contacts where that is known.

    Filters leave the middle of a long result far from both ends of any index. `settle` looks for
    everyone once; from then on every page is near.
    """

    def __init__(self, query: ContactQuery, total: int | None = None) -> None:
        self.query = query
        self.total = total
        self._ids: array[int] | None = None

    def page(self, start: int, size: int) -> list[Contact]:
        """Up to `size` contacts from `start` on."""
        settled = self._ids
        with session():
            if settled is not None:
                wanted = settled[start : start + size].tolist()
                found = contacts_by_id(wanted)
                if len(found) == len(wanted):
                    return found
                # Some have gone: who is there now must be found anew.
                self._ids = None
            return contacts_by_id(match_ids(self.query, start, size, self.total))

    def settle(self) -> None:
        """Look for all of them now; takes up to seconds where there are a million."""
        if self.total is not None:
            with session():
                self._ids = array("q", match_ids(self.query, 0, self.total))


def names_for(query: ContactQuery) -> FilterNames:
    """What the filters of a query are called; what has been deleted is not among the names."""
    with session():
        lists = rows_in("SELECT id, name FROM contact_list WHERE id IN (…)", query.list_ids)
        run = () if query.run is None else (query.run.run_id,)
        runs = rows_in("SELECT id, file_name FROM import_run WHERE id IN (…)", run)
    fields = {each.id: each for each in custom_fields()} if query.fields else {}
    return FilterNames(dict(lists), dict(runs), fields)


def all_names() -> FilterNames:
    """All lists, imports (the latest first) and custom fields that there are."""
    with session():
        lists = rows("SELECT id, name FROM contact_list ORDER BY folded_name")
        runs = rows("SELECT id, file_name FROM import_run ORDER BY id DESC")
    return FilterNames(dict(lists), dict(runs), {each.id: each for each in custom_fields()})
