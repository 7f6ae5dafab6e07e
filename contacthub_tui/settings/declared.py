"""Every setting, declared once: its name, what it is, whose it is, what it is without a wish.

Leaves: `Setting`s. The screen of settings, the account in the store and config.toml follow them.
Titles and sentences are written down with `mark` and translated when they are shown.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from contacthub_tui.domain.consent import OPT_OUT_WORDS
from contacthub_tui.domain.custom_value import read_link
from contacthub_tui.domain.email import read_email
from contacthub_tui.domain.import_run import DateOrder
from contacthub_tui.domain.text import clean, name_key
from contacthub_tui.errors import RefusedError
from contacthub_tui.i18n import LANGUAGES, mark
from contacthub_tui.paths import named

THEMES = ("dark", "light")

#: The longest name of a team and word that opts out, in characters; the most words.
LONGEST_NAME, LONGEST_WORD, MOST_WORDS = 60, 40, 100

#: The most messages a second that can be asked for; no account is allowed more.
HIGHEST_RATE = 1_000

_REGION = re.compile(r"[A-Z]{2}")
#: A sender is a number, a short code, or up to eleven letters, digits and signs (3GPP TS 23.040).
_SENDER = re.compile(r"|\+?\d{3,15}|[A-Za-z0-9 &._-]{1,11}")
_LISTEN = re.compile(r"(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):(\d{1,5})")
_HERE = ("localhost", "127.0.0.1", "::1")


class Owner(StrEnum):
    """Whose a setting is: the team's, in the store; the same, of a gateway; an operator's, on a
    machine; the machine's, which no screen changes; or the place of the store itself."""

    TEAM = "team"
    GATEWAY = "gateway"
    OPERATOR = "operator"
    MACHINE = "machine"
    STORE = "store"


