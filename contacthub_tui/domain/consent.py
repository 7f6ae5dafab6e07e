"""What may change a preference (rules 1 to 4 and 7 of the product's consent rules).

A preference belongs to an address on a channel. It has no expiry, and only an operator who gives a
reason turns unsubscribed into subscribed, one address on one channel at a time.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.domain.text import name_key, safe

#: The longest reason that the ledger keeps, in characters. A stop of many writes it with each.
MAX_REASON = 2_000


class Source(StrEnum):
    """Where a change of a preference comes from; the ledger keeps it."""

    OPERATOR = "operator"
    IMPORT = "import"
    INCOMING = "incoming"
    GATEWAY = "gateway"


@dataclass(frozen=True, slots=True)
class Wish:
    """A status that a row of a file or a new contact asks for. It may not be granted.

    `beside` are the addresses of the same person: whoever said stop there gets no other address
    that may be messaged.
    """

    address: Address
    status: Status
    row: int | None = None
    beside: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class PreferenceChange:
    """One line of the ledger. `before` is None where no preference was stored.

    `at` is UTC, ISO 8601. `file_name` and `row` say which row of which file, for an import. Of two
    lines the later one has the higher `id`.
    """

    at: str
    address: Address
    before: Status | None
    after: Status
    who: str
    source: Source
    reason: str = ""
    run_id: int | None = None
    file_name: str = ""
    row: int | None = None
    id: int = 0


def granted(stored: Status | None, wished: Status) -> Status | None:
    """The status to write for a wish, None where what is stored stays.

    Unsubscribed can always be written; subscribed only where nothing is stored (rule 3).
    """
    if stored is None:
        return wished
    if stored is Status.SUBSCRIBED and wished is Status.UNSUBSCRIBED:
        return wished
    return None


def spread(wish: Wish, stored: Mapping[Address, Status]) -> Iterator[tuple[Wish, str]]:
    """The stops that a new address meets: that of its person at another one, with that number.

    An address that is unsubscribed stops the new number on every channel; where only a channel of
    its number is, that channel. What is stored of the new number stays.
    """
    if wish.status is Status.UNSUBSCRIBED or wish.address in stored:
        return
    for channel in Channel:
        address = Address(channel, wish.address.number)
        for other in wish.beside:
            stops = (other, Address(channel, other.number))
            if address not in stored and Status.UNSUBSCRIBED in map(stored.get, stops):
                yield Wish(address, Status.UNSUBSCRIBED, wish.row), other.number
                break


def says_something(reason: str) -> bool:
    """Whether a reason can be read: one of nothing but blanks and invisible signs is none."""
    return bool(safe(reason).strip())


def may_resubscribe(stored: Status | None, reason: str) -> bool:
    """Whether an operator's resubscription holds: there is something to turn, and a reason."""
    return stored is Status.UNSUBSCRIBED and says_something(reason)


def strictest(wishes: list[Wish]) -> list[Wish]:
    """One wish an address: the first that says unsubscribed, else the first."""
    chosen: dict[Address, Wish] = {}
    for wish in wishes:
        held = chosen.get(wish.address)
        if held is None or (held.status is Status.SUBSCRIBED and wish.status is not held.status):
            chosen[wish.address] = wish
    return list(chosen.values())


#: The words of rule 6, which the team can edit. ARRÊT stands for ARRET, too.
OPT_OUT_WORDS = (
    "STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "OPT-OUT",
    "ARRÊT", "REMOVE",
)  # fmt: skip


def is_opt_out(text: str, words: Iterable[str] = OPT_OUT_WORDS) -> bool:
    """Whether a message is an opt-out word and nothing else (rule 6).

    Case, accents, surrounding space and punctuation make no difference.
    """
    said = name_key(text)
    return bool(said) and said in map(name_key, words)
