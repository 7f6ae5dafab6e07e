"""A dispatcher that is killed sends nothing twice, and what nobody knows of is listed."""

import gc
import os
import random
import signal
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

from contacthub_tui.dispatch import dispatcher as loop
from contacthub_tui.domain.message import (
    Accepted,
    MessageState,
    NotAccepted,
    Outcome,
    Outgoing,
    Received,
)
from contacthub_tui.services import attention, lease, outbox
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import Store, open_store, session
from contacthub_tui.store.sql import rows
from tests.dispatch.sends import lay_send

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="it forks, and asks /proc who lives"),
]

KILLS, MESSAGES, AT_ONCE = 300, 5_000, 7
#: Where it is killed: in the transaction of a claim, after it, before anything has left, when half
#: has, when all has, in the transaction that keeps the outcomes, after it, with the lease in hand.
POINTS = (
    "in-claim", "claimed", "before-sending", "half-sent", "all-sent", "in-settling", "settled",
    "leased",
)  # fmt: skip


class Wire:
    """A gateway that writes down what has left, for good, before it says so."""

    name, rate, at_once = "wire", 1e9, AT_ONCE

    def __init__(self, path: Path, die: Callable[[str], None] = lambda _point: None) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._die = die

    def send(self, messages: Sequence[Outgoing]) -> Sequence[Outcome]:
        self._die("before-sending")
        outcomes: list[Outcome] = []
        for place, message in enumerate(messages):
            if message.id % 20 == 0 and random.random() < 0.5:
                outcomes.append(NotAccepted("busy"))
                continue
            os.write(self._file, f"{message.id}\n".encode())
            outcomes.append(Accepted(f"w{message.id}"))
            if place == len(messages) // 2:
                self._die("half-sent")
        self._die("all-sent")
        return outcomes

    def receive(self) -> Received:
        return Received()

    def confirm(self, received: Received) -> None:
        """Nothing comes in."""

    def close(self) -> None:
        """Nothing to let go of."""


def _dispatch_and_die(url: str, path: Path, point: str, times: int) -> None:
    """In a process of its own: dispatch, and be killed at a point, when it is met so often."""
    left = [times]

    def die(here: str) -> None:
        if here == point:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    def dying(place: str, work: Callable[..., Any], after: bool) -> Callable[..., Any]:
        @wraps(work)
        def done(*arguments: object, **named: object) -> Any:
            if not after:
                die(place)
            result = work(*arguments, **named)
            if after:
                die(place)
            return result

        return done

    loop.IDLE, loop.MOST_AT_ONCE, outbox.FIRST_WAIT = 0.001, AT_ONCE, 0
    outbox.enter_threads = dying("in-claim", outbox.enter_threads, after=True)
    outbox.claim = dying("claimed", outbox.claim, after=True)
    outbox.apply_waiting = dying("in-settling", outbox.apply_waiting, after=True)
    outbox.settle = dying("settled", outbox.settle, after=True)
    lease.take_lease = dying("leased", lease.take_lease, after=True)
    if point == "leased":
        left[0] = 1
    open_store(url)
    loop.Dispatcher(Wire(path, die)).run()


def _fork(work: Callable[[], None]) -> int:
    """Do it in a copy of this process; gives how it ended."""
    child = os.fork()
    if not child:
        gc.disable()
        try:
            work()
        finally:
            os._exit(3)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_nothing_is_sent_twice_and_every_unknown_message_is_listed(
    store: Store, tmp_path: Path
) -> None:
    chance = random.Random(11)
    path = tmp_path / "wire"
    lay_send(MESSAGES)
    # A copy of this process must not share its connection.
    store.database.close()
    for kill in range(KILLS):
        point = POINTS[kill % len(POINTS)]
        times = chance.randint(1, 2)
        ended = _fork(lambda point=point, times=times: _dispatch_and_die(  # type: ignore[misc]
            store.url, path, point, times
        ))  # fmt: skip
        assert ended == -signal.SIGKILL, point
    _send_the_rest(path)
    left = [int(line) for line in path.read_text().split()]
    assert len(left) == len(set(left))
    with session():
        states = dict(rows("SELECT id, state FROM message"))
    unknown = {key for key, state in states.items() if state == "unknown"}
    sent = {key for key, state in states.items() if state == "sent"}
    assert sent | unknown == states.keys()
    # What has left is sent or unknown, and whatever is called sent has left.
    assert sent <= set(left)
    assert {message.id for message in attention.unknown_messages(size=MESSAGES)} == unknown
    assert attention.count_unknown() == len(unknown)
    assert 0 < len(unknown) <= KILLS * AT_ONCE
    assert set(left) & unknown and unknown - set(left)


def _send_the_rest(path: Path) -> None:
    gateway = Wire(path)
    assert lease.take_lease(this_worker(), gateway.name)
    while claim := outbox.claim(this_worker(), gateway.name, 200).messages:
        outcomes = [
            # None is left for later.
            outcome if isinstance(outcome, Accepted) else NotAccepted("again", for_all=True)
            for outcome in gateway.send(claim)
        ]
        outbox.settle(gateway.name, list(zip(claim, outcomes, strict=True)))
    with session():
        assert MessageState.CLAIMED not in {row[0] for row in rows("SELECT state FROM message")}
