"""A program run to its end and weighed. Enters: a command. Leaves: seconds, memory, last line."""

import json
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_LOOK_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds from start to end, the most memory of the whole tree in bytes, what was said last."""

    seconds: float
    memory: int
    said: dict[str, Any]


def run(command: Sequence[str], environ: Mapping[str, str]) -> Run:
    """Run a command to its end. Raises CalledProcessError when it fails."""
    began = time.monotonic()
    process = subprocess.Popen(
        command,
        env={**os.environ, **environ},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    most = 0
    while process.poll() is None:
        most = max(most, tree_memory(process.pid))
        time.sleep(_LOOK_EVERY)
    seconds = time.monotonic() - began
    assert process.stdout is not None
    lines = process.stdout.read().splitlines()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    last = lines[-1] if lines else b""
    return Run(seconds, most, json.loads(last) if last.startswith(b"{") else {})


def tree_memory(pid: int) -> int:
    """The memory of a process and all below it in bytes, pages that they share counted once."""
    return sum(map(_memory, _tree(pid)))


def _tree(pid: int) -> list[int]:
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in below for one in _tree(int(child)))]


def _memory(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
