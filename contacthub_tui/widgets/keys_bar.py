"""The line of keys at the bottom: the commands that act now. Enters: the screen's bindings.
Leaves: the action of a command that is clicked.
"""

from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from contacthub_tui.widgets.command import ActiveCommand, active_commands

_PARTED = " │ "
#: What gives way first where the line is too narrow. The help tells it all the same.
_GIVE_WAY = (
    "quit", "everything", "save_and_add", "export", "lists", "delete", "sort", "history", "back",
    "columns", "unsubscribe", "edit", "import_file", "add_field", "shift(1)", "open",
)  # fmt: skip
#: The same where the line keeps to what can be done with a selection.
_GIVE_WAY_THERE = ("everything", "select", "deselect")


class KeysBar(Widget):
    """` enter Open  s Sort │ space Select  A All found │ i Import  / Search        ? Help`

    Where the line is too narrow some give way, never the last one, which is the help.
    """

    ALLOW_SELECT = False

    def __init__(self, groups: Callable[[], Sequence[str]] = tuple) -> None:
        """`groups`: those that it keeps to now, and the help; all where it gives none."""
        super().__init__()
        self._groups = groups
        self._ends: list[tuple[int, int, ActiveCommand]] = []
        self._painted: list[ActiveCommand] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        # What a key does to the rows is painted first; mostly the keys stay as they are.
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        if self.is_attached and self._shown() != self._painted:
            self.refresh()

    def _shown(self) -> list[ActiveCommand]:
        commands = [each for each in active_commands(self.screen) if each.shown and each.enabled]
        if groups := self._groups():
            kept = {group: place for place, group in enumerate(groups)}
            chosen = [active for active in commands if active.group in kept]
            chosen.sort(key=lambda active: kept[active.group])
            return [*chosen, *(active for active in commands if active.action == "help")]
        return commands

    def render(self) -> Content:
        commands = self._painted = self._shown()
        bar = Content(" ")
        self._ends = []
        group = ""
        for active in self._fitting(commands):
            if self._ends:
                bar += Content.styled("  " if active.group == group else _PARTED, "$line")
            start = bar.cell_length
            bar += _label(active)
            self._ends.append((start, bar.cell_length, active))
            group = active.group
        return bar

    def _fitting(self, commands: list[ActiveCommand]) -> list[ActiveCommand]:
        """The commands that the line has room for, in their order."""
        fitting = list(commands)
        for action in _GIVE_WAY_THERE if self._groups() else _GIVE_WAY:
            if _width(fitting) <= self.size.width:
                break
            fitting = [active for active in fitting if active.action != action]
        while len(fitting) > 1 and _width(fitting) > self.size.width:
            del fitting[-2]
        return fitting

    async def on_click(self, event: events.Click) -> None:
        for start, end, command in self._ends:
            if start <= event.x < end:
                await self.app.run_action(command.action, command.node)


def _label(active: ActiveCommand) -> Content:
    return Content.assemble((active.keys[0], "bold $accent"), " ", active.name)


def _width(commands: list[ActiveCommand]) -> int:
    groups = len({active.group for active in commands})
    labels = sum(_label(active).cell_length for active in commands)
    return labels + 2 * len(commands) + groups
