"""What a process that reads files of strangers may take. Enters: nothing. Leaves: limits set.

A hostile file can ask for all memory, or for ever; the process dies of it and nobody else does.
"""

import os
import resource
import signal

#: Address space, in bytes. A workbook of a million rows of eight cells takes half of it.
MEMORY_LIMIT = 2 * 1024**3
#: Seconds to know a file in, and what a large one gets more, in bytes a second.
TIME_LIMIT = 15
READING_RATE = 4 * 1024**2


def limit_process() -> None:
    """Hold this process to its memory and a low priority, for good."""
    # Ctrl-C reaches every process of a terminal; the one that writes contacts decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The default action of the signal ends even a loop inside a library that never returns.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


def limit_time(size: int) -> None:
    """End this process unless a file of so many bytes is known in time (`signal.alarm(0)`)."""
    signal.alarm(TIME_LIMIT + size // READING_RATE)
