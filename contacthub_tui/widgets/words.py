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

    def __init__(
        self, text: Callable[[], Content], *, step: int = 1, id: str | None = None
    ) -> None:
        """`step`: its width goes by so many cells, so that a number that comes moves nothing."""
        super().__init__(id=id)
        self._text = text
        self._step = step
        self._width: int | None = None  # None where its style gives one

    def get_content_width(self, container: Size, viewport: Size) -> int:
        width = self._width = self._needed()
        return width

    def follow(self) -> None:
        """Show a text of one line as it is now; all is laid out anew only where its width is its
        own, and another.
        """
        self.refresh(layout=self._width not in (None, self._needed()))

    def _needed(self) -> int:
        widest = max((line.cell_length for line in self._text().split("\n")), default=0)
        if self._step == 1:
            return widest
        return max(1, -(-widest // self._step)) * self._step

    def render(self) -> Content:
        return self._text()
