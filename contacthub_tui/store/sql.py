"""Plain SQL where the ORM would only be in the way, written once for both engines."""

from collections.abc import Iterable, Sequence
from typing import Any

from contacthub_tui.store.database import current_database, is_postgres


def execute(sql: str, parameters: Sequence[object] = ()) -> Any:
    """Run one statement with `?` for parameters; gives its cursor."""
    if is_postgres():
        sql = sql.replace("%", "%%").replace("?", "%s")
    return current_database().execute_sql(sql, tuple(parameters))


def rows(sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """Run one query; gives all its rows."""
    found: list[tuple[Any, ...]] = execute(sql, parameters).fetchall()
    return found


def value(sql: str, parameters: Sequence[object] = ()) -> Any:
    """Run one query; gives the first column of its first row, None when there is none."""
    found = execute(sql, parameters).fetchone()
    return found[0] if found else None


def execute_many(sql: str, records: Sequence[Sequence[object]]) -> None:
    """Run one statement for every record, on the transaction that is open."""
    if not records:
        return
    if is_postgres():
        sql = sql.replace("%", "%%").replace("?", "%s")
    current_database().cursor().executemany(sql, records)


def insert_many(table: str, columns: Sequence[str], records: Sequence[Sequence[object]]) -> None:
    """Add many records to a table, by COPY where the engine has it."""
    if not records:
        return
    names = ", ".join(columns)
    if is_postgres():
        with current_database().cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for start in range(0, len(records), COPIED):
                copy.write(_copied(records[start : start + COPIED]))
        return
    marks = ", ".join("?" * len(columns))
    current_database().cursor().executemany(
        f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - names are ours
        records,
    )


#: Records that travel to PostgreSQL in one piece.
COPIED = 2_000

_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _copied(records: Sequence[Sequence[object]]) -> str:
    """Records in the text format of COPY (https://www.postgresql.org/docs/current/sql-copy.html)."""
    width = len(records[0])
    line = "\t".join(["%s"] * width) + "\n"
    text = "".join([line % tuple(record) for record in records])
    needs_escapes = (
        "\\" in text
        or "\r" in text
        or text.count("\n") != len(records)
        or text.count("\t") != len(records) * (width - 1)
        or any(None in record for record in records)
    )
    if not needs_escapes:
        return text
    return "".join(map(_escaped, records))


def _escaped(record: Sequence[object]) -> str:
    return (
        "\t".join("\\N" if cell is None else str(cell).translate(_ESCAPED) for cell in record)
        + "\n"
    )


#: SQLite takes 32,766 parameters a statement; fewer keep the parse short.
CHUNK = 5_000


def rows_in(sql: str, values: Iterable[object]) -> list[tuple[Any, ...]]:
    """The rows of a query whose `IN (…)` takes any number of values."""
    wanted = list(values)
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        found += rows(sql.replace("…", ", ".join("?" * len(part))), part)
    return found


def new_ids(table: str, count: int) -> list[int]:
    """Take ids that no record has had before. Call inside a transaction, then use them all."""
    if is_postgres():
        taken = rows(
            "SELECT nextval(made.ids) FROM generate_series(1, ?),"
            " (SELECT pg_get_serial_sequence(?, 'id')::regclass AS ids OFFSET 0) made",
            (count, table),
        )
        return [row[0] for row in taken]
    last = value("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)) or 0
    return list(range(last + 1, last + 1 + count))
