"""Rows of an import laid beside the store, so that the database weighs thousands at once.

Enters: plain rows. Leaves: which of them a stored contact has the number of, and whether they
would change it; then contacts, found by search, for those that stay. The table lives in the
connection and holds one batch.
"""

from collections.abc import Iterator, Sequence

from contacthub_tui.domain.contact import TEXT_FIELDS
from contacthub_tui.store.database import is_postgres
from contacthub_tui.store.sql import execute, execute_many, insert_many, rows, value

#: Rows that one statement brings in.
_PART = 4_000

_COLUMNS = ("id", "row_number", "mobile", "status", "custom", "words", "digits", "sort_name")
_MADE = "CREATE TEMP TABLE IF NOT EXISTS staged (id BIGINT{key}, row_number INTEGER, {columns})"

#: PostgreSQL knows little of tables that were filled only just, and would read all of them for
#: every batch, or the batch for every record. So the batch, which has no index, is read once and
#: everything else looked up, up to the end of the transaction.
_PLANNED = """SELECT set_config('enable_seqscan', 'off', true),
    set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
    set_config('enable_bitmapscan', 'off', true), set_config('enable_material', 'off', true),
    set_config('jit', 'off', true), set_config('work_mem', '64MB', true),
    set_config('client_min_messages', 'warning', true)"""
#: Room for a batch in memory can be asked for only before a connection has its first such table.
_ROOM = "SELECT set_config('temp_buffers', '64MB', false) WHERE pg_my_temp_schema() = 0"


def stage(plain: Sequence[tuple[object, ...]], fields: Sequence[str]) -> None:
    """Lay rows down, with their places for ids: values as in `domain.plain_row`, `fields` last."""
    texts = ", ".join(f"{name} TEXT NOT NULL DEFAULT ''" for name in (*_COLUMNS[2:], *TEXT_FIELDS))
    if is_postgres():
        execute(_PLANNED)
        execute(_ROOM)
    execute(_MADE.format(columns=texts, key="" if is_postgres() else " PRIMARY KEY"))
    clear()
    insert_many(
        "staged",
        (*_COLUMNS, *fields),
        [(place, *row) for place, row in enumerate(plain)],
    )


def clear() -> None:
    """Take every row up."""
    execute("TRUNCATE staged" if is_postgres() else "DELETE FROM staged")


def take_up(ids: Sequence[int]) -> None:
    """Take some rows up."""
    if is_postgres():
        execute("DELETE FROM staged WHERE id = ANY(?)", (list(ids),))
        return
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
    held = "JOIN contact c ON c.mobile = s.mobile"
    if is_postgres():
        held = "JOIN LATERAL (SELECT * FROM contact WHERE mobile = s.mobile OFFSET 0) c ON true"
    found = rows(f"SELECT s.id, {' AND '.join(same)} FROM staged s {held}")  # noqa: S608 - ours
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
        into, own_id = "", ""
    else:
        last = value("SELECT seq FROM sqlite_sequence WHERE name = 'contact'") or 0
        made = f"id + {int(last) + 1}"
        into, own_id = "id, ", f"{made}, "
    texts = "".join(f", {field}" for field in fields)
    for part in parts("staged"):
        execute(
            f"INSERT INTO contact ({into}mobile, custom, search, sort_name{texts},"  # noqa: S608
            " import_run_id, created_at, created_by, updated_at, updated_by)"
            f" SELECT {own_id}mobile, custom, words || ' ' || substr(mobile, 2), sort_name{texts},"
            f" ?, ?, ?, ?, ? FROM staged WHERE {part} ORDER BY id",
            (run_id, at, who, at, who),
        )
        for list_id in lists:
            execute(
                "INSERT INTO membership (list_id, contact_id)"  # noqa: S608
                f" SELECT {int(list_id)}, {made} FROM staged WHERE {part} ORDER BY id"
            )
        if not is_postgres():
            execute(
                "INSERT INTO contact_words (rowid, words)"  # noqa: S608
                f" SELECT {made}, words FROM staged WHERE {part} ORDER BY id"
            )
            execute(
                "INSERT INTO contact_digits (rowid, digits)"  # noqa: S608
                f" SELECT {made}, ltrim(digits || ' ' || substr(mobile, 2)) FROM staged"
                f" WHERE {part} ORDER BY id"
            )


def parts(table: str, after: int = -1) -> Iterator[str]:
    """Conditions that together hold for every row of a table with an id beyond `after`.

    Before a statement that can fail half-way SQLite keeps every page that it is to change, in
    memory (https://sqlite.org/tempfiles.html#statement_journal_files), and what many rows change
    grows with the store; few at a time keep that small.
    """
    if is_postgres():
        yield f"id > {after}"
        return
    last = value(f"SELECT max(id) FROM {table}")  # noqa: S608 - ours
    for first in range(after + 1, 1 + (after if last is None else last), _PART):
        yield f"id BETWEEN {first} AND {first + _PART - 1}"
