"""A dialog that merges a list into another one, which is found as one types. Enters: the list, and
all lists. Leaves: what was done, None where nothing was begun.
"""

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input
from textual.worker import Worker, WorkerState

from contacthub_tui.domain.contact_list import (
    ContactList,
    ListSort,
    matching_lists,
    sorted_lists,
)
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, ngettext, number, percent
from contacthub_tui.services import lists
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.line_input import LineInput
from contacthub_tui.widgets.list_table import COUNTED, ListTable
from contacthub_tui.widgets.notice import Notice, error_sentence
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.words import Words

GROUP_MERGE = mark("Merge")

_LONGEST_NAME = 40
_LOOK = 0.2  # seconds between two looks at the progress


@dataclass(frozen=True, slots=True)
class MergedInto:
    """The list that took members over, and what came of it."""

    into: ContactList
    merged: lists.Merged


class _ListLine(LineInput):
    BINDINGS = [
        command(
            "enter",
            "screen.merge",
            mark("Merge"),
            mark("Merge into the list under the cursor."),
            group=GROUP_MERGE,
        )
    ]


class MergeDialog(ModalScreen[MergedInto | None]):
    """The cursor chooses among the lists that fit what is typed; enter asks, then merges."""

    CSS_PATH = "../styles/list_dialog.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS = [
        command(
            "ctrl+s",
            "merge",
            mark("Merge"),
            mark("Merge into the list under the cursor."),
            group=GROUP_MERGE,
            show=False,
        ),
        *(
            command(key, f"move('{where}')", name, sentence, group=GROUP_MERGE, show=show)
            for key, where, name, sentence, show in (
                ("down", "down", mark("Choose"), mark("One list down."), True),
                ("up", "up", mark("Up"), mark("One list up."), False),
                ("pagedown", "page_down", mark("Page down"), mark("One page down."), False),
                ("pageup", "page_up", mark("Page up"), mark("One page up."), False),
            )
        ),
        *FOCUS,
        command(
            "escape",
            "give_up",
            mark("Cancel"),
            mark("Stop; what was taken over stays there, and both lists."),
            group=GROUP_MERGE,
        ),
        command("f1", "app.help", mark("Help"), mark("Every key that acts here.")),
    ]

    table = getters.query_one(ListTable)

    def __init__(self, source: ContactList, others: Sequence[ContactList]) -> None:
        super().__init__()
        self._source = source
        self._others = [one for one in others if one.id != source.id]
        self._into: ContactList | None = None  # while it is at work
        self._done = (0, 0)
        self._stop = threading.Event()
        self._found: str | None = None  # what the lists in the table fit

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Words(self.title_text, id="merge-title")
            yield Words(self.about_text, id="merge-about")
            with Horizontal(id="merge-search"):
                yield Words(lambda: Content.styled("/ ", "$muted"))
                yield _ListLine(placeholder=_("into which list?"))
            yield ListTable(COUNTED)
            yield Words(self.progress_text, id="merge-progress")
            yield Notice()
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("Cancel"), id="no", compact=True)
                yield Button(_("Merge"), id="yes", compact=True)
        yield KeysBar()

    def on_mount(self) -> None:
        self.table.can_focus = False
        self._find()
        self.set_interval(_LOOK, self._look)

    @on(Input.Changed)
    def _find(self) -> None:
        """Show the lists that fit what is typed by now."""
        typed = self.query_one(Input).value
        if typed == self._found:
            return
        self._found = typed
        found = matching_lists(self._others, typed)
        self.table.show_all(sorted_lists(found, ListSort.NAME), 0)
        self.query_one("#yes", Button).disabled = not found
        self.refresh_bindings()

    def action_move(self, where: str) -> None:
        self._find()
        self.table.action_go(where)

    # To do it

    @work(group="merge", exclusive=True, exit_on_error=False)
    async def action_merge(self) -> None:
        self._find()
        into = self.table.cursor_row
        if into is None or self._into is not None:
            return
        title = _("Merge “{source}” into “{into}”").format(
            source=_short(self._source), into=_short(into)
        )
        if not await self.app.push_screen_wait(
            Confirm(title, merge_sentences(self._source, into), _("Merge"))
        ):
            return
        self._begin(into)
        try:
            merged = await asyncio.to_thread(
                lists.merge_lists,
                self._source.id,
                into.id,
                on_progress=self._progressed,
                cancelled=self._stop.is_set,
            )
        finally:
            self._stop.set()  # who leaves the app does not wait for the rest
            self._begin(None)
        self.dismiss(MergedInto(into, merged))

    def _begin(self, into: ContactList | None) -> None:
        self._into = into
        self._done = (0, self._source.members)
        if not self.is_attached:
            return
        if into is not None:
            self._stop.clear()
            self.query_one(Notice).sentence = ""
        self.set_class(into is not None, "-working")
        self.query_one("#yes", Button).disabled = into is not None
        self.query_one("#no", Button).label = _("Cancel") if into is None else _("Stop")
        self.refresh_bindings()

    def _progressed(self, done: int, total: int) -> None:
        self._done = (done, total)

    def _look(self) -> None:
        if self._into is not None:
            self.query_one("#merge-progress").refresh()

    def action_give_up(self) -> None:
        """Stop what is under way at its next part; else leave."""
        if self._into is not None:
            self._stop.set()
        else:
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("merge", "move"):
            return self._into is None and self.is_mounted and self.table.total > 0
        return True

    @on(WindowedTable.RowOpened)
    def _row_opened(self) -> None:
        self.action_merge()

    @on(Button.Pressed)
    def _button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "yes":
            self.action_merge()
        else:
            self.action_give_up()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.query_one(Notice).sentence = error_sentence(event.worker.error)

    # What is shown

    def title_text(self) -> Content:
        """Which list goes."""
        title = _("Merge “{name}” into another list").format(name=_short(self._source))
        return Content.styled(title, "bold")

    def about_text(self) -> Content:
        """What it holds."""
        return counts_text(self._source)

    def progress_text(self) -> Content:
        """How far it is."""
        done, total = self._done
        counted = _("{done} of {all}").format(done=number(done), all=number(total))
        return Content.assemble(
            ("⟳ ", "$accent"),
            percent(done / total if total else 0.0),
            (f" · {counted}  ", "$muted"),
            _("Stopping…") if self._stop.is_set() else "",
        )


