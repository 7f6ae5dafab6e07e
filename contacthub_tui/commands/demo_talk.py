"""The inbox of the demo: people who have written, and who go on writing while it is open.

Enters: the contacts of the demo. Leaves: conversations, and the gateway that brings more.
"""

import itertools
import random
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.domain.message import Incoming, Received
from contacthub_tui.gateways.simulator import ANSWERS, Behaviour, Simulator
from contacthub_tui.i18n import _
from contacthub_tui.services import contacts, conversations, outbox
from contacthub_tui.services.incoming import take_in

#: Contacts of the demo who write.
_TALKING = 24
#: Seconds until the first of them writes by itself, and between two who do.
_FIRST_WORD, _BETWEEN = 4.0, (5.0, 20.0)


class Living(Simulator):
    """The simulator among people who write by themselves, too, now and then."""

    def __init__(self, people: Sequence[Address]) -> None:
        super().__init__(seed=2026, behaviour=Behaviour(answered=0.4, opting_out=True))
        # Who has written longest ago is the next.
        self._people = itertools.cycle(reversed(people))
        self._chance = random.Random(2026)
        self._next = time.monotonic() + _FIRST_WORD

    def receive(self) -> Received:
        """What has come in, and perhaps somebody's question."""
        if time.monotonic() > self._next:
            self._next = time.monotonic() + self._chance.uniform(*_BETWEEN)
            texts, weights = zip(*ANSWERS, strict=True)
            (text,) = self._chance.choices(texts, weights)
            self.bring(Incoming(f"demo-{time.time_ns()}", next(self._people), text))
        return super().receive()


def begin_talk() -> Living:
    """Let some contacts have written already, and messages to others wait to be sent; gives the
    gateway through which it goes on.
    """
    # Every so many, or they would all have one name.
    found = contacts.contact_page(ContactQuery(), 0, 40 * _TALKING)[::31]
    people = [
        Address(Channel.MOBILE, contact.mobile)
        for contact in found
        if contact.mobile and contact.mobile_status is not Status.UNSUBSCRIBED
    ][:_TALKING]
    at = datetime.now(UTC)
    texts = [text for text, _weight in ANSWERS]
    come_in = [
        Incoming(
            f"demo-{place}",
            who,
            texts[place % len(texts)],
            f"{at - timedelta(hours=5 * place + 1):%Y-%m-%dT%H:%M:%S}.000Z",
        )
        for place, who in enumerate(people)
    ]
    take_in("simulator", Received(come_in))
    for who in people[4:]:
        conversation = conversations.find_conversation(who)
        if conversation is not None:
            conversations.mark_read(conversation.id)
    for who in people[::3]:
        outbox.queue_message(who, _("Thank you, we call you back today."), who="marie")
    return Living(people)
