"""`contacthub demo`: the screens on a throw-away store of an invented team.

Enters: nothing. Leaves: nothing; the store goes when the app is closed. The contacts come in
through files and the import itself, so that imports, lists and preferences are there to be seen.
"""

import argparse
import asyncio
import csv
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import FrameType

from contacthub_tui.commands.demo_talk import begin_talk
from contacthub_tui.commands.screens import show
from contacthub_tui.commands.session import begin, log_to_file, opened, operator
from contacthub_tui.dispatch.dispatcher import Dispatcher
from contacthub_tui.domain.import_run import ImportOptions
from contacthub_tui.domain.text import fold
from contacthub_tui.i18n import _
from contacthub_tui.importer.run import run_import
from contacthub_tui.services import imports, preferences

_FIRST = (
    "Marie Camille Léa Inès Chloé Zoé Noémie Élodie Océane Solène Fatou Yasmine Hélène Agathe "
    "Jules Hugo Maël Noé Théo Rémi Benoît Loïc Joël Karim Moussa Étienne Gaël Raphaël Anatole Aimé"
).split()
_LAST = (
    "Dupont Dupond Lefèvre Béraud Nuñez Maréchal Crépin Évrard Séguin Prévost Gélin Mélançon "
    "Tanguy Vigneron Renaud Noël Français L’Hôte D’Almeida Ben-Salah Zénon Cœurdevey Péron Arnaud"
).split()
_TOWNS = ("Lyon", "Nîmes", "Besançon", "Angoulême", "Saint-Étienne", "Orléans", "Épinal", "Alès")
_NOTES = ("", "", "", "", "", "à rappeler", "cliente fidèle", "préfère le matin ; pas le vendredi")


_ATTEMPTS = 10


@dataclass(frozen=True, slots=True)
class _File:
    """A file that the team imported: its name, how many rows, and with what options."""

    name: str
    rows: int
    options: ImportOptions


_FILES = (
    _File("clients_lyon.csv", 420, ImportOptions(new_lists=("VIP", "Lyon"))),
    _File("salon_2026.csv", 260, ImportOptions(new_lists=("Salon 2026",))),
    _File("newsletter.csv", 640, ImportOptions(new_lists=("Newsletter",))),
    _File("oppositions.csv", 35, ImportOptions(unsubscribe_all=True)),
)


def run(arguments: argparse.Namespace) -> int:
    """Fill a store in a temporary folder, open the screens on it, and throw it away."""
    settings = begin(arguments)
    if not sys.stdout.isatty():
        print(_("ContactHub needs a terminal; see contacthub --help."), file=sys.stderr)
        return 2
    log_to_file()
    with tempfile.TemporaryDirectory(prefix="contacthub-demo-") as folder:
        signal.signal(signal.SIGHUP, partial(_hang_up, Path(folder)))
        signal.signal(signal.SIGTERM, _leave)
        here = replace(settings, database=f"sqlite:///{folder}/demo.db")
        with opened(here):
            print(_("Filling the demo…"), file=sys.stderr)
            fill(Path(folder))
            life = begin_talk()
            status, _wish = show(here, lambda tell: Dispatcher(life, tell))
    return status


def _hang_up(folder: Path, number: int, _frame: FrameType | None) -> None:
    """The terminal is gone: throw the store away and end, whatever waits for that terminal."""
    for _attempt in range(_ATTEMPTS):
        # A thread at work may put a file there meanwhile.
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            break
    os._exit(_status_of(number))


def _leave(number: int, _frame: FrameType | None) -> None:
    """Somebody ends us: leave by the way that throws the store away and mends the terminal.

    Raised in the middle of a queue's work, an exit would leave its lock held for ever; between
    two callbacks of the loop nothing is held.
    """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        sys.exit(_status_of(number))
    loop.call_soon_threadsafe(sys.exit, _status_of(number))


def _status_of(number: int) -> int:
    """As a shell tells of a process that a signal ended."""
    return 128 + number


def fill(folder: Path) -> None:
    """Import the team's files into the store that is open; they are written to `folder`.

    The same contacts each time, so that pictures of the demo stay the same.
    """
    invented = random.Random(2026)
    numbers = _numbers(invented)
    for file in _FILES:
        path = folder / file.name
        _write(path, file, numbers, invented)
        run_import(imports.create_run(path, file.options, "marie"))
    preferences.unsubscribe("+33612340007", who=operator(), reason=_("STOP by text"))


def _numbers(invented: random.Random) -> list[str]:
    """Mobiles of the example range of libphonenumber, in the spellings that people type."""
    spellings = ("06 12 34 {a} {b}", "+33 6 12 34 {a} {b}", "06.12.34.{a}.{b}", "3361234{a}{b}")
    return [
        invented.choice(spellings).format(a=f"{n // 100:02}", b=f"{n % 100:02}")
        for n in range(10_000)
    ]


def _write(path: Path, file: _File, numbers: list[str], invented: random.Random) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(("Prénom", "Nom", "Mobile", "E-mail", "Ville", "Date de naissance", "Note"))
        writer.writerows(_rows(file, numbers, invented))


def _rows(file: _File, numbers: list[str], invented: random.Random) -> Iterator[tuple[str, ...]]:
    for place in range(file.rows):
        first, last = invented.choice(_FIRST), invented.choice(_LAST)
        if place == 0:
            first, last = "Marie", "Dupont"
        # Some rows are as teams send them: no number, one too short, one that Excel has mangled.
        number = invented.choice(numbers[:1_500])
        number = invented.choices((number, "", "06 12 34", "3,36E+10"), (95, 2, 2, 1))[0]
        email = f"{fold(first)}.{fold(last).replace(' ', '')}@example.org"
        day, month, year = (invented.randint(*span) for span in ((1, 28), (1, 12), (1950, 2005)))
        yield (
            first,
            last,
            number,
            invented.choices((email, "", "aucun"), (70, 27, 3))[0],
            invented.choice(_TOWNS),
            invented.choice((f"{day:02}/{month:02}/{year}", "")),
            invented.choice(_NOTES),
        )
