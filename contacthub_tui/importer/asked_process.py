"""A process of ours that answers requests. Enters: frames for it. Leaves: its frames, its death.

Nothing here waits: what does not fit into a pipe is kept until it does.
"""

import marshal
import os
import struct
import subprocess
import tempfile
from contextlib import suppress
from typing import Any

from contacthub_tui.importer.links import clear_links
from contacthub_tui.importer.reading import start_process

#: Seconds that a killed process is waited for. One that hangs in a dead disk outlasts any.
_BURIAL = 5.0
_PART = 1 << 16
_LENGTH = struct.Struct(">I")


class AskedProcess:
    """A running module of ours. `incoming` and `outgoing` are its pipes, to be waited for."""

    def __init__(self, module: str) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `bury`
        self._process = start_process(module, self._errors)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.incoming = self._process.stdout.fileno()
        self.outgoing = self._process.stdin.fileno()
        for pipe in (self.incoming, self.outgoing):
            os.set_blocking(pipe, False)
        self._sending = bytearray()
        self._received = bytearray()

    @property
    def is_sending(self) -> bool:
        """Whether something waits for room in the pipe."""
        return bool(self._sending)

    def send(self, frame: tuple[Any, ...]) -> None:
        """Send a frame as far as there is room; `go_on_sending` sends the rest."""
        body = marshal.dumps(frame)
        self._sending += _LENGTH.pack(len(body)) + body
        self.go_on_sending()

    def go_on_sending(self) -> None:
        """Send what there is room for."""
        try:
            while self._sending:
                del self._sending[: os.write(self.outgoing, self._sending[:_PART])]
        except BlockingIOError:
            pass
        except BrokenPipeError:
            # It is dead; `receive` will say so.
            self._sending.clear()

    def receive(self) -> tuple[list[tuple[Any, ...]], bool]:
        """The frames that have come, and whether there will be others."""
        alive = True
        with suppress(BlockingIOError):
            while part := os.read(self.incoming, _PART):
                self._received += part
            alive = False
        frames = []
        while len(self._received) >= _LENGTH.size:
            end = _LENGTH.size + _LENGTH.unpack_from(self._received)[0]
            if len(self._received) < end:
                break
            frames.append(marshal.loads(self._received[_LENGTH.size : end]))
            del self._received[:end]
        return frames, alive

    def kill(self) -> None:
        """End it at once."""
        if self._process.returncode is None:
            self._process.kill()

    def bury(self) -> tuple[int, bytes]:
        """End it and remove what it has left; gives its status and its last words."""
        self.kill()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_BURIAL)
        clear_links(self._process.pid)
        with self._errors as errors:
            errors.seek(0)
            return self._process.returncode or 0, errors.read(20_000)
