"""Imports rows that were put right into their run, without a question. Enters: the run, who works.
Leaves: how the counts of the run changed. Nothing is seen of it unless it takes long.
"""

from functools import partial

from textual.content import Content

from contacthub_tui.domain.import_run import Counts
from contacthub_tui.i18n import _
from contacthub_tui.importer import fixing
from contacthub_tui.widgets.work_dialog import Cancelled, OnProgress, Task, WorkDialog

_UNSEEN = 0.5  # seconds


class JoinDialog(WorkDialog[Counts]):
    """The progress, and a button to stop."""

    def __init__(self, run_id: int, who: str) -> None:
        super().__init__()
        self._run_id = run_id
        self._who = who
        self.add_class("-quiet")

    def on_mount(self) -> None:
        self.set_timer(_UNSEEN, partial(self.remove_class, "-quiet"))
        self.action_do()

    def say(self, sentence: str) -> None:
        super().say(sentence)
        if sentence:
            self.remove_class("-quiet")

    def work_to_do(self) -> Task[Counts]:
        run_id, who = self._run_id, self._who

        def do(on_progress: OnProgress, cancelled: Cancelled) -> Counts:
            return fixing.import_fixed(run_id, who, on_progress, cancelled)

        return do

    def title_text(self) -> Content:
        return Content.styled(_("Import the fixed rows"), "bold")

    def verb(self) -> str:
        return _("Try again")
