"""The thread between the wizard and the process that looks at its file.

Enters: what is wanted now, asked for again and again. Leaves: the answers of the process with the
number of the request. A process that dies, or that does not put an older request down, is replaced.
"""

import json
import os
import selectors
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from contacthub_tui.domain.contact import CustomField
from contacthub_tui.domain.import_draft import FilePreview
from contacthub_tui.domain.import_run import ImportOptions, ReadOptions, options_to_json
from contacthub_tui.importer.asked_process import AskedProcess
from contacthub_tui.importer.reading import death_of

_READER = "contacthub_tui.importer.file_look_reader"

#: Seconds in which the process takes up a request: it works in steps that take less.
_PATIENCE = 1.0
#: Seconds in which a process is there.
_START = 60.0


@dataclass(frozen=True, slots=True)
class LookRequest:
    """A file to be looked at."""

    number: int
    path: Path
    read: ReadOptions
    region: str

    def frame(self) -> tuple[Any, ...]:
        """As the process takes it."""
        return ("look", self.number, os.fsencode(self.path), astuple(self.read), self.region)


@dataclass(frozen=True, slots=True)
class MatchRequest:
    """How the columns of that file go to fields."""

    number: int
    options: ImportOptions
    fields: Sequence[CustomField]
    remembered: Mapping[str, Mapping[str, str | None]]

    def frame(self, headers_key: str) -> tuple[Any, ...]:
        """As the process takes it; of what is remembered it gets what is of its file."""
        last_time = self.remembered.get(headers_key)
        return (
            "match",
            self.number,
            options_to_json(self.options),
            [(field.id, field.name, str(field.kind), field.position) for field in self.fields],
            dict(last_time) if last_time else None,
        )


Wishes = tuple[LookRequest | None, MatchRequest | None]
#: Takes the number of a request, the kind of an answer and its values.
Learn = Callable[[int, str, Sequence[Any]], None]


class LookWorker:
    """Asks one process after another for what `wishes` gives, and tells `learn` the answers."""

    def __init__(self, wishes: Callable[[], Wishes], learn: Learn) -> None:
        self._wishes = wishes
        self._learn = learn
        self._lock = threading.Lock()
        self._closed = False
        self._woken, self._wake = os.pipe()
        for end in (self._woken, self._wake):
            os.set_blocking(end, False)
        self._process: AskedProcess | None = None
        self._ready = False
        self._look: LookRequest | None = None
        self._match: MatchRequest | None = None
        #: Of the look that was asked for last.
        self._began = False
        self._headers_key: str | None = None
        self._deadline = 0.0
        #: Whether the process has been at another file or table before.
        self._used = False
        self._tried_again: LookRequest | None = None
        #: What was wanted when a process died of it: nothing is asked until something else is.
        self._lost: Wishes | None = None
        threading.Thread(target=self._serve, name="file-look", daemon=True).start()

    def wake(self) -> None:
        """There is something new to ask for."""
        with self._lock:
            self._nudge()

    def close(self) -> None:
        """End the process at once, and the thread soon after."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.kill()
            self._nudge()

    def _nudge(self) -> None:
        if self._wake >= 0:
            with suppress(BlockingIOError):
                os.write(self._wake, b".")

    def _serve(self) -> None:
        try:
            while not self._closed:
                self._start()
                self._ask()
                self._listen()
        finally:
            if self._process is not None:
                self._process.bury()
            with self._lock:
                os.close(self._woken)
                os.close(self._wake)
                self._wake = -1

    def _start(self) -> None:
        if self._lost is not None and self._wishes() != self._lost:
            self._lost = None
        if self._process is None and self._lost is None:
            process = AskedProcess(_READER)
            with self._lock:
                self._process = process
            self._look = self._match = None
            self._ready = self._used = False
            self._deadline = time.monotonic() + _START

    def _ask(self) -> None:
        """Send what is wanted and was not yet asked for."""
        look, match = self._wishes()
        if self._process is None or look is None:
            return
        if look is not self._look:
            self._used = self._used or self._headers_key is not None
            self._look, self._match = look, None
            self._began, self._headers_key = False, None
            if self._ready:
                self._deadline = time.monotonic() + _PATIENCE
            self._process.send(look.frame())
        if match is not None and match is not self._match and self._headers_key is not None:
            self._match = match
            self._process.send(match.frame(self._headers_key))

    def _listen(self) -> None:
        """Wait for answers, for a wish, or for the end of patience."""
        process = self._process
        with selectors.DefaultSelector() as selector:
            selector.register(self._woken, selectors.EVENT_READ)
            if process is not None:
                selector.register(process.incoming, selectors.EVENT_READ)
                if process.is_sending:
                    selector.register(process.outgoing, selectors.EVENT_WRITE)
            waiting = not self._ready or (self._look is not None and not self._began)
            wait = max(0.0, self._deadline - time.monotonic()) if process and waiting else None
            found = selector.select(wait)
        with suppress(BlockingIOError):
            os.read(self._woken, 4096)
        if process is None or self._closed:
            return
        process.go_on_sending()
        frames, alive = process.receive()
        for frame in frames:
            self._hear(frame)
        if not alive:
            self._mourn(process)
        elif not found and waiting:
            # It is still at what nobody wants any more; another one is quicker.
            process.kill()

    def _hear(self, frame: tuple[Any, ...]) -> None:
        kind, *values = frame
        if kind == "ready":
            self._ready = True
            self._deadline = time.monotonic() + _PATIENCE
            return
        number, *values = values
        if self._look is not None and number == self._look.number:
            if kind == "began":
                self._began = True
                return
            if kind == "preview":
                self._headers_key = FilePreview(*values[0]).headers_key
        self._learn(number, kind, values)

    def _mourn(self, process: AskedProcess) -> None:
        """Try again with another process where this one may not have died of what is wanted."""
        died_of = process.bury()
        with self._lock:
            self._process = None
        look, began, used = self._look, self._began, self._used
        self._look = None
        if self._closed:
            return
        if self._ready and (look is None or not began):
            return
        if used and look is not None and self._tried_again is not look:
            # What other files have left of its memory may have been too little.
            self._tried_again = look
            return
        self._lost = self._wishes()
        if look is not None:
            error = death_of(*died_of)
            detail = json.dumps(dict(error.detail), default=str)
            self._learn(look.number, "error", (error.code, detail))
