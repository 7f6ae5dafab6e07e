"""What the terminal sends. Enters: bytes. Leaves: Textual's events.

Bytes that are no UTF-8 (text pasted in another encoding, a raw C1 control) would end the thread
that reads them, and with it the app. They are dropped with what came in the same instant. A
terminal that is gone ends the thread, which would else read the end of its input for ever.
"""

import select
import threading
from typing import Any

from textual.drivers.linux_driver import LinuxDriver


class EndOfInput(threading.Event):
    """Set when it is said so, or when the terminal behind a descriptor is gone."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor

    def is_set(self) -> bool:
        return super().is_set() or _is_gone(self._descriptor)


def _is_gone(descriptor: int) -> bool:
    """Whether the other end of a terminal is closed."""
    # One for each question: two threads may not ask the same.
    terminal = select.poll()
    # A hang-up is told whatever is asked for.
    terminal.register(descriptor, 0)
    return bool(terminal.poll(0))


class PatientDriver(LinuxDriver):
    """The terminal as Textual drives it, reading on after bytes that are no text."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.exit_event = EndOfInput(self.fileno)

    def run_input_thread(self) -> None:
        """Read until the app ends."""
        while True:
            try:
                super().run_input_thread()
            except UnicodeDecodeError:
                continue
            return
