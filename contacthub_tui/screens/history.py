"""The history of some numbers, or of all: every line of the ledger, the newest first.

Enters: whose; none for the whole ledger. Leaves: wishes about consent, as messages.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import getters, on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from contacthub_tui.domain.consent import PreferenceChange
from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.domain.import_run import RowProblem
from contacthub_tui.domain.phone import read_number
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, ngettext
from contacthub_tui.i18n import number as spell_count
from contacthub_tui.services import ledger
from contacthub_tui.widgets.command import GROUP_CONTACTS, command, spell_key
from contacthub_tui.widgets.consent_wishes import (
    Addressee,
    HistoryWanted,
    LedgerWanted,
    ResubscribeWanted,
    UnsubscribeWanted,
)
from contacthub_tui.widgets.history_table import ChangePanel, HistoryTable
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.preference_words import standing_lines
from contacthub_tui.widgets.search_bar import SearchBar
from contacthub_tui.widgets.table_commands import BACK, reload_command, search_command
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class _Held:
    """What was read: how many lines, and why the preferences of the numbers are as they are."""

    total: int
    why: tuple[PreferenceChange, ...]


class NumberBar(SearchBar):
    """A number to look for, in any spelling."""

    def retranslate(self) -> None:
        """Take the hint from the language in force."""
        self.placeholder = _("a whole number, in any spelling")


class HistoryScreen(Place):
    """The changes in a table, the one under its cursor in full beside them."""

    CSS_PATH = "../styles/history.tcss"
    AUTO_FOCUS = "HistoryTable"
    BINDINGS = [
        command(
            "R",
            "resubscribe",
            mark("Resubscribe"),
            mark("Message one address again; asks for the proof of consent."),
            group=GROUP_CONTACTS,
        ),
        command(
            "u",
            "unsubscribe",
            mark("Unsubscribe"),
            mark("Send nothing to these numbers any more."),
            group=GROUP_CONTACTS,
        ),
        command(
            "x",
            "export",
            mark("Export"),
            mark("Write these changes to a file, for an audit."),
            group=GROUP_CONTACTS,
        ),
        command(
            "h",
            "history",
            mark("History"),
            mark("Every change of the number under the cursor."),
            group=GROUP_CONTACTS,
        ),
        search_command(
            mark("Find the changes of one number, with or without a contact."), GROUP_CONTACTS
        ),
        reload_command(GROUP_CONTACTS),
        BACK,
    ]

    addressee: reactive[Addressee] = reactive(Addressee(()), init=False)
    held: reactive[_Held | None] = reactive(None, init=False)

    table = getters.query_one(HistoryTable)
    panel = getters.query_one(ChangePanel)

    def __init__(self, frame: Frame, addressee: Addressee, region: str) -> None:
        super().__init__(frame)
        self._whole = not addressee.numbers
        self._region = region
        self.set_reactive(HistoryScreen.addressee, addressee)

    def compose_content(self) -> Iterable[Widget]:
        head: list[Widget] = [Words(self.title_text, id="title")]
        if self._whole:
            head += [Words(lambda: Content.styled("/ ", "$muted")), NumberBar()]
        yield Horizontal(*head, id="head")
        yield Words(self.held_text, id="held")
        several = self._whole or len(self.addressee.numbers) > 1
        yield Horizontal(HistoryTable(numbers=several), ChangePanel(), id="body")
        yield Words(self.nothing_text, id="nothing")

    def on_mount(self) -> None:
        self.query_one("#nothing").display = self.query_one("#held").display = False
        self._read(keep_place=False)

    def on_screen_resume(self) -> None:
        if self.held is not None:
            self._read(keep_place=True)

    # What there is

    @work(group="history", exclusive=True, exit_on_error=False)
    async def _read(self, keep_place: bool) -> None:
        numbers = self.addressee.numbers

        async def page(start: int, size: int) -> Sequence[PreferenceChange]:
            return await asyncio.to_thread(ledger.change_page, numbers, start, size)

        total = await asyncio.to_thread(ledger.count_changes, numbers)
        why = await asyncio.to_thread(ledger.latest, numbers)
        start = self.table.page_start() if keep_place else 0
        start = start if start < total else 0
        rows = await page(start, self.table.page_size)
        self.held = _Held(total, why)
        self.table.show_rows(total, page, rows, start=start, keep_place=keep_place)
        self.show_error(None)

    def watch_held(self, held: _Held | None) -> None:
        self.query_one("#body").display = bool(held and held.total)
        self.query_one("#nothing").display = bool(held and not held.total)
        self.query_one("#held").display = bool(held and held.why and self.addressee.numbers)
        for words in self.query(Words):
            words.refresh(layout=True)
        self.refresh_bindings()

    @on(WindowedTable.RowMoved)
    def _row_moved(self, event: WindowedTable.RowMoved) -> None:
        self.panel.change = event.row
        self.refresh_bindings()

    @on(WindowedTable.RowOpened)
    def _row_opened(self) -> None:
        self.query_one("#body").add_class("-open")
        self.panel.focus()

    # One number of the whole ledger

    def action_search(self) -> None:
        self.query_one(NumberBar).focus()

    @on(Input.Changed, "NumberBar")
    def _number_typed(self, event: Input.Changed) -> None:
        read = read_number(event.value, self._region)
        numbers = () if isinstance(read, RowProblem) else (read.e164,)
        if numbers != self.addressee.numbers:
            self.addressee = Addressee(numbers)
            self._read(keep_place=False)

    @on(SearchBar.Left)
    def _search_left(self) -> None:
        self.table.focus()

    # What can be done

    def _meant(self) -> Addressee | None:
        """The numbers of this history; in the whole ledger the number under the cursor."""
        if self.addressee.numbers:
            return self.addressee
        row = self.table.cursor_row
        return Addressee((row.address.number,)) if row else None

    def action_resubscribe(self) -> None:
        if meant := self._meant():
            self.post_message(ResubscribeWanted(meant))

    def action_unsubscribe(self) -> None:
        if meant := self._meant():
            self.post_message(UnsubscribeWanted(meant))

    def action_history(self) -> None:
        if meant := self._meant():
            self.post_message(HistoryWanted(meant))

    def action_export(self) -> None:
        self.post_message(LedgerWanted(self.addressee))

    def tell_written(self, path: Path, changes: int | None) -> None:
        """What came of an export: how many changes stand in the file, None where it was stopped."""
        if changes is None:
            self.show_report(_("The export was stopped; no file was written."))
            return
        said = ngettext("{n} change written to {path}.", "{n} changes written to {path}.", changes)
        self.show_report(said.format(n=spell_count(changes), path=safe(str(path))))

    def action_reload(self) -> None:
        self._read(keep_place=True)

    def action_back(self) -> None:
        body = self.query_one("#body")
        if self.panel.has_focus or body.has_class("-open"):
            body.remove_class("-open")
            self.table.focus()
        elif self._whole and self.addressee.numbers:
            self.query_one(NumberBar).value = ""
        else:
            self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_composed:
            return True
        some = self._meant() is not None
        stands = [
            change.after if (change := self._stand(number, channel)) else None
            for number in self.addressee.numbers
            for channel in Channel
        ]
        stopped = [status is Status.UNSUBSCRIBED for status in stands]
        can = {
            "resubscribe": any(stopped) if stands else some,
            "unsubscribe": some and not (stands and all(stopped)),
            "history": not self.addressee.numbers and some,
            "search": self._whole and not self.query_one(NumberBar).has_focus,
            "export": bool(self.held and self.held.total),
        }
        return can.get(action, True)

    # What is said

    def _stand(self, number: str, channel: Channel) -> PreferenceChange | None:
        """The change that made the preference of an address what it is."""
        why = self.held.why if self.held else ()
        return next((one for one in why if one.address == Address(channel, number)), None)

    def title_text(self) -> Content:
        """Whose history it is, and how many changes it has."""
        count = spell_count(self.held.total) if self.held else ""
        title = Content.styled(_("Ledger") if self._whole else _("History"), "bold")
        if self._whole:
            return Content.assemble(title, "  ", (count, "$muted"))
        name = safe(self.addressee.name, 60)
        return Content.assemble(title, "  ", name, "  " if name else "", (count, "$muted"))

    def held_text(self) -> Content:
        """What stands for each number on each channel, and why."""
        return Content("\n").join(
            standing_lines(self.addressee.numbers, self.held.why if self.held else ())
        )

    def nothing_text(self) -> Content:
        """What stands where nothing was ever changed."""
        if not self.addressee.numbers:
            return Content.styled(_("Every change of a preference will stand here."), "$muted")
        return Content.assemble(
            (_("Nothing was ever changed."), "bold"),
            "\n\n",
            (spell_key("u"), "bold $accent"),
            "  ",
            _("Unsubscribe"),
        )
