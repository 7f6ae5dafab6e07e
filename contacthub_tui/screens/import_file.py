"""Import a file by its path. Enters: a path and a list, perhaps. Leaves: the id of the import that
was started, or None.

Going forward first checks the file and shows what would happen to every row, then imports it.
"""

import asyncio
import threading
from pathlib import Path

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Button, Checkbox, Input, Label, RadioSet
from textual.worker import Worker, WorkerState

from contacthub_tui.domain.import_run import DateOrder, Existing, ImportOptions
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, ngettext, number, percent
from contacthub_tui.importer import process
from contacthub_tui.services import imports
from contacthub_tui.widgets.choices import Choice, Tick
from contacthub_tui.widgets.command import GROUP_IMPORT, command
from contacthub_tui.widgets.dropped_path import dropped_path
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.harmless import Harmless
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.notice import Notice, error_sentence
from contacthub_tui.widgets.path_input import PathInput
from contacthub_tui.widgets.run_panel import ColumnsView, existing_label
from contacthub_tui.widgets.tally import Tally
from contacthub_tui.widgets.words import Words

_NAMES = 6  # of files that a path could become; more would hide what is below them
_LOOK = 0.25  # seconds between two looks at the progress of a check


class _NotWantedError(Exception):
    """Ends a check that nobody waits for any more."""


