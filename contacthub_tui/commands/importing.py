"""`contacthub import`: check, import, resume, undo, list. Progress on stderr, results on stdout."""

import argparse
import errno
import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from types import FrameType
from typing import Any

from contacthub_tui.commands.session import begin, log_to_file, of_team, opened, operator
from contacthub_tui.domain.import_run import (
    Counts,
    DateOrder,
    Existing,
    ImportOptions,
    ImportRun,
    ReadOptions,
    RunState,
    options_from_json,
)
from contacthub_tui.domain.phone import example_regions
from contacthub_tui.domain.text import safe
from contacthub_tui.errors import ContactHubError, FileError, RefusedError, UsageError
from contacthub_tui.i18n import _, ngettext, number, percent
from contacthub_tui.importer.failed_rows import write_failed
from contacthub_tui.importer.run import check_file, run_import
from contacthub_tui.paths import named
from contacthub_tui.services import imports, undo
from contacthub_tui.services.import_batches import Progress
from contacthub_tui.services.workers import this_worker
from contacthub_tui.settings import Settings
from contacthub_tui.store.database import sqlite_path
from contacthub_tui.wording import file_words, sentence, state_label

_DELIMITERS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}


def run(arguments: argparse.Namespace) -> int:
    """Do what the options of `import` ask for."""
    settings = begin(arguments)
    if arguments.background:
        os.nice(19)
    log_to_file()
    _check_wishes(arguments)
    if arguments.runs:
        with opened(settings):
            return _list_runs(arguments.json)
    if arguments.undo is not None:
        with opened(settings):
            return _undo(_run_number(arguments.undo), arguments.json)
    if arguments.resume is not None:
        with opened(settings):
            return _import(_run_number(arguments.resume), arguments)
    if not arguments.file:
        raise UsageError("no-file")
    options = _options(arguments, settings.region)
    path = named(arguments.file)
    if arguments.failed is not None:
        _check_failed(named(arguments.failed), path)
    if arguments.dry_run:
        with _store_to_check(settings) as known, opened(known):
            options = _as_team(options, arguments, settings)
            return _check(path, options, arguments)
    with opened(settings):
        options = _as_team(options, arguments, settings)
        return _import(imports.create_run(path, options, operator()), arguments)


def _check_wishes(arguments: argparse.Namespace) -> None:
    """Refuse wishes of which one would go unheard. Raises UsageError."""
    of_run = arguments.runs or arguments.undo is not None or arguments.resume is not None
    if of_run and arguments.file:
        raise UsageError("file-and-run")
    if arguments.failed is not None and (
        arguments.dry_run or arguments.runs or arguments.undo is not None
    ):
        raise UsageError("nothing-failed")


def _column_and_field(pair: str) -> tuple[str, str]:
    """The two of COLUMN=FIELD; only the name of a new field holds a sign like the one between."""
    column, new, name = pair.partition("=+")
    if new:
        return column, f"+{name}"
    column, _sign, field = pair.rpartition("=")
    return column, field


def _options(arguments: argparse.Namespace, region: str) -> ImportOptions:
    """What the command line says, or what a screen handed over. Raises UsageError."""
    if arguments.options:
        try:
            return options_from_json(arguments.options)
        except (ValueError, LookupError, TypeError) as error:
            raise UsageError("bad-options") from error
    region = (arguments.region or region).upper()
    mapping = [_column_and_field(pair) for pair in arguments.mapping]
    for pair, (column, _field) in zip(arguments.mapping, mapping, strict=True):
        if not column:
            raise UsageError("bad-map", pair=pair)
    if region not in example_regions():
        raise UsageError("bad-region", region=region)
    if arguments.header_row is not None and arguments.header_row < 1:
        raise UsageError("bad-header-row")
    delimiter = arguments.delimiter
    return ImportOptions(
        read=ReadOptions(
            sheet=arguments.sheet,
            encoding=arguments.encoding,
            delimiter=_DELIMITERS.get(delimiter, delimiter) or None,
            header_row=0 if arguments.no_header else arguments.header_row,
        ),
        region=region,
        mapping=tuple(mapping),
        lists=tuple(arguments.lists),
        new_lists=tuple(arguments.new_lists),
        unsubscribe_all=arguments.unsubscribe_all,
        existing=Existing(arguments.existing),
        mobiles_only=arguments.mobiles_only,
        date_order=DateOrder(arguments.date_order) if arguments.date_order else None,
    )


