"""An import that is being prepared: what the operator has chosen so far, and what was found.

Pure values that travel between the wizard's steps, its screen, and the process that reads the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from contacthub_tui.domain.contact import CustomKind
from contacthub_tui.domain.import_run import DateOrder, ImportOptions
from contacthub_tui.domain.text import fold
from contacthub_tui.errors import ContactHubError


@dataclass(frozen=True, slots=True)
class LastTime:
    """The import of a file with the same headers that finished last.

    `at` is when (UTC, ISO 8601), `options` are those of its options that can be taken again.
    `unsubscribed` says that it unsubscribed everyone, which is never taken again by itself.
    """

    at: str
    options: ImportOptions
    unsubscribed: bool


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """What the operator has chosen.

    `pasted` says that the file holds cells that were pasted, and is ours. `options.mapping` holds
    what was said by hand of columns: (header, field), see `ImportOptions`. `last_time` is there
    where the options are those of such an import and nothing else was chosen since.
    """

    options: ImportOptions
    path: Path | None = None
    pasted: bool = False
    last_time: LastTime | None = None


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What a file is at first sight.

    `kind` is csv, xlsx, xls, xlsb or ods; `size` counts bytes; `header_row` counts from 1, and 0
    means none. `sheet`, `sheets` and `hidden` (names of hidden sheets) are of workbooks,
    `encoding` and `delimiter` of texts; `delimiter` is None for a text of one column.
    `encodings` are those that could be meant, the likeliest first. `headers_key` is the same for
    files with the same headers. `rows` are the first rows of the file with their numbers, those
    above the header included; `accents` are further rows with letters beyond ASCII, by which an
    encoding can be judged.
    """

    kind: str
    size: int
    sheet: str | None
    sheets: tuple[str, ...]
    hidden: tuple[str, ...]
    encoding: str | None
    encodings: tuple[str, ...]
    delimiter: str | None
    header_row: int
    headers: tuple[str, ...]
    headers_key: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    accents: tuple[tuple[int, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """Where one column of the file goes, and why.

    `field` is one of MAPPABLE, `custom:<id>`, `new:<name>:<kind>`, or None for nowhere. `why` is
    by-hand, last-time, header, content or none; `sure` goes from 0 to 1. `samples` are the first
    different values of the whole file. `numbers` is the share of the filled cells that are valid
    phone numbers, 0 to 1; None for a column that was not looked at as phones. `kind` is what a
    custom field made of this column would be. `open_dates` says that the cells of a column of
    dates prove no order of day and month; `date_order` is the one that holds then.
    """

    index: int
    header: str
    field: str | None
    why: str
    sure: float
    samples: tuple[str, ...]
    numbers: float | None
    kind: CustomKind
    date_order: DateOrder | None
    open_dates: bool


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many of the rows read so far would come in with a mapping; `done` goes from 0 to 1."""

    rows: int
    coming: int
    done: float


@dataclass(frozen=True, slots=True)
class FileFindings:
    """What is known so far of the file of a draft; it grows while the file is read on.

    `rows` counts those read so far, `counted` says that this is all of them. `fingerprint` is
    empty until the whole file was read. `columns` are empty until they were asked for; `settled`
    says that all rows have had their say on them.
    `last_time` says when (UTC, ISO 8601) such a file was imported, where that decided something.
    """

    preview: FilePreview | None = None
    rows: int = 0
    counted: bool = False
    fingerprint: str = ""
    columns: tuple[ColumnMatch, ...] = ()
    settled: bool = False
    forecast: Forecast | None = None
    last_time: str = ""
    error: ContactHubError | None = None


def with_column(draft: ImportDraft, header: str, wanted: str) -> ImportDraft:
    """The draft with one column going where the operator says: a field's name, `custom:<id>`,
    `+Name:kind` for a new custom field, or empty to leave the column out.
    """
    others = tuple(pair for pair in draft.options.mapping if pair[0] != header)
    return replace(draft, options=replace(draft.options, mapping=(*others, (header, wanted))))


def with_columns_of(draft: ImportDraft, headers: Sequence[str]) -> ImportDraft:
    """The draft without what was said of columns that a file with these headers does not have."""
    there = {fold(header) for header in headers}
    mapping = tuple(pair for pair in draft.options.mapping if fold(pair[0]) in there)
    if mapping == draft.options.mapping:
        return draft
    return replace(draft, options=replace(draft.options, mapping=mapping))
