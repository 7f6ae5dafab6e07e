"""What goes out: never to who said stop, never twice, and what became of it."""

from datetime import UTC, datetime

import pytest

from contacthub_tui.domain.message import (
    Accepted,
    Message,
    MessageState,
    NotAccepted,
    Outgoing,
    Receipt,
    Received,
    Refused,
    Unclear,
)
from contacthub_tui.errors import RefusedError
from contacthub_tui.services import attention, conversations, lease, outbox, preferences
from contacthub_tui.services.attention import Decision
from contacthub_tui.services.incoming import take_in
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import Store
from tests.messages import mobile, number_of

GATEWAY = "test"


@pytest.fixture
def worker(store: Store) -> str:
    """This process, which dispatches."""
    assert lease.take_lease(this_worker(), GATEWAY)
    return this_worker()


def _queue(count: int) -> list[int]:
    return [outbox.queue_message(mobile(place), "Bonjour", who="marie") for place in range(count)]


def _claim(worker: str, limit: int = 100) -> tuple[Outgoing, ...]:
    return outbox.claim(worker, GATEWAY, limit).messages


def _message(place: int) -> Message:
    found = conversations.find_conversation(mobile(place))
    assert found is not None
    (message,) = conversations.message_page(found.id, 0, 10)
    return message


def test_a_message_is_claimed_once_and_settled(worker: str) -> None:
    ids = _queue(3)
    first = _claim(worker, 2)
    assert [message.id for message in first] == ids[:2]
    assert [message.id for message in _claim(worker)] == ids[2:]
    assert _claim(worker) == ()
    outbox.settle(GATEWAY, [(first[0], Accepted("a")), (first[1], Refused("bad-number"))])
    assert (_message(0).state, _message(0).gateway_message_id) == (MessageState.SENT, "a")
    assert (_message(1).state, _message(1).reason) == (MessageState.FAILED, "bad-number")
    assert _message(2).state is MessageState.CLAIMED


def test_nothing_is_queued_nor_claimed_for_who_said_stop(worker: str) -> None:
    _queue(3)
    preferences.unsubscribe(number_of(1), who="marie")
    with pytest.raises(RefusedError, match="address-unsubscribed"):
        outbox.queue_message(mobile(1), "Encore", who="marie")
    claim = outbox.claim(worker, GATEWAY, 100)
    assert [message.address for message in claim.messages] == [mobile(0), mobile(2)]
    assert claim.left_out == 1
    assert (_message(1).state, _message(1).reason) == (MessageState.LEFT_OUT, "unsubscribed")


@pytest.mark.parametrize("text", ["", " \n ", "x" * 1_531])
def test_a_text_that_cannot_be_sent_is_refused(store: Store, text: str) -> None:
    with pytest.raises(RefusedError):
        outbox.queue_message(mobile(0), text, who="marie")
    assert conversations.find_conversation(mobile(0)) is None


def test_only_what_surely_was_not_accepted_is_tried_again(worker: str) -> None:
    _queue(3)
    first, second, third = _claim(worker)
    outbox.settle(
        GATEWAY,
        [
            (first, NotAccepted("gateway-away", for_all=True)),
            (second, NotAccepted("busy")),
            (third, Unclear("cut")),
        ],
    )
    assert [message.id for message in _claim(worker)] == [first.id]
    waiting = _message(1)
    assert (waiting.state, waiting.attempts) == (MessageState.QUEUED, 1)
    assert waiting.not_before > datetime.now(UTC).isoformat()[:19]
    assert [message.id for message in attention.unknown_messages()] == [third.id]
    assert attention.count_unknown() == 1


def test_a_message_that_is_never_accepted_fails_in_the_end(
    worker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "FIRST_WAIT", 0)
    _queue(1)
    for _ in range(outbox.TRIES):
        (message,) = _claim(worker)
        outbox.settle(GATEWAY, [(message, NotAccepted("busy"))])
    assert _claim(worker) == ()
    assert (_message(0).state, _message(0).reason) == (MessageState.FAILED, "busy")


def test_one_worker_dispatches_and_a_dead_one_is_followed(store: Store) -> None:
    dead, here = "elsewhere:1:2", this_worker()
    assert lease.take_lease(dead, GATEWAY)
    held = lease.current_lease()
    assert held is not None and held.alive
    assert not lease.take_lease(here, GATEWAY)
    _queue(1)
    with pytest.raises(RefusedError, match="lease-lost"):
        _claim(here)
    (message,) = _claim(dead)
    lease.give_lease_back(dead)
    assert lease.take_lease(here, GATEWAY)
    assert not lease.keep_lease(dead)
    assert _message(0).state is MessageState.UNKNOWN
    assert _claim(here) == ()
    attention.decide_unknown(message.id, Decision.AGAIN, who="marie")
    with pytest.raises(RefusedError, match="message-not-unknown"):
        attention.decide_unknown(message.id, Decision.SENT, who="jean")
    assert [again.id for again in _claim(here)] == [message.id]


@pytest.mark.parametrize(
    ("told", "becomes"),
    [
        (("delivered", "sent"), MessageState.DELIVERED),
        (("sent", "delivered"), MessageState.DELIVERED),
        (("failed", "sent"), MessageState.FAILED),
        (("failed", "delivered"), MessageState.DELIVERED),
        (("delivered", "failed"), MessageState.DELIVERED),
    ],
)
@pytest.mark.parametrize("early", [0, 1, 2])
def test_reports_come_in_any_order_and_before_their_message(
    worker: str, told: tuple[str, ...], becomes: MessageState, early: int
) -> None:
    _queue(1)
    (message,) = _claim(worker)
    reports = [Receipt("a", MessageState(state)) for state in told]
    take_in(GATEWAY, Received(receipts=reports[:early]))
    outbox.settle(GATEWAY, [(message, Accepted("a"))])
    take_in(GATEWAY, Received(receipts=reports[early:]))
    assert _message(0).state is becomes


def test_an_unknown_message_is_settled_by_a_report_that_holds_our_id(worker: str) -> None:
    _queue(1)
    (message,) = _claim(worker)
    outbox.settle(GATEWAY, [(message, Unclear("cut"))])
    take_in(GATEWAY, Received(receipts=[Receipt("z", MessageState.SENT, message_id=message.id)]))
    assert (_message(0).state, _message(0).gateway_message_id) == (MessageState.SENT, "z")