def _as_team(
    options: ImportOptions, arguments: argparse.Namespace, settings: Settings
) -> ImportOptions:
    """The options with what the team of the open store chose, where nothing else was said."""
    if arguments.options:
        return options  # A screen has looked at that already.
    team = of_team(settings)
    return replace(
        options,
        region=options.region if arguments.region else team.region,
        usual_order=team.usual_order if team.date_order else None,
    )


def _run_number(run: int) -> int:
    """The number of a run. Raises RefusedError for one that no database could hold."""
    if not 0 < run < 2**63:
        raise RefusedError("no-such-run", run=run)
    return run


def _check_failed(failed: Path, file: Path) -> None:
    """Raise before the import what would only show after it, and keep the file itself."""
    if failed.absolute() == file.absolute() or (failed.exists() and failed.samefile(file)):
        raise UsageError("failed-is-file", path=str(file))
    reason = 0
    if failed.is_dir():
        reason = errno.EISDIR
    elif not failed.parent.is_dir():
        reason = errno.ENOENT
    elif not os.access(failed if failed.exists() else failed.parent, os.W_OK):
        reason = errno.EACCES
    if reason:
        raise FileError("unwritable", path=str(failed), reason=os.strerror(reason))


@contextmanager
def _store_to_check(settings: Settings) -> Iterator[Settings]:
    """The store to check against. One that is not there yet is not made for a check."""
    if settings.database.startswith(("postgresql://", "postgres://")):
        yield settings
        return
    try:
        there = sqlite_path(settings.database).exists()
    except ContactHubError:
        there = True
    if there:
        yield settings
        return
    with tempfile.TemporaryDirectory(prefix="contacthub-") as folder:
        yield replace(settings, database=f"sqlite:///{folder}/empty.db")


def _check(path: Path, options: ImportOptions, arguments: argparse.Namespace) -> int:
    with _shown_progress(told=arguments.background, gently=False) as watch:
        result = check_file(
            path,
            options,
            watch,
            fingerprint=arguments.fingerprint,
            report=Path(arguments.report) if arguments.report else None,
        )
    answer = {
        "run": None,
        "state": "checked",
        **asdict(result.counts),
        "columns": result.columns,
        "file": {key: held for key, held in result.file.items() if key != "headers"},
        "seconds": round(result.seconds, 3),
    }
    _tell(answer, result.counts, arguments.json, _("Checked; nothing was written."))
    return 0


def _import(run_id: int, arguments: argparse.Namespace) -> int:
    try:
        with _shown_progress() as watch:
            done = run_import(run_id, watch)
    except RefusedError:
        raise
    except ContactHubError as error:
        kept = imports.get_run(run_id)
        if kept.counts.rows:
            print(
                _("{rows} rows are in; go on with: contacthub import --resume {run}").format(
                    rows=number(kept.counts.rows), run=run_id
                ),
                file=sys.stderr,
            )
        raise error
    if arguments.failed is not None:
        write_failed(run_id, named(arguments.failed))
    _tell(
        _as_json(done),
        done.counts,
        arguments.json,
        _("Import {run}: {state}.").format(run=run_id, state=state_label(done.state).lower()),
    )
    return 130 if done.state is RunState.CANCELLED else 0


