"""Duplicates: pairs that may be one person, compared field by field, merged or told apart.

Enters: who works. Leaves: contacts merged, and pairs that are never proposed again.
"""

import asyncio
import threading
from collections.abc import Iterable, Sequence

from textual import getters, on, work
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from contacthub_tui.domain.consent import Wish
from contacthub_tui.domain.merge import merged
from contacthub_tui.domain.text import safe
from contacthub_tui.errors import RefusedError
from contacthub_tui.i18n import _, mark, ngettext, number, percent
from contacthub_tui.services import custom_fields, duplicates, merging
from contacthub_tui.services.duplicates import Found, Pair, SearchStoppedError, ShownPair
from contacthub_tui.widgets.command import command, spell_key
from contacthub_tui.widgets.comparison import GROUP_COMPARISON, Comparison
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.pair_table import PairTable, contact_name
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.table_commands import BACK
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.words import Words
from contacthub_tui.wording.pairs import goes_sentences, left_sentences, stop_sentences

_LOOK = 0.2  # seconds between two looks at how far the search is
_READING_PAUSE = 0.05  # seconds of rest before a pair is read anew
_LONGEST = 60


class DuplicatesScreen(Place):
    """The pairs above, the one under the cursor compared below."""

    CSS_PATH = "../styles/duplicates.tcss"
    AUTO_FOCUS = "PairTable"
    BINDINGS = [
        command(
            "ctrl+s",
            "merge",
            mark("Merge"),
            mark("Make one contact of the two, as picked."),
            group=GROUP_COMPARISON,
        ),
        command(
            "n",
            "tell_apart",
            mark("Two people"),
            mark("They are two people: never propose them again."),
            group=GROUP_COMPARISON,
        ),
        command(
            "p",
            "skip",
            mark("Skip"),
            mark("Leave this pair for the next search."),
            group=GROUP_COMPARISON,
        ),
        command(
            "z",
            "take_back",
            mark("Propose again"),
            mark("Propose those again that were told apart just now."),
            group=GROUP_COMPARISON,
        ),
        command("c", "stop", mark("Stop"), mark("Stop the search.")),
        command(
            "ctrl+r",
            "search_again",
            mark("Search again"),
            mark("Search for duplicates anew."),
            show=False,
        ),
        BACK,
    ]

    table = getters.query_one(PairTable)
    comparison = getters.query_one(Comparison)

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._found: Found | None = None
        self._pairs: list[Pair] = []
        self._share = 0.0
        self._stop = threading.Event()
        self._searching = False
        self._merging = False
        self._told_apart: ShownPair | None = None  # until the next action

    def compose_content(self) -> Iterable[Widget]:
        yield Words(self.title_text, id="title")
        yield Words(self.common_text, id="common")
        yield Vertical(PairTable(), Comparison(), id="pairs")
        yield Words(self.nothing_text, id="nothing")

    def on_mount(self) -> None:
        self.set_interval(_LOOK, self._look)
        self.action_search_again()

    def on_unmount(self) -> None:
        self._stop.set()

    # The search

    def action_search_again(self) -> None:
        self._search()

    @work(group="search", exclusive=True, exit_on_error=False)
    async def _search(self) -> None:
        self._stop.set()  # one that is under way
        stop = self._stop = threading.Event()
        self._found, self._pairs, self._share, self._searching = None, [], 0.0, True
        self._told_apart = None
        self._show_pairs()
        try:
            fields = await asyncio.to_thread(custom_fields.custom_fields)
            self.comparison.custom_names = {field.id: field.name for field in fields}
            found = await asyncio.to_thread(duplicates.find_pairs, self._progressed, stop.is_set)
        except SearchStoppedError:
            return
        else:
            self._found, self._pairs = found, list(found.pairs)
            self.show_error(None)
        finally:
            if stop is self._stop:
                stop.set()
                self._searching = False
                self._show_pairs()

    def _progressed(self, share: float) -> None:
        self._share = share

    def _look(self) -> None:
        if self._searching:
            self.query_one("#title", Words).follow()

    def action_stop(self) -> None:
        self._stop.set()

    # The pairs

    def _show_pairs(self, at: int = 0) -> None:
        """Show the pairs there are, the cursor on one of them."""
        pairs = self._pairs

        async def page(start: int, size: int) -> Sequence[ShownPair]:
            return await asyncio.to_thread(duplicates.shown_pairs, pairs[start : start + size])

        table = self.table
        if at:
            table.set_reactive(PairTable.cursor, min(at, max(0, len(pairs) - 1)))
        table.show_rows(len(pairs), page, keep_place=at > 0)
        self.query_one("#pairs").display = bool(pairs)
        self.query_one("#nothing").display = not pairs
        if not pairs:
            self.comparison.show(None)
        elif not self.comparison.has_focus:
            table.focus()
        self._follow()
        self.refresh_bindings()

    def _follow(self) -> None:
        for words in self.query("#title, #common, #nothing").results(Words):
            words.refresh(layout=True)

    def _without(self, pairs: Iterable[Pair]) -> None:
        """These are done with: the next pair comes under the cursor."""
        done = set(pairs)
        self._told_apart = None
        self._pairs = [pair for pair in self._pairs if pair not in done]
        self._show_pairs(self.table.cursor)

    @on(WindowedTable.RowMoved)
    def _row_moved(self, event: WindowedTable.RowMoved) -> None:
        self._compare(event.row)

    @work(group="compare", exclusive=True, exit_on_error=False)
    async def _compare(self, row: ShownPair | None) -> None:
        """Compare the pair under the cursor, with what its merge would stop, as it is by now."""
        if row is None:
            return
        if self.comparison.pair is None or self.comparison.pair.pair != row.pair:
            self.comparison.show(row)
            self.refresh_bindings()
            await asyncio.sleep(_READING_PAUSE)
        await self._read_anew(row.pair)

    async def _read_anew(self, pair: Pair) -> None:
        shown = (await asyncio.to_thread(duplicates.shown_pairs, [pair]))[0]
        stops: list[tuple[Wish, str]] = []
        if shown.first is not None and shown.second is not None:
            stops = await asyncio.to_thread(merging.stops_of_merge, shown.first, shown.second)
        self.comparison.show(shown, stops)
        self.refresh_bindings()

    @on(WindowedTable.RowOpened)
    def _row_opened(self) -> None:
        self.comparison.focus()

    # What is done with a pair

    def action_skip(self) -> None:
        if (row := self.table.cursor_row) is not None:
            self._without([row.pair])

    @work(group="change", exit_on_error=False)
    async def action_tell_apart(self) -> None:
        row = self.table.cursor_row
        if row is None:
            return
        await asyncio.to_thread(
            duplicates.tell_apart, row.pair.first_id, row.pair.second_id, who=self.frame.who
        )
        self.show_error(None)
        self._without([row.pair])
        self._told_apart = row
        self._follow()
        self.refresh_bindings()

    @work(group="change", exit_on_error=False)
    async def action_take_back(self) -> None:
        row = self._told_apart
        if row is None:
            return
        pair = row.pair
        await asyncio.to_thread(duplicates.propose_again, pair.first_id, pair.second_id)
        self.show_error(None)
        place = min(self.table.cursor, len(self._pairs))
        self._pairs.insert(place, pair)
        self._told_apart = None
        self._show_pairs(place)

    @work(group="change", exclusive=True, exit_on_error=False)
    async def action_merge(self) -> None:
        comparison = self.comparison
        if comparison.pair is None or comparison.contacts is None:
            return
        pair, contacts = comparison.pair.pair, comparison.contacts
        picks, note_line = dict(comparison.picks), comparison.note_line
        stops = await asyncio.to_thread(merging.stops_of_merge, *contacts)
        kept = merged(*contacts, picks)
        sentences = [
            *goes_sentences(*contacts, kept, comparison.custom_names),
            *left_sentences(comparison.numbers_left, in_note=bool(note_line)),
            *stop_sentences(stops),
            _("This cannot be undone."),
        ]
        title = _("Merge into {name}").format(name=safe(contact_name(kept), _LONGEST))
        if not kept.addresses:
            raise RefusedError("pair-no-address")
        if not await self.app.push_screen_wait(Confirm(title, sentences, _("Merge"))):
            return
        self._merging = True
        self.refresh_bindings()
        try:
            await asyncio.to_thread(
                merging.merge, *contacts, picks, who=self.frame.who, note_line=note_line
            )
        except RefusedError:
            await self._read_anew(pair)
            raise
        finally:
            self._merging = False
            self.refresh_bindings()
        self.show_error(None)
        gone = pair.second_id
        self._without(one for one in self._pairs if gone in (one.first_id, one.second_id))

    def action_back(self) -> None:
        if self.comparison.has_focus:
            self.table.focus()
        else:
            self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_composed:
            return True
        can = {
            "merge": self.comparison.contacts is not None and not self._merging,
            "tell_apart": bool(self._pairs),
            "skip": bool(self._pairs),
            "take_back": self._told_apart is not None,
            "stop": self._searching,
            "search_again": not self._searching,
        }
        return can.get(action, True)

    # What is said

    def title_text(self) -> Content:
        """The name of the screen, and how many pairs are left."""
        title = Content.styled(_("Duplicates"), "bold")
        if self._searching:
            return Content.assemble(title, "  ", ("⟳ ", "$accent"), percent(self._share))
        if self._told_apart is not None and self._told_apart.first is not None:
            name = safe(contact_name(self._told_apart.first), _LONGEST)
            told = _("Two people: {name}.").format(name=name)
            title = Content.assemble(title, "  ", told)
        if not self._pairs:
            return title
        pairs = ngettext("{n} pair", "{n} pairs", len(self._pairs)).format(
            n=number(len(self._pairs))
        )
        return Content.assemble(title, "  ", (pairs, "$muted"))

    def common_text(self) -> Content:
        """What was left out of the comparison, and whether there may be more pairs."""
        found = self._found
        if found is None:
            return Content("")
        sentences = []
        if found.too_common:
            told = ", ".join(
                f"{safe(common.text, 30)} ({number(common.contacts)})" for common in found.commonest
            )
            if found.too_common > len(found.commonest):
                told += ", …"
            sentences.append(_("Not compared, too many share them: {names}.").format(names=told))
        if found.more:
            sentences.append(_("There are more: search again when these are done."))
        return Content.styled(" ".join(sentences), "$muted")

    def nothing_text(self) -> Content:
        """What stands where there is no pair."""
        again = Content.assemble(
            "\n\n", (spell_key("ctrl+r"), "bold $accent"), "  ", _("Search again")
        )
        if self._searching:
            return Content.assemble(
                (_("Looking for contacts that may be one person…"), "bold"),
                "\n\n",
                (_("Names, numbers and emails are compared. You can leave meanwhile."), "$muted"),
                "\n\n",
                (spell_key("c"), "bold $accent"),
                "  ",
                _("Stop the search"),
            )
        if self._found is None:
            return Content.styled(_("The search did not come to its end."), "bold") + again
        if self._found.pairs:
            return Content.styled(_("Every pair is done."), "bold") + again
        return Content.styled(_("No two contacts look like one person."), "bold") + again
