"""What every command needs: settings, language, the store, and errors said as sentences."""

import argparse
import getpass
import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contacthub_tui import paths
from contacthub_tui.domain.text import clean
from contacthub_tui.errors import ContactHubError
from contacthub_tui.i18n import pick_language, set_language
from contacthub_tui.services import account
from contacthub_tui.settings import Settings, load, with_team
from contacthub_tui.store.database import WRITER_CACHE, Store, open_store
from contacthub_tui.wording import sentence


def begin(arguments: argparse.Namespace) -> Settings:
    """The settings, with the language set. Raises SettingsError when they cannot be read."""
    # Until the settings are read, the locale speaks.
    set_language(pick_language(arguments.language, os.environ))
    flags = {"database": arguments.database, "language": arguments.language}
    settings = load(flags, os.environ)
    set_language(pick_language(settings.language, os.environ))
    return settings


@contextmanager
def opened(settings: Settings, cache: int = WRITER_CACHE) -> Iterator[Store]:
    """The store, open until the end of the block. Raises StoreError."""
    store = open_store(settings.database, cache=cache)
    try:
        yield store
    finally:
        store.close()


def of_team(settings: Settings) -> Settings:
    """The settings with what the team of the open store chose. Raises StoreError."""
    return with_team(settings, account.read_team())


def refuse(error: ContactHubError, as_json: bool) -> None:
    """One sentence on stderr; for a script one object on stdout."""
    if as_json:
        answer = {"error": error.code, "message": sentence(error), "detail": dict(error.detail)}
        print(json.dumps(answer, default=str))
    else:
        print(sentence(error), file=sys.stderr)


def operator() -> str:
    """Who works here: the user of the operating system, as text that can be kept."""
    try:
        name = clean(getpass.getuser())
    except (KeyError, OSError):
        name = ""
    return name or str(os.getuid())


def log_to_file() -> Path:
    """Send warnings and tracebacks to the log file, whose place errors name; gives it."""
    path = paths.log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        logging.basicConfig(
            filename=path,
            level=logging.INFO,
            format="%(asctime)s %(name)s %(levelname)s %(message)s",
        )
    except OSError:
        # Without a log the work still goes on.
        logging.basicConfig(handlers=[logging.NullHandler()])
    return path
