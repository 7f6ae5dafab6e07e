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


def check_in_process(
    database: str,
    path: Path,
    options: ImportOptions,
    watch: Callable[[int, float], None] | None = None,
) -> CheckResult:
    """What an import would do, found out by another process. Raises FileError.

    Planning a large file keeps an interpreter busy; here it is not the one that has the screen.
    `watch` is told the rows so far and the share of the file, 0 to 1; what it raises ends it.
    """
    answer: dict[str, Any] = {"error": "unreadable"}
    with subprocess.Popen(
        [
            sys.executable, "-m", "contacthub_tui", "import", "--background", "--dry-run",
            "--json", "--options", options_to_json(options), str(path.absolute()),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(database),
        start_new_session=True,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        try:
            for line in child.stdout:
                told = json.loads(line)
                if "done" not in told:
                    answer = told
                elif watch:
                    watch(told["rows"], told["done"])
        except BaseException:
            child.send_signal(signal.SIGINT)
            raise
    if "error" in answer:
        raise FileError(answer["error"], **answer.get("detail", {}))
    counts = Counts(**{name: answer[name] for name in Counts.__slots__})
    return CheckResult(counts, answer["columns"], answer["file"], answer["seconds"])


def _environment(database: str) -> dict[str, str]:
    # Not on the command line: a URL can hold a password, and everyone sees command lines.
    return {**os.environ, "CONTACTHUB_DATABASE": database, "PYTHONUTF8": "1"}
