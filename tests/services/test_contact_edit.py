"""Contacts are added and changed by hand: on both engines, with what others do meanwhile."""

import pytest

from contacthub_tui.domain.consent import Source
from contacthub_tui.domain.contact import Address, Channel, Contact, CustomKind, Status
from contacthub_tui.domain.contact_edit import Conflict, Draft, custom_name
from contacthub_tui.errors import RefusedError
from contacthub_tui.services import (
    contact_edit,
    contacts,
    custom_fields,
    imports,
    ledger,
    preferences,
)
from contacthub_tui.services.contact_edit import Differs, Saved
from contacthub_tui.services.contacts import ContactQuery, Sort
from contacthub_tui.services.undo import undo_run
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import Store, session, transaction
from contacthub_tui.store.sql import execute, rows
from tests.screens.team import import_rows, person

NUMBER, OTHER, THIRD = "+33612345678", "+33698765432", "+33611111111"
WHOLE = {
    "first_name": "Élodie",
    "last_name": "D’Alméida",
    "mobile": NUMBER,
    "whatsapp": OTHER,
    "email": "elodie@exemple.fr",
    "alias": "Lolo",
    "birth_date": "2000-04-06",
    "location": "Lyon",
    "state": "Rhône",
    "country": "France",
    "note": "Prefers\nmornings",
}


def make_list(name: str) -> int:
    imports.ensure_lists((name,), 0, "marie")
    with session():
        return imports.list_ids()[name.casefold()]


def remove(table: str, record: int) -> None:
    with transaction():
        execute(f"DELETE FROM {table} WHERE id = ?", (record,))


def create(values: dict[str, str], *, stopped: tuple[str, ...] = (), who: str = "marie") -> int:
    return contact_edit.create_contact(Draft(values), stopped, who).contact_id


def change(contact_id: int, opened: Draft, who: str = "marie", **values: str) -> Saved | Differs:
    typed = Draft({**opened.values, **values}, opened.lists)
    return contact_edit.update_contact(contact_id, opened, typed, (), who)


def stored(contact_id: int) -> Contact:
    found = contacts.get_contact(contact_id)
    assert found is not None
    return found


def found(text: str) -> list[int]:
    return contacts.matching_ids(ContactQuery(text), 0, 10)


def opened(contact_id: int | None) -> Draft:
    return contact_edit.open_form(contact_id).draft


def test_a_contact_is_added_with_everything_and_found_as_an_imported_one_is(store: Store) -> None:
    vip = make_list("VIP")
    fields = {kind: custom_fields.ensure_custom_field(f"Field {kind}", kind) for kind in CustomKind}
    texts = dict(
        zip(fields.values(), ("x", "12.5", "2026-02-28", "yes", "https://a.fr"), strict=True)
    )
    values = WHOLE | {custom_name(field): text for field, text in texts.items()}
    saved = contact_edit.create_contact(Draft(values, frozenset({vip})), (), "marie")
    contact = stored(saved.contact_id)
    assert {name: getattr(contact, name) for name in WHOLE} == WHOLE
    assert contact.custom == texts
    assert contact.lists == ("VIP",)
    assert (contact.created_by, contact.version) == ("marie", 1)
    import_rows([person("Élodie", "D’Alméida", THIRD, email="elodie@exemple.fr", alias="Lolo")])
    (imported,) = found("611111111")
    with session():
        columns = rows("SELECT id, search, sort_name FROM contact ORDER BY id")
    (_, search, name), (_, other_search, other_name) = columns
    assert name == other_name
    assert search.startswith(other_search.split(THIRD[1:])[0])
    for text in ("elod", "https a fr", "dalmeida", "0612345678", "98765", "lolo", "exemple"):
        assert saved.contact_id in found(text), text
    assert imported != saved.contact_id
    assert opened(saved.contact_id) == Draft(values, frozenset({vip}))


def test_a_new_address_is_subscribed_by_the_operator_unless_it_was_stopped(store: Store) -> None:
    preferences.unsubscribe(OTHER, who="paul", reason="STOP")
    create({"mobile": NUMBER})
    create({"whatsapp": OTHER, "first_name": "Élodie"})
    assert preferences.preference(NUMBER) == {Channel.MOBILE: Status.SUBSCRIBED}
    assert preferences.preference(OTHER) == dict.fromkeys(Channel, Status.UNSUBSCRIBED)
    (line,) = ledger.history([NUMBER])
    assert (line.before, line.who, line.source) == (None, "marie", Source.OPERATOR)
    state = contact_edit.address_state(Address(Channel.WHATSAPP, OTHER), None)
    assert state.status is Status.UNSUBSCRIBED
    assert state.change is not None
    assert state.change.reason == "STOP"
    assert state.holder is not None
    assert state.holder.first_name == "Élodie"


