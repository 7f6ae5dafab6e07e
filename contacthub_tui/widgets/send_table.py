"""Tables of group sends: every send; the states of one with their counts; who is in a state.

Enters: rows. Leaves: messages of the tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from contacthub_tui.domain.group_send import GroupSend
from contacthub_tui.domain.message import MessageState
from contacthub_tui.domain.phone import spell
from contacthub_tui.i18n import mark, pgettext, when
from contacthub_tui.services.send_pages import Reached
from contacthub_tui.widgets.columns import Cell, Column, count_cell
from contacthub_tui.widgets.whole_table import WholeTable
from contacthub_tui.widgets.windowed_table import WindowedTable
from contacthub_tui.wording.messages import reason_words
from contacthub_tui.wording.sends import about_send, message_state, send_state


@dataclass(frozen=True, slots=True)
class StateCount:
    """So many messages of a group send have a state; with `zones` those held for quiet hours."""

    state: MessageState
    count: int
    zones: tuple[str, ...] = ()

    @property
    def key(self) -> int:
        """What tells the lines of a report apart."""
        return 2 * list(MessageState).index(self.state) + bool(self.zones)


_ROLES = {
    MessageState.DELIVERED: "good",
    MessageState.FAILED: "bad",
    MessageState.UNKNOWN: "attention",
}

SENDS: Sequence[Column[GroupSend]] = (
    Column("text", mark("Message"), lambda send: Cell(send.text), width=16, weight=3),
    Column(
        "about",
        mark("To"),
        lambda send: Cell(about_send(send), "muted"),
        width=12,
        weight=2,
        from_width=70,
    ),
    Column("state", mark("State"), lambda send: Cell(*send_state(send.state)), width=16),
    Column(
        "recipients",
        mark("Recipients"),
        lambda send: count_cell(send.recipients),
        width=13,
        right=True,
    ),
    Column(
        "when",
        mark("When"),
        lambda send: Cell(when(send.started_at or send.created_at), "muted"),
        width=11,
        right=True,
    ),
    Column("who", mark("Who"), lambda send: Cell(send.who, "muted"), width=10, from_width=100),
)


def _label(row: StateCount) -> Cell:
    label = pgettext("messages", "held") if row.zones else message_state(row.state)
    return Cell(f"  ⏸ {label}" if row.zones else label, "text" if row.count else "muted")


STATES: Sequence[Column[StateCount]] = (
    Column("state", mark("State"), _label, width=14, weight=1),
    Column(
        "count",
        mark("Count"),
        lambda row: count_cell(row.count, _ROLES.get(row.state, "text")),
        width=9,
        right=True,
    ),
)


def _outcome(row: Reached) -> Cell:
    message = row.message
    if message.state in (MessageState.FAILED, MessageState.LEFT_OUT):
        return Cell(reason_words(message), "bad")
    return Cell(when(message.ended_at or message.sent_at or message.at), "muted")


REACHED: Sequence[Column[Reached]] = (
    Column("name", mark("Name"), lambda row: Cell(row.name), width=10, weight=2),
    Column("number", mark("Mobile"), lambda row: Cell(spell(row.message.address.number)), width=17),
    Column("outcome", mark("Outcome"), _outcome, width=12, weight=2),
    Column(
        "text",
        mark("Message"),
        lambda row: Cell(row.message.text, "muted"),
        width=20,
        weight=3,
        from_width=80,
    ),
)


class SendTable(WholeTable[GroupSend]):
    """Every group send."""

    def __init__(self) -> None:
        super().__init__(SENDS, lambda send: send.id)


class StateTable(WholeTable[StateCount]):
    """How many messages are in each state."""

    def __init__(self) -> None:
        super().__init__(STATES, lambda row: row.key, id="states")


class ReachedTable(WindowedTable[Reached]):
    """The messages of a state."""

    def __init__(self) -> None:
        super().__init__(REACHED, lambda row: row.message.id, id="reached")
