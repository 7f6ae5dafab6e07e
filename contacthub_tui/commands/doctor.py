"""`contacthub doctor`: check the store, the schema and the terminal; say how to mend."""

import argparse
import os
import shutil
import sys

from contacthub_tui import paths
from contacthub_tui.commands.session import begin, opened
from contacthub_tui.dispatch.readiness import what_is_missing
from contacthub_tui.domain.text import safe
from contacthub_tui.errors import ContactHubError
from contacthub_tui.i18n import _
from contacthub_tui.services.account import read_team
from contacthub_tui.services.gateway_overview import overview
from contacthub_tui.services.health import Finding, check_store
from contacthub_tui.settings import Settings
from contacthub_tui.settings.declared import BY_NAME
from contacthub_tui.widgets.gateway_words import standing
from contacthub_tui.wording import sentence

_SIGNS: dict[bool | None, str] = {True: "✓", False: "▲"}


def run(arguments: argparse.Namespace) -> int:
    """Print a line a finding; the status is 1 when the store needs mending."""
    settings = begin(arguments)
    sound = _check_store(settings)
    for line in _terminal():
        print(line)
    print(_("Log file: {path}").format(path=safe(str(paths.log_file()))))
    return 0 if sound else 1


def _check_store(settings: Settings) -> bool:
    try:
        with opened(settings) as store:
            place = safe(store.place)
            print(_("Store: {place} ({engine})").format(place=place, engine=store.engine))
            findings = check_store()
            gateway = _gateway()
    except ContactHubError as error:
        print(f"{_SIGNS[False]} {sentence(error)}")
        return False
    for finding in findings:
        print(f"{_SIGNS[finding.sound]} {_finding(finding)}")
    for well, line in gateway:
        print(safe(f"{_SIGNS.get(well, '·')} {line}"))
    return all(finding.sound for finding in findings)


def _gateway() -> list[tuple[bool | None, str]]:
    """How sending stands; it needs no mending of the store."""
    team = read_team()
    name = team["gateway"]
    title = _(dict(BY_NAME["gateway"].choices)[name])
    chosen = _("Gateway: {gateway}").format(gateway=title)
    return [(None, chosen), *standing(overview(name), what_is_missing(name, team))]


def _finding(finding: Finding) -> str:
    sound = {
        "integrity": _("The database is intact."),
        "schema": _("The schema is the one this version wants."),
        "guards": _("The guards of preferences and ledger are in place."),
        "search": _("Every contact can be found."),
        "preferences": _("Every preference agrees with its last line in the ledger."),
        "space": _("There is room on the disk."),
    }
    broken = {
        "integrity": _(
            "The database is damaged: {detail}. Nothing was changed. Restore the last backup."
        ),
        "schema": _("The schema differs: {detail}. Nothing was changed. Restore the last backup."),
        "guards": _(
            "Guards of preferences and ledger are missing: {detail}. Nothing was changed. "
            "Restore the last backup."
        ),
        "search": _(
            "{detail} contacts are missing from the search or left over in it. No contact is lost. "
            "Export them and import them into a new store."
        ),
        "preferences": _(
            "{detail} preferences disagree with the ledger. Nothing was changed. "
            "Restore the last backup."
        ),
        "space": _("Less than {detail} MB are left on the disk. Make room before the next import."),
    }
    return (sound if finding.sound else broken)[finding.code].format(detail=safe(finding.detail))


def _terminal() -> list[str]:
    lines = []
    if sys.stdout.isatty():
        size = shutil.get_terminal_size()
        wide = size.columns >= 80 and size.lines >= 24
        text = _("Terminal: {columns}×{rows}").format(columns=size.columns, rows=size.lines)
        if not wide:
            text += _(" – make it at least 80×24")
        lines.append(f"{_SIGNS[wide]} {text}")
    else:
        lines.append(_("Terminal: none; the screens need one"))
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    unicode = encoding == "utf8"
    text = _("Characters: {encoding}").format(encoding=safe(sys.stdout.encoding))
    if not unicode:
        text += _(" – set LANG to a UTF-8 locale, such as C.UTF-8")
    lines.append(f"{_SIGNS[unicode]} {text}")
    if os.environ.get("NO_COLOR"):
        lines.append(_("Colours: off (NO_COLOR)"))
    return lines
