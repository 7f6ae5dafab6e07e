"""Imports as an operator makes them, and what they leave. Enters: files. Leaves: runs, contacts."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from contacthub_tui.domain.contact import Contact
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.domain.import_run import ImportOptions, ImportRun
from contacthub_tui.importer.run import run_import
from contacthub_tui.services import contacts, imports
from contacthub_tui.store.database import session
from contacthub_tui.store.sql import rows

TABLES = (
    "contact", "contact_list", "membership", "custom_field", "preference", "preference_change",
    "import_run", "import_row",
)  # fmt: skip


def run(path: Path, **options: Any) -> ImportRun:
    """Import a file as the operator chose."""
    return run_import(imports.create_run(path, ImportOptions(**options), "marie"))


def everyone() -> list[Contact]:
    """All contacts, sorted by name."""
    return contacts.contact_page(ContactQuery(), 0, 1_000)


def by_number(number: str) -> Contact:
    """The contact that has this mobile."""
    (found,) = [contact for contact in everyone() if contact.mobile == number]
    return found


def snapshot() -> dict[str, list[tuple[Any, ...]]]:
    """All that the store holds."""
    with session():
        return {table: sorted(rows(f"SELECT * FROM {table}"), key=repr) for table in TABLES}


def values(contact: Contact) -> Contact:
    """A contact without what two imports of it cannot have in common."""
    return replace(
        contact, id=0, version=0, created_at="", updated_at="", created_by="", updated_by=""
    )
