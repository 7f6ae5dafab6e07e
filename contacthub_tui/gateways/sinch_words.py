"""What Sinch Engage says and how it is said to it. Enters: JSON. Leaves: our values.

The shapes are those of its public reference: messages, replies, delivery reports, number
authorisation. An answer of another shape raises GatewayError gateway-unclear, since what is not
understood is not confirmed; a single odd entry of a list is kept as far as it can be read.
"""

import json
import logging
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from contacthub_tui.domain.contact import Address, Channel
from contacthub_tui.domain.message import Incoming, MessageState, Outgoing, Receipt
from contacthub_tui.errors import GatewayError

_log = logging.getLogger(__name__)

#: The key of `metadata` that holds our id of a message.
OURS = "contacthub"
#: Codes of a report that say: this number has told the provider to stop.
_BLOCKED = frozenset({"302", "412"})
#: What a status leads to. One that is not listed says that the message is there, not more.
_STATES = {
    "delivered": MessageState.DELIVERED,
    "read": MessageState.DELIVERED,
    "failed": MessageState.FAILED,
    "rejected": MessageState.FAILED,
    "expired": MessageState.FAILED,
    "cancelled": MessageState.FAILED,
}
_REASONS = {"rejected": "rejected", "expired": "expired"}
_NAMED = re.compile(r"/messages/(\d+)(?:/(\w+))?")
_REFUSALS = {"destination_number": "not-a-number-in-service", "content": "text-refused"}
_NUMBER = re.compile(r"\d{7,15}")


def message_of(message: Outgoing, sender: str) -> dict[str, object]:
    """A message as it is sent."""
    body: dict[str, object] = {
        "content": message.text,
        "destination_number": message.address.number,
        "format": "SMS",
        "delivery_report": True,
        "metadata": {OURS: str(message.id)},
    }
    return body | ({"source_number": sender} if sender else {})


def trouble_of(status: int) -> str:
    """The code of a status that any call may get.

    503 says that a request was not handled (RFC 9110, 15.6.4); another 5xx does not.
    """
    if status in (401, 403):
        return "gateway-refuses"
    return "gateway-busy" if status in (429, 503) else "gateway-unclear"


def named_by(body: bytes, count: int) -> dict[int, str]:
    """The messages that a 400 calls bad: their places in the call, and why; empty if it does not
    say."""
    said = _read(body)
    details = said.get("details") if isinstance(said, dict) else None
    found: dict[int, str] = {}
    for detail in details if isinstance(details, list) else ():
        match = _NAMED.match(str(detail))
        if match and int(match[1]) < count:
            found[int(match[1])] = _REFUSALS.get(match[2] or "", "rejected")
    return found


def ids_of(body: bytes, ours: Sequence[int]) -> list[str]:
    """The ids that Sinch gave to messages: by the metadata, or else by their places."""
    said = _read(body)
    listed = said.get("messages") if isinstance(said, dict) else None
    entries = [each for each in _listed(listed) if isinstance(each, dict)]
    by_ours = {_ours_in(each): _text(each, "message_id") for each in entries}
    if set(by_ours) == set(ours):
        return [by_ours[each] for each in ours]
    if len(entries) == len(ours):
        return [_text(each, "message_id") for each in entries]
    return [""] * len(ours)


def incoming_of(replies: object) -> tuple[Incoming, ...]:
    """Replies: the number that a reply comes from is the person's."""
    return tuple(
        Incoming(
            reply_id,
            Address(Channel.MOBILE, _number(entry) or "unknown"),
            _text(entry, "content"),
            moment_of(_text(entry, "date_received")),
        )
        for entry in _entries(replies)
        if (reply_id := _text(entry, "reply_id"))
    )


def receipts_of(reports: object) -> tuple[tuple[Receipt, ...], tuple[Address, ...]]:
    """Delivery reports, and the numbers that are blocked by what they say."""
    receipts, blocked = [], []
    for entry in _entries(reports):
        if not (report_id := _text(entry, "delivery_report_id")):
            continue
        status = _text(entry, "status").lower()
        state = _STATES.get(status, MessageState.SENT)
        codes = {_text(entry, name) for name in ("error_code", "status_code")}
        number = _number(entry)
        stopped = bool(codes & _BLOCKED) and state is MessageState.FAILED
        if stopped and number:
            blocked.append(Address(Channel.MOBILE, number))
        reason = "blocked" if stopped else _REASONS.get(status, "undelivered")
        receipts.append(
            Receipt(
                _text(entry, "message_id"),
                state,
                reason if state is MessageState.FAILED else "",
                moment_of(_text(entry, "date_received")),
                message_id=_ours_in(entry),
                number=number,
                report_id=report_id,
            )
        )
    return tuple(receipts), tuple(blocked)


def page_of(said: dict[str, Any]) -> tuple[tuple[Address, ...], str]:
    """The numbers of a page of the blacklist, and the token of the next page, empty on the last."""
    numbers = said.get("numbers")
    if not isinstance(numbers, list):
        raise GatewayError("gateway-unclear", reason="blacklist")
    paging = said.get("pagination")
    token = ""
    if isinstance(paging, dict):
        token = _text(paging, "next_token")
        # Older answers tell it inside an address.
        for name in ("next_uri", "next_url"):
            if not token and (uri := _text(paging, name)):
                token = next(iter(parse_qs(urlsplit(uri).query).get("token", [])), "")
    found = (_spelled(str(each)) for each in numbers)
    return tuple(Address(Channel.MOBILE, number) for number in found if number), token


def moment_of(said: str) -> str:
    """A time as we keep it, UTC with milliseconds; empty where it cannot be read."""
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        return ""
    at = at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"


def _read(body: bytes) -> object:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _entries(listed: object) -> list[dict[str, Any]]:
    if not isinstance(listed, list):
        raise GatewayError("gateway-unclear", reason="no list")
    odd = sum(not isinstance(each, dict) for each in listed)
    if odd:
        _log.error("%d entries of an answer cannot be read", odd)
    return [each for each in listed if isinstance(each, dict)]


def _text(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _number(entry: dict[str, Any]) -> str:
    return _spelled(_text(entry, "source_number"))


def _spelled(number: str) -> str:
    """A number in E.164; what is none, such as a short code, as it is."""
    plain = number.strip()
    return f"+{plain}" if _NUMBER.fullmatch(plain) else plain


def _ours_in(entry: dict[str, Any]) -> int:
    metadata = entry.get("metadata")
    said = metadata.get(OURS) if isinstance(metadata, dict) else None
    fits = isinstance(said, str) and said.isascii() and said.isdigit() and len(said) < 19
    return int(said) if fits and isinstance(said, str) else 0
