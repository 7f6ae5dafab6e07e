"""What can be done to the selected contacts of a table, or to the one under its cursor.

Enters: the table and the query that it shows. Leaves: contacts changed, a line that tells it.
"""

import asyncio
import os
import socket

from textual import work
from textual.binding import Binding

from contacthub_tui.domain.bulk import Act, ActCode, Chosen
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.i18n import mark
from contacthub_tui.services import deletion
from contacthub_tui.widgets.bulk_dialog import BulkDialog
from contacthub_tui.widgets.command import GROUP_BULK, GROUP_SELECTION, command
from contacthub_tui.widgets.contact_table import ContactTable
from contacthub_tui.widgets.export_dialog import ExportDialog
from contacthub_tui.widgets.lists_dialog import ListsDialog
from contacthub_tui.widgets.place import Frame, Place
from contacthub_tui.widgets.restore_dialog import RestoreDialog
from contacthub_tui.wording.acts import act_report, exported_report, restored_report

_ACTIONS = ("lists", "delete", "export")

#: The commands of such a place: Textual lets a key of a class hide that of the class above.
BULK: tuple[Binding, ...] = (
    command(
        "l",
        "lists",
        mark("Lists"),
        mark("Add them to lists, old or new, or remove them."),
        group=GROUP_BULK,
    ),
    command(
        "d",
        "delete",
        mark("Delete"),
        mark("Delete them; those who unsubscribed stay unsubscribed."),
        group=GROUP_BULK,
    ),
    command(
        "x",
        "export",
        mark("Export"),
        mark("Write them to a file: CSV, Excel or vCard."),
        group=GROUP_BULK,
    ),
    command(
        "z",
        "restore",
        mark("Undo the deletion"),
        mark("Bring back who was deleted last."),
        group=GROUP_BULK,
    ),
)


class BulkActs(Place):
    """A place with a table of contacts. A deletion can be taken back until something else is done
    (`something_done`).
    """

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._deletion: int | None = None

    def contact_table(self) -> ContactTable:
        """The table whose contacts are meant."""
        raise NotImplementedError

    def query_of_table(self) -> ContactQuery:
        """What it shows."""
        raise NotImplementedError

    def contacts_changed(self) -> None:
        """Contacts have come, gone or changed: show them as they are."""
        raise NotImplementedError

    async def chosen_contacts(self) -> Chosen | None:
        """The selected contacts, or the one under the cursor; None where there is none."""
        return await self.contact_table().chosen(self.query_of_table())

    def on_mount(self) -> None:
        self._forget_old()

    @work(group="forget", exit_on_error=False)
    async def _forget_old(self) -> None:
        await asyncio.to_thread(deletion.forget_old)

    # The acts

    @work(group="bulk", exclusive=True, exit_on_error=False)
    async def action_lists(self) -> None:
        if chosen := await self.chosen_contacts():
            await self.carry_out(ListsDialog(chosen, self.frame.who))

    @work(group="bulk", exclusive=True, exit_on_error=False)
    async def action_delete(self) -> None:
        if chosen := await self.chosen_contacts():
            await self.carry_out(BulkDialog(Act(ActCode.DELETE), chosen, self.frame.who))

    async def carry_out(self, dialog: BulkDialog) -> None:
        """Ask by a dialog, in a worker; show and tell what was done."""
        done = await self.app.push_screen_wait(dialog)
        if done is None:
            return
        self.something_done()
        if done.act.code is ActCode.DELETE:
            self._deletion = done.report.deletion
            self.contact_table().forget_selection()
        self.show_report(act_report(done.act, done.report))
        self.show_error(done.report.error)
        self.contacts_changed()
        self.refresh_bindings()

    def something_done(self) -> None:
        """The operator has done something else: what was deleted before does not come back."""
        self.show_report("")
        if self._deletion is not None:
            self._forget(self._deletion)
            self._deletion = None
            self.refresh_bindings()

    @work(group="forget", exit_on_error=False)
    async def _forget(self, deletion_id: int) -> None:
        await asyncio.to_thread(deletion.forget, deletion_id)

    @work(group="bulk", exclusive=True, exit_on_error=False)
    async def action_restore(self) -> None:
        if self._deletion is None:
            return
        restored = await self.app.push_screen_wait(RestoreDialog(self._deletion))
        if restored is None:
            return
        if not restored.left and not restored.taken:
            self._deletion = None
        self.show_report(restored_report(restored))
        self.contacts_changed()
        self.refresh_bindings()

    @work(group="bulk", exclusive=True, exit_on_error=False)
    async def action_export(self) -> None:
        if chosen := await self.chosen_contacts():
            done = await self.app.push_screen_wait(ExportDialog(chosen))
            if done is not None:
                self.show_report(exported_report(done.path, done.count, _far_host()))

    # The keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _ACTIONS:
            table = self.contact_table()
            return table.selected_count > 0 or table.cursor_row is not None
        if action == "restore":
            return self._deletion is not None
        return super().check_action(action, parameters)

    def groups_in_line(self) -> tuple[str, ...]:
        """With a selection, the keys are those that do something with it."""
        if self.is_composed and self.contact_table().selected_count:
            return (GROUP_BULK, GROUP_SELECTION)
        return ()


def _far_host() -> str:
    """The machine that files are written on, where the operator sits at another one."""
    return socket.gethostname() if os.environ.get("SSH_CONNECTION") else ""
