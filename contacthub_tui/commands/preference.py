"""`contacthub preference ADDRESS`: show a preference and its history, or change it."""

import argparse
import json
import sys
from dataclasses import replace

from contacthub_tui.commands.session import begin, of_team, opened, operator
from contacthub_tui.domain.consent import PreferenceChange
from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.domain.import_run import RowProblem
from contacthub_tui.domain.phone import read_number, spell
from contacthub_tui.domain.text import clean, safe
from contacthub_tui.errors import RefusedError, UsageError
from contacthub_tui.i18n import _
from contacthub_tui.services import preferences
from contacthub_tui.wording import field_label, source_label, status_label


def run(arguments: argparse.Namespace) -> int:
    """Show or change the preference of one number."""
    settings = begin(arguments)
    reason = clean(arguments.reason)
    if arguments.resubscribe and not reason:
        raise UsageError("no-reason")
    with opened(settings):
        region = of_team(settings).region
        read = read_number(arguments.address, region)
        if isinstance(read, RowProblem):
            raise UsageError("bad-address", address=arguments.address, region=region)
        number = read.e164
        if arguments.unsubscribe:
            preferences.unsubscribe(number, who=operator(), reason=reason)
        elif arguments.resubscribe:
            address = _to_resubscribe(number, arguments.channel)
            if not _confirmed(address):
                return 1
            preferences.resubscribe(address, who=operator(), reason=reason)
        _show(number, arguments.json)
    return 0


def _to_resubscribe(number: str, channel: str | None) -> Address:
    """The one channel that is meant: the one named, else the first that is unsubscribed."""
    if channel is not None:
        return Address(Channel(channel), number)
    stored = preferences.preference(number)
    for candidate in Channel:
        if stored.get(candidate) is Status.UNSUBSCRIBED:
            return Address(candidate, number)
    raise RefusedError("not-unsubscribed", number=number, channel="")


def _confirmed(address: Address) -> bool:
    """On a terminal, show the history and ask; a script has asked its operator before."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    for change in preferences.history([address.number]):
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
    changes = preferences.history([number])
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
        safe(change.reason),
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
