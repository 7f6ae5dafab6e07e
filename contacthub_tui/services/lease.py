"""Who dispatches: one process at a time, whoever it is. Enters: a worker. Leaves: yes or no.

The lease is one row. A worker that has died or fallen silent (`services.workers`) loses it to the
next that asks; what it had claimed is then unknown, for nobody can tell whether it was sent.
"""

from dataclasses import dataclass

from contacthub_tui.errors import RefusedError
from contacthub_tui.services.preferences import lock_preferences, now
from contacthub_tui.services.threads import moment
from contacthub_tui.services.workers import is_alive
from contacthub_tui.store.database import session, transaction
from contacthub_tui.store.sql import execute, rows, value

#: Seconds between two heartbeats; `services.workers` believes in a silent worker for longer.
HEARTBEAT = 10


@dataclass(frozen=True, slots=True)
class Lease:
    """Who dispatches through which gateway, since when; `alive` where the worker still is."""

    worker: str
    gateway: str
    since: str
    heartbeat: str
    alive: bool


def take_lease(worker: str, gateway: str) -> bool:
    """Become the one who dispatches; False where another one does. Raises StoreError."""
    held = current_lease()
    if held is not None and held.alive and held.worker != worker:
        return False
    with transaction():
        # Another one may have been first.
        lock_preferences()
        held = current_lease()
        if held is not None and held.alive and held.worker != worker:
            return False
        execute("DELETE FROM dispatcher_lease")
        execute(
            "INSERT INTO dispatcher_lease (id, worker, heartbeat, gateway, since)"
            " VALUES (1, ?, ?, ?, ?)",
            (worker, now(), gateway, now()),
        )
        execute(
            "UPDATE message SET state = 'unknown', reason = 'dispatcher-died', ended_at = ?"
            " WHERE state = 'claimed'",
            (moment(),),
        )
    return True


def keep_lease(worker: str) -> bool:
    """Say that the worker lives; False where it has lost the lease meanwhile."""
    with transaction():
        done = execute(
            "UPDATE dispatcher_lease SET heartbeat = ? WHERE worker = ?", (now(), worker)
        )
        return int(done.rowcount) == 1


def give_lease_back(worker: str) -> None:
    """Let another one dispatch at once."""
    with transaction():
        execute("DELETE FROM dispatcher_lease WHERE worker = ?", (worker,))


def current_lease() -> Lease | None:
    """Who holds the lease; None where nobody does."""
    with session():
        held = rows("SELECT worker, gateway, since, heartbeat FROM dispatcher_lease")
    if not held:
        return None
    worker, gateway, since, heartbeat = held[0]
    return Lease(worker, gateway, since, heartbeat, is_alive(worker, heartbeat))


def must_hold(worker: str) -> None:
    """Raise RefusedError lease-lost unless this worker dispatches, inside a transaction."""
    if value("SELECT worker FROM dispatcher_lease") != worker:
        raise RefusedError("lease-lost")
