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

    says: reactive[Content] = reactive(BLANK, layout=True)

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
        return height + max(1, len(self._said(width)))

    def _said(self, width: int) -> list[Content]:
        return list(self.says.wrap(max(1, width - LABEL))) if self.says else []

    def render(self) -> Content:
        here = self.has_focus_within
        style = "bold $accent" if here else "$muted"
        if here and self.app.no_color:
            style = "bold reverse"
        lines = [Content.styled(fit(self._label(), LABEL - 2).rstrip(), style)]
        lines += [BLANK] * (self.size.height - len(self._said(self.size.width)) - 1)
        if self.size.height - 1 > 0 and not self._said(self.size.width):
            return lines[0]
        lines += [Content(" " * LABEL) + line for line in self._said(self.size.width)]
        return Content("\n").join(lines)

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        self.refresh()
        # With the line below it, which may say something.
        self.call_after_refresh(self.scroll_visible, animate=False)

    def on_descendant_blur(self, _event: events.DescendantBlur) -> None:
        self.refresh()
        self.post_message(self.Left(self))
