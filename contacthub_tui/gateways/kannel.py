"""Kannel: smsbox takes messages over HTTP, and brings answers and reports to a listener of ours.

Enters: messages, one a call. Leaves: outcomes; what was brought, to be stored. Credentials and the
secret path travel in headers, never in an address that somebody logs. Statuses are those of
Kannel's user guide: 202 accepted or queued, 400 bad, 403 credentials, 503 temporal failure.
"""

import uuid
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from contacthub_tui.domain.contact import Channel
from contacthub_tui.domain.message import (
    Accepted,
    NotAccepted,
    Outcome,
    Outgoing,
    Received,
    Refused,
    Unclear,
)
from contacthub_tui.domain.message_text import Encoding, encoding_of
from contacthub_tui.gateways.calling import SILENCE, Answer, Caller, NoAnswerError, NotReachedError
from contacthub_tui.gateways.credentials import Secret
from contacthub_tui.gateways.kannel_listener import DELIVERY, Listener

#: Delivered, failed, taken by the carrier, refused by it; not that it waits there (4).
DLR_MASK = 1 + 2 + 8 + 16
#: Kannel's `coding`: its 7-bit alphabet, and UCS-2.
_CODING = {Encoding.GSM7: "0", Encoding.UCS2: "2"}


class Kannel:
    """The gateway."""

    name = "kannel"
    at_once = 20

    def __init__(
        self,
        url: str,
        credentials: Mapping[str, Secret],
        *,
        listen: str,
        callback: str = "",
        sender: str = "",
        rate: float = 10,
        silence: float = SILENCE,
    ) -> None:
        """`url` is that of sendsms; `listen` a host and port of this machine, `callback` the
        address under which Kannel finds it, if that is another one."""
        self.rate = rate
        self._sender, self._credentials = sender, credentials
        self._callback = callback or f"http://{listen}"
        # Kannel is near: no proxy of the outer world leads to it.
        self._caller = Caller(url, by_proxy=False, silence=silence)
        self._listener = Listener(listen, credentials["path"])

    def send(self, messages: Sequence[Outgoing]) -> Sequence[Outcome]:
        """Send some, one after the other."""
        outcomes: list[Outcome] = []
        for message in messages:
            last = outcomes[-1] if outcomes else None
            if isinstance(last, NotAccepted) and last.for_all:
                outcomes.append(last)
            elif message.address.channel is Channel.MOBILE:
                outcomes.append(self._send(message))
            else:
                outcomes.append(Refused("channel-not-carried"))
        return outcomes

    def _send(self, message: Outgoing) -> Outcome:
        # Smsbox gives no id; ours must not be met again after a store was restored.
        key = uuid.uuid4().hex
        try:
            answer = self._caller.call(
                "POST", headers=self._headers(message, key), content=message.text.encode("utf-8")
            )
        except NotReachedError:
            return NotAccepted("gateway-away", for_all=True)
        except NoAnswerError:
            return Unclear("no-answer")
        return _outcome(answer, key)

    def _headers(self, message: Outgoing, key: str) -> dict[str, str]:
        told = urlencode({"id": message.id, "key": key, "to": message.address.number.lstrip("+")})
        path = self._credentials["path"].value
        headers = {
            "Content-Type": "text/plain; charset=UTF-8",
            "X-Kannel-Username": self._credentials["username"].value,
            "X-Kannel-Password": self._credentials["password"].value,
            "X-Kannel-To": message.address.number,
            "X-Kannel-From": self._sender,
            "X-Kannel-Coding": _CODING[encoding_of(message.text)],
            "X-Kannel-DLR-Mask": str(DLR_MASK),
            # Kannel writes its own status in place of %d.
            "X-Kannel-DLR-Url": (f"{self._callback}/{path}/{DELIVERY}?{told}&status=%d"),
        }
        return {name: value for name, value in headers.items() if value}

    def receive(self) -> Received:
        """What Kannel has brought and waits to see stored. Raises GatewayError gateway-port."""
        return self._listener.waiting()

    def confirm(self, received: Received) -> None:
        """Answer Kannel: it is stored."""
        self._listener.stored(received)

    def close(self) -> None:
        """Let go of the port and of connections; what is not stored comes again."""
        self._listener.close()
        self._caller.close()


def _outcome(answer: Answer, key: str) -> Outcome:
    """What smsbox says of a message."""
    if answer.status in (200, 202):
        return Accepted(key)
    # 404: another program than smsbox answers there, or it has another path.
    for_all = {403: "gateway-refuses", 404: "gateway-unclear", 503: "gateway-busy"}
    if code := for_all.get(answer.status):
        wait = answer.patience if answer.status == 503 else 0.0
        return NotAccepted(code, wait=wait, for_all=True)
    if 400 <= answer.status < 500:
        return Refused("rejected")
    return Unclear("no-answer")
