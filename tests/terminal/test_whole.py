"""The main job in a real terminal: a file goes in, its contact is found, the language changes."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

COLUMNS, LINES = 80, 24
#: Seconds until the screen must show what a key asked for; a machine may be busy.
PATIENCE = 30
ENTER_ALTERNATE, LEAVE_ALTERNATE = "\x1b[?1049h", "\x1b[?1049l"
SHOW_CURSOR = "\x1b[?25h"


class Terminal:
    """A program in a terminal of 80x24, and what its screen shows."""

    def __init__(self, *arguments: str, home: Path) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.Stream(self._screen)
        self.written = ""
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "contacthub_tui", *arguments],
            dimensions=(LINES, COLUMNS),
            encoding="utf-8",
            codec_errors="replace",
            env={
                "CONTACTHUB_HOME": str(home),
                "PATH": "/usr/bin:/bin",
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                "HOME": str(home),
            },
        )
        # pexpect waits before it types, for programs that read passwords.
        self._child.delaybeforesend = None

    def press(self, keys: str) -> None:
        """Type keys."""
        self._child.send(keys)

    def wait_for(self, text: str) -> str:
        """Give the screen as soon as it shows a text."""
        return self.wait_until(lambda shown: text in shown, text)

    def wait_until(self, holds: Callable[[str], bool], wanted: str) -> str:
        """Give the screen as soon as a condition holds for it."""
        deadline = time.monotonic() + PATIENCE
        while not holds(self.shown):
            if time.monotonic() > deadline or not self._take():
                pytest.fail(f"the screen never showed {wanted!r}:\n{self.shown}")
        return self.shown

    @property
    def shown(self) -> str:
        """The screen as lines of text."""
        return "\n".join(self._screen.display)

    def _take(self) -> bool:
        """Feed the screen what the program wrote; whether it still lives."""
        try:
            text = self._child.read_nonblocking(size=65536, timeout=1)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.written += text
        self._stream.feed(text)
        return True

    def end(self) -> int | None:
        """Wait until the program has ended; gives its status, None when a signal ended it."""
        deadline = time.monotonic() + PATIENCE
        while self._take():
            if time.monotonic() > deadline:
                pytest.fail(f"the program did not end:\n{self.shown}")
        self._child.close(force=False)
        status: int | None = self._child.exitstatus
        return status

    def close(self) -> None:
        """End the program if it has not ended."""
        self._child.close(force=True)


@pytest.fixture
def terminals(home: Path) -> Iterator[Callable[..., Terminal]]:
    """Begin programs in terminals; whatever is left of them ends with the test."""
    begun: list[Terminal] = []

    def begin(*arguments: str) -> Terminal:
        begun.append(Terminal(*arguments, home=home))
        return begun[-1]

    yield begin
    for terminal in begun:
        terminal.close()


def test_a_file_is_imported_found_and_shown_in_french(
    terminals: Callable[..., Terminal], tmp_path: Path
) -> None:
    file = tmp_path / "équipe.csv"
    file.write_text(
        "Prénom;Nom;Téléphone\n"
        "Zoé;Vasseur;06 12 34 56 78\n"
        "Malo;Le Goff;07 61 23 45 67\n"
        "Inès;Perdue;12\n",
        encoding="utf-8",
    )
    command = terminals("import", str(file))
    assert command.end() == 0
    assert "3 rows" in command.written
    assert "2 created" in command.written
    assert "1 failed" in command.written
    assert ENTER_ALTERNATE not in command.written

    hub = terminals()
    hub.wait_until(lambda shown: "Vasseur" in shown and "Le Goff" in shown, "both contacts")
    assert ENTER_ALTERNATE in hub.written
    assert "All contacts" in hub.shown

    hub.press("/")
    hub.press("vasseur")
    hub.wait_until(
        lambda shown: "+33 6 12 34 56 78" in shown and "Le Goff" not in shown, "only Zoé"
    )

    # The search is left and given up, so that letters are keys again.
    hub.press("\x1b")
    hub.wait_for("Le Goff")
    hub.press("\x10")
    hub.wait_for("Find a command")
    hub.press("french")
    hub.wait_for("English or French")
    hub.press("\r")
    hub.wait_until(lambda shown: "Tous les contacts" in shown and "Zoé" in shown, "French")

    hub.press("q")
    assert hub.end() == 0
    assert hub.written.rindex(LEAVE_ALTERNATE) > hub.written.rindex(ENTER_ALTERNATE)
    assert SHOW_CURSOR in hub.written[hub.written.rindex(LEAVE_ALTERNATE) - 200 :]
