"""What an operator wants to know of sending at a glance. Enters: the name of a gateway. Leaves: how
it does, who sends, what waits, what became of a message that tries it.
"""

from dataclasses import dataclass

from contacthub_tui.domain.message import MessageState
from contacthub_tui.services.gateway_state import GatewayState, gateway_state
from contacthub_tui.services.lease import Lease, current_lease
from contacthub_tui.services.outbox import queued_count
from contacthub_tui.store.database import session
from contacthub_tui.store.sql import rows, value


@dataclass(frozen=True, slots=True)
class Overview:
    """`queued` messages wait, of `unknown` ones nobody knows whether they were sent. `tried` is the
    state of the message that tries the gateway, and the code of its reason."""

    state: GatewayState
    lease: Lease | None
    queued: int
    unknown: int
    tried: tuple[MessageState, str] | None = None


def overview(gateway: str, tried: int = 0) -> Overview:
    """How sending stands now; `tried` is the id of the message that tries it, if there is one."""
    with session():
        found = rows("SELECT state, reason FROM message WHERE id = ?", (tried,)) if tried else []
        unknown = int(value("SELECT count(*) FROM message WHERE state = 'unknown'"))
    return Overview(
        gateway_state(gateway),
        current_lease(),
        queued_count(),
        unknown,
        (MessageState(found[0][0]), found[0][1]) if found else None,
    )
