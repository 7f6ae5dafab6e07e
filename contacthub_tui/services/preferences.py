"""The one door to preferences: form, import, incoming messages and gateways go through it.

Enters: wishes and orders. Leaves: preferences and their ledger, written together.
"""

from datetime import UTC, datetime

from contacthub_tui.domain.consent import (
    MAX_REASON,
    Source,
    Wish,
    granted,
    may_resubscribe,
    spread,
    strictest,
)
from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.domain.text import clean
from contacthub_tui.errors import RefusedError
from contacthub_tui.store import staging
from contacthub_tui.store.database import is_postgres, session, transaction
from contacthub_tui.store.sql import (
    execute,
    execute_many,
    insert_many,
    new_ids,
    rows,
    rows_in,
    value,
)

#: PostgreSQL's advisory lock under which preferences are written, as SQLite has one writer.
_WRITER_LOCK = 0x43485542_0002

#: What the ledger says where a new address is stopped with another one of the same contact;
#: `wording` translates it.
STOPPED_AT = "unsubscribed at {number}"

_LEDGER = (
    "id", "channel", "number", "before", "after", "at", "who", "source", "run_id", "row_number",
    "reason",
)  # fmt: skip


def now() -> str:
    """The present, UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def statuses(numbers: list[str]) -> dict[Address, Status]:
    """The stored preferences of numbers, on every channel. Call inside a session."""
    found = rows_in(
        "SELECT channel, number, status FROM preference WHERE number IN (…)",
        dict.fromkeys(numbers),
    )
    return {Address(Channel(channel), number): Status(status) for channel, number, status in found}


def lock_preferences() -> None:
    """Be the only writer of preferences, and of what imports and undos write, until the end."""
    if is_postgres():
        execute("SELECT pg_advisory_xact_lock(?)", (_WRITER_LOCK,))


def grant(
    wishes: list[Wish], *, who: str, source: Source, run_id: int | None = None, reason: str = ""
) -> int:
    """Write what the rules allow of many wishes, inside the caller's transaction.

    Gives how many of the addresses were unsubscribed before, and so stay unsubscribed.
    """
    lock_preferences()
    beside = [address.number for wish in wishes for address in wish.beside]
    stored = statuses([*(wish.address.number for wish in wishes), *beside])
    if beside and Status.UNSUBSCRIBED in stored.values():
        wishes = _met_by_stops(wishes, stored, who, source, run_id)
    changes = []
    kept = 0
    for wish in strictest(wishes):
        before = stored.get(wish.address)
        kept += before is Status.UNSUBSCRIBED
        after = granted(before, wish.status)
        if after is not None:
            changes.append((wish, before, after))
    # In the order of the key, so that the index is filled and not scattered.
    changes.sort(key=lambda change: (change[0].address.channel, change[0].address.number))
    _write(changes, who, source, run_id, reason)
    return kept


def _met_by_stops(
    wishes: list[Wish],
    stored: dict[Address, Status],
    who: str,
    source: Source,
    run_id: int | None,
) -> list[Wish]:
    """Stop the new addresses of people who are unsubscribed at another; gives all other wishes."""
    stops: dict[str, list[tuple[Wish, Status | None, Status]]] = {}
    stopped = set()
    for wish in wishes:
        for stop, number in spread(wish, stored):
            # Other wishes may be for the same address, and met by a stop at another number.
            if stop.address not in stopped:
                stops.setdefault(number, []).append((stop, None, Status.UNSUBSCRIBED))
                stopped.add(stop.address)
    for number, changes in stops.items():
        _write(changes, who, source, run_id, STOPPED_AT.format(number=number))
    return [wish for wish in wishes if wish.address not in stopped]


def grant_staged(*, run_id: int, who: str, stopping: bool) -> None:
    """Write what the rules allow of the wishes of staged rows, inside the caller's transaction.

    The same as `grant` for each of them, by the database. Only where some are `stopping`, which
    they do on every channel, can there be a stored preference to turn.
    """
    lock_preferences()
    if stopping:
        turned = rows(
            "SELECT p.channel, s.mobile, s.row_number FROM staged s JOIN preference p"
            " ON p.number = s.mobile AND p.status = 'subscribed' WHERE s.status = 'unsubscribed'"
        )
        wishes = [
            Wish(Address(Channel(channel), number), Status.UNSUBSCRIBED, row)
            for channel, number, row in turned
        ]
        grant(wishes, who=who, source=Source.IMPORT, run_id=run_id)
    last = value("SELECT max(id) FROM preference_change") or 0
    for channel in Channel if stopping else (Channel.MOBILE,):
        asked = "" if channel is Channel.MOBILE else " AND s.status = 'unsubscribed'"
        for part in staging.parts("staged"):
            execute(
                "INSERT INTO preference_change (channel, number, after, at, who, source, run_id,"  # noqa: S608
                f" row_number) SELECT '{channel}', s.mobile, s.status, ?, ?, 'import', ?,"
                f" s.row_number FROM staged s WHERE {part} AND NOT EXISTS"
                " (SELECT 1 FROM preference p"
                f" WHERE p.channel = '{channel}' AND p.number = s.mobile){asked} ORDER BY s.id",
                (now(), who, run_id),
            )
    for part in staging.parts("preference_change", last):
        execute(
            "INSERT INTO preference (channel, number, status, change_id)"  # noqa: S608
            f" SELECT channel, number, after, id FROM preference_change WHERE {part}"
            " AND before IS NULL AND run_id = ?",
            (run_id,),
        )


def _write(
    changes: list[tuple[Wish, Status | None, Status]],
    who: str,
    source: Source,
    run_id: int | None,
    reason: str,
) -> None:
    if not changes:
        return
    at = now()
    ids = new_ids("preference_change", len(changes))
    insert_many(
        "preference_change",
        _LEDGER,
        [
            (
                change_id, str(wish.address.channel), wish.address.number,
                str(before) if before else None, str(after), at, who, str(source), run_id,
                wish.row, reason,
            )
            for change_id, (wish, before, after) in zip(ids, changes, strict=True)
        ],
    )  # fmt: skip
    new: list[tuple[object, ...]] = []
    turned: list[tuple[object, ...]] = []
    for change_id, (wish, before, after) in zip(ids, changes, strict=True):
        key = (str(wish.address.channel), wish.address.number)
        if before is None:
            new.append((*key, str(after), change_id))
        else:
            turned.append((str(after), change_id, *key))
    insert_many("preference", ("channel", "number", "status", "change_id"), new)
    execute_many(
        "UPDATE preference SET status = ?, change_id = ? WHERE channel = ? AND number = ?", turned
    )


def unsubscribe(*numbers: str, who: str, reason: str = "") -> list[Address]:
    """Stop some numbers on every channel, by an operator; gives the addresses that it stopped.

    Raises RefusedError reason-too-long.
    """
    wishes = [
        Wish(Address(channel, number), Status.UNSUBSCRIBED)
        for number in dict.fromkeys(numbers)
        for channel in Channel
    ]
    kept = kept_reason(reason)
    with transaction():
        lock_preferences()
        before = statuses(list(numbers))
        grant(wishes, who=who, source=Source.OPERATOR, reason=kept)
    return [wish.address for wish in wishes if before.get(wish.address) is not Status.UNSUBSCRIBED]


#: The addresses of a part of the chosen contacts, each once: their numbers on every channel.
_ADDRESSES = f"""
    WITH numbers (number) AS (
        SELECT mobile FROM contact WHERE id IN (SELECT id FROM part) AND mobile IS NOT NULL
        UNION SELECT whatsapp FROM contact
        WHERE id IN (SELECT id FROM part) AND whatsapp IS NOT NULL),
    channels (channel) AS (VALUES {", ".join(f"('{channel}')" for channel in Channel)})
