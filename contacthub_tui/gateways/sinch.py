"""Sinch Engage (MessageMedia): the Hub's own REST API. Enters: messages, a hundred a call at most.
Leaves: outcomes; replies, delivery reports and blocked numbers, asked for now and then.

A call is all or nothing: what a 400 names is refused, the rest is sent again without it. There is
no key that would make a repetition harmless, so a call without an answer is never repeated: our id
travels in `metadata`, and the report that brings it back settles the message.
"""

import json
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from contacthub_tui.domain.contact import Address, Channel
from contacthub_tui.domain.message import (
    Accepted,
    NotAccepted,
    Outcome,
    Outgoing,
    Received,
    Refused,
    Unclear,
)
from contacthub_tui.errors import GatewayError
from contacthub_tui.gateways import sinch_words as words
from contacthub_tui.gateways.calling import SILENCE, Answer, Caller, NoAnswerError, NotReachedError
from contacthub_tui.gateways.credentials import Secret

_log = logging.getLogger(__name__)

#: Messages of one call, and replies and reports of one answer.
BATCH = 100
#: Seconds between two looks for what came in, and from one reading of the blacklist to the next.
LOOK, BLACKLIST = 2.0, 300.0
_SENT = (200, 201, 202)


@dataclass
class _Blacklist:
    """How far the blacklist is read: the page that is next and the one after it, the pages that
    are stored, when to begin again."""

    token: str = ""
    following: str = ""
    is_read: bool = False
    done: set[str] = field(default_factory=set)
    begin_at: float = 0.0


