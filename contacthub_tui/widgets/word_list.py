"""A list of words that is edited: typed into a line, shown below it.

Enters: the words. Leaves: `Changed`, with those there are now.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from contacthub_tui.domain.text import clean, name_key, safe
from contacthub_tui.i18n import _, mark
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.finder import GROUP_CHOICE
from contacthub_tui.widgets.line_input import LineInput

_GAP = "  "


class _WordInput(LineInput):
    BINDINGS = [
        command(
            "enter",
            "submit",
            mark("Add or remove"),
            mark("Add the word that is typed, or remove it where it is there already."),
            group=GROUP_CHOICE,
        ),
    ]

    @dataclass
    class Emptied(Message):
        """Backspace, and nothing is typed."""

    def action_delete_left(self) -> None:
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(self.Emptied())


class WordList(Widget):
    """Enter adds the word that is typed, or removes it; so does a click on one. Backspace in the
    empty line removes the last.
    """

    DEFAULT_CSS = "WordList { height: auto; width: 1fr; } WordList Input { width: 1fr; }"

    words: reactive[tuple[str, ...]] = reactive((), init=False)

    @dataclass
    class Changed(Message):
        """There are other words than before."""

        words: tuple[str, ...]

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self.input = _WordInput(placeholder=_("add or remove a word"))
        self._chips = WordChips()
        self.set_reactive(WordList.words, tuple(words))

    def compose(self) -> ComposeResult:
        yield self.input
        yield self._chips

    def on_mount(self) -> None:
        self._chips.words = self.words

    def watch_words(self, words: tuple[str, ...]) -> None:
        self._chips.words = words
        self.post_message(self.Changed(words))

    def take_typed(self) -> None:
        """Add what is typed and was not added; a word that is there already stays."""
        if name_key(self.input.value) not in map(name_key, self.words):
            self._toggle(self.input.value)
        self.input.value = ""

    def _toggle(self, typed: str) -> None:
        word = " ".join(clean(typed).split())
        key = name_key(word)
        others = tuple(one for one in self.words if name_key(one) != key)
        if key:
            self.words = others if len(others) < len(self.words) else (*self.words, word)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._toggle(self.input.value)
        self.input.value = ""

    @on(_WordInput.Emptied)
    def _emptied(self, event: _WordInput.Emptied) -> None:
        event.stop()
        self.words = self.words[:-1]

    def give_up(self, word: str) -> None:
        """Take one word off."""
        self.words = tuple(one for one in self.words if one != word)


class WordChips(Widget):
    """The words, in as many lines as they need."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "WordChips { height: auto; width: 1fr; }"

    words: reactive[tuple[str, ...]] = reactive((), layout=True)

    def _lines(self, width: int) -> list[list[tuple[int, int, str]]]:
        """The words of each line as (start, end, word)."""
        lines: list[list[tuple[int, int, str]]] = []
        x = width + 1
        for word in self.words:
            needed = cell_len(safe(word)) + 2
            if x + needed > width:
                lines.append([])
                x = 0
            lines[-1].append((x, x + needed, word))
            x += needed + len(_GAP)
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(
            Content(_GAP).join(
                Content.assemble((safe(word), "$accent"), (" ×", "$muted"))
                for _start, _end, word in line
            )
            for line in self._lines(self.content_size.width)
        )

    def on_click(self, event: events.Click) -> None:
        lines = self._lines(self.content_size.width)
        if event.y < len(lines) and isinstance(owner := self.parent, WordList):
            for start, end, word in lines[event.y]:
                if start <= event.x < end:
                    owner.give_up(word)