"""  # noqa: S608

#: Whether every address of contact `c` is unsubscribed.
_ALL_STOPPED = " AND ".join(
    f"EXISTS (SELECT 1 FROM preference p WHERE p.number = {number}"  # noqa: S608
    f" AND p.channel = '{channel}' AND p.status = 'unsubscribed')"
    for number in ("coalesce(c.mobile, c.whatsapp)", "coalesce(c.whatsapp, c.mobile)")
    for channel in Channel
)


def stop_part(*, who: str, reason: str) -> int:
    """Stop every number of the contacts in `part` on every channel, in the caller's transaction.

    The same as `unsubscribe` for each of them, by the database; gives how many contacts were not
    wholly unsubscribed before. `reason` is one that `kept_reason` gave.
    """
    lock_preferences()
    stopping = value(
        "SELECT count(*) FROM contact c WHERE c.id IN (SELECT id FROM part)"  # noqa: S608
        f" AND NOT ({_ALL_STOPPED})"
    )
    last = value("SELECT max(id) FROM preference_change") or 0
    execute(
        "INSERT INTO preference_change (channel, number, before, after, at, who, source, reason)"  # noqa: S608
        + _ADDRESSES
        + " SELECT c.channel, n.number, p.status, 'unsubscribed', ?, ?, 'operator', ?"
        " FROM numbers n CROSS JOIN channels c LEFT JOIN preference p"
        " ON p.number = n.number AND p.channel = c.channel"
        " WHERE p.status IS NULL OR p.status = 'subscribed' ORDER BY n.number, c.channel",
        (now(), who, reason),
    )
    # Nobody else may write meanwhile: every line after the last one is of this stop.
    execute(
        "INSERT INTO preference (channel, number, status, change_id)"
        " SELECT channel, number, after, id FROM preference_change WHERE id > ? AND before IS NULL",
        (last,),
    )
    execute(
        "UPDATE preference SET status = 'unsubscribed', change_id = line.id"
        " FROM preference_change AS line WHERE line.id > ? AND line.before = 'subscribed'"
        " AND preference.number = line.number AND preference.channel = line.channel",
        (last,),
    )
    return int(stopping)


def count_stopped() -> int:
    """How many of the contacts in `chosen` no act of unsubscribing would change."""
    return int(
        value(
            "SELECT count(*) FROM chosen JOIN contact c ON c.id = chosen.id"  # noqa: S608
            f" WHERE {_ALL_STOPPED}"
        )
    )


def resubscribe(address: Address, *, who: str, reason: str, seen: int) -> None:
    """Turn one address on one channel back to subscribed, by an operator, with a reason (rule 4).

    `seen` is the id of the newest line of the address that the operator was shown: a stop that came
    later is not overturned. Raises RefusedError: not-unsubscribed where there is nothing to turn,
    no-reason without one, reason-too-long, changed-since where the history has gone on.
    """
    kept = kept_reason(reason)
    with transaction():
        lock_preferences()
        before = statuses([address.number]).get(address)
        detail = {"number": address.number, "channel": str(address.channel)}
        if not may_resubscribe(before, kept):
            code = "no-reason" if before is Status.UNSUBSCRIBED else "not-unsubscribed"
            raise RefusedError(code, **detail)
        newest = value(
            "SELECT change_id FROM preference WHERE channel = ? AND number = ?",
            (str(address.channel), address.number),
        )
        if newest != seen:
            raise RefusedError("changed-since", **detail)
        wish = Wish(address, Status.SUBSCRIBED)
        _write([(wish, before, Status.SUBSCRIBED)], who, Source.OPERATOR, None, kept)


def kept_reason(text: str) -> str:
    """A reason as the ledger keeps it: all of it, or RefusedError reason-too-long."""
    kept = clean(text)
    if len(kept) > MAX_REASON:
        raise RefusedError("reason-too-long", limit=MAX_REASON)
    return kept


def preference(number: str) -> dict[Channel, Status]:
    """What is stored for a number on each channel."""
    with session():
        return {address.channel: status for address, status in statuses([number]).items()}
