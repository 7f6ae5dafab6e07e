"""A custom field in a dialog: its name and kind. Enters: the field, or None for a new one.

Leaves: the id of the field that was saved, or None. Another kind is checked as soon as it is
chosen: the values that would not fit it are told, and nothing is saved while there are such.
"""

import asyncio
import threading
from functools import partial

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Static
from textual.worker import Worker, WorkerState

from contacthub_tui.domain.contact import CustomField, CustomKind
from contacthub_tui.domain.import_run import DateOrder
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, ngettext, number
from contacthub_tui.services import custom_fields
from contacthub_tui.services.custom_fields import Misfits, StoppedError
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.keys_bar import KeysBar
from contacthub_tui.widgets.line_input import LineInput
from contacthub_tui.widgets.notice import Notice, error_sentence
from contacthub_tui.widgets.one_of import Answer, OneOf
from contacthub_tui.widgets.words import Words
from contacthub_tui.wording.custom_kinds import custom_kind_about, custom_kind_label

GROUP_FIELD = mark("Custom field")

_LOOK = 0.2  # seconds between two looks at the progress


class CustomFieldDialog(ModalScreen[int | None]):
    """`region` and `order` say how numbers and dates are written in values that change kind."""

    CSS_PATH = "../styles/custom_fields.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS = [
        command("ctrl+s", "save", mark("Save"), mark("Save the field."), group=GROUP_FIELD),
        *FOCUS,
        command("escape", "leave", mark("Cancel"), mark("Change nothing."), group=GROUP_FIELD),
        command("f1", "app.help", mark("Help"), mark("Every key that acts here.")),
    ]

    misfits: reactive[Misfits | None] = reactive(None, init=False)
    saving: reactive[bool] = reactive(False, init=False)

    kinds = getters.query_one(OneOf)

    def __init__(self, field: CustomField | None, region: str, order: DateOrder) -> None:
        super().__init__()
        self._field = field
        self._region = region
        self._order = order
        self._changed = 0
        self._stop = threading.Event()

    def compose(self) -> ComposeResult:
        field = self._field
        title = _("New custom field")
        if field is not None:
            title = _("Custom field “{name}”").format(name=safe(field.name, 50))
        with Vertical(classes="dialog"):
            yield Static(title, classes="dialog-title", markup=False)
            with Horizontal(classes="row"):
                yield Label(_("Name"))
                yield LineInput(
                    field.name if field else "",
                    placeholder=_("division, client number, renewal…"),
                )
            with Horizontal(classes="row"):
                yield Label(_("Kind"))
                yield OneOf(
                    [Answer(kind.value, partial(_kind, kind)) for kind in CustomKind],
                    field.kind.value if field else CustomKind.TEXT.value,
                    upright=True,
                )
            yield Words(self.about_text, id="about")
            yield Notice()
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("Cancel"), id="leave", compact=True)
                yield Button(_("Save"), id="save", compact=True)
        yield KeysBar()

    def on_mount(self) -> None:
        self.set_interval(_LOOK, self._look)

    @property
    def _kind_chosen(self) -> CustomKind:
        return CustomKind(self.kinds.value)

    @property
    def _is_retyped(self) -> bool:
        return self._field is not None and self._kind_chosen is not self._field.kind

    # What would not fit

    @on(OneOf.Changed)
    def _kind_changed(self) -> None:
        self.misfits = None
        self.query_one(Notice).sentence = ""
        self._show()
        if self._field is not None and self._is_retyped:
            self._check(self._field.id, self._kind_chosen)
        else:
            self.workers.cancel_group(self, "check")

    @on(Input.Changed)
    def _name_changed(self) -> None:
        self.query_one(Notice).sentence = ""

    @work(group="check", exclusive=True, exit_on_error=False)
    async def _check(self, field_id: int, kind: CustomKind) -> None:
        self.misfits = await asyncio.to_thread(
            custom_fields.find_misfits, field_id, kind, region=self._region, order=self._order
        )

    # To save it

    def action_save(self) -> None:
        if not self.saving:
            self._save(self.query_one(Input).value, self._kind_chosen)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_save()

    @work(group="save", exclusive=True, exit_on_error=False)
    async def _save(self, name: str, kind: CustomKind) -> None:
        self._changed = 0
        self._stop.clear()
        self.saving = True
        try:
            field = self._field
            if field is None:
                made = await asyncio.to_thread(custom_fields.create_custom_field, name, kind)
                self.dismiss(made.id)
                return
            await asyncio.to_thread(
                custom_fields.change_custom_field,
                field,
                name,
                kind,
                region=self._region,
                order=self._order,
                on_progress=self._progressed,
            )
            self.dismiss(field.id)
        except StoppedError:
            self.query_one(Notice).sentence = _("Stopped. Nothing was changed.")
        finally:
            self._stop.set()  # who leaves the app does not wait for the rest
            self.saving = False

    def _progressed(self, done: int) -> None:
        if self._stop.is_set():
            raise StoppedError
        self._changed = done

    def action_leave(self) -> None:
        """Stop what is under way; else leave."""
        if self.saving:
            self._stop.set()
        else:
            self.dismiss(None)

    @on(Button.Pressed)
    def _button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_leave()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.query_one(Notice).sentence = error_sentence(event.worker.error)

    # What stands below the fields

    def watch_misfits(self) -> None:
        self._show()

    def watch_saving(self) -> None:
        self._show()

    def _look(self) -> None:
        if self.saving:
            self.query_one("#about").refresh()

    def _show(self) -> None:
        if self.is_mounted and self.query("#about"):
            self.query_one("#about").refresh(layout=True)
            self.query_one("#save", Button).disabled = self.saving

    def about_text(self) -> Content:
        """What another kind would do to the values there are."""
        if self.saving and self._is_retyped:
            done = ngettext("{n} value changed", "{n} values changed", self._changed)
            text = done.format(n=number(self._changed))
            return Content.assemble(("⟳ ", "$accent"), (text, "$muted"))
        if not self.is_mounted or not self._is_retyped:
            return Content("")
        if self.misfits is None:
            return Content.assemble(("⟳ ", "$accent"), (_("Looking at the values…"), "$muted"))
        return misfits_text(self.misfits)


def misfits_text(misfits: Misfits) -> Content:
    """What would become of the values: all fit, or how many do not and the first of them."""
    if not misfits.values:
        return Content.styled(_("No contact has a value yet."), "$muted")
    if not misfits.count:
        text = ngettext("Its {n} value fits.", "All {n} values fit.", misfits.values)
        return Content.styled("✓ " + text.format(n=number(misfits.values)), "$success")
    count = ngettext(
        "{n} of {all} values is not of that kind:",
        "{n} of {all} values are not of that kind:",
        misfits.count,
    ).format(n=number(misfits.count), all=number(misfits.values))
    lines = [Content.assemble(("▲ ", "bold $warning"), count)]
    lines += [
        Content.assemble("  ", safe(one.value, 30), "  ", (safe(one.contact, 30), "$muted"))
        for one in misfits.first
    ]
    if misfits.count > len(misfits.first):
        lines.append(Content.styled("  …", "$muted"))
    return Content("\n").join(lines)


def _kind(kind: CustomKind) -> str:
    return f"{custom_kind_label(kind)} – {custom_kind_about(kind)}"
