"""The line of keys at the bottom: the commands that act now. Enters: the screen's bindings.
Leaves: the action of a command that is clicked.
"""

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from contacthub_tui.widgets.command import ActiveCommand, active_commands


class KeysBar(Widget):
    """` enter Open  s Sort │ space Select  A All found │ i Import  / Search        ? Help`

    Where the line is too narrow, the commands before the last one give way, never the help.
    """

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._ends: list[tuple[int, int, ActiveCommand]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        bar = Content(" ")
        self._ends = []
        commands = [command for command in active_commands(self.screen) if command.shown]
        commands = [command for command in commands if command.enabled]
        last = commands[-1:]
        room = self.size.width - sum(_label(command).cell_length + 2 for command in last)
        group = commands[0].group if commands else ""
        for command in commands:
            gap = "  " if command.group == group else " │ "
            gap = gap if self._ends else ""
            label = _label(command)
            if command not in last and bar.cell_length + len(gap) + label.cell_length > room:
                continue
            bar += Content.styled(gap, "$line")
            start = bar.cell_length
            bar += label
            self._ends.append((start, bar.cell_length, command))
            group = command.group
        return bar

    async def on_click(self, event: events.Click) -> None:
        for start, end, command in self._ends:
            if start <= event.x < end:
                await self.app.run_action(command.action, command.node)


def _label(command: ActiveCommand) -> Content:
    return Content.assemble((command.keys[0], "bold $accent"), " ", command.name)
