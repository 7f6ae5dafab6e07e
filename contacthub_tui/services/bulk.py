"""Do one thing to many contacts: count them first, work in parts, report.

Enters: an act and the chosen contacts, one or a million. Leaves: what the act does, each part of it
in one transaction, and a report. Who is meant is settled at the start. Another act needs a code
(`domain.bulk`), its words (`wording.acts`) and an entry in `_begin`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from contacthub_tui.domain.bulk import Act, ActCode, Chosen, Report
from contacthub_tui.errors import ContactHubError
from contacthub_tui.services.deletion import begin_deletion, delete_part
from contacthub_tui.services.memberships import begin_adding, begin_removing
from contacthub_tui.services.preferences import (
    count_stopped,
    kept_reason,
    lock_preferences,
    stop_part,
)
from contacthub_tui.store import chosen as chosen_table
from contacthub_tui.store.database import session, transaction

#: Contacts of one transaction: so many are done within a blink, and others get their turn.
PART = 20_000
#: Unsubscribing takes more: their numbers lie all over a large store, and each part reads and
#: writes the same pages again.
STOPPED_AT_ONCE = 50_000

OnProgress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Begun:
    """An act under way: `work` does it to the contacts of `part`, gives how many it changed."""

    work: Callable[[], int]
    deletion: int | None = None
    part: int = 0  # contacts of one transaction, `PART` where it does not say


def count_chosen(chosen: Chosen) -> int:
    """How many of the chosen contacts there are now."""
    with session():
        return chosen_table.count(chosen)


def count_unsubscribed(chosen: Chosen) -> int:
    """How many of the chosen contacts are unsubscribed on every channel of all their numbers."""
    with session():
        chosen_table.lay(chosen)
        try:
            return count_stopped()
        finally:
            chosen_table.give_room_back()


def carry_out(
    act: Act,
    chosen: Chosen,
    *,
    who: str,
    on_progress: OnProgress | None = None,
    cancelled: Cancelled = lambda: False,
) -> Report:
    """Do it to all of the chosen; what is done when `cancelled` says so stays done.

    `on_progress` hears (done, all) after each part. Call it in a thread. Raises StoreError and
    RefusedError where nothing could be done; what stops it later is told by the report.
    """
    with session():
        found = chosen_table.lay(chosen)
        try:
            begun = _begin(act, who)
            report = _work_in_parts(begun, found, on_progress, cancelled)
        finally:
            chosen_table.give_room_back()
    gone_before = max(0, len(chosen.ids) - found)
    return replace(report, gone=report.gone + gone_before, deletion=begun.deletion)


def _begin(act: Act, who: str) -> Begun:
    match act.code:
        case ActCode.ADD_TO_LISTS:
            return Begun(begin_adding(act, who))
        case ActCode.REMOVE_FROM_LISTS:
            return Begun(begin_removing(act))
        case ActCode.DELETE:
            deletion_id = begin_deletion(who)
            return Begun(partial(delete_part, deletion_id, who), deletion_id)
        case ActCode.UNSUBSCRIBE:
            stop = partial(stop_part, who=who, reason=kept_reason(act.reason))
            return Begun(stop, part=STOPPED_AT_ONCE)


def _work_in_parts(
    begun: Begun, found: int, on_progress: OnProgress | None, cancelled: Cancelled
) -> Report:
    report = Report()
    part = begun.part or PART
    for start in range(0, found, part):
        if cancelled():
            return replace(report, left=found - start)
        size = min(part, found - start)
        try:
            with transaction():
                lock_preferences()
                there = chosen_table.take(start, size)
                touched = begun.work() if there else 0
        except ContactHubError as error:
            if not start:
                raise
            return replace(report, left=found - start, error=error)
        report = Report(
            touched=report.touched + touched,
            already=report.already + there - touched,
            gone=report.gone + size - there,
        )
        if on_progress:
            on_progress(start + size, found)
    return report
