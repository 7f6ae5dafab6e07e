"""What All contacts shows of the store: filters, and the columns of the table.

Enters: queries of other places (`show_query`), what operators choose. Leaves: another
`query_shown`; the columns, kept on this machine.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from textual import getters, on, work
from textual.binding import Binding
from textual.reactive import reactive

from contacthub_tui.domain.column_choice import ColumnChoice, completed
from contacthub_tui.domain.contact import CustomField
from contacthub_tui.domain.contact_filters import (
    FilterNames,
    Part,
    gone_parts,
    parts_of,
    still_there,
    without,
)
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.i18n import mark
from contacthub_tui.services import column_choice, contact_pages, custom_fields
from contacthub_tui.widgets.bulk_acts import BulkActs
from contacthub_tui.widgets.columns_dialog import ColumnsDialog
from contacthub_tui.widgets.command import GROUP_CONTACTS, command
from contacthub_tui.widgets.contact_columns import known_choices, known_columns, shown_columns
from contacthub_tui.widgets.contact_table import ContactTable
from contacthub_tui.widgets.filter_chips import FilterChips
from contacthub_tui.widgets.filter_dialog import FilterDialog
from contacthub_tui.widgets.place import Frame
from contacthub_tui.wording.filters import gone_sentence

NARROWING: tuple[Binding, ...] = (
    command(
        "f",
        "filter",
        mark("Filter"),
        mark("Show only those of some lists, a status, an import, or by a field."),
        group=GROUP_CONTACTS,
    ),
    command(
        "F",
        "chips",
        mark("To the filters"),
        mark("Go to the filters that are on, to take some off."),
        show=False,
        group=GROUP_CONTACTS,
    ),
    command(
        "c",
        "columns",
        mark("Columns"),
        mark("Choose which columns are shown, in what order, how wide."),
        group=GROUP_CONTACTS,
    ),
)


class Narrowing(BulkActs):
    """A place with a table of contacts, chips above it. `database` is the URL of the store."""

    query_shown: reactive[ContactQuery] = reactive(ContactQuery(), init=False, repaint=False)

    chips = getters.query_one(FilterChips)

    def __init__(self, frame: Frame, database: str) -> None:
        super().__init__(frame)
        self._database = database
        self._chosen: tuple[ColumnChoice, ...] | None = None  # None until they are read
        self._fields: tuple[CustomField, ...] = ()

    def query_of_table(self) -> ContactQuery:
        return self.query_shown

    @property
    def names(self) -> FilterNames:
        """What the filters that are on ask for is called."""
        return self.chips.names

    def watch_query_shown(self, before: ContactQuery, after: ContactQuery) -> None:
        """Another query; a selection of all that the one before found means nothing any more."""
        if before.unsorted != after.unsorted:
            self.contact_table().new_search()
        self.chips.shown = after

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "chips":
            return self.is_composed and self.query_shown.is_filtered
        return super().check_action(action, parameters)

    # Filters

    @work(group="filter", exclusive=True, exit_on_error=False)
    async def action_filter(self) -> None:
        names = await asyncio.to_thread(contact_pages.all_names)
        query = await self.app.push_screen_wait(FilterDialog(self.query_shown, names))
        if query is not None:
            self.chips.names = names
            now = self.query_shown
            self.query_shown = replace(
                query, text=now.text, sort=now.sort, descending=now.descending
            )

    def action_chips(self) -> None:
        self.chips.focus()

    @on(FilterChips.Removed)
    def _filter_removed(self, event: FilterChips.Removed) -> None:
        self._take_off(event.part)

    @on(FilterChips.Left)
    def _chips_left(self) -> None:
        self.contact_table().focus()

    def take_last_off(self) -> None:
        """One filter less, the last one."""
        if parts := parts_of(self.query_shown):
            self._take_off(parts[-1])

    def _take_off(self, part: Part) -> None:
        self.query_shown = without(self.query_shown, [part])

    async def know_names(self, query: ContactQuery) -> bool:
        """Learn what the filters are called. Those on what has been deleted go, with a sentence:
        then another query is shown, and False given.
        """
        if not query.is_filtered:
            return True
        names = await asyncio.to_thread(contact_pages.names_for, query)
        kept = still_there(query, names)
        if kept != query:
            for part in gone_parts(query, names):
                sentence = gone_sentence(part, query, self.names)
                self.notify(sentence, severity="warning", markup=False)
            self.query_shown = kept
            return False
        self.chips.names = names
        return True

    # Columns

    async def know_fields(self) -> Sequence[CustomField]:
        """Learn which custom fields there are: each is a column at once."""
        if self._chosen is None:
            self._chosen = await asyncio.to_thread(column_choice.chosen_columns, self._database)
            self._show_columns()
        fields = tuple(await asyncio.to_thread(custom_fields.custom_fields))
        if fields != self._fields:
            self._fields = fields
            self._show_columns()
        return self._fields

    def _show_columns(self) -> None:
        table: ContactTable = self.contact_table()
        table.columns = shown_columns(self._fields, self._chosen or ())
        table.refresh()

    @work(group="columns", exclusive=True, exit_on_error=False)
    async def action_columns(self) -> None:
        await self.know_fields()
        choices = completed(self._chosen or (), known_choices(self._fields))
        dialog = ColumnsDialog(choices, known_columns(self._fields))
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None and chosen != choices:
            self._chosen = chosen
            self._show_columns()
            await asyncio.to_thread(column_choice.keep_columns, self._database, chosen)
