"""Two contacts become one and lose nothing but what was not picked, on both engines."""

import random
from collections.abc import Callable
from dataclasses import replace
from threading import Thread

import pytest

from contacthub_tui.domain.contact import Address, Channel, Contact, Status
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.domain.merge import Side, filled_fields, left_over, merged, suggested_picks
from contacthub_tui.errors import RefusedError
from contacthub_tui.services import contacts, ledger, preferences
from contacthub_tui.services.merging import merge, stops_of_merge
from contacthub_tui.services.undo import count_undo, undo_run
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import Store, session, transaction
from contacthub_tui.store.sql import execute, rows
from tests.consent import resubscribe
from tests.screens.team import import_rows, person

HERS, OLD, WORK = "+33612345678", "+33698765432", "+33611111111"
SUBSCRIBED, UNSUBSCRIBED = Status.SUBSCRIBED, Status.UNSUBSCRIBED
STOPPED = dict.fromkeys(Channel, UNSUBSCRIBED)


def holder(number: str) -> Contact:
    found = contacts.contact_page(ContactQuery(number), 0, 5)
    assert len(found) == 1
    return found[0]


def pair() -> tuple[Contact, Contact]:
    """Two contacts of one person, of two imports."""
    import_rows(
        [person("Ana", "Roy", HERS, email="ana@exemple.fr", note="Rappeler.", location="Lyon")],
        lists=("VIP", "Lyon"),
    )
    import_rows([person("Anna", "Roy", OLD, whatsapp=WORK, note="Merci.")], lists=("VIP", "Nord"))
    return holder(HERS), holder(OLD)


def custom(contact: Contact, text: str) -> Contact:
    with transaction():
        execute("UPDATE contact SET custom = ? WHERE id = ?", (text, contact.id))
    found = contacts.get_contact(contact.id)
    assert found
    return found


def test_fields_are_picked_one_by_one_and_lists_united(store: Store) -> None:
    first, second = pair()
    first, second = custom(first, '{"1": "Nord", "2": "yes"}'), custom(second, '{"1": "Sud"}')
    picks = {"mobile": Side.SECOND, "first_name": Side.SECOND, "custom:1": Side.SECOND}
    kept = merge(first, second, picks, who="paul", note_line=f"Autre numéro : {HERS}")
    assert kept == contacts.get_contact(first.id)
    assert (kept.first_name, kept.last_name, kept.mobile, kept.whatsapp) == (
        "Anna", "Roy", OLD, WORK,
    )  # fmt: skip
    assert (kept.email, kept.location, kept.custom) == (
        "ana@exemple.fr", "Lyon", {1: "Sud", 2: "yes"},
    )  # fmt: skip
    assert kept.note == f"Rappeler.\nMerci.\nAutre numéro : {HERS}"
    assert kept.lists == ("Lyon", "Nord", "VIP")
    assert (kept.version, kept.updated_by, kept.created_by) == (2, "paul", first.created_by)
    assert contacts.get_contact(second.id) is None
    assert contacts.count_contacts(ContactQuery()) == 1
    for text, found in (("anna", 1), (OLD, 1), (WORK, 1), ("vip", 0), (HERS, 0)):
        assert contacts.count_contacts(ContactQuery(text)) == found


def test_what_is_filled_in_or_newer_is_suggested() -> None:
    older = Contact(1, "Ana", "", HERS, None, "", updated_at="2020-01-01T00:00:00Z", note="a")
    newer = Contact(2, "Anna", "Roy", None, OLD, "", updated_at="2021-01-01T00:00:00Z", note="b")
    assert suggested_picks(older, newer) == {
        "mobile": Side.FIRST,
        "whatsapp": Side.SECOND,
        "first_name": Side.SECOND,
        "last_name": Side.SECOND,
        "note": Side.BOTH,
    }
    # A mobile that texts may reach goes before a fixed line, whichever is newer.
    landline = replace(newer, mobile="+541123456789", whatsapp=None)
    assert (
        suggested_picks(replace(older, mobile="+5491123456789"), landline)["mobile"] is Side.FIRST
    )
    assert filled_fields(older, older) == ("mobile", "first_name", "note")
    kept = merged(older, landline, {})
    assert left_over(older, landline, kept) == ["+541123456789"]


def test_no_preference_goes_and_none_is_made_subscribed(store: Store) -> None:
    first, second = pair()
    before = _preferences()
    kept = merge(first, second, {"mobile": Side.FIRST}, who="paul")
    assert (kept.mobile_status, kept.whatsapp_status) == (SUBSCRIBED, SUBSCRIBED)
    assert _preferences() == before
    # The number that has no place any more keeps its own.
    assert preferences.preference(OLD) == {Channel.MOBILE: SUBSCRIBED}


