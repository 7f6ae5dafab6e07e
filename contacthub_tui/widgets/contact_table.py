"""The table of contacts: its columns and its selection. Enters: pages of contacts. Leaves:
messages; `SelectionChanged` when other contacts are selected.
"""

from contextlib import suppress
from dataclasses import dataclass

from textual import events, work
from textual.message import Message
from textual.reactive import reactive
from textual.worker import Worker, WorkerError

from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.contact import Contact
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.i18n import mark
from contacthub_tui.widgets.command import GROUP_SELECTION, command
from contacthub_tui.widgets.contact_columns import STANDARD
from contacthub_tui.widgets.selection import Selection
from contacthub_tui.widgets.table_lines import GUTTER
from contacthub_tui.widgets.windowed_table import WindowedTable

_CHUNK = 2_000


class ContactTable(WindowedTable[Contact]):
    """All contacts of a query. Selected ones are kept by their id when the sort changes."""

    BINDINGS = [
        command(
            "space,shift+space",
            "select",
            mark("Select"),
            mark("Select the contact under the cursor, or no longer."),
            group=GROUP_SELECTION,
        ),
        *(
            command(keys, f"extend('{where}')", name, sentence, group=GROUP_SELECTION, show=False)
            for keys, where, name, sentence in (
                ("shift+down,J", "down", mark("Select down"), mark("Select on to the next row.")),
                ("shift+up,K", "up", mark("Select up"), mark("Select on to the row before.")),
                (
                    "shift+pagedown",
                    "page_down",
                    mark("Select a page down"),
                    mark("Select on to the next page."),
                ),
                (
                    "shift+pageup",
                    "page_up",
                    mark("Select a page up"),
                    mark("Select on to the page before."),
                ),
                (
                    "shift+home",
                    "first",
                    mark("Select to the first"),
                    mark("Select up to the first row."),
                ),
                (
                    "shift+end",
                    "last",
                    mark("Select to the last"),
                    mark("Select on to the last row."),
                ),
            )
        ),
        command(
            "v",
            "range",
            mark("Range"),
            mark("Start a range: it goes wherever the cursor goes, until v again."),
            group=GROUP_SELECTION,
            show=False,
        ),
        command(
            "A",
            "everything",
            mark("All found"),
            mark("Select every contact that the search finds."),
            group=GROUP_SELECTION,
        ),
        command(
            "escape",
            "deselect",
            mark("None"),
            mark("Select nothing."),
            group=GROUP_SELECTION,
        ),
    ]

    range_start: reactive[int | None] = reactive(None, init=False)

    @dataclass
    class SelectionChanged(Message):
        """Other contacts are selected than before."""

        table: "ContactTable"

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ContactTable.SelectionChanged)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(STANDARD, lambda contact: contact.id, id=id)
        self.selection = Selection()
        self._sticky = False
        self._keeping: Worker[None] | None = None

    @property
    def selected_count(self) -> int:
        """How many contacts are selected, those of a range being drawn included."""
        count = self.selection.count(self.total)
        if (span := self._span()) is None:
            return count
        inside = [row.id in self.selection for row in self._pages.loaded(*span)]
        new = span[1] - span[0] + 1 - sum(inside)
        return min(self.total, count + new) if self.selection.everything else count + new

    def is_selected(self, index: int, row: Contact | None) -> bool:
        span = self._span()
        if span is not None and span[0] <= index <= span[1]:
            return True
        return self.selection.everything if row is None else row.id in self.selection

    async def chosen(self, query: ContactQuery) -> Chosen | None:
        """The selected contacts of what `query` found, once all of a range are known; without a
        selection the one under the cursor.
        """
        if self.range_start is not None:
            self._keep_range()
        if self._keeping is not None:
            with suppress(WorkerError):
                await self._keeping.wait()
        if self.selection.count(self.total):
            return self.selection.chosen(query)
        row = self.cursor_row
        return None if row is None else Chosen(frozenset([row.id]), query)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "deselect":
            return self.selected_count > 0 or self.range_start is not None
        if action in ("select", "extend", "range", "everything"):
            return self.total > 0
        return super().check_action(action, parameters)

    def action_select(self) -> None:
        if self.range_start is not None:
            self._keep_range()
        elif (row := self.cursor_row) is not None:
            self.selection.toggle(row.id)
        self._changed()

    def action_extend(self, where: str) -> None:
        if self.range_start is None:
            self.range_start = self.cursor
        self._sticky = True
        self.move_cursor(self.target(where))
        self._changed()

    def action_range(self) -> None:
        if self.range_start is None:
            self.range_start = self.cursor
        else:
            self._keep_range()
        self._changed()

    def action_everything(self) -> None:
        self.range_start = None
        self.selection.add_everything()
        self._changed()

    def action_deselect(self) -> None:
        self.forget_selection()

    def new_search(self) -> None:
        """Other contacts will be found: what was all of them is no longer."""
        if self.selection.everything or self.range_start is not None:
            self.forget_selection()

    def forget_selection(self) -> None:
        """Select nothing, and end the range being drawn."""
        self.workers.cancel_group(self, "range")
        self.range_start = None
        self._sticky = False
        self.selection.clear()
        self._changed()

    def go(self, index: int) -> None:
        """A range drawn with shift ends here; one drawn with v comes along."""
        if self._sticky:
            self._keep_range()
        super().go(index)
        if self.range_start is not None:
            self._changed()

    def _click_row(self, index: int, event: events.Click) -> None:
        if event.shift:
            if self.range_start is None:
                self.range_start = self.cursor
            self._sticky = True
            self.move_cursor(index)
            self._changed()
            return
        super()._click_row(index, event)
        if event.ctrl or event.x < GUTTER:
            self.action_select()

    def _span(self) -> tuple[int, int] | None:
        if self.range_start is None or not self.total:
            return None
        return min(self.range_start, self.cursor), min(
            max(self.range_start, self.cursor), self.total - 1
        )

    def _keep_range(self) -> None:
        """Turn the range into selected contacts. It stays drawn until their ids are known."""
        if (span := self._span()) is None:
            return
        first, last = span
        self._sticky = False
        rows = {row.id for row in self._pages.loaded(first, last)}
        if len(rows) == last - first + 1:
            self.selection.add(rows)
            self.range_start = None
        elif last - first + 1 == self.total:
            self.selection.add_everything()
            self.range_start = None
        else:
            self._keeping = self._keep_long_range(first, last)

    @work(group="range", exclusive=True, exit_on_error=False)
    async def _keep_long_range(self, first: int, last: int) -> None:
        """Load the ids of a range that goes beyond the pages at hand."""
        pages, load = self._pages, self._load
        self.range_start = None
        if load is None:
            return
        try:
            for start in range(first, last + 1, _CHUNK):
                rows = await load(start, min(_CHUNK, last + 1 - start))
                if pages is not self._pages:
                    return
                self.selection.add(row.id for row in rows)
                self._changed()
        except Exception as error:  # noqa: BLE001 -- told to the operator by the screen
            self.post_message(self.LoadFailed(self, error))

    def _changed(self) -> None:
        self.refresh()
        self.refresh_bindings()
        self.post_message(self.SelectionChanged(self))
