"""The field for a path. Enters: keys, a paste, a dropped file. Leaves: `Proposed`, the names that
the path could become.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.highlighter import Highlighter
from textual import events, work
from textual.message import Message
from textual.widgets import Input

from contacthub_tui.i18n import mark
from contacthub_tui.widgets.command import GROUP_IMPORT, command
from contacthub_tui.widgets.dropped_path import dropped_path
from contacthub_tui.widgets.path_completion import READ_KINDS, complete_path


class PathInput(Input):
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
        value: str = "",
        *,
        kinds: frozenset[str] = READ_KINDS,
        compact: bool = False,
        highlighter: Highlighter | None = None,
        placeholder: str = "",
        select_on_focus: bool = True,
        inside: Sequence[Path] = (),
    ) -> None:
        """`kinds`: endings of the files that are proposed; `inside`: folders to stay in."""
        super().__init__(
            value,
            compact=compact,
            highlighter=highlighter,
            placeholder=placeholder,
            select_on_focus=select_on_focus,
        )
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

    async def _on_key(self, event: events.Key) -> None:
        # Here, and not where the key gets to as a binding: by then the field may hold keys that
        # were typed after it.
        if event.key == "tab":
            event.stop()
            event.prevent_default()
            self.action_complete()
            return
        await super()._on_key(event)

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
