"""`contacthub preference ADDRESS`: show a preference and its history, or change it; or write the
ledger, of one address or whole, to a file for an audit.
"""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from contacthub_tui.commands.session import begin, of_team, opened, operator
from contacthub_tui.domain.consent import PreferenceChange, says_something
from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.domain.import_run import RowProblem
from contacthub_tui.domain.phone import read_number, spell
from contacthub_tui.domain.text import clean, safe
from contacthub_tui.errors import RefusedError, UsageError
from contacthub_tui.i18n import _, ngettext
from contacthub_tui.i18n import number as spell_count
from contacthub_tui.paths import named
from contacthub_tui.services import ledger, preferences
from contacthub_tui.wording import change_reason, field_label, source_label, status_label


def run(arguments: argparse.Namespace) -> int:
    """Show or change the preference of one number, or write the ledger to a file."""
    settings = begin(arguments)
    path = named(arguments.ledger) if arguments.ledger is not None else None
    if path is not None and path.suffix.lower() != ".csv":
        raise UsageError("not-csv", path=str(path))
    if path is None and arguments.address is None:
        raise UsageError("nobody-named")
    reason = clean(arguments.reason)
    if arguments.resubscribe and not says_something(reason):
        raise UsageError("no-reason")
    with opened(settings):
        number = ""
        if arguments.address is not None:
            number = _number(arguments.address, of_team(settings).region)
        if path is not None:
            _write_ledger(path, number)
            return 0
        if arguments.unsubscribe:
            preferences.unsubscribe(number, who=operator(), reason=reason)
        elif arguments.resubscribe:
            stopped = _to_resubscribe(number, arguments.channel)
            if not _confirmed(stopped.address):
                return 1
            preferences.resubscribe(stopped.address, who=operator(), reason=reason, seen=stopped.id)
        _show(number, arguments.json)
    return 0


def _number(address: str, region: str) -> str:
    read = read_number(address, region)
    if isinstance(read, RowProblem):
        raise UsageError("bad-address", address=address, region=region)
    return read.e164


def _write_ledger(path: Path, number: str) -> None:
    count = ledger.export_ledger(path, (number,) if number else ())
    print(
        ngettext("{n} change written to {path}.", "{n} changes written to {path}.", count).format(
            n=spell_count(count), path=safe(str(path))
        ),
        file=sys.stderr,
    )


def _to_resubscribe(number: str, channel: str | None) -> PreferenceChange:
    """The stop that is meant: of the channel named, else of the only one that is unsubscribed."""
    stopped = [
        change
        for change in ledger.latest([number])
        if change.after is Status.UNSUBSCRIBED and channel in (None, change.address.channel)
    ]
    if not stopped:
        raise RefusedError("not-unsubscribed", number=number, channel=channel or "")
    if len(stopped) > 1:
        raise UsageError("which-channel", number=spell(number))
    return stopped[0]


def _confirmed(address: Address) -> bool:
    """On a terminal, show the history and ask; a script has asked its operator before."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    for change in ledger.history([address.number]):
        print(_line(change), file=sys.stderr)
    print(
        _("Message {number} again? Type yes: ").format(number=spell(address.number)),
        end="",
        file=sys.stderr,
        flush=True,
    )
    return sys.stdin.readline().strip().casefold() in ("yes", _("yes"))


def _show(number: str, as_json: bool) -> None:
    stored = preferences.preference(number)
    changes = ledger.history([number])
    if as_json:
        print(
            json.dumps(
                {
                    "number": number,
                    "preferences": {str(channel): str(held) for channel, held in stored.items()},
                    "history": [_as_json(change) for change in changes],
                }
            )
        )
        return
    for channel in Channel:
        held = stored.get(channel)
        word = status_label(held) if held else _("No preference")
        print("\t".join((number, field_label(str(channel)), word)))
    for change in changes:
        print(_line(change))


def _line(change: PreferenceChange) -> str:
    cells = (
        change.at,
        field_label(str(change.address.channel)),
        f"{status_label(change.before) if change.before else '–'} → {status_label(change.after)}",
        safe(change.who),
        source_label(replace(change, who="")),  # who stands beside it
        change_reason(change),
    )
    return "\t".join(cells).rstrip()


def _as_json(change: PreferenceChange) -> dict[str, object]:
    return {
        "at": change.at,
        "channel": str(change.address.channel),
        "before": str(change.before) if change.before else None,
        "after": str(change.after),
        "who": change.who,
        "source": str(change.source),
        "run": change.run_id,
        "file": change.file_name or None,
        "row": change.row,
        "reason": change.reason,
    }
