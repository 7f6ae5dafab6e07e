"""The line of navigation on top. Enters: the places, the imports, how many conversations are
unread, who works on which store. Leaves: `Chosen` when a place is clicked.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.import_run import ImportRun, RunState
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, number, percent

#: States in which an import is at work.
AT_WORK = (RunState.WAITING, RunState.RUNNING, RunState.UNDOING)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place to go to: its name for the app, its key; title and sentence are marked. `short` is
    the title where the line is too narrow for all titles.
    """

    name: str
    key: str
    title: str
    about: str
    short: Callable[[], str] | None = None


class NavigationBar(Widget):
    """` ContactHub  1 Contacts  2 Lists  3 Inbox ·3  4 Imports ⟳ 62%       marie · hub.db`

    Where it is too narrow it first leaves out its own name, then takes short titles, then keeps
    only that of the place that is shown.
    """

    ALLOW_SELECT = False

    runs: reactive[tuple[ImportRun, ...]] = reactive(())
    unread: reactive[int] = reactive(0)
    #: The team's name, else that of its store.
    store: reactive[str] = reactive("")

    @dataclass
    class Chosen(Message):
        """A place was clicked."""

        name: str

    def __init__(self, places: Sequence[PlaceName], here: str, who: str, store: str) -> None:
        super().__init__()
        self._places = places
        self._here = here
        self._who = who
        self.set_reactive(NavigationBar.store, store)
        self._ends: list[tuple[int, int, str]] = []

    def render(self) -> Content:
        about = " · ".join(safe(part, 40) for part in (self._who, self.store) if part)
        *titles, least = self._titles()
        brand, chosen = next(
            (
                (brand, texts)
                for room in (Content(about).cell_length + 2, 0)
                for brand, texts in titles
                if _width(brand, texts) + room <= self.size.width
            ),
            least,
        )
        bar = Content.styled(brand, "bold")
        self._ends = []
        here = "bold reverse" if self.app.no_color else "bold $accent-text on $accent"
        for place, text in zip(self._places, chosen, strict=True):
            style = here if place.name == self._here else "$muted"
            start = bar.cell_length + 1
            bar = bar + " " + Content.styled(text, style)
            self._ends.append((start, bar.cell_length, place.name))
        room = self.size.width - bar.cell_length - 1
        right = Content.styled(about, "$muted").truncate(max(0, room - 1), ellipsis=True)
        return bar + " " * max(0, room - right.cell_length) + right

    def _titles(self) -> Iterator[tuple[str, list[str]]]:
        """What stands before the places, and their texts: the longest first, the shortest last."""
        brand = " ContactHub "
        full = [self._text(place, _(place.title)) for place in self._places]
        short = [
            self._text(place, place.short() if place.short else _(place.title))
            for place in self._places
        ]
        least = [
            text if place.name == self._here else self._text(place, "")
            for place, text in zip(self._places, short, strict=True)
        ]
        yield from ((brand, full), ("", full), ("", short), ("", least))

    def _text(self, place: PlaceName, title: str) -> str:
        return f" {place.key} {title}".rstrip() + f"{self._news(place.name)} "

    def _news(self, place: str) -> str:
        if place == "inbox" and self.unread:
            return f" ·{number(self.unread)}"
        working = [run for run in self.runs if run.state in AT_WORK]
        if place != "imports" or not working:
            return ""
        return f" ⟳ {percent(working[0].progress)}"

    def on_click(self, event: events.Click) -> None:
        for start, end, name in self._ends:
            if start <= event.x < end:
                self.post_message(self.Chosen(name))


def _width(brand: str, texts: Sequence[str]) -> int:
    return len(brand) + sum(Content(text).cell_length + 1 for text in texts)
