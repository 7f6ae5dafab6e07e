"""Of each of the team's settings, who chose it and when."""

from typing import Any


def up(_migrator: Any, db: Any) -> None:
    """Add the columns."""
    for column in ("who", "at"):
        db.execute_sql(f"ALTER TABLE account ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
