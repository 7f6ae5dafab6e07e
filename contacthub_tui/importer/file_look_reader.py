"""The process that looks at a file for the wizard: whatever a hostile file does, it does here.

Enters: requests as frames on standard input, `look` and `match`, each with its number. Leaves:
frames on standard output with the number of the request that they answer. It works in small steps
and looks for a newer request between two of them; a newer one makes older ones void. It has the
limits of `importer.limits` and ends when nobody can ask it any more.
"""

import codecs
import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any, BinaryIO

from contacthub_tui.domain.contact import CustomField, CustomKind
from contacthub_tui.domain.import_draft import FilePreview
from contacthub_tui.domain.import_run import ImportOptions, ReadOptions, options_from_json
from contacthub_tui.domain.phone import read_cell
from contacthub_tui.errors import FileError
from contacthub_tui.importer.by_hand import read_mapping
from contacthub_tui.importer.column_matches import ColumnFacts, describe, to_plain
from contacthub_tui.importer.frames import read_frames, write_frame
from contacthub_tui.importer.limits import limit_process, limit_time
from contacthub_tui.importer.mapping import Plan, match_columns
from contacthub_tui.importer.planning import Columns, LastTime, chunks, headers_key
from contacthub_tui.importer.sources import OpenFile, Table
from contacthub_tui.importer.survey import Accents, Survey, shown
from contacthub_tui.importer.usable import Usable, question
from contacthub_tui.importer.whole_file import (
    Identity,
    fingerprint_by_and_by,
    identity,
    require_same,
)

#: Rows that are shown, and rows that are searched for accents before anything is told.
_ROWS = 50
_SEARCHED = 1_000
#: Seconds between two tellings of something that grows, and between two glances at the file.
_PACE = 0.2
_GLANCE = 0.5
#: Seconds that one step in the background may take.
_STEP = 60
#: Seconds in which a request that has begun to arrive must have arrived.
_ARRIVAL = 30.0

Request = tuple[Any, ...]
Task = Iterator[None]


def main() -> int:
    """Answer requests until the other end closes."""
    limit_process()
    # What takes its time only once: the metadata of telephone numbers.
    for example in ("+33 6 12 34 56 78", "+1 201 555 0123"):
        read_cell(example, "FR")
    write_frame(sys.stdout.buffer, ("ready",))
    _Desk(sys.stdin.fileno(), sys.stdout.buffer).serve()
    return 0


class _Desk:
    """Takes requests in, one file at a time, and works on in the meantime."""

    def __init__(self, inbox: int, out: BinaryIO) -> None:
        self._inbox = inbox
        self._requests = read_frames(inbox, _ARRIVAL)
        self._out = out
        self._file: OpenFile | None = None
        self._before: Identity | None = None
        self._look: _Look | None = None

    def serve(self) -> None:
        """Until nobody asks any more."""
        while (requests := self._new_requests()) is not None:
            for request in requests:
                self._guarded(request[1], self._take, request)
            if self._look is not None:
                signal.alarm(_STEP)
                self._guarded(self._look.number, self._look.step)
                signal.alarm(0)

    def _new_requests(self) -> list[Request] | None:
        """Those that came meanwhile and still matter; None when there will be no others."""
        busy = self._look is not None and self._look.is_busy
        wait: float | None = 0.0 if busy else _GLANCE if self._look is not None else None
        found: list[Request] = []
        while select.select([self._inbox], [], [], wait)[0]:
            request = next(self._requests, None)
            if request is None:
                return None
            # Whoever looks at a file asks nothing more of another; a match replaces a match.
            found = [other for other in found if request[0] == "match" and other[0] == "look"]
            found.append(request)
            wait = 0.0
        return found

    def _guarded(self, number: int, work: Callable[..., object], *given: Any) -> None:
        """Do something; what is wrong with the file is told, and ends the look at it."""
        try:
            work(*given)
        except FileError as error:
            self._fail(number, error)
        except BrokenPipeError:
            raise
        except OSError as error:
            # The disk, or a share that is gone; or somebody put something else in its place.
            path = "" if self._look is None else str(self._look.path)
            said = os.strerror(error.errno or 0)
            self._fail(number, FileError("unreadable", reason="os", path=path, problem=said))

    def _fail(self, number: int, error: FileError) -> None:
        # What failed left its time running, which would end the process in the middle of nothing.
        signal.alarm(0)
        _tell_error(self._out, number, error)
        self._look = None

    def _take(self, request: Request) -> None:
        match request:
            case ("look", number, path, read, region):
                write_frame(self._out, ("began", number))
                self._begin(number, Path(os.fsdecode(path)), ReadOptions(*read), region)
            case ("match", number, options, fields, last_time) if self._look is not None:
                custom = [
                    CustomField(key, name, CustomKind(kind), place)
                    for key, name, kind, place in fields
                ]
                self._look.match(number, options_from_json(options), custom, last_time)

    def _begin(self, number: int, path: Path, read: ReadOptions, region: str) -> None:
        before = identity(path)
        limit_time(before[2] if before else 0)
        if self._file is not None and (self._file.path, self._before) != (path, before):
            self._file = None
        # What is held of another sheet goes before the next one comes.
        self._look = None
        if self._file is None:
            self._file, self._before = OpenFile(path), before
        table = self._file.table(read, region=region)
        look = _Look(number, self._file, before, table, self._out)
        look.tell_preview()
        signal.alarm(0)
        self._look = look


def _tell_error(out: BinaryIO, number: int, error: FileError) -> None:
    write_frame(out, ("error", number, error.code, json.dumps(dict(error.detail), default=str)))


