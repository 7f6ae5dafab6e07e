"""A new group send: to whom, what, then the check, all on one screen.

Enters: lists, or chosen contacts. Leaves: `Started` with the id of a send that goes out,
`ContactsWanted` for those behind a number of the check.
"""

import asyncio
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import getters, on, work
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.domain.group_send import Preflight
from contacthub_tui.domain.list_name import ListName
from contacthub_tui.i18n import _, mark, ngettext, number, percent
from contacthub_tui.services import bulk, custom_fields, group_sends, lists, send_pages
from contacthub_tui.widgets.check_lines import CheckTable, check_lines
from contacthub_tui.widgets.command import command, spell_key
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.group_text import GroupText
from contacthub_tui.widgets.list_picker import ListPicker
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.send_dialog import SendDialog
from contacthub_tui.widgets.table_commands import BACK
from contacthub_tui.widgets.templates_dialog import TemplatesDialog
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.words import Words

GROUP_NEW = mark("New group send")


class GroupSendScreen(Place):
    """Lists or a selection on top, the text below, then what it would do."""

    CSS_PATH = "../styles/group_send.tcss"
    AUTO_FOCUS = ""
    BINDINGS = [
        command(
            "ctrl+s",
            "go_on",
            mark("Continue"),
            mark("Check the message; once it is checked, send it."),
            group=GROUP_NEW,
            priority=True,
        ),
        command(
            "f4",
            "templates",
            mark("Templates"),
            mark("Take a text that is kept, or keep this one."),
            group=GROUP_NEW,
        ),
        BACK,
    ]

    @dataclass
    class Started(Message):
        """It goes out."""

        send_id: int

    picker = getters.query_one(ListPicker)
    message = getters.query_one(GroupText)
    table = getters.query_one(CheckTable)

    def __init__(
        self, frame: Frame, names: Sequence[ListName] = (), chosen: Chosen | None = None
    ) -> None:
        """`chosen` contacts get it; without them the members of the lists that are picked."""
        super().__init__(frame)
        self._names = tuple(names)
        self._selection = chosen
        self._count: int | None = None  # of the chosen contacts
        self._found: Preflight | None = None
        self._checking = False
        self._share = 0.0
        self._stop = threading.Event()

    def compose_content(self) -> Iterable[Widget]:
        yield Words(self.title_text, id="title")
        with Vertical(id="whom"):
            if self._selection is None:
                yield ListPicker((), self._names)
            yield Words(self.whom_text, id="count")
        yield GroupText()
        yield Words(self.check_text, id="check-says")
        yield Horizontal(CheckTable(), id="body")

    def on_mount(self) -> None:
        self.table.display = False
        self._load()
        self._count_chosen()
        if self._selection is None and not self._names:
            self.picker.input.focus()
        else:
            self.message.area.focus()

    @property
    def is_unsaved(self) -> bool:
        """Whether something is written that would be lost."""
        return self.is_composed and bool(self.message.text.strip())

    @property
    def lost(self) -> str:
        return _("What is written is not kept. Nothing was sent.")

    @property
    def chosen(self) -> Chosen | None:
        """Who gets it; None where nobody is chosen yet."""
        if self._selection is not None:
            return self._selection
        ids = tuple(sorted(each.id for each in self.picker.chosen if each.id is not None))
        return Chosen(query=ContactQuery(list_ids=ids)) if ids else None

    @property
    def about(self) -> list[str]:
        """To whom it goes, in names."""
        return [] if self._selection is not None else [each.name for each in self.picker.chosen]

    @work(group="load", exclusive=True, exit_on_error=False)
    async def _load(self) -> None:
        if self._selection is None:
            found = await asyncio.to_thread(lists.all_lists)
            self.picker.lists = tuple(ListName(each.id, each.name) for each in found)
        self.message.fields = await asyncio.to_thread(custom_fields.custom_fields)

    @on(ListPicker.Changed)
    def _lists_changed(self) -> None:
        self._forget_check()
        self._count_chosen()

    @work(group="count", exclusive=True, exit_on_error=False)
    async def _count_chosen(self) -> None:
        """How many they are, and some of them to show the text with."""
        chosen = self.chosen
        if chosen is None:
            self._count, self.message.people = None, ()
        else:
            self._count = await asyncio.to_thread(bulk.count_chosen, chosen)
            self.query_one("#count").refresh(layout=True)
            self.message.people = await asyncio.to_thread(send_pages.sample, chosen)
        self.query_one("#count").refresh(layout=True)
        self.refresh_bindings()

    @on(GroupText.Changed)
    def _text_changed(self) -> None:
        self._forget_check()

    def _forget_check(self) -> None:
        """What was found holds no longer."""
        self._stop.set()
        if self._found is not None:
            self._found = None
            self.table.display = False
        self._say()

    def _say(self) -> None:
        self.query_one("#check-says").refresh(layout=True)
        self.refresh_bindings()

    @work(group="templates", exclusive=True, exit_on_error=False)
    async def action_templates(self) -> None:
        dialog = TemplatesDialog(self.frame.who, self.message.text)
        if text := await self.app.push_screen_wait(dialog):
            self.message.insert(text)
        self.message.area.focus()

    # Check, then send

    def action_go_on(self) -> None:
        if self._found is None:
            self._check()
        elif self._found.recipients:
            self._send(self._found)

    @work(group="check", exclusive=True, exit_on_error=False)
    async def _check(self) -> None:
        chosen, text = self.chosen, self.message.text
        if chosen is None:
            return
        stop = self._stop = threading.Event()
        self.show_error(None)
        self._checking, self._share = True, 0.0
        self._say()
        timer = self.set_interval(0.2, self.query_one("#check-says").refresh)
        try:
            found = await asyncio.to_thread(
                group_sends.preflight,
                text,
                chosen,
                on_progress=self._progressed,
                cancelled=stop.is_set,
            )
        finally:
            timer.stop()
            self._checking = False
            self._say()
        if stop.is_set():
            return
        self._found = found
        self.table.show_all(check_lines(found, chosen, self.message.fields), 0)
        self.table.display = True
        self.table.focus()
        self._say()

    def _progressed(self, done: int, total: int) -> None:
        self._share = done / total if total else 0.0

    @work(group="send", exclusive=True, exit_on_error=False)
    async def _send(self, found: Preflight) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        dialog = SendDialog(self.message.text, chosen, self.about, found, self.frame.who)
        send_id = await self.app.push_screen_wait(dialog)
        if send_id is not None:
            self.post_message(self.Started(send_id))

    @on(WindowedTable.RowOpened)
    def _row_opened(self, event: WindowedTable.RowOpened) -> None:
        if event.row.query is not None:
            self.post_message(self.ContactsWanted(event.row.query))

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def action_back(self) -> None:
        if self._checking:
            self._stop.set()
        elif self.table.has_focus:
            self.message.area.focus()
        elif not self.is_unsaved or await self.app.push_screen_wait(
            Confirm(
                _("Leave this message"),
                [self.lost],
                _("Leave"),
            )
        ):
            self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "go_on" and self.is_composed:
            ready = self.chosen is not None and bool(self._count) and self.is_unsaved
            return ready and not self._checking
        return True

    # What is told

    def title_text(self) -> Content:
        """What this is."""
        return Content.styled(_("New group send"), "bold")

    def whom_text(self) -> Content:
        """How many contacts are chosen."""
        if self._count is None:
            return Content.styled(_("Choose one list or several."), "$muted")
        said = ngettext("{n} contact", "{n} contacts", self._count).format(n=number(self._count))
        if self._selection is not None:
            said = f"{said} · {_('your selection')}"
        return Content.styled(said, "$muted")

    def check_text(self) -> Content:
        """What comes next."""
        key = (spell_key("ctrl+s"), "bold $accent")
        if self._checking:
            return Content.assemble(("⟳ ", "$accent"), _("Checking…"), f" {percent(self._share)}")
        if self._found is None:
            said = _("Check who gets it: nothing is sent yet.")
            return Content.assemble(key, "  ", (said, "$muted"))
        if not self._found.recipients:
            return Content.styled(_("▲ Nobody of those chosen can get this message."), "$warning")
        verb = _("Send to {n}").format(n=number(self._found.recipients))
        return Content.assemble(key, "  ", (verb, "bold"))
