"""The search line. Enters: what is typed. Leaves: `Changed` with every key, `Left` when done."""

from dataclasses import dataclass

from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive

from contacthub_tui.i18n import _, mark
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.line_input import LineInput

GROUP_SEARCH = mark("Search")


class SearchBar(LineInput):
    """One line without a frame. Enter and down go back to the table, escape gives up the search."""

    BINDINGS = [
        command(
            "enter,down",
            "leave",
            mark("To the table"),
            mark("Keep the search."),
            group=GROUP_SEARCH,
        ),
        command(
            "escape",
            "give_up",
            mark("Give up"),
            mark("Empty the search and go back to the table."),
            group=GROUP_SEARCH,
        ),
    ]

    # Its style says how wide it is, whatever was typed: a letter need not lay out the screen.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    @dataclass
    class Left(Message):
        """Typing is over."""

        search_bar: "SearchBar"

    def __init__(self, hint: str = mark("name, number, email")) -> None:
        """`hint` tells, marked for translation, what is looked through."""
        super().__init__()
        self._hint = hint
        self.retranslate()

    def retranslate(self) -> None:
        """Take the hint from the language in force."""
        self.placeholder = _(self._hint)

    def action_leave(self) -> None:
        self.post_message(self.Left(self))

    def action_give_up(self) -> None:
        self.value = ""
        self.post_message(self.Left(self))
