"""Contacts that were merged into another: what an undo of an import must know of that other."""

from typing import Any

# Ids only, kept when the contact goes: a deletion that is taken back brings it back.
TABLE = """
CREATE TABLE merged_contact (
    gone_id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL,
    import_run_id INTEGER,
    at TEXT NOT NULL,
    who TEXT NOT NULL
) {keyed}
"""


def up(migrator: Any, db: Any) -> None:
    """Make the table."""
    postgres = type(migrator).__name__ == "PostgresqlMigrator"
    db.execute_sql(TABLE.format(keyed="" if postgres else "STRICT, WITHOUT ROWID"))
    db.execute_sql("CREATE INDEX merged_contact_contact ON merged_contact (contact_id)")
