"""The state of an import as a sign and a word. Enters: a run. Leaves: a cell for tables."""

from contacthub_tui.domain.import_run import ImportRun, RunState
from contacthub_tui.i18n import percent
from contacthub_tui.widgets.columns import Cell
from contacthub_tui.wording import state_label

_SIGNS = {
    RunState.WAITING: ("…", "muted"),
    RunState.RUNNING: ("⟳", "accent"),
    RunState.FINISHED: ("✓", "good"),
    RunState.CANCELLED: ("■", "muted"),
    RunState.FAILED: ("✗", "bad"),
    RunState.INTERRUPTED: ("▲", "attention"),
    RunState.UNDOING: ("⟲", "accent"),
    RunState.UNDONE: ("↶", "muted"),
}


def state_cell(run: ImportRun) -> Cell:
    """`✓ Finished`, `⟳ 62%`."""
    sign, role = _SIGNS[run.state]
    if run.state in (RunState.RUNNING, RunState.UNDOING):
        return Cell(f"{sign} {state_label(run.state)} {percent(run.progress)}", role)
    return Cell(f"{sign} {state_label(run.state)}", role)
