"""Look at a file for the wizard, in a process of its own that a hostile file can only kill.

Enters: a path and how to read it, then how its columns go to fields. Leaves: `FileFindings` that
grow, told from a thread. The process (`importer.file_look_reader`) is warm from `warm_up` on and
serves one look after another; where it dies, or does not put down an older request, another takes
its place.
"""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from contacthub_tui.domain.contact import CustomField
from contacthub_tui.domain.import_draft import FileFindings, FilePreview, Forecast
from contacthub_tui.domain.import_run import ImportOptions, ReadOptions
from contacthub_tui.errors import ContactHubError, FileError
from contacthub_tui.importer.column_matches import from_plain
from contacthub_tui.importer.look_worker import LookRequest, LookWorker, MatchRequest, Wishes


class FileLook:
    """One file at a time. No method waits; `tell` is called from another thread.

    What is told belongs to the latest `look` and the latest `match`, and nothing is told once
    `close` was called. Whoever hands on what was told, to take it later, takes `findings` then.
    """

    def __init__(self, tell: Callable[[FileFindings], None]) -> None:
        self._tell = tell
        self._lock = threading.RLock()
        self._findings = FileFindings()
        self._numbers = 0
        self._look: LookRequest | None = None
        self._match: MatchRequest | None = None
        self._closed = False
        self._worker: LookWorker | None = None

    @property
    def findings(self) -> FileFindings:
        """What is known of the file that is looked at."""
        # No lock: whoever asks may hold one that `tell` waits for.
        return self._findings

    def warm_up(self) -> None:
        """Start the process, so that the first look finds it ready."""
        with self._lock:
            if self._worker is None and not self._closed:
                self._worker = LookWorker(self._wishes, self._learn)

    def look(self, path: Path, read: ReadOptions, region: str) -> None:
        """Look at a file from its beginning; what was told of another is forgotten."""
        with self._lock:
            self._numbers += 1
            self._look, self._match = LookRequest(self._numbers, path, read, region), None
            self._findings = FileFindings()
            self._nudge()

    def match(
        self,
        options: ImportOptions,
        custom_fields: Sequence[CustomField],
        remembered: Mapping[str, Mapping[str, str | None]],
    ) -> None:
        """Match the columns of the file that is looked at, as soon as they are known.

        What was told of them stands until there is something newer.
        """
        with self._lock:
            self._numbers += 1
            self._match = MatchRequest(self._numbers, options, custom_fields, remembered)
            self._findings = replace(self._findings, settled=False)
            if _is_of_mapping(self._findings.error):
                self._findings = replace(self._findings, error=None)
            self._nudge()

    def close(self) -> None:
        """End the process. Nothing is told any more."""
        with self._lock:
            self._closed = True
            if self._worker is not None:
                self._worker.close()

    def _nudge(self) -> None:
        self.warm_up()
        if self._worker is not None:
            self._worker.wake()

    def _wishes(self) -> Wishes:
        with self._lock:
            return self._look, self._match if self._look is not None else None

    def _learn(self, number: int, kind: str, values: Sequence[Any]) -> None:
        """Take an answer over and tell it, if it is one to what is wanted now."""
        with self._lock:
            current = [wish.number for wish in (self._look, self._match) if wish is not None]
            if number in current and not self._closed:
                self._findings = _grown(self._findings, kind, values)
                self._tell(self._findings)


def _is_of_mapping(error: ContactHubError | None) -> bool:
    return error is not None and error.code == "bad-mapping"


def _grown(findings: FileFindings, kind: str, values: Sequence[Any]) -> FileFindings:
    """The findings with one more answer of the process."""
    match kind, values:
        case "preview", [held]:
            found = replace(findings, preview=FilePreview(*held))
            # It is looked at once more, after a death. What was wrong with a mapping still is.
            return found if _is_of_mapping(found.error) else replace(found, error=None)
        case "rows", [rows, counted]:
            return replace(findings, rows=rows, counted=counted)
        case "fingerprint", [fingerprint]:
            return replace(findings, fingerprint=fingerprint)
        case "columns", [columns, settled]:
            return replace(findings, columns=tuple(map(from_plain, columns)), settled=settled)
        case "forecast", [rows, coming, done]:
            return replace(findings, forecast=Forecast(rows, coming, done))
        case "error", [code, detail]:
            return replace(findings, error=FileError(code, **json.loads(detail)))
    raise ValueError(kind)
