"""A failed row is put right: one of its cells to be typed anew, and what the import would make of
the row then.

Enters: the row, the headers, what checks it. Leaves: `Typed` with the cells as they are now,
`Kept` with those to keep, `GivenUp`.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from contacthub_tui.domain.import_run import DateOrder, RowResult
from contacthub_tui.domain.phone import country_of, spell
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import mark, number
from contacthub_tui.importer.fixing import CheckedRow
from contacthub_tui.widgets.columns import fit
from contacthub_tui.widgets.command import command
from contacthub_tui.widgets.form_field import complaint
from contacthub_tui.widgets.line_input import LineInput
from contacthub_tui.widgets.words import Words
from contacthub_tui.wording.countries import country_name
from contacthub_tui.wording.form import kind_label, problem_sentence

GROUP_FIX = mark("Correction")
_LABEL = 26  # cells

#: Checks the cells of a row as its import would; called in a thread.
Check = Callable[[Sequence[str]], CheckedRow]


class FixInput(LineInput):
    """The cell. Its keys act in the order in which they are typed."""

    BINDINGS = [
        command(
            "enter",
            "keep",
            mark("Keep"),
            mark("Keep the corrected row, to be imported later."),
            group=GROUP_FIX,
        ),
        command(
            "down", "other(1)", mark("Other cell"), mark("Correct the next cell."), group=GROUP_FIX
        ),
        command(
            "up",
            "other(-1)",
            mark("Cell before"),
            mark("Correct the cell before."),
            group=GROUP_FIX,
            show=False,
        ),
        command(
            "escape",
            "give_up",
            mark("Cancel"),
            mark("Leave the row as it was."),
            group=GROUP_FIX,
        ),
    ]

    @property
    def _line(self) -> "FixLine":
        return next(node for node in self.ancestors if isinstance(node, FixLine))

    def action_keep(self) -> None:
        self._line.keep(self.value)

    def action_other(self, by: int) -> None:
        self._line.show_other(self.value, by)

    def action_give_up(self) -> None:
        self._line.post_message(FixLine.GivenUp())


class FixLine(Vertical):
    """Two lines that are always there: the cell, and what comes of it."""

    @dataclass
    class Typed(Message):
        """The cells as they are now."""

        row: RowResult
        cells: tuple[str, ...]

    @dataclass
    class Kept(Message):
        """The row comes in with these cells: keep them."""

        row: RowResult
        cells: tuple[str, ...]

    class GivenUp(Message):
        """The row stays as it was."""

    def __init__(self) -> None:
        super().__init__()
        self.row: RowResult | None = None
        self._headers: tuple[str, ...] = ()
        self._check: Check | None = None
        self._cells: list[str] = []
        self._at = 0
        self._checked: tuple[tuple[str, ...], CheckedRow] | None = None
        self._hint: Callable[[], Content] = lambda: Content("")

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Words(self._label_text, id="fix-label")
            yield FixInput()
        yield Words(self._said_text, id="fix-says")

    @property
    def is_open(self) -> bool:
        """Whether a row is being put right."""
        return self.row is not None

    def hint(self, text: Callable[[], Content]) -> None:
        """What stands here while no row is put right; asked for at every paint."""
        self._hint = text
        self._follow()

    def open(self, row: RowResult, headers: Sequence[str], first: int, check: Check) -> None:
        """Put a row right; `first` is the cell to begin with."""
        self.row, self._headers, self._check = row, tuple(headers), check
        cells = row.fixed or row.cells
        self._cells = [*cells, *[""] * (len(headers) - len(cells))]
        self._checked = None
        self.add_class("-open")
        self._show_cell(first)
        self.query_one(FixInput).focus()
        self._look()

    def close(self) -> None:
        """No row is put right any more."""
        self.row = None
        self.remove_class("-open")
        self._follow()

    def _show_cell(self, at: int) -> None:
        self._at = at % max(1, len(self._cells))
        line = self.query_one(FixInput)
        with self.prevent(Input.Changed):
            line.value = self._cells[self._at]
        line.cursor_position = len(line.value)
        self._follow()

    def _follow(self) -> None:
        for words in self.query(Words):
            words.refresh(layout=True)

    # What is typed

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.row is not None:
            self._cells[self._at] = event.value
            self._look()

    @work(group="check", exclusive=True, exit_on_error=False)
    async def _look(self) -> None:
        await self._checked_now()

    async def _checked_now(self) -> CheckedRow | None:
        """What comes of the row as it is typed now."""
        row, check, cells = self.row, self._check, tuple(self._cells)
        if row is None or check is None:
            return None
        self.post_message(self.Typed(row, cells))
        if self._checked is None or self._checked[0] != cells:
            self._checked = cells, await asyncio.to_thread(check, cells)
            self._follow()
        return self._checked[1]

    def show_other(self, typed: str, by: int) -> None:
        """Go to another cell of the row."""
        self._cells[self._at] = typed
        self._show_cell(self._at + by)
        self._look()

    def keep(self, typed: str) -> None:
        """Keep the row if it comes in as it is typed now; else show the cell that is wrong."""
        self._cells[self._at] = typed
        self._keep()

    @work(group="keep", exclusive=True, exit_on_error=False)
    async def _keep(self) -> None:
        checked = await self._checked_now()
        row, cells = self.row, tuple(self._cells)
        if row is None or checked is None or self._checked is None or self._checked[0] != cells:
            return
        if checked.problem is None:
            self.post_message(self.Kept(row, cells))
        elif checked.column not in (-1, self._at):
            self._show_cell(checked.column)

    # What is shown

    def _label_text(self) -> Content:
        if self.row is None:
            return self._hint()
        header = self._headers[self._at] if self._at < len(self._headers) else ""
        label = f"{number(self.row.row)} · {safe(header, 60)}"
        return Content.styled(fit(label, _LABEL), "bold $accent")

    def _said_text(self) -> Content:
        if self.row is None or self._checked is None:
            return Content("")
        indent = " " * _LABEL
        checked = self._checked[1]
        if checked.problem is not None:
            said = complaint(problem_sentence(checked.problem, DateOrder.DAY_FIRST))
            return Content.assemble(indent, said)
        parts = [
            f"{spell(one.e164)} · {kind_label(one.kind)}, {country_name(country_of(one.e164))}"
            for one in checked.numbers
        ]
        return Content.assemble(indent, ("→ ", "bold $success"), safe("  ".join(parts), 200))
