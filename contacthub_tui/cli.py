"""The command line. Enters: arguments. Leaves: an exit status.

0 done, 1 the file or the store could not be used, 2 wrong usage, 130 interrupted. Each command's
room is imported only when it is called, so that `--version` answers at once.
"""

import argparse
import errno
import logging
import os
import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn, TextIO

from contacthub_tui import __version__
from contacthub_tui.errors import ContactHubError, SettingsError, UsageError

#: Command to the module of `commands` that does it; the one without a name opens the screens.
_MODULES = {
    None: "screens",
    "demo": "demo",
    "import": "importing",
    "export": "exporting",
    "contacts": "contacts",
    "preference": "preference",
    "doctor": "doctor",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives its exit status."""
    _mind_streams()
    # Not as defaults of the parser: a subcommand would put them over what stands before it.
    unsaid = argparse.Namespace(database=None, language=None)
    parsed = _parser().parse_args(arguments, unsaid)
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


class _Parser(argparse.ArgumentParser):
    """Says what is wrong without harm: the shell may have filled in the name of a file."""

    def error(self, message: str) -> NoReturn:
        super().error(import_module("contacthub_tui.domain.text").safe(message))


def _parser() -> _Parser:
    shared = _Parser(add_help=False)
    shared.add_argument(
        "--database", metavar="URL", default=argparse.SUPPRESS,
        help="sqlite:///path or postgresql://… (also CONTACTHUB_DATABASE)",
    )  # fmt: skip
    shared.add_argument("--language", choices=("en", "fr"), default=argparse.SUPPRESS)
    parser = _Parser(
        prog="contacthub",
        parents=[shared],
        description="Contacts and consent for teams that text people. Without a command: the TUI.",
    )
    parser.add_argument("--version", action="version", version=f"contacthub {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    commands.add_parser(
        "demo", parents=[shared], help="open the TUI on a throw-away store of invented contacts"
    )
    _add_import(commands, shared)
    _add_export(commands, shared)

    contacts = commands.add_parser("contacts", parents=[shared], help="find contacts")
    contacts.add_argument("text", metavar="TEXT", help="words or parts of a number")
    contacts.add_argument("--json", action="store_true")

    preference = commands.add_parser(
        "preference", parents=[shared], help="show or change the preference of an address"
    )
    preference.add_argument("address", metavar="ADDRESS", help="a phone number in any spelling")
    preference.add_argument("--channel", choices=("mobile", "whatsapp"))
    change = preference.add_mutually_exclusive_group()
    change.add_argument("--unsubscribe", action="store_true", help="on every channel")
    change.add_argument("--resubscribe", action="store_true", help="one channel; asks for --reason")
    preference.add_argument("--reason", metavar="TEXT", default="", help="the proof of consent")
    preference.add_argument("--json", action="store_true")

    commands.add_parser(
        "doctor", parents=[shared], help="check the store and the terminal; say how to mend"
    )
    return parser


def _add_import(
    commands: "argparse._SubParsersAction[_Parser]",
    shared: _Parser,
) -> None:
    parser = commands.add_parser(
        "import", parents=[shared], help="bring a .csv, .xls, .xlsx or .ods file in"
    )
    parser.add_argument("file", metavar="FILE", nargs="?")
    parser.add_argument(
        "--list", metavar="NAME", action="append", default=[], dest="lists",
        help="add every contact of the file to this list",
    )  # fmt: skip
    parser.add_argument(
        "--new-list", metavar="NAME", action="append", default=[], dest="new_lists",
        help="the same, and the list is made when there is none of this name",
    )  # fmt: skip
    parser.add_argument(
        "--unsubscribe-all", action="store_true", help="no address of this file is messaged again"
    )
    parser.add_argument(
        "--map", metavar="COLUMN=FIELD", action="append", default=[], dest="mapping",
        help="send a column to a field, to a custom field, to +NAME (a new one), or to - (nowhere)",
    )  # fmt: skip
    parser.add_argument("--region", metavar="FR", help="the country of numbers without a prefix")
    parser.add_argument("--sheet", metavar="NAME")
    parser.add_argument("--encoding", metavar="E")
    parser.add_argument("--delimiter", metavar="D")
    header = parser.add_mutually_exclusive_group()
    header.add_argument(
        "--header-row", metavar="N", type=int, help="counted from 1, as a spreadsheet shows it"
    )
    header.add_argument("--no-header", action="store_true", help="columns are named A, B, C…")
    parser.add_argument(
        "--existing", choices=("update", "skip", "overwrite"), default="update",
        help="what a row does to a contact that is there (update: an empty cell changes nothing)",
    )  # fmt: skip
    parser.add_argument(
        "--date-order", choices=("dmy", "mdy", "ymd"), help="where a date is unclear"
    )
    parser.add_argument("--mobiles-only", action="store_true", help="rows with a landline fail")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would happen; write nothing"
    )
    parser.add_argument("--failed", metavar="FILE.csv", help="write the rows that failed there")
    parser.add_argument("--json", action="store_true", help="the result as one object, last line")
    other = parser.add_mutually_exclusive_group()
    other.add_argument("--undo", metavar="RUN", type=int, help="take an import back")
    other.add_argument("--resume", metavar="RUN", type=int, help="go on with one that stopped")
    other.add_argument("--runs", action="store_true", help="list the imports")
    # For the processes that screens start.
    parser.add_argument("--background", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--options", help=argparse.SUPPRESS)


def _add_export(
    commands: "argparse._SubParsersAction[_Parser]",
    shared: _Parser,
) -> None:
    parser = commands.add_parser("export", parents=[shared], help="write contacts to a file")
    parser.add_argument("--list", metavar="NAME", action="append", default=[], dest="lists")
    parser.add_argument("--status", choices=("subscribed", "unsubscribed"))
    parser.add_argument("--query", metavar="TEXT", default="")
    parser.add_argument("--output", metavar="FILE", required=True, help=".csv or .xlsx")
