"""Where ContactHub keeps its files. Enters: the environment. Leaves: paths, none of them created.

The folders are those of the platform (XDG on Linux). `CONTACTHUB_HOME` puts everything into one
folder instead: for tests, a portable installation, or several stores side by side.
"""

import os
from pathlib import Path

import platformdirs

_APP = "contacthub"


def data_dir() -> Path:
    """The folder of the default store and its backups."""
    return _home() or platformdirs.user_data_path(_APP, appauthor=False)


def config_file() -> Path:
    """The settings of this user: `config.toml`."""
    return (_home() or platformdirs.user_config_path(_APP, appauthor=False)) / "config.toml"


def columns_file() -> Path:
    """The columns that this user chose, beside the settings."""
    return config_file().with_name("columns.json")


def pasted_dir() -> Path:
    """Where cells that were pasted are kept until they are imported."""
    return data_dir() / "pasted"


def checks_dir() -> Path:
    """The folder of what checks of files found, which only the program at work needs."""
    return data_dir() / "checks"


def log_file() -> Path:
    """Where tracebacks and diagnostics go, never the screen."""
    return (_home() or platformdirs.user_log_path(_APP, appauthor=False)) / "contacthub.log"


def named(text: str) -> Path:
    """The path that a person writes: `~` is the home folder, `~name` that of a user who is here."""
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _home() -> Path | None:
    home = os.environ.get("CONTACTHUB_HOME")
    if not home:
        return None
    try:
        return named(home).absolute()
    except FileNotFoundError:
        # The folder that this process stands in is gone: whoever opens a file there will say so.
        return named(home)
