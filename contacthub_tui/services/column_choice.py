"""The columns that an operator chose on this machine, kept in a file beside config.toml.

Enters: the URL of a store, choices. Leaves: choices. Each store has its own, since it has custom
fields of its own.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict

from contacthub_tui import paths
from contacthub_tui.domain.column_choice import NARROWEST, WIDEST, ColumnChoice
from contacthub_tui.errors import FileError

_MOST_STORES = 20  # whose columns are kept: those of throw-away stores would add up


def chosen_columns(database: str) -> tuple[ColumnChoice, ...]:
    """The columns chosen on a store, none where nothing was chosen or can be read."""
    held = _read().get(_key(database), [])
    try:
        return tuple(_choice(each) for each in held)
    except (TypeError, KeyError, ValueError):
        return ()


def keep_columns(database: str, choices: Sequence[ColumnChoice]) -> None:
    """Keep the columns of a store; none: those that it shows by itself.

    Raises FileError unwritable.
    """
    held = {key: each for key, each in _read().items() if key != _key(database)}
    if choices:
        held[_key(database)] = [asdict(each) for each in choices]
    latest = dict(list(held.items())[-_MOST_STORES:])
    path = paths.columns_file()
    beside = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(latest, indent=1), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise FileError("unwritable", path=str(path), reason=error.strerror or "") from error


def _choice(held: dict[str, object]) -> ColumnChoice:
    width = int(str(held["width"]))
    if width and not NARROWEST <= width <= WIDEST:
        raise ValueError(width)
    return ColumnChoice(str(held["name"]), bool(held["shown"]), width)


def _read() -> dict[str, list[dict[str, object]]]:
    try:
        held = json.loads(paths.columns_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def _key(database: str) -> str:
    # A URL may hold a password, which belongs into no other file.
    return hashlib.sha256(database.encode("utf-8", "surrogateescape")).hexdigest()[:16]
