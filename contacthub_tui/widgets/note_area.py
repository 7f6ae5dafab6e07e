"""A text of several lines. Enters: keys, pastes, what is stored. Leaves: Textual's own messages."""

from rich.text import Text
from textual.widgets import TextArea

from contacthub_tui.domain.text import masked


class NoteArea(TextArea):
    """Shows a sign for each character that acts on terminals or is invisible, like other fields."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, compact=True, tab_behavior="focus", show_line_numbers=False)

    def get_line(self, line_index: int) -> Text:
        """A line as it is painted."""
        return Text(masked(self.document.get_line(line_index)), end="", no_wrap=True)
