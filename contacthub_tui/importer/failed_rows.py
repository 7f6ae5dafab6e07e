"""Write the rows of an import that failed to a file. Enters: a run's id and a path. Leaves: a CSV
with the original columns, the number of each row and why it failed.
"""

import csv
from collections.abc import Callable
from pathlib import Path

from contacthub_tui.domain.spreadsheet_text import neutralise
from contacthub_tui.errors import RefusedError
from contacthub_tui.i18n import _
from contacthub_tui.services import imports
from contacthub_tui.services.drafts import draft_of
from contacthub_tui.wording import row_reason

_LOOK = 1_000  # rows between two looks at whether it is still wanted


class _NotWantedError(Exception):
    """Ends a file that nobody waits for any more."""


def write_failed(
    run_id: int,
    path: Path,
    on_progress: Callable[[int, int], None] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int | None:
    """Write the rows that failed and did not come in since, whole or not at all; gives how many.

    None where it was `cancelled`. Raises FileError unwritable, RefusedError no-such-run, own-file
    for the file that was imported, and StoreError.
    """
    if path.resolve() == imports.file_of(run_id).resolve():
        raise RefusedError("own-file", path=str(path))
    headers, failed = imports.failed_rows(run_id)
    try:
        with (
            draft_of(path, run=run_id) as draft,
            draft.open("w", encoding="utf-8-sig", newline="") as file,
        ):
            out = csv.writer(file)
            out.writerow([*map(neutralise, headers), _("Row"), _("Reason")])
            for index, row in enumerate(failed):
                if index % _LOOK == 0:
                    on_progress(index, len(failed))
                    if cancelled():
                        raise _NotWantedError
                cells = [*row.cells, *[""] * (len(headers) - len(row.cells))]
                out.writerow([*map(neutralise, cells), row.row, row_reason(row.reason)])
    except _NotWantedError:
        return None
    return len(failed)
