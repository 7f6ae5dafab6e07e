"""Nobody is messaged after a stop, whenever it comes, and no stop is lost."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from contacthub_tui.dispatch.dispatcher import Dispatcher, DispatchState
from contacthub_tui.domain.consent import Wish
from contacthub_tui.domain.contact import Channel, Status
from contacthub_tui.domain.message import Accepted, Incoming, Received
from contacthub_tui.errors import StoreError
from contacthub_tui.gateways.simulator import Behaviour, Simulator
from contacthub_tui.services import incoming, lease, outbox, preferences, threads
from contacthub_tui.services.incoming import take_in
from contacthub_tui.services.threads import Entering, moment
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import Store, open_store, session, transaction
from contacthub_tui.store.sql import execute, rows, value
from tests.commands.small_disk import SmallDisk, small_disk
from tests.dispatch.sends import lay_send, places_by_state
from tests.messages import mobile, number_of
from tests.postgres_cluster import Cluster

SENT, STOPS = 10_000, 1_000
NUMBERS, INCOMING, WRITERS = 400, 7_000, 8


@pytest.mark.slow
def test_nothing_is_claimed_after_its_stop_is_committed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand stops at random moments inside a send to ten thousand, half of them just ahead of
    what is claimed. Claims and stops exclude each other: a moment inside each gives their order.
    """
    chance = random.Random(5)
    lay_send(SENT)
    assert lease.take_lease(this_worker(), "test")
    stops: dict[str, float] = {}
    claims: dict[str, float] = {}
    _note_when(monkeypatch, stops, claims)
    failures: list[Exception] = []
    ended = threading.Event()
    stopped: set[int] = set()
    place = 0

    def stop_all() -> None:
        luck = random.Random(6)
        try:
            while len(stopped) < STOPS:
                # Neither runs ahead of the other, so that stops come from the first message on.
                if len(stopped) / STOPS > place / SENT + 0.02:
                    time.sleep(0.001)
                    continue
                part = {
                    min(place + luck.randrange(200), SENT - 1)
                    if luck.random() < 0.5
                    else luck.randrange(SENT)
                    for _ in range(luck.randint(1, 9))
                } - stopped
                if luck.random() < 0.5:
                    texts = [Incoming(f"s{each}", mobile(each), "STOP") for each in part]
                    take_in("test", Received(texts))
                else:
                    preferences.unsubscribe(*map(number_of, part), who="marie")
                stopped.update(part)
        except Exception as error:  # noqa: BLE001 - told below
            failures.append(error)
        ended.set()

    thread = threading.Thread(target=stop_all)
    thread.start()
    while place < SENT or not ended.is_set():
        limit = chance.randint(1, 120)
        if place / SENT > len(stopped) / STOPS and not ended.is_set():
            time.sleep(0.001)
            continue
        claim = outbox.claim(this_worker(), "test", limit)
        place += len(claim.messages) + claim.left_out
        outbox.settle("test", [(each, Accepted(str(each.id))) for each in claim.messages])
    thread.join()
    assert failures == []
    assert [
        number for number in stops.keys() & claims.keys() if claims[number] > stops[number]
    ] == []
    states = places_by_state()
    assert states["sent"] == claims.keys()
    assert states["left-out"] == {number_of(each) for each in range(SENT)} - claims.keys()
    assert states["left-out"] <= stops.keys()
    assert len(stops) >= STOPS
    assert STOPS / 10 < len(states["left-out"]) < STOPS


def _note_when(
    monkeypatch: pytest.MonkeyPatch, stops: dict[str, float], claims: dict[str, float]
) -> None:
    """Note a moment inside the transaction of each stop and of each claim, by number."""
    grant, enter = preferences.grant, threads.enter_threads

    def noting_grant(wishes: list[Wish], **named: Any) -> int:
        kept = grant(wishes, **named)
        for wish in wishes:
            stops.setdefault(wish.address.number, time.monotonic())
        return kept

    def noting_enter(messages: list[Entering], *ways: Any, **named: Any) -> None:
        enter(messages, *ways, **named)
        claims.update((message[2], time.monotonic()) for message in messages)

    for module in (preferences, incoming):
        monkeypatch.setattr(module, "grant", noting_grant)
    monkeypatch.setattr(outbox, "enter_threads", noting_enter)


