"""A gateway that sends nothing and behaves like one: the whole product can be tried offline.

Enters: messages. Leaves: outcomes, delivery reports after a while, answers of invented people, all
from a seed. What it holds for us it gives until it is confirmed.
"""

import heapq
import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from contacthub_tui.domain.contact import Address
from contacthub_tui.domain.message import (
    Accepted,
    Incoming,
    MessageState,
    NotAccepted,
    Outcome,
    Outgoing,
    Receipt,
    Received,
    Refused,
)

#: What invented people answer, and how often, of a hundred answers.
ANSWERS = (
    ("Merci !", 22),
    ("OK, c’est noté.", 18),
    ("Oui, avec plaisir 😊", 12),
    ("Je vous rappelle demain.", 10),
    ("À quelle heure fermez-vous ?", 9),
    ("Thanks, see you then", 8),
    ("Non, pas cette fois.", 7),
    ("C’est qui ?", 5),
    ("Pourriez-vous m’appeler au sujet de ma commande ? Je n’arrive pas à vous joindre.", 2),
)
#: What they answer besides where the store is a throw-away one: real numbers must not be stopped
#: by invented people.
OPT_OUTS = (("STOP", 5), ("stop les messages le soir svp", 1), ("START", 1))
#: Messages that one call gives back.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How it behaves: shares between 0 and 1, seconds from and to.

    `busy` messages are not accepted this time, `refused` never, `lost` are accepted and then fail,
    `answered` are answered; some of the answers opt out where that is wanted.
    """

    rate: float = 20
    at_once: int = 100
    takes: float = 0
    busy: float = 0.01
    refused: float = 0.005
    lost: float = 0.02
    answered: float = 0.15
    opting_out: bool = False
    receipt_after: tuple[float, float] = (0.5, 4)
    answer_after: tuple[float, float] = (2, 30)


@dataclass
class Simulator:
    """The gateway. `clock` gives seconds; what it holds is lost with it."""

    seed: int = 1
    behaviour: Behaviour = field(default_factory=Behaviour)
    clock: Callable[[], float] = time.monotonic
    name: str = "simulator"

    def __post_init__(self) -> None:
        self._luck = random.Random(self.seed)
        self._lock = threading.Lock()
        # Ids of another run must be others: the store keeps them.
        self._run = f"{time.time_ns():x}"
        self._count = 0
        #: What will be there to be received, the next first, and what is there already.
        self._due: list[tuple[float, int, Incoming | Receipt]] = []
        self._held: dict[int, Incoming | Receipt] = {}

    @property
    def rate(self) -> float:
        """Messages a second."""
        return self.behaviour.rate

    @property
    def at_once(self) -> int:
        """Messages of one call."""
        return self.behaviour.at_once

    def send(self, messages: Sequence[Outgoing]) -> Sequence[Outcome]:
        """Take messages, or not; some are answered later."""
        if self.behaviour.takes:
            time.sleep(self.behaviour.takes)
        with self._lock:
            return [self._take(message) for message in messages]

    def _take(self, message: Outgoing) -> Outcome:
        luck, how = self._luck, self.behaviour
        chance = luck.random()
        if chance < how.busy:
            return NotAccepted("busy", wait=2)
        if chance < how.busy + how.refused:
            return Refused("not-a-number-in-service")
        key = self._key()
        lost = luck.random() < how.lost
        state = MessageState.FAILED if lost else MessageState.DELIVERED
        receipt = Receipt(key, state, "phone-off" if lost else "", message_id=message.id)
        self._later(luck.uniform(*how.receipt_after), receipt)
        if not lost and luck.random() < how.answered:
            self._later(luck.uniform(*how.answer_after), self._answer(message.address))
        return Accepted(key)

    def _later(self, seconds: float, thing: Incoming | Receipt) -> None:
        self._count += 1
        heapq.heappush(self._due, (self.clock() + seconds, self._count, thing))

    def _answer(self, address: Address) -> Incoming:
        answers = ANSWERS + OPT_OUTS if self.behaviour.opting_out else ANSWERS
        texts, weights = zip(*answers, strict=True)
        (text,) = self._luck.choices(texts, weights)
        return Incoming(self._key(), address, text)

    def _key(self) -> str:
        self._count += 1
        return f"{self._run}-{self._count}"

    def bring(self, *messages: Incoming) -> None:
        """Let messages come in, as if people had written."""
        with self._lock:
            for message in messages:
                self._later(0, message)

    def receive(self) -> Received:
        """What has come in so far and is not confirmed."""
        with self._lock:
            while self._due and self._due[0][0] <= self.clock() and len(self._held) < _BATCH:
                _at, place, thing = heapq.heappop(self._due)
                self._held[place] = thing
            there = list(self._held.values())
        return Received(
            tuple(each for each in there if isinstance(each, Incoming)),
            tuple(each for each in there if isinstance(each, Receipt)),
        )

    def confirm(self, received: Received) -> None:
        """Forget what was stored."""
        done = {id(each) for each in (*received.incoming, *received.receipts)}
        with self._lock:
            self._held = {key: each for key, each in self._held.items() if id(each) not in done}

    def close(self) -> None:
        """Nothing to let go of."""
