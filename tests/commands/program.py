"""The program as a script or a person calls it: its words, its status.

`contacthub` starts a process, as they do. `called` is for what holds of the command whoever starts
it: it calls the program's own `main`, which costs a tenth.
"""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from contacthub_tui.cli import main

PROGRAM = (sys.executable, "-m", "contacthub_tui")
#: Seconds within which every refusal must have come.
PATIENCE = 20


@dataclass(frozen=True)
class Answer:
    """What a call gave."""

    status: int
    out: str
    err: str

    @property
    def last(self) -> dict[str, Any]:
        """The object on the last line of standard output."""
        found = json.loads(self.out.splitlines()[-1])
        assert isinstance(found, dict)
        return found


def contacthub(*arguments: object, patience: float = 60, **environment: str) -> Answer:
    """Call the program and wait for its end. `environment` is put over the test's own."""
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=patience,
        env={**os.environ, **environment},
        check=False,
    )
    answer = Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in answer.out + answer.err, answer
    return answer


def called(*arguments: object, **environment: str) -> Answer:
    """Call the program's `main` here. `environment` is put over the test's own.

    Not for what is the process's: its streams, its log, its priority (`--background`), its end.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _stream in range(2))
    with pytest.MonkeyPatch.context() as patch, Path(os.devnull).open() as nothing:
        for name, value in environment.items():
            patch.setenv(name, value)
        for name, stream in (("stdin", nothing), ("stdout", out), ("stderr", err)):
            patch.setattr(sys, name, stream)
        try:
            status = main([*map(str, arguments)])
        except SystemExit as ended:
            status = int(ended.code or 0)
        out.flush()
        err.flush()
    answer = Answer(status, _written(out), _written(err))
    assert "Traceback" not in answer.out + answer.err, answer
    return answer


def _written(stream: io.TextIOWrapper) -> str:
    written = stream.buffer
    assert isinstance(written, io.BytesIO)
    return written.getvalue().decode()


def write_csv(path: Path, rows: Iterable[Iterable[str]], **form: Any) -> Path:
    """A file of rows, the first one its header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, **form).writerows(rows)
    return path


def read_csv(path: Path) -> list[list[str]]:
    """The rows of a file that the program wrote."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def mobile(number: int) -> str:
    """A French mobile, another one for every number up to a million."""
    return f"+336{12_000_000 + number:08d}"


def assert_one_sentence(answer: Answer) -> None:
    """An error is said on one line of standard error, without a traceback or a code."""
    assert answer.out == ""
    (line,) = answer.err.splitlines()
    assert line[0].isupper() or not line[0].isascii() or line[0] in "/~+"
    assert line.endswith(".")
