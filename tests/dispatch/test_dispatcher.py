"""The loop that sends and receives, with the simulator, and the command that runs it."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from contacthub_tui.dispatch import background
from contacthub_tui.dispatch.dispatcher import Dispatcher, DispatchState, DispatchStatus
from contacthub_tui.domain.contact import Channel, Status
from contacthub_tui.domain.message import ConversationQuery, Incoming, MessageState
from contacthub_tui.errors import GatewayError, StoreError
from contacthub_tui.gateways.simulator import Behaviour, Simulator
from contacthub_tui.services import lease, outbox, preferences
from contacthub_tui.services.conversations import ConversationPages
from contacthub_tui.store.database import Store, open_store, session
from contacthub_tui.store.sql import rows
from tests.messages import mobile, number_of

QUICK = Behaviour(
    rate=10_000,
    busy=0,
    refused=0,
    lost=0,
    answered=1,
    receipt_after=(0, 0.01),
    answer_after=(0, 0.01),
)


@contextmanager
def running(
    gateway: Simulator, changes: list[DispatchStatus] | None = None
) -> Iterator[Dispatcher]:
    """A dispatcher at work, ended at the end."""
    dispatcher = Dispatcher(gateway, (changes if changes is not None else []).append)
    thread = threading.Thread(target=dispatcher.run)
    thread.start()
    try:
        yield dispatcher
    finally:
        dispatcher.stop()
        thread.join(30)
    assert not thread.is_alive()


def test_a_dispatcher_works_beside_the_screens(store: Store) -> None:
    outbox.queue_message(mobile(1), "Bonjour", who="marie")
    changes: list[DispatchStatus] = []
    beside = background.through("simulator", changes.append)
    beside.start()
    until(lambda: not states().get("queued"))
    beside.stop()
    assert [change.state for change in changes] == [DispatchState.WORKING, DispatchState.STOPPED]
    with pytest.raises(GatewayError):
        background.through("pigeon", changes.append)


def until(done: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something that comes."""
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def states() -> dict[str, int]:
    """How many messages there are of each state."""
    with session():
        return dict(rows("SELECT state, count(*) FROM message GROUP BY state"))


def test_messages_are_sent_delivered_and_answered(store: Store) -> None:
    for place in range(20):
        outbox.queue_message(mobile(place), "Bonjour", who="marie")
    with running(Simulator(behaviour=QUICK)):
        until(lambda: states() == {"delivered": 20, "received": 20})
    assert lease.current_lease() is None
    page = ConversationPages(ConversationQuery()).page(0, 50)
    assert len(page) == 20
    assert all(each.unread == 1 for each in page)


def test_a_stop_that_waits_at_the_gateway_comes_before_what_is_queued(store: Store) -> None:
    outbox.queue_message(mobile(1), "Bonjour", who="marie")
    gateway = Simulator(behaviour=QUICK)
    gateway.bring(Incoming("s", mobile(1), "STOP"))
    with running(gateway):
        until(lambda: MessageState.LEFT_OUT in states())
    assert states() == {"left-out": 1, "received": 1}


def test_where_a_stop_cannot_be_stored_nothing_is_sent_until_it_can(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stands for a full disk; `test_consent_at_work` has a real one."""
    full = threading.Event()
    full.set()
    take_in = sys.modules["contacthub_tui.dispatch.dispatcher"].__dict__["take_in"]

    def take_or_fail(*arguments: object) -> int:
        if full.is_set():
            raise StoreError("full")
        return int(take_in(*arguments))

    monkeypatch.setattr("contacthub_tui.dispatch.dispatcher.take_in", take_or_fail)
    outbox.queue_message(mobile(1), "Bonjour", who="marie")
    gateway = Simulator(behaviour=QUICK)
    gateway.bring(Incoming("s", mobile(1), "STOP"))
    changes: list[DispatchStatus] = []
    with running(gateway, changes) as dispatcher:
        until(lambda: dispatcher.status.state is DispatchState.PAUSED)
        assert states() == {"queued": 1}
        assert gateway.receive().incoming
        full.clear()
        until(lambda: MessageState.LEFT_OUT in states())
    assert preferences.preference(number_of(1))[Channel.MOBILE] is Status.UNSUBSCRIBED
    assert [change.error.code for change in changes if change.error] == ["full"]


@contextmanager
def command(url: str) -> Iterator[subprocess.Popen[str]]:
    """`contacthub dispatch` at work, in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "contacthub_tui", "dispatch", "--database", url],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        while "sends and receives now, through simulator" not in process.stderr.readline():
            assert process.poll() is None
        yield process
    finally:
        process.kill()
        process.communicate()


def test_the_command_ends_cleanly_when_it_is_told_to(database_url: str) -> None:
    with command(database_url) as process:
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=30)[1]
        assert process.returncode == 0
    assert said.endswith("ended\n")
    assert "Traceback" not in said


def test_one_dispatches_and_another_takes_over_when_it_dies(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contacthub_tui.dispatch.dispatcher.OTHERS", 0.05)
    opened = open_store(database_url)
    try:
        with command(database_url) as process, running(Simulator(behaviour=QUICK)) as other:
            until(lambda: other.status.state is DispatchState.ELSEWHERE)
            process.kill()
            process.wait()
            until(lambda: other.status.state is DispatchState.WORKING)
            outbox.queue_message(mobile(1), "Bonjour", who="marie")
            until(lambda: "received" in states())
    finally:
        opened.close()
