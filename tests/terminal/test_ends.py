"""How the screens end when something ends them: a bug, or a terminal that is closed."""

from collections.abc import Callable
from pathlib import Path

from tests.terminal.terminal import Terminal

#: Put where Python looks first: the help of the real program, broken.
BROKEN_HELP = """
from contacthub_tui.screens.help import HelpScreen

def bug(self):
    raise ZeroDivisionError("secret")

HelpScreen.compose = bug
"""


def test_a_bug_ends_the_screens_with_status_1_and_a_sentence_that_names_the_log(
    terminals: Callable[..., Terminal], home: Path, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(BROKEN_HELP, encoding="utf-8")
    hub = terminals(environment={"PYTHONPATH": str(tmp_path)})
    hub.wait_for("No contacts yet")
    hub.press("?")
    assert hub.end() == 1
    assert "Something went wrong. What was saved before is kept." in hub.shown
    log = home / "contacthub.log"
    assert str(log) in hub.shown.replace("\n", "").replace(" ", "")
    assert "Traceback" not in hub.written
    assert "secret" not in hub.written
    assert "ZeroDivisionError: secret" in log.read_text(encoding="utf-8")


def test_a_demo_whose_terminal_is_closed_leaves_nothing_behind(
    terminals: Callable[..., Terminal], tmp_path: Path
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    hub = terminals("demo", environment={"TMPDIR": str(folder)})
    hub.wait_for("All contacts")
    assert list(folder.glob("contacthub-demo-*/demo.db"))
    hub.hang_up()
    assert not list(folder.iterdir())
