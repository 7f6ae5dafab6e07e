"""The end of what a terminal sends."""

import os
import pty
from concurrent.futures import ThreadPoolExecutor

from contacthub_tui.widgets.keyboard import EndOfInput


def test_input_ends_when_the_app_says_so_or_its_terminal_is_gone() -> None:
    master, terminal = pty.openpty()
    try:
        end = EndOfInput(terminal)
        assert not end.is_set()
        end.set()
        assert end.is_set()
        end.clear()
        os.write(master, b"a key that nobody has read")
        assert not end.is_set()
        os.close(master)
        assert end.is_set()
    finally:
        os.close(terminal)


def test_threads_may_ask_at_once() -> None:
    master, terminal = pty.openpty()
    try:
        end = EndOfInput(terminal)
        with ThreadPoolExecutor(4) as threads:
            asked = [threads.submit(lambda: [end.is_set() for _ in range(5_000)]) for _ in range(4)]
            assert not any(any(each.result()) for each in asked)
    finally:
        os.close(master)
        os.close(terminal)
