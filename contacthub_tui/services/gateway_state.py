"""How the gateway does, as everybody sees it: its last trouble, when it last worked, what waits.

Enters: what the dispatcher meets. Leaves: one line a gateway.
"""

from dataclasses import dataclass

from contacthub_tui.services.threads import moment
from contacthub_tui.store.database import session, transaction
from contacthub_tui.store.sql import execute, rows

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class GatewayState:
    """`trouble` is the code of what keeps it from working now, empty where nothing does; `detail`
    says more, without credentials. Times are empty where it has not happened yet."""

    gateway: str
    trouble: str = ""
    detail: str = ""
    trouble_at: str = ""
    worked_at: str = ""


def gateway_state(gateway: str) -> GatewayState:
    """How a gateway does."""
    with session():
        found = rows(
            "SELECT gateway, trouble, detail, trouble_at, worked_at FROM gateway_state"
            " WHERE gateway = ?",
            (gateway,),
        )
    return GatewayState(*found[0]) if found else GatewayState(gateway)


def note_trouble(gateway: str, code: str, detail: str = "") -> None:
    """It does not work, for this reason."""
    with transaction():
        execute(
            "INSERT INTO gateway_state (gateway, trouble, detail, trouble_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (gateway) DO UPDATE SET trouble = excluded.trouble,"
            " detail = excluded.detail, trouble_at = excluded.trouble_at",
            (gateway, code, detail[:_LONGEST], moment()),
        )


def note_working(gateway: str) -> None:
    """It works. The last trouble stays to be read, but for its code."""
    with transaction():
        execute(
            "INSERT INTO gateway_state (gateway, worked_at) VALUES (?, ?)"
            " ON CONFLICT (gateway) DO UPDATE SET trouble = '', worked_at = excluded.worked_at",
            (gateway, moment()),
        )
