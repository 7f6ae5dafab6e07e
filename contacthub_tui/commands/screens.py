"""`contacthub` without a command: the screens, on the store that the settings name."""

import argparse
import gc
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module

from contacthub_tui.commands.background import Make, dispatching, team_gateway
from contacthub_tui.commands.session import begin, log_to_file, opened, operator
from contacthub_tui.errors import StoreError
from contacthub_tui.i18n import _
from contacthub_tui.services.deletion import forget_those_of
from contacthub_tui.settings import Settings
from contacthub_tui.store.database import READER_CACHE


def run(arguments: argparse.Namespace) -> int:
    """Open the store, then the app."""
    settings = begin(arguments)
    if not sys.stdout.isatty():
        print(_("ContactHub needs a terminal; see contacthub --help."), file=sys.stderr)
        return 2
    log_to_file()
    # Begun by nohup and the like, the program would ignore that its terminal is gone, and read the
    # end of its input for ever.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    with opened(settings, READER_CACHE):
        status, wish = show(settings)
    if wish == "demo":
        # An empty store offers it; the demo in turn shows these screens.
        return int(import_module("contacthub_tui.commands.demo").run(arguments))
    return status


def show(settings: Settings, make: Make = team_gateway) -> tuple[int, str | None]:
    """Run the app on the store that is open; gives its status and what its operator wants next.

    What `make` gives sends and receives meanwhile.

    The status is 1 where the app came to a bad end; it has said by then where its log is.
    """
    # How often a second Textual paints, at most: what a key brings waits for the next time.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    # A second away for a command that never opens a screen.
    from contacthub_tui.app import ContactHubApp  # noqa: PLC0415

    who = operator()
    # All modules are there for good: looking through them again, now and then, holds a key up.
    gc.freeze()
    app = ContactHubApp(settings, settings.database, who)
    with dispatching(make, app.tell_trouble):
        wish = app.run()
    with suppress(StoreError):
        # Who leaves can no longer take a deletion back.
        forget_those_of(who)
    return app.return_code or 0, wish
