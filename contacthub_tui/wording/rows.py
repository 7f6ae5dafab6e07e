"""What is said of the rows of an import that want a look. Enters: kinds, counts, runs. Leaves:
sentences and titles.
"""

from pathlib import Path

from contacthub_tui.domain.import_run import Counts, ImportRun, RowKind, RunState
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, ngettext, number

_TITLES: dict[RowKind | None, str] = {
    None: mark("Rows to look at"),
    RowKind.FAILED: mark("Failed rows"),
    RowKind.DUPLICATE: mark("Duplicates in the file"),
    RowKind.WARNING: mark("Rows with a warning"),
    RowKind.FIXED: mark("Fixed rows"),
}
_WORKING = (RunState.WAITING, RunState.RUNNING, RunState.UNDOING)


def rows_title(kind: RowKind | None) -> str:
    """What rows of a kind are called; None stands for all that want a look."""
    return _(_TITLES[kind])


def nothing_to_look_at(run: ImportRun) -> str:
    """What is said where no row of an import wants a look."""
    if run.state in _WORKING:
        return _("Rows that fail will stand here.")
    if not run.counts.rows:
        return _("No row of the file came in.")
    if run.state is not RunState.FINISHED:
        return _("No row that was read wants a look.")
    return _("Every row came in. There is nothing to look at.")


def fixed_report(count: int) -> str:
    """What one correction did to many rows."""
    if not count:
        return _("No row was fixed")
    return ngettext(
        "{n} row is fixed; ctrl+s imports it", "{n} rows are fixed; ctrl+s imports them", count
    ).format(n=number(count))


def joined_report(change: Counts) -> str:
    """What came of the fixed rows that were imported, by how the counts have changed."""
    count = -change.failed
    if not count:
        return _("No fixed row could be imported")
    told = ngettext("{n} fixed row was imported", "{n} fixed rows were imported", count).format(
        n=number(count)
    )
    parts = (
        (change.created, ngettext("{n} created", "{n} created", change.created)),
        (change.updated, ngettext("{n} updated", "{n} updated", change.updated)),
        (change.unchanged, ngettext("{n} unchanged", "{n} unchanged", change.unchanged)),
        (change.duplicate, ngettext("{n} duplicate", "{n} duplicates", change.duplicate)),
    )
    return " · ".join([told, *(text.format(n=number(n)) for n, text in parts if n)])


def written_report(path: Path, count: int | None) -> str:
    """How many failed rows were written, and where; None says that it was stopped."""
    if count is None:
        return _("The export was stopped; nothing was written")
    return ngettext(
        "{n} row was written to {path}", "{n} rows were written to {path}", count
    ).format(n=number(count), path=safe(str(path), 300))
