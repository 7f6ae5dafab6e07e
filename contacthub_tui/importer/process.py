"""Start an import, an undo or a check in a process of its own.

Enters: a store's URL and a run's id or a file. Leaves: a process that works at low priority and
outlives the terminal; who started it follows the run's row in the store.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from contacthub_tui import paths
from contacthub_tui.domain.import_run import Counts, ImportOptions, options_to_json
from contacthub_tui.errors import FileError
from contacthub_tui.importer.reading import death_of
from contacthub_tui.importer.run import CheckResult


def start_import(database: str, run_id: int) -> None:
    """Begin a waiting run, or go on with one that stopped."""
    _start(database, "--resume", str(run_id))


def start_undo(database: str, run_id: int) -> None:
    """Undo a run."""
    _start(database, "--undo", str(run_id))


def _start(database: str, *arguments: str) -> None:
    log = paths.log_file()
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as errors:
        subprocess.Popen(
            [sys.executable, "-m", "contacthub_tui", "import", "--background", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            env=_environment(database),
            start_new_session=True,
        )


class Check:
    """What an import would do, found out by another process.

    Planning a large file keeps an interpreter busy; here it is not the one that has the screen.
    """

    def __init__(
        self,
        database: str,
        path: Path,
        options: ImportOptions,
        *,
        fingerprint: str = "",
        report: Path | None = None,
    ) -> None:
        """`fingerprint` and `report` are those of `importer.run.check_file`."""
        self._words = ["--options", options_to_json(options)]
        if fingerprint:
            self._words += ["--fingerprint", fingerprint]
        if report is not None:
            self._words += ["--report", str(report)]
        self._words.append(str(path.absolute()))
        self._database = database
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def run(self, watch: Callable[[int, float], None]) -> CheckResult | None:
        """Check to the end; None when it was stopped. Raises FileError.

        `watch` is told the rows so far and the share of the file, 0 to 1.
        """
        answer: dict[str, Any] = {}
        with subprocess.Popen(
            [
                sys.executable, "-m", "contacthub_tui", "import", "--background", "--dry-run",
                "--json", *self._words,
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(self._database),
            start_new_session=True,
        ) as child:  # fmt: skip
            self._child = child
            if self._stopped:
                self.stop()
            assert child.stdout is not None
            for line in child.stdout:
                told = json.loads(line)
                if "done" in told:
                    watch(told["rows"], told["done"])
                else:
                    answer = told
        if self._stopped:
            return None
        if not answer:
            is_killed = child.returncode < 0
            raise death_of(child.returncode, b"") if is_killed else FileError("unreadable")
        if "error" in answer:
            raise FileError(answer["error"], **answer.get("detail", {}))
        counts = Counts(**{name: answer[name] for name in Counts.__slots__})
        return CheckResult(counts, answer["columns"], answer["file"], answer["seconds"])

    def stop(self) -> None:
        """End it, from another thread; it writes nothing that has to be kept."""
        self._stopped = True
        if self._child is not None:
            # It ends its reader on the way out.
            self._child.send_signal(signal.SIGINT)


def _environment(database: str) -> dict[str, str]:
    # Not on the command line: a URL can hold a password, and everyone sees command lines.
    return {**os.environ, "CONTACTHUB_DATABASE": database, "PYTHONUTF8": "1"}
