"""A dialog that does its work to a number of things, and says first how many they are.

Enters: how a subclass counts them. Leaves: what `WorkDialog` does.
"""

import asyncio

from textual import work
from textual.content import Content
from textual.reactive import reactive

from contacthub_tui.i18n import _
from contacthub_tui.widgets.work_dialog import Result, WorkDialog


class CountedDialog(WorkDialog[Result]):
    """Nothing can be done before they are counted, nor where there is none."""

    count: reactive[int | None] = reactive(None, init=False)

    def count_all(self) -> int:
        """How many they are; called in a thread."""
        raise NotImplementedError

    def counted_text(self, count: int) -> Content:
        """What will be done to so many."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self._count()

    @work(group="count", exclusive=True, exit_on_error=False)
    async def _count(self) -> None:
        self.count = await asyncio.to_thread(self.count_all)

    def watch_count(self) -> None:
        self.show_state()

    def is_ready(self) -> bool:
        return bool(self.count)

    def question_text(self) -> Content:
        """What will be done, once it is known to how many."""
        if self.count is None:
            return Content.assemble(("⟳ ", "$accent"), (_("Counting…"), "$muted"))
        if not self.count:
            return Content(_("There is nobody left to do this to."))
        return self.counted_text(self.count)
