"""A picker of lists, for forms and dialogs: several of any number, found as one types.

Enters: the lists there are, those chosen. Leaves: `Changed`, with those chosen now; a new one has
no id.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.list_name import ListName
from contacthub_tui.domain.text import clean, name_key, safe
from contacthub_tui.i18n import _
from contacthub_tui.widgets.finder import Finder, Match

_LONGEST_NAME = 40
_GAP = "  "


class ListPicker(Finder):
    """A field to find lists by; the chosen ones stand below it.

    Enter takes a list or gives it up, backspace in the empty field gives up the last one, and so
    does a click. With `may_create` a name that no list has can be taken, too.
    """

    lists: reactive[Sequence[ListName]] = reactive((), init=False)
    chosen: reactive[tuple[ListName, ...]] = reactive((), init=False)

    @dataclass
    class Changed(Message):
        """Other lists are chosen than before."""

        picker: "ListPicker"
        chosen: tuple[ListName, ...]

    def __init__(
        self,
        lists: Sequence[ListName] = (),
        chosen: Sequence[ListName] = (),
        *,
        may_create: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(placeholder=_("find a list"), id=id)
        self._may_create = may_create
        self._chips = _Chips()
        self._keys = _keyed(lists)
        self._first = frozenset(chosen)  # what stands first while the matches are open
        self.set_reactive(ListPicker.lists, lists)
        self.set_reactive(ListPicker.chosen, tuple(chosen))

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield self._chips

    def on_mount(self) -> None:
        self._chips.names = self.chosen

    @property
    def pending(self) -> str:
        """What is typed and chosen nothing by; a form asks about it before it saves."""
        return self.input.value.strip()

    def watch_lists(self, lists: Sequence[ListName]) -> None:
        self._keys = _keyed(lists)
        self.refresh_matches()

    def watch_chosen(self, chosen: tuple[ListName, ...]) -> None:
        self._chips.names = chosen
        self.refresh_matches()
        self.post_message(self.Changed(self, chosen))

    def open(self) -> None:
        self._first = frozenset(self.chosen)
        super().open()

    def find(self, typed: str) -> Sequence[Match]:
        wanted = name_key(typed)
        words = wanted.split()
        fitting = [pair for pair in self._keys if all(word in pair[0] for word in words)]
        # Chosen ones first where nothing is typed, else those that begin with it.
        if wanted:
            fitting.sort(key=lambda pair: not pair[0].startswith(wanted))
        else:
            fitting.sort(key=lambda pair: pair[1] not in self._first)
        matches = [_match(each, each in self.chosen) for _key, each in fitting]
        if wanted and wanted not in {key for key, _each in fitting} | self._new_keys():
            if self._may_create:
                name = " ".join(clean(typed).split())
                text = _("New list “{name}”").format(name=safe(name, _LONGEST_NAME))
                matches.append(Match(ListName(None, name), text, "+"))
            elif not matches:
                matches.append(Match(None, _("No list has this name.")))
        return matches

    def _new_keys(self) -> set[str]:
        return {name_key(each.name) for each in self.chosen if each.id is None}

    def take(self, match: Match) -> None:
        if not isinstance(match.value, ListName):
            return
        self.toggle(match.value)
        # What comes next is another search; where nothing was typed one goes on from here.
        if self.input.value:
            self.input.value = ""
            self.close()

    def toggle(self, chosen: ListName) -> None:
        """Choose a list, or no longer."""
        if chosen in self.chosen:
            self.chosen = tuple(each for each in self.chosen if each != chosen)
        else:
            self.chosen = (*self.chosen, chosen)

    def drop(self) -> None:
        self.chosen = self.chosen[:-1]

    def leave(self) -> None:
        """A whole name, or the only one that fits, was meant."""
        wanted = name_key(self.input.value)
        if not wanted:
            return
        fitting = [each for key, each in self._keys if wanted in key]
        exact = [each for key, each in self._keys if wanted == key]
        if meant := exact or (fitting if len(fitting) == 1 else []):
            self.input.value = ""
            if meant[0] not in self.chosen:
                self.toggle(meant[0])


def _keyed(lists: Sequence[ListName]) -> list[tuple[str, ListName]]:
    """The lists by their folded names, which are made once and not with every key."""
    return sorted(((name_key(each.name), each) for each in lists), key=lambda pair: pair[0])


def _match(each: ListName, chosen: bool) -> Match:
    return Match(each, safe(each.name, 200), "[x]" if chosen else "[ ]")


class _Chips(Widget):
    """The chosen lists, in as many lines as they need."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "_Chips { height: auto; width: 1fr; }"

    names: reactive[tuple[ListName, ...]] = reactive((), layout=True)

    def _lines(self, width: int) -> list[list[tuple[int, int, ListName]]]:
        """The chips of each line as (start, end, list)."""
        lines: list[list[tuple[int, int, ListName]]] = []
        x = width + 1
        for each in self.names:
            needed = cell_len(_label(each)) + 2
            if x + needed > width:
                lines.append([])
                x = 0
            lines[-1].append((x, x + needed, each))
            x += needed + len(_GAP)
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        lines = [
            Content(_GAP).join(
                Content.assemble((_label(each), "$accent"), (" ×", "$muted"))
                for _start, _end, each in line
            )
            for line in self._lines(self.content_size.width)
        ]
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        lines = self._lines(self.content_size.width)
        if event.y < len(lines) and isinstance(picker := self.parent, ListPicker):
            for start, end, each in lines[event.y]:
                if start <= event.x < end:
                    picker.toggle(each)


def _label(each: ListName) -> str:
    name = safe(each.name, _LONGEST_NAME)
    return name if each.id is not None else f"+ {name}"
