"""Hostile text is text: no byte of it acts on the terminal, no action runs, the layout holds.

The same tour through every command and screen is made twice, with harmless and with hostile data;
what the program writes is compared by the kinds of what acts on a terminal.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from contacthub_tui.domain.contact import Address, Channel
from contacthub_tui.domain.message import Incoming, Received
from contacthub_tui.domain.text import safe
from contacthub_tui.services.incoming import take_in
from contacthub_tui.store.database import open_store
from tests.commands.program import mobile
from tests.terminal.escapes import kinds
from tests.terminal.hostile import (
    HOSTILE,
    PLAIN,
    write_bytes,
    write_contacts,
    write_workbook,
)
from tests.terminal.terminal import Terminal

WIDE, NARROW = (140, 40), (80, 24)

Begin = Callable[..., Terminal]


@dataclass(frozen=True)
class Data:
    """What an operator meets: texts for cells, and names for all that has one."""

    texts: Sequence[str]
    raw: bytes
    home: str
    operator: str
    file: str
    sheet: str
    list: str
    custom: str
    header: str
    left_out: str


HARMLESS = Data(PLAIN, b"raw", "home", "marie", "clients", "Sheet", "VIP", "Size", "Size", "Other")
ATTACK = Data(
    HOSTILE,
    b"\x9b31m\x9d0;PWNED\x9c\x90q\x9c\x85",
    "ho\x1b]0;PWNED\x07me[red]\u202e",
    os.fsdecode(b"ma\x1b]52;c;UFdORUQ=\x07rie\x9b[@click=app.quit]"),
    os.fsdecode(b"cl\x1b]0;PWNED\x07ients\x9b[@click=app.quit]\xe2\x80\xae") + "\u0301" * 60,
    "\x9b31m(@click=app.quit)\u202e",
    "li\x1b]0;PWNED\x07st[/]\u202e",
    os.fsdecode(b"cu\x1b[2Jstom[/red]\x9b[bold]"),
    "he\x1b[31mader[/]",
    "left\x1bP+q\x1b\\out\u200b[@click=app.quit]" + "\u0301" * 100,
)


class Tour:
    """Everything that an operator can do with some data, each part in a terminal of its own."""

    def __init__(self, begin: Begin, folder: Path, data: Data) -> None:
        folder.mkdir()
        self.data = data
        self._begin = begin
        self.home = folder / data.home
        self.home.mkdir()
        self.folder = folder
        self.csv = write_contacts(
            folder / f"{data.file}.csv", data.texts, data.header, data.left_out
        )
        self.workbook = write_workbook(folder / f"{data.file}.xlsx", data.texts, data.sheet)
        self.bytes = write_bytes(folder / f"{data.file} raw.csv", data.texts, data.raw)
        self.terminals: list[Terminal] = []

    def start(self, *arguments: object, size: tuple[int, int] = WIDE) -> Terminal:
        """The program, by this operator on this store."""
        terminal = self._begin(
            *map(str, arguments),
            home=self.home,
            size=size,
            environment={"LOGNAME": self.data.operator},
        )
        self.terminals.append(terminal)
        return terminal

    def call(self, status: int, *arguments: object) -> str:
        """A command to its end; gives what it said."""
        terminal = self.start(*arguments)
        ended = terminal.end()
        assert "Traceback" not in terminal.written, terminal.written
        assert ended == status, (arguments, terminal.written)
        return terminal.written

    @property
    def kinds(self) -> set[str]:
        """What all parts of the tour did to their terminals."""
        return kinds(b"".join(terminal.raw for terminal in self.terminals))


def import_everything(tour: Tour) -> None:
    data = tour.data
    mapping = f"{data.header}=+{data.custom}:text"
    options = ("--new-list", data.list, "--map", mapping)
    tour.call(0, "import", tour.csv, "--dry-run", *options)
    said = tour.call(0, "import", tour.csv, *options)
    assert f"{len(data.texts)} created" in said
    tour.call(0, "import", tour.workbook, "--sheet", data.sheet, "--list", data.list)
    tour.call(0, "import", tour.bytes, "--failed", tour.folder / f"failed {data.file}.csv")


def call_commands(tour: Tour) -> None:
    data = tour.data
    tour.call(0, "import", "--runs")
    tour.call(0, "import", "--runs", "--json")
    tour.call(0, "contacts", "6 1200")
    tour.call(0, "contacts", "--json", "6 1200")
    tour.call(0, "contacts", data.texts[2])
    number = "+33612000002"
    tour.call(0, "preference", number, "--unsubscribe", "--reason", data.operator)
    tour.call(0, "preference", number)
    tour.call(0, "preference", number, "--json")
    tour.call(0, "export", "--output", tour.folder / f"out {data.file}.csv", "--list", data.list)
    tour.call(0, "doctor")


def call_in_vain(tour: Tour) -> None:
    """Every error that repeats what it was given."""
    data, folder = tour.data, tour.folder
    tour.call(2, "import", tour.csv, "--no-such-option", data.file)
    tour.call(2, "import", tour.csv, data.file, data.operator)
    tour.call(2, data.file)
    tour.call(2, "--language", data.file)
    tour.call(1, "import", folder / f"missing {data.file}.csv")
    tour.call(1, "import", folder)
    tour.call(1, "import", tour.workbook, "--sheet", data.list)
    tour.call(1, "import", tour.workbook, "--sheet", data.list, "--json")
    tour.call(1, "import", tour.workbook)
    tour.call(1, "import", tour.csv, "--list", f"no {data.list}")
    tour.call(1, "import", tour.csv, "--map", f"no {data.header}=mobile")
    tour.call(1, "import", tour.csv, "--map", f"{data.header}=no {data.custom}")
    tour.call(1, "import", tour.csv, "--encoding", data.list)
    tour.call(2, "import", tour.csv, "--region", data.file)
    tour.call(2, "import", tour.csv, "--map", data.list)
    tour.call(2, "export", "--output", folder / data.file)
    tour.call(1, "export", "--output", folder / data.file / "x.csv")
    tour.call(1, "export", "--output", folder / "x.csv", "--list", f"no {data.list}")
    tour.call(2, "preference", data.operator)
    tour.call(1, "contacts", "x", "--database", f"mysql://{data.operator}")
    tour.call(1, "doctor", "--database", f"sqlite:///{tour.csv}")
    tour.call(1, "doctor", "--database", f"postgresql://{data.file}@127.0.0.1:1/{data.list}")


def assert_framed(terminal: Terminal) -> None:
    """The line of places stands on top, that of keys at the bottom, and nothing has scrolled."""
    terminal.wait_quiet()
    terminal.wait_until(_is_framed, "the places on top and the keys at the bottom")
    assert "PWN" not in terminal.screen.title


def _is_framed(shown: str) -> bool:
    lines = shown.split("\n")
    places, last = lines[0].replace("ContactHub", "", 1).split(), lines[-1].split()
    return places[:2] == ["1", "Contacts"] and last[-1:] == ["Help"]


def leave(terminal: Terminal, until: str) -> None:
    """Escape, and wait: with a key that came at once it would be another key."""
    terminal.wait_quiet()
    terminal.press("\x1b")
    terminal.wait_for(until)


def numbers_stand_in(terminal: Terminal) -> set[int]:
    """The columns in which the numbers of the table begin."""
    half = terminal.screen.columns // 2
    found = set()
    for line in range(2, terminal.screen.lines - 1):
        cells = terminal.cells(line)[:half]
        found |= {x for x in range(len(cells) - 4) if cells[x : x + 4] == list("+33 ")}
    return found


def look_at_contacts(tour: Tour, size: tuple[int, int]) -> None:
    data = tour.data
    hub = tour.start(size=size)
    hub.wait_for("+33 6 12 00 00 0")
    if size is WIDE:
        hub.press("h")
    for _ in range(len(data.texts) + 3):
        hub.press("j")
        assert_framed(hub)
        assert len(numbers_stand_in(hub)) == 1, hub.shown
    hub.press("\r")
    hub.wait_for("subscribed since")
    hub.press("\x1b[6~\x1b[6~")
    assert_framed(hub)
    leave(hub, until="Open")
    hub.press("q")
    assert hub.end() == 0


def type_into(tour: Tour) -> None:
    """The search and the palette, with every text; a toast and the help."""
    hub = tour.start(size=WIDE)
    hub.wait_for("+33 6 12 00 00 0")
    for text in tour.data.texts:
        hub.press("/")
        hub.paste(text[:2_000])
        assert_framed(hub)
        leave(hub, until="name, number, email")
    hub.press("\x10")
    hub.wait_for("Find a command")
    for text in tour.data.texts:
        hub.paste(text[:2_000])
        hub.wait_quiet()
        hub.press("\x15")
    leave(hub, until="+33 6 12 00 00 0")
    hub.press("\x03")
    hub.wait_for("leaves ContactHub")
    hub.press("?")
    hub.wait_for("escape Close")
    leave(hub, until="+33 6 12 00 00 0")
    hub.press("q")
    assert hub.end() == 0


def look_at_imports(tour: Tour, size: tuple[int, int]) -> None:
    hub = tour.start(size=size)
    hub.wait_for("+33 6 12 00 00 0")
    hub.press("4")
    hub.wait_for("Finished")
    for _ in range(3):
        assert_framed(hub)
        hub.press("j")
    hub.press("\r")
    hub.wait_for("not a phone number")
    for _ in range(2 * len(tour.data.texts)):
        hub.press("j")
        assert_framed(hub)
    hub.press("\r")
    hub.wait_for("Row ")
    hub.press("\x1b[6~")
    assert_framed(hub)
    leave(hub, until="enter Open")
    leave(hub, until="Imports  3")
    hub.wait_quiet()
    hub.press("u")
    hub.wait_for("will be removed")
    hub.wait_quiet()
    hub.press("n")
    hub.wait_for("enter Open")
    hub.press("q")
    assert hub.end() == 0


def bring_in(tour: Tour, size: tuple[int, int]) -> None:
    hub = tour.start(size=size)
    hub.wait_for("+33 6 12 00 00 0")
    hub.press("i")
    hub.wait_for("path, or drop it here")
    hub.press(f"{tour.folder}/{safe(tour.data.file)[:2]}\t")
    hub.wait_quiet()
    hub.press("\t")
    hub.wait_for("raw.csv")
    hub.press("zz")
    hub.press("\x13")
    hub.wait_for("There is no file")
    hub.press("\x7f\x7f")
    hub.wait_quiet()
    hub.press(".csv\x13")
    hub.wait_for("header in row 1")
    assert_framed(hub)
    hub.press("\x13")
    hub.wait_for("Already there")
    hub.paste(tour.data.list)  # it is there, chosen the last time
    assert_framed(hub)
    hub.press("\x15")
    hub.wait_quiet()
    hub.press("\x13")
    hub.wait_for("Goes to")
    assert_framed(hub)
    hub.press("\x13")
    hub.wait_for("unchanged")
    assert_framed(hub)
    hub.press("\x13")
    hub.wait_for("Finished")
    assert_framed(hub)
    leave(hub, until="Imports  4")
    fix_a_row(hub)
    hub.press("i")
    hub.wait_for("path, or drop it here")
    for text in tour.data.texts:
        hub.paste(text[:2_000])
        assert_framed(hub)
    leave(hub, until="Imports  4")
    hub.press("q")
    assert hub.end() == 0


def fix_a_row(hub: Terminal) -> None:
    """A cell of a failed row of the import under the cursor, where it is put right."""
    hub.press("\r")
    hub.wait_for("Rows to look at")
    hub.wait_quiet()
    hub.press("j")
    hub.wait_for("it is checked as you type")
    hub.press("e")
    hub.wait_for("escape Cancel")
    assert_framed(hub)
    leave(hub, until="it is checked as you type")


def write_in(tour: Tour) -> None:
    """People write: each of those who were imported, and one whom nobody knows, all there is."""
    numbers = [mobile(place) for place in range(len(tour.data.texts))]
    written = [*zip(numbers, tour.data.texts, strict=True)]
    written += [("+33699999999", text) for text in tour.data.texts]
    store = open_store(f"sqlite:///{tour.home / 'hub.db'}")
    try:
        messages = [
            Incoming(str(place), Address(Channel.MOBILE, number), text)
            for place, (number, text) in enumerate(written)
        ]
        assert take_in("simulator", Received(messages)) == len(written)
    finally:
        store.close()


def look_at_inbox(tour: Tour, size: tuple[int, int]) -> None:
    hub = tour.start(size=size)
    hub.wait_for("+33 6 12 00 00 0")
    hub.press("3")
    hub.wait_for("+33 6 99 99 99 99")
    for _ in range(len(tour.data.texts) + 1):
        assert_framed(hub)
        hub.press("j")
    hub.press("\x1b[H\r")
    hub.wait_for("f4 Templates")
    hub.press("\x1b[Z")
    for _ in range(len(tour.data.texts) // 4):
        hub.press("\x1b[5~")
        assert_framed(hub)
    leave(hub, until="f Filter")
    hub.wait_quiet()
    hub.press("q")
    assert hub.end() == 0


def write_back(tour: Tour) -> None:
    """An answer and a search, with every text."""
    hub = tour.start(size=WIDE)
    hub.wait_for("+33 6 12 00 00 0")
    hub.press("3")
    hub.wait_for("+33 6 99 99 99 99")
    hub.press("\r")
    hub.wait_for("f4 Templates")
    for text in tour.data.texts:
        hub.paste(text[:2_000])
        assert_framed(hub)
    leave(hub, until="Inbox  19")
    hub.wait_quiet()
    for text in tour.data.texts:
        hub.press("/")
        hub.paste(text[:2_000])
        assert_framed(hub)
        leave(hub, until="name, number, what was said")
    hub.press("q")
    assert hub.end() == 0


PARTS = {
    "commands": lambda tour: (call_commands(tour), call_in_vain(tour)),
    "wide": lambda tour: (
        look_at_contacts(tour, WIDE),
        type_into(tour),
        look_at_imports(tour, WIDE),
    ),
    "narrow": lambda tour: (look_at_contacts(tour, NARROW), look_at_imports(tour, NARROW)),
    "wizard": lambda tour: bring_in(tour, WIDE),
    "inbox": lambda tour: (
        write_in(tour),
        look_at_inbox(tour, WIDE),
        look_at_inbox(tour, NARROW),
        write_back(tour),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_no_byte_of_hostile_text_acts_on_the_terminal(
    terminals: Begin, tmp_path: Path, part: str
) -> None:
    tours = [
        Tour(terminals, tmp_path / name, data) for name, data in (("a", HARMLESS), ("b", ATTACK))
    ]
    for tour in tours:
        import_everything(tour)
        PARTS[part](tour)
    harmless, hostile = (tour.kinds for tour in tours)
    assert hostile <= harmless, hostile - harmless
    assert all("PWN" not in terminal.screen.title for terminal in tours[1].terminals)
