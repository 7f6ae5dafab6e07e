"""The inbox as it is read: pages, names, search, threads, what is unread."""

import pytest

from contacthub_tui.domain.contact_edit import Draft
from contacthub_tui.domain.message import (
    ConversationFilter,
    ConversationQuery,
    Direction,
)
from contacthub_tui.services import conversations
from contacthub_tui.services.contact_edit import create_contact
from contacthub_tui.services.conversations import ConversationPages
from contacthub_tui.store.database import Store
from tests.messages import clock, mobile, number_of, write_thread


@pytest.fixture
def inbox(store: Store) -> Store:
    """A hundred conversations; those of even places came in, the others went out."""
    write_thread(
        *(
            (number_of(place), f"Bonjour numéro {place}", _way(place), clock(place))
            for place in range(100)
        )
    )
    return store


def _way(place: int) -> Direction:
    return Direction.OUT if place % 2 else Direction.IN


def test_pages_hold_the_latest_conversation_first(inbox: Store) -> None:
    pages = ConversationPages(ConversationQuery())
    shown = [each for start in range(0, 100, 30) for each in pages.page(start, 30)]
    assert [each.address for each in shown] == [mobile(place) for place in reversed(range(100))]
    assert pages.total == 100
    assert shown[1].last_text == "Bonjour numéro 98"
    assert pages.page(100, 30) == []


def test_filters_and_what_is_unread(inbox: Store) -> None:
    assert conversations.unread_count() == 50
    one = conversations.find_conversation(mobile(98))
    assert one is not None
    before = conversations.pulse()
    conversations.mark_read(one.id)
    assert conversations.unread_count() == 49
    assert conversations.pulse() != before
    conversations.close_conversation(one.id)
    counts = {
        shown: conversations.count_conversations(ConversationQuery(shown))
        for shown in ConversationFilter
    }
    assert counts == {"all": 100, "unread": 49, "open": 99, "closed": 1, "undecided": 0}
    assert conversations.rank_of_conversation(ConversationQuery(), one.id) == 1
    unread = ConversationQuery(ConversationFilter.UNREAD)
    assert conversations.rank_of_conversation(unread, one.id) is None
    write_thread((number_of(98), "Encore moi", Direction.IN, clock(200)))
    again = conversations.get_conversation(one.id)
    assert again is not None
    assert (again.closed, again.unread, again.last_text) == (False, 1, "Encore moi")


def test_a_name_stands_in_the_inbox_as_soon_as_it_is_saved(inbox: Store) -> None:
    made = create_contact(
        Draft({"first_name": "Élodie", "mobile": number_of(7)}), (), "marie"
    ).contact_id
    found = conversations.find_conversation(mobile(7))
    assert found is not None
    assert (found.name, found.contact_id) == ("Élodie", made)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("elodie", [7]),
        ("numero 42", [42]),
        ("10000013", [13]),
        ("06 10 00 00 13", [13]),
        ("nobody", []),
        ("[/] % _ ' \\", []),
    ],
)
def test_a_search_finds_names_numbers_and_words(inbox: Store, text: str, places: list[int]) -> None:
    create_contact(Draft({"first_name": "Élodie", "mobile": number_of(7)}), (), "marie")
    pages = ConversationPages(ConversationQuery(text=text))
    assert [each.address for each in pages.page(0, 50)] == [mobile(place) for place in places]


def test_a_thread_is_read_from_either_end(store: Store) -> None:
    write_thread(
        *((number_of(1), str(place), _way(place), clock(place)) for place in range(50)),
    )
    one = conversations.find_conversation(mobile(1))
    assert one is not None
    assert conversations.count_messages(one.id) == 50
    for total in (None, 50):
        page = conversations.message_page(one.id, 40, 20, total)
        assert [message.text for message in page] == [str(place) for place in range(40, 50)]


def test_a_message_that_comes_late_does_not_take_the_last_line(store: Store) -> None:
    write_thread((number_of(1), "new", Direction.IN, clock(50)))
    write_thread((number_of(1), "old", Direction.IN, clock(10)))
    one = conversations.find_conversation(mobile(1))
    assert one is not None
    assert (one.last_text, one.last_at, one.unread) == ("new", clock(50), 2)
    thread = conversations.message_page(one.id, 0, 10)
    assert [message.text for message in thread] == ["old", "new"]
