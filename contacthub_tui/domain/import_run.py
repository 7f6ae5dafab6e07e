"""What an import is asked to do and what came of it: values that travel between rooms."""

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum

#: What stands for the name of the file where cells were pasted. No file can be called that.
PASTED = "/pasted cells"


class Existing(StrEnum):
    """What a row does to a contact that is already there."""

    UPDATE = "update"
    SKIP = "skip"
    OVERWRITE = "overwrite"


class DateOrder(StrEnum):
    """How the digits of a date are ordered in a column."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    YEAR_FIRST = "ymd"


class RunState(StrEnum):
    """Where an import run is. `interrupted` is found, not written: running, with no process."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    UNDOING = "undoing"
    UNDONE = "undone"


class RowProblem(StrEnum):
    """Why a row fails: no contact comes of it."""

    NO_NUMBER = "no-number"
    NOT_A_NUMBER = "not-a-number"
    DIGITS_LOST = "digits-lost"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    UNKNOWN_COUNTRY = "unknown-country"
    INVALID = "invalid"
    LANDLINE = "landline"


class RowWarning(StrEnum):
    """Why a row comes in without one of its values, or with one to look at."""

    LANDLINE = "landline"
    BAD_EMAIL = "bad-email"
    BAD_DATE = "bad-date"
    BAD_STATUS = "bad-status"
    BAD_NUMBER = "bad-number"
    BAD_YES_NO = "bad-yes-no"
    BAD_URL = "bad-url"
    UNKNOWN_LIST = "unknown-list"
    WHATSAPP_UNREADABLE = "whatsapp-unreadable"
    WHATSAPP_TAKEN = "whatsapp-taken"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read the table out of a file. None means: find out.

    `header_row` counts from 1 as a spreadsheet shows it; 0 means that there is no header and
    columns are named A, B, C.
    """

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the operator chose for one import.

    `mapping` holds (column header, field) by hand; the field is one of `MAPPABLE`, the name of a
    custom field, `+Name` or `+Name:kind` for a new custom field, or empty to leave it out. Several
    columns for one address are asked for a number in the order in which they stand there.
    `region` is an ISO 3166 code for numbers without prefix. `new_lists` are made when missing;
    every row joins them, and the `lists`. `cell_lists` are made too, for the rows that name them.
    `date_order` holds for every column of dates, `usual_order` for those whose cells prove none
    (None: what the region writes).
    """

    read: ReadOptions = ReadOptions()
    region: str = "FR"
    mapping: tuple[tuple[str, str], ...] = ()
    lists: tuple[str, ...] = ()
    new_lists: tuple[str, ...] = ()
    cell_lists: tuple[str, ...] = ()
    unsubscribe_all: bool = False
    existing: Existing = Existing.UPDATE
    mobiles_only: bool = False
    date_order: DateOrder | None = None
    usual_order: DateOrder | None = None


#: The fields a column can go to, besides custom fields. `full_name` is split into first and last.
MAPPABLE = (
    "first_name",
    "last_name",
    "full_name",
    "mobile",
    "whatsapp",
    "status",
    "email",
    "lists",
    "alias",
    "birth_date",
    "location",
    "state",
    "country",
    "note",
)

#: The fields that hold an address, of which a mapping has at least one.
ADDRESSES = frozenset({"mobile", "whatsapp"})

#: Fields that several columns may go to. Of those for an address the first valid number counts.
SEVERAL = ADDRESSES | {"status", "lists"}


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows. The first five add up to `rows`; blank lines are no rows."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicate: int = 0
    failed: int = 0
    warnings: int = 0
    kept_unsubscribed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One import of one file, as screens and the command line show it.

    `file_name` is `PASTED` where its cells were pasted.
    `progress` goes from 0 to 1. `columns` maps each header to the field it goes to, or None.
    `error` is a code of `FileError` or `StoreError` when the state is failed. Times are UTC,
    ISO 8601. Once an undo has begun (`undo_begun`) a run can only be undone to its end.
    """

    id: int
    file_name: str
    state: RunState
    counts: Counts
    options: ImportOptions
    columns: dict[str, str | None] = field(default_factory=dict)
    progress: float = 0.0
    error: str = ""
    error_detail: dict[str, object] = field(default_factory=dict)
    created_at: str = ""
    created_by: str = ""
    started_at: str = ""
    finished_at: str = ""
    seconds: float = 0.0
    undo_begun: bool = False


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row to review: failed, with a warning, or a duplicate.

    `row` counts from 1 as a spreadsheet shows it. `column` is the header the reason is about.
    `cells` are the original cells in the order of the file's columns. `place` is that of the
    column, -1 for none. `fixed` are the cells as an operator put them right, empty where nobody
    did; a failed row that has them is yet to be imported.
    """

    row: int
    outcome: str
    reason: str
    column: str
    cells: tuple[str, ...]
    place: int = -1
    fixed: tuple[str, ...] = ()


class RowKind(StrEnum):
    """Which of the rows to review."""

    FAILED = "failed"
    DUPLICATE = "duplicate"
    WARNING = "warning"
    FIXED = "fixed"


def options_to_json(options: ImportOptions) -> str:
    """The options as JSON, to be kept with the run or handed to its process."""
    return json.dumps(asdict(options))


def options_from_json(text: str) -> ImportOptions:
    """The options that `options_to_json` wrote. Raises ValueError when it did not."""
    held = json.loads(text)
    order, usual = held["date_order"], held.get("usual_order")
    return ImportOptions(
        read=ReadOptions(**held["read"]),
        region=held["region"],
        mapping=tuple((column, field) for column, field in held["mapping"]),
        lists=tuple(held["lists"]),
        new_lists=tuple(held["new_lists"]),
        cell_lists=tuple(held.get("cell_lists", ())),
        unsubscribe_all=held["unsubscribe_all"],
        existing=Existing(held["existing"]),
        mobiles_only=held["mobiles_only"],
        date_order=DateOrder(order) if order else None,
        usual_order=DateOrder(usual) if usual else None,
    )