@pytest.mark.slow
def test_incoming_that_is_repeated_and_reordered_is_stored_once(store: Store) -> None:
    """Ten thousand deliveries by eight writers, a third of them seen before."""
    chance = random.Random(7)
    texts = ("Bonjour", "STOP", "Merci", "OK", "Oui", "À demain", "START", "Non", "stop svp")
    weights = (30, 1, 20, 20, 10, 10, 1, 10, 2)
    messages = [
        Incoming(f"m{n}", mobile(chance.randrange(NUMBERS)), chance.choices(texts, weights)[0])
        for n in range(INCOMING)
    ]
    deliveries = messages + chance.sample(messages, 3 * INCOMING // 7)
    chance.shuffle(deliveries)
    batches = [deliveries[start : start + 50] for start in range(0, len(deliveries), 50)]
    failures: list[Exception] = []

    def write() -> None:
        while True:
            try:
                batch = batches.pop()
            except IndexError:
                return
            try:
                _insist(lambda batch=batch: take_in("test", Received(batch)))  # type: ignore[misc]
            except Exception as error:  # noqa: BLE001 - told below
                failures.append(error)

    writers = [threading.Thread(target=write) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    stops = {each.address.number for each in messages if each.text == "STOP"}
    with session():
        kept = rows("SELECT gateway_message_id, number, text FROM message")
        assert sorted(kept) == sorted(
            (each.gateway_message_id, each.address.number, each.text) for each in messages
        )
        lines = rows("SELECT number, channel, before, after FROM preference_change")
        unread = value("SELECT sum(unread) FROM conversation")
    assert sorted(lines) == sorted(
        (number, str(channel), None, "unsubscribed") for number in stops for channel in Channel
    )
    assert unread == INCOMING
    assert 20 < len(stops) < NUMBERS


def _insist(work: Callable[[], object]) -> None:
    """As the dispatcher does: what could not be stored comes again."""
    while True:
        try:
            work()
        except StoreError as error:
            if error.code != "locked":
                raise
        else:
            return


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", 40_000) as mounted:
        yield mounted


@pytest.mark.slow
def test_a_stop_that_meets_a_full_disk_is_taken_when_there_is_room(disk: SmallDisk) -> None:
    store = open_store(f"sqlite:///{disk.seen / 'hub.db'}")

    def fill() -> None:
        with session():
            # What the journal has already would still take a little.
            execute("PRAGMA wal_checkpoint(TRUNCATE)")
        disk.fill()

    try:
        _stop_while(fill, (disk.seen / "filler").unlink, {"full", "away"})
    finally:
        store.close()


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_stop_that_comes_while_the_database_is_away_is_taken_when_it_is_back(
    store: Store, cluster: Cluster
) -> None:
    def away() -> None:
        cluster.run(f"ALTER DATABASE {store.place} ALLOW_CONNECTIONS false")
        cluster.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = '{store.place}'"
        )

    def back() -> None:
        cluster.run(f"ALTER DATABASE {store.place} ALLOW_CONNECTIONS true")

    _stop_while(away, back, {"away"})


def _stop_while(fail: Callable[[], object], mend: Callable[[], object], codes: set[str]) -> None:
    """A stop comes in while the store fails, before a message to the same number is due."""
    gateway = Simulator(behaviour=Behaviour(rate=1_000, answered=0, busy=0, refused=0))
    dispatcher = Dispatcher(gateway)
    thread = threading.Thread(target=dispatcher.run)
    thread.start()
    try:
        _until(lambda: dispatcher.status.state is DispatchState.WORKING)
        outbox.queue_message(mobile(2), "before", who="marie")
        _until(lambda: "sent" in places_by_state() or "delivered" in places_by_state())
        due = moment(1.5)
        with transaction():
            execute(
                "INSERT INTO message (channel, number, direction, text, state, at, not_before)"
                " VALUES ('mobile', ?, 'out', 'Bonjour', 'queued', ?, ?)",
                (number_of(1), moment(), due),
            )
        fail()
        # More than fits anywhere, and the stop among it.
        gateway.bring(*(Incoming(f"x{n}", mobile(100 + n), "y" * 9_000) for n in range(300)))
        gateway.bring(Incoming("stop", mobile(1), "STOP"))
        _until(lambda: dispatcher.status.state is DispatchState.PAUSED)
        error = dispatcher.status.error
        assert error is not None and error.code in codes
        _until(lambda: moment() > due)
        assert any(each.text == "STOP" for each in gateway.receive().incoming)
        assert dispatcher.status.state is DispatchState.PAUSED
        mend()
        _until(lambda: number_of(1) in places_by_state().get("left-out", ()), 40)
        _until(lambda: not gateway.receive().incoming)
    finally:
        dispatcher.stop()
        thread.join(60)
    assert not thread.is_alive()
    assert preferences.preference(number_of(1))[Channel.MOBILE] is Status.UNSUBSCRIBED
    with session():
        assert value("SELECT count(*) FROM message WHERE direction = 'in'") == 301


def _until(done: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            if done():
                return
        except StoreError:
            pass
        assert time.monotonic() < deadline
        time.sleep(0.02)
