"""What becomes of a group send: how many are in each state, and who; pause, resume, stop.

Enters: the id of a group send. Leaves: `ContactsWanted` for a recipient.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence

from textual import getters, on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.domain.group_send import SendReport, SendState
from contacthub_tui.domain.message import MessageState
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, ngettext, number, percent
from contacthub_tui.services import group_sends
from contacthub_tui.services.send_pages import Reached, reached
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.override_dialog import OverrideDialog
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.send_table import ReachedTable, StateCount, StateTable
from contacthub_tui.widgets.table_commands import BACK
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.words import Words
from contacthub_tui.wording.sends import about_send, quiet_sentence, send_state

GROUP_SEND = mark("Group send")

_LOOK = 0.5  # seconds between two looks while it goes out
_SHOWN = (
    MessageState.QUEUED,
    MessageState.CLAIMED,
    MessageState.SENT,
    MessageState.DELIVERED,
    MessageState.FAILED,
    MessageState.LEFT_OUT,
    MessageState.UNKNOWN,
)
_OPEN = (SendState.READY, SendState.SENDING, SendState.PAUSED)


class SendReportScreen(Place):
    """Counts to the left; those of the count under the cursor to the right."""

    CSS_PATH = "../styles/group_send.tcss"
    AUTO_FOCUS = "StateTable"
    BINDINGS = [
        command("p", "pause", mark("Pause"), mark("Hold back what waits."), group=GROUP_SEND),
        command(
            "r",
            "resume",
            mark("Resume"),
            mark("Let it go out, or go on."),
            group=GROUP_SEND,
        ),
        command(
            "c",
            "cancel",
            mark("Stop"),
            mark("Send nothing more of it, for good."),
            group=GROUP_SEND,
        ),
        command(
            "o",
            "override",
            mark("Send now"),
            mark("Send in quiet hours, too, with a reason."),
            group=GROUP_SEND,
        ),
        BACK,
    ]

    states = getters.query_one(StateTable)
    reached = getters.query_one(ReachedTable)

    def __init__(self, frame: Frame, send_id: int) -> None:
        super().__init__(frame)
        self._send_id = send_id
        self._report: SendReport | None = None
        self._shown: StateCount | None = None

    def compose_content(self) -> Iterable[Widget]:
        yield Words(self.head_text, id="send-head")
        yield Horizontal(StateTable(), ReachedTable(), id="body")

    def on_mount(self) -> None:
        self._look()
        self.set_interval(_LOOK, self._look_if_seen)

    def on_screen_resume(self) -> None:
        self._look()

    def _look_if_seen(self) -> None:
        if self.is_current:
            self._look()

    @work(group="report", exclusive=True, exit_on_error=False)
    async def _look(self) -> None:
        """Show how it stands now."""
        report = await asyncio.to_thread(group_sends.report, self._send_id)
        if report == self._report:
            return
        self.show_error(None)
        self._report = report
        self.query_one("#send-head").refresh(layout=True)
        self.states.show_all(_lines(report))
        self._show_reached()
        self.refresh_bindings()

    def _retranslate(self) -> None:
        super()._retranslate()
        self.query_one("#send-head").refresh(layout=True)

    @on(WindowedTable.RowMoved, "#states")
    def _state_moved(self) -> None:
        self._show_reached()

    def _show_reached(self) -> None:
        """Show who is in the state under the cursor, where that is not shown already."""
        row = self.states.cursor_row
        if row is None or row == self._shown:
            return
        same = self._shown is not None and self._shown.key == row.key
        self._shown = row

        async def page(start: int, size: int) -> Sequence[Reached]:
            return await asyncio.to_thread(
                reached, self._send_id, row.state, start, size, row.zones
            )

        self.reached.show_rows(row.count, page, keep_place=same)

    @on(WindowedTable.RowOpened, "#states")
    def _state_opened(self) -> None:
        self.reached.focus()

    @on(WindowedTable.RowOpened, "#reached")
    def _recipient_opened(self, event: WindowedTable.RowOpened) -> None:
        number = event.row.message.address.number
        self.post_message(self.ContactsWanted(ContactQuery(text=number)))

    # What can be done with it

    def action_pause(self) -> None:
        self._change(group_sends.pause)

    def action_resume(self) -> None:
        ready = self._report is not None and self._report.send.state is SendState.READY
        self._change(group_sends.start if ready else group_sends.resume)

    @work(group="change", exit_on_error=False)
    async def _change(self, change: Callable[[int], None]) -> None:
        await asyncio.to_thread(change, self._send_id)
        self._look()

    @work(group="change", exit_on_error=False)
    async def action_cancel(self) -> None:
        if self._report is None:
            return
        waiting = self._report.count(MessageState.QUEUED)
        sentence = ngettext(
            "{n} message that waits is left out for good.",
            "{n} messages that wait are left out for good.",
            waiting,
        ).format(n=number(waiting))
        question = Confirm(
            _("Stop this group send"),
            [sentence, _("What was sent stays sent.")],
            _("Stop it"),
        )
        if await self.app.push_screen_wait(question):
            await asyncio.to_thread(group_sends.cancel, self._send_id)
            self._look()

    @work(group="change", exit_on_error=False)
    async def action_override(self) -> None:
        if self._report is None:
            return
        reason = await self.app.push_screen_wait(OverrideDialog(self._report.held))
        if reason:
            await asyncio.to_thread(
                group_sends.override_quiet_hours, self._send_id, reason, who=self.frame.who
            )
            self._look()

    def action_back(self) -> None:
        if self.reached.has_focus:
            self.states.focus()
        else:
            self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        state = self._report.send.state if self._report else None
        can = {
            "pause": state is SendState.SENDING,
            "resume": state in (SendState.READY, SendState.PAUSED),
            "cancel": state in (*_OPEN, SendState.PREPARING),
            "override": state in _OPEN and bool(self._report and self._report.held),
        }
        return can.get(action, True)

    def head_text(self) -> Content:
        """To whom it goes, how it stands, and its text."""
        report = self._report
        if report is None:
            return Content.styled(_("Group send"), "bold")
        send = report.send
        state, role = send_state(send.state)
        waiting = report.count(MessageState.QUEUED, MessageState.CLAIMED)
        share = 1 - waiting / send.recipients if send.recipients else 1.0
        done = f" {percent(share)}" if send.state in (SendState.SENDING, SendState.PAUSED) else ""
        style = {"good": "$success", "accent": "$accent", "attention": "$warning"}.get(role, "")
        lines = [
            Content.assemble(
                (_("Group send"), "bold"),
                "  ",
                about_send(send),
                "   ",
                (state + done, style),
                (f"   {safe(send.who, 40)}", "$muted"),
            ),
            Content.styled(safe(send.text, 300), "$muted"),
        ]
        lines += [
            Content.assemble(("⏸ ", "$warning"), number(each.recipients), " ", quiet_sentence(each))
            for each in report.held
        ]
        if send.override_reason:
            said = _("Sent in quiet hours, too: {reason} ({who})").format(
                reason=safe(send.override_reason, 120), who=safe(send.override_who, 40)
            )
            lines.append(Content.assemble(("▲ ", "$warning"), said))
        return Content("\n").join(lines)


def _lines(report: SendReport) -> list[StateCount]:
    """A line for each state, and one for those of the queue that are held."""
    lines = []
    for state in _SHOWN:
        lines.append(StateCount(state, report.count(state)))
        if state is MessageState.QUEUED and report.held:
            zones = tuple(each.zone for each in report.held)
            lines.append(StateCount(state, sum(each.recipients for each in report.held), zones))
    return lines
