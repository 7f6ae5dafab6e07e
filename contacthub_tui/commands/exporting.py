"""`contacthub export`: write contacts to a .csv, .xlsx or .vcf file."""

import argparse
import sys

from contacthub_tui.commands.session import begin, opened
from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.contact import Status
from contacthub_tui.domain.text import name_key, safe
from contacthub_tui.errors import FileError, UsageError
from contacthub_tui.i18n import ngettext, number
from contacthub_tui.paths import named
from contacthub_tui.services.contacts import ContactQuery
from contacthub_tui.services.exports import KINDS, export_contacts
from contacthub_tui.services.imports import list_ids
from contacthub_tui.store.database import session


def run(arguments: argparse.Namespace) -> int:
    """Write the contacts asked for; says how many."""
    settings = begin(arguments)
    path = named(arguments.output)
    if path.suffix.lower() not in KINDS:
        raise UsageError("bad-output", path=str(path))
    with opened(settings):
        query = ContactQuery(
            text=arguments.query,
            list_ids=_lists(arguments.lists),
            status=Status(arguments.status) if arguments.status else None,
        )
        count = export_contacts(Chosen(query=query), path) or 0
    print(
        ngettext("{n} contact written to {path}.", "{n} contacts written to {path}.", count).format(
            n=number(count), path=safe(str(path))
        ),
        file=sys.stderr,
    )
    return 0


def _lists(names: list[str]) -> tuple[int, ...]:
    with session():
        known = list_ids()
    missing = [name for name in names if name_key(name) not in known]
    if missing:
        raise FileError("unknown-list", names=missing)
    return tuple(known[name_key(name)] for name in names)
