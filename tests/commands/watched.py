"""A process that is watched while it works, and killed at a moment of its work.

Moments are told by what the process has done, which a busy machine does not change: processor
time, bytes read and written, statements that its database was asked.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

#: Reads how far a process has come; it never goes back.
Measure = Callable[[int], float]

_TICK = os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    """The processes that a process has started and that still live, theirs included."""
    try:
        found = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [*found, *(below for child in found for below in children(child))]


def seconds_worked(pid: int) -> float:
    """Processor time of a process and all below it."""
    return sum(_processor_time(one) for one in (pid, *children(pid)))


def _processor_time(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    # Its own, and that of children that it has waited for (proc(5), utime to cstime).
    return sum(map(int, fields[11:15])) / _TICK


def bytes_read(pid: int) -> float:
    """Bytes that a process has read from files and pipes."""
    return _transferred(pid, "rchar")


def bytes_written(pid: int) -> float:
    """Bytes that a process has written to files and pipes."""
    return _transferred(pid, "wchar")


def _transferred(pid: int, name: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/io").read_text().splitlines()
    except OSError:
        return 0.0
    return float(next((line.split()[1] for line in lines if line.startswith(name)), 0))


def in_group(group: int) -> list[int]:
    """The living processes of a process group."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = entry.read_text().rpartition(")")[2].split()
            if int(fields[2]) == group and fields[0] not in "ZX":
                found.append(int(entry.parent.name))
    return found


class Watched:
    """A process in a group of its own."""

    def __init__(self, command: Sequence[str]) -> None:
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def wait_until(self, measure: Measure, reached: float) -> bool:
        """Wait for a moment of the work; False when the process ended before."""
        while self.process.poll() is None:
            if measure(self.process.pid) >= reached:
                return True
            time.sleep(0.002)
        return False

    def most(self, measures: dict[str, Measure]) -> dict[str, float]:
        """How far the process came by several measures at its end."""
        most = dict.fromkeys(measures, 0.0)
        while self.process.poll() is None:
            for name, measure in measures.items():
                most[name] = max(most[name], measure(self.process.pid))
            time.sleep(0.001)
        return most

    def kill(self, whom: str) -> str:
        """Kill the `parent`, a `child` of it or the `group`; gives whom, the parent if no child."""
        below = children(self.process.pid)
        if whom == "child" and below:
            os.kill(below[0], signal.SIGKILL)
            return whom
        if whom == "group":
            os.killpg(self.process.pid, signal.SIGKILL)
            return whom
        self.process.kill()
        return "parent"

    def end(self, patience: float) -> tuple[int, str, str]:
        """Status, standard output and standard error, when nothing is left of the group."""
        out, err = self.process.communicate(timeout=patience)
        deadline = time.monotonic() + patience
        while left := in_group(self.process.pid):
            assert time.monotonic() < deadline, f"left over: {left}"
            time.sleep(0.001)
        return self.process.returncode, out, err
