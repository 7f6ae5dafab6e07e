"""What became of messages after they were sent, in whatever order gateways tell it.

Enters: delivery reports. Leaves: the states of messages; a report of a message that is not known
yet waits for it. Delivered stays, whatever comes after it; failed gives way to delivered alone.
"""

from collections.abc import Sequence
from dataclasses import replace

from contacthub_tui.domain.message import MessageState, Receipt
from contacthub_tui.services.threads import moment, storable_id
from contacthub_tui.store.sql import execute, execute_many, insert_many, rows, rows_in, value

#: The states from which a report leads to its own. One of a message that is unknown settles it.
_FROM = {
    MessageState.SENT: ("claimed", "unknown"),
    MessageState.DELIVERED: ("claimed", "unknown", "sent", "failed"),
    MessageState.FAILED: ("claimed", "unknown", "sent"),
}


def apply_receipts(gateway: str, receipts: Sequence[Receipt]) -> None:
    """Apply delivery reports, inside the caller's transaction."""
    receipts = [
        replace(receipt, gateway_message_id=storable_id(receipt.gateway_message_id))
        for receipt in receipts
    ]
    ids = {
        found: message_id
        for message_id, found in rows_in(
            "SELECT id, gateway_message_id FROM message WHERE direction = 'out'"  # noqa: S608
            f" AND gateway = '{_plain(gateway)}' AND gateway_message_id <> ''"
            " AND gateway_message_id IN (…)",
            [receipt.gateway_message_id for receipt in receipts],
        )
    }
    # Of a message whose id at the gateway is known, only that one tells.
    own = dict(
        rows_in(
            "SELECT id, number FROM message WHERE direction = 'out'"  # noqa: S608
            f" AND gateway = '{_plain(gateway)}' AND gateway_message_id = '' AND id IN (…)",
            [receipt.message_id for receipt in receipts if receipt.message_id],
        )
    )
    waiting = []
    for receipt in receipts:
        message_id = ids.get(receipt.gateway_message_id)
        number = own.get(receipt.message_id)
        if message_id is None and number is not None and receipt.number in ("", number):
            message_id = receipt.message_id
        if message_id is None:
            waiting.append(receipt)
        else:
            _apply(message_id, receipt)
    insert_many(
        "receipt",
        ("gateway", "gateway_message_id", "state", "reason", "at"),
        [
            (gateway, each.gateway_message_id, str(each.state), each.reason, each.at or moment())
            for each in waiting
        ],
    )


def apply_waiting(gateway: str, gateway_message_ids: Sequence[str]) -> None:
    """Apply the reports that came before these messages were known, in the caller's transaction."""
    if not gateway_message_ids or not value("SELECT 1 FROM receipt LIMIT 1"):
        return
    found = rows_in(
        "SELECT id, gateway_message_id, state, reason, at FROM receipt"  # noqa: S608
        f" WHERE gateway = '{_plain(gateway)}' AND gateway_message_id IN (…)",
        gateway_message_ids,
    )
    apply_receipts(
        gateway, [Receipt(row[1], MessageState(row[2]), row[3], row[4]) for row in sorted(found)]
    )
    execute_many("DELETE FROM receipt WHERE id = ?", [(row[0],) for row in found])


def _apply(message_id: int, receipt: Receipt) -> None:
    before = _FROM.get(receipt.state)
    if before is None:
        return
    at = receipt.at or moment()
    ended = "" if receipt.state is MessageState.SENT else at
    held = rows("SELECT state FROM message WHERE id = ?", (message_id,))
    if not held or held[0][0] not in before:
        return
    execute(
        "UPDATE message SET state = ?, reason = ?, ended_at = ?,"
        " sent_at = CASE WHEN sent_at = '' THEN ? ELSE sent_at END,"
        " gateway_message_id = CASE WHEN gateway_message_id = '' THEN ?"
        "  ELSE gateway_message_id END WHERE id = ?",
        (str(receipt.state), receipt.reason, ended, at, receipt.gateway_message_id, message_id),
    )


def _plain(gateway: str) -> str:
    """The name of a gateway inside a statement."""
    return gateway.replace("'", "''").replace("?", "")
