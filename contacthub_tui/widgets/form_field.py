"""One field of a form: its name, what it is typed into, and a line for what is to be said of it.

Enters: an editor, a name. Leaves: `Left` when the focus goes elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.text import safe
from contacthub_tui.widgets.columns import fit

#: The cells that the names of fields take, and the gap after them.
LABEL = 19

BLANK = Content("")


def complaint(sentence: str) -> Content:
    """What is wrong with a field, to stand below it."""
    return Content.assemble(("▲ ", "bold $warning"), (safe(sentence), "$warning"))


class FormField(Widget):
    """The line below the editor is always there: what is said later moves nothing."""

    ALLOW_SELECT = False
    DEFAULT_CSS = f"""
    FormField {{ height: auto; width: 1fr; }}
    FormField > * {{ margin-left: {LABEL}; }}
    """

    says: reactive[Content] = reactive(BLANK)

    @dataclass
    class Left(Message):
        """The focus has left it."""

        field: "FormField"

    def __init__(self, name: str, label: Callable[[], str], editor: Widget) -> None:
        """`label` is asked for at every paint, so that it follows the language."""
        super().__init__(name=name)
        self.editor = editor
        self._label = label

    def compose(self) -> ComposeResult:
        yield self.editor

    @property
    def field(self) -> str:
        """The name of the field, as drafts have it."""
        return self.name or ""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        height = super().get_content_height(container, viewport, width)
        return height + max(1, len(_lines(self.says, width)))

    def watch_says(self, before: Content, now: Content) -> None:
        width = self.size.width
        if max(1, len(_lines(before, width))) != max(1, len(_lines(now, width))):
            self.refresh(layout=True)

    def render(self) -> Content:
        here = self.has_focus_within
        style = "bold $accent" if here else "$muted"
        if here and self.app.no_color:
            style = "bold reverse"
        label = Content.styled(fit(self._label(), LABEL - 2).rstrip(), style)
        said = _lines(self.says, self.size.width)
        between = [BLANK] * (self.size.height - len(said) - 1)
        below = [Content(" " * LABEL) + line for line in said]
        return Content("\n").join([label, *between, *below]) if said else label

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        self.refresh()
        # With the line below it, which may say something.
        self.call_after_refresh(self.scroll_visible, animate=False)

    def on_descendant_blur(self, _event: events.DescendantBlur) -> None:
        self.refresh()
        self.post_message(self.Left(self))


def _lines(says: Content, width: int) -> list[Content]:
    """The lines below the editor, in a field of so many cells."""
    return list(says.wrap(max(1, width - LABEL))) if says else []
