"""Lists: make, rename, describe, delete, merge them. Enters: names, ids, who. Leaves: lists with
their counts, and refusals as codes: list-name-empty, list-name-too-long, list-name-taken,
list-description-too-long, list-changed, list-gone, list-in-import, list-into-itself.

Contacts and their preferences stay whatever happens to a list.
"""

from collections.abc import Callable
from dataclasses import dataclass

from contacthub_tui.domain.contact import MAX_TEXT
from contacthub_tui.domain.contact_list import ContactList
from contacthub_tui.domain.import_run import RunState, options_from_json
from contacthub_tui.domain.list_name import ListName
from contacthub_tui.domain.text import clean, name_key
from contacthub_tui.errors import RefusedError
from contacthub_tui.services.preferences import lock_preferences, now
from contacthub_tui.services.workers import is_alive
from contacthub_tui.store.database import is_postgres, session, transaction
from contacthub_tui.store.models import ContactListModel
from contacthub_tui.store.sql import execute, rows, value

#: The longest name that a list is given, in characters, and in bytes of its key: PostgreSQL's
#: index takes no longer ones (a third of a page of 8 kB).
MAX_NAME, _MAX_KEY = 200, 2_000
#: Members that one transaction of a merge takes over.
PART = 20_000
#: Rows of counts beyond one a list that are summed up on the way.
_MANY_COUNTS = 2_000

