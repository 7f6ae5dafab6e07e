"""`contacthub` without a command: the screens, on the store that the settings name."""

import argparse
import sys

from contacthub_tui.commands.session import begin, log_to_file, opened, operator
from contacthub_tui.i18n import _
from contacthub_tui.settings import Settings


def run(arguments: argparse.Namespace) -> int:
    """Open the store, then the app."""
    settings = begin(arguments)
    if not sys.stdout.isatty():
        print(_("ContactHub needs a terminal; see contacthub --help."), file=sys.stderr)
        return 2
    log_to_file()
    with opened(settings):
        return show(settings)


def show(settings: Settings) -> int:
    """Run the app on the store that is open; gives the exit status."""
    # A second away for a command that never opens a screen.
    from contacthub_tui.app import ContactHubApp  # noqa: PLC0415

    app = ContactHubApp(settings, settings.database, operator())
    app.run()
    return app.return_code or 0
