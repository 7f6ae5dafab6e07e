"""A dialog that does something to many contacts: says how many, asks, works, tells what it did.

Enters: the chosen contacts, and what to do with them. Leaves: `Done`, or None where nothing was
begun. What has to be chosen first (lists, a reason) stands in `compose_choice` of a subclass.
"""

import asyncio
import threading
from collections.abc import Iterable
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button
from textual.worker import Worker, WorkerState

from contacthub_tui.domain.bulk import Act, Chosen, Report
from contacthub_tui.i18n import _, mark, number, percent
from contacthub_tui.services import bulk
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.confirm import GROUP_QUESTION
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.notice import Notice, error_sentence
from contacthub_tui.widgets.words import Words
from contacthub_tui.wording.acts import act_sentences, act_title, act_verb

_LOOK = 0.2  # seconds between two looks at the progress


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, and what came of it."""

    act: Act
    report: Report


class BulkDialog(ModalScreen[Done | None]):
    """Asks about `act`. A subclass that lets more be chosen overrides `compose_choice` and
    `is_ready`, and says what was chosen by `choose`.
    """

    CSS_PATH = "../styles/bulk_dialog.tcss"
    BINDINGS = [
        command("ctrl+s", "do", mark("Do it"), mark("Do it to all of them."), group=GROUP_QUESTION),
        *FOCUS,
        command(
            "escape",
            "give_up",
            mark("Cancel"),
            mark("Change nothing more; what is done stays done."),
            group=GROUP_QUESTION,
        ),
        command("f1", "app.help", mark("Help"), mark("Every key that acts here.")),
    ]

    count: reactive[int | None] = reactive(None, init=False)
    working: reactive[bool] = reactive(False, init=False)

    def __init__(self, act: Act, chosen: Chosen, who: str) -> None:
        super().__init__(classes="bulk")
        self.act = act
        self._chosen = chosen
        self._who = who
        self._done = (0, 0)
        self._stop = threading.Event()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Words(self.title_text, id="bulk-title")
            yield from self.compose_choice()
            yield Words(self.body_text, id="bulk-body")
            yield Notice()
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("Cancel"), id="no", compact=True)
                yield Button(act_verb(self.act.code), id="yes", compact=True)
        yield KeysBar()

    def compose_choice(self) -> Iterable[Widget]:
        """What has to be chosen before it can be done."""
        return ()

    def is_ready(self) -> bool:
        """Whether all is chosen."""
        return True

    def on_mount(self) -> None:
        self._show()
        self._count()
        self.set_interval(_LOOK, self._look)

    @work(group="count", exclusive=True, exit_on_error=False)
    async def _count(self) -> None:
        self.count = await asyncio.to_thread(bulk.count_chosen, self._chosen)

    # To do it

    def action_do(self) -> None:
        if self.check_action("do", ()):
            self._work()

    def action_give_up(self) -> None:
        """Stop what is under way at its next part; else leave."""
        if self.working:
            self._stop.set()
        else:
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "do":
            return bool(self.count) and not self.working and self.is_ready()
        return True

    @work(group="work", exclusive=True, exit_on_error=False)
    async def _work(self) -> None:
        act = self.act
        self._done = (0, self.count or 0)
        self._stop.clear()
        self.working = True
        try:
            report = await asyncio.to_thread(
                bulk.carry_out,
                act,
                self._chosen,
                who=self._who,
                on_progress=self._progressed,
                cancelled=self._stop.is_set,
            )
        finally:
            self._stop.set()  # who leaves the app does not wait for the rest
            self.working = False
        self.dismiss(Done(act, report))

    def _progressed(self, done: int, total: int) -> None:
        self._done = (done, total)

    @on(Button.Pressed)
    def _button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "yes":
            self.action_do()
        else:
            self.action_give_up()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.query_one(Notice).sentence = error_sentence(event.worker.error)

    # What is shown

    def choose(self, act: Act) -> None:
        """This is what will be done."""
        self.act = act
        self._show()

    def watch_count(self) -> None:
        self._show()

    def watch_working(self) -> None:
        self._show()

    def _look(self) -> None:
        if self.working:
            self.query_one("#bulk-body").refresh()

    def _show(self) -> None:
        if not self.query("#yes"):
            return
        self.query_one("#yes", Button).label = act_verb(self.act.code)
        self.query_one("#yes", Button).disabled = not self.check_action("do", ())
        self.query_one("#no", Button).label = _("Stop") if self.working else _("Cancel")
        for words in self.query("#bulk-title, #bulk-body"):
            words.refresh(layout=True)
        self.refresh_bindings()

    def title_text(self) -> Content:
        """What this is."""
        return Content.styled(act_title(self.act.code), "bold")

    def body_text(self) -> Content:
        """How many it will touch, or how far it is."""
        if self.working:
            return self._progress_text()
        if self.count is None:
            return Content.assemble(("⟳ ", "$accent"), (_("Counting…"), "$muted"))
        if not self.count:
            return Content(_("There is nobody left to do this to."))
        first, *more = act_sentences(self.act, self.count)
        return Content("\n").join(
            [Content.styled(first, "bold"), *(Content.styled(text, "$muted") for text in more)]
        )

    def _progress_text(self) -> Content:
        done, total = self._done
        share = done / total if total else 0.0
        counted = _("{done} of {all}").format(done=number(done), all=number(total))
        stopping = _("Stopping…") if self._stop.is_set() else ""
        return Content.assemble(
            ("⟳ ", "$accent"), percent(share), (f" · {counted}  ", "$muted"), stopping
        )
