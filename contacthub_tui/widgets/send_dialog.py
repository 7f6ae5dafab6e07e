"""The last question before a group send: to how many, and whether quiet hours are kept.

Enters: the text, to whom, what the check found. Leaves: the id of the send, which then goes out;
None where nothing is sent.
"""

from collections.abc import Iterable, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.group_send import Preflight
from contacthub_tui.i18n import _, number
from contacthub_tui.services import group_sends
from contacthub_tui.widgets.reason_input import ReasonInput
from contacthub_tui.widgets.work_dialog import Cancelled, OnProgress, Task, WorkDialog
from contacthub_tui.wording.sends import people, quiet_sentence, to_whom


class SendDialog(WorkDialog[int | None]):
    """Names the count; with quiet hours it offers a line for a reason not to wait."""

    def __init__(
        self, text: str, chosen: Chosen, about: Sequence[str], found: Preflight, who: str
    ) -> None:
        super().__init__()
        self._text = text
        self._chosen = chosen
        self._about = about
        self._found = found
        self._who = who

    def title_text(self) -> Content:
        said = _("Send to {people}").format(people=people(self._found.recipients))
        return Content.assemble((said, "bold"), (f"  {to_whom(self._about)}", "$muted"))

    def verb(self) -> str:
        return _("Send to {n}").format(n=number(self._found.recipients))

    def compose_choice(self) -> Iterable[Widget]:
        if self._found.quiet:
            yield ReasonInput(_("why it cannot wait (without a reason it waits)"))

    @property
    def _reason(self) -> str:
        lines = self.query(ReasonInput)
        return lines.first(ReasonInput).value.strip() if lines else ""

    @on(Input.Changed)
    def _typed(self) -> None:
        self.show_state()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_do()

    def question_text(self) -> Content:
        found = self._found
        lines = [_("It goes out now; it can be paused and stopped on the way.")]
        if found.quiet and self._reason:
            lines = [_("It goes out now, in quiet hours, too. Who decided it and why is kept.")]
        elif found.quiet:
            lines = [f"⏸ {number(each.recipients)} {quiet_sentence(each)}" for each in found.quiet]
        return Content("\n".join(lines))

    def work_to_do(self) -> Task[int | None]:
        reason, who = self._reason, self._who

        def send(on_progress: OnProgress, cancelled: Cancelled) -> int | None:
            send_id = group_sends.prepare(
                self._text,
                self._chosen,
                about=self._about,
                who=who,
                on_progress=on_progress,
                cancelled=cancelled,
            )
            if send_id is not None:
                if reason:
                    group_sends.override_quiet_hours(send_id, reason, who=who)
                group_sends.start(send_id)
            return send_id

        return send