@pytest.mark.parametrize(
    ("stopped", "side"), [(HERS, Side.SECOND), (OLD, Side.FIRST), (WORK, Side.FIRST)]
)
def test_who_said_stop_at_one_number_is_messaged_at_none(
    store: Store, stopped: str, side: Side
) -> None:
    first, second = pair()
    preferences.unsubscribe(stopped, who="marie", reason="asked by phone")
    # What was seen before somebody said stop does not count.
    kept = merge(first, second, {"mobile": side, "whatsapp": side}, who="paul")
    assert kept.status is UNSUBSCRIBED
    others = [HERS] if stopped != HERS else [OLD, WORK]
    for number in others:
        assert preferences.preference(number) == STOPPED
        newest = ledger.history([number])[0]
        assert newest.reason == f"merged with {stopped}"
        assert (newest.who, newest.after) == ("paul", UNSUBSCRIBED)
    said = " ".join(str(cell) for line in _ledger() for cell in line)
    assert not any(word in said for word in ("Ana", "Anna", "Roy", "exemple", "Rappeler"))


def test_what_a_merge_would_stop_is_known_before(store: Store) -> None:
    first, second = pair()
    assert stops_of_merge(first, second) == []
    preferences.unsubscribe(HERS, who="marie")
    told = stops_of_merge(first, second)
    assert {wish.address for wish, _ in told} == {
        Address(channel, number) for channel in Channel for number in (OLD, WORK)
    }
    assert {by for _, by in told} == {HERS}


def test_one_channel_that_was_taken_back_with_a_reason_is_not_stopped_again(store: Store) -> None:
    first, second = pair()
    preferences.unsubscribe(HERS, who="marie")
    resubscribe(Address(Channel.MOBILE, HERS))
    kept = merge(first, second, {"mobile": Side.FIRST}, who="paul")
    # Her mobile was taken back; WhatsApp was not, so the other's WhatsApp is stopped with it.
    assert (kept.mobile, kept.mobile_status) == (HERS, SUBSCRIBED)
    assert (kept.whatsapp, kept.whatsapp_status) == (WORK, UNSUBSCRIBED)
    assert preferences.preference(OLD)[Channel.MOBILE] is SUBSCRIBED


def test_one_number_on_two_channels_becomes_one_contact(store: Store) -> None:
    import_rows([person("Ana", "Roy", HERS), person("Ana", "Roy", None, whatsapp=HERS)])
    first, second = contacts.contact_page(ContactQuery(), 0, 5)
    kept = merge(first, second, {}, who="paul")
    assert (kept.mobile, kept.whatsapp) == (HERS, HERS)
    assert contacts.count_contacts(ContactQuery(HERS)) == 1


def refused(work: Callable[[], object]) -> str:
    before = _everything()
    with pytest.raises(RefusedError) as caught:
        work()
    assert _everything() == before
    return caught.value.code


def test_a_contact_that_changed_or_went_meanwhile_is_not_merged(store: Store) -> None:
    first, second = pair()
    import_rows([person("Ana", "Roy", HERS, location="Nice")])
    assert refused(lambda: merge(first, second, {}, who="paul")) == "pair-changed"
    first = holder(HERS)
    with transaction():
        execute("DELETE FROM contact WHERE id = ?", (second.id,))
    assert refused(lambda: merge(first, second, {}, who="paul")) == "pair-gone"


def test_a_contact_keeps_a_number_and_a_note_that_fits(store: Store) -> None:
    first, second = pair()
    nothing = {"mobile": Side.FIRST, "whatsapp": Side.FIRST}
    second = replace(second, whatsapp=None)
    only_whatsapp = replace(first, mobile=None, whatsapp=HERS)
    other_way = {"mobile": Side.FIRST, "whatsapp": Side.SECOND}
    assert refused(lambda: merge(only_whatsapp, second, other_way, who="m")) == "pair-no-address"
    long = replace(first, note="x" * 19_999)
    assert (
        refused(lambda: merge(long, second, nothing, who="m", note_line="yz"))
        == "pair-note-too-long"
    )


def test_of_two_who_merge_at_once_one_does(store: Store) -> None:
    first, second = pair()
    said: list[str] = []

    def try_it(who: str) -> None:
        try:
            said.append(merge(first, second, {}, who=who).updated_by)
        except RefusedError as error:
            said.append(error.code)

    threads = [Thread(target=try_it, args=(who,)) for who in ("marie", "paul")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) in (["marie", "pair-gone"], ["pair-gone", "paul"])
    assert contacts.count_contacts(ContactQuery()) == 1


