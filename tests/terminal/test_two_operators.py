"""Two operators, each at a terminal, change one contact of one store at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from contacthub_tui.services import contact_edit, contacts
from contacthub_tui.services.contact_edit import Draft
from contacthub_tui.services.contacts import ContactQuery
from contacthub_tui.store.database import Store
from tests.terminal.terminal import Terminal

SAVE, CLEAR = "\x13", "\x15"
VALUES = {"first_name": "Marie", "last_name": "Dupont", "mobile": "+33612345678"}


def form_of(terminals: Callable[..., Terminal], store: Store, home: Path) -> Terminal:
    """The program, with the form of the only contact open, the cursor in its first name."""
    hub: Terminal = terminals("--database", store.url, size=(120, 36))
    hub.wait_for("Dupont, Marie")
    hub.press("e")
    hub.wait_for("mobile, France")
    return hub


def type_over(hub: Terminal, fields_down: int, text: str) -> None:
    """Put a text into the field so many below the first."""
    hub.press("\t" * fields_down + CLEAR + text)
    hub.wait_for(text)


@pytest.mark.slow
def test_the_second_to_save_sees_what_the_first_changed_and_picks(
    terminals: Callable[..., Terminal], store: Store, home: Path
) -> None:
    contact_id = contact_edit.create_contact(Draft(VALUES), (), "jean").contact_id
    first, second = form_of(terminals, store, home), form_of(terminals, store, home)
    type_over(first, 0, "Annemarie")
    type_over(first, 1, "Durand")
    first.press(SAVE)
    first.wait_for("Durand, Annemarie")
    type_over(second, 0, "Marion")
    type_over(second, 4, "+33698765432")
    second.press(SAVE)
    second.wait_for("changed this contact too")
    second.wait_for("yours: Marion")
    shown = second.wait_for("theirs: Annemarie")
    assert "Durand" not in shown.partition("yours")[2]
    second.press(SAVE)
    second.wait_for("Durand, Marion")
    (contact,) = contacts.contact_page(ContactQuery(), 0, 5)
    assert (contact.id, contact.first_name, contact.last_name, contact.whatsapp) == (
        contact_id,
        "Marion",
        "Durand",
        "+33698765432",
    )
    for hub in (first, second):
        hub.press("q")
        assert hub.end() == 0
