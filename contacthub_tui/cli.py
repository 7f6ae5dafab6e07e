"""The command line. Enters: arguments. Leaves: an exit status.

0 done, 1 the file or the store could not be used, 2 wrong usage, 130 interrupted. Each command's
room is imported only when it is called, so that `--version` answers at once.
"""

import errno
import logging
import os
import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from contacthub_tui.commands.arguments import parse, speak
from contacthub_tui.errors import ContactHubError, SettingsError, UsageError

#: Command to the module of `commands` that does it; the one without a name opens the screens.
_MODULES = {
    None: "screens",
    "demo": "demo",
    "import": "importing",
    "export": "exporting",
    "contacts": "contacts",
    "preference": "preference",
    "dispatch": "dispatch",
    "doctor": "doctor",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives its exit status."""
    _mind_streams()
    speak(arguments)
    parsed = parse(arguments)
    _leave_driver_alone(parsed.database)
    command = import_module(f"contacthub_tui.commands.{_MODULES[parsed.command]}")
    as_json = getattr(parsed, "json", False)
    try:
        status: int = command.run(parsed)
        # Now, while it can still be told: a reader that has gone is no error of ours.
        sys.stdout.flush()
    except BrokenPipeError:
        _hush(sys.stdout)
        return 0
    except KeyboardInterrupt:
        return 130
    except ContactHubError as error:
        _refuse(error, as_json)
        return 2 if isinstance(error, UsageError | SettingsError) else 1
    except Exception as error:  # noqa: BLE001 -- whatever it is, it goes to the log
        _refuse(_unforeseen(error), as_json)
        return 1
    return status


def _leave_driver_alone(database: str | None) -> None:
    """Keep peewee from importing the driver of PostgreSQL where the store is a file.

    It imports every driver there is, and this one takes longer than all else that a command needs.
    """
    settings = import_module("contacthub_tui.settings")
    with suppress(SettingsError, OSError):
        url = settings.load({"database": database}, os.environ).database
        if not url.startswith(("postgresql:", "postgres:")):
            # None is for "there is no such module" (Python's reference, 5.3.1); whoever has
            # imported it before keeps it.
            sys.modules.setdefault("psycopg", None)  # type: ignore[arg-type]


def _refuse(error: ContactHubError, as_json: bool) -> None:
    """Say an error, and survive that there is nobody to say it to."""
    refuse = import_module("contacthub_tui.commands.session").refuse
    try:
        refuse(error, as_json)
        sys.stdout.flush()
    except OSError:
        _hush(sys.stdout)
        with suppress(OSError):
            refuse(error, as_json=False)


def _unforeseen(error: Exception) -> ContactHubError:
    """What an operator can do about an error that nobody thought of. It goes to the log."""
    log = import_module("contacthub_tui.commands.session").log_to_file()
    logging.getLogger(__name__).error("not foreseen", exc_info=error)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
        return ContactHubError("no-room", reason=error.strerror)
    return ContactHubError("unforeseen", path=str(log))


def _hush(stream: TextIO) -> None:
    """Let what is still to be written go nowhere, so that nothing fails at the exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _mind_streams() -> None:
    """Have all three streams, whatever the caller closed, and write any text to them."""
    # A store must not get the number of a stream: who writes to the stream would write into it.
    while (handle := os.open(os.devnull, os.O_RDWR)) <= _LAST_STREAM:
        pass
    os.close(handle)
    nothing = Path(os.devnull)
    sys.stdin = sys.stdin or nothing.open(encoding="utf-8")
    sys.stdout = sys.stdout or nothing.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nothing.open("w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


_LAST_STREAM = 2
