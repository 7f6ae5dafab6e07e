"""Who works on a run, and whether it still lives.

A worker is `host:pid:started`. On its own host a worker lives as long as that process does; of one
on another host only its heartbeat is known.
"""

import os
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

#: A worker on another host that has said nothing for so long is gone.
SILENCE = timedelta(seconds=90)


def this_worker() -> str:
    """The name of this process."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def is_alive(worker: str, heartbeat: str) -> bool:
    """Whether the process that a worker names still works."""
    try:
        host, pid, started = worker.rsplit(":", 2)
        number = int(pid)
    except ValueError:
        return False
    if host != socket.gethostname():
        said = datetime.fromisoformat(heartbeat) if heartbeat else datetime.min.replace(tzinfo=UTC)
        return datetime.now(UTC) - said < SILENCE
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    # The number may belong to a later process by now.
    return _started(number) == started


def _started(pid: int) -> str:
    """When a process began, in the kernel's ticks; empty where the system does not tell."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    fields = text.rpartition(")")[2].split()
    # A process that has ended but was not waited for is a zombie: it works on nothing.
    return "" if fields[0] in "ZX" else fields[19]
