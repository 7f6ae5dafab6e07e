"""Whether the open store is sound: file, schema, guards, search, preferences and ledger."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playhouse.schema_diff import diff_models

from contacthub_tui.store.database import is_postgres, session
from contacthub_tui.store.models import MODELS
from contacthub_tui.store.sql import rows, value

#: Room on the disk below which an import may not end, in MB.
ROOM = 200

#: Indexes that only one engine has, which models cannot say.
_ENGINE_ONLY = frozenset(
    {"contact_words", "contact_digits", "contact_without_mobile", "message_words"}
)


#: Triggers without which a mistake or a statement by hand could resubscribe somebody.
_GUARDS = {
    "sqlite": (
        "ledger_is_final", "ledger_is_kept", "preference_is_kept", "preference_is_not_replaced",
        "preference_stays_unsubscribed",
    ),
    "postgresql": (
        "ledger_is_final", "ledger_is_kept", "preference_is_kept", "preferences_are_kept",
        "preference_stays_unsubscribed", "preference_has_its_line", "preference_keeps_a_line",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked: integrity, schema, guards, search, preferences or space."""

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
        differences = schema_differences(database)
        findings.append(Finding("schema", not differences, differences))
        missing_guards = _missing_guards()
        findings.append(Finding("guards", not missing_guards, missing_guards))
        if not is_postgres():
            missing = sum(_not_found(index) for index in ("contact_words", "contact_digits"))
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


def _missing_guards() -> str:
    if is_postgres():
        engine = "postgresql"
        found = rows("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
    else:
        engine = "sqlite"
        found = rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    there = {row[0] for row in found}
    return ", ".join(name for name in _GUARDS[engine] if name not in there)


def schema_differences(database: Any) -> str:
    """How the open database differs from the models, empty when it does not. In a session."""
    found = diff_models(database, MODELS)
    beside = [index for index in found.drop_indexes if index.name not in _ENGINE_ONLY]
    found = found._replace(drop_indexes=beside)
    return str(found) if found else ""


def _not_found(index: str) -> int:
    """How many contacts an index of the search lacks, or has without there being a contact."""
    missing = f"SELECT id FROM contact EXCEPT SELECT rowid FROM {index}"  # noqa: S608
    extra = f"SELECT rowid FROM {index} EXCEPT SELECT id FROM contact"  # noqa: S608
    return sum(int(value(f"SELECT count(*) FROM ({ids})")) for ids in (missing, extra))  # noqa: S608
