"""What can be done to the conversation that is shown: close it, mark it, see to its consent.

Enters: what is known of it. Leaves: the conversation changed; wishes for the app, as messages.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from textual import work
from textual.binding import Binding
from textual.message import Message

from contacthub_tui.domain.contact import Contact, Status
from contacthub_tui.domain.message import AttentionKind, Conversation
from contacthub_tui.i18n import mark
from contacthub_tui.services import attention, conversations
from contacthub_tui.services.attention import Decision
from contacthub_tui.services.talk import Talk
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.consent_wishes import (
    Addressee,
    HistoryWanted,
    ResubscribeWanted,
    UnsubscribeWanted,
)
from contacthub_tui.widgets.decision_bar import Question, question_of
from contacthub_tui.widgets.inbox_head import name_in
from contacthub_tui.widgets.place import Frame, Place

GROUP_INBOX = mark("Inbox")

#: The commands of such a place.
ACTS: tuple[Binding, ...] = (
    command("a", "name", mark("Name"), mark("Make a contact of this number."), group=GROUP_INBOX),
    command(
        "p", "panel", mark("Contact"), mark("Go to the contact at the side."), group=GROUP_INBOX
    ),
    command(
        "c",
        "close",
        mark("Close"),
        mark("Nothing is left to be done; the next message opens it again."),
        group=GROUP_INBOX,
    ),
    command(
        "c", "reopen", mark("Reopen"), mark("Something is left to be done."), group=GROUP_INBOX
    ),
    command("r", "read", mark("Read"), mark("Mark it as read."), group=GROUP_INBOX),
    command("r", "unread", mark("Unread"), mark("Mark it as unread."), group=GROUP_INBOX),
    command("e", "edit", mark("Edit"), mark("Change the contact."), group=GROUP_INBOX),
    command(
        "h",
        "history",
        mark("History"),
        mark("Why it may or may not be messaged: every change."),
        group=GROUP_INBOX,
    ),
    command(
        "u",
        "unsubscribe",
        mark("Unsubscribe"),
        mark("Send nothing to this number any more, on any channel."),
        group=GROUP_INBOX,
    ),
    command(
        "R",
        "resubscribe",
        mark("Resubscribe"),
        mark("Message one address again; asks for the proof of consent."),
        show=False,
        group=GROUP_INBOX,
    ),
    command(
        "n",
        "not_meant",
        mark("No"),
        mark("It meant nothing of the kind; a message that may be lost is given up."),
        show=False,
        group=GROUP_INBOX,
    ),
    command(
        "y",
        "was_sent",
        mark("It was sent"),
        mark("Note that the message was sent."),
        show=False,
        group=GROUP_INBOX,
    ),
    command(
        "A",
        "send_again",
        mark("Send again"),
        mark("Send the message again, as it may not have been sent."),
        show=False,
        group=GROUP_INBOX,
    ),
)


class ConversationActs(Place):
    """A place that shows a conversation; `talk` is what is known of it."""

    @dataclass
    class FormWanted(Message):
        """Change a contact in its form."""

        contact: Contact

    class ReadingChanged(Message):
        """Other conversations are unread than before."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.talk: Talk | None = None

    def leave_thread(self) -> None:
        """Go back to the list."""
        raise NotImplementedError

    def look(self) -> None:
        """Show what is there now."""
        raise NotImplementedError

    @property
    def conversation(self) -> Conversation | None:
        """The conversation that the keys act on, as it is known now."""
        return self.talk.conversation if self.talk is not None else None

    async def mark_read(self, conversation: Conversation) -> None:
        if conversation.unread:
            await asyncio.to_thread(conversations.mark_read, conversation.id)
            self.post_message(self.ReadingChanged())

    @work(group="change", exit_on_error=False)
    async def action_read(self) -> None:
        await self._change(conversations.mark_read)

    @work(group="change", exit_on_error=False)
    async def action_unread(self) -> None:
        self.leave_thread()
        await self._change(conversations.mark_unread)

    @work(group="change", exit_on_error=False)
    async def action_close(self) -> None:
        await self._change(conversations.close_conversation)

    @work(group="change", exit_on_error=False)
    async def action_reopen(self) -> None:
        await self._change(conversations.open_conversation)

    async def _change(self, change: Callable[[int], None]) -> None:
        conversation = self.conversation
        if conversation is not None:
            await asyncio.to_thread(change, conversation.id)
            self.post_message(self.ReadingChanged())
            self.look()

    def action_edit(self) -> None:
        if self.talk is not None and self.talk.details is not None:
            self.post_message(self.FormWanted(self.talk.details.contact))

    def _addressee(self) -> Addressee | None:
        if self.talk is None:
            return None
        numbers = dict.fromkeys([self.talk.address.number])
        if self.talk.details is not None:
            addresses = self.talk.details.contact.addresses
            numbers |= dict.fromkeys(address.number for address in addresses)
        return Addressee(tuple(numbers), name_in(self.talk))

    def action_history(self) -> None:
        if (about := self._addressee()) is not None:
            self.post_message(HistoryWanted(about))

    @work(group="change", exit_on_error=False)
    async def action_unsubscribe(self) -> None:
        if question_of(self.talk) is Question.STOP and self.talk is not None:
            one = self.talk.attention[0].id
            await asyncio.to_thread(attention.unsubscribe_after, one, who=self.frame.who)
            self.look()
        elif (about := self._addressee()) is not None:
            self.post_message(UnsubscribeWanted(about))

    def action_resubscribe(self) -> None:
        if (about := self._addressee()) is not None:
            self.post_message(ResubscribeWanted(about))

    @work(group="change", exit_on_error=False)
    async def action_not_meant(self) -> None:
        """What came in asks for nothing, or a message is given up."""
        if self.talk is not None and self.talk.attention:
            one = self.talk.attention[0].id
            await asyncio.to_thread(attention.close_attention, one, who=self.frame.who)
            self.look()
        else:
            await self._settle(Decision.GIVEN_UP)

    @work(group="change", exit_on_error=False)
    async def action_was_sent(self) -> None:
        await self._settle(Decision.SENT)

    @work(group="change", exit_on_error=False)
    async def action_send_again(self) -> None:
        await self._settle(Decision.AGAIN)

    async def _settle(self, decision: Decision) -> None:
        if self.talk is not None and self.talk.unclear:
            one = self.talk.unclear[0].id
            await asyncio.to_thread(attention.decide_unknown, one, decision, who=self.frame.who)
            self.look()

    async def close_answered(self, talk: Talk) -> None:
        """Who wanted messages again and is subscribed by now has been answered."""
        if talk.change is not None and talk.change.after is Status.SUBSCRIBED:
            for each in talk.attention:
                if each.kind is AttentionKind.START:
                    await asyncio.to_thread(attention.close_attention, each.id, who=self.frame.who)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        here, talk = self.conversation, self.talk
        can = {
            "close": here is not None and not here.closed,
            "reopen": here is not None and here.closed,
            "read": here is not None and here.unread > 0,
            "unread": here is not None and not here.unread,
            "edit": talk is not None and talk.details is not None,
            "history": talk is not None,
            "unsubscribe": talk is not None and not talk.is_closed_to_us,
            "not_meant": question_of(talk) is not None,
            "was_sent": question_of(talk) is Question.SENT,
            "send_again": question_of(talk) is Question.SENT,
            "resubscribe": talk is not None and talk.is_closed_to_us,
        }
        return can[action] if action in can else super().check_action(action, parameters)
