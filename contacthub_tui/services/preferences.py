"""The one door to preferences: form, import, incoming messages and gateways go through it.

Enters: wishes and orders. Leaves: preferences and their ledger, written together.
"""

from datetime import UTC, datetime

from contacthub_tui.domain.consent import (
    PreferenceChange,
    Source,
    Wish,
    granted,
    may_resubscribe,
    strictest,
)
from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.domain.text import clean
from contacthub_tui.errors import RefusedError
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
    stored = statuses([wish.address.number for wish in wishes])
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
        execute(
            "INSERT INTO preference_change (channel, number, after, at, who, source, run_id,"  # noqa: S608
            f" row_number) SELECT '{channel}', s.mobile, s.status, ?, ?, 'import', ?, s.row_number"
            " FROM staged s WHERE NOT EXISTS (SELECT 1 FROM preference p"
            f" WHERE p.channel = '{channel}' AND p.number = s.mobile){asked} ORDER BY s.id",
            (now(), who, run_id),
        )
    execute(
        "INSERT INTO preference (channel, number, status, change_id)"
        " SELECT channel, number, after, id FROM preference_change WHERE id > ?"
        " AND before IS NULL AND run_id = ?",
        (last, run_id),
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


def unsubscribe(number: str, *, who: str, reason: str = "") -> list[Channel]:
    """Stop a number on every channel; gives the channels on which that changed something."""
    wishes = [Wish(Address(channel, number), Status.UNSUBSCRIBED) for channel in Channel]
    with transaction():
        lock_preferences()
        before = statuses([number])
        grant(wishes, who=who, source=Source.OPERATOR, reason=clean(reason))
    return [
        wish.address.channel
        for wish in wishes
        if before.get(wish.address) is not Status.UNSUBSCRIBED
    ]


def resubscribe(address: Address, *, who: str, reason: str) -> None:
    """Turn one address on one channel back to subscribed, by an operator, with a reason.

    Raises RefusedError: not-unsubscribed where there is nothing to turn, no-reason without one.
    """
    with transaction():
        lock_preferences()
        before = statuses([address.number]).get(address)
        if not may_resubscribe(before, clean(reason)):
            code = "no-reason" if before is Status.UNSUBSCRIBED else "not-unsubscribed"
            raise RefusedError(code, number=address.number, channel=str(address.channel))
        wish = Wish(address, Status.SUBSCRIBED)
        _write([(wish, before, Status.SUBSCRIBED)], who, Source.OPERATOR, None, clean(reason))


def preference(number: str) -> dict[Channel, Status]:
    """What is stored for a number on each channel."""
    with session():
        return {address.channel: status for address, status in statuses([number]).items()}


def history(numbers: list[str]) -> tuple[PreferenceChange, ...]:
    """Every change of the preferences of some numbers, the newest first."""
    with session():
        found = rows_in(
            "SELECT p.id, p.at, p.channel, p.number, p.before, p.after, p.who, p.source, p.reason,"
            " p.run_id, r.file_name, p.row_number FROM preference_change p"
            " LEFT JOIN import_run r ON r.id = p.run_id WHERE p.number IN (…)",
            numbers,
        )
    found.sort(key=lambda change: change[0], reverse=True)
    return tuple(_change(*record[1:]) for record in found)


def _change(
    at: str,
    channel: str,
    number: str,
    before: str | None,
    after: str,
    who: str,
    source: str,
    reason: str,
    run_id: int | None,
    file_name: str | None,
    row: int | None,
) -> PreferenceChange:
    return PreferenceChange(
        at=at,
        address=Address(Channel(channel), number),
        before=Status(before) if before else None,
        after=Status(after),
        who=who,
        source=Source(source),
        reason=reason,
        run_id=run_id,
        file_name=file_name or "",
        row=row,
    )
