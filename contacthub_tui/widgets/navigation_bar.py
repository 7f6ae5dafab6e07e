"""The line of navigation on top. Enters: the places, the imports, who works on which store.
Leaves: `Chosen` when a place is clicked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.domain.import_run import ImportRun, RunState
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, percent

#: States in which an import is at work.
AT_WORK = (RunState.WAITING, RunState.RUNNING, RunState.UNDOING)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place to go to: its name for the app, its key; title and sentence are marked."""

    name: str
    key: str
    title: str
    about: str


class NavigationBar(Widget):
    """` ContactHub  1 Contacts  2 Lists  3 Imports ⟳ 62%       marie · hub.db`"""

    ALLOW_SELECT = False

    runs: reactive[tuple[ImportRun, ...]] = reactive(())
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
        bar = Content.styled(" ContactHub ", "bold")
        self._ends = []
        here = "bold reverse" if self.app.no_color else "bold $accent-text on $accent"
        for place in self._places:
            text = f" {place.key} {_(place.title)}{self._news(place.name)} "
            style = here if place.name == self._here else "$muted"
            start = bar.cell_length + 1
            bar = bar + " " + Content.styled(text, style)
            self._ends.append((start, bar.cell_length, place.name))
        about = " · ".join(safe(part, 40) for part in (self._who, self.store) if part)
        room = self.size.width - bar.cell_length - 1
        right = Content.styled(about, "$muted").truncate(max(0, room - 1), ellipsis=True)
        return bar + " " * max(0, room - right.cell_length) + right

    def _news(self, place: str) -> str:
        working = [run for run in self.runs if run.state in AT_WORK]
        if place != "imports" or not working:
            return ""
        return f" ⟳ {percent(working[0].progress)}"

    def on_click(self, event: events.Click) -> None:
        for start, end, name in self._ends:
            if start <= event.x < end:
                self.post_message(self.Chosen(name))
