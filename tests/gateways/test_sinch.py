"""Sinch Engage, with a server that answers as it does and fails as networks do."""

import logging
from collections.abc import Iterator

import pytest

from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.domain.message import (
    Accepted,
    MessageState,
    NotAccepted,
    Outcome,
    Outgoing,
    Refused,
    Unclear,
)
from contacthub_tui.errors import GatewayError
from contacthub_tui.gateways.credentials import Secret
from contacthub_tui.gateways.sinch import Sinch
from contacthub_tui.services import lease, outbox, preferences
from contacthub_tui.services.incoming import take_in
from contacthub_tui.store.database import Store, session
from contacthub_tui.store.sql import rows
from tests.gateways.sinch_server import KEY, SECRET, SinchServer, sinch_server
from tests.messages import mobile, number_of

CREDENTIALS = {"key": Secret(KEY), "secret": Secret(SECRET)}


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[SinchServer, str]]:
    monkeypatch.setenv("NO_PROXY", "*")
    with sinch_server() as made:
        yield made


@pytest.fixture
def server(place: tuple[SinchServer, str]) -> SinchServer:
    return place[0]


@pytest.fixture
def sinch(place: tuple[SinchServer, str]) -> Iterator[Sinch]:
    gateway = Sinch(place[1], CREDENTIALS, sender="+33700000000", look=0, silence=0.5)
    yield gateway
    gateway.close()


def some(count: int, text: str = "Bonjour") -> list[Outgoing]:
    return [Outgoing(place + 1, mobile(place), text) for place in range(count)]


def kinds(outcomes: object) -> list[type[Outcome]]:
    return [type(each) for each in outcomes]  # type: ignore[attr-defined]


def test_a_message_goes_out_as_the_reference_shows_it(server: SinchServer, sinch: Sinch) -> None:
    (outcome,) = sinch.send([Outgoing(41, mobile(1), "Hé 😊 €")])
    assert outcome == Accepted(server.accepted[0]["message_id"])
    assert {key: value for key, value in server.accepted[0].items() if key != "message_id"} == {
        "content": "Hé 😊 €",
        "destination_number": number_of(1),
        "source_number": "+33700000000",
        "format": "SMS",
        "delivery_report": True,
        "metadata": {"contacthub": "41"},
    }


def test_what_a_400_names_is_refused_and_the_rest_of_the_hundred_goes_out(
    server: SinchServer, sinch: Sinch
) -> None:
    messages = some(100)
    messages[7] = Outgoing(8, mobile(7), "x" * 5_001)
    messages[60] = Outgoing(61, Address(Channel.WHATSAPP, number_of(60)), "Bonjour")
    server.bad = {number_of(0), number_of(99)}
    outcomes = sinch.send(messages)
    assert {place: each for place, each in enumerate(outcomes) if isinstance(each, Refused)} == {
        0: Refused("not-a-number-in-service"),
        7: Refused("text-refused"),
        60: Refused("channel-not-carried"),
        99: Refused("not-a-number-in-service"),
    }
    sent = {each["message_id"]: int(each["metadata"]["contacthub"]) for each in server.accepted}
    for message, outcome in zip(messages, outcomes, strict=True):
        if isinstance(outcome, Accepted):
            assert sent.pop(outcome.gateway_message_id) == message.id
    assert not sent
    assert server.asked.count("POST /v1/messages") == 2


def test_a_400_that_names_nobody_is_narrowed_down(server: SinchServer, sinch: Sinch) -> None:
    server.bad = {number_of(3)}
    post = server.post_messages
    server.post_messages = lambda body: (  # type: ignore[method-assign]
        (400, {"message": "no"}) if post(body)[0] == 400 else post(body)
    )
    outcomes = sinch.send(some(8))
    assert [place for place, each in enumerate(outcomes) if isinstance(each, Refused)] == [3]
    assert sum(isinstance(each, Accepted) for each in outcomes) == 7


@pytest.mark.parametrize(
    ("fault", "expected", "accepted"),
    [
        (401, NotAccepted("gateway-refuses", for_all=True), 0),
        (403, NotAccepted("gateway-refuses", for_all=True), 0),
        (429, NotAccepted("gateway-busy", wait=7, for_all=True), 0),
        (503, NotAccepted("gateway-busy", wait=7, for_all=True), 0),
        # Nobody can tell whether these were taken, and some of them were.
        (500, Unclear("no-answer"), 0),
        (502, Unclear("no-answer"), 0),
        ("cut-before", Unclear("no-answer"), 0),
        ("cut", Unclear("no-answer"), 3),
        ("slow", Unclear("no-answer"), 3),
    ],
)
def test_only_what_was_surely_not_accepted_may_be_sent_again(
    server: SinchServer, sinch: Sinch, fault: int | str, expected: Outcome, accepted: int
) -> None:
    server.faults = [fault]
    server.headers = {"Retry-After": "7"}
    assert sinch.send(some(3)) == [expected] * 3
    assert len(server.accepted) == accepted
    server.headers = {}
    assert kinds(sinch.send(some(3))) == [Accepted] * 3


