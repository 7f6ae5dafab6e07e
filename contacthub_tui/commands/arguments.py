"""The words of the command line. Enters: arguments. Leaves: what they mean, or a usage error.

Help and usage errors speak the language of everything else, so it is settled before the parser,
which holds their texts, is built. Imported even for `--version`: keep it light.
"""

import argparse
import os
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

from contacthub_tui import __version__
from contacthub_tui.errors import SettingsError
from contacthub_tui.i18n import LANGUAGES, _, mark, ngettext, pick_language, set_language

# What argparse says by itself it looks up with these two names of its module. They are gettext's,
# which follow the locale and know nothing of `--language`.
argparse._ = _  # type: ignore[attr-defined]
argparse.ngettext = ngettext  # type: ignore[attr-defined]

#: The words of argparse that our parser can come to say: here they enter our catalogue.
ARGPARSE_WORDS = (
    mark("usage: "),
    mark("positional arguments"),
    mark("options"),
    mark("show this help message and exit"),
    mark("%(prog)s: error: %(message)s\n"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("the following arguments are required: %s"),
    mark("unrecognized arguments: %s"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("invalid %(type)s value: %(value)r"),
    mark("expected one argument"),
    mark("not allowed with argument %s"),
    mark("ignored explicit argument %r"),
    mark("ambiguous option: %(option)s could match %(matches)s"),
)


def speak(arguments: list[str] | None) -> None:
    """Set the language that the arguments, the environment, config.toml or the locale ask for.

    `arguments` are those of the process when None. Nothing is refused here.
    """
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--language", nargs="?")
    early.add_argument("--version", action="store_true")
    said, _others = early.parse_known_args(arguments)
    set_language(pick_language(said.language, os.environ))
    if said.version:
        return  # It says no word, and need not wait for the settings.
    with suppress(SettingsError, OSError):
        settings = import_module("contacthub_tui.settings").load(
            {"language": said.language}, os.environ
        )
        set_language(pick_language(settings.language, os.environ))


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """What is asked for. Ends the process with status 2 and a sentence where it is wrong usage."""
    # Not as defaults of the parser: a subcommand would put them over what stands before it.
    unsaid = argparse.Namespace(database=None, language=None)
    return _parser().parse_args(arguments, unsaid)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong without harm: the shell may have filled in the name of a file."""

    def error(self, message: str) -> NoReturn:
        super().error(import_module("contacthub_tui.domain.text").safe(message))


def _parser() -> _Parser:
    shared = _Parser(add_help=False)
    shared.add_argument(
        "--database", metavar="URL", default=argparse.SUPPRESS,
        help=_("sqlite:///path or postgresql://… (also CONTACTHUB_DATABASE)"),
    )  # fmt: skip
    shared.add_argument(
        "--language", choices=LANGUAGES, default=argparse.SUPPRESS,
        help=_("default: that of the locale (also CONTACTHUB_LANGUAGE)"),
    )  # fmt: skip
    parser = _Parser(
        prog="contacthub",
        parents=[shared],
        description=_(
            "Contacts and consent for teams that text people. Without a command: the screens."
        ),
    )
    parser.add_argument(
        "--version", action="version", version=f"contacthub {__version__}",
        help=_("show the version and exit"),
    )  # fmt: skip
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"))

    commands.add_parser(
        "demo",
        parents=[shared],
        help=_("open the screens on a throw-away store of invented contacts"),
    )
    _add_import(commands, shared)
    _add_export(commands, shared)

    contacts = commands.add_parser("contacts", parents=[shared], help=_("find contacts"))
    contacts.add_argument("text", metavar=_("TEXT"), help=_("words or parts of a number"))
    contacts.add_argument("--json", action="store_true", help=_("the contacts as one list"))

    _add_preference(commands, shared)

    dispatch = commands.add_parser(
        "dispatch", parents=[shared], help=_("send and receive messages without a screen")
    )
    dispatch.add_argument(
        "--gateway",
        metavar=_("NAME"),
        help=_("what carries the messages, if not what the team has chosen"),
    )

    commands.add_parser(
        "doctor", parents=[shared], help=_("check the store and the terminal; say how to mend")
    )
    return parser


def _add_import(
    commands: "argparse._SubParsersAction[_Parser]",
    shared: _Parser,
) -> None:
    parser = commands.add_parser(
        "import", parents=[shared], help=_("bring a .csv, .xlsx, .xls, .xlsb or .ods file in")
    )
    parser.add_argument("file", metavar=_("FILE"), nargs="?", help=_("the spreadsheet"))
    parser.add_argument(
        "--list", metavar=_("NAME"), action="append", default=[], dest="lists",
        help=_("add every contact of the file to this list"),
    )  # fmt: skip
    parser.add_argument(
        "--new-list", metavar=_("NAME"), action="append", default=[], dest="new_lists",
        help=_("the same, and the list is made when there is none of this name"),
    )  # fmt: skip
    parser.add_argument(
        "--unsubscribe-all",
        action="store_true",
        help=_("no number of this file is messaged again, on any channel"),
    )
    parser.add_argument(
        "--map", metavar=_("COLUMN=FIELD"), action="append", default=[], dest="mapping",
        help=_("send a column to a field, to a custom field, to +NAME (new) or to - (nowhere)"),
    )  # fmt: skip
    parser.add_argument("--region", metavar="FR", help=_("the country of numbers without a prefix"))
    parser.add_argument("--sheet", metavar=_("NAME"), help=_("the sheet of a workbook"))
    parser.add_argument("--encoding", metavar=_("NAME"), help=_("of a .csv, such as cp1252"))
    parser.add_argument(
        "--delimiter", metavar=_("SIGN"),
        help=_("of a .csv: the sign, or comma, semicolon, tab, pipe"),
    )  # fmt: skip
    header = parser.add_mutually_exclusive_group()
    header.add_argument(
        "--header-row", metavar="N", type=int, help=_("counted from 1, as a spreadsheet shows it")
    )
    header.add_argument("--no-header", action="store_true", help=_("columns are named A, B, C…"))
    parser.add_argument(
        "--existing", choices=("update", "skip", "overwrite"), default="update",
        help=_("what a row does to a contact there is (update: empty cells change nothing)"),
    )  # fmt: skip
    parser.add_argument(
        "--date-order", choices=("dmy", "mdy", "ymd"), help=_("where a date is unclear")
    )
    parser.add_argument("--mobiles-only", action="store_true", help=_("rows with a landline fail"))
    parser.add_argument(
        "--dry-run", action="store_true", help=_("say what would happen; write nothing")
    )
    parser.add_argument(
        "--failed", metavar=_("FILE.csv"), help=_("write the rows that failed there")
    )
    parser.add_argument(
        "--json", action="store_true", help=_("the result as one object, last line")
    )
    other = parser.add_mutually_exclusive_group()
    other.add_argument("--undo", metavar=_("RUN"), type=int, help=_("take an import back"))
    other.add_argument(
        "--resume", metavar=_("RUN"), type=int, help=_("go on with one that stopped")
    )
    other.add_argument("--runs", action="store_true", help=_("list the imports"))
    # For the processes that screens start.
    parser.add_argument("--background", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--options", help=argparse.SUPPRESS)
    parser.add_argument("--fingerprint", default="", help=argparse.SUPPRESS)
    parser.add_argument("--report", help=argparse.SUPPRESS)


def _add_export(
    commands: "argparse._SubParsersAction[_Parser]",
    shared: _Parser,
) -> None:
    parser = commands.add_parser("export", parents=[shared], help=_("write contacts to a file"))
    parser.add_argument(
        "--list", metavar=_("NAME"), action="append", default=[], dest="lists",
        help=_("contacts of this list; of any of them when given again"),
    )  # fmt: skip
    parser.add_argument(
        "--status", choices=("subscribed", "unsubscribed"), help=_("contacts of this status")
    )
    parser.add_argument(
        "--query", metavar=_("TEXT"), default="", help=_("words or parts of a number")
    )
    parser.add_argument("--output", metavar=_("FILE"), required=True, help=_(".csv, .xlsx or .vcf"))


def _add_preference(
    commands: "argparse._SubParsersAction[_Parser]",
    shared: _Parser,
) -> None:
    parser = commands.add_parser(
        "preference", parents=[shared], help=_("show or change the preference of an address")
    )
    parser.add_argument(
        "address", metavar=_("ADDRESS"), nargs="?", help=_("a phone number in any spelling")
    )
    parser.add_argument(
        "--channel", choices=("mobile", "whatsapp"),
        help=_("the one to resubscribe; needed where both are unsubscribed"),
    )  # fmt: skip
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--unsubscribe", action="store_true", help=_("on every channel"))
    change.add_argument(
        "--resubscribe", action="store_true", help=_("one channel; asks for --reason")
    )
    change.add_argument(
        "--ledger", metavar=_("FILE.csv"),
        help=_("write every change of the address there, or of all of them without ADDRESS"),
    )  # fmt: skip
    parser.add_argument("--reason", metavar=_("TEXT"), default="", help=_("the proof of consent"))
    parser.add_argument("--json", action="store_true", help=_("the preference as one object"))
