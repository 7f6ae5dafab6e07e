"""What a check of a file found: values that travel from the check to the wizard."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from contacthub_tui.domain.import_run import Counts, DateOrder

#: What can become of a row, in the order of the sum.
OUTCOMES = ("created", "updated", "unchanged", "duplicate", "failed")

#: What becomes of a row, as plain values: row, place in OUTCOMES, number, name.
Short = tuple[int, int, str, str]
#: The same of a row to review, with reason, column index (-1 for none), warnings as in
#: `Candidate`, and original cells.
Long = tuple[int, int, str, str, str, int, list[list[Any]], list[str]]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What becomes of some rows, each in `short` or in `long`.

    `kept` are those whose number stays unsubscribed, `stopped` those that unsubscribe theirs.
    """

    short: list[Short]
    long: list[Long]
    kept: list[int]
    stopped: list[int]


#: Groups of rows to look at, beside one a problem (`failed:too-short`) and a warning
#: (`warning:bad-date`).
KEPT_GROUP, STOPPED_GROUP = "kept", "stopped"


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """What would become of one row.

    `row` counts from 1 as a spreadsheet shows it. `reason` is a problem, or the first warning
    where it comes in with some, and `column` the header that it is about. `cells` are there for
    rows to review, `number` and `name` where they were read. `first` is the row that has the
    number of a duplicate first, 0 where that is not known.
    """

    row: int
    outcome: str
    number: str
    name: str
    reason: str = ""
    column: str = ""
    value: str = ""
    cells: tuple[str, ...] = ()
    first: int = 0


@dataclass(frozen=True, slots=True)
class OpenDates:
    """A column of dates whose cells prove no order of day and month; `samples` are such cells.

    `order` is how they are read now.
    """

    header: str
    samples: tuple[str, ...]
    order: DateOrder


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """What the rows of a file come to.

    `groups` counts the rows of each group to look at; `lists` the rows that name a list which is
    not there, by its name, the most frequent first; `all_lists` says how many such names there
    are. `fingerprint` is the SHA-256 of the file that was checked.
    """

    counts: Counts
    headers: tuple[str, ...] = ()
    groups: Mapping[str, int] = field(default_factory=dict)
    lists: Mapping[str, int] = field(default_factory=dict)
    all_lists: int = 0
    dates: tuple[OpenDates, ...] = ()
    fingerprint: str = ""
