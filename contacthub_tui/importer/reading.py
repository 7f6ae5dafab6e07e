"""Read a file in a process of its own, and survive whatever the file does to it.

Enters: a path and options. Leaves: the frames of `importer.reader`, or a FileError that says why
there are none.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from contacthub_tui.domain.contact import CustomField
from contacthub_tui.domain.import_run import ImportOptions, options_to_json
from contacthub_tui.errors import FileError
from contacthub_tui.importer.ahead import ahead
from contacthub_tui.importer.frames import SilentError, read_frames
from contacthub_tui.importer.links import clear_links

#: Seconds a reader may be silent. It has its own, shorter limit until it knows the file.
PATIENCE = 120.0

#: Starts a reader, given where its errors go.
Starter = Callable[[IO[bytes]], subprocess.Popen[bytes]]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """What a reader is asked for.

    `remembered` maps keys of headers to the mapping that such files had last time. `fingerprint`,
    `plan` and `checkpoint` are those of a run that is taken up again.
    """

    path: Path
    options: ImportOptions
    custom_fields: Sequence[CustomField] = ()
    remembered: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    fingerprint: str = ""
    plan: str = ""
    checkpoint: int = 0

    def to_json(self) -> str:
        """The job as a reader takes it."""
        return json.dumps(
            {
                "path": str(self.path),
                "options": options_to_json(self.options),
                "custom_fields": [asdict(custom) for custom in self.custom_fields],
                "remembered": self.remembered,
                "fingerprint": self.fingerprint,
                "plan": self.plan,
                "checkpoint": self.checkpoint,
            }
        )


def read_file(job: Job, start: Starter | None = None) -> Generator[tuple[Any, ...]]:
    """The frames of a file: ("plan", …), then ("rows", …) any number of times.

    `start` starts the reader, `start_reader` unless another is given. Raises FileError with the
    code of what was wrong, whether the reader said so or died of it.
    """
    with tempfile.TemporaryFile() as errors:
        reader = (start or start_reader)(errors)
        assert reader.stdin is not None
        assert reader.stdout is not None
        finished = False

        def give_up() -> None:
            if not finished:
                reader.kill()

        try:
            try:
                with reader.stdin:
                    reader.stdin.write(job.to_json().encode())
            except BrokenPipeError:
                pass
            unpacked = read_frames(reader.stdout.fileno(), PATIENCE)
            with closing(ahead(unpacked, give_up)) as frames:
                for frame in frames:
                    if frame[0] == "error":
                        raise FileError(frame[1], **json.loads(frame[2]))
                    if frame[0] == "end":
                        finished = True
                        return
                    yield frame
        except SilentError:
            raise FileError("too-big", reason="time") from None
        finally:
            if reader.poll() is None and not finished:
                reader.kill()
            reader.stdout.close()
            if reader.wait():
                clear_links(reader.pid)
        errors.seek(0)
        raise death_of(reader.returncode, errors.read(20_000))


def start_reader(errors: IO[bytes]) -> subprocess.Popen[bytes]:
    """A reader in an interpreter of its own, which says its last words to `errors`."""
    return start_process("contacthub_tui.importer.reader", errors)


def start_process(module: str, errors: IO[bytes]) -> subprocess.Popen[bytes]:
    """A module of ours that reads files, started in an interpreter of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env={
            **os.environ,
            "PYTHONIOENCODING": "utf-8",
            "RUST_BACKTRACE": "0",
            "TMPDIR": tempfile.gettempdir(),
        },
    )


def death_of(status: int, last_words: bytes) -> FileError:
    """What a reader died of. Hostile files abort, overflow the stack or ask for all memory."""
    said = last_words.decode("utf-8", "replace")
    _log.warning("the reader ended with %s: %s", status, said)
    if status == -signal.SIGALRM:
        return FileError("too-big", reason="time")
    if "memory allocation" in said or "MemoryError" in said or status == -signal.SIGKILL:
        return FileError("too-big", reason="memory")
    return FileError("corrupt", reason="reader")