def counts_text(one: ContactList) -> Content:
    """`1,200 members · ● 1,100 subscribed · ■ 100 unsubscribed`"""
    members = ngettext("{n} member", "{n} members", one.members)
    subscribed = ngettext("{n} subscribed", "{n} subscribed", one.subscribed)
    unsubscribed = ngettext("{n} unsubscribed", "{n} unsubscribed", one.unsubscribed)
    return Content.assemble(
        (members.format(n=number(one.members)), "$muted"),
        (" · ", "$muted"),
        ("● ", "$success"),
        (subscribed.format(n=number(one.subscribed)), "$muted"),
        (" · ", "$muted"),
        ("■ ", "$error"),
        (unsubscribed.format(n=number(one.unsubscribed)), "$muted"),
    )


def merge_sentences(source: ContactList, into: ContactList) -> list[str]:
    """What a merge will do, with how many contacts."""
    return [
        ngettext(
            "{n} member of “{source}” joins “{into}”, which has {m}; who is in both counts once.",
            "{n} members of “{source}” join “{into}”, which has {m}; who is in both counts once.",
            source.members,
        ).format(
            n=number(source.members),
            m=number(into.members),
            source=_short(source),
            into=_short(into),
        ),
        _("The list “{source}” is then deleted. No contact is, and no preference changes.").format(
            source=_short(source)
        ),
    ]


def _short(one: ContactList) -> str:
    return safe(one.name, _LONGEST_NAME)
