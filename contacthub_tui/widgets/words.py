"""A line of text that is asked for at every paint. Enters: a function. Leaves: nothing.

So it follows the language in force and the state of its screen; `refresh(layout=True)` is enough.
"""

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


class Words(Widget):
    """As wide and high as its text, where its style says auto."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Words { width: auto; height: auto; }"

    def __init__(self, text: Callable[[], Content], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = text

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return max((line.cell_length for line in self._text().split("\n")), default=0)

    def render(self) -> Content:
        return self._text()
