"""Where Kannel brings answers and reports. Enters: HTTP requests under a secret path. Leaves: what
they say. A request is answered only when it is stored; else it ends with 503, and Kannel comes
again as often as its `http-request-retry` says.

Addresses of ours, to be written into Kannel's configuration:
`/SECRET/in?id=%I&from=%p&to=%P&coding=%c&charset=%C&text=%b`; the one for reports goes along with
each message.
"""

import hmac
import logging
import re
import socket
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from contacthub_tui.domain.contact import Address, Channel
from contacthub_tui.domain.message import Incoming, MessageState, Receipt, Received
from contacthub_tui.errors import GatewayError
from contacthub_tui.gateways.credentials import Secret

_log = logging.getLogger(__name__)

INCOMING, DELIVERY = "in", "dlr"
#: Seconds that a request waits to be stored, and that a caller may take to say what it wants.
PATIENCE, SPEAKING = 15.0, 10.0
#: Requests that wait at once, at most; things that are given away at once.
MOST, BATCH = 400, 200

#: Kannel's kinds of reports: delivered, not, taken by the carrier, refused by it.
_STATES = {
    1: MessageState.DELIVERED,
    2: MessageState.FAILED,
    4: MessageState.SENT,
    8: MessageState.SENT,
    16: MessageState.FAILED,
}
_KEY = re.compile(r"[0-9a-zA-Z._:-]{1,100}")
#: What the secret path may hold: nothing that Kannel would read as one of its own signs.
_PATH = re.compile(r"[0-9a-zA-Z_-]{16,200}")


@dataclass(eq=False)
class _Waiting:
    """A request that waits: what it brought, whether that is stored, and the end of the wait."""

    thing: Incoming | Receipt
    is_stored: bool = False
    ended: threading.Event = field(default_factory=threading.Event)


class Listener:
    """The listener. It takes its port when it is first asked for what waits."""

    def __init__(self, listen: str, path: Secret) -> None:
        """`listen` is `host:port`; `path` the secret part of every address. Raises GatewayError
        credentials-path where that is too short or holds other signs."""
        if not _PATH.fullmatch(path.value):
            raise GatewayError("credentials-path")
        host, _colon, port = listen.rpartition(":")
        self._place = (host.strip("[]"), int(port))
        self._listen, self._path = listen, path
        self._lock = threading.Lock()
        self._waiting: list[_Waiting] = []
        self._server: _Server | None = None

    def waiting(self) -> Received:
        """What waits to be stored, the oldest first. Raises GatewayError gateway-port."""
        self._open()
        with self._lock:
            things = [each.thing for each in self._waiting[:BATCH]]
        return Received(
            tuple(each for each in things if isinstance(each, Incoming)),
            tuple(each for each in things if isinstance(each, Receipt)),
        )

    def stored(self, received: Received) -> None:
        """These are stored: whoever brought them may forget them."""
        done = {id(each) for each in (*received.incoming, *received.receipts)}
        with self._lock:
            for each in self._waiting:
                if id(each.thing) in done:
                    each.is_stored = True
                    each.ended.set()
            self._waiting = [each for each in self._waiting if not each.is_stored]

    def _open(self) -> None:
        if self._server is not None:
            return
        try:
            server = _Server(self._place, self)
        except OSError as error:
            raise GatewayError(
                "gateway-port", listen=self._listen, reason=error.strerror or ""
            ) from None
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        self._server = server

    def close(self) -> None:
        """Let go of the port; what waits is told to come again."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
        with self._lock:
            for each in self._waiting:
                each.ended.set()
            self._waiting = []

    # Called by the threads of requests

    def answer(self, target: str) -> int:
        """Take a request; gives its status once that is known."""
        asked = urlsplit(target)
        kind = self._kind(asked.path)
        if kind is None:
            return 404
        try:
            said = parse_qs(asked.query, keep_blank_values=True, encoding="latin-1")
        except ValueError:
            return 400
        thing = _incoming(said) if kind == INCOMING else _receipt(said)
        if thing is None:
            return 400
        waiting = _Waiting(thing)
        with self._lock:
            if len(self._waiting) >= MOST:
                return 503
            self._waiting.append(waiting)
        waiting.ended.wait(PATIENCE)
        with self._lock:
            self._waiting = [each for each in self._waiting if each is not waiting]
            return 200 if waiting.is_stored else 503

    def _kind(self, path: str) -> str | None:
        secret, _slash, kind = path.lstrip("/").rpartition("/")
        right = hmac.compare_digest(secret.encode(), self._path.value.encode())
        return kind if right and kind in (INCOMING, DELIVERY) else None


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, place: tuple[str, int], listener: Listener) -> None:
        self.address_family = socket.AF_INET6 if ":" in place[0] else socket.AF_INET
        self.listener = listener
        super().__init__(place, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002
        """A caller that goes away in the middle is no trouble of ours."""
        _log.info("a caller went away", exc_info=False)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = SPEAKING
    server: _Server

    def do_GET(self) -> None:
        """Answer when it is stored."""
        status = self.server.listener.answer(self.path)
        self.send_response_only(status)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def log_message(self, *_arguments: object) -> None:
        """Nothing: the line would hold the secret path."""


def _incoming(said: dict[str, list[str]]) -> Incoming | None:
    key, number = _one(said, "id"), _one(said, "from")
    if not _KEY.fullmatch(key) or not number:
        return None
    # What Kannel says of the bytes: 16-bit units, or its own UTF-8.
    charset = "utf-16-be" if _one(said, "coding") == "2" else "utf-8"
    text = _bytes(said, "text").decode(charset, "replace")
    return Incoming(key, Address(Channel.MOBILE, _spelled(number)), text)


def _receipt(said: dict[str, list[str]]) -> Receipt | None:
    key, status, ours = _one(said, "key"), _one(said, "status"), _one(said, "id")
    if not _KEY.fullmatch(key) or not _plain_number(status) or not _plain_number(ours):
        return None
    state = _STATES.get(int(status))
    if state is None:
        return None
    reason = {2: "undelivered", 16: "refused-by-carrier"}.get(int(status), "")
    return Receipt(key, state, reason, message_id=int(ours), number=_spelled(_one(said, "to")))


def _plain_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _bytes(said: dict[str, list[str]], name: str) -> bytes:
    return said.get(name, [""])[0].encode("latin-1", "replace")


def _one(said: dict[str, list[str]], name: str) -> str:
    return _bytes(said, name).decode("utf-8", "replace").strip()


def _spelled(number: str) -> str:
    """A number in E.164, as carriers send it: with +, 00 or neither."""
    digits = number.removeprefix("+").removeprefix("00")
    return f"+{digits}" if digits.isdigit() and 7 <= len(digits) <= 15 else number
