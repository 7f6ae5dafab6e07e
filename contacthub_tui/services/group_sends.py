"""Group sends: look ahead, prepare, start, pause, cancel, report.

Enters: a text, chosen contacts, who. Leaves: a message for each address, once, unsubscribed ones
left out; then what became of them. Nothing goes out before `start`, and whatever was prepared, each
message is checked again when it is claimed. Codes of refusals: message-empty, message-too-long,
send-nobody, send-gone-on, send-no-reason, send-being-prepared.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.contact import Channel
from contacthub_tui.domain.group_send import GroupSend, Preflight, Quiet, SendReport, SendState
from contacthub_tui.domain.merge_tags import TaggedText, read_tags
from contacthub_tui.domain.message import Message, MessageState
from contacthub_tui.domain.message_text import MAX_PARTS
from contacthub_tui.domain.quiet_hours import quiet_until, zone_of
from contacthub_tui.errors import RefusedError
from contacthub_tui.services.conversations import MESSAGE_COLUMNS, message_of
from contacthub_tui.services.custom_fields import custom_fields
from contacthub_tui.services.outbox import fit_text
from contacthub_tui.services.preferences import kept_reason, lock_preferences
from contacthub_tui.services.recipients import PART, Recipient, laid, part_of
from contacthub_tui.services.threads import moment
from contacthub_tui.services.workers import is_alive, this_worker
from contacthub_tui.store.database import session, transaction
from contacthub_tui.store.models import GroupSendModel
from contacthub_tui.store.sql import execute, insert_many, rows, value

OnProgress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_COLUMNS = (
    "id, channel, text, about, state, recipients, who, created_at, started_at, finished_at,"
    " override_reason, override_who"
)


def preflight(
    text: str,
    chosen: Chosen,
    channel: Channel = Channel.MOBILE,
    *,
    on_progress: OnProgress | None = None,
    cancelled: Cancelled = lambda: False,
) -> Preflight:
    """What sending this text to them would do, without doing it; reads each of them.

    `on_progress` hears (done, all) after each part. Where it is `cancelled`, what is known so far.
    """
    tagged = _tagged(text)
    parts = longest = seen = stopped = sent = too_long = 0
    missing: Counter[str | int] = Counter()
    zones: Counter[str] = Counter()
    with laid(chosen, channel, tagged) as whole:
        for start in whole.parts():
            if cancelled():
                break
            recipients = part_of(whole, start)
            seen += len(recipients)
            for each in recipients:
                if each.stopped:
                    stopped += 1
                elif each.parts > MAX_PARTS:
                    too_long += 1
                else:
                    sent += 1
                    parts += each.parts
                    longest = max(longest, each.parts)
                    missing.update(each.missing)
                    zones[zone_of(each.number)] += 1
            if on_progress:
                on_progress(seen, whole.reached)
    there = whole.contacts - (whole.reached - seen)
    return Preflight(
        chosen=there,
        memberships=_memberships(chosen, there),
        without_address=whole.contacts - whole.reached,
        unsubscribed=stopped,
        recipients=sent,
        too_long=too_long,
        parts=parts,
        longest=longest,
        missing=dict(missing),
        zones=dict(zones),
        quiet=_quiet(zones),
        unknown_tags=tagged.unknown,
    )


def _tagged(text: str) -> TaggedText:
    return read_tags(fit_text(text), custom_fields())


def _memberships(chosen: Chosen, there: int) -> int:
    """How many places the chosen have in the lists that were chosen."""
    query = chosen.query
    plain = not (chosen.ids or chosen.without or query.text or query.no_list)
    if not (query.list_ids and plain):
        return there
    marks = ", ".join("?" * len(query.list_ids))
    with session():
        counted = value(
            f"SELECT sum(members) FROM list_count WHERE list_id IN ({marks})",  # noqa: S608
            query.list_ids,
        )
    return max(int(counted or 0), there)


def _quiet(zones: Mapping[str, int], at: datetime | None = None) -> tuple[Quiet, ...]:
    at = at or datetime.now(UTC)
    ends = {zone: quiet_until(zone, at) for zone in zones}
    return tuple(
        Quiet(zone, zones[zone], f"{end:%Y-%m-%dT%H:%M:%SZ}")
        for zone, end in sorted(ends.items())
        if end is not None and zones[zone]
    )


def prepare(
    text: str,
    chosen: Chosen,
    channel: Channel = Channel.MOBILE,
    *,
    about: Sequence[str] = (),
    who: str,
    on_progress: OnProgress | None = None,
    cancelled: Cancelled = lambda: False,
) -> int | None:
    """Make the message for each address; gives the id of the group send, which then is ready.

    None where it was `cancelled`; then, and where it fails, nothing of it is ever sent. A process
    that is killed leaves it preparing, and it can be cancelled. `about` says to whom it goes.
    """
    tagged = _tagged(text)
    with transaction():
        send_id = int(
            GroupSendModel.create(
                channel=str(channel),
                text=fit_text(text),
                about=json.dumps(list(about), ensure_ascii=False),
                state=str(SendState.PREPARING),
                worker=this_worker(),
                who=who,
                created_at=moment(),
            ).id
        )
    total = 0
    try:
        with laid(chosen, channel, tagged) as everyone:
            for start in everyone.parts():
                if cancelled():
                    break
                total += _write_part(send_id, channel, part_of(everyone, start), who)
                if on_progress:
                    on_progress(min(start + PART, everyone.reached), everyone.reached)
            whole = not cancelled()
    except BaseException:
        _cancel(send_id, (SendState.PREPARING,))
        raise
    if not whole or not total:
        _cancel(send_id, (SendState.PREPARING,))
        if whole:
            raise RefusedError("send-nobody")
        return None
    _move(send_id, (SendState.PREPARING,), SendState.READY, "recipients = ?", (total,))
    return send_id


def _write_part(send_id: int, channel: Channel, recipients: list[Recipient], who: str) -> int:
    """Keep the messages of a part; gives how many are to be sent."""
    at = moment()
    queued = str(MessageState.QUEUED)
    left = str(MessageState.LEFT_OUT)
    records = []
    count = 0
    for each in recipients:
        reason = "unsubscribed" if each.stopped else ""
        if each.parts > MAX_PARTS and not reason:
            reason = "message-too-long"
        count += not reason
        records.append(
            (
                send_id, str(channel), each.number, "out", each.text, each.parts,
                left if reason else queued, reason, at, zone_of(each.number), who,
            )
        )  # fmt: skip
    with transaction():
        insert_many(
            "message",
            (
                "send_id", "channel", "number", "direction", "text", "parts", "state", "reason",
                "at", "zone", "who",
            ),
            records,
        )  # fmt: skip
    return count


def start(send_id: int) -> None:
    """Let it go out. Raises RefusedError send-gone-on where it is not ready."""
    _move(send_id, (SendState.READY,), SendState.SENDING, "started_at = ?", (moment(),))


def pause(send_id: int) -> None:
    """Hold it back: nothing of it is claimed from now on."""
    _move(send_id, (SendState.SENDING,), SendState.PAUSED)


def resume(send_id: int) -> None:
    """Let it go on."""
    _move(send_id, (SendState.PAUSED,), SendState.SENDING)


def cancel(send_id: int) -> None:
    """Nothing more of it is sent, for good; what waits is left out. Raises RefusedError
    send-being-prepared while another program prepares it.
    """
    send = _get(send_id)
    with session():
        worker = value("SELECT worker FROM group_send WHERE id = ?", (send_id,)) or ""
    if send.state is SendState.PREPARING and is_alive(worker, "") and worker != this_worker():
        raise RefusedError("send-being-prepared")
    _cancel(
        send_id,
        (SendState.PREPARING, SendState.READY, SendState.SENDING, SendState.PAUSED),
    )


def _cancel(send_id: int, states: tuple[SendState, ...]) -> None:
    _move(send_id, states, SendState.CANCELLED, "finished_at = ?", (moment(),))
    while True:
        with transaction():
            left = execute(
                "UPDATE message SET state = 'left-out', reason = 'cancelled', ended_at = ?"
                " WHERE id IN (SELECT id FROM message WHERE direction = 'out' AND send_id = ?"
                " AND state = 'queued' LIMIT ?)",
                (moment(), send_id, PART),
            )
            if int(left.rowcount) < PART:
                return


def override_quiet_hours(send_id: int, reason: str, *, who: str) -> None:
    """Let it go out in quiet hours, too; it is kept who and why. Raises RefusedError
    send-no-reason.
    """
    reason = kept_reason(reason)
    if not reason:
        raise RefusedError("send-no-reason")
    with transaction():
        lock_preferences()
        execute(
            "UPDATE group_send SET override_reason = ?, override_who = ? WHERE id = ?",
            (reason, who, send_id),
        )


def _move(
    send_id: int,
    before: tuple[SendState, ...],
    after: SendState,
    also: str = "",
    parameters: tuple[object, ...] = (),
) -> None:
    """Change the state, ordered with the claims. Raises RefusedError send-gone-on."""
    marks = ", ".join("?" * len(before))
    with transaction():
        lock_preferences()
        done = execute(
            f"UPDATE group_send SET state = ?{', ' + also if also else ''}"  # noqa: S608
            f" WHERE id = ? AND state IN ({marks})",
            (str(after), *parameters, send_id, *map(str, before)),
        )
        if int(done.rowcount) != 1:
            raise RefusedError("send-gone-on")


def report(send_id: int) -> SendReport:
    """How it stands. Raises RefusedError send-gone-on where there is none."""
    send = _get(send_id)
    with session():
        counts = {
            MessageState(state): int(count)
            for state, count in rows(
                "SELECT state, count(*) FROM message WHERE direction = 'out' AND send_id = ?"
                " GROUP BY state",
                (send_id,),
            )
        }
        zones = dict(
            rows(
                "SELECT zone, count(*) FROM message WHERE direction = 'out' AND send_id = ?"
                " AND state = 'queued' GROUP BY zone",
                (send_id,),
            )
        )
    return SendReport(send, counts, () if send.override_reason else _quiet(zones))


def all_sends() -> list[GroupSend]:
    """Every group send, the latest first."""
    with session():
        found = rows(f"SELECT {_COLUMNS} FROM group_send ORDER BY id DESC")  # noqa: S608
    return [_send(row) for row in found]


def messages_of(send_id: int, state: MessageState, start: int, size: int) -> list[Message]:
    """A page of its messages that have a state."""
    with session():
        found = rows(
            f"SELECT {MESSAGE_COLUMNS} FROM message m WHERE m.direction = 'out'"  # noqa: S608
            " AND m.send_id = ? AND m.state = ? ORDER BY m.zone, m.not_before, m.id"
            f" LIMIT {int(size)} OFFSET {int(start)}",
            (send_id, str(state)),
        )
    return [message_of(row) for row in found]


def contacts_of(send_id: int, state: MessageState) -> frozenset[int]:
    """The contacts who now have the addresses of its messages that have a state."""
    channel = _get(send_id).channel
    with session():
        found = rows(
            f"SELECT c.id FROM message m JOIN contact c ON c.{channel} = m.number"  # noqa: S608
            " WHERE m.direction = 'out' AND m.send_id = ? AND m.state = ?",
            (send_id, str(state)),
        )
    return frozenset(row[0] for row in found)


def _get(send_id: int) -> GroupSend:
    with session():
        found = rows(f"SELECT {_COLUMNS} FROM group_send WHERE id = ?", (send_id,))  # noqa: S608
    if not found:
        raise RefusedError("send-gone-on")
    return _send(found[0])


def _send(row: tuple[object, ...]) -> GroupSend:
    send_id, channel, text, about, state, *rest = row
    return GroupSend(
        send_id,  # type: ignore[arg-type] # as the schema has it
        Channel(str(channel)),
        str(text),
        tuple(json.loads(str(about))),
        SendState(str(state)),
        *rest,  # type: ignore[arg-type]
    )
