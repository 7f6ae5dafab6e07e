"""Settings as they hold for one operator on one machine. Enters: flags, environment, config.toml,
and what the team chose. Leaves: Settings.

A flag wins over the environment, the environment over `config.toml`, that over what the team
chose, that over the default.
"""

import json
import os
import re
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from contacthub_tui import paths
from contacthub_tui.domain.dates import default_order
from contacthub_tui.domain.import_run import DateOrder
from contacthub_tui.errors import RefusedError, SettingsError
from contacthub_tui.settings.declared import BY_NAME, THEMES

__all__ = ["NAMES", "THEMES", "Settings", "load", "save", "with_team"]

#: What flags, the environment and config.toml can say.
NAMES = ("database", "language", "theme", "region", "import_folders", "last_folder")


@dataclass(frozen=True, slots=True)
class Settings:
    """How ContactHub runs. `database` is a URL; a `language` of None follows the locale.

    `region` is the ISO 3166 code of the country that numbers without prefix are read in, and
    `date_order` a `DateOrder`, or empty for that of the region. `import_folders` are the folders
    that files may be chosen from, parted as in PATH; empty: anywhere. `last_folder` is the one that
    a file was chosen from last. `said` are the settings that this machine says, and where.
    """

    database: str
    language: str | None = None
    theme: str = BY_NAME["theme"].default
    region: str = BY_NAME["region"].default
    date_order: str = BY_NAME["date_order"].default
    import_folders: str = BY_NAME["import_folders"].default
    last_folder: str = BY_NAME["last_folder"].default
    said: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def usual_order(self) -> DateOrder:
        """How dates are written where nothing else tells."""
        return DateOrder(self.date_order) if self.date_order else default_order(self.region)

    @property
    def allowed_folders(self) -> tuple[Path, ...]:
        """The folders that files may be chosen from; none: anywhere."""
        return tuple(map(paths.named, filter(None, self.import_folders.split(os.pathsep))))


def with_team(settings: Settings, team: Mapping[str, str]) -> Settings:
    """The settings with what the team chose, where this machine says nothing else."""
    chosen = {name: team[name] for name in ("region", "date_order") if name not in settings.said}
    return replace(settings, **chosen)  # type: ignore[arg-type] # all of them are texts


def load(flags: Mapping[str, str | None], environ: Mapping[str, str]) -> Settings:
    """Settings from `flags` (by name, None where not given), environment, config.toml, defaults.

    The environment's names are `CONTACTHUB_DATABASE` and so on. Raises SettingsError when
    config.toml cannot be read or a value is not one of those allowed.
    """
    config = _read_config(paths.config_file())
    said: dict[str, str] = {}
    chosen: dict[str, str] = {"database": f"sqlite:///{_quoted(paths.data_dir() / 'hub.db')}"}
    for name in NAMES:
        variable = f"CONTACTHUB_{name.upper()}"
        value: object
        if flags.get(name):
            value, origin = flags[name], f"--{name}"
        elif environ.get(variable):
            value, origin = environ[variable], variable
        elif name in config:
            value, origin = config[name], str(paths.config_file())
        else:
            continue
        chosen[name] = _checked(name, value, origin)
        said[name] = origin
    return Settings(**chosen, said=said)


def _quoted(path: Path) -> str:
    return quote(str(path), errors="surrogateescape")


def save(name: str, value: str) -> None:
    """Write one setting of this user into config.toml; its other lines stay as they are.

    Raises OSError when the file cannot be written; SettingsError when its value is not allowed.
    """
    path = paths.config_file()
    text = json.dumps(_checked(name, value, str(path)), ensure_ascii=False)  # TOML's escapes too
    line = f"{name} = {text}"
    old = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    tables = next((i for i, row in enumerate(old) if row.lstrip().startswith("[")), len(old))
    same = re.compile(rf"\s*{name}\s*=")
    top = [row for row in old[:tables] if not same.match(row)]
    _replace(path, "\n".join([*top, line, *old[tables:]]) + "\n")


def _read_config(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise SettingsError("bad-config", path=str(path), problem=str(error)) from error


def _checked(name: str, value: object, origin: str) -> str:
    if not isinstance(value, str):
        raise SettingsError("bad-setting", name=name, value=str(value), origin=origin)
    try:
        return BY_NAME[name].check(value)
    except RefusedError as error:
        raise SettingsError("bad-setting", name=name, value=value.strip(), origin=origin) from error


def _replace(path: Path, text: str) -> None:
    """Write beside, then rename: a crash leaves the old file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
