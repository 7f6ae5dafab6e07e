"""What stands beside a thread: the contact that has the address, or the short form that makes one.

Enters: what is known of the conversation. Leaves: what the form posts.
"""

from collections.abc import Sequence

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical

from contacthub_tui.domain.contact import CustomField
from contacthub_tui.services.talk import Talk
from contacthub_tui.widgets.contact_panel import ContactPanel
from contacthub_tui.widgets.new_contact_form import NewContactForm


class TalkSide(Vertical):
    """One of the two is shown."""

    panel = getters.query_one(ContactPanel)
    form = getters.query_one(NewContactForm)

    def __init__(self, who: str) -> None:
        super().__init__()
        self._who = who

    def compose(self) -> ComposeResult:
        yield ContactPanel()
        yield NewContactForm(self._who)

    def on_mount(self) -> None:
        self.form.display = False

    def show(self, talk: Talk) -> None:
        """Show whom a conversation is with."""
        details = talk.details
        self.form.talk = talk if details is None else None
        self.form.display, self.panel.display = details is None, details is not None
        self.panel.contact = details.contact if details is not None else None
        self.panel.details = details

    def name_fields(self, fields: Sequence[CustomField]) -> None:
        """Learn what the team's fields are called."""
        self.panel.custom_fields = fields

    def start(self) -> None:
        """Go where one reads, or types."""
        if self.panel.display:
            self.panel.focus()
        else:
            self.form.start()
