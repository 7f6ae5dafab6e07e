"""Failed rows of an import that an operator put right.

`fixed_cells` is the row as it is now meant (JSON), beside its original cells. `fixed_turn` is 0
until the row was imported after all; then it counts the turns in which such rows of its run were,
so that an undo takes back the last change first.
"""

from typing import Any


def up(_migrator: Any, db: Any) -> None:
    """Add the columns."""
    db.execute_sql("ALTER TABLE import_row ADD COLUMN fixed_cells TEXT NOT NULL DEFAULT ''")
    db.execute_sql("ALTER TABLE import_row ADD COLUMN fixed_turn INTEGER NOT NULL DEFAULT 0")
    db.execute_sql(
        "CREATE INDEX import_row_fixed ON import_row (run_id, row_number) WHERE fixed_cells <> ''"
    )
