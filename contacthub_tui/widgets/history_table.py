"""The history of preferences: a table of changes, and one of them to read.

Enters: pages of lines of the ledger, a line. Leaves: messages of the table.
"""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive

from contacthub_tui.domain.consent import PreferenceChange, Source
from contacthub_tui.domain.contact import Status
from contacthub_tui.domain.phone import spell
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, exact_time, mark, number
from contacthub_tui.widgets.columns import Cell, Column
from contacthub_tui.widgets.contact_columns import SIGNS
from contacthub_tui.widgets.fields import BLANK, Field, FieldsView
from contacthub_tui.widgets.preference_words import sign
from contacthub_tui.widgets.reading import Reading
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.wording import (
    change_reason,
    field_label,
    file_words,
    origin_label,
    status_label,
)

_LONGEST = 3_000


class HistoryTable(WindowedTable[PreferenceChange]):
    """Lines of the ledger, the newest first; with their numbers where there are several."""

    def __init__(self, *, numbers: bool, id: str | None = None) -> None:
        columns = [
            Column("at", mark("When"), _at, width=19),
            *([Column("number", mark("Number"), _number, width=18)] if numbers else []),
            Column("channel", mark("Channel"), _channel, width=8),
            Column("change", mark("Change"), _turn, width=18),
            Column("source", mark("Source"), _source, width=16, weight=3),
            Column("who", mark("Who"), _who, width=10, weight=1, from_width=100),
            Column("reason", mark("Reason"), _reason, width=16, weight=4, from_width=80),
        ]
        super().__init__(columns, lambda change: change.id, id=id)


def _at(change: PreferenceChange) -> Cell:
    return Cell(exact_time(change.at, seconds=False))


def _number(change: PreferenceChange) -> Cell:
    return Cell(spell(change.address.number))


def _channel(change: PreferenceChange) -> Cell:
    return Cell(field_label(str(change.address.channel)), "muted")


def _turn(change: PreferenceChange) -> Cell:
    before = SIGNS[change.before].text if change.before else "–"
    after = SIGNS[change.after]
    return Cell(f"{before} → {after.text} {status_label(change.after)}", after.role)


def _source(change: PreferenceChange) -> Cell:
    """Where it came from: of an import the very row."""
    if change.file_name and change.row is not None:
        file, row = change.file_name, number(change.row)
        return Cell(_("{file}, row {row}").format(file=file_words(file, 60), row=row))
    return Cell(origin_label(change.source))


def _who(change: PreferenceChange) -> Cell:
    return Cell(change.who, "muted")


def _reason(change: PreferenceChange) -> Cell:
    return Cell(change_reason(change), "muted")


class ChangePanel(Reading, can_focus=True):
    """One change in full, its reason with all its lines."""

    ALLOW_SELECT = True

    change: reactive[PreferenceChange | None] = reactive(None)

    def compose(self) -> ComposeResult:
        yield _ChangeView().data_bind(ChangePanel.change)


class _ChangeView(FieldsView):
    change: reactive[PreferenceChange | None] = reactive(None, layout=True)

    def fields(self) -> Iterable[Field]:
        change = self.change
        if change is None:
            return
        turned = Content.assemble(sign(change.before), " → ", sign(change.after), " ")
        yield Field(turned + Content.styled(status_label(change.after), "bold"))
        channel = field_label(str(change.address.channel))
        yield Field(Content.assemble(spell(change.address.number), (f"  {channel}", "$muted")))
        yield Field(BLANK)
        yield Field(Content(exact_time(change.at)), _("When"))
        yield Field(Content(_was(change.before)), _("From"))
        yield Field(Content(safe(change.who) or "–"), _("Who"))
        source = origin_label(change.source)
        if change.run_id is not None:
            source = _("File import no. {n}").format(n=change.run_id)
        yield Field(Content(source), _("Source"))
        if change.source is Source.IMPORT:
            yield Field(Content(file_words(change.file_name) or "–"), _("File"))
            if change.row is not None:
                yield Field(Content(number(change.row)), _("Row"))
        reason = change_reason(change, _LONGEST, lines=True)
        yield Field(Content(reason) if reason else Content.styled("–", "$muted"), _("Reason"))


def _was(before: Status | None) -> str:
    return status_label(before) if before else _("No preference")
