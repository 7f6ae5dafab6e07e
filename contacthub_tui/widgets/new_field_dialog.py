"""A dialog for the custom field that an import makes of a column: its name and kind.

Enters: what is proposed. Leaves: `+Name:kind`, or None where it was given up. Nothing is made: the
import does that when it begins.
"""

import asyncio
from functools import partial

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Static
from textual.worker import Worker, WorkerState

from contacthub_tui.domain.contact import CustomKind
from contacthub_tui.domain.import_draft import ColumnMatch
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark
from contacthub_tui.services import custom_fields
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.line_input import LineInput
from contacthub_tui.widgets.matched_table import GROUP_COLUMNS
from contacthub_tui.widgets.notice import Notice, error_sentence
from contacthub_tui.widgets.one_of import Answer, OneOf
from contacthub_tui.wording.custom_kinds import custom_kind_about, custom_kind_label
from contacthub_tui.wording.matched import samples_line


class NewFieldDialog(ModalScreen[str | None]):
    """The name is checked as Settings checks those of its custom fields."""

    CSS_PATH = "../styles/field_picker.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS = [
        command(
            "ctrl+s",
            "keep",
            mark("Keep"),
            mark("Send the column to this new field."),
            group=GROUP_COLUMNS,
        ),
        *FOCUS,
        command(
            "escape",
            "give_up",
            mark("Cancel"),
            mark("Leave the column where it goes."),
            group=GROUP_COLUMNS,
        ),
        command("f1", "app.help", mark("Help"), mark("Every key that acts here.")),
    ]

    kinds = getters.query_one(OneOf)
    name_input = getters.query_one(Input)

    def __init__(self, column: ColumnMatch, name: str, kind: CustomKind) -> None:
        super().__init__()
        self._column = column
        self._name_proposed = name
        self._kind = kind

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            title = _("New field for “{column}”").format(column=safe(self._column.header, 44))
            yield Static(title, classes="dialog-title", markup=False)
            with Horizontal(classes="row"):
                yield Label(_("Name"))
                yield LineInput(self._name_proposed)
            with Horizontal(classes="row"):
                yield Label(_("Values"))
                yield Static(safe(samples_line(self._column, counted=True), 120), markup=False)
            with Horizontal(classes="row"):
                yield Label(_("Kind"))
                yield OneOf(
                    [Answer(kind.value, partial(_kind_words, kind)) for kind in CustomKind],
                    self._kind.value,
                    upright=True,
                )
            yield Static(
                _("The field is made when the import begins, not before."),
                classes="about",
                markup=False,
            )
            yield Notice()
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("Cancel"), id="give-up", compact=True)
                yield Button(_("Keep"), id="keep", compact=True)
        yield KeysBar()

    @on(Input.Changed)
    def _typed(self) -> None:
        self.query_one(Notice).sentence = ""

    @on(Input.Submitted)
    def action_keep(self) -> None:
        self._check(self.name_input.value, self.kinds.value)

    @work(group="check", exclusive=True, exit_on_error=False)
    async def _check(self, name: str, kind: str) -> None:
        kept = await asyncio.to_thread(custom_fields.check_name, name)
        self.dismiss(f"+{kept}:{kind}")

    def action_give_up(self) -> None:
        self.dismiss(None)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "keep":
            self.action_keep()
        else:
            self.action_give_up()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.query_one(Notice).sentence = error_sentence(event.worker.error)


def _kind_words(kind: CustomKind) -> str:
    return f"{custom_kind_label(kind)} – {custom_kind_about(kind)}"
