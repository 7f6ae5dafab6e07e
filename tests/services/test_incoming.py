"""What comes in: stored once, stops acted on, the rest shown to an operator."""

import pytest

from contacthub_tui.domain.contact import Channel, Status
from contacthub_tui.domain.message import AttentionKind, Incoming, MessageState, Receipt, Received
from contacthub_tui.services import account, attention, conversations, preferences
from contacthub_tui.services.account import Change
from contacthub_tui.services.incoming import take_in
from contacthub_tui.services.ledger import latest
from contacthub_tui.store.database import Store
from tests.consent import resubscribe
from tests.messages import mobile, number_of

NUMBER = number_of(1)


def _come(*texts: str, first: int = 1) -> int:
    return take_in(
        "test",
        Received([Incoming(f"in-{first + n}", mobile(1), text) for n, text in enumerate(texts)]),
    )


def test_a_message_that_comes_twice_is_stored_once(store: Store) -> None:
    assert _come("Bonjour", "Au revoir") == 2
    assert _come("Bonjour", "Au revoir", "Encore") == 1
    found = conversations.find_conversation(mobile(1))
    assert found is not None
    assert (found.unread, conversations.count_messages(found.id)) == (3, 3)
    take_in("other", Received([Incoming("in-1", mobile(1), "Bonjour")]))
    assert conversations.count_messages(found.id) == 4


def test_an_opt_out_word_stops_every_channel_and_the_ledger_says_so(store: Store) -> None:
    _come(" arrêt. ")
    assert set(preferences.preference(NUMBER).values()) == {Status.UNSUBSCRIBED}
    assert len(preferences.preference(NUMBER)) == len(Channel)
    line = latest([NUMBER])[0]
    assert (str(line.source), line.who, line.reason) == ("incoming", "test", "arrêt.")


def test_the_account_can_narrow_a_stop_to_its_channel(store: Store) -> None:
    account.save_team({"opt_out_scope": Change("number", "channel")}, "marie")
    _come("STOP")
    assert preferences.preference(NUMBER) == {Channel.MOBILE: Status.UNSUBSCRIBED}


def test_a_stop_that_comes_again_stops_nobody_who_was_resubscribed(store: Store) -> None:
    _come("STOP")
    resubscribe(mobile(1))
    _come("STOP")
    assert preferences.preference(NUMBER)[Channel.MOBILE] is Status.SUBSCRIBED


def test_start_is_proposed_and_never_applied(store: Store) -> None:
    _come("START")
    assert attention.open_attention() == []
    _come("STOP", "Start!", first=5)
    (waiting,) = attention.open_attention(NUMBER)
    assert (waiting.kind, waiting.message.text) == (AttentionKind.START, "Start!")
    assert preferences.preference(NUMBER)[Channel.MOBILE] is Status.UNSUBSCRIBED
    attention.close_attention(waiting.id, who="marie")
    assert attention.open_attention() == []


def test_a_sentence_with_an_opt_out_word_is_decided_by_an_operator(store: Store) -> None:
    _come("Merci d’arrêter, stop les messages")
    assert preferences.preference(NUMBER) == {}
    (waiting,) = attention.open_attention()
    found = conversations.find_conversation(mobile(1))
    assert found is not None
    (message,) = conversations.message_page(found.id, 0, 5)
    assert waiting.kind is message.attention is AttentionKind.OPT_OUT_WORD
    attention.unsubscribe_after(waiting.id, who="marie")
    assert preferences.preference(NUMBER)[Channel.MOBILE] is Status.UNSUBSCRIBED
    assert attention.open_attention() == []


def test_what_a_gateway_blocks_is_unsubscribed_and_never_the_reverse(store: Store) -> None:
    take_in("test", Received(blocked=[mobile(1)]))
    assert preferences.preference(NUMBER)[Channel.MOBILE] is Status.UNSUBSCRIBED
    take_in("test", Received())
    take_in("test", Received(blocked=[mobile(1)]))
    assert preferences.preference(NUMBER)[Channel.MOBILE] is Status.UNSUBSCRIBED
    assert len(latest([NUMBER])) == len(Channel)


@pytest.mark.parametrize("text", ["", "\x1b]52;c;eA==\x07STOP\x1b[2J", "x" * 100_000, "\ud800"])
def test_whatever_comes_in_is_kept(store: Store, text: str) -> None:
    assert _come(text) == 1


@pytest.mark.parametrize("strange", ["a\0b", "\ud800", "\x1b[2J"])
def test_a_gateway_with_strange_ids_is_heard_once(store: Store, strange: str) -> None:
    stop = Received([Incoming(strange, mobile(1), "STOP"), Incoming("ab", mobile(1), "Bonjour")])
    assert (take_in("test", stop), take_in("test", stop)) == (2, 0)
    assert preferences.preference(NUMBER)[Channel.MOBILE] is Status.UNSUBSCRIBED
    take_in("test", Received(receipts=[Receipt(strange, MessageState.DELIVERED)]))
