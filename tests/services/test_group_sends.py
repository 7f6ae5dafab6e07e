"""One message to many: each address once, nobody who said stop, held in quiet hours."""

from datetime import UTC, datetime

import pytest

from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.contact import CustomKind
from contacthub_tui.domain.contact_edit import Draft
from contacthub_tui.domain.contact_query import ContactQuery, custom_key
from contacthub_tui.domain.group_send import SendState
from contacthub_tui.domain.message import Accepted, ConversationQuery, MessageState
from contacthub_tui.errors import RefusedError
from contacthub_tui.services import (
    contact_edit,
    conversations,
    group_sends,
    lease,
    lists,
    outbox,
    preferences,
)
from contacthub_tui.services.custom_fields import create_custom_field
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import Store, transaction
from contacthub_tui.store.sql import execute
from tests.messages import number_of

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
NIGHT = datetime(2026, 3, 4, 23, tzinfo=UTC)
BRITON = "+447400123456"


@pytest.fixture
def team(store: Store) -> Chosen:
    """Six contacts on two lists; one is on both, one has no mobile, one said stop, one is a Briton
    without a first name."""
    vip, lyon = (lists.create_list(name, who="marie") for name in ("VIP", "Lyon"))
    size = create_custom_field("Pointure", CustomKind.TEXT)
    for place, (name, on) in enumerate(
        [("Léa", {vip, lyon}), ("Zoé #lastname#", {vip}), ("Hugo", {lyon}), ("Rémi", {lyon})]
    ):
        values = {"first_name": name, "mobile": number_of(place), "last_name": "Martin"}
        contact_edit.create_contact(
            Draft(values | ({custom_key(size.id): "42"} if place == 0 else {}), frozenset(on)),
            (),
            "marie",
        )
    contact_edit.create_contact(
        Draft({"first_name": "Inès", "whatsapp": number_of(50)}, frozenset({vip})), (), "marie"
    )
    contact_edit.create_contact(Draft({"mobile": BRITON}, frozenset({vip})), (), "marie")
    preferences.unsubscribe(number_of(3), who="marie")
    return Chosen(query=ContactQuery(list_ids=(vip, lyon)))


TEXT = "Bonjour #firstname#, pointure #pointure# ! #nobody#"


def _prepare(team: Chosen) -> int:
    send_id = group_sends.prepare(TEXT, team, about=("VIP", "Lyon"), who="marie")
    assert send_id is not None
    return send_id


def _claim(at: datetime, limit: int = 100) -> list[str]:
    if lease.current_lease() is None:
        assert lease.take_lease(this_worker(), "test")
    return [each.text for each in outbox.claim(this_worker(), "test", limit, at=at).messages]


def test_preflight_says_what_would_happen(team: Chosen) -> None:
    seen = group_sends.preflight(TEXT, team)
    assert (seen.chosen, seen.duplicates, seen.without_address) == (6, 1, 1)
    assert (seen.unsubscribed, seen.recipients, seen.parts) == (1, 4, 4)
    assert sorted(seen.missing.values()) == [1, 3]
    assert seen.zones == {"Europe/Paris": 3, "": 1}
    assert seen.unknown_tags == ("nobody",)
    assert group_sends.all_sends() == []


def test_each_address_gets_its_own_text_once_and_nobody_before_it_is_started(team: Chosen) -> None:
    send_id = _prepare(team)
    assert _claim(NOON) == []
    assert conversations.count_conversations(ConversationQuery()) == 0
    group_sends.start(send_id)
    assert sorted(_claim(NOON)) == [
        "Bonjour , pointure  ! #nobody#",
        "Bonjour Hugo, pointure  ! #nobody#",
        "Bonjour Léa, pointure 42 ! #nobody#",
        "Bonjour Zoé #lastname#, pointure  ! #nobody#",
    ]
    assert conversations.count_conversations(ConversationQuery()) == 4
    assert conversations.unread_count() == 0
    report = group_sends.report(send_id)
    assert report.counts == {MessageState.CLAIMED: 4, MessageState.LEFT_OUT: 1}
    assert report.send.about == ("VIP", "Lyon")


def test_it_is_finished_when_nothing_is_left(team: Chosen) -> None:
    send_id = _prepare(team)
    group_sends.start(send_id)
    assert lease.take_lease(this_worker(), "test")
    claimed = outbox.claim(this_worker(), "test", 100, at=NOON).messages
    assert outbox.finish_sends() == []
    outbox.settle("test", [(each, Accepted(str(each.id))) for each in claimed])
    assert outbox.finish_sends() == [send_id]
    assert group_sends.report(send_id).send.state is SendState.FINISHED
    (message,) = group_sends.messages_of(send_id, MessageState.LEFT_OUT, 0, 10)
    assert message.reason == "unsubscribed"
    assert len(group_sends.contacts_of(send_id, MessageState.SENT)) == 4


def test_quiet_hours_hold_the_messages_of_their_country_alone(team: Chosen) -> None:
    send_id = _prepare(team)
    group_sends.start(send_id)
    assert _claim(NIGHT) == ["Bonjour , pointure  ! #nobody#"]
    assert _claim(NIGHT) == []
    with pytest.raises(RefusedError, match="send-no-reason"):
        group_sends.override_quiet_hours(send_id, " ", who="marie")
    group_sends.override_quiet_hours(send_id, "water is cut", who="marie")
    assert len(_claim(NIGHT)) == 3
    assert group_sends.report(send_id).send.override_who == "marie"


def test_pause_resume_and_cancel(team: Chosen) -> None:
    send_id = _prepare(team)
    group_sends.start(send_id)
    assert len(_claim(NOON, 1)) == 1
    group_sends.pause(send_id)
    assert _claim(NOON) == []
    group_sends.resume(send_id)
    assert len(_claim(NOON, 1)) == 1
    group_sends.cancel(send_id)
    assert _claim(NOON) == []
    with pytest.raises(RefusedError, match="send-gone-on"):
        group_sends.resume(send_id)
    counts = group_sends.report(send_id).counts
    assert counts == {MessageState.CLAIMED: 2, MessageState.LEFT_OUT: 3}


def test_who_stops_while_it_goes_out_is_left_out(team: Chosen) -> None:
    send_id = _prepare(team)
    group_sends.start(send_id)
    preferences.unsubscribe(number_of(0), number_of(1), who="marie")
    assert len(_claim(NOON)) == 2


def test_what_is_not_wholly_prepared_is_never_sent(team: Chosen) -> None:
    assert group_sends.prepare(TEXT, team, who="marie", cancelled=lambda: True) is None
    nobody = Chosen(query=ContactQuery(text="nobody at all"))
    with pytest.raises(RefusedError, match="send-nobody"):
        group_sends.prepare(TEXT, nobody, who="marie")
    for send in group_sends.all_sends():
        assert send.state is SendState.CANCELLED
        with pytest.raises(RefusedError, match="send-gone-on"):
            group_sends.start(send.id)
    assert _claim(NOON) == []


def test_one_whose_preparation_died_can_be_cancelled_and_is_never_sent(team: Chosen) -> None:
    send_id = _prepare(team)
    with transaction():
        execute("UPDATE group_send SET state = 'preparing', worker = 'nowhere:1:1'")
    assert _claim(NOON) == []
    with pytest.raises(RefusedError, match="send-gone-on"):
        group_sends.start(send_id)
    group_sends.cancel(send_id)
    assert group_sends.report(send_id).counts == {MessageState.LEFT_OUT: 5}
