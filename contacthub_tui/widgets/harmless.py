"""Fields show what is typed and pasted without harm. Enters: what a field holds, which may be the
hostile name of a file. Leaves: what it shows, character for character, so that the cursor fits.
"""

from rich.highlighter import Highlighter
from rich.text import Text
from textual.command import CommandPalette
from textual.widgets import Input

from contacthub_tui.domain.text import masked


class Harmless(Highlighter):
    """Shows a sign for each character that acts on terminals or is invisible."""

    def __call__(self, text: str | Text) -> Text:
        """The text as a field may show it."""
        return Text(masked(str(text)), no_wrap=True, overflow="ignore", end="")

    def highlight(self, text: Text) -> None:
        """Nothing stands out."""


class Palette(CommandPalette):
    """The palette of commands, harmless to paste into."""

    def on_mount(self) -> None:
        self.query_one(Input).highlighter = Harmless()
