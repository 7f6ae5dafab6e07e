"""Rows of an import laid beside the store, so that the database weighs thousands at once.

Enters: plain rows. Leaves: which of them a stored contact has the number of, and whether they
would change it; then contacts, found by search, for those that stay. The table lives in the
connection and holds one batch.
"""

from collections.abc import Sequence

from contacthub_tui.domain.contact import TEXT_FIELDS
from contacthub_tui.store.database import is_postgres
from contacthub_tui.store.sql import execute, execute_many, insert_many, rows, value

_COLUMNS = ("id", "row_number", "mobile", "status", "custom", "words", "digits", "sort_name")
_MADE = (
    "CREATE TEMP TABLE IF NOT EXISTS staged (id BIGINT PRIMARY KEY, row_number INTEGER, {columns})"
)


def stage(plain: Sequence[tuple[object, ...]], fields: Sequence[str]) -> None:
    """Lay rows down, with their places for ids: values as in `domain.plain_row`, `fields` last."""
    texts = ", ".join(f"{name} TEXT NOT NULL DEFAULT ''" for name in (*_COLUMNS[2:], *TEXT_FIELDS))
    if is_postgres():
        execute("SET LOCAL client_min_messages = warning")
    execute(_MADE.format(columns=texts))
    clear()
    insert_many(
        "staged",
        (*_COLUMNS, *fields),
        [(place, *row) for place, row in enumerate(plain)],
    )
    if is_postgres():
        execute("ANALYZE staged")


def clear() -> None:
    """Take every row up."""
    execute("DELETE FROM staged")


def take_up(ids: Sequence[int]) -> None:
    """Take some rows up."""
    execute_many("DELETE FROM staged WHERE id = ?", [(one,) for one in ids])


def known(
    fields: Sequence[str], lists: Sequence[int], *, overwrite: bool, skip: bool
) -> list[tuple[int, bool]]:
    """The staged ids whose number a contact has, and whether the row leaves it as it is.

    A row leaves a contact as it is when it stops nothing, brings no other value and no list.
    `fields` may name "custom"; where its texts differ, perhaps only in their order, the answer is
    no: the planner looks.
    """
    same = ["s.status = 'subscribed'"]
    if not skip:
        for field in fields:
            empty = "{}" if field == "custom" else ""
            filled = "" if overwrite else f"s.{field} = '{empty}' OR "
            same.append(f"({filled}s.{field} = c.{field})")
        same += [
            "EXISTS (SELECT 1 FROM membership m"  # noqa: S608 - a number
            f" WHERE m.list_id = {int(list_id)} AND m.contact_id = c.id)"
            for list_id in lists
        ]
    found = rows(
        f"SELECT s.id, {' AND '.join(same)} FROM staged s"  # noqa: S608 - names are ours
        " JOIN contact c ON c.mobile = s.mobile"
    )
    return [(staged_id, bool(unchanged)) for staged_id, unchanged in found]


def stopped_before(run_id: int | None) -> list[int]:
    """The staged ids whose number was unsubscribed before this run wrote anything."""
    found = rows(
        "SELECT s.id FROM staged s JOIN preference p ON p.channel = 'mobile'"
        " AND p.number = s.mobile AND p.status = 'unsubscribed'"
        " JOIN preference_change h ON h.id = p.change_id"
        " WHERE h.run_id IS NULL OR h.run_id <> ?",
        (run_id or 0,),
    )
    return [staged_id for (staged_id,) in found]


def make_contacts(
    fields: Sequence[str], lists: Sequence[int], *, run_id: int, who: str, at: str
) -> None:
    """Make a contact of every row that is still there, on these lists, and let search find it."""
    if is_postgres():
        # Others may make contacts meanwhile, so the ids are known only once they are taken.
        made = "(SELECT c.id FROM contact c WHERE c.mobile = staged.mobile)"
        own_id = "nextval(pg_get_serial_sequence('contact', 'id'))"
    else:
        last = value("SELECT seq FROM sqlite_sequence WHERE name = 'contact'") or 0
        made = own_id = f"id + {int(last) + 1}"
    texts = "".join(f", {field}" for field in fields)
    execute(
        f"INSERT INTO contact (id, mobile, custom, search, sort_name{texts},"  # noqa: S608
        " import_run_id, created_at, created_by, updated_at, updated_by)"
        f" SELECT {own_id}, mobile, custom, words || ' ' || substr(mobile, 2), sort_name{texts},"
        " ?, ?, ?, ?, ? FROM staged ORDER BY id",
        (run_id, at, who, at, who),
    )
    for list_id in lists:
        execute(
            "INSERT INTO membership (list_id, contact_id)"  # noqa: S608
            f" SELECT {int(list_id)}, {made} FROM staged ORDER BY id"
        )
    if not is_postgres():
        execute(
            "INSERT INTO contact_words (rowid, words)"  # noqa: S608
            f" SELECT {made}, words FROM staged ORDER BY id"
        )
        execute(
            "INSERT INTO contact_digits (rowid, digits)"  # noqa: S608
            f" SELECT {made}, ltrim(digits || ' ' || substr(mobile, 2)) FROM staged ORDER BY id"
        )