def _undo(run_id: int, as_json: bool) -> int:
    done = undo.undo_run(run_id, this_worker())
    if as_json:
        print(json.dumps({"run": run_id, "state": "undone", **asdict(done)}))
        return 0
    print(
        ngettext("{n} contact removed.", "{n} contacts removed.", done.removed).format(
            n=number(done.removed)
        ),
        ngettext("{n} change taken back.", "{n} changes taken back.", done.restored).format(
            n=number(done.restored)
        ),
        _("Those who unsubscribed stay unsubscribed."),
    )
    return 0


def _list_runs(as_json: bool) -> int:
    runs = imports.list_runs()
    if not runs:
        print(_("Nothing was imported yet."), file=sys.stderr)
    for held in runs:
        if as_json:
            shown = {"file": held.file_name, **_as_json(held), "next": imports.next_step(held)}
            print(json.dumps(shown))
            continue
        cells = (
            str(held.id),
            state_label(held.state),
            held.created_at,
            safe(held.created_by),
            file_words(held.file_name),
            _summary(held.counts) if held.counts.rows or not held.error else _why_failed(held),
        )
        step = imports.next_step(held)
        print("\t".join((*cells, *([f"contacthub import --{step} {held.id}"] if step else []))))
    return 0


def _why_failed(held: ImportRun) -> str:
    return sentence(FileError(held.error, **held.error_detail))


def _as_json(held: ImportRun) -> dict[str, Any]:
    return {
        "run": held.id,
        "state": str(held.state),
        **asdict(held.counts),
        "columns": held.columns,
        "seconds": round(held.seconds, 3),
    }


def _tell(answer: dict[str, Any], counts: Counts, as_json: bool, title: str) -> None:
    if as_json:
        print(json.dumps(answer))
        return
    print(title)
    print(_summary(counts))
    for header, field in answer["columns"].items():
        print(f"  {safe(header)} → {safe(field) if field else '–'}")


def _summary(counts: Counts) -> str:
    asides = [
        (counts.warnings, ngettext("{n} warning", "{n} warnings", counts.warnings)),
        (
            counts.kept_unsubscribed,
            ngettext("{n} stays unsubscribed", "{n} stay unsubscribed", counts.kept_unsubscribed),
        ),
    ]
    parts = [
        (counts.rows, ngettext("{n} row", "{n} rows", counts.rows)),
        (counts.created, ngettext("{n} created", "{n} created", counts.created)),
        (counts.updated, ngettext("{n} updated", "{n} updated", counts.updated)),
        (counts.unchanged, ngettext("{n} unchanged", "{n} unchanged", counts.unchanged)),
        (counts.duplicate, ngettext("{n} duplicate", "{n} duplicates", counts.duplicate)),
        (counts.failed, ngettext("{n} failed", "{n} failed", counts.failed)),
        *(aside for aside in asides if aside[0]),
    ]
    return " · ".join(text.format(n=number(n)) for n, text in parts)


@contextmanager
def _shown_progress(told: bool = False, gently: bool = True) -> Iterator[Any]:
    """A watch that shows progress on a terminal, and ends the import at the first Ctrl-C.

    The first one ends it after the batch at work, a second one at once; where nothing has to be
    ended `gently`, the first one does. With `told` every batch is a line of JSON on stdout, for
    the screen that waits for it.
    """
    asked = False

    def ask(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    shown = sys.stderr.isatty()

    def watch(progress: Progress) -> None:
        if shown:
            rate = progress.counts.rows / max(progress.seconds, 0.001)
            left = progress.seconds * (1 - progress.done) / max(progress.done, 0.001)
            print(
                "\r\x1b[K"
                + _("{share} · {rows} rows · {rate} rows/s · {left} s left").format(
                    share=percent(progress.done),
                    rows=number(progress.counts.rows),
                    rate=number(int(rate)),
                    left=number(int(left)),
                ),
                end="",
                file=sys.stderr,
                flush=True,
            )
        if told:
            print(json.dumps({"rows": progress.counts.rows, "done": progress.done}), flush=True)
        if asked:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, ask if gently else signal.default_int_handler)
    try:
        yield watch
    finally:
        signal.signal(signal.SIGINT, before)
        if shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
