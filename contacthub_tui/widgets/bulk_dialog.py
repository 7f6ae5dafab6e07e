"""A dialog that does something to many contacts: says how many, asks, works, tells what it did.

Enters: the chosen contacts, and what to do with them. Leaves: `Done`, or None where nothing was
begun. What has to be chosen first (lists, a reason) stands in `compose_choice` of a subclass.
"""

from dataclasses import dataclass

from textual.content import Content

from contacthub_tui.domain.bulk import Act, Chosen, Report
from contacthub_tui.services import bulk
from contacthub_tui.widgets.counted_dialog import CountedDialog
from contacthub_tui.widgets.work_dialog import Cancelled, OnProgress, Task
from contacthub_tui.wording.acts import act_sentences, act_title, act_verb


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, and what came of it."""

    act: Act
    report: Report


class BulkDialog(CountedDialog[Done]):
    """Asks about `act`. A subclass that lets more be chosen overrides `compose_choice` and
    `is_ready`, and says what was chosen by `choose`.
    """

    def __init__(self, act: Act, chosen: Chosen, who: str) -> None:
        super().__init__()
        self.act = act
        self._chosen = chosen
        self._who = who

    def count_all(self) -> int:
        return bulk.count_chosen(self._chosen)

    def choose(self, act: Act) -> None:
        """This is what will be done."""
        self.act = act
        self.show_state()

    def work_to_do(self) -> Task[Done]:
        act, chosen, who = self.act, self._chosen, self._who

        def do(on_progress: OnProgress, cancelled: Cancelled) -> Done:
            report = bulk.carry_out(
                act, chosen, who=who, on_progress=on_progress, cancelled=cancelled
            )
            return Done(act, report)

        return do

    def title_text(self) -> Content:
        return Content.styled(act_title(self.act.code), "bold")

    def verb(self) -> str:
        return act_verb(self.act.code)

    def counted_text(self, count: int) -> Content:
        """How many it will touch, and what that means."""
        first, *more = act_sentences(self.act, count)
        return Content("\n").join(
            [Content.styled(first, "bold"), *(Content.styled(text, "$muted") for text in more)]
        )