class ImportFileScreen(ModalScreen[int | None]):
    """A dialog over the place that it was called from."""

    CSS_PATH = "../styles/import_file.tcss"
    AUTO_FOCUS = "PathInput"
    BINDINGS = [
        command(
            "ctrl+s",
            "check",
            mark("Check"),
            mark("Show what would happen to every row; nothing is written."),
            group=GROUP_IMPORT,
        ),
        command(
            "ctrl+s",
            "import",
            mark("Import"),
            mark("Bring the contacts of the file in."),
            group=GROUP_IMPORT,
        ),
        command("escape", "give_up", mark("Cancel"), mark("Import nothing."), group=GROUP_IMPORT),
        # Before the field that has the focus, which has nothing to scroll.
        command(
            "pagedown",
            "read('down')",
            mark("Scroll"),
            mark("Scroll down to the columns of the file."),
            group=GROUP_IMPORT,
            priority=True,
        ),
        command(
            "pageup",
            "read('up')",
            mark("Scroll up"),
            mark("Scroll up to the name of the file."),
            group=GROUP_IMPORT,
            show=False,
            priority=True,
        ),
        *FOCUS,
        command("f1", "app.help", mark("Help"), mark("Every key that acts here.")),
    ]

    checking: reactive[bool] = reactive(False, init=False)
    checked: reactive[bool] = reactive(False, init=False)

    path_input = getters.query_one(PathInput)
    tally = getters.query_one(Tally)
    body = getters.query_one(".dialog-body", VerticalScroll)

    def __init__(
        self,
        database: str,
        who: str,
        region: str,
        usual_order: DateOrder,
        path: Path | None = None,
        into: str = "",
    ) -> None:
        """`region` and `usual_order` say how numbers and dates are read that can be several."""
        super().__init__()
        self._database = database
        self._who = who
        self._region = region
        self._usual_order = usual_order
        self._path = path
        self._into = into
        self._named = ""  # the path that the names fit
        self._names: tuple[str, ...] = ()
        self._seen = (0, 0.0)
        self._wanted = threading.Event()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(_("Import a file"), classes="dialog-title")
            yield from self._compose_body()
            yield Notice()
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("Cancel"), id="give-up", compact=True)
                yield Button(_("Check"), id="forward", compact=True)
        yield KeysBar()

    def _compose_body(self) -> ComposeResult:
        with VerticalScroll(classes="dialog-body", can_focus=False):
            with Horizontal(classes="field"):
                yield Label(_("File"))
                yield PathInput(str(self._path or ""), placeholder=_("path, or drop it here"))
            yield Words(self.names_text, id="names")
            with Horizontal(classes="field"):
                yield Label(_("Add to list"))
                yield Input(
                    self._into,
                    compact=True,
                    highlighter=Harmless(),
                    id="list",
                    placeholder=_("optional; made when missing"),
                )
            with Horizontal(classes="field"):
                yield Label(_("Existing contacts"))
                with RadioSet(compact=True):
                    for existing in Existing:
                        first = existing is Existing.UPDATE
                        yield Choice(existing_label(existing), first, name=existing)
            yield Tick(_("Unsubscribe all contacts in this file"), compact=True)
            yield Words(self.progress_text, id="progress")
            yield Tally()
            yield ColumnsView()

    def on_mount(self) -> None:
        self._show()
        self.set_interval(_LOOK, self._show_progress)

    # The way forward

    def action_check(self) -> None:
        if (path := self._path_typed()) is not None:
            self._check(path, self._options())

    def action_import(self) -> None:
        if (path := self._path_typed()) is not None:
            self._import(path, self._options())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        busy = self.checking
        return {
            "check": not busy and not self.checked,
            "import": not busy and self.checked,
            "read": self.is_mounted and self.body.max_scroll_y > 0,
        }.get(action, True)

    def _go_forward(self) -> None:
        if self.checked:
            self.action_import()
        elif not self.checking:
            self.action_check()

    def _path_typed(self) -> Path | None:
        path = dropped_path(self.path_input.value)
        if path is None:
            self._say(_("Type the path of the file, or drop the file on this window."))
            self.path_input.focus()
        return path

    @work(group="check", exclusive=True, exit_on_error=False)
    async def _check(self, path: Path, options: ImportOptions) -> None:
        self._say("")
        self._seen = (0, 0.0)
        wanted = self._wanted = threading.Event()
        wanted.set()

        def watch(rows: int, done: float) -> None:
            if not wanted.is_set():
                raise _NotWantedError
            self._seen = (rows, done)

        self.checking = True
        try:
            result = await asyncio.to_thread(
                process.check_in_process, self._database, path, options, watch
            )
        except _NotWantedError:
            return
        finally:
            # Cancelled or done; another check may be at work by now, with a wish of its own.
            wanted.clear()
            if self._wanted is wanted and self.is_attached:
                self.checking = False
        self.tally.counts = result.counts
        self.query_one(ColumnsView).columns = result.columns
        self.checked = True
        self.tally.scroll_visible(animate=False)

    @work(group="import", exclusive=True, exit_on_error=False)
    async def _import(self, path: Path, options: ImportOptions) -> None:
        self._forget_check()
        run_id = await asyncio.to_thread(imports.create_run, path, options, self._who)
        await asyncio.to_thread(process.start_import, self._database, run_id)
        self.dismiss(run_id)

    def action_read(self, where: str) -> None:
        """Scroll the dialog a page down or up, where not all of it is seen."""
        if where == "down":
            self.body.scroll_page_down(animate=False)
        else:
            self.body.scroll_page_up(animate=False)

    def action_give_up(self) -> None:
        self._forget_check()
        self.dismiss(None)

    def _forget_check(self) -> None:
        """What was checked, or is being checked, is no longer what will be imported."""
        self._wanted.clear()
        self.workers.cancel_group(self, "check")
        self.checked = False

    def _options(self) -> ImportOptions:
        name = self.query_one("#list", Input).value.strip()
        chosen = self.query_one(RadioSet).pressed_button
        return ImportOptions(
            region=self._region,
            usual_order=self._usual_order,
            new_lists=(name,) if name else (),
            unsubscribe_all=self.query_one(Checkbox).value,
            existing=Existing(chosen.name) if chosen and chosen.name else Existing.UPDATE,
        )

    # What changes on the way

    @on(Input.Changed)
    @on(RadioSet.Changed)
    @on(Checkbox.Changed)
    def _something_changed(self) -> None:
        """What was said of something else, by a check or an error, tells nothing."""
        self._forget_check()
        if self.path_input.value != self._named:
            self._names = ()
        self._say("")
        self._show()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._go_forward()

    @on(PathInput.Proposed)
    def _names_proposed(self, event: PathInput.Proposed) -> None:
        self._named, self._names = event.text, event.names
        self._show_names()

    @on(Button.Pressed)
    def _button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "forward":
            self._go_forward()
        else:
            self.action_give_up()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self._say(error_sentence(event.worker.error))

    def watch_checking(self) -> None:
        self._show()

    def watch_checked(self) -> None:
        self._show()

    def _show_progress(self) -> None:
        if self.checking:
            self.query_one("#progress").refresh(layout=True)

    def _say(self, sentence: str) -> None:
        self.query_one(Notice).sentence = sentence

    def _show(self) -> None:
        """What stands below the fields: nothing, the progress of the check, or its counts."""
        self.tally.display = self.query_one(ColumnsView).display = self.checked
        self.query_one("#progress").display = self.checking
        self.refresh_bindings()
        forward = self.query_one("#forward", Button)
        forward.label = _("Import") if self.checked else _("Check")
        forward.disabled = self.checking
        self._show_names()
        self.call_after_refresh(self.refresh_bindings)

    def _show_names(self) -> None:
        names = self.query_one("#names")
        names.display = bool(self._names)
        names.refresh(layout=True)

    def names_text(self) -> Content:
        """The first names that the path could become, and how many more there are."""
        shown = [safe(name, 60) for name in self._names[:_NAMES]]
        if more := len(self._names) - len(shown):
            shown.append(ngettext("and {n} more", "and {n} more", more).format(n=number(more)))
        return Content.styled("  ".join(shown), "$muted")

    def progress_text(self) -> Content:
        """How far the check is."""
        rows, done = self._seen
        counted = ngettext("{n} row", "{n} rows", rows).format(n=number(rows))
        about = f" {percent(done)} · {counted}" if rows else ""
        return Content.assemble(
            ("⟳ ", "$accent"),
            _("Checking every row; nothing is written yet."),
            (about, "$muted"),
        )
