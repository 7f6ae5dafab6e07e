"""What comes in: messages, delivery reports, numbers that a gateway blocks.

Enters: what a gateway holds for us. Leaves: all of it stored, in one transaction; only then may the
gateway be told. A message that comes again is known by its id and does nothing more. An opt-out
word unsubscribes in the same transaction (rule 6); a START is proposed to an operator, never
applied; a message that holds such a word among others is shown to one.
"""

import re
from collections.abc import Sequence

from contacthub_tui.domain.consent import Source, Wish
from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.domain.message import AttentionKind, Direction, Incoming, Received
from contacthub_tui.domain.message_text import parts_of
from contacthub_tui.domain.opt_out import Asked, what_is_asked
from contacthub_tui.domain.text import clean
from contacthub_tui.services.account import read_team
from contacthub_tui.services.preferences import grant, lock_preferences, statuses
from contacthub_tui.services.receipts import apply_receipts
from contacthub_tui.services.threads import enter_threads, moment, storable_id
from contacthub_tui.store.database import transaction
from contacthub_tui.store.sql import execute_many, insert_many, new_ids, rows_in

#: The characters that are kept of a message; no gateway has longer ones.
LONGEST = 20_000
#: Why the ledger says that a gateway stopped a number; `wording` translates it.
BLOCKED = "blocked by the gateway"

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def take_in(gateway: str, received: Received) -> int:
    """Store all that a gateway holds for us; gives how many messages are new.

    Raises StoreError: nothing of it is stored then, and the gateway must not be told.
    """
    team = read_team()
    words = tuple(team["opt_out_words"].splitlines())
    everywhere = team["opt_out_scope"] == "number"
    with transaction():
        lock_preferences()
        new = _new(gateway, received.incoming)
        ids = new_ids("message", len(new))
        _store(gateway, ids, new)
        for message in new:
            # One after the other: the ledger says of each stop in which words it came.
            if what_is_asked(message.text, words) is Asked.STOP:
                _stop([message.address], everywhere, Source.INCOMING, gateway, message.text)
        _note_attention(ids, new, words)
        _stop(received.blocked, everywhere, Source.GATEWAY, gateway, BLOCKED)
        apply_receipts(gateway, received.receipts)
    return len(new)


def _new(gateway: str, incoming: Sequence[Incoming]) -> list[Incoming]:
    """The messages that are not stored yet, each once, as they are to be stored."""
    by_id: dict[str, Incoming] = {}
    for message in incoming:
        by_id.setdefault(storable_id(message.gateway_message_id), message)
    known = {
        row[0]
        for row in rows_in(
            "SELECT gateway_message_id FROM message WHERE direction = 'in'"  # noqa: S608
            f" AND gateway = '{_quoted(gateway)}' AND gateway_message_id IN (…)",
            by_id,
        )
    }
    return [_fit(message) for key, message in by_id.items() if key not in known]


def _quoted(gateway: str) -> str:
    return gateway.replace("'", "''").replace("?", "")


def _fit(message: Incoming) -> Incoming:
    """A message as it is stored: nothing that harms, not later than now."""
    latest = moment()
    at = min(message.at, latest) if _MOMENT.fullmatch(message.at) else latest
    address = Address(message.address.channel, clean(message.address.number)[:50])
    return Incoming(
        storable_id(message.gateway_message_id), address, clean(message.text)[:LONGEST], at
    )


def _store(gateway: str, ids: list[int], new: list[Incoming]) -> None:
    insert_many(
        "message",
        (
            "id", "channel", "number", "direction", "text", "parts", "state", "at", "gateway",
            "gateway_message_id",
        ),
        [
            (
                message_id, str(each.address.channel), each.address.number, "in", each.text,
                parts_of(each.text), "received", each.at, gateway, each.gateway_message_id,
            )
            for message_id, each in zip(ids, new, strict=True)
        ],
    )  # fmt: skip
    enter_threads(
        [
            (message_id, str(each.address.channel), each.address.number, each.text, each.at)
            for message_id, each in zip(ids, new, strict=True)
        ],
        Direction.IN,
    )


def _stop(
    addresses: Sequence[Address], everywhere: bool, source: Source, gateway: str, reason: str
) -> None:
    """Unsubscribe addresses, or their numbers on every channel."""
    wishes = [
        Wish(Address(channel, address.number), Status.UNSUBSCRIBED)
        for address in dict.fromkeys(addresses)
        for channel in (Channel if everywhere else (address.channel,))
    ]
    if not wishes:
        return
    grant(wishes, who=gateway, source=source, reason=reason[:200])
    execute_many(
        "UPDATE attention SET done_at = ?, done_by = ? WHERE number = ? AND done_at = ''",
        [(moment(), gateway, address.number) for address in addresses],
    )


def _note_attention(ids: list[int], new: list[Incoming], words: tuple[str, ...]) -> None:
    """Lay before an operator what may be meant to stop, or to start again."""
    asked = [what_is_asked(each.text, words) for each in new]
    stored = statuses(
        [
            each.address.number
            for each, what in zip(new, asked, strict=True)
            if what in (Asked.START, Asked.PERHAPS)
        ]
    )
    kinds = {Asked.START: AttentionKind.START, Asked.PERHAPS: AttentionKind.OPT_OUT_WORD}
    records = []
    for message_id, each, what in zip(ids, new, asked, strict=True):
        stopped = stored.get(each.address) is Status.UNSUBSCRIBED
        # Whoever is subscribed need not start, whoever is not need not stop.
        if (kind := kinds.get(what)) and stopped is (kind is AttentionKind.START):
            records.append(
                (str(kind), str(each.address.channel), each.address.number, message_id, each.at)
            )
    insert_many("attention", ("kind", "channel", "number", "message_id", "at"), records)
