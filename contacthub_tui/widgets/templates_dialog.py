"""Templates: take one, keep what is written as one, change and delete them.

Enters: who works, what stands in the composer. Leaves: the text to insert, None for none.
"""

import asyncio
from collections.abc import Sequence

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label
from textual.worker import Worker, WorkerState

from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark
from contacthub_tui.services import composing
from contacthub_tui.services.composing import Template
from contacthub_tui.widgets.columns import Cell, Column
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.notice import Notice, error_sentence
from contacthub_tui.widgets.template_dialog import TemplateDialog
from contacthub_tui.widgets.whole_table import WholeTable
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.words import Words

GROUP_TEMPLATES = mark("Templates")

_LONGEST = 1_000
_COLUMNS: Sequence[Column[Template]] = (
    Column("name", mark("Template"), lambda each: Cell(each.name), width=16, weight=1),
    Column("text", mark("Text"), lambda each: Cell(each.text, "muted"), width=20, weight=2),
)


class TemplatesDialog(ModalScreen[str | None]):
    """The table of templates, and the text of the one under the cursor below it."""

    AUTO_FOCUS = "WholeTable"
    BINDINGS = [
        command("a", "add", mark("Add"), mark("Make a template."), group=GROUP_TEMPLATES),
        command("e", "edit", mark("Edit"), mark("Rename and rewrite it."), group=GROUP_TEMPLATES),
        command(
            "d",
            "delete",
            mark("Delete"),
            mark("Delete it; what was sent with it stays."),
            group=GROUP_TEMPLATES,
        ),
        *FOCUS,
        command("escape", "leave", mark("Back"), mark("Insert nothing.")),
        command("f1", "app.help", mark("Help"), mark("Every key that acts here.")),
    ]

    table: getters.query_one[WholeTable[Template]] = getters.query_one("#templates", WholeTable)

    def __init__(self, who: str, written: str = "") -> None:
        """`written` is offered as the text of a new template."""
        super().__init__()
        self._who = who
        self._written = written

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(_("Templates"), classes="dialog-title")
            yield WholeTable(_COLUMNS, lambda each: each.id, id="templates")
            yield Words(self._text, id="template-text")
            yield Notice()
        yield KeysBar()

    def on_mount(self) -> None:
        self._load()

    def _text(self) -> Content:
        one = self.table.cursor_row if self.is_mounted else None
        if one is not None:
            return Content(safe(one.text, _LONGEST, lines=True))
        return Content.styled(_("No template yet: a keeps a text that you send often."), "$muted")

    @work(group="templates", exclusive=True, exit_on_error=False)
    async def _load(self, goal: int | None = None) -> None:
        found = await asyncio.to_thread(composing.all_templates)
        self.table.show_all(found, goal)
        self.query_one("#template-text").refresh(layout=True)
        self.refresh_bindings()

    @on(WindowedTable.RowMoved)
    def _moved(self) -> None:
        self.query_one("#template-text").refresh(layout=True)
        self.refresh_bindings()

    @on(WindowedTable.RowOpened)
    def _opened(self, event: WindowedTable.RowOpened) -> None:
        self.dismiss(event.row.text)

    @work(group="change", exit_on_error=False)
    async def action_add(self) -> None:
        made = await self.app.push_screen_wait(TemplateDialog(self._who, text=self._written))
        if made is not None:
            self._load(made)

    @work(group="change", exit_on_error=False)
    async def action_edit(self) -> None:
        if (one := self.table.cursor_row) is not None:
            await self.app.push_screen_wait(TemplateDialog(self._who, one))
            self._load(one.id)

    @work(group="change", exit_on_error=False)
    async def action_delete(self) -> None:
        if (one := self.table.cursor_row) is None:
            return
        title = _("Delete the template “{name}”").format(name=safe(one.name, 60))
        question = Confirm(title, [_("What was sent with it stays.")], _("Delete the template"))
        if await self.app.push_screen_wait(question):
            await asyncio.to_thread(composing.delete_template, one.id)
            self._load()

    def action_leave(self) -> None:
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("edit", "delete"):
            return self.is_mounted and self.table.cursor_row is not None
        return True

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.query_one(Notice).sentence = error_sentence(event.worker.error)
