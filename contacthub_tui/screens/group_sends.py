"""Group sends, past and running. Enters: nothing. Leaves: `Opened` for one, `NewWanted`."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from textual import getters, on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from contacthub_tui.domain.group_send import GroupSend
from contacthub_tui.i18n import _, mark, number
from contacthub_tui.services import group_sends
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.send_table import SendTable
from contacthub_tui.widgets.table_commands import BACK, reload_command
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.words import Words

GROUP_SENDS = mark("Group sends")
_LOOK = 2.0  # seconds between two looks


class GroupSendsScreen(Place):
    """The table of group sends, the latest first."""

    CSS_PATH = "../styles/group_send.tcss"
    AUTO_FOCUS = "SendTable"
    BINDINGS = [
        command("a,m", "add", mark("New"), mark("Write to many at once."), group=GROUP_SENDS),
        reload_command(GROUP_SENDS),
        BACK,
    ]

    @dataclass
    class Opened(Message):
        """Show what became of it."""

        send_id: int

    class NewWanted(Message):
        """Write to many."""

    table = getters.query_one(SendTable)

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._sends: list[GroupSend] | None = None

    def compose_content(self) -> Iterable[Widget]:
        yield Words(self.title_text, id="title")
        yield Horizontal(SendTable(), id="body")
        yield Words(_nothing_text, id="nothing")

    def on_mount(self) -> None:
        self.query_one("#nothing").display = False
        self.action_reload()
        self.set_interval(_LOOK, self._look)

    def on_screen_resume(self) -> None:
        self._look()

    def _look(self) -> None:
        if self.is_current:
            self.action_reload()

    @work(group="sends", exclusive=True, exit_on_error=False)
    async def action_reload(self) -> None:
        found = await asyncio.to_thread(group_sends.all_sends)
        self.show_error(None)
        if found == self._sends:
            return
        self._sends = found
        self.query_one("#body").display = bool(found)
        self.query_one("#nothing").display = not found
        self.table.show_all(found)
        self.query_one("#title").refresh(layout=True)

    @on(WindowedTable.RowOpened)
    def _row_opened(self, event: WindowedTable.RowOpened) -> None:
        self.post_message(self.Opened(event.row.id))

    def action_add(self) -> None:
        self.post_message(self.NewWanted())

    def action_back(self) -> None:
        self.dismiss()

    def title_text(self) -> Content:
        """The name of the place, and how many there are."""
        count = number(len(self._sends)) if self._sends else ""
        return Content.assemble((_("Group sends"), "bold"), "  ", (count, "$muted"))


def _nothing_text() -> Content:
    return Content.assemble(
        (_("No message was sent to many yet."), "bold"),
        "\n\n",
        ("a", "bold $accent"),
        "  ",
        _("Write one to the members of a list."),
    )
