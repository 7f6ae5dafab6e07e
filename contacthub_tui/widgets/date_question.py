"""How dates are read whose day and month could change places: asked once for a file.

Enters: the columns of such dates. Leaves: `Answered` with an order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from contacthub_tui.domain.dates import read_date
from contacthub_tui.domain.import_check import OpenDates
from contacthub_tui.domain.import_run import DateOrder
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, short_date
from contacthub_tui.widgets.one_of import Answer, OneOf
from contacthub_tui.widgets.words import Words

_ORDERS = (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
_OPEN = "open"
_ROOMY = 90  # cells


class DateQuestion(Vertical):
    """`“Birthday” has 03/04/2000: is that (•) 3 Apr 2000  ( ) 4 Mar 2000?`"""

    DEFAULT_CSS = "DateQuestion { height: auto; } DateQuestion Words { width: 1fr; }"

    @dataclass
    class Answered(Message):
        """The dates are to be read in this order."""

        order: DateOrder

    def __init__(self) -> None:
        super().__init__()
        self._dates: Sequence[OpenDates] = ()
        self._answer: DateOrder | None = None
        self._offered = True  # not to say it yet
        self.display = False

    @property
    def is_open(self) -> bool:
        """Whether there is a question that nobody answered."""
        return bool(self._dates) and self._answer is None

    def compose(self) -> ComposeResult:
        yield Words(self._text)

    async def ask(self, dates: Sequence[OpenDates]) -> None:
        """Ask for these columns; what was answered for the same ones holds."""
        columns = [(column.header, column.samples) for column in dates]
        if columns != [(column.header, column.samples) for column in self._dates]:
            self._answer = None
        elif self._offered == (self._answer is None):
            return
        had_focus = any(one.has_focus for one in self.query(OneOf))
        self._dates, self._offered = dates, self._answer is None
        self.display = bool(dates)
        await self.query(OneOf).remove()
        if dates:
            choice = OneOf([*self._answers()], self._answer or _OPEN)
            await self.mount(choice)
            if had_focus:
                choice.focus()
        self.query_one(Words).refresh(layout=True)

    def _answers(self) -> Iterable[Answer]:
        for order in _ORDERS:
            yield Answer(order, lambda order=order: self._day(order))  # type: ignore[misc]
        # Last, so that the days stay where they are when it goes.
        if self._answer is None:
            yield Answer(_OPEN, lambda: _("not said yet"))

    def _day(self, order: DateOrder) -> str:
        day = read_date(self._dates[0].samples[0], order)
        return short_date(day) if day else ""

    @on(OneOf.Changed)
    def _answered(self, event: OneOf.Changed) -> None:
        event.stop()
        if event.value != _OPEN:
            self._answer = DateOrder(event.value)
            self.call_later(self.ask, self._dates)
            self.post_message(self.Answered(self._answer))

    def _text(self) -> Content:
        if not self._dates:
            return Content("")
        first = self._dates[0]
        question = _("Which day is {date} in “{column}”?").format(
            date=safe(first.samples[0], 30), column=safe(first.header, 40)
        )
        shown = 3 if self.size.width >= _ROOMY else 2
        others = [safe(sample, 30) for sample in first.samples[1:shown]]
        others += [safe(column.header, 40) for column in self._dates[1:]]
        also = _("also {others}").format(others=", ".join(others)) if others else ""
        return Content.assemble(("▲ ", "bold $warning"), (question, "bold"), " ", (also, "$muted"))
