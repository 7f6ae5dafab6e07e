"""A box to tick, and one of several to choose. Signs tell their state, not colour alone.

Enters: a label. Leaves: Textual's own messages.
"""

from textual.content import Content
from textual.widgets import Checkbox, RadioButton


class Tick(Checkbox):
    """`[x] Label`, `[ ] Label`."""

    BUTTON_LEFT = ""
    BUTTON_INNER = "   "
    BUTTON_RIGHT = ""

    def render(self) -> Content:
        self.BUTTON_INNER = "[x]" if self.value else "[ ]"
        return super().render()


class Choice(RadioButton):
    """`(•) Label`, `( ) Label`."""

    BUTTON_LEFT = ""
    BUTTON_INNER = "   "
    BUTTON_RIGHT = ""

    def render(self) -> Content:
        self.BUTTON_INNER = "(•)" if self.value else "( )"
        return super().render()
