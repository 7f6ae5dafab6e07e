"""Stores of any size, made once by the import itself. Enters: a folder, how many. Leaves: a home.

A home is what CONTACTHUB_HOME names: it holds a store of that many rows of a team's spreadsheet.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import contacthub_tui.store.migrations
from benchmarks import team_csv


def spreadsheet(folder: Path, rows: int) -> Path:
    """A team's spreadsheet of so many rows, made if it is not there yet."""
    path = folder / f"team-{rows}.csv"
    if not path.exists():
        partial = path.with_suffix(".partial")
        team_csv.write(partial, rows)
        partial.rename(path)
    return path


def home(folder: Path, rows: int) -> Path:
    """A home whose store holds the spreadsheet of so many rows, made if it is not there yet."""
    place = folder / f"home-{rows}-{_schema()}"
    if not (place / "hub.db").exists():
        partial = folder / f"{place.name}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        file = spreadsheet(folder, rows)
        subprocess.run(
            [*CONTACTHUB, "import", str(file)],
            env={**os.environ, **environ(partial)},
            check=True,
            capture_output=True,
        )
        partial.rename(place)
    return place


def _schema() -> str:
    """A name for the schema as it is: a store of another one is of no use."""
    migrations = sorted(Path(contacthub_tui.store.migrations.__path__[0]).glob("[0-9]*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in migrations)).hexdigest()[:8]


def copy(place: Path, name: str) -> Path:
    """A copy of a home, to be written to, beside it; an earlier one of this name is gone."""
    other = place.with_name(name)
    shutil.rmtree(other, ignore_errors=True)
    return shutil.copytree(place, other)


def environ(place: Path) -> dict[str, str]:
    """What makes the program use a home, in English."""
    return {"CONTACTHUB_HOME": str(place), "CONTACTHUB_LANGUAGE": "en", "CONTACTHUB_DATABASE": ""}


#: How the program is begun: by the interpreter that runs the benchmarks.
CONTACTHUB = (sys.executable, "-m", "contacthub_tui")


def default_folder() -> Path:
    """Where stores are kept from one run to the next."""
    folder = Path(tempfile.gettempdir()) / "contacthub-benchmarks"
    folder.mkdir(exist_ok=True)
    return folder
