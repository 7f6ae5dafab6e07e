"""Who is on which list, for many contacts at once.

Enters: an act, and a part of the chosen contacts (the temporary table `part`). Leaves: memberships.
"""

from collections.abc import Callable

from contacthub_tui.domain.bulk import Act
from contacthub_tui.errors import RefusedError
from contacthub_tui.services.lists import kept_name
from contacthub_tui.services.preferences import lock_preferences, now
from contacthub_tui.store.database import transaction
from contacthub_tui.store.models import ContactListModel
from contacthub_tui.store.sql import execute, rows, value


def begin_adding(act: Act, who: str) -> Callable[[], int]:
    """Make the new lists of the act; gives what adds a part to all lists.

    That gives how many were not on all of them yet. Raises RefusedError lists-gone,
    list-name-too-long.
    """
    ids = (*act.list_ids, *_make_lists(act.new_lists, who))

    def add() -> int:
        lists = _existing(ids, act)
        if len(lists) == 1:
            return _add_to(lists[0])
        # Some may be on some of the lists, which has to be asked before.
        missing = int(value("SELECT count(*) FROM part")) - _on_all(lists)
        for list_id in lists:
            _add_to(list_id)
        return missing

    return add


def _add_to(list_id: int) -> int:
    """Put a part on a list; gives how many were not on it yet."""
    added = execute(
        "INSERT INTO membership (list_id, contact_id)"
        " SELECT ?, id FROM part WHERE id > 0 ORDER BY id ON CONFLICT DO NOTHING",
        (list_id,),
    )
    return int(added.rowcount)


def _on_all(lists: list[int]) -> int:
    """How many of a part are on all of these lists."""
    marks = ", ".join("?" * len(lists))
    return int(
        value(
            "SELECT count(*) FROM part WHERE (SELECT count(*) FROM membership m"  # noqa: S608
            f" WHERE m.contact_id = part.id AND m.list_id IN ({marks})) = ?",
            (*lists, len(lists)),
        )
    )


def begin_removing(act: Act) -> Callable[[], int]:
    """What removes a part from the lists of the act; gives how many were on any of them.

    Raises RefusedError lists-gone.
    """

    def remove() -> int:
        lists = _existing(act.list_ids, act)
        members = (
            f"list_id IN ({', '.join('?' * len(lists))}) AND contact_id IN (SELECT id FROM part)"  # noqa: S608
        )
        touched = value(
            f"SELECT count(DISTINCT contact_id) FROM membership WHERE {members}",  # noqa: S608
            lists,
        )
        execute(f"DELETE FROM membership WHERE {members}", lists)  # noqa: S608
        return int(touched)

    return remove


def _existing(ids: tuple[int, ...], act: Act) -> list[int]:
    """Those of the lists that nobody deleted meanwhile."""
    marks = ", ".join("?" * len(ids)) or "NULL"
    found = rows(f"SELECT id FROM contact_list WHERE id IN ({marks}) ORDER BY id", ids)  # noqa: S608
    if not found:
        raise RefusedError("lists-gone", names=act.list_names)
    return [row[0] for row in found]


def _make_lists(names: tuple[str, ...], who: str) -> list[int]:
    """The ids of lists of these names, made where there is none of that name."""
    ids = []
    with transaction():
        lock_preferences()
        for name, key in map(kept_name, names):
            held = value("SELECT id FROM contact_list WHERE folded_name = ?", (key,))
            if held is None and key:
                held = ContactListModel.create(
                    name=name,
                    folded_name=key,
                    created_at=now(),
                    created_by=who,
                ).id
            if held is not None:
                ids.append(int(held))
    return ids
