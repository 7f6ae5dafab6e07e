"""Drafts and templates are kept."""

import pytest

from contacthub_tui.errors import RefusedError
from contacthub_tui.services import composing, conversations, outbox
from contacthub_tui.store.database import Store
from tests.messages import mobile


def test_a_draft_is_kept_for_each_operator_until_it_is_sent(store: Store) -> None:
    composing.keep_draft(mobile(1), "Bon", who="marie")
    composing.keep_draft(mobile(1), "Bonjour\x07", who="marie")
    composing.keep_draft(mobile(1), "Salut", who="jean")
    assert composing.draft_for(mobile(1), "marie") == "Bonjour"
    outbox.queue_message(mobile(1), "Bonjour", who="marie")
    assert composing.draft_for(mobile(1), "marie") == ""
    assert composing.draft_for(mobile(1), "jean") == "Salut"
    composing.keep_draft(mobile(1), " ", who="jean")
    assert composing.draft_for(mobile(1), "jean") == ""
    (message,) = conversations.last_messages([mobile(1), mobile(2)])
    assert message.text == "Bonjour"


def test_templates_are_made_changed_and_forgotten(store: Store) -> None:
    first = composing.create_template("Rappel", "Bonjour #firstname#", who="marie")
    composing.create_template("Anniversaire", "Joyeux anniversaire !", who="marie")
    with pytest.raises(RefusedError, match="template-name-taken"):
        composing.create_template("rappel", "x", who="jean")
    with pytest.raises(RefusedError, match="template-name-empty"):
        composing.create_template(" ", "x", who="jean")
    with pytest.raises(RefusedError, match="message-empty"):
        composing.create_template("Vide", " ", who="jean")
    composing.change_template(first, "Rappel", "Bonsoir", who="jean")
    assert [(each.name, each.text) for each in composing.all_templates()] == [
        ("Anniversaire", "Joyeux anniversaire !"),
        ("Rappel", "Bonsoir"),
    ]
    composing.delete_template(first)
    with pytest.raises(RefusedError, match="template-gone"):
        composing.change_template(first, "Rappel", "Bonsoir", who="jean")
