"""What every gateway can do. Enters: messages. Leaves: what became of each, and what came in."""

from collections.abc import Sequence
from typing import Protocol

from contacthub_tui.domain.message import Outcome, Outgoing, Received


class Gateway(Protocol):
    """What carries messages. `send` and the two others are called from two threads."""

    @property
    def name(self) -> str:
        """The name that is kept with every message; ids of messages are unique within it."""

    @property
    def rate(self) -> float:
        """Messages a second that it takes, at most."""

    @property
    def at_once(self) -> int:
        """Messages that one call of `send` takes, at most."""

    def send(self, messages: Sequence[Outgoing]) -> Sequence[Outcome]:
        """Send some messages; gives an outcome for each, in their order.

        Raises nothing for what networks do: that is `NotAccepted` where no message can have got
        there, and `Unclear` where one may.
        """

    def receive(self) -> Received:
        """What is there to be stored, a batch at a time; the same again until it is confirmed.

        Raises GatewayError where the gateway cannot be asked.
        """

    def confirm(self, received: Received) -> None:
        """Tell the gateway that all of it is stored. Raises GatewayError: it then comes again."""

    def close(self) -> None:
        """Let go of connections and ports; the next call takes them again."""
