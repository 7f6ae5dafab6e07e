"""Whether the open store is sound: the file, the schema, the search, preferences and ledger."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from playhouse.schema_diff import diff_models

from contacthub_tui.store.database import is_postgres, session
from contacthub_tui.store.models import MODELS
from contacthub_tui.store.sql import value

#: Room on the disk below which an import may not end, in MB.
ROOM = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked: integrity, schema, search, preferences or space."""

    code: str
    sound: bool
    detail: str = ""


def check_store() -> list[Finding]:
    """Check everything; reads the whole database. Raises StoreError."""
    findings = []
    with session() as database:
        if not is_postgres():
            said = value("PRAGMA integrity_check(1)")
            findings.append(Finding("integrity", said == "ok", str(said)))
        differences = str(diff_models(database, MODELS))
        findings.append(Finding("schema", not differences, differences))
        if not is_postgres():
            missing = value(
                "SELECT (SELECT count(*) FROM (SELECT id FROM contact"
                " EXCEPT SELECT rowid FROM contact_search))"
                " + (SELECT count(*) FROM (SELECT rowid FROM contact_search"
                " EXCEPT SELECT id FROM contact))"
            )
            findings.append(Finding("search", missing == 0, str(missing)))
        wrong = value(
            "SELECT count(*) FROM preference p LEFT JOIN preference_change c ON c.id = p.change_id"
            " WHERE c.id IS NULL OR c.after <> p.status OR c.number <> p.number"
            " OR c.channel <> p.channel"
        )
        findings.append(Finding("preferences", wrong == 0, str(wrong)))
        if not is_postgres():
            free = shutil.disk_usage(Path(database.database).absolute().parent).free // 1_000_000
            findings.append(Finding("space", free >= ROOM, str(ROOM)))
    return findings
