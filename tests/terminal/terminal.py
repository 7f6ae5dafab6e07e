"""The program in a terminal. Enters: arguments, keys. Leaves: its screen, and all it wrote."""

import codecs
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pexpect
import pyte
import pytest

COLUMNS, LINES = 80, 24
#: Seconds until the screen must show what a key asked for; a machine may be busy.
PATIENCE = 30
#: Seconds until a program that was told to end has put its store away and is gone.
LAST = 90


class Terminal:
    """A program in a terminal, and what its screen shows."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        size: tuple[int, int] = (COLUMNS, LINES),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        columns, lines = size
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self.screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.raw = b""
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "contacthub_tui", *arguments],
            dimensions=(lines, columns),
            env={
                "CONTACTHUB_HOME": str(home),
                "PATH": "/usr/bin:/bin",
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                "HOME": str(home),
                "PYTHONFAULTHANDLER": "1",
                **(environment or {}),
            },
        )
        # pexpect waits before it types, for programs that read passwords.
        self._child.delaybeforesend = None

    @property
    def written(self) -> str:
        """All that the program wrote, as text."""
        return self.raw.decode("utf-8", "replace")

    @property
    def pid(self) -> int:
        """The process of the program."""
        return int(self._child.pid)

    def press(self, keys: str) -> None:
        """Type keys."""
        self._child.send(os.fsencode(keys))

    def paste(self, text: str) -> None:
        """Paste a text the way terminals do it that tell pasted from typed."""
        self.press(f"\x1b[200~{text}\x1b[201~")

    def click(self, text: str) -> None:
        """Click where the screen shows a text (SGR mouse reports)."""
        self.wait_for(text)
        lines = self.shown.split("\n")
        line = next(index for index, shown in enumerate(lines) if text in shown)
        place = f"0;{lines[line].index(text) + 1};{line + 1}"
        self.press(f"\x1b[<{place}M\x1b[<{place}m")

    def wait_for(self, text: str) -> str:
        """Give the screen as soon as it shows a text."""
        return self.wait_until(lambda shown: text in shown, text)

    def wait_until(self, holds: Callable[[str], bool], wanted: str) -> str:
        """Give the screen as soon as a condition holds for it."""
        deadline = time.monotonic() + PATIENCE
        while not holds(self.shown):
            if time.monotonic() > deadline or not self._take(1):
                pytest.fail(f"the screen never showed {wanted!r}:\n{self.shown}")
        return self.shown

    def wait_quiet(self) -> str:
        """Give the screen when the program has written nothing for a moment."""
        while self._take(0.2) and self._took:
            pass
        return self.shown

    @property
    def shown(self) -> str:
        """The screen as lines of text."""
        # Not `display`: it fails on half a wide character, which a paint that is not over leaves.
        return "\n".join("".join(self.cells(line)) for line in range(self.screen.lines))

    def cells(self, line: int) -> list[str]:
        """The cells of a line; the second cell of a wide character is empty."""
        return [self.screen.buffer[line][x].data for x in range(self.screen.columns)]

    def _take(self, patience: float) -> bool:
        """Feed the screen what the program wrote; whether it still lives."""
        self._took = b""
        try:
            self._took = self._child.read_nonblocking(size=65536, timeout=patience)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += self._took
        self._stream.feed(self._decode(self._took))
        return True

    def end(self) -> int | None:
        """Wait until the program has ended; gives its status, None when a signal ended it."""
        deadline = time.monotonic() + LAST
        while self._take(1):
            if time.monotonic() > deadline:
                pytest.fail(f"the program did not end:\n{self.shown}\n{self._last_words()}")
        self._child.close(force=False)
        status: int | None = self._child.exitstatus
        return status

    def _last_words(self) -> str:
        """Where each thread of the program is, as it says when it is aborted."""
        said = len(self.raw)
        os.kill(self.pid, signal.SIGABRT)
        while self._take(1):
            pass
        return self.raw[said:].decode("utf-8", "replace")

    def hang_up(self) -> None:
        """Close the terminal under the program, as a window that is closed does."""
        self._child.ptyproc.fileobj.close()
        self._child.ptyproc.closed = True
        os.waitpid(self.pid, 0)
        self._child.ptyproc.terminated = self._child.terminated = True
        self._child.closed = True

    def close(self) -> None:
        """End the program if it has not ended."""
        self._child.close(force=True)