class Kind(StrEnum):
    """What a value is, and so what it is chosen with."""

    TEXT = "text"
    COUNTRY = "country"
    CHOICE = "choice"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. Every value is a text; that of WORDS has a word a line.

    `check` gives a value as it is kept, and raises RefusedError for one that cannot be. `choices`
    are the values of a CHOICE and what they are called.
    """

    name: str
    owner: Owner
    kind: Kind
    title: str
    about: str
    default: str
    check: Callable[[str], str]
    choices: tuple[tuple[str, str], ...] = ()


def _line(text: str) -> str:
    line = " ".join(clean(text).split())
    if len(line) > LONGEST_NAME:
        raise RefusedError("setting-long", limit=LONGEST_NAME)
    return line


def _url(text: str) -> str:
    line = text.strip()
    if not line:
        raise RefusedError("setting-choice")
    return line


def _region(text: str) -> str:
    region = text.strip().upper()
    if not _REGION.fullmatch(region):
        raise RefusedError("setting-country")
    return region


def _link(text: str) -> str:
    line = clean(text).strip()
    found = (read_email(line) if "@" in line else read_link(line)) if line else ""
    if found is None or not found.isprintable() or (found and "@" in line and found != line):
        raise RefusedError("setting-link")
    return found


def _folders(text: str) -> str:
    """Whole paths, parted as those of PATH are: no other names the same folder wherever the
    program is started."""
    folders = [folder.strip() for folder in text.split(os.pathsep) if folder.strip()]
    if not all(named(folder).is_absolute() for folder in folders):
        raise RefusedError("setting-folders")
    return os.pathsep.join(folders)


def _words(text: str) -> str:
    words: dict[str, str] = {}
    for line in text.splitlines():
        word = " ".join(clean(line).split())
        if len(word) > LONGEST_WORD:
            raise RefusedError("setting-long", limit=LONGEST_WORD)
        if key := name_key(word):
            words.setdefault(key, word)
    if not words:
        raise RefusedError("setting-no-words")
    if len(words) > MOST_WORDS:
        raise RefusedError("setting-many-words", limit=MOST_WORDS)
    return "\n".join(words.values())


def _address(text: str, secure: bool) -> str:
    """A web address without credentials: these are kept elsewhere, and never in the store."""
    line = clean(text).strip().rstrip("/")
    try:
        found = urlsplit(line)
        host, port = found.hostname, found.port
    except ValueError:
        host, port = None, None
    if not host or port == 0 or found.scheme not in ("http", "https") or not line.isprintable():
        raise RefusedError("setting-address")
    if "@" in found.netloc or found.query or found.fragment or " " in line:
        raise RefusedError("setting-address")
    if secure and found.scheme == "http" and host not in _HERE:
        raise RefusedError("setting-not-secure")
    return line


def _secure_address(text: str) -> str:
    return _address(text, secure=True)


def _any_address(text: str) -> str:
    return _address(text, secure=False)


def _callback(text: str) -> str:
    return _address(text, secure=False) if text.strip() else ""


def _listen(text: str) -> str:
    line = clean(text).strip()
    found = _LISTEN.fullmatch(line)
    if not found or not 0 < int(found[2]) < 65_536:
        raise RefusedError("setting-listen")
    return line


def _sender(text: str) -> str:
    line = " ".join(clean(text).split())
    if not _SENDER.fullmatch(line):
        raise RefusedError("setting-sender")
    return line


def _rate(text: str) -> str:
    line = text.strip()
    if not (line.isascii() and line.isdigit() and 1 <= int(line) <= HIGHEST_RATE):
        raise RefusedError("setting-rate", limit=HIGHEST_RATE)
    return str(int(line))


def _one_of(choices: tuple[tuple[str, str], ...]) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text.strip() not in dict(choices):
            raise RefusedError("setting-choice")
        return text.strip()

    return check


_ORDERS = (
    ("", mark("As the sending country writes them")),
    (DateOrder.DAY_FIRST.value, mark("Day, month, year")),
    (DateOrder.MONTH_FIRST.value, mark("Month, day, year")),
    (DateOrder.YEAR_FIRST.value, mark("Year, month, day")),
)
_SCOPES = (
    ("number", mark("Every channel of the number")),
    ("channel", mark("The channel it came by")),
)
#: A language is called what those who speak it call it.
_LANGUAGE_NAMES = {"en": "English", "fr": "Français"}
_LANGUAGES = tuple((code, _LANGUAGE_NAMES[code]) for code in LANGUAGES)
_THEMES = tuple(zip(THEMES, (mark("Dark"), mark("Light")), strict=True))

_GATEWAYS = (
    ("simulator", mark("Simulator: nothing is really sent")),
    ("sinch", mark("Sinch Engage")),
    ("kannel", mark("Kannel")),
)

_OF_GATEWAYS = (
    Setting(
        "gateway",
        Owner.GATEWAY,
        Kind.CHOICE,
        mark("Gateway"),
        mark("What carries the messages of everyone who works on this store."),
        "simulator",
        _one_of(_GATEWAYS),
        _GATEWAYS,
    ),
    Setting(
        "sinch_url",
        Owner.GATEWAY,
        Kind.TEXT,
        mark("Address"),
        mark("Of the region that the account is in: eu, au or us."),
        "https://eu.app.api.sinch.com",
        _secure_address,
    ),
    Setting(
        "sinch_sender",
        Owner.GATEWAY,
        Kind.TEXT,
        mark("Sender"),
        mark("A number or a name that the account may use; empty: as the account chooses."),
        "",
        _sender,
    ),
    Setting(
        "sinch_rate",
        Owner.GATEWAY,
        Kind.TEXT,
        mark("Messages a second"),
        mark("At most; those that wait are sent a little later."),
        "20",
        _rate,
    ),
    Setting(
        "kannel_url",
        Owner.GATEWAY,
        Kind.TEXT,
        mark("Address"),
        mark("Where smsbox takes messages (its sendsms-port)."),
        "http://127.0.0.1:13013/cgi-bin/sendsms",
        _any_address,
    ),
    Setting(
        "kannel_sender",
        Owner.GATEWAY,
        Kind.TEXT,
        mark("Sender"),
        mark("A number or a name; empty: the global-sender of smsbox."),
        "",
        _sender,
    ),
    Setting(
        "kannel_rate",
        Owner.GATEWAY,
        Kind.TEXT,
        mark("Messages a second"),
        mark("At most; those that wait are sent a little later."),
        "10",
        _rate,
    ),
    Setting(
        "kannel_listen",
        Owner.GATEWAY,
        Kind.TEXT,
        mark("Listens at"),
        mark("Host and port where the program that sends waits for what Kannel brings."),
        "127.0.0.1:13080",
        _listen,
    ),
    Setting(
        "kannel_callback",
        Owner.GATEWAY,
        Kind.TEXT,
        mark("Reached at"),
        mark("The address under which Kannel finds it; empty: the host and port above."),
        "",
        _callback,
    ),
)

DECLARED = (
    Setting(
        "team_name",
        Owner.TEAM,
        Kind.TEXT,
        mark("Name"),
        mark("What the team is called; it stands above every screen."),
        "",
        _line,
    ),
    Setting(
        "region",
        Owner.TEAM,
        Kind.COUNTRY,
        mark("Sending country"),
        mark("Numbers without prefix are read as numbers of this country."),
        "FR",
        _region,
    ),
    Setting(
        "date_order",
        Owner.TEAM,
        Kind.CHOICE,
        mark("Order of dates"),
        mark("How 05/04/2000 is read where nothing else in its column tells."),
        "",
        _one_of(_ORDERS),
        _ORDERS,
    ),
    Setting(
        "opt_out_words",
        Owner.TEAM,
        Kind.WORDS,
        mark("Opt-out words"),
        mark(
            "An answer that is one of these words and nothing else unsubscribes at once. "
            "Case, accents and punctuation make no difference."
        ),
        "\n".join(OPT_OUT_WORDS),
        _words,
    ),
    Setting(
        "opt_out_scope",
        Owner.TEAM,
        Kind.CHOICE,
        mark("An opt-out stops"),
        mark("Of the number that it came from: every channel, or the one that it came by."),
        "number",
        _one_of(_SCOPES),
        _SCOPES,
    ),
    Setting(
        "support_link",
        Owner.TEAM,
        Kind.TEXT,
        mark("Support"),
        mark("A web address or an email address, shown in the help."),
        "",
        _link,
    ),
    Setting(
        "language",
        Owner.OPERATOR,
        Kind.CHOICE,
        mark("Language"),
        mark("Of all screens, numbers and dates."),
        "",
        _one_of(_LANGUAGES),
        _LANGUAGES,
    ),
    Setting(
        "theme",
        Owner.OPERATOR,
        Kind.CHOICE,
        mark("Theme"),
        mark("For terminals with a dark or a light background."),
        "dark",
        _one_of(_THEMES),
        _THEMES,
    ),
    Setting(
        "import_folders",
        Owner.MACHINE,
        Kind.TEXT,
        mark("Folders of files"),
        mark("Files to import are chosen from these folders alone."),
        "",
        _folders,
    ),
    # Where the last file was chosen; the program keeps it. No folder is too odd to be one.
    Setting("last_folder", Owner.MACHINE, Kind.TEXT, "", "", "", str),
    *_OF_GATEWAYS,
    Setting("database", Owner.STORE, Kind.TEXT, mark("Store"), "", "", _url),
)
BY_NAME = {setting.name: setting for setting in DECLARED}
#: What lies in the store, for everyone who works on it.
TEAM = tuple(each for each in DECLARED if each.owner in (Owner.TEAM, Owner.GATEWAY))