def test_unsubscribed_in_the_form_stops_the_number_everywhere(store: Store) -> None:
    contact = create({"mobile": NUMBER, "whatsapp": OTHER}, stopped=(NUMBER,))
    assert preferences.preference(NUMBER) == dict.fromkeys(Channel, Status.UNSUBSCRIBED)
    assert preferences.preference(OTHER) == {Channel.WHATSAPP: Status.SUBSCRIBED}
    draft = opened(contact)
    contact_edit.update_contact(contact, draft, draft, (OTHER,), "paul")
    assert preferences.preference(OTHER) == dict.fromkeys(Channel, Status.UNSUBSCRIBED)
    # Saving again with nothing chosen leaves them so.
    change(contact, draft, first_name="Ana")
    assert stored(contact).mobile_status is Status.UNSUBSCRIBED


def test_a_number_of_another_contact_is_refused_and_says_whose_it_is(store: Store) -> None:
    first = create({"mobile": NUMBER})
    second = create({"mobile": OTHER, "whatsapp": THIRD})
    for attempt in (
        lambda: create({"mobile": NUMBER, "first_name": "Ana"}),
        lambda: change(second, opened(second), mobile=NUMBER),
    ):
        with pytest.raises(RefusedError) as refusal:
            attempt()
        assert refusal.value.code == "number-taken"
        assert refusal.value.detail["contact"] == first
    # The same number on the other channel is another address.
    change(first, opened(first), whatsapp=OTHER)
    assert stored(first).whatsapp == OTHER
    assert contact_edit.address_state(Address(Channel.MOBILE, NUMBER), first).holder is None


def test_a_contact_keeps_an_address_and_nothing_is_written_where_there_is_none(
    store: Store,
) -> None:
    with pytest.raises(RefusedError, match="no-address"):
        create({"first_name": "Ana"})
    contact = create({"mobile": NUMBER})
    with pytest.raises(RefusedError, match="no-address"):
        change(contact, opened(contact), mobile="")
    assert stored(contact).mobile == NUMBER
    assert stored(contact).version == 1


def test_an_edit_changes_what_is_found_the_version_and_who(store: Store) -> None:
    contact = create(WHOLE)
    change(contact, opened(contact), who="paul", last_name="Béraud", mobile=THIRD, email="")
    now = stored(contact)
    assert (now.version, now.updated_by, now.created_by) == (2, "paul", "marie")
    assert (now.last_name, now.mobile, now.email) == ("Béraud", THIRD, "")
    assert found("beraud") == [contact]
    assert found("0611111111") == [contact]
    assert not found("almeida")
    assert preferences.preference(THIRD) == {Channel.MOBILE: Status.SUBSCRIBED}
    change(contact, opened(contact), who="jean")
    assert stored(contact).updated_by == "paul"


def test_two_operators_fields_join_and_what_both_changed_is_picked(store: Store) -> None:
    contact = create(WHOLE)
    vip, lyon = make_list("VIP"), make_list("Lyon")
    draft = opened(contact)
    theirs = Draft({**draft.values, "alias": "Elo", "location": "Paris"}, frozenset({vip}))
    contact_edit.update_contact(contact, draft, theirs, (), "paul")
    mine = Draft({**draft.values, "email": "e@x.fr", "location": "Nice"}, frozenset({lyon}))
    differs = contact_edit.update_contact(contact, draft, mine, (), "marie")
    assert isinstance(differs, Differs)
    assert differs.conflicts == (Conflict("location", "Paris", "Nice"),)
    assert differs.who == "paul"
    assert stored(contact).email == WHOLE["email"]
    picked = Draft({**differs.merged.values, "location": "Nice"}, differs.merged.lists)
    saved = contact_edit.update_contact(contact, differs.stored.draft, picked, (), "marie")
    assert isinstance(saved, Saved)
    now = stored(contact)
    assert (now.alias, now.email, now.location) == ("Elo", "e@x.fr", "Nice")
    assert now.lists == ("Lyon", "VIP")


def test_what_only_the_other_changed_stays_and_is_said(store: Store) -> None:
    contact = create(WHOLE)
    draft = opened(contact)
    change(contact, draft, who="paul", alias="Elo")
    saved = change(contact, draft, note="New")
    assert isinstance(saved, Saved)
    assert saved.theirs == ("alias",)
    assert (stored(contact).alias, stored(contact).note) == ("Elo", "New")


def test_a_contact_that_was_deleted_can_be_saved_anew(store: Store) -> None:
    contact = create(WHOLE)
    draft = opened(contact)
    remove("contact", contact)
    with pytest.raises(RefusedError, match="contact-gone"):
        change(contact, draft, alias="Elo")
    again = create({**draft.values, "alias": "Elo"})
    assert stored(again).alias == "Elo"


