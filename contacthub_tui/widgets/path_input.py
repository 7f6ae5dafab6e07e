"""The field for a path. Enters: keys, a paste, a dropped file. Leaves: `Proposed`, the names that
the path could become.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import events, work
from textual.message import Message

from contacthub_tui.i18n import mark
from contacthub_tui.widgets.command import GROUP_IMPORT, command
from contacthub_tui.widgets.dropped_path import dropped_path
from contacthub_tui.widgets.line_input import LineInput
from contacthub_tui.widgets.path_completion import READ_KINDS, complete_path


class PathInput(LineInput):
    """Tab completes the path; where there is nothing to complete it goes to the next field."""

    BINDINGS = [
        command(
            "tab",
            "complete",
            mark("Complete"),
            mark("Complete the name of the file, as far as it is certain."),
            group=GROUP_IMPORT,
        )
    ]

    @dataclass
    class Proposed(Message):
        """What the path `text` could become; nothing when it is certain."""

        text: str
        names: tuple[str, ...]

    def __init__(
        self,
        text: str = "",
        *,
        kinds: frozenset[str] = READ_KINDS,
        placeholder: str = "",
        id: str | None = None,
        inside: Sequence[Path] = (),
    ) -> None:
        """`kinds`: endings of the files that are proposed; `inside`: folders to stay in."""
        super().__init__(text, placeholder=placeholder, id=id)
        self._kinds = kinds
        self._inside = inside

    def _on_paste(self, event: events.Paste) -> None:
        """A path that arrives in the spelling of a shell or as an address becomes a plain one."""
        path = dropped_path(event.text)
        if path is not None:
            self.value = str(path)
            self.cursor_position = len(self.value)
        event.prevent_default()
        event.stop()

    def action_complete(self) -> None:
        self._complete(self.value)

    @work(group="complete", exclusive=True, exit_on_error=False)
    async def _complete(self, typed: str) -> None:
        found = await asyncio.to_thread(complete_path, typed, self._kinds, self._inside)
        if self.value != typed:
            return
        self.post_message(self.Proposed(found.text, found.names if len(found.names) > 1 else ()))
        if found.text != typed:
            self.value = found.text
            self.cursor_position = len(found.text)
        elif len(found.names) < 2:
            self.screen.focus_next()
