"""Brings deleted contacts back, without a question. Enters: the deletion. Leaves: what came of it.

Nothing is seen of it unless it takes long.
"""

from functools import partial

from textual.content import Content

from contacthub_tui.domain.bulk import Restored
from contacthub_tui.i18n import _
from contacthub_tui.services import deletion
from contacthub_tui.widgets.work_dialog import Cancelled, OnProgress, Task, WorkDialog

_UNSEEN = 0.5  # seconds


class RestoreDialog(WorkDialog[Restored]):
    """The progress, and a button to stop."""

    def __init__(self, deletion_id: int) -> None:
        super().__init__()
        self._deletion_id = deletion_id
        self.add_class("-quiet")

    def on_mount(self) -> None:
        self.set_timer(_UNSEEN, partial(self.remove_class, "-quiet"))
        self.action_do()

    def say(self, sentence: str) -> None:
        super().say(sentence)
        if sentence:
            self.remove_class("-quiet")

    def work_to_do(self) -> Task[Restored]:
        deletion_id = self._deletion_id

        def do(on_progress: OnProgress, cancelled: Cancelled) -> Restored:
            return deletion.restore(deletion_id, on_progress=on_progress, cancelled=cancelled)

        return do

    def title_text(self) -> Content:
        return Content.styled(_("Bring deleted contacts back"), "bold")

    def verb(self) -> str:
        return _("Try again")
