"""What can be done about the consent of the contacts of a table: see, stop, message again.

Enters: the table. Leaves: wishes about the contact under the cursor, as messages; the selected ones
unsubscribed.
"""

from textual import work
from textual.binding import Binding

from contacthub_tui.domain.contact import Status
from contacthub_tui.i18n import mark
from contacthub_tui.widgets.bulk_acts import BulkActs
from contacthub_tui.widgets.command import GROUP_BULK, GROUP_CONTACTS, command
from contacthub_tui.widgets.consent_wishes import (
    Addressee,
    HistoryWanted,
    ResubscribeWanted,
    UnsubscribeWanted,
    addressee,
)
from contacthub_tui.widgets.unsubscribe_dialog import UnsubscribeDialog

#: The commands of such a place.
CONSENT: tuple[Binding, ...] = (
    command(
        "u",
        "unsubscribe",
        mark("Unsubscribe"),
        mark("Send nothing to them any more, on any channel."),
        group=GROUP_BULK,
    ),
    command(
        "R",
        "resubscribe",
        mark("Resubscribe"),
        mark("Message one address again; asks for the proof of consent."),
        show=False,
        group=GROUP_CONTACTS,
    ),
    command(
        "h",
        "history",
        mark("History"),
        mark("Why it may or may not be messaged: every change."),
        group=GROUP_CONTACTS,
    ),
    command(
        "H",
        "ledger",
        mark("Ledger"),
        mark("Every change of every preference; find a number that has no contact."),
        show=False,
        group=GROUP_CONTACTS,
    ),
)


class ConsentActs(BulkActs):
    """A place with a table of contacts."""

    @work(group="bulk", exclusive=True, exit_on_error=False)
    async def action_unsubscribe(self) -> None:
        table = self.contact_table()
        if table.selected_count and (chosen := await self.chosen_contacts()):
            await self.carry_out(UnsubscribeDialog(chosen, self.frame.who))
        elif (contact := table.cursor_row) is not None:
            self.post_message(UnsubscribeWanted(addressee(contact)))

    def action_resubscribe(self) -> None:
        if (contact := self.contact_table().cursor_row) is not None:
            self.post_message(ResubscribeWanted(addressee(contact)))

    def action_history(self) -> None:
        if (contact := self.contact_table().cursor_row) is not None:
            self.post_message(HistoryWanted(addressee(contact)))

    def action_ledger(self) -> None:
        self.post_message(HistoryWanted(Addressee(())))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("history", "unsubscribe", "resubscribe", "ledger"):
            table = self.contact_table()
            here = table.cursor_row
            if action == "unsubscribe" and table.selected_count:
                return True
            if action == "ledger":
                return table.total > 0
            return here is not None and (
                action != "resubscribe" or here.status is Status.UNSUBSCRIBED
            )
        return super().check_action(action, parameters)
