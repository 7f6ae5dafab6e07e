"""What all places share: navigation on top, keys at the bottom, a line for what went wrong, and a
file dropped anywhere.

Enters: the imports (`runs`), what is unread, and the frame from the app. Leaves: wishes for the
app, as messages.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import events, on, work
from textual.app import App, ComposeResult
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.domain.import_run import ImportRun
from contacthub_tui.i18n import _, number
from contacthub_tui.widgets.dropped_path import dropped_path
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.let_go import let_go
from contacthub_tui.widgets.navigation_bar import NavigationBar, PlaceName
from contacthub_tui.widgets.notice import Notice, ReportLine, error_sentence
from contacthub_tui.widgets.paste_kind import paths_pasted
from contacthub_tui.widgets.search_bar import SearchBar
from contacthub_tui.widgets.windowed_table import WindowedTable

#: From this width on a panel stands beside the table.
WIDE = 100


@dataclass(frozen=True, slots=True)
class Frame:
    """What a place shows around its content."""

    places: Sequence[PlaceName]
    here: str
    who: str
    store: str


async def tell_first_counts(app: App[object], pasted: str) -> None:
    """Say that one file is imported at a time, where several were dropped together."""
    several = await asyncio.to_thread(paths_pasted, pasted)
    if several > 1:
        said = _("{n} files were dropped together: the first one is taken. Drop the others later.")
        app.notify(said.format(n=number(several)))


class Place(Screen[None]):
    """A full screen of the app. `runs` are the imports, the newest first, `unread` counts the
    conversations with something new; both are kept up to date.
    """

    BINDINGS = [*FOCUS]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]

    runs: reactive[tuple[ImportRun, ...]] = reactive((), init=False, repaint=False)
    unread: reactive[int] = reactive(0, init=False, repaint=False)

    @dataclass
    class FileDropped(Message):
        """A path was pasted outside a field, or a file dropped on the terminal."""

        path: Path

    @dataclass
    class ContactsWanted(Message):
        """Show the contacts of this query in All contacts."""

        query: ContactQuery

    class RunsTouched(Message):
        """An import was started, cancelled or undone: look at once."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self._is_new = True

    def compose(self) -> ComposeResult:
        # As Textual would only once it is laid out, and then style everything again.
        self.add_class("-wide" if self.app.size.width >= WIDE else "-narrow", update=False)
        frame = self.frame
        bar = NavigationBar(frame.places, frame.here, frame.who, frame.store)
        yield bar.data_bind(runs=Place.runs, unread=Place.unread)
        yield from self.compose_content()
        yield ReportLine()
        yield Notice()
        yield KeysBar(self.groups_in_line)

    def compose_content(self) -> Iterable[Widget]:
        """What stands between the two lines."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """The app holds the imports and the language; every place follows them."""
        self.watch(self.app, "runs", self._take_runs)
        self.watch(self.app, "unread", self._take_unread)
        self.watch(self.app, "sending", self._take_sending)
        self.watch(self.app, "team_name", self._take_team_name)
        self.watch(self.app, "language", self._retranslate, init=False)

    def on_unmount(self) -> None:
        let_go(self.app)

    @on(events.ScreenResume)
    def _keep_styles(self, event: events.ScreenResume) -> None:
        # All of it was styled a moment ago, when it was mounted.
        if self._is_new:
            event.refresh_styles = self._is_new = False

    def _take_runs(self, runs: tuple[ImportRun, ...]) -> None:
        self.runs = runs

    def _take_unread(self, unread: int) -> None:
        self.unread = unread

    def _take_sending(self, share: float | None) -> None:
        self.query_one(NavigationBar).sending = share

    def _take_team_name(self, name: str) -> None:
        self.query_one(NavigationBar).store = name or self.frame.store

    def _retranslate(self) -> None:
        for node in self.walk_children(Widget):
            if isinstance(node, SearchBar):
                node.retranslate()
            node.refresh(layout=True)

    @property
    def is_unsaved(self) -> bool:
        """Whether something was typed here that would be lost."""
        return False

    @property
    def lost(self) -> str:
        """A sentence on what leaving would lose, where it cannot be saved; empty where it can."""
        return ""

    @property
    def is_composed(self) -> bool:
        """Whether its widgets are there."""
        return bool(self.children)

    @property
    def is_wide(self) -> bool:
        """Whether a panel stands beside the table."""
        return self.size.width >= WIDE

    def show_error(self, error: BaseException | None) -> None:
        """Say what went wrong; None says that all is well again."""
        for notice in self.query(Notice):
            notice.sentence = error_sentence(error) if error else ""

    def show_report(self, sentence: str) -> None:
        """Tell in a line what was done; an empty one tells nothing any more."""
        for line in self.query(ReportLine):
            line.sentence = sentence

    def groups_in_line(self) -> Sequence[str]:
        """The groups of commands that the line of keys keeps to, in their order; empty: all."""
        return ()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR:
            self.show_error(event.worker.error)

    def on_windowed_table_load_failed(self, event: WindowedTable.LoadFailed) -> None:
        self.show_error(event.error)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._look_at_paste(event.text)

    @work(group="paste", exclusive=True, exit_on_error=False)
    async def _look_at_paste(self, text: str) -> None:
        path = await asyncio.to_thread(dropped_path, text)
        if path is not None and await asyncio.to_thread(path.is_file):
            await tell_first_counts(self.app, text)
            self.post_message(self.FileDropped(path))
