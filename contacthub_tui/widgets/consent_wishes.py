"""What an operator wants to do about consent, wherever that is. Enters: whom it is about. Leaves:
messages; the app opens the screen that serves them.
"""

from dataclasses import dataclass

from textual.message import Message

from contacthub_tui.domain.contact import Contact


@dataclass(frozen=True, slots=True)
class Addressee:
    """Numbers, and the name of the contact that has them; without a contact there is none."""

    numbers: tuple[str, ...]
    name: str = ""


def addressee(contact: Contact) -> Addressee:
    """The numbers and the name of a contact."""
    numbers = dict.fromkeys(address.number for address in contact.addresses)
    name = f"{contact.first_name} {contact.last_name}".strip() or contact.alias
    return Addressee(tuple(numbers), name)


@dataclass
class HistoryWanted(Message):
    """Show the whole history of these numbers; of none, the whole ledger."""

    addressee: Addressee


@dataclass
class UnsubscribeWanted(Message):
    """Stop these numbers, after a question."""

    addressee: Addressee


@dataclass
class ResubscribeWanted(Message):
    """Turn one address of these numbers back to subscribed, with proof."""

    addressee: Addressee


@dataclass
class LedgerWanted(Message):
    """Write the history of these numbers, of none the whole ledger, to a file."""

    addressee: Addressee
