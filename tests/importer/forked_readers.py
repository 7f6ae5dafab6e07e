"""Readers without the cost of a new interpreter each, so that thousands of files can be tried.

A process that has the real reader imported forks for every file. The fork gets what a fresh reader
gets (the job on its standard input, pipes, a folder for temporary files) and runs the reader's own
`main`, which sets the same limits. Enters: `start`, for `importer.reading.read_file`. Leaves:
readers that look like a `subprocess.Popen`, and what each took of memory and processor.
"""

import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path
from typing import IO, NoReturn

from contacthub_tui.domain.phone import read_number
from contacthub_tui.importer import reader

ROOT = Path(__file__).parents[2]
_ENDED = struct.Struct("<iddq")


class ForkedReader:
    """One reader. `processor` is in seconds, `memory` its peak in bytes, once it has ended."""

    def __init__(self, control: socket.socket, errors: IO[bytes]) -> None:
        job, self_in = os.pipe()
        self_out, frames = os.pipe()
        folder = os.fsencode(tempfile.gettempdir())
        socket.send_fds(control, [folder], [job, frames, errors.fileno()])
        os.close(job)
        os.close(frames)
        self.stdin = os.fdopen(self_in, "wb")
        self.stdout = os.fdopen(self_out, "rb")
        self.returncode: int | None = None
        self.processor = 0.0
        self.memory = 0
        self._control = control
        (self.pid,) = struct.unpack("<i", control.recv(4))

    def poll(self) -> int | None:
        if self.returncode is None:
            self._control.setblocking(False)
            try:
                self._end(self._control.recv(_ENDED.size))
            except BlockingIOError:
                pass
            finally:
                self._control.setblocking(True)
        return self.returncode

    def wait(self) -> int:
        if self.returncode is None:
            self._end(self._control.recv(_ENDED.size))
        assert self.returncode is not None
        return self.returncode

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def _end(self, message: bytes) -> None:
        self.returncode, user, system, self.memory = _ENDED.unpack(message)
        self.processor = user + system


class ForkedReaders:
    """Starts readers, one at a time; `last` is the latest, `said` what it said on its way."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__)), str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "RUST_BACKTRACE": "0"},
        )
        theirs.close()
        self.last: ForkedReader | None = None
        self.errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115

    def start(self, errors: IO[bytes]) -> ForkedReader:
        self.errors.close()
        self.errors = os.fdopen(os.dup(errors.fileno()), "rb")
        self.last = ForkedReader(self._control, errors)
        return self.last

    def said(self) -> str:
        """What the latest reader wrote to its standard error."""
        self.errors.seek(0)
        return self.errors.read(100_000).decode("utf-8", "replace")

    def left(self) -> list[int]:
        """Readers that have not ended, or that nobody has waited for."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return list(map(int, children.read_text().split())) if children.exists() else []

    def close(self) -> None:
        self._control.close()
        self.errors.close()
        self.process.wait()


def serve(control: socket.socket) -> None:
    """Fork a reader for every message until the other end closes."""
    # What a reader loads on its way is loaded once, here.
    read_number("0612345678", "FR")
    while True:
        folder, descriptors, _flags, _address = socket.recv_fds(control, 4096, 3)
        if not folder:
            return
        pid = os.fork()
        if not pid:
            control.close()
            _become(os.fsdecode(folder), descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        control.send(struct.pack("<i", pid))
        _pid, status, usage = os.wait4(pid, 0)
        control.send(
            _ENDED.pack(
                os.waitstatus_to_exitcode(status),
                usage.ru_utime,
                usage.ru_stime,
                usage.ru_maxrss * 1024,
            )
        )


def _become(folder: str, descriptors: list[int]) -> NoReturn:
    """Do what `python -m contacthub_tui.importer.reader` does, and end."""
    status = 1
    try:
        for number, descriptor in enumerate(descriptors):
            os.dup2(descriptor, number)
            os.close(descriptor)
        sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
        os.environ["TMPDIR"] = folder
        tempfile.tempdir = None
        status = reader.main()
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def peak_of_children() -> int:
    """The most memory that any ended child of this process, or any of theirs, has held: bytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
