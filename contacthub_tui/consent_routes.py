"""What the app does for consent: it leads to the history of a number, and to what changes it.

Enters: wishes, as messages. Leaves: screens.
"""

from textual import on
from textual.app import App

from contacthub_tui.screens.history import HistoryScreen
from contacthub_tui.screens.ledger_export import LedgerExportScreen, Written
from contacthub_tui.screens.resubscribe import ResubscribeScreen
from contacthub_tui.screens.unsubscribe import UnsubscribeScreen
from contacthub_tui.settings import Settings
from contacthub_tui.widgets.bulk_acts import BulkActs
from contacthub_tui.widgets.consent_wishes import (
    HistoryWanted,
    LedgerWanted,
    ResubscribeWanted,
    UnsubscribeWanted,
)
from contacthub_tui.widgets.place import Frame


class ConsentRoutes(App[str], inherit_bindings=False):
    """The part of the app that knows preferences and their history."""

    settings: Settings
    who: str

    def frame(self, here: str) -> Frame:
        """What a place shows around its content."""
        raise NotImplementedError

    @on(HistoryWanted)
    def _history_wanted(self, event: HistoryWanted) -> None:
        frame = self.frame(self.current_mode)
        self.push_screen(HistoryScreen(frame, event.addressee, self.settings.region))

    @on(UnsubscribeWanted)
    def _unsubscribe_wanted(self, event: UnsubscribeWanted) -> None:
        self.push_screen(UnsubscribeScreen(event.addressee, self.who), self._consent_changed)

    @on(ResubscribeWanted)
    def _resubscribe_wanted(self, event: ResubscribeWanted) -> None:
        self.push_screen(ResubscribeScreen(event.addressee, self.who), self._consent_changed)

    @on(LedgerWanted)
    def _ledger_wanted(self, event: LedgerWanted) -> None:
        self.push_screen(LedgerExportScreen(event.addressee), self._ledger_written)

    def _ledger_written(self, written: Written | None) -> None:
        if written is not None and isinstance(self.screen, HistoryScreen):
            self.screen.tell_written(written.path, written.changes)

    def _consent_changed(self, done: bool | None) -> None:
        if done and isinstance(self.screen, BulkActs):
            self.screen.something_done()
