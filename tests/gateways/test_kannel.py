"""Where Kannel brings things: behind a secret path, answered when they are stored."""

import threading
from collections.abc import Iterator

import httpx
import pytest

from contacthub_tui.domain.message import MessageState
from contacthub_tui.errors import GatewayError
from contacthub_tui.gateways import kannel_listener
from contacthub_tui.gateways.credentials import Secret
from contacthub_tui.gateways.kannel_listener import Listener
from tests.gateways.real_kannel import free_ports, wait_for
from tests.messages import mobile, number_of

PATH = Secret("a-secret-path-of-ours")


@pytest.fixture
def place() -> str:
    (port,) = free_ports(1)
    return f"127.0.0.1:{port}"


@pytest.fixture
def listener(place: str) -> Iterator[Listener]:
    made = Listener(place, PATH)
    made.waiting()
    yield made
    made.close()


def ask(place: str, path: str, **said: object) -> int:
    query = httpx.QueryParams({name: str(value) for name, value in said.items()})
    return httpx.get(f"http://{place}/{path}", params=query, trust_env=False).status_code


def test_another_path_and_what_is_no_message_get_nothing(listener: Listener, place: str) -> None:
    good = {"id": "k-1", "from": number_of(1), "text": "STOP"}
    assert ask(place, "in", **good) == 404
    assert ask(place, "a-secret-path-of-other/in", **good) == 404
    assert ask(place, f"{PATH.value}/else", **good) == 404
    assert ask(place, f"{PATH.value}/in", text="STOP") == 400
    assert ask(place, f"{PATH.value}/dlr", id=1, key="k", status=3) == 400
    assert not listener.waiting()


def test_a_request_is_answered_when_what_it_brings_is_stored_and_else_comes_again(
    listener: Listener, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kannel_listener, "PATIENCE", 0.1)
    report = {"id": 7, "key": "k", "status": 16, "to": number_of(1).lstrip("+")}
    # Nobody has stored it in time.
    assert ask(place, f"{PATH.value}/dlr", **report) == 503
    assert not listener.waiting()
    monkeypatch.setattr(kannel_listener, "PATIENCE", 20)
    statuses: list[int] = []
    asking = threading.Thread(
        target=lambda: statuses.append(ask(place, f"{PATH.value}/dlr", **report))
    )
    asking.start()
    wait_for(listener.waiting)
    received = listener.waiting()
    (receipt,) = received.receipts
    assert (receipt.message_id, receipt.state) == (7, MessageState.FAILED)
    assert receipt.number == mobile(1).number
    assert not statuses
    listener.stored(received)
    asking.join(20)
    assert statuses == [200]


def test_a_port_that_is_taken_is_told(listener: Listener, place: str) -> None:
    with pytest.raises(GatewayError, match="gateway-port"):
        Listener(place, PATH).waiting()


@pytest.mark.parametrize("path", ["short", "a-secret-path/of-ours", "a-secret-path-of-%d-ours"])
def test_a_secret_path_is_long_and_plain(place: str, path: str) -> None:
    with pytest.raises(GatewayError, match="credentials-path"):
        Listener(place, Secret(path))
