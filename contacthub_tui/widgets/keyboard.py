"""What the terminal sends. Enters: bytes. Leaves: Textual's events.

Bytes that are no UTF-8 (text pasted in another encoding, a raw C1 control) would end the thread
that reads them, and with it the app. They are dropped with what came in the same instant.
"""

from textual.drivers.linux_driver import LinuxDriver


class PatientDriver(LinuxDriver):
    """The terminal as Textual drives it, reading on after bytes that are no text."""

    def run_input_thread(self) -> None:
        """Read until the app ends."""
        while True:
            try:
                super().run_input_thread()
            except UnicodeDecodeError:
                continue
            return
