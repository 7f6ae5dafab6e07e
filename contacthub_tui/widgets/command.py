"""One declaration per command. Enters: keys, a name, a sentence. Leaves: the binding that gives
the key, its place in the line of keys, its line in the help, and its entry in the palette.

Names and sentences are written down with `mark` and translated when they are shown.
"""

from dataclasses import dataclass

from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.screen import Screen

from contacthub_tui.i18n import _, mark

#: The groups of commands, in the order of the help. A group is set apart in the line of keys.
GROUP_TABLE = mark("Table")
GROUP_SELECTION = mark("Selection")
GROUP_BULK = mark("Chosen contacts")
GROUP_CONTACTS = mark("Contacts")
GROUP_IMPORT = mark("Import")
GROUP_EVERYWHERE = mark("Everywhere")

_OURS = "hub."

_KEY_NAMES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "space": mark("space"),
    "enter": mark("enter"),
    "escape": mark("escape"),
    "tab": mark("tab"),
    "home": mark("home"),
    "end": mark("end"),
    "pageup": mark("page up"),
    "pagedown": mark("page down"),
    "shift": mark("shift"),
    "ctrl": "ctrl",
    "backspace": "⌫",
    "slash": "/",
    "full_stop": ".",
    "question_mark": "?",
}


def command(
    keys: str,
    action: str,
    name: str,
    sentence: str,
    *,
    group: str = GROUP_EVERYWHERE,
    show: bool = True,
    priority: bool = False,
) -> Binding:
    """A command: `keys` are comma-separated, the first is the one shown beside `name`.

    `sentence` tells in the help and the palette what it does. With `show` it stands in the line
    of keys while it can be used. `check_action` of its node decides that.
    """
    return Binding(
        keys,
        action,
        name,
        show=show,
        key_display=keys,
        tooltip=sentence,
        priority=priority,
        id=_OURS + action,
        group=Binding.Group(group),
    )


@dataclass(frozen=True, slots=True)
class ActiveCommand:
    """A command as it stands now: `keys` in reading form, the first one first."""

    node: DOMNode
    action: str
    keys: tuple[str, ...]
    name: str
    sentence: str
    group: str
    shown: bool
    enabled: bool


def active_commands(screen: Screen[object]) -> list[ActiveCommand]:
    """The commands that the screen and what has the focus offer, translated, the nearest first
    and those that act everywhere last.
    """
    held: dict[tuple[int, str], list[ActiveBinding]] = {}
    for active in screen.active_bindings.values():
        if (active.binding.id or "").startswith(_OURS):
            held.setdefault((id(active.node), active.binding.action), []).append(active)
    commands = [_joined(bindings) for bindings in held.values()]
    groups = [each.group for each in commands if each.group != GROUP_EVERYWHERE]
    return sorted(commands, key=lambda each: [*groups, GROUP_EVERYWHERE].index(each.group))


def _joined(bindings: list[ActiveBinding]) -> ActiveCommand:
    """The bindings of one command, one a key, as the command that they are."""
    node, binding, enabled, _tooltip = min(bindings, key=_rank)
    return ActiveCommand(
        node=node,
        action=binding.action,
        keys=tuple(spell_key(each.binding.key) for each in sorted(bindings, key=_rank)),
        name=_(binding.description),
        sentence=_(binding.tooltip),
        group=binding.group.description if binding.group else GROUP_EVERYWHERE,
        shown=any(each.binding.show for each in bindings),
        enabled=enabled,
    )


def _rank(active: ActiveBinding) -> int:
    """The place of a key among those of its command; Textual does not keep their order."""
    declared = (active.binding.key_display or "").split(",")
    return declared.index(active.binding.key) if active.binding.key in declared else 0


def spell_key(key: str) -> str:
    """A key as people read it: `shift+down` gives `shift+↓`, `upper_g` gives `G`."""
    *modifiers, last = key.split("+")
    if last.startswith("upper_"):
        last = last.removeprefix("upper_").upper()
    names = (_KEY_NAMES.get(part) or part for part in (*modifiers, last))
    return "+".join(_(name) for name in names)
