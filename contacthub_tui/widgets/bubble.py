"""A message of a thread as lines of text. Enters: the message, the one before it, the room there
is. Leaves: lines of pieces, each with its role.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.cells import cell_len
from textual.content import Content

from contacthub_tui.domain.message import AttentionKind, Direction, Message, MessageState
from contacthub_tui.domain.text import safe
from contacthub_tui.i18n import _, day_of, time_of_day
from contacthub_tui.wording.messages import reason_words

#: A bubble takes at most this share of the thread, and no more cells than are read well.
_SHARE, _WIDEST, _NARROWEST = 0.78, 72, 18
_LONGEST = 20_000
_SIGNS = {
    MessageState.QUEUED: "⏳",
    MessageState.CLAIMED: "⏳",
    MessageState.SENT: "✓",
    MessageState.DELIVERED: "✓✓",
    MessageState.FAILED: "✗",
    MessageState.LEFT_OUT: "✗",
    MessageState.UNKNOWN: "?",
    MessageState.RECEIVED: "",
}
_BAD = (MessageState.FAILED, MessageState.LEFT_OUT)
_ROLES = {
    MessageState.DELIVERED: "good",
    MessageState.FAILED: "bad",
    MessageState.LEFT_OUT: "bad",
    MessageState.UNKNOWN: "attention",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A text in a role: text, muted, good, bad, attention, day; `side` says in whose bubble it
    stands, None beside them."""

    text: str
    role: str = "text"
    side: Direction | None = None


Line = Sequence[Piece]


def lines_of(message: Message, before: Message | None, width: int) -> list[Line]:
    """What a message takes of a thread of this width: a day where a new one begins, a blank line,
    the bubble."""
    lines: list[Line] = []
    day = day_of(message.at)
    if before is None or day_of(before.at) != day:
        lines += [[], _day(day, width)] if before is not None else [_day(day, width)]
    else:
        lines.append([])
    return [*lines, *_bubble(message, width)]


def _day(day: str, width: int) -> Line:
    text = f" {day} "
    left = max(0, (width - cell_len(text)) // 2)
    return [Piece(" " * left), Piece(text, "day")]


def _bubble(message: Message, width: int) -> Iterator[Line]:
    """Its text in its colour, to the left what came in, to the right what goes out; the time and
    the state after the last word where there is room, else below."""
    room = max(_NARROWEST, min(_WIDEST, int(width * _SHARE))) - 2
    room = max(1, min(room, width - 2))
    side, role = message.direction, "text"
    texts = [line.plain.rstrip() for line in Content(_text(message)).wrap(room)] or [""]
    end = _end(message)
    end_width = sum(cell_len(piece.text) for piece in end)
    together = cell_len(texts[-1]) + 2 + end_width <= room
    widths = [cell_len(text) for text in texts]
    inside = max([*widths, end_width, widths[-1] + 2 + end_width if together else 0])
    inside = min(inside, room)
    left = [Piece(" " * max(0, width - inside - 2))] if side is Direction.OUT else []
    for place, (text, text_width) in enumerate(zip(texts, widths, strict=True)):
        last = together and place == len(texts) - 1
        gap = inside - text_width - (end_width if last else 0)
        pieces = [Piece(f" {text}{' ' * gap}", role, side), *(end if last else ())]
        yield [*left, *pieces, Piece(" ", role, side)]
    if not together:
        yield [
            *left,
            Piece(" " * (inside - end_width + 1), role, side),
            *end,
            Piece(" ", role, side),
        ]
    for said, said_role in _remarks(message):
        for line in Content(said).wrap(max(1, min(width - 1, _WIDEST))):
            text = line.plain.rstrip()
            blank = width - cell_len(text) - 1 if side is Direction.OUT else 1
            yield [Piece(" " * max(0, blank)), Piece(text, said_role)]


def _text(message: Message) -> str:
    return safe(message.text, _LONGEST, lines=True)


def _end(message: Message) -> list[Piece]:
    """The time, and the sign of the state."""
    side = message.direction
    pieces = [Piece(time_of_day(message.at), "muted", side)]
    if sign := _SIGNS[message.state]:
        pieces.append(Piece(f" {sign}", _ROLES.get(message.state, "muted"), side))
    return pieces


def _remarks(message: Message) -> Iterator[tuple[str, str]]:
    """What is to be said of it below: why it failed, what waits, what must be decided."""
    if message.state in _BAD:
        yield reason_words(message), "bad"
    elif message.state is MessageState.UNKNOWN:
        yield _("? It is not known whether this was sent."), "attention"
    elif message.state is MessageState.QUEUED and _is_ahead(message.not_before):
        yield _("waits until {time}").format(time=time_of_day(message.not_before)), "muted"
    if message.attention is AttentionKind.OPT_OUT_WORD:
        yield _("▲ It holds a word that people say stop with."), "attention"
    elif message.attention is AttentionKind.START:
        yield _("▲ This person asks for messages again."), "attention"


def _is_ahead(utc: str) -> bool:
    try:
        return datetime.fromisoformat(utc) > datetime.now(UTC)
    except ValueError:
        return False
