"""The line over the import wizard: the file, and the steps. Enters: the file's name, the step shown
and how far one may go. Leaves: `StepChosen` for a step that is clicked.
"""

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from contacthub_tui.i18n import _, mark
from contacthub_tui.wording import file_words

#: The names of the steps, marked for translation.
STEPS = (
    mark("File"),
    mark("Options"),
    mark("Columns"),
    mark("Check"),
    mark("Import"),
    mark("Results"),
)
_NAME = 40  # cells that the name of a file may take
_GAPS = (3, 2, 1)  # cells between two steps, the first that leaves room for all of them


#: Reached steps have it behind their names; room is kept for it, so that no step moves.
_REACHED = " ✓"


class WizardHead(Widget):
    """` Import clients.xlsx   1 File ✓   2 Options ✓   3 Columns   4 Check   5 Import   6 Results`

    Where there is no room the name of the file is cut, then left out.
    """

    ALLOW_SELECT = False

    file_name: reactive[str] = reactive("")
    step: reactive[int] = reactive(0)

    @dataclass
    class StepChosen(Message):
        """Show this step, if it was reached."""

        step: int

    def __init__(self, step: int = 0) -> None:
        super().__init__()
        self.set_reactive(WizardHead.step, step)
        self._ends: list[tuple[int, int, int]] = []

    def render(self) -> Content:
        steps = [self._label(index, _(name)) for index, name in enumerate(STEPS)]
        widths = [cell_len(f"{index} {_(name)}{_REACHED}") for index, name in enumerate(STEPS)]
        widths[-1] = steps[-1].cell_length
        used = sum(widths) + 1
        gaps = [gap for gap in _GAPS if used + gap * len(steps) <= self.size.width]
        gap = next(iter(gaps), _GAPS[-1])
        line = self._title(self.size.width - used - gap * len(steps))
        self._ends = []
        for index, (label, width) in enumerate(zip(steps, widths, strict=True)):
            start = line.cell_length + gap
            line = Content.assemble(line, " " * gap, label)
            self._ends.append((start, line.cell_length, index))
            line = line.pad_right(start + width - line.cell_length)
        return line

    def _title(self, room: int) -> Content:
        title = Content.styled(f" {_('Import')}", "bold")
        left = min(room - title.cell_length - 1, _NAME)
        if self.file_name and left >= 8:
            title = Content.assemble(title, " ", (file_words(self.file_name, left), "$muted"))
        return title if title.cell_length <= room else Content("")

    def _label(self, index: int, name: str) -> Content:
        text = f"{index + 1} {name}"
        if index == self.step:
            return Content.styled(text, "bold $accent")
        if index < self.step:
            return Content.assemble(text, (_REACHED, "$success"))
        return Content.styled(text, "$muted")

    def on_click(self, event: events.Click) -> None:
        for start, end, index in self._ends:
            if start <= event.x < end and index < self.step:
                self.post_message(self.StepChosen(index))