def test_where_nobody_listens_nothing_can_have_been_accepted() -> None:
    gateway = Sinch("http://127.0.0.1:1", CREDENTIALS, silence=0.5)
    assert gateway.send(some(2)) == [NotAccepted("gateway-away", for_all=True)] * 2
    with pytest.raises(GatewayError, match="gateway-away"):
        gateway.receive()


@pytest.mark.parametrize("fault", [401, 429, 500, "cut", "slow"])
def test_what_cannot_be_fetched_or_confirmed_stays_there(
    server: SinchServer, sinch: Sinch, fault: int | str
) -> None:
    server.bring(number_of(1), "STOP")
    server.headers = {"Retry-After": "0"}
    server.faults = [fault]
    with pytest.raises(GatewayError):
        sinch.receive()
    received = sinch.receive()
    server.faults = [500]
    with pytest.raises(GatewayError):
        sinch.confirm(received)
    assert sinch.receive().incoming == received.incoming
    sinch.confirm(received)
    assert not sinch.receive()


def test_a_message_of_which_nobody_knew_is_settled_by_the_report_that_brings_our_id(
    store: Store, server: SinchServer, sinch: Sinch
) -> None:
    for number in (1, 2):
        outbox.queue_message(mobile(number), "Bonjour", who="marie")
    lease.take_lease("me", "sinch")
    claim = outbox.claim("me", "sinch", 10)
    server.faults = ["cut"]
    outbox.settle("sinch", list(zip(claim.messages, sinch.send(claim.messages), strict=True)))
    assert _states() == ["unknown", "unknown"]
    first, second = server.accepted
    server.report(first, "delivered")
    server.report(first, "enroute")  # late
    # The same id in another store that uses the account.
    server.report({**second, "destination_number": number_of(9)}, "failed")
    received = sinch.receive()
    take_in("sinch", received)
    sinch.confirm(received)
    assert _states() == ["delivered", "unknown"]
    assert not server.reports
    server.report(second, "failed", error_code="302")
    take_in("sinch", sinch.receive())
    assert _states() == ["delivered", "failed"]
    assert preferences.preference(number_of(2))[Channel.MOBILE] is Status.UNSUBSCRIBED


def _states() -> list[str]:
    with session():
        return [row[0] for row in rows("SELECT state FROM message ORDER BY id")]


def test_the_blacklist_is_read_page_by_page_and_a_page_again_until_it_is_stored(
    server: SinchServer, sinch: Sinch
) -> None:
    server.blacklist = [number_of(place) for place in range(250)]
    first = sinch.receive()
    assert sinch.receive() == first
    found = [address.number for address in first.blocked]
    sinch.confirm(first)
    while received := sinch.receive():
        found += [address.number for address in received.blocked]
        sinch.confirm(received)
    assert found == server.blacklist


def test_an_account_without_a_blacklist_receives_all_the_same(
    server: SinchServer, sinch: Sinch
) -> None:
    server.bring("33612345678", "Bonjour")
    server.faults = ["", "", 403]
    (message,) = sinch.receive().incoming
    assert message.address == Address(Channel.MOBILE, "+33612345678")
    assert message.at == "2026-03-01T10:00:00.000Z"


def test_all_statuses_lead_somewhere_and_are_confirmed(server: SinchServer, sinch: Sinch) -> None:
    sinch.send(some(1))
    statuses = (
        "enroute submitted delivered expired rejected failed undefined queued processing processed"
        " scheduled cancelled held read something-new"
    ).split()
    for status in statuses:
        server.report(server.accepted[0], status)
    received = sinch.receive()
    states = dict(zip(statuses, [each.state for each in received.receipts], strict=True))
    assert {key for key, state in states.items() if state is MessageState.DELIVERED} == {
        "delivered",
        "read",
    }
    assert {key for key, state in states.items() if state is MessageState.FAILED} == {
        "expired",
        "rejected",
        "failed",
        "cancelled",
    }
    sinch.confirm(received)
    assert not server.reports


def test_secrets_are_in_no_log_and_no_repr(
    server: SinchServer, sinch: Sinch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.faults = [500]
    sinch.send(some(1))
    sinch.send(some(1))
    sinch.receive()
    shown = caplog.text + repr(sinch.__dict__) + repr(CREDENTIALS) + str(CREDENTIALS)
    assert SECRET not in shown
    assert KEY not in shown
