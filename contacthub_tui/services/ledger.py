"""The ledger, to read: the history of numbers in windows, and all of it in a file for an audit.

Enters: numbers, or none for the whole ledger. Leaves: its lines; a .csv file. Written by
`services.preferences` alone.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from contacthub_tui.domain.consent import PreferenceChange, Source
from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.domain.spreadsheet_text import neutralise
from contacthub_tui.i18n import _
from contacthub_tui.services.drafts import draft_of
from contacthub_tui.store.database import session
from contacthub_tui.store.sql import rows, rows_in, value
from contacthub_tui.wording import field_label, origin_label, status_label

#: Lines of the ledger that are read at a time where all are wanted.
PART = 10_000

_CHANGES = (
    "SELECT p.id, p.at, p.channel, p.number, p.before, p.after, p.who, p.source, p.reason,"
    " p.run_id, r.file_name, p.row_number FROM preference_change p"
    " LEFT JOIN import_run r ON r.id = p.run_id"
)


def count_changes(numbers: Sequence[str] = ()) -> int:
    """How many lines the ledger has of some numbers, or in all."""
    where, asked = _of(numbers)
    with session():
        return int(value(f"SELECT count(*) FROM preference_change p{where}", asked))  # noqa: S608


def change_page(numbers: Sequence[str], start: int, size: int) -> list[PreferenceChange]:
    """A window of the lines of some numbers, or of all, the newest first."""
    where, asked = _of(numbers)
    with session():
        ids = rows(
            f"SELECT p.id FROM preference_change p{where} ORDER BY p.id DESC LIMIT ? OFFSET ?",  # noqa: S608
            (*asked, size, start),
        )
        return _by_id([row[0] for row in ids])


def history(numbers: Sequence[str]) -> tuple[PreferenceChange, ...]:
    """Every line of some numbers, the newest first."""
    with session():
        found = rows_in(f"{_CHANGES} WHERE p.number IN (…)", numbers)
    found.sort(key=lambda change: change[0], reverse=True)
    return tuple(_change(*record) for record in found)


def latest(numbers: Sequence[str]) -> tuple[PreferenceChange, ...]:
    """Why the stored preferences of some numbers are as they are: one line an address."""
    with session():
        ids = rows_in("SELECT change_id FROM preference WHERE number IN (…)", numbers)
        return tuple(_by_id([row[0] for row in ids]))


def export_ledger(
    path: Path,
    numbers: Sequence[str] = (),
    on_progress: Callable[[int, int], None] | None = None,
) -> int:
    """Write the lines of some numbers, or all, to a .csv file, the oldest first; gives how many.

    Complete or not at all; lines that come meanwhile are left out. It holds no name of a contact or
    of a file. `on_progress` hears (done, all). Raises FileError unwritable.
    """
    where, asked = _of(numbers)
    with session():
        last = value(f"SELECT max(p.id) FROM preference_change p{where}", asked) or 0  # noqa: S608
    total = count_changes(numbers) if on_progress else 0
    done = 0
    # The mark makes Excel read UTF-8 as such.
    with draft_of(path) as draft, draft.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(_headers())
        cells_of = _cells_of()
        for part in _parts(where, asked, last):
            out.writerows(map(cells_of, part))
            done += len(part)
            if on_progress:
                on_progress(done, max(done, total))
    return done


def _of(numbers: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The condition for some numbers, few since they are of one contact; none is no condition."""
    if not numbers:
        return "", ()
    return f" WHERE p.number IN ({', '.join('?' * len(numbers))})", tuple(numbers)


def _by_id(ids: list[int]) -> list[PreferenceChange]:
    found = rows_in(f"{_CHANGES} WHERE p.id IN (…)", ids)
    found.sort(key=lambda change: change[0], reverse=True)
    return [_change(*record) for record in found]


def _parts(where: str, asked: Sequence[str], last: int) -> Iterator[list[tuple[Any, ...]]]:
    """The lines up to `last`, read part by part: no session lasts as long as the file."""
    joined = f"{where} AND" if where else " WHERE"
    at = 0
    while True:
        with session():
            found = rows(
                "SELECT p.id, p.at, p.channel, p.number, p.before, p.after, p.who, p.source,"  # noqa: S608
                f" p.run_id, p.row_number, p.reason FROM preference_change p{joined}"
                " p.id > ? AND p.id <= ? ORDER BY p.id LIMIT ?",
                (*asked, at, last, PART),
            )
        if found:
            yield found
        if len(found) < PART:
            return
        at = found[-1][0]


def _headers() -> list[str]:
    return [
        _("Time (UTC)"),
        _("Channel"),
        _("Address"),
        _("From"),
        _("To"),
        _("Who"),
        _("Source"),
        _("Import no."),
        _("Row"),
        _("Reason"),
    ]


def _cells_of() -> Callable[[tuple[Any, ...]], tuple[object, ...]]:
    """What makes the cells of a line. Plus and digits are a constant to a spreadsheet."""
    channels = {str(channel): field_label(str(channel)) for channel in Channel}
    statuses: dict[str | None, str] = {str(status): status_label(status) for status in Status}
    statuses[None] = ""
    sources = {str(source): origin_label(source) for source in Source}

    def cells(line: tuple[Any, ...]) -> tuple[object, ...]:
        _id, at, channel, number, before, after, who, source, run, row, reason = line
        return (
            at,
            channels[channel],
            number,
            statuses[before],
            statuses[after],
            neutralise(who),
            sources[source],
            run,
            row,
            neutralise(reason) if reason else "",
        )

    return cells


def _change(
    change_id: int,
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
        id=change_id,
    )
