"""What was chosen for such a file before. Enters: the key of a file's headers, or earlier options.
Leaves: options that can be chosen again now.
"""

from dataclasses import replace

from contacthub_tui.domain.import_draft import LastTime
from contacthub_tui.domain.import_run import ImportOptions, options_from_json
from contacthub_tui.domain.text import name_key
from contacthub_tui.services.lists import list_names
from contacthub_tui.store.database import session
from contacthub_tui.store.sql import rows


def last_time(headers_key: str) -> LastTime | None:
    """The options of the last finished import of a file with these headers; None: there was none.

    They hold its lists, what it did to existing contacts, its country, its order of dates and
    whether mobiles alone came in. They never unsubscribe everyone: that cannot be taken back, so
    it has to be chosen each time. Lists that are gone are left out.
    """
    if not headers_key:
        return None
    with session():
        found = rows(
            "SELECT options, coalesce(nullif(finished_at, ''), created_at) FROM import_run"
            " WHERE headers_key = ? AND state = 'finished' ORDER BY id DESC LIMIT 1",
            (headers_key,),
        )
    if not found:
        return None
    held = options_from_json(found[0][0])
    usable = with_lists_there(held)
    options = ImportOptions(
        region=usable.region,
        lists=usable.lists,
        existing=usable.existing,
        mobiles_only=usable.mobiles_only,
        date_order=usable.date_order,
    )
    return LastTime(found[0][1], options, held.unsubscribe_all)


def with_lists_there(options: ImportOptions) -> ImportOptions:
    """The options with those of their lists that exist, and none to be made."""
    known = {name_key(each.name): each.name for each in list_names()}
    keys = dict.fromkeys(map(name_key, (*options.lists, *options.new_lists)))
    return replace(options, lists=tuple(known[key] for key in keys if key in known), new_lists=())
