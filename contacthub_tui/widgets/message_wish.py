"""What an operator wants to write, wherever that is. Enters: to whom. Leaves: a message; the app
opens the inbox.
"""

from dataclasses import dataclass

from textual.message import Message

from contacthub_tui.domain.contact import Address


@dataclass
class MessageWanted(Message):
    """Write to this address."""

    address: Address