class _Look:
    """One table of one file: what is known of it, and what is being found out."""

    def __init__(
        self, number: int, file: OpenFile, before: Identity | None, table: Table, out: BinaryIO
    ) -> None:
        self.number = number
        self.path = file.path
        self._before = before
        self._file = file
        self._table = table
        self._out = out
        self._accents = Accents()
        self._known: Columns | None = None
        self._survey: Survey | None = None
        self._facts: ColumnFacts | None = None
        self._usable: Usable | None = None
        self._match_number = 0
        self._last_glance = time.monotonic()
        # A fingerprint takes little time, and without it nothing is imported.
        self._tasks: dict[str, Task] = {"file": self._study()}

    @property
    def is_busy(self) -> bool:
        """Whether there is something left to find out."""
        return bool(self._tasks)

    def step(self) -> None:
        """Do a little of everything that is to be done. Raises FileError."""
        for name, task in list(self._tasks.items()):
            try:
                next(task)
            except StopIteration:
                if self._tasks.get(name) is task:
                    del self._tasks[name]
        if time.monotonic() - self._last_glance > _GLANCE or not self._tasks:
            self._last_glance = time.monotonic()
            require_same(self.path, self._before)

    def _say(self, kind: str, number: int, *values: Any) -> None:
        require_same(self.path, self._before)
        write_frame(self._out, (kind, number, *values))

    # The file

    def tell_preview(self) -> None:
        """What the file is at first sight."""
        rows = self._table.first_rows(_SEARCHED)
        self._shown = tuple(shown(row, cells) for row, cells in rows[:_ROWS])
        self._accents.add(rows[_ROWS:])
        self._say("preview", self.number, astuple(self._preview()))

    def _preview(self) -> FilePreview:
        info = self._table.info
        encoding = codecs.lookup(info.encoding).name if info.encoding else None
        return FilePreview(
            kind=info.kind,
            size=info.size,
            sheet=info.sheet,
            sheets=info.sheets,
            hidden=self._file.hidden,
            encoding=encoding,
            encodings=self._file.possible_encodings(encoding) if encoding else (),
            delimiter=info.delimiter,
            header_row=info.header_row,
            headers=info.headers,
            headers_key=headers_key(info.headers),
            rows=self._shown,
            accents=tuple(self._accents.rows),
        )

    @property
    def _columns(self) -> Columns:
        if self._known is None:
            self._known = Columns(self._table, match_columns)
        return self._known

    def _study(self) -> Task:
        """The fingerprint, then all rows."""
        fingerprint = yield from fingerprint_by_and_by(self.path)
        self._say("fingerprint", self.number, fingerprint)
        survey = self._survey = Survey(self._columns, self._accents)
        accents, told = len(self._accents.rows), 0.0
        for _ in survey.steps():
            if time.monotonic() - told > _PACE:
                told = time.monotonic()
                self._say("rows", self.number, survey.rows, False)
                if len(self._accents.rows) > accents:
                    accents = len(self._accents.rows)
                    self._say("preview", self.number, astuple(self._preview()))
            yield
        self._say("preview", self.number, astuple(self._preview()))
        self._say("rows", self.number, survey.rows, True)

    # Its columns

    def match(
        self,
        number: int,
        options: ImportOptions,
        fields: list[CustomField],
        last_time: LastTime,
    ) -> None:
        """Say where the columns go, and go on to say it of all rows. Raises FileError."""
        self._match_number = number
        limit_time(self._file.size)
        plan = self._columns.plan(options, fields, last_time)
        if self._facts is None or self._facts.region != options.region:
            self._facts = ColumnFacts(self._columns, options.region)
        self._tell_columns(plan, options, fields, settled=False)
        try:
            read_mapping(self._table.info.headers, options.mapping, fields)
        except FileError as error:
            # The columns stand: whoever chooses is to see them.
            _tell_error(self._out, number, error)
        signal.alarm(0)
        self._count_usable(plan, options, fields)
        self._tasks["columns"] = self._settle(options, fields, last_time)

    def _settle(
        self, options: ImportOptions, fields: list[CustomField], last_time: LastTime
    ) -> Task:
        """The same once all rows were read: those of columns that nobody guessed, apart."""
        while self._survey is None or not self._survey.done:
            yield
        while True:
            plan = self._columns.plan(options, fields, last_time)
            wanted = self._columns.wanted(plan, fields)
            if not wanted.votes and not wanted.stops:
                break
            for rows in chunks(self._table.again()):
                wanted.add(rows)
                if not wanted.is_open():
                    break
                yield
            self._columns.keep(wanted)
        self._tell_columns(plan, options, fields, settled=True)
        self._count_usable(plan, options, fields)

    def _tell_columns(
        self, plan: Plan, options: ImportOptions, fields: list[CustomField], *, settled: bool
    ) -> None:
        assert self._facts is not None
        samples = {} if self._survey is None else self._survey.samples
        found = describe(self._columns, self._facts, plan, options, fields, samples)
        self._say("columns", self._match_number, [to_plain(column) for column in found], settled)

    # Its rows

    def _count_usable(self, plan: Plan, options: ImportOptions, fields: list[CustomField]) -> None:
        """Count the rows that would come in, unless just these are being counted."""
        if self._usable is None or self._usable.question != question(plan, options):
            self._usable = Usable(self._table, plan, options, fields)
            self._tasks["usable"] = self._foresee(self._usable)
        else:
            self._tell_usable(self._usable)

    def _foresee(self, usable: Usable) -> Task:
        told = 0.0
        for _ in usable.steps():
            if time.monotonic() - told > _PACE:
                told = time.monotonic()
                self._tell_usable(usable)
            yield
        self._tell_usable(usable)

    def _tell_usable(self, usable: Usable) -> None:
        self._say("forecast", self._match_number, usable.rows, usable.coming, usable.done)


if __name__ == "__main__":
    sys.exit(main())
