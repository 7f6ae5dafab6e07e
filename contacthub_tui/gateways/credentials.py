"""The credentials of gateways. Enters: the environment, or a file that only its owner can read.
Leaves: secrets that no log, traceback or `repr` shows. The store never holds them.
"""

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from contacthub_tui import paths
from contacthub_tui.errors import GatewayError

#: What each gateway needs; in the environment CONTACTHUB_SINCH_KEY and so on.
NEEDED = {"sinch": ("key", "secret"), "kannel": ("username", "password", "path")}

#: Names another file than `credentials.toml` beside the settings.
FILE_VARIABLE = "CONTACTHUB_CREDENTIALS"


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that shows itself to nobody but who asks for its `value`."""

    value: str = field(repr=False)

    def __str__(self) -> str:
        return "…"


def credentials_of(gateway: str, environ: Mapping[str, str] | None = None) -> dict[str, Secret]:
    """The secrets that a gateway needs, each from the environment or else from the file.

    Raises GatewayError credentials-missing, credentials-open (others can read the file),
    credentials-unreadable.
    """
    environ = os.environ if environ is None else environ
    found = {name: environ.get(variable(gateway, name), "") for name in NEEDED[gateway]}
    path = credentials_file(environ)
    if not all(found.values()):
        held = _read(path).get(gateway, {})
        for name, value in found.items():
            said = held.get(name) if isinstance(held, dict) else None
            found[name] = value or (said if isinstance(said, str) else "")
    missing = [variable(gateway, name) for name, value in found.items() if not value.strip()]
    if missing:
        raise GatewayError("credentials-missing", names=", ".join(missing), path=str(path))
    if any(not value.isprintable() for value in found.values()):
        raise GatewayError("credentials-unreadable", path=str(path))
    return {name: Secret(value.strip()) for name, value in found.items()}


def variable(gateway: str, name: str) -> str:
    """The environment's name of a secret."""
    return f"CONTACTHUB_{gateway}_{name}".upper()


def credentials_file(environ: Mapping[str, str]) -> Path:
    """Where the file is, whether or not it is there."""
    said = environ.get(FILE_VARIABLE)
    return paths.named(said) if said else paths.config_file().with_name("credentials.toml")


def _read(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            # Of the open file: what the name stands for may be exchanged in between.
            what = os.fstat(file.fileno())
            if what.st_mode & (stat.S_IRWXG | stat.S_IRWXO) or what.st_uid not in (0, os.getuid()):
                raise GatewayError("credentials-open", path=str(path))
            return tomllib.loads(file.read(1_000_000).decode("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        # What a parser says of a file may quote it.
        raise GatewayError("credentials-unreadable", path=str(path)) from None
