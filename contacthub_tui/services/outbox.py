"""What goes out: queued, claimed, and what became of it.

Enters: messages, then what a gateway said of each. Leaves: messages that may be sent now. A message
is claimed in the same transaction that finds its address not unsubscribed (rule 5), under the lock
of whoever writes preferences: a claim is before a stop or after it, and after it there is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.domain.message import (
    Accepted,
    Direction,
    MessageState,
    NotAccepted,
    Outcome,
    Outgoing,
    Refused,
    Unclear,
)
from contacthub_tui.domain.message_text import MAX_PARTS, size_of
from contacthub_tui.domain.quiet_hours import ZONES, quiet_until
from contacthub_tui.domain.text import clean
from contacthub_tui.errors import RefusedError
from contacthub_tui.services.lease import must_hold
from contacthub_tui.services.preferences import lock_preferences, statuses
from contacthub_tui.services.receipts import apply_waiting
from contacthub_tui.services.threads import enter_threads, moment, storable_id
from contacthub_tui.store.database import session, transaction
from contacthub_tui.store.sql import execute, execute_many, insert_many, new_ids, rows, value

#: A message that a gateway does not accept is tried so often; the seconds between the tries grow.
TRIES, FIRST_WAIT, LONGEST_WAIT = 8, 5.0, 900.0


#: A queued message: id, channel, number, text, conversation.
_Row = tuple[int, str, str, str, int | None]


@dataclass(frozen=True, slots=True)
class Claim:
    """Messages to be sent now, and how many were left out, since their address said stop."""

    messages: tuple[Outgoing, ...] = ()
    left_out: int = 0

    def __bool__(self) -> bool:
        return bool(self.messages or self.left_out)


@dataclass(frozen=True, slots=True)
class _Lane:
    """Queued messages that are alike to the queue: of one group send (0: of none), of one zone."""

    send_id: int
    zone: str


def queue_message(address: Address, text: str, *, who: str) -> int:
    """Let one message be sent; gives its id. The operator's draft to this address is done with.

    Raises RefusedError address-unsubscribed, message-empty, message-too-long.
    """
    text = fit_text(text)
    with transaction():
        lock_preferences()
        if statuses([address.number]).get(address) is Status.UNSUBSCRIBED:
            raise RefusedError("address-unsubscribed", number=address.number)
        (message_id,) = new_ids("message", 1)
        at = moment()
        channel = str(address.channel)
        insert_many(
            "message",
            ("id", "channel", "number", "direction", "text", "parts", "state", "at", "who"),
            [
                (message_id, channel, address.number, "out", text, size_of(text).parts, "queued",
                 at, who)
            ],
        )  # fmt: skip
        enter_threads([(message_id, channel, address.number, text, at)], Direction.OUT)
        execute(
            "DELETE FROM draft WHERE number = ? AND channel = ? AND who = ?",
            (address.number, channel, who),
        )
    return message_id


def fit_text(text: str) -> str:
    """A text as it is sent. Raises RefusedError message-empty, message-too-long."""
    text = clean(text)
    if not text:
        raise RefusedError("message-empty")
    if (size := size_of(text)).too_long:
        raise RefusedError("message-too-long", parts=size.parts, limit=MAX_PARTS)
    return text


def queued_count() -> int:
    """How many messages wait to be sent, those of paused group sends not counted."""
    with session():
        return sum(
            int(
                value(
                    "SELECT count(*) FROM message WHERE direction = 'out' AND send_id = ?"
                    " AND state = 'queued'",
                    (send_id,),
                )
            )
            for send_id in (0, *_sends())
        )


def claim(worker: str, gateway: str, limit: int, *, at: datetime | None = None) -> Claim:
    """Take up to `limit` messages that may be sent now; no other dispatcher gets them.

    Messages to one person go before those of group sends, which share what is left. Keep `limit` to
    what leaves at once: what is claimed before a stop still leaves. Raises RefusedError lease-lost.
    """
    if not is_due(at):
        return Claim()
    with transaction():
        # Preferences first: whoever writes one is done, or waits until this is committed.
        lock_preferences()
        must_hold(worker)
        picked = _pick(limit, at)
        stopped = {
            address
            for address, status in statuses([row[2] for row in picked]).items()
            if status is Status.UNSUBSCRIBED
        }
        claimed: list[tuple[_Row, Address]] = []
        left_out: list[tuple[_Row, Address]] = []
        for row in picked:
            address = Address(Channel(row[1]), row[2])
            (left_out if address in stopped else claimed).append((row, address))
        time = moment()
        execute_many(
            "UPDATE message SET state = 'left-out', reason = 'unsubscribed', ended_at = ?"
            " WHERE id = ?",
            [(time, row[0]) for row, _address in left_out],
        )
        execute_many(
            "UPDATE message SET state = 'claimed', claimed_at = ?, gateway = ? WHERE id = ?",
            [(time, gateway, row[0]) for row, _address in claimed],
        )
        enter_threads(
            [(row[0], row[1], row[2], row[3], time) for row, _address in claimed if row[4] is None],
            Direction.OUT,
            many=True,
        )
    return Claim(
        tuple(Outgoing(row[0], address, row[3]) for row, address in claimed), len(left_out)
    )


def is_due(at: datetime | None = None) -> bool:
    """Whether anything may be sent now: a look, without a lock."""
    with session():
        return bool(_pick(1, at))


def _pick(limit: int, at: datetime | None) -> list[_Row]:
    """Queued messages whose time has come."""
    at = at or datetime.now(UTC)
    quiet = {zone for zone in ZONES if quiet_until(zone, at)}
    picked = _of_lane(_Lane(0, ""), limit)
    sends = _sends()
    for place, (send_id, overridden) in enumerate(sends.items()):
        share = -(-(limit - len(picked)) // (len(sends) - place))
        for zone in ("", *sorted(ZONES if overridden else ZONES - quiet)):
            if share <= 0:
                break
            found = _of_lane(_Lane(send_id, zone), share)
            picked += found
            share -= len(found)
    return picked


def _sends() -> dict[int, bool]:
    """The group sends under way, and of each whether it goes out in quiet hours, too."""
    return {
        send_id: bool(reason)
        for send_id, reason in rows(
            "SELECT id, override_reason FROM group_send WHERE state = 'sending' ORDER BY id"
        )
    }


def _of_lane(lane: _Lane, limit: int) -> list[_Row]:
    return rows(
        "SELECT id, channel, number, text, conversation_id FROM message WHERE direction = 'out'"
        " AND send_id = ? AND state = 'queued' AND zone = ? AND not_before <= ?"
        " ORDER BY not_before, id LIMIT ?",
        (lane.send_id, lane.zone, moment(), limit),
    )


def settle(gateway: str, outcomes: Sequence[tuple[Outgoing, Outcome]]) -> None:
    """Keep what a gateway said of messages that were claimed.

    What it surely does not have waits to be sent again, up to `TRIES` times; what nobody knows of
    is for an operator. May be called again where it is not known whether it was done.
    """
    with transaction():
        lock_preferences()
        accepted, others = [], []
        for message, outcome in outcomes:
            match outcome:
                case Accepted(gateway_message_id):
                    accepted.append((moment(), storable_id(gateway_message_id), message.id))
                case NotAccepted():
                    _not_accepted(message.id, outcome)
                case Refused(code):
                    others.append((str(MessageState.FAILED), code, moment(), message.id))
                case Unclear(code):
                    others.append((str(MessageState.UNKNOWN), code, moment(), message.id))
        # A delivery report may have come first; what it says stays.
        execute_many(
            "UPDATE message SET sent_at = ?, gateway_message_id = ?, attempts = attempts + 1,"
            " state = CASE WHEN state IN ('claimed', 'unknown') THEN 'sent' ELSE state END,"
            " reason = CASE WHEN state IN ('claimed', 'unknown') THEN '' ELSE reason END"
            " WHERE id = ? AND state IN ('claimed', 'unknown', 'delivered', 'failed')",
            accepted,
        )
        execute_many(
            "UPDATE message SET state = ?, reason = ?, ended_at = ?, attempts = attempts + 1"
            " WHERE id = ? AND state = 'claimed'",
            others,
        )
        apply_waiting(gateway, [record[1] for record in accepted])


def _not_accepted(message_id: int, outcome: NotAccepted) -> None:
    held = rows(
        "SELECT m.attempts, s.state FROM message m LEFT JOIN group_send s ON s.id = m.send_id"
        " WHERE m.id = ? AND m.state = 'claimed'",
        (message_id,),
    )
    if not held:
        return
    attempts, send_state = held[0]
    # What any message would meet is no fault of this one.
    attempts += not outcome.for_all
    wait = max(outcome.wait, min(FIRST_WAIT * 2 ** max(attempts - 1, 0), LONGEST_WAIT))
    if outcome.for_all:
        wait = outcome.wait
    state, reason, ended = MessageState.QUEUED, outcome.code, ""
    if send_state == "cancelled":
        state, reason, ended = MessageState.LEFT_OUT, "cancelled", moment()
    elif attempts >= TRIES:
        state, ended = MessageState.FAILED, moment()
    execute(
        "UPDATE message SET state = ?, reason = ?, not_before = ?, ended_at = ?, attempts = ?"
        " WHERE id = ?",
        (str(state), reason, moment(wait) if wait else "", ended, attempts, message_id),
    )


def finish_sends() -> list[int]:
    """Note which group sends have nothing left to be sent; gives their ids."""
    with session():
        done = [send_id for send_id in _sends() if not _has_more(send_id)]
    for send_id in done:
        with transaction():
            execute(
                "UPDATE group_send SET state = 'finished', finished_at = ?"
                " WHERE id = ? AND state = 'sending'",
                (moment(), send_id),
            )
    return done


def _has_more(send_id: int) -> bool:
    return any(
        value(
            "SELECT 1 FROM message WHERE direction = 'out' AND send_id = ? AND state = ? LIMIT 1",
            (send_id, state),
        )
        for state in ("queued", "claimed")
    )
