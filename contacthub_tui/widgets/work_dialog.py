"""A dialog whose work may take a while: it asks, works in a thread, shows how far it is, can be
stopped. Enters: what a subclass asks and does. Leaves: what came of it, None where nothing was
begun.
"""

import asyncio
import threading
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button
from textual.worker import Worker, WorkerState

from contacthub_tui.i18n import _, mark, number, percent
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.confirm import GROUP_QUESTION
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.notice import Notice, error_sentence
from contacthub_tui.widgets.words import Words

_LOOK = 0.2  # seconds between two looks at the progress

Result = TypeVar("Result")
OnProgress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Task = Callable[[OnProgress, Cancelled], Result]


class WorkDialog(ModalScreen[Result | None], Generic[Result]):
    """The dialog. What `work_to_do` gives is called in a thread."""

    CSS_PATH = "../styles/work_dialog.tcss"
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

    working: reactive[bool] = reactive(False, init=False)

    def __init__(self) -> None:
        super().__init__()
        self._so_far = (0, 0)
        self._stop = threading.Event()

    # What a subclass says

    def title_text(self) -> Content:
        """What this is."""
        raise NotImplementedError

    def verb(self) -> str:
        """The word on the button that does it."""
        raise NotImplementedError

    def question_text(self) -> Content:
        """What will be done."""
        return Content("")

    def work_to_do(self) -> Task[Result]:
        """What is to be done, as it is chosen now."""
        raise NotImplementedError

    def is_ready(self) -> bool:
        """Whether all is chosen that has to be."""
        return True

    def compose_choice(self) -> Iterable[Widget]:
        """What has to be chosen first."""
        return ()

    # The dialog

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Words(self.title_text, id="work-title")
            yield from self.compose_choice()
            yield Words(self._body_text, id="work-body")
            yield Notice()
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("Cancel"), id="no", compact=True)
                yield Button(self.verb(), id="yes", compact=True)
        yield KeysBar()

    def on_mount(self) -> None:
        self.show_state()
        self.set_interval(_LOOK, self._look)

    def action_do(self) -> None:
        if not self.working and self.is_ready():
            self._work(self.work_to_do())

    def action_give_up(self) -> None:
        """Stop what is under way as soon as that can be; else leave."""
        if self.working:
            self._stop.set()
            self.show_state()
        else:
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "do":
            return not self.working and self.is_ready()
        return True

    @work(group="work", exclusive=True, exit_on_error=False)
    async def _work(self, task: Task[Result]) -> None:
        self._so_far = (0, 0)
        # An event of its own: who leaves the app does not wait for the rest.
        stop = self._stop = threading.Event()
        self.say("")
        self.working = True
        try:
            result = await asyncio.to_thread(task, self._progressed, stop.is_set)
        finally:
            stop.set()
            self.working = False
        self.dismiss(result)

    def _progressed(self, done: int, total: int) -> None:
        self._so_far = (done, total)

    @on(Button.Pressed)
    def _button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "yes":
            self.action_do()
        else:
            self.action_give_up()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.say(error_sentence(event.worker.error))

    def say(self, sentence: str) -> None:
        """What went wrong, or has to be put right; nothing where all is well."""
        self.query_one(Notice).sentence = sentence

    def watch_working(self) -> None:
        self.show_state()

    def show_state(self) -> None:
        """Show what was chosen, or how far the work is."""
        if not self.query("#yes"):
            return
        yes = self.query_one("#yes", Button)
        yes.label = self.verb()
        yes.disabled = not self.check_action("do", ())
        self.query_one("#no", Button).label = _("Stop") if self.working else _("Cancel")
        for words in self.query("#work-title, #work-body"):
            words.refresh(layout=True)
        self.refresh_bindings()

    def _look(self) -> None:
        if self.working:
            self.query_one("#work-body").refresh()

    def _body_text(self) -> Content:
        if not self.working:
            return self.question_text()
        done, total = self._so_far
        share = percent(done / total) if total else ""
        counted = _("{done} of {all}").format(done=number(done), all=number(total))
        return Content.assemble(
            ("⟳ ", "$accent"),
            share,
            (f" · {counted}" if total else _("Preparing…"), "$muted"),
            ("  " + _("Stopping…") if self._stop.is_set() else ""),
        )
