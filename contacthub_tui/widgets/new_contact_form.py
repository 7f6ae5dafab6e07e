"""The short form beside the thread of a number that no contact has. Enters: what is known of the
number. Leaves: `Saved` when it has become a contact.
"""

import asyncio

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from contacthub_tui.domain.contact import Address, Status
from contacthub_tui.domain.contact_edit import Draft
from contacthub_tui.domain.phone import country_of, spell
from contacthub_tui.domain.text import clean
from contacthub_tui.i18n import _, mark
from contacthub_tui.services import contact_edit
from contacthub_tui.services.talk import Talk
from contacthub_tui.widgets.command import command, spell_key
from contacthub_tui.widgets.contact_editors import label_of
from contacthub_tui.widgets.form_field import FormField
from contacthub_tui.widgets.line_input import LineInput
from contacthub_tui.widgets.list_picker import ListPicker
from contacthub_tui.widgets.one_of import Answer, OneOf
from contacthub_tui.widgets.preference_words import preference_words
from contacthub_tui.widgets.words import Words

GROUP_FORM = mark("New contact")


class NewContactForm(VerticalScroll):
    """Name, status, lists. A number that said stop stays unsubscribed, and the form says so."""

    BINDINGS = [
        command("ctrl+s", "save", mark("Save"), mark("Save the contact."), group=GROUP_FORM),
    ]

    talk: reactive[Talk | None] = reactive(None, init=False, repaint=False)

    class Saved(Message):
        """The number has a name now."""

    def __init__(self, who: str) -> None:
        super().__init__(can_focus=False)
        self._who = who
        self._address: Address | None = None
        self._first, self._last = LineInput(id="first"), LineInput(id="last")
        self._status = OneOf(
            [
                Answer(Status.SUBSCRIBED, lambda: _("subscribed")),
                Answer(Status.UNSUBSCRIBED, lambda: _("unsubscribed")),
            ],
            upright=True,
        )
        self._lists = ListPicker()

    def compose(self) -> ComposeResult:
        yield Words(self._head, id="form-head")
        for name, editor in (
            ("first_name", self._first),
            ("last_name", self._last),
            ("status", self._status),
            ("lists", self._lists),
        ):
            yield FormField(name, label_of(name), editor)

    def _head(self) -> Content:
        talk = self.talk
        if talk is None:
            return Content("")
        about = f"  {country_of(talk.address.number)}".rstrip()
        return Content.assemble(
            (_("New number"), "bold"), "\n",
            spell(talk.address.number), (about, "$muted"), "\n\n",
            (spell_key("a"), "bold $accent"), " ", (_("to name it,"), "$muted"), " ",
            (spell_key("ctrl+s"), "bold $accent"), " ", (_("to save"), "$muted"),
        )  # fmt: skip

    def watch_talk(self, before: Talk | None, talk: Talk | None) -> None:
        """Another number begins with an empty form; what is typed for one stays while it is
        shown."""
        if talk is None:
            return
        if talk.address != self._address:
            self._address = talk.address
            self._first.value = self._last.value = ""
            self._status.value = Status.SUBSCRIBED
            self._lists.chosen = ()
            self._know_lists()
        change = talk.change
        self._status.fixed = preference_words(change) if change is not None else None
        self.query_one("#form-head", Words).refresh(layout=True)

    @work(group="lists", exclusive=True, exit_on_error=False)
    async def _know_lists(self) -> None:
        form = await asyncio.to_thread(contact_edit.open_form, None)
        self._lists.lists = form.lists

    def start(self) -> None:
        """Go where typing starts."""
        self._first.focus()

    @work(group="save", exclusive=True, exit_on_error=False)
    async def action_save(self) -> None:
        talk = self.talk
        if talk is None:
            return
        number = talk.address.number
        values = {
            "first_name": clean(self._first.value),
            "last_name": clean(self._last.value),
            str(talk.address.channel): number,
        }
        chosen = frozenset(each.id for each in self._lists.chosen if each.id is not None)
        stopped = [number] if self._status.value == Status.UNSUBSCRIBED else []
        draft = Draft({name: text for name, text in values.items() if text}, chosen)
        await asyncio.to_thread(contact_edit.create_contact, draft, stopped, self._who)
        self.post_message(self.Saved())