def test_undoing_an_import_leaves_what_it_did_not_make_alone(store: Store) -> None:
    first, second = pair()
    merge(first, second, {}, who="paul")
    assert count_undo(1) == (0, 0)
    assert undo_run(1, this_worker()).removed == 0
    undo_run(2, this_worker())
    kept = contacts.get_contact(first.id)
    assert kept and kept.lists == ("Lyon", "Nord", "VIP")


def test_undoing_the_import_that_made_both_removes_the_one_they_became(store: Store) -> None:
    run = import_rows([person("Ana", "Roy", HERS), person("Ana", "Roy", OLD)])
    merge(holder(HERS), holder(OLD), {}, who="paul")
    assert count_undo(run) == (1, 0)
    assert undo_run(run, this_worker()).removed == 1
    assert preferences.preference(OLD) == {Channel.MOBILE: SUBSCRIBED}


def test_an_undo_gives_a_merged_contact_its_texts_but_no_other_number(store: Store) -> None:
    import_rows([person("Ana", "Roy", HERS, whatsapp=OLD, location="Lyon")])
    run = import_rows([person("Ana", "Roy", HERS, whatsapp=WORK, location="Nice")])
    import_rows([person("Ana", "R", "+33622222222")], unsubscribe_all=True)
    first, second = holder(HERS), holder("+33622222222")
    merge(first, second, {"mobile": Side.FIRST}, who="paul")
    undo_run(run, this_worker())
    kept = contacts.get_contact(first.id)
    assert kept and (kept.location, kept.whatsapp) == ("Lyon", WORK)
    assert (kept.mobile_status, kept.whatsapp_status) == (UNSUBSCRIBED, UNSUBSCRIBED)


def test_however_contacts_are_merged_nobody_who_said_stop_is_messaged(store: Store) -> None:
    """Random stops, resubscriptions and merges against what was said for each person."""
    chance = random.Random(7)
    numbers = [f"+3361234{i:04d}" for i in range(60)]
    import_rows(
        [
            person("Ana", f"N{i}", numbers[2 * i], whatsapp=numbers[2 * i + 1] if i % 3 else None)
            for i in range(30)
        ]
    )
    people = {c.id: {a.number for a in c.addresses} for c in _everyone()}
    stopped: set[int] = set()
    for _ in range(40):
        here = _everyone()
        one = chance.choice(here)
        if chance.random() < 0.3:
            preferences.unsubscribe(chance.choice(one.addresses).number, who="m")
            stopped.add(one.id)
        elif len(here) > 1:
            first, second = sorted(chance.sample(here, 2), key=lambda contact: contact.id)
            before = _preferences()
            sides = [Side.FIRST, Side.SECOND]
            picks = {name: chance.choice(sides) for name in ("mobile", "whatsapp")}
            try:
                kept = merge(first, second, picks, who="m")
            except RefusedError as error:
                assert error.code == "pair-no-address"
                continue
            people[kept.id] |= people.pop(second.id)
            after = _preferences()
            assert before.keys() <= after.keys()
            assert all(after[key] == UNSUBSCRIBED for key in before if before[key] != after[key])
            if UNSUBSCRIBED in (first.status, second.status):
                others = first if second.status is UNSUBSCRIBED else second
                for address in others.addresses:
                    assert after[address.channel, address.number] == UNSUBSCRIBED
    assert stopped and len(people) < 30


def test_hostile_text_is_merged_as_it_is(store: Store) -> None:
    import_rows(
        [
            person("[/]", "\u202eevil", HERS, note="a\nb"),
            person("%s ?", "'); DROP TABLE contact; --", OLD, note="\t{}"),
        ]
    )
    kept = merge(
        holder(HERS), holder(OLD), {"first_name": Side.SECOND}, who="m", note_line="\x1b[2Jx\x00"
    )
    assert (kept.first_name, kept.note) == ("%s ?", "a\nb\n\t{}\n[2Jx")


def _everyone() -> list[Contact]:
    return contacts.contact_page(ContactQuery(), 0, 1_000)


def _preferences() -> dict[tuple[str, str], str]:
    with session():
        return {(r[0], r[1]): r[2] for r in rows("SELECT channel, number, status FROM preference")}


def _ledger() -> list[tuple[object, ...]]:
    with session():
        return rows("SELECT * FROM preference_change ORDER BY id")


def _everything() -> list[object]:
    with session():
        lists = rows("SELECT list_id, contact_id FROM membership ORDER BY 1, 2")
    return [_everyone(), _preferences(), _ledger(), lists]