class Sinch:
    """The gateway."""

    name = "sinch"
    at_once = BATCH

    def __init__(
        self,
        url: str,
        credentials: Mapping[str, Secret],
        *,
        sender: str = "",
        rate: float = 20,
        look: float = LOOK,
        silence: float = SILENCE,
    ) -> None:
        """`look` are the seconds between two looks for what came in; `silence` those after which
        an answer is given up."""
        self.rate = rate
        self._sender, self._look = sender, look
        auth = httpx.BasicAuth(credentials["key"].value, credentials["secret"].value)
        self._caller = Caller(url, auth, silence=silence)
        self._next_look = self._patience = 0.0
        self._blacklist = _Blacklist()

    # Sending

    def send(self, messages: Sequence[Outgoing]) -> Sequence[Outcome]:
        """Send up to a hundred."""
        said: dict[int, Outcome] = {}
        mine = []
        for place, message in enumerate(messages):
            if message.address.channel is Channel.MOBILE:
                mine.append(place)
            else:
                said[place] = Refused("channel-not-carried")
        self._send(messages, mine, said)
        return [said[place] for place in range(len(messages))]

    def _send(
        self, messages: Sequence[Outgoing], places: Sequence[int], said: dict[int, Outcome]
    ) -> None:
        """Send the messages of some places; what became of each goes into `said`."""
        while places:
            part = [messages[place] for place in places]
            answer = self._post(part)
            if isinstance(answer, Answer) and answer.status == 400:
                bad = words.named_by(answer.body, len(part))
                if not bad and len(places) > 1:
                    # It does not say which: ask of each half.
                    middle = len(places) // 2
                    self._send(messages, places[:middle], said)
                    places = places[middle:]
                    continue
                for place, code in (bad or {0: "rejected"}).items():
                    said[places[place]] = Refused(code)
                places = [each for place, each in enumerate(places) if places[place] not in said]
                continue
            outcomes = self._outcomes(part, answer)
            said.update(zip(places, outcomes, strict=True))
            return

    def _post(self, part: Sequence[Outgoing]) -> Answer | Outcome:
        body = {"messages": [words.message_of(message, self._sender) for message in part]}
        try:
            return self._caller.call("POST", "/v1/messages", json=body)
        except NotReachedError:
            return NotAccepted("gateway-away", for_all=True)
        except NoAnswerError:
            return Unclear("no-answer")

    def _outcomes(self, part: Sequence[Outgoing], answer: Answer | Outcome) -> Sequence[Outcome]:
        if not isinstance(answer, Answer):
            return [answer] * len(part)
        if answer.status in _SENT:
            ids = words.ids_of(answer.body, [message.id for message in part])
            return [Accepted(each) if each else Unclear("no-answer") for each in ids]
        code = words.trouble_of(answer.status)
        if code == "gateway-unclear":
            _log.warning("an answer with status %d to %d messages", answer.status, len(part))
            return [Unclear("no-answer")] * len(part)
        wait = answer.patience if code == "gateway-busy" else 0.0
        return [NotAccepted(code, wait=wait, for_all=True)] * len(part)

    # Receiving

    def receive(self) -> Received:
        """What is not confirmed yet, up to a hundred replies and reports, and of the blacklist a
        page; nothing where it was asked a moment ago and had nothing."""
        if time.monotonic() < self._patience:
            raise GatewayError("gateway-busy")
        if time.monotonic() < self._next_look:
            return Received()
        replies = self._get("/v1/replies").get("replies")
        reports = self._get("/v1/delivery_reports").get("delivery_reports")
        receipts, blocked = words.receipts_of(reports)
        listed = self._blocked()
        received = Received(words.incoming_of(replies), receipts, (*blocked, *listed))
        if not received:
            self._next_look = time.monotonic() + self._look
        return received

    def confirm(self, received: Received) -> None:
        """Let Sinch forget what is stored."""
        for path, key, ids in (
            ("replies", "reply_ids", [each.gateway_message_id for each in received.incoming]),
            (
                "delivery_reports",
                "delivery_report_ids",
                [each.report_id for each in received.receipts],
            ),
        ):
            for start in range(0, len(ids), BATCH):
                part = {key: ids[start : start + BATCH]}
                self._ask("POST", f"/v1/{path}/confirmed", json=part)
        self._turn_page()

    def _blocked(self) -> tuple[Address, ...]:
        """The page of the blacklist that is to be read now, if one is."""
        where = self._blacklist
        if time.monotonic() < where.begin_at:
            return ()
        query = f"?token={quote(where.token, safe='')}" if where.token else ""
        try:
            page = self._get(f"/v1/number_authorisation/mt/blacklist{query}")
        except GatewayError as error:
            if error.detail.get("status") not in (403, 404):
                raise
            _log.warning("this account of Sinch has no blacklist that can be read")
            where.begin_at = time.monotonic() + BLACKLIST
            return ()
        numbers, where.following = words.page_of(page)
        where.is_read = True
        if not numbers:
            where.following = ""
            self._turn_page()
        return numbers

    def _turn_page(self) -> None:
        """What was read of the blacklist is stored: the next page is next, or the first again."""
        where = self._blacklist
        if not where.is_read:
            return
        where.is_read = False
        where.done.add(where.token)
        where.token, where.following = where.following, ""
        if not where.token or where.token in where.done:
            self._blacklist = _Blacklist(begin_at=time.monotonic() + BLACKLIST)

    def _get(self, path: str) -> dict[str, Any]:
        answer = self._ask("GET", path)
        try:
            found = json.loads(answer.body)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise GatewayError("gateway-unclear", reason=path)
        return found

    def _ask(self, method: str, path: str, **request: Any) -> Answer:
        """Ask for something that may be asked for twice. Raises GatewayError."""
        try:
            answer = self._caller.call(method, path, **request)
        except NotReachedError as error:
            raise GatewayError("gateway-away", reason=str(error)) from None
        except NoAnswerError as error:
            raise GatewayError("gateway-unclear", reason=str(error)) from None
        if answer.status in _SENT:
            return answer
        code = words.trouble_of(answer.status)
        if code == "gateway-busy":
            self._patience = time.monotonic() + answer.patience
        where = f"{answer.status} {urlsplit(path).path}"
        raise GatewayError(code, status=answer.status, reason=where)

    def close(self) -> None:
        """Let go of connections."""
        self._caller.close()
