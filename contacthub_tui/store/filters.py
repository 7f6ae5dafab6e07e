"""The filters of All contacts in SQL, on both engines.

Enters: a `ContactQuery`. Leaves: a condition for each of its filters, in two forms: one tests a
contact at hand, which serves where many pass and the order is walked; the other gathers all who
pass from an index, which serves where they are few, and to count them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contacthub_tui.domain.contact import TEXT_FIELDS, Status
from contacthub_tui.domain.contact_query import (
    LIKENED,
    ContactQuery,
    FieldFilter,
    FieldTest,
    RunDeed,
    RunFilter,
    custom_id,
    likened,
)
from contacthub_tui.store.database import is_postgres


@dataclass(frozen=True, slots=True)
class Condition:
    """A filter on a contact `c`. `source` is a query for the ids of those who pass, each `once`
    or some twice; empty where no index has them. Both take the same parameters.
    """

    test: str
    source: str = ""
    parameters: tuple[Any, ...] = ()
    once: bool = False

    @property
    def gather(self) -> str:
        """The condition by its source, where it has one."""
        return f"c.id IN ({self.source})" if self.source else self.test


def conditions_of(query: ContactQuery) -> Iterator[Condition]:
    """A condition for each filter of a query; all of them must hold."""
    if query.list_ids or query.no_list:
        yield _of_lists(query.list_ids, query.no_list)
    if query.run is not None:
        yield _of_run(query.run)
    if query.status is Status.UNSUBSCRIBED:
        yield _UNSUBSCRIBED
    elif query.status is Status.SUBSCRIBED:
        yield Condition(f"NOT ({_UNSUBSCRIBED.test})")
    for field in query.fields:
        yield _of_field(field)


_UNSUBSCRIBED = Condition(
    "(EXISTS (SELECT 1 FROM preference p WHERE p.number = c.mobile AND p.channel = 'mobile'"
    " AND p.status = 'unsubscribed')"
    " OR EXISTS (SELECT 1 FROM preference p WHERE p.number = c.whatsapp"
    " AND p.channel = 'whatsapp' AND p.status = 'unsubscribed'))",
    "SELECT h.id FROM preference p JOIN contact h ON h.mobile = p.number"
    " WHERE p.status = 'unsubscribed' AND p.channel = 'mobile'"
    " UNION ALL SELECT h.id FROM preference p JOIN contact h ON h.whatsapp = p.number"
    " WHERE p.status = 'unsubscribed' AND p.channel = 'whatsapp'",
)


def _of_lists(list_ids: tuple[int, ...], no_list: bool) -> Condition:
    marks = ", ".join("?" * len(list_ids))
    source = f"SELECT m.contact_id FROM membership m WHERE m.list_id IN ({marks})"  # noqa: S608
    test = (
        "EXISTS (SELECT 1 FROM membership m"  # noqa: S608
        f" WHERE m.contact_id = c.id AND m.list_id IN ({marks}))"
    )
    if not no_list:
        return Condition(test, source, list_ids, once=len(list_ids) == 1)
    none = "NOT EXISTS (SELECT 1 FROM membership n WHERE n.contact_id = c.id)"
    return Condition(f"({none} OR {test})" if list_ids else none, "", list_ids)


def _of_run(run: RunFilter) -> Condition:
    created = Condition(
        # The sign keeps the order's own index in use.
        "+c.import_run_id = ?",
        "SELECT h.id FROM contact h WHERE h.import_run_id = ?",
        (run.run_id,),
        once=True,
    )
    changed = Condition(
        "EXISTS (SELECT 1 FROM import_row r"
        " WHERE r.contact_id = c.id AND r.run_id = ? AND r.changes <> '')",
        "SELECT r.contact_id FROM import_row r"
        " WHERE r.run_id = ? AND r.changes <> '' AND r.contact_id IS NOT NULL",
        (run.run_id,),
    )
    if run.deed is not None:
        return created if run.deed is RunDeed.CREATED else changed
    return Condition(
        # Without a run of its own a contact's column is NULL, which OR lets pass over.
        f"({created.test} OR {changed.test})",
        f"{created.source} UNION ALL {changed.source}",
        (run.run_id, run.run_id),
    )


def _of_field(asked: FieldFilter) -> Condition:
    held = _held(asked.field)
    if asked.test is FieldTest.FILLED:
        return Condition(f"coalesce({held}, '') <> ''")
    if asked.test is FieldTest.EMPTY:
        return Condition(f"coalesce({held}, '') = ''")
    stored = f"c.{asked.field}" if custom_id(asked.field) is None else "c.custom"
    like = _likened(held, stored)
    if asked.test is FieldTest.IS:
        return Condition(f"{like} = ?", "", (likened(asked.value),))
    place = "strpos" if is_postgres() else "instr"
    return Condition(f"{place}({like}, ?) > 0", "", (likened(asked.value),))


def _held(field: str) -> str:
    """What a contact holds in a field. Raises ValueError for what is no field."""
    if (number := custom_id(field)) is None:
        if field not in TEXT_FIELDS:
            raise ValueError(field)
        return f"c.{field}"
    values = "c.custom::json" if is_postgres() else "c.custom"
    # Most contacts of most teams have no values: they need not be read.
    return f"CASE WHEN c.custom <> '{{}}' THEN {values} ->> '{number}' END"


def _likened(held: str, stored: str) -> str:
    """`domain.contact_query.likened` of what is held in a column, in SQL. SQLite calls it."""
    if not is_postgres():
        return f"contacthub_likened(coalesce({held}, ''))"
    letters, likes = "".join(LIKENED), "".join(LIKENED.values())
    # To look each letter up among hundreds takes ten times as long as all the rest.
    plain = f"octet_length({stored}) = length({stored})"
    return (
        f"CASE WHEN {plain} THEN lower({held})"
        f" ELSE lower(translate({held}, '{letters}', '{likes}')) END"
    )
