"""The main job in a real terminal: a file goes in, its contact is found, the language changes."""

import os
import shlex
from collections.abc import Callable
from pathlib import Path

from tests.terminal.terminal import Terminal

ENTER_ALTERNATE, LEAVE_ALTERNATE = "\x1b[?1049h", "\x1b[?1049l"
SHOW_CURSOR = "\x1b[?25h"


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


def test_a_file_is_dropped_on_the_wizard_and_imported(
    terminals: Callable[..., Terminal], tmp_path: Path
) -> None:
    file = tmp_path / "l'équipe de Lyon.csv"
    file.write_text("Prénom;Nom;Mobile\nZoé;Vasseur;06 12 34 56 78\nInès;Perdue;12\n", "utf-8")
    hub = terminals()
    hub.wait_for("No contacts yet")
    hub.press("i")
    hub.wait_for("path, or drop it here")
    hub.paste(shlex.quote(str(file)) + " ")
    hub.wait_for("Perdue")
    hub.wait_for("2 rows")
    hub.press("\r")
    hub.wait_for("Fill and update")
    hub.press("\x13")
    hub.wait_for("→ Mobile")
    hub.press("\x13")
    hub.wait_for("1 created")
    hub.press("\x13")
    hub.wait_for("Finished")
    hub.wait_for("too short")
    hub.press("1")
    hub.wait_until(lambda shown: "Vasseur" in shown and "Perdue" not in shown, "the contact")
    hub.press("q")
    assert hub.end() == 0


def test_bytes_that_are_no_text_do_not_end_the_screens(
    terminals: Callable[..., Terminal],
) -> None:
    hub = terminals()
    hub.wait_for("No contacts yet")
    for noise in (b"\x9b31m\xff", b"\x1b[200~na\xefve\x1b[201~", b"\xc3("):
        hub.press(os.fsdecode(noise))
        hub.wait_quiet()
    hub.press("?")
    hub.wait_for("Close")
    hub.press("q")
    hub.wait_for("No contacts yet")
    hub.press("q")
    assert hub.end() == 0
