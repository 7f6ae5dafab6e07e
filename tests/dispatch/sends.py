"""Group sends of any size, laid into the store without contacts. Enters: how many."""

from contacthub_tui.services.threads import moment
from contacthub_tui.store.database import session, transaction
from contacthub_tui.store.models import GroupSendModel
from contacthub_tui.store.sql import insert_many, rows
from tests.messages import number_of


def lay_send(count: int) -> int:
    """A group send under way with a message for each of so many numbers; gives its id."""
    at = moment()
    with transaction():
        send_id = int(
            GroupSendModel.create(
                channel="mobile", text="Bonjour", about="[]", state="sending", recipients=count,
                who="marie", created_at=at,
            ).id
        )  # fmt: skip
        insert_many(
            "message",
            ("send_id", "channel", "number", "direction", "text", "state", "at"),
            [
                (send_id, "mobile", number_of(place), "out", "Bonjour", "queued", at)
                for place in range(count)
            ],
        )
    return send_id


def places_by_state() -> dict[str, set[str]]:
    """The numbers of the messages that go out, by state."""
    found: dict[str, set[str]] = {}
    with session():
        for number, state in rows("SELECT number, state FROM message WHERE direction = 'out'"):
            found.setdefault(state, set()).add(number)
    return found
