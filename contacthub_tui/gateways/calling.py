"""Calls over HTTP, with an end to every wait. Enters: a request. Leaves: its answer, whole.

Raises `NotReached` where the other side cannot have got the request, `NoAnswer` where it may have.
"""

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

#: Seconds to get a connection, to wait for more of an answer, and for all of it.
CONNECT, SILENCE, WHOLE = 10.0, 20.0, 45.0
#: The longest answer that is read, in bytes.
LONGEST = 8_000_000
#: Seconds to wait where "too many requests" says no time; the longest that it may say.
PATIENCE, LONGEST_PATIENCE = 5.0, 900.0

# Both write addresses, and one of them headers, into the log of whoever asks for all.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class NotReachedError(Exception):
    """The other side surely did not get it."""


class NoAnswerError(Exception):
    """It may have got it; nobody knows."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def patience(self) -> float:
        """The seconds that it asks to wait, from `Retry-After` (RFC 9110, 10.2.3)."""
        said = self.headers.get("retry-after", "").strip()
        if said.isascii() and said.isdigit():
            return min(float(said), LONGEST_PATIENCE)
        try:
            then = parsedate_to_datetime(said)
        except ValueError:
            return PATIENCE
        wait = (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
        return min(max(wait, 1.0), LONGEST_PATIENCE)


class Caller:
    """Calls one place. May be used from several threads, and again after `close`."""

    def __init__(
        self,
        base: str,
        auth: httpx.Auth | None = None,
        *,
        by_proxy: bool = True,
        silence: float = SILENCE,
        whole: float = WHOLE,
    ) -> None:
        """`by_proxy`: as the environment says; `silence` and `whole` are seconds."""
        self._base, self._auth, self._by_proxy = base, auth, by_proxy
        self._silence, self._whole = silence, whole
        self._lock = threading.Lock()
        self._client: httpx.Client | None = None

    def call(self, method: str, path: str = "", **request: Any) -> Answer:
        """Send a request and read its answer. Raises NotReachedError, NoAnswerError."""
        try:
            return self._read(self._open(), method, self._base + path, request)
        except (
            httpx.ConnectError,
            httpx.ConnectTimeout,
            httpx.PoolTimeout,
            httpx.ProxyError,
            httpx.UnsupportedProtocol,
        ) as error:
            raise NotReachedError(type(error).__name__) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise NoAnswerError(type(error).__name__) from None

    def _read(
        self, client: httpx.Client, method: str, url: str, request: Mapping[str, Any]
    ) -> Answer:
        end = time.monotonic() + self._whole
        with client.stream(method, url, **request) as response:
            body = b""
            for chunk in response.iter_bytes():
                body += chunk
                # Who sends a byte now and then would hold us for ever.
                if len(body) > LONGEST or time.monotonic() > end:
                    raise NoAnswerError("too long")
            return Answer(response.status_code, response.headers, body)

    def _open(self) -> httpx.Client:
        with self._lock:
            if self._client is None:
                wait = httpx.Timeout(self._silence, connect=min(CONNECT, self._silence))
                self._client = httpx.Client(auth=self._auth, timeout=wait, trust_env=self._by_proxy)
            return self._client

    def close(self) -> None:
        """Let go of connections."""
        with self._lock:
            if self._client is not None:
                self._client.close()
                self._client = None
