"""Several terminals on one SQLite file: nobody is locked out, no import dies with its screen."""

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.program import contacthub, mobile, write_csv
from tests.terminal.terminal import Terminal

Begin = Callable[..., Terminal]

BEFORE, NEW = 1_000, 100_000
STEPS = 20  # keys that lead through the wizard; a step may ask for more than one while it reads
LOCKED = "database"  # what every sentence about a locked one speaks of


def write_people(path: Path, first: int, count: int) -> Path:
    """A file of so many people."""
    rows = [[f"Prénom{n:06d}", f"Nom{n:06d}", mobile(n)] for n in range(first, first + count)]
    return write_csv(path, [["Prénom", "Nom", "Mobile"], *rows])


@pytest.fixture
def new_file(tmp_path: Path) -> Path:
    """A file of contacts that the store, which holds some already, does not have yet."""
    old = write_people(tmp_path / "old.csv", 0, BEFORE)
    assert contacthub("import", old).status == 0
    return write_people(tmp_path / "new.csv", BEFORE, NEW)


def open_hub(terminals: Begin, total: int) -> Terminal:
    hub = terminals(size=(110, 30))
    hub.wait_for(f"All contacts  {total:,}")
    return hub


def start_import(hub: Terminal, file: Path) -> None:
    """Import a file that is dropped on the app, up to the screen that follows it."""
    hub.paste(str(file))
    hub.wait_for("1 File")
    hub.wait_for(file.name)
    for _ in range(STEPS):
        hub.press("\x13")
        hub.wait_quiet()
        if "import no." in hub.shown:
            break
    hub.wait_for("Running")


def all_finished(shown: str) -> bool:
    """Whether the list of imports is there and none is at work."""
    return "Finished" in shown and "Running" not in shown


def look_around(hub: Terminal) -> None:
    """Read all over the store, as somebody at work does."""
    for keys in ("1", "\x1b[F", "\x1b[5~", "\x1b[H", "S", "S", "2", "4", "3", "1"):
        hub.press(keys)
        hub.wait_quiet()
        assert LOCKED not in hub.shown


@pytest.mark.slow
def test_two_screens_and_two_imports_on_one_file_are_never_locked_out(
    terminals: Begin, new_file: Path, tmp_path: Path
) -> None:
    first, second = open_hub(terminals, BEFORE), open_hub(terminals, BEFORE)
    start_import(first, new_file)
    beside = terminals("import", str(write_people(tmp_path / "beside.csv", 200_000, 5_000)))
    for _ in range(3):
        look_around(second)
        look_around(first)
    assert beside.end() == 0
    assert "5,000 created" in beside.written
    total = f"All contacts  {BEFORE + NEW + 5_000:,}"
    for hub in (first, second):
        hub.wait_for(total)
        assert LOCKED not in hub.written
        hub.press("\x1b[F")
        hub.wait_for("Nom204999")
        hub.press("4")
        hub.wait_until(all_finished, "the imports finished")
        hub.press("q")
        assert hub.end() == 0
    assert contacthub("doctor").status == 0


def kill(hub: Terminal) -> None:
    os.kill(hub.pid, signal.SIGKILL)
    hub.end()


@pytest.mark.slow
@pytest.mark.parametrize("end", [kill, Terminal.hang_up], ids=["killed", "closed"])
def test_an_import_goes_on_when_its_screen_dies_and_a_new_one_shows_it(
    terminals: Begin, new_file: Path, end: Callable[[Terminal], None]
) -> None:
    hub = open_hub(terminals, BEFORE)
    start_import(hub, new_file)
    end(hub)
    runs = [json.loads(line) for line in contacthub("import", "--runs", "--json").out.splitlines()]
    assert [run["state"] for run in runs] == ["running", "finished"]
    again = terminals(size=(110, 30))
    again.wait_for(f"All contacts  {BEFORE + NEW:,}")
    again.press("4")
    again.wait_until(all_finished, "the imports finished")
    again.press("\r")
    again.wait_for("6 Results")
    again.wait_for(f"{NEW:,} created")
    again.wait_for("Every row came in.")
    assert LOCKED not in again.shown
    again.press("q")
    assert again.end() == 0
    assert contacthub("doctor").status == 0
