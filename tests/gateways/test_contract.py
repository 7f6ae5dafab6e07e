"""What every gateway does, whichever it is: the simulator, Sinch Engage, Kannel.

Where Kannel is missing its tests are skipped; `CONTACTHUB_REQUIRE_KANNEL=1` makes them fail
instead.
"""

import logging
import threading
from collections.abc import Callable, Iterator

import pytest

from contacthub_tui.dispatch.dispatcher import Dispatcher
from contacthub_tui.domain.contact import Channel, Status
from contacthub_tui.domain.message import (
    Accepted,
    MessageState,
    NotAccepted,
    Outgoing,
    Received,
)
from contacthub_tui.services import outbox, preferences
from contacthub_tui.store.database import Store, session
from contacthub_tui.store.sql import rows
from tests.gateways.lines import LINES, SECRETS, Line
from tests.gateways.real_kannel import NoKannelError, wait_for
from tests.messages import mobile, number_of

TEXTS = ("Bonjour, c’est prêt", "Hé € [1] @ ñ", "À bientôt 😊 | Ω", "a+b & c=d %d 100%", "é" * 200)


@pytest.fixture(params=LINES)
def line(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Line]:
    """Each gateway in turn, with what is behind it."""
    monkeypatch.setenv("NO_PROXY", "*")
    made = LINES[request.param](tmp_path_factory.mktemp("gateway"))
    try:
        held = made.__enter__()
    except NoKannelError as error:
        pytest.skip(f"Kannel: {error}")
    try:
        yield held
    finally:
        held.gateway.close()
        made.__exit__(None, None, None)


def receive_until(line: Line, done: Callable[[Received], object]) -> Received:
    """Ask until what is held is what is waited for."""
    found: list[Received] = [Received()]

    def ask() -> bool:
        found.append(line.gateway.receive())
        return bool(done(found[-1]))

    wait_for(ask)
    return found[-1]


def test_messages_arrive_as_they_were_written_each_with_an_outcome_and_a_report(
    line: Line,
) -> None:
    line.gateway.receive()
    messages = [Outgoing(place + 1, mobile(place), text) for place, text in enumerate(TEXTS)]
    outcomes = line.gateway.send(messages)
    keys = [each.gateway_message_id for each in outcomes if isinstance(each, Accepted)]
    assert len(set(keys)) == len(messages)
    if line.arrived:
        arrived = line.arrived
        # Kannel makes parts of a long one by itself.
        wait_for(lambda: set(TEXTS[:-1]) <= {text for _number, text in arrived()})
        sent = {number_of(place): text for place, text in enumerate(TEXTS[:-1])}
        assert sent.items() <= dict(arrived()).items()
    line.report()
    ended: dict[str, int] = {}
    while len(ended) < len(messages):
        received = receive_until(line, lambda held: held.receipts)
        for receipt in received.receipts:
            if receipt.state is MessageState.DELIVERED:
                ended[receipt.gateway_message_id] = receipt.message_id
        line.gateway.confirm(received)
    assert ended == dict(zip(keys, (message.id for message in messages), strict=True))


def test_what_comes_in_comes_again_until_it_is_confirmed(line: Line) -> None:
    line.gateway.receive()
    line.bring(number_of(1), "ARRÊT 😊")
    received = receive_until(line, lambda held: held.incoming)
    (message,) = received.incoming
    assert (message.address, message.text) == (mobile(1), "ARRÊT 😊")
    # Nobody says that it is stored, and the connection goes.
    line.gateway.close()
    again = receive_until(line, lambda held: held.incoming)
    assert again.incoming == received.incoming
    line.gateway.confirm(again)
    line.bring(number_of(2), "Merci")
    wait_for(lambda: _texts(line) == ["Merci"])


def _texts(line: Line) -> list[str]:
    return [each.text for each in line.gateway.receive().incoming]


def test_where_nobody_answers_nothing_is_lost(line: Line) -> None:
    gateway = line.unreachable
    if gateway is None:
        return
    said = gateway.send([Outgoing(1, mobile(1), "Bonjour"), Outgoing(2, mobile(2), "Bonjour")])
    assert said == [NotAccepted("gateway-away", for_all=True)] * 2
    gateway.close()


def test_no_log_and_no_repr_holds_a_secret(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    line.gateway.send([Outgoing(1, mobile(1), "Bonjour")])
    line.bring(number_of(1), "Bonjour")
    line.gateway.confirm(receive_until(line, lambda held: held.incoming))
    shown = caplog.text + repr(line.gateway) + repr(vars(line.gateway))
    assert [secret for secret in SECRETS if secret in shown] == []


def test_a_message_is_delivered_answered_and_never_sent_after_the_stop(
    store: Store, line: Line
) -> None:
    outbox.queue_message(mobile(1), "Bonjour 😊", who="marie")
    dispatcher = Dispatcher(line.gateway)
    thread = threading.Thread(target=dispatcher.run)
    thread.start()
    try:
        wait_for(lambda: _states() in (["sent"], ["delivered"]))
        line.report()
        wait_for(lambda: _states() == ["delivered"])
        line.bring(number_of(1), "Stop.")
        wait_for(lambda: _states() == ["delivered", "received"])
        assert preferences.preference(number_of(1))[Channel.MOBILE] is Status.UNSUBSCRIBED
    finally:
        dispatcher.stop()
        thread.join(30)
    assert not thread.is_alive()


def _states() -> list[str]:
    with session():
        return [row[0] for row in rows("SELECT state FROM message ORDER BY id")]
