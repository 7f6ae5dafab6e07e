"""Nothing but an operator with a reason turns unsubscribed into subscribed."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacthub_tui.domain.consent import (
    Wish,
    granted,
    is_opt_out,
    may_resubscribe,
    strictest,
)
from contacthub_tui.domain.contact import Address, Channel, Status

IN, OUT = Status.SUBSCRIBED, Status.UNSUBSCRIBED

statuses = st.sampled_from(Status)
stored = st.none() | statuses
addresses = st.builds(
    Address, st.sampled_from(Channel), st.sampled_from(("+33612345678", "+33698765432"))
)
wishes = st.lists(st.builds(Wish, addresses, statuses, st.none() | st.integers(1, 9)), max_size=12)


@pytest.mark.parametrize(
    ("before", "wished", "written"),
    [
        (None, IN, IN),
        (None, OUT, OUT),
        (IN, OUT, OUT),
        (IN, IN, None),
        (OUT, OUT, None),
        (OUT, IN, None),
    ],
)
def test_a_wish_is_granted_only_towards_unsubscribed_or_where_nothing_is_stored(
    before: Status | None, wished: Status, written: Status | None
) -> None:
    assert granted(before, wished) == written


@given(stored, st.lists(statuses))
def test_no_sequence_of_wishes_subscribes_who_is_unsubscribed(
    before: Status | None, wished: Sequence[Status]
) -> None:
    status = before
    for wish in wished:
        after = granted(status, wish) or status
        assert not (status is OUT and after is IN)
        status = after
    if before is OUT or OUT in wished:
        assert status is OUT


@given(stored, statuses)
def test_what_stays_the_same_is_not_written(before: Status | None, wished: Status) -> None:
    assert granted(before, wished) != before or before is None


@given(stored, statuses)
def test_a_wish_granted_twice_is_written_once(before: Status | None, wished: Status) -> None:
    after = granted(before, wished) or before
    assert granted(after, wished) is None


@pytest.mark.parametrize(
    ("before", "reason", "may"),
    [
        (OUT, "She asked on the phone, 3 March", True),
        (OUT, "", False),
        (OUT, " \t\n\u00a0", False),
        (IN, "She asked on the phone", False),
        (None, "She asked on the phone", False),
    ],
)
def test_only_an_operator_with_a_reason_resubscribes(
    before: Status | None, reason: str, may: bool
) -> None:
    assert may_resubscribe(before, reason) is may


def test_the_strictest_wish_for_an_address_wins_and_keeps_its_row() -> None:
    bob = Address(Channel.MOBILE, "+33612345678")
    bob_elsewhere = Address(Channel.WHATSAPP, "+33612345678")
    chosen = strictest(
        [
            Wish(bob, IN, 2),
            Wish(bob_elsewhere, IN, 2),
            Wish(bob, OUT, 3),
            Wish(bob, IN, 4),
            Wish(bob, OUT, 5),
        ]
    )
    assert chosen == [Wish(bob, OUT, 3), Wish(bob_elsewhere, IN, 2)]


@given(wishes)
def test_one_wish_an_address_is_left_and_it_is_unsubscribed_if_any_was(asked: list[Wish]) -> None:
    chosen = strictest(asked)
    assert [wish.address for wish in chosen] == list(dict.fromkeys(wish.address for wish in asked))
    for wish in chosen:
        assert wish in asked
        statuses_asked = [other.status for other in asked if other.address == wish.address]
        assert (wish.status is OUT) == (OUT in statuses_asked)


@given(wishes, st.dictionaries(addresses, statuses))
def test_the_strictest_wish_stores_what_all_wishes_together_must(
    asked: list[Wish], before: dict[Address, Status]
) -> None:
    for wish in strictest(asked):
        held = before.get(wish.address)
        after = granted(held, wish.status) or held
        wanted = {other.status for other in asked if other.address == wish.address}
        assert after is (OUT if OUT in wanted or held is OUT else IN)


@given(wishes)
def test_choosing_twice_changes_nothing(asked: list[Wish]) -> None:
    chosen = strictest(asked)
    assert strictest(chosen) == chosen


@pytest.mark.parametrize(
    "text",
    [
        *("STOP STOPALL UNSUBSCRIBE CANCEL END QUIT".split()),
        *("REVOKE OPTOUT OPT-OUT ARRET ARRÊT REMOVE".split()),
        *(" stop ", "Stop.", "« Arrêt ! »", "ＳＴＯＰ", "opt out", "stop\n", "STOP 🛑"),
    ],
)
def test_an_opt_out_word_and_nothing_else_opts_out(text: str) -> None:
    assert is_opt_out(text)


@pytest.mark.parametrize(
    "text", ["", " ", "!", "STOP ça", "non stop", "stopper", "START", "UNSTOP"]
)
def test_any_other_text_does_not(text: str) -> None:
    assert not is_opt_out(text)


def test_the_team_can_choose_its_words() -> None:
    assert is_opt_out("désinscription", ("Désinscription",))
    assert is_opt_out("🛑", ("🛑",))
    assert not is_opt_out("STOP", ("Désinscription",))
