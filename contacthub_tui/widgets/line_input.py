"""A line to type into that takes its keys in the order in which they come.

Enters: keys. Leaves: Textual's own messages. Textual lets a letter act in the field at once, but a
key of an action only when it has come up to the app: of what is typed fast, `x`, backspace, `y`
would become nothing at all. Keys of the screen go that way: behind the messages of the letters.
"""

from textual import events
from textual.suggester import Suggester
from textual.widgets import Input

from contacthub_tui.widgets.harmless import Harmless


class LineInput(Input):
    """One line without a frame, harmless to paste into."""

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        suggester: Suggester | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(
            text,
            compact=True,
            select_on_focus=False,
            highlighter=Harmless(),
            placeholder=placeholder,
            suggester=suggester,
            id=id,
        )

    async def _on_key(self, event: events.Key) -> None:
        # Textual calls the method of this name of each class above, too: that types the letters.
        if event.is_printable:
            return
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, self):
                event.stop()
                event.prevent_default()
                return