def test_a_list_and_a_field_that_are_no_more_are_said_and_nothing_else_is_lost(
    store: Store,
) -> None:
    vip, lyon = make_list("VIP"), make_list("Lyon")
    field = custom_fields.ensure_custom_field("Division", CustomKind.TEXT)
    contact = create(WHOLE)
    draft = opened(contact)
    typed = Draft(
        {**draft.values, custom_name(field): "Sud", "alias": "Elo"}, frozenset({vip, lyon})
    )
    remove("contact_list", vip)
    remove("custom_field", field)
    saved = contact_edit.update_contact(contact, draft, typed, (), "marie")
    assert saved == Saved(contact, (), (vip,), (custom_name(field),))
    assert (stored(contact).alias, stored(contact).lists) == ("Elo", ("Lyon",))


def test_a_value_that_no_longer_fits_its_field_is_refused(store: Store) -> None:
    field = custom_fields.ensure_custom_field("Size", CustomKind.TEXT)
    contact = create(WHOLE)
    draft = opened(contact)
    with transaction():
        execute("UPDATE custom_field SET kind = 'number' WHERE id = ?", (field,))
    with pytest.raises(RefusedError, match="field-retyped"):
        change(contact, draft, **{custom_name(field): "large"})
    with pytest.raises(RefusedError, match="field-retyped"):
        create({"mobile": THIRD, custom_name(field): "large"})
    change(contact, draft, **{custom_name(field): "12"})
    assert stored(contact).custom == {field: "12"}


def test_undoing_an_import_leaves_what_was_changed_by_hand_since(store: Store) -> None:
    contact = create(WHOLE)
    run = import_rows([person("Eva", "Roy", NUMBER, location="Nice")])
    change(contact, opened(contact), location="Lille")
    undo_run(run, this_worker())
    now = stored(contact)
    assert (now.first_name, now.last_name, now.location) == ("Élodie", "D’Alméida", "Lille")


def test_the_place_of_a_contact_is_where_its_page_has_it(store: Store) -> None:
    import_rows(
        [person(f"P{n:02}", "Dup" if n % 3 else "Roy", f"+336000000{n:02}") for n in range(40)]
    )
    create({"whatsapp": NUMBER, "last_name": "Dupré"})
    for text in ("", "dup"):
        for sort in Sort:
            for descending in (False, True):
                query = ContactQuery(text, sort, descending)
                ids = contacts.matching_ids(query, 0, 100)
                places = [contacts.place_of(query, each) for each in ids[::7]]
                assert places == list(range(0, len(ids), 7)), query
    (roy,) = found("P00")
    assert contacts.place_of(ContactQuery("dup"), roy) is None


@pytest.mark.parametrize("typed", [{"mobile": OTHER}, {"whatsapp": OTHER}])
def test_who_said_stop_gets_no_other_number_that_may_be_messaged(
    store: Store, typed: dict[str, str]
) -> None:
    contact = create({"mobile": NUMBER})
    preferences.unsubscribe(NUMBER, who="paul", reason="STOP")
    saved = change(contact, opened(contact), **typed)
    assert saved == Saved(contact, stopped=(OTHER,))
    assert preferences.preference(OTHER) == dict.fromkeys(Channel, Status.UNSUBSCRIBED)
    assert stored(contact).status is Status.UNSUBSCRIBED
    for line in ledger.history([OTHER]):
        assert (line.before, line.who, line.source) == (None, "marie", Source.OPERATOR)
        assert line.reason == f"unsubscribed at {NUMBER}"
    # What was decided of a number before stays.
    remove("contact", create({"mobile": THIRD}))
    change(contact, opened(contact), mobile=THIRD)
    assert preferences.preference(THIRD) == {Channel.MOBILE: Status.SUBSCRIBED}


@pytest.mark.parametrize("stopped", [(), (NUMBER,)])
def test_a_new_contact_that_said_stop_at_one_number_is_met_at_no_other(
    store: Store, stopped: tuple[str, ...]
) -> None:
    preferences.unsubscribe(NUMBER, who="paul", reason="STOP")
    typed = Draft({"mobile": NUMBER, "whatsapp": OTHER})
    saved = contact_edit.create_contact(typed, stopped, "marie")
    assert saved.stopped == (OTHER,)
    assert preferences.preference(OTHER) == dict.fromkeys(Channel, Status.UNSUBSCRIBED)
    for line in ledger.history([OTHER]):
        assert (line.before, line.who, line.source) == (None, "marie", Source.OPERATOR)
        assert line.reason == f"unsubscribed at {NUMBER}"
    assert [line.reason for line in ledger.history([NUMBER])] == ["STOP"] * len(Channel)


def test_both_numbers_that_an_edit_brings_are_stopped_where_one_is(store: Store) -> None:
    contact = create({"mobile": THIRD})
    preferences.unsubscribe(NUMBER, who="paul", reason="STOP")
    saved = change(contact, opened(contact), mobile=NUMBER, whatsapp=OTHER)
    assert saved == Saved(contact, stopped=(OTHER,))
    assert stored(contact).status is Status.UNSUBSCRIBED
