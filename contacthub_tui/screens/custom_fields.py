"""Custom fields: what the team wants to know of its contacts beyond what all have.

Enters: the settings, which say how numbers and dates are written. Leaves: `Left`, and fields that
were added, changed, ordered and deleted.
"""

import asyncio
import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace

from textual import getters, on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from contacthub_tui.domain.contact import CustomField
from contacthub_tui.domain.import_run import DateOrder
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, mark, ngettext, number
from contacthub_tui.services import custom_fields, custom_values
from contacthub_tui.services.custom_fields import StoppedError
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.confirm import Confirm
from contacthub_tui.widgets.custom_field_dialog import CustomFieldDialog
from contacthub_tui.widgets.custom_field_table import CustomFieldTable, FieldRow
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.widgets.words import Words

GROUP_FIELDS = mark("Custom fields")

_LOOK = 0.2  # seconds between two looks at the progress


class CustomFieldsScreen(Place):
    """The table of custom fields, in the order in which forms and exports have them."""

    CSS_PATH = "../styles/custom_fields.tcss"
    AUTO_FOCUS = "CustomFieldTable"
    BINDINGS = [
        command("a", "add", mark("Add"), mark("Add a custom field."), group=GROUP_FIELDS),
        command("e", "edit", mark("Edit"), mark("Change its name or kind."), group=GROUP_FIELDS),
        command(
            "d",
            "delete",
            mark("Delete"),
            mark("Delete this field; first says how many values go with it."),
            group=GROUP_FIELDS,
        ),
        command(
            "shift+up,K", "move(-1)", mark("Move up"), mark("One place up."), group=GROUP_FIELDS
        ),
        command(
            "shift+down,J",
            "move(1)",
            mark("Move down"),
            mark("One place down."),
            group=GROUP_FIELDS,
        ),
        command("escape", "back", mark("Back"), mark("Back to the settings, or stop a deletion.")),
    ]

    class Left(Message):
        """Back to where it was opened from."""

    table = getters.query_one(CustomFieldTable)

    def __init__(self, frame: Frame, region: str, order: DateOrder) -> None:
        super().__init__(frame)
        self._region = region
        self._order = order
        self._fields: Sequence[CustomField] | None = None
        self._counts: dict[int, int] | None = None
        self._deleting: tuple[str, int, int] | None = None
        self._stop = threading.Event()

    def compose_content(self) -> Iterable[Widget]:
        yield Words(self.title_text, id="title")
        yield Horizontal(CustomFieldTable(), id="body")
        yield Words(_nothing_text, id="nothing")

    def on_mount(self) -> None:
        self.query_one("#nothing").display = False
        self.set_interval(_LOOK, self._look)
        self._load()

    def on_screen_resume(self) -> None:
        if self._fields is not None:
            self._load()

    def on_unmount(self) -> None:
        self._stop.set()

    @work(group="fields", exclusive=True, exit_on_error=False)
    async def _load(self, at: int | None = None, keep_error: bool = False) -> None:
        """Show the fields, then count their values: that looks at every contact."""
        self._fields = await asyncio.to_thread(custom_fields.custom_fields)
        if not keep_error:
            self.show_error(None)
        self._show(at)
        if self._fields:
            self._counts = await asyncio.to_thread(custom_values.count_values)
            self._show()

    def _show(self, at: int | None = None) -> None:
        if self._fields is None:
            return
        empty = not self._fields
        self.query_one("#nothing").display = empty
        self.query_one("#body").display = not empty
        counts = self._counts
        self.table.show_all(
            [
                FieldRow(field, None if counts is None else counts.get(field.id, 0))
                for field in self._fields
            ],
            at,
        )
        if not empty and self.focused is None:
            self.table.focus()
        self._follow()

    def _follow(self) -> None:
        self.query_one("#title").refresh(layout=True)
        self.refresh_bindings()

    # What can be done with a field

    def action_add(self) -> None:
        self._ask(None)

    def action_edit(self) -> None:
        if (row := self.table.cursor_row) is not None:
            self._ask(row.field)

    @on(WindowedTable.RowOpened)
    def _row_opened(self) -> None:
        self.action_edit()

    @on(WindowedTable.RowMoved)
    def _row_moved(self) -> None:
        self.refresh_bindings()

    @work(group="change", exclusive=True, exit_on_error=False)
    async def _ask(self, field: CustomField | None) -> None:
        dialog = CustomFieldDialog(field, self._region, self._order)
        saved = await self.app.push_screen_wait(dialog)
        if saved is not None:
            self._load(saved)

    @work(group="move", exit_on_error=False)
    async def action_move(self, step: int) -> None:
        """Show it at once, then keep it; where it cannot be kept, show what is there."""
        row, fields = self.table.cursor_row, list(self._fields or ())
        place = self.table.cursor
        if row is None or not 0 <= place + step < len(fields):
            return
        fields.insert(place + step, fields.pop(place))
        self._fields = [replace(field, position=index) for index, field in enumerate(fields)]
        self._show(row.field.id)
        try:
            await asyncio.to_thread(custom_fields.move_custom_field, row.field.id, step)
        except Exception:
            self._load(keep_error=True)
            raise

    @work(group="change", exclusive=True, exit_on_error=False)
    async def action_delete(self) -> None:
        if (row := self.table.cursor_row) is None:
            return
        field = row.field
        values = await asyncio.to_thread(custom_fields.count_field_values, field.id)
        name = safe(field.name, 50)
        question = Confirm(
            _("Delete the custom field “{name}”").format(name=name),
            [values_sentence(values), _("This cannot be undone. No preference changes.")],
            _("Delete the field"),
        )
        if not await self.app.push_screen_wait(question):
            return
        self.show_error(None)
        self._stop.clear()
        self._deleting = (name, 0, values)
        self._follow()
        try:
            await asyncio.to_thread(custom_fields.delete_custom_field, field.id, self._progressed)
        except StoppedError:
            pass
        finally:
            self._deleting = None
            self._counts = None
            if self.is_attached:
                self._load(keep_error=True)

    def _progressed(self, done: int) -> None:
        if self._stop.is_set():
            raise StoppedError
        if self._deleting is not None:
            self._deleting = (self._deleting[0], done, self._deleting[2])

    def _look(self) -> None:
        if self._deleting is not None:
            self.query_one("#title").refresh(layout=True)

    def action_back(self) -> None:
        if self._deleting is not None:
            self._stop.set()
        else:
            self.post_message(self.Left())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_composed or action not in ("add", "edit", "delete", "move"):
            return True
        if self._deleting is not None:
            return False
        place, last = self.table.cursor, len(self._fields or ()) - 1
        can = {
            "add": True,
            "move": 0 <= place + (1 if parameters == (1,) else -1) <= last,
        }
        return can.get(action, last >= 0)

    def title_text(self) -> Content:
        """The name of the place, how many fields there are, and what is under way."""
        count = number(len(self._fields)) if self._fields else ""
        title = Content.assemble(
            (_("Settings") + " › ", "$muted"), (_("Custom fields"), "bold"), "  ", (count, "$muted")
        )
        if self._deleting is None:
            return title
        name, done, values = self._deleting
        text = _("Deleting {name}… {done} of {all}").format(
            name=safe(name, 60), done=number(done), all=number(values)
        )
        return title + Content.assemble("   ", ("⟳ ", "$accent"), text)


def values_sentence(values: int) -> str:
    """How many values go with a field."""
    if not values:
        return _("No contact has a value in it.")
    return ngettext(
        "{n} value goes with it, from its contact and from the search.",
        "{n} values go with it, from their contacts and from the search.",
        values,
    ).format(n=number(values))


def _nothing_text() -> Content:
    return Content.assemble(
        (_("No custom fields yet"), "bold"),
        "\n\n",
        (_("What you want to know of your contacts: a division, a client number,"), "$muted"),
        "\n",
        (_("the day a contract ends. Forms, imports, exports and the search know it."), "$muted"),
        "\n\n",
        ("a", "bold $accent"),
        "  ",
        _("Add a custom field"),
    )
