"""The dialog of the columns. Enters: a choice for every column. Leaves: another one; none for the
columns that a table shows by itself; None where it was given up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Button, Label, OptionList
from textual.widgets.option_list import Option

from contacthub_tui.domain.column_choice import ColumnChoice, moved, widened
from contacthub_tui.domain.contact import Contact
from contacthub_tui.i18n import _, mark, ngettext, number
from contacthub_tui.widgets.columns import Column, fit
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.everywhere import FOCUS
from contacthub_tui.widgets.keys_bar import KeysBar

GROUP_COLUMNS = mark("Columns")
_NAME = 40  # cells of a column's name
_AROUND = 9  # lines of the screen that are not the list


class _Columns(OptionList):
    """A line a column; the mouse shows and hides."""

    BINDINGS = [
        command(
            "space,enter",
            "show_or_hide",
            mark("Show or hide"),
            mark("Show this column, or hide it."),
            group=GROUP_COLUMNS,
        ),
        command(
            "shift+up,K",
            "shift(-1)",
            mark("Up"),
            mark("Move this column before the one above."),
            group=GROUP_COLUMNS,
            show=False,
        ),
        command(
            "shift+down,J",
            "shift(1)",
            mark("Down"),
            mark("Move this column behind the one below."),
            group=GROUP_COLUMNS,
        ),
        command(
            "left,h",
            "widen(-1)",
            mark("Narrower"),
            mark("Make this column narrower."),
            group=GROUP_COLUMNS,
            show=False,
        ),
        command(
            "right,l",
            "widen(1)",
            mark("Wider"),
            mark("Make this column wider."),
            group=GROUP_COLUMNS,
        ),
        command(
            "backspace",
            "widen(0)",
            mark("As there is room"),
            mark("Let this column be as wide as there is room."),
            group=GROUP_COLUMNS,
            show=False,
        ),
    ]

    def __init__(
        self, choices: Sequence[ColumnChoice], columns: Mapping[str, Column[Contact]]
    ) -> None:
        super().__init__(compact=True)
        self.choices = tuple(choices)
        self._columns = columns

    def on_mount(self) -> None:
        self.show(self.choices, 0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return min(len(self.choices), max(3, viewport.height - _AROUND))

    def show(self, choices: Sequence[ColumnChoice], index: int) -> None:
        """Show these choices, the cursor on one of them."""
        self.choices = tuple(choices)
        self.clear_options()
        self.add_options([Option(self._line(each)) for each in self.choices])
        self.highlighted = index

    def _line(self, choice: ColumnChoice) -> Content:
        heading = fit(self._columns[choice.name].heading, _NAME)
        width = _("auto")
        if choice.width:
            width = ngettext("{n} character", "{n} characters", choice.width).format(
                n=number(choice.width)
            )
        if not choice.shown:
            return Content.styled(f"[ ] {heading}", "$muted")
        return Content.assemble(("[x] ", "$accent"), heading, (f"  {width}", "$muted"))

    def _change(self, choice: ColumnChoice) -> None:
        place = self.highlighted or 0
        self.show((*self.choices[:place], choice, *self.choices[place + 1 :]), place)

    def action_show_or_hide(self) -> None:
        here = self.choices[self.highlighted or 0]
        # One column has to stay.
        if not here.shown or sum(each.shown for each in self.choices) > 1:
            self._change(replace(here, shown=not here.shown))

    def action_shift(self, by: int) -> None:
        place = self.highlighted or 0
        target = max(0, min(place + by, len(self.choices) - 1))
        self.show(moved(self.choices, place, by), target)

    def action_widen(self, by: int) -> None:
        here = self.choices[self.highlighted or 0]
        if not by:
            self._change(replace(here, width=0))
        elif here.shown:
            self._change(widened(here, by, self._columns[here.name].width))


class ColumnsDialog(ModalScreen[tuple[ColumnChoice, ...] | None]):
    """Which columns are shown, in what order, how wide."""

    CSS_PATH = "../styles/columns_dialog.tcss"
    AUTO_FOCUS = "OptionList"
    BINDINGS = [
        command(
            "ctrl+s",
            "keep",
            mark("Keep"),
            mark("Show the table so, and remember it on this machine."),
            group=GROUP_COLUMNS,
        ),
        *FOCUS,
        command(
            "escape",
            "give_up",
            mark("Cancel"),
            mark("Leave the columns as they were."),
            group=GROUP_COLUMNS,
        ),
        command("f1", "app.help", mark("Help"), mark("Every key that acts here.")),
    ]

    def __init__(self, choices: Sequence[ColumnChoice], columns: Sequence[Column[Contact]]) -> None:
        super().__init__()
        self._columns = _Columns(choices, {column.name: column for column in columns})

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(_("Columns"), classes="dialog-title")
            yield self._columns
            with Horizontal(classes="dialog-buttons"):
                yield Button(_("By default"), id="reset", compact=True)
                yield Button(_("Cancel"), id="give-up", compact=True)
                yield Button(_("Keep"), id="keep", compact=True)
        yield KeysBar()

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self._columns.action_show_or_hide()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "reset":
            self.dismiss(())
        elif event.button.id == "keep":
            self.action_keep()
        else:
            self.action_give_up()

    def action_keep(self) -> None:
        self.dismiss(self._columns.choices)

    def action_give_up(self) -> None:
        self.dismiss(None)
