"""The team's settings, in its store. Enters: values by the names of `settings.declared`. Leaves:
all of them, each as the team chose it or its default.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from contacthub_tui.errors import RefusedError
from contacthub_tui.services.preferences import lock_preferences, now
from contacthub_tui.settings.declared import BY_NAME, TEAM, Kind, Setting
from contacthub_tui.store.database import session, transaction
from contacthub_tui.store.sql import execute, rows


@dataclass(frozen=True, slots=True)
class Change:
    """What a setting was when it was shown, and what it is to be."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A setting that somebody else has changed meanwhile: what it is now, who did it and when."""

    name: str
    value: str
    who: str
    at: str


def read_team() -> dict[str, str]:
    """Every setting of the team."""
    with session():
        return {name: value for name, (value, _who, _at) in _stored().items()}


def opt_out_words() -> tuple[str, ...]:
    """The words that unsubscribe who answers one of them and nothing else (rule 6)."""
    return tuple(read_team()["opt_out_words"].splitlines())


def save_team(changes: Mapping[str, Change], who: str) -> tuple[Clash, ...]:
    """Save settings, all of them or none; gives those that somebody else has changed meanwhile.

    Where there are such, nothing is saved: who looked at them saves again, with what they are now
    as `before`. Raises RefusedError for a value that cannot be.
    """
    wanted = {name: _checked(BY_NAME[name], change.after) for name, change in changes.items()}
    with transaction():
        lock_preferences()
        stored = _stored()
        clashes = tuple(
            Clash(name, *stored[name])
            for name, after in wanted.items()
            if stored[name][0] not in (changes[name].before, after)
        )
        if clashes:
            return clashes
        for name, after in wanted.items():
            if after != stored[name][0]:
                execute(
                    "INSERT INTO account (name, value, who, at) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT (name) DO UPDATE SET value = excluded.value,"
                    " who = excluded.who, at = excluded.at",
                    (name, after, who, now()),
                )
    return ()


def _stored() -> dict[str, tuple[str, str, str]]:
    """Every setting with who chose it and when; a value that cannot be has no effect."""
    held = {row[0]: row[1:] for row in rows("SELECT name, value, who, at FROM account")}
    found = {}
    for setting in TEAM:
        value, who, at = held.get(setting.name, (setting.default, "", ""))
        try:
            found[setting.name] = (setting.check(value), who, at)
        except RefusedError:
            found[setting.name] = (setting.default, who, at)
    return found


def _checked(setting: Setting, value: str) -> str:
    checked = setting.check(value)
    if setting.kind is Kind.COUNTRY:
        # The metadata of all countries take longer to load than a short command runs.
        from contacthub_tui.domain.phone import example_regions  # noqa: PLC0415

        if checked not in example_regions():
            raise RefusedError("setting-country")
    return checked
