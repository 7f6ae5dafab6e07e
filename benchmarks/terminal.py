"""A program at a real terminal. Enters: a command, keys. Leaves: seconds until bytes come back.

A key's time ends when the bytes that paint an expected text are read: what a person waits for, but
for the terminal's own drawing.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

COLUMNS, LINES = 120, 36
_PATIENCE = 60  # seconds until a text must have come
_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-9;:?<>=!]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|.)"
)


class Terminal:
    """A running program in a terminal of 120 x 36."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environ}
        self.began = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), environment)
        size = struct.pack("HHHH", LINES, COLUMNS, 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, size)

    def wait_for(self, text: str, since: float | None = None) -> float:
        """Seconds from `since`, or the program's begin, until it has painted a text anew."""
        wanted = text.encode()
        written = b""
        start = self.began if since is None else since
        while True:
            written += self._read(start + _PATIENCE, text)
            now = time.perf_counter()
            if wanted in _ESCAPES.sub(b"", written):
                return now - start

    def press(self, keys: str, text: str) -> float:
        """Type keys; seconds until a text is painted."""
        self.settle(0)
        start = time.perf_counter()
        os.write(self._terminal, keys.encode())
        return self.wait_for(text, start)

    def type(self, keys: str) -> None:
        """Type keys that nothing is awaited of."""
        os.write(self._terminal, keys.encode())
        self.settle(0.3)

    def settle(self, seconds: float) -> None:
        """Read on until nothing has come for so long: the screen is at rest."""
        while select.select([self._terminal], [], [], seconds)[0]:
            try:
                if not os.read(self._terminal, 65536):
                    return
            except OSError:
                return

    def memory(self) -> int:
        """Bytes that the program holds in memory, those it shares with others included."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        kilobytes = re.search(r"VmRSS:\s+(\d+)", status)
        return int(kilobytes[1]) * 1024 if kilobytes else 0

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)

    def _read(self, deadline: float, text: str) -> bytes:
        """What has come, at once when some has. Raises TimeoutError, EOFError."""
        ready, _, _ = select.select([self._terminal], [], [], deadline - time.perf_counter())
        if not ready:
            raise TimeoutError(f"the program never painted {text!r}")
        try:
            return os.read(self._terminal, 65536)
        except OSError:
            raise EOFError(f"the program ended before it painted {text!r}") from None