_LISTS = (
    "SELECT l.id, l.name, l.folded_name, l.description, l.created_at, l.created_by,"
    " coalesce(n.members, 0), coalesce(n.unsubscribed, 0) FROM contact_list l LEFT JOIN"
    " (SELECT list_id, CAST(sum(members) AS BIGINT) AS members,"
    "  CAST(sum(unsubscribed) AS BIGINT) AS unsubscribed FROM list_count GROUP BY list_id) n"
    " ON n.list_id = l.id"
)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: `added` contacts are new to the list; not `whole` where it was stopped."""

    added: int
    whole: bool


def all_lists() -> list[ContactList]:
    """Every list there is with its counts, in no promised order."""
    with session():
        if is_postgres() and _counts_pile_up():
            _sum_counts()
        return [ContactList(*row) for row in rows(_LISTS)]


def list_names() -> list[ListName]:
    """Every list, by name."""
    with session():
        found = rows("SELECT id, name FROM contact_list ORDER BY folded_name")
    return [ListName(list_id, name) for list_id, name in found]


def get_list(list_id: int) -> ContactList:
    """One list with its counts. Raises RefusedError list-gone."""
    with session():
        found = rows(f"{_LISTS} WHERE l.id = ?", (list_id,))
    if not found:
        raise RefusedError("list-gone")
    return ContactList(*found[0])


def create_list(name: str, description: str = "", *, who: str) -> int:
    """Make a list; gives its id."""
    with transaction():
        lock_preferences()
        name, key = _free_name(name)
        made = ContactListModel.create(
            name=name,
            folded_name=key,
            description=_fit_description(description),
            created_at=now(),
            created_by=who,
        )
    return int(made.id)


def change_list(seen: ContactList, name: str, description: str) -> None:
    """Rename and describe a list that was as `seen` when the operator began.

    Raises RefusedError list-changed, with what it is now, where somebody else changed the same
    meanwhile; what only one of the two changed is kept from both.
    """
    with transaction():
        lock_preferences()
        held = get_list(seen.id)
        name, description = " ".join(clean(name).split()), clean(description)
        new_name, new_description = name != seen.name, description != seen.description
        if (new_name and held.name not in (seen.name, name)) or (
            new_description and held.description not in (seen.description, description)
        ):
            raise RefusedError("list-changed", name=held.name, description=held.description)
        if new_name:
            name, key = _free_name(name, seen.id)
            execute(
                "UPDATE contact_list SET name = ?, folded_name = ? WHERE id = ?",
                (name, key, seen.id),
            )
        if new_description:
            execute(
                "UPDATE contact_list SET description = ? WHERE id = ?",
                (_fit_description(description), seen.id),
            )


def delete_list(list_id: int) -> int:
    """Delete a list; gives how many members it had, who stay as contacts."""
    with transaction():
        lock_preferences()
        gone = _changeable(list_id)
        _drop(list_id)
    return gone.members


def merge_lists(
    source_id: int,
    into_id: int,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Merged:
    """Put the members of one list into another, then delete the first.

    Where it is stopped or fails the first list is as it was, and the other has some of its members.
    `on_progress` hears (done, all) after each part.
    """
    if source_id == into_id:
        raise RefusedError("list-into-itself")
    added = last = done = 0
    while not cancelled():
        with transaction():
            lock_preferences()
            source = _changeable(source_id)
            _changeable(into_id)
            upto, size = rows(
                "SELECT max(contact_id), count(*) FROM (SELECT contact_id FROM membership"
                " WHERE list_id = ? AND contact_id > ? ORDER BY contact_id LIMIT ?) m",
                (source_id, last, PART),
            )[0]
            if not size:
                # Some may have joined behind what was looked at.
                added += _copy(source_id, into_id, 0, last)
                _drop(source_id)
                return Merged(added, whole=True)
            added += _copy(source_id, into_id, last + 1, upto)
        last, done = upto, done + size
        if on_progress:
            on_progress(done, max(source.members, done))
    return Merged(added, whole=False)


def _copy(source_id: int, into_id: int, first: int, last: int) -> int:
    """Put the members of one list from a contact to another into a list; gives how many are new."""
    cursor = execute(
        "INSERT INTO membership (list_id, contact_id) SELECT ?, m.contact_id FROM membership m"
        " WHERE m.list_id = ? AND m.contact_id BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM"
        "  membership held WHERE held.list_id = ? AND held.contact_id = m.contact_id)"
        " ORDER BY m.contact_id",
        (into_id, source_id, first, last, into_id),
    )
    return max(0, int(cursor.rowcount))


def _drop(list_id: int) -> None:
    # Without its counts, nothing is counted for each of its members on their way out.
    execute("DELETE FROM list_count WHERE list_id = ?", (list_id,))
    execute("DELETE FROM contact_list WHERE id = ?", (list_id,))


def _changeable(list_id: int) -> ContactList:
    """The list, unless it is gone or an import at work adds to it."""
    held = get_list(list_id)
    for worker, heartbeat, options in rows(
        "SELECT worker, heartbeat, options FROM import_run WHERE state = ?",
        (str(RunState.RUNNING),),
    ):
        wanted = options_from_json(options)
        names = {name_key(name) for name in (*wanted.lists, *wanted.new_lists, *wanted.cell_lists)}
        if held.key in names and is_alive(worker, heartbeat):
            raise RefusedError("list-in-import", name=held.name)
    return held


def kept_name(name: str) -> tuple[str, str]:
    """The name of a list as it is kept, and its key, which is empty where the name shows nothing.

    Raises RefusedError list-name-too-long.
    """
    name = " ".join(clean(name).split())
    key = name_key(name)
    if len(name) > MAX_NAME or len(key.encode()) > _MAX_KEY:
        raise RefusedError("list-name-too-long", limit=MAX_NAME)
    return name, key


def _free_name(name: str, own_id: int | None = None) -> tuple[str, str]:
    """The name as it is kept, and its key, where no other list has it."""
    name, key = kept_name(name)
    if not key:
        raise RefusedError("list-name-empty")
    found = rows("SELECT id, name FROM contact_list WHERE folded_name = ?", (key,))
    if found and found[0][0] != own_id:
        raise RefusedError("list-name-taken", name=found[0][1])
    return name, key


def _fit_description(description: str) -> str:
    description = clean(description)
    if len(description) > MAX_TEXT:
        raise RefusedError("list-description-too-long", limit=MAX_TEXT)
    return description


def _counts_pile_up() -> bool:
    return bool(
        value(
            "SELECT (SELECT count(*) FROM list_count)"
            " > ? + 2 * (SELECT count(*) FROM contact_list)",
            (_MANY_COUNTS,),
        )
    )


def _sum_counts() -> None:
    """Leave one row of counts a list. What others add at this moment stays beside it."""
    with transaction():
        lock_preferences()
        execute(
            "WITH gone AS (DELETE FROM list_count RETURNING *) INSERT INTO list_count"
            " SELECT list_id, sum(members), sum(unsubscribed) FROM gone GROUP BY list_id"
        )
