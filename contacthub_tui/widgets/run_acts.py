"""What can be done with an import as a whole: stop it, resume it, undo it.

Enters: the run that a screen shows, the runs as they change. Leaves: processes asked for, and
`RunsTouched`.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from textual import work
from textual.binding import Binding
from textual.content import Content

from contacthub_tui.domain.import_run import ImportRun
from contacthub_tui.i18n import _, mark, ngettext, number
from contacthub_tui.importer import process
from contacthub_tui.services import imports, undo
from contacthub_tui.widgets.command import GROUP_IMPORT, command
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.navigation_bar import AT_WORK
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.wording import file_words

_PATIENCE = 20.0  # seconds within which a process that was asked for begins

#: The commands of such a place: Textual lets a key of a class hide that of the class above.
RUN_ACTS: tuple[Binding, ...] = (
    command(
        "c",
        "cancel",
        mark("Stop"),
        mark("Stop this import; what it wrote is kept."),
        group=GROUP_IMPORT,
    ),
    command(
        "r",
        "resume",
        mark("Resume"),
        mark("Take this import up where it stopped."),
        group=GROUP_IMPORT,
    ),
    command(
        "u,z",
        "undo",
        mark("Undo"),
        mark("Take back what this import did; opt-outs stay."),
        group=GROUP_IMPORT,
    ),
)
_FITTING = {"cancel": AT_WORK, "resume": imports.RESUMABLE, "undo": imports.UNDOABLE}


@dataclass(frozen=True, slots=True)
class _Asked:
    """Something was asked of a run; `doing` says what, marked for translation."""

    run: ImportRun
    doing: str

    def still_waits(self, runs: Iterable[ImportRun]) -> bool:
        """Whether the run is as it was when it was asked."""
        return any(run.id == self.run.id and run.state is self.run.state for run in runs)


class RunActs(Place):
    """A place that shows one import, perhaps among others."""

    def __init__(self, frame: Frame, database: str) -> None:
        super().__init__(frame)
        self._database = database
        self._asked: _Asked | None = None

    def run_in_view(self) -> ImportRun | None:
        """The import that is meant."""
        raise NotImplementedError

    def show_asked(self) -> None:
        """Show `asked_text` as it is now."""
        raise NotImplementedError

    def watch_runs(self, runs: tuple[ImportRun, ...]) -> None:
        if self._asked and not self._asked.still_waits(runs):
            self._asked = None

    def action_cancel(self) -> None:
        if (run := self.run_in_view()) is not None:
            self._carry_out(imports.cancel_run, _Asked(run, mark("Stopping {file}…")))

    def action_resume(self) -> None:
        if (run := self.run_in_view()) is not None:
            start = partial(process.start_import, self._database)
            self._carry_out(start, _Asked(run, mark("Resuming {file}…")))

    @work(group="change", exit_on_error=False)
    async def _carry_out(self, change: Callable[[int], None], asked: _Asked) -> None:
        """Have something done to a run by its process, which takes a moment to begin."""
        self._show(asked)
        try:
            await asyncio.to_thread(change, asked.run.id)
        except Exception:
            self._show(None)
            raise
        self.show_error(None)
        self.post_message(self.RunsTouched())
        self.set_timer(_PATIENCE, partial(self._forget, asked))

    def _show(self, asked: _Asked | None) -> None:
        """It is told, and no key asks twice, until the state of the run changes."""
        self._asked = asked
        self.show_asked()
        self.refresh_bindings()

    def _forget(self, asked: _Asked) -> None:
        """What was asked for did not begin: it can be asked for again."""
        if self._asked is asked:
            self._show(None)

    @work(group="change", exit_on_error=False)
    async def action_undo(self) -> None:
        run = self.run_in_view()
        if run is None:
            return
        removed, restored = await asyncio.to_thread(undo.count_undo, run.id)
        question = Confirm(
            _("Undo the import of {file}").format(file=file_words(run.file_name, 60)),
            undo_sentences(removed, restored),
            _("Undo the import"),
        )
        if await self.app.push_screen_wait(question):
            start = partial(process.start_undo, self._database)
            self._carry_out(start, _Asked(run, mark("Undoing {file}…")))

    def may_act(self, action: str) -> bool:
        """Whether the import in view can be stopped, resumed or undone now."""
        run = self.run_in_view()
        if run is None or (self._asked is not None and self._asked.run.id == run.id):
            return False
        return run.state in _FITTING[action] and not (action == "resume" and run.undo_begun)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _FITTING:
            return self.is_composed and self.may_act(action)
        return super().check_action(action, parameters)

    def asked_text(self) -> Content:
        """What was asked for and has not begun; nothing where nothing was."""
        if self._asked is None:
            return Content("")
        name = file_words(self._asked.run.file_name, 60)
        return Content.assemble(("⟳ ", "$accent"), _(self._asked.doing).format(file=name))


def undo_sentences(removed: int, restored: int) -> list[str]:
    """What an undo will do, with how many contacts."""
    sentences = []
    if removed:
        sentences.append(
            ngettext(
                "{n} contact that it created will be removed.",
                "{n} contacts that it created will be removed.",
                removed,
            ).format(n=number(removed))
        )
    if restored:
        sentences.append(
            ngettext(
                "{n} contact gets back what it had, where nobody changed it since.",
                "{n} contacts get back what they had, where nobody changed it since.",
                restored,
            ).format(n=number(restored))
        )
    if not sentences:
        sentences.append(_("It left nothing in the contacts that could be taken back."))
    return [*sentences, _("Those who unsubscribed stay unsubscribed.")]
