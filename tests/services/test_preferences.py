"""The consent rules, through the one door to preferences, on both engines."""

import re
from pathlib import Path

import pytest

import contacthub_tui
from contacthub_tui.domain.bulk import Act, ActCode, Chosen
from contacthub_tui.domain.consent import MAX_REASON, Source, Wish
from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.errors import RefusedError
from contacthub_tui.services import bulk, contacts, ledger, preferences
from contacthub_tui.services.health import check_store
from contacthub_tui.services.undo import undo_run
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import Store, session, transaction
from contacthub_tui.store.sql import execute, rows
from tests.consent import newest_line, resubscribe
from tests.screens.team import import_rows, person

NUMBER = "+33612345678"
OTHER = "+33698765432"
MOBILE = Address(Channel.MOBILE, NUMBER)
WHATSAPP = Address(Channel.WHATSAPP, NUMBER)


def wish(*wishes: Wish, source: Source = Source.IMPORT) -> int:
    with transaction():
        return preferences.grant(list(wishes), who="marie", source=source)


def test_a_preference_belongs_to_an_address_and_outlives_its_contact(store: Store) -> None:
    import_rows([person("Ana", "Roy", NUMBER)])
    preferences.unsubscribe(NUMBER, who="marie")
    with transaction():
        execute("DELETE FROM contact")
        execute("DELETE FROM contact_list")
        execute("DELETE FROM import_run")
    assert preferences.preference(NUMBER) == dict.fromkeys(Channel, Status.UNSUBSCRIBED)
    import_rows([person("Ana", "Roy", NUMBER)])
    (contact,) = contacts.contact_page(ContactQuery(), 0, 10)
    assert contact.status is Status.UNSUBSCRIBED


def test_a_new_contact_is_subscribed_and_the_ledger_says_where_from(store: Store) -> None:
    run = import_rows([person("Ana", "Roy", NUMBER)], file_name="june.csv", who="paul")
    assert preferences.preference(NUMBER) == {Channel.MOBILE: Status.SUBSCRIBED}
    (line,) = ledger.history([NUMBER])
    assert (line.before, line.after, line.who) == (None, Status.SUBSCRIBED, "paul")
    assert (line.source, line.run_id, line.file_name, line.row) == (
        Source.IMPORT,
        run,
        "june.csv",
        2,
    )


def test_a_new_contact_is_unsubscribed_where_the_operator_chose_so(store: Store) -> None:
    import_rows([person("Ana", "Roy", NUMBER, whatsapp=OTHER)], unsubscribe_all=True)
    for number in (NUMBER, OTHER):
        assert preferences.preference(number) == dict.fromkeys(Channel, Status.UNSUBSCRIBED)


def test_no_wish_turns_unsubscribed_into_subscribed(store: Store) -> None:
    preferences.unsubscribe(NUMBER, who="marie")
    before = ledger.history([NUMBER])
    for source in Source:
        assert wish(Wish(MOBILE, Status.SUBSCRIBED), source=source) == 1
    assert preferences.preference(NUMBER)[Channel.MOBILE] is Status.UNSUBSCRIBED
    assert ledger.history([NUMBER]) == before


def test_of_opposite_wishes_the_stop_is_granted(store: Store) -> None:
    stop, go = Wish(MOBILE, Status.UNSUBSCRIBED, 3), Wish(MOBILE, Status.SUBSCRIBED, 2)
    wish(go, stop)
    assert preferences.preference(NUMBER) == {Channel.MOBILE: Status.UNSUBSCRIBED}
    wish(Wish(WHATSAPP, Status.UNSUBSCRIBED), Wish(WHATSAPP, Status.SUBSCRIBED))
    assert preferences.preference(NUMBER)[Channel.WHATSAPP] is Status.UNSUBSCRIBED
    assert len(ledger.history([NUMBER])) == 2


def test_an_import_stops_what_was_subscribed(store: Store) -> None:
    import_rows([person("Ana", "Roy", NUMBER)])
    import_rows([person("Ana", "Roy", NUMBER)], unsubscribe_all=True)
    assert preferences.preference(NUMBER) == dict.fromkeys(Channel, Status.UNSUBSCRIBED)
    import_rows([person("Ana", "Roy", NUMBER, location="Lyon")])
    assert preferences.preference(NUMBER) == dict.fromkeys(Channel, Status.UNSUBSCRIBED)


def test_an_undo_keeps_opt_outs(store: Store) -> None:
    run = import_rows([person("Ana", "Roy", NUMBER)], unsubscribe_all=True)
    before = ledger.history([NUMBER])
    undo_run(run, this_worker())
    assert contacts.count_contacts(ContactQuery()) == 0
    assert preferences.preference(NUMBER) == dict.fromkeys(Channel, Status.UNSUBSCRIBED)
    assert ledger.history([NUMBER]) == before


def test_an_operator_stops_a_number_on_every_channel(store: Store) -> None:
    import_rows([person("Ana", "Roy", NUMBER)])
    stopped = preferences.unsubscribe(NUMBER, who="paul", reason="by phone")
    assert [address.channel for address in stopped] == list(Channel)
    assert preferences.preference(NUMBER) == dict.fromkeys(Channel, Status.UNSUBSCRIBED)
    newest = ledger.history([NUMBER])[0]
    assert (newest.who, newest.source, newest.reason) == ("paul", Source.OPERATOR, "by phone")


def test_to_stop_twice_changes_nothing(store: Store) -> None:
    preferences.unsubscribe(NUMBER, who="paul")
    before = ledger.history([NUMBER])
    assert preferences.unsubscribe(NUMBER, who="marie") == []
    assert ledger.history([NUMBER]) == before


def test_an_operator_with_a_reason_resubscribes_one_channel(store: Store) -> None:
    preferences.unsubscribe(NUMBER, who="marie")
    resubscribe(MOBILE, "  signed form  ")
    assert preferences.preference(NUMBER) == {
        Channel.MOBILE: Status.SUBSCRIBED,
        Channel.WHATSAPP: Status.UNSUBSCRIBED,
    }
    newest = ledger.history([NUMBER])[0]
    assert (newest.before, newest.after) == (Status.UNSUBSCRIBED, Status.SUBSCRIBED)
    assert (newest.who, newest.source, newest.reason) == ("paul", Source.OPERATOR, "signed form")


def test_nobody_resubscribes_without_a_reason(store: Store) -> None:
    preferences.unsubscribe(NUMBER, who="marie")
    for reason in ("", "   ", "\n\t"):
        with pytest.raises(RefusedError) as caught:
            resubscribe(MOBILE, reason)
        assert caught.value.code == "no-reason"
    assert preferences.preference(NUMBER)[Channel.MOBILE] is Status.UNSUBSCRIBED


def test_there_is_nothing_to_resubscribe_where_nothing_is_stopped(store: Store) -> None:
    import_rows([person("Ana", "Roy", NUMBER)])
    for address in (MOBILE, WHATSAPP):
        with pytest.raises(RefusedError) as caught:
            resubscribe(address)
        assert caught.value.code == "not-unsubscribed"
    assert len(ledger.history([NUMBER])) == 1


def test_history_tells_every_change_newest_first(store: Store) -> None:
    import_rows([person("Ana", "Roy", NUMBER)])
    preferences.unsubscribe(NUMBER, who="paul")
    resubscribe(MOBILE)
    preferences.unsubscribe(OTHER, who="paul")
    told = [line for line in ledger.history([NUMBER]) if line.address == MOBILE]
    assert [(line.before, line.after) for line in told] == [
        (Status.UNSUBSCRIBED, Status.SUBSCRIBED),
        (Status.SUBSCRIBED, Status.UNSUBSCRIBED),
        (None, Status.SUBSCRIBED),
    ]
    assert {line.address.number for line in ledger.history([NUMBER, OTHER])} == {NUMBER, OTHER}
    assert ledger.history([]) == ()


def test_the_ledger_holds_nothing_of_a_contact_but_its_address(store: Store) -> None:
    import_rows(
        [person("Ana", "Roy", NUMBER, email="ana@exemple.fr", location="Lyon", note="allergic")],
        unsubscribe_all=True,
    )
    resubscribe(MOBILE)
    with session():
        held = rows("SELECT * FROM preference_change")
    said = " ".join(str(cell) for line in held for cell in line)
    assert NUMBER in said
    assert not any(word in said for word in ("Ana", "Roy", "exemple", "Lyon", "allergic"))


def test_preferences_and_ledger_are_written_together_or_not_at_all(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        preferences.grant([Wish(MOBILE, Status.UNSUBSCRIBED)], who="marie", source=Source.IMPORT)
        raise ZeroDivisionError
    assert preferences.preference(NUMBER) == {}
    assert ledger.history([NUMBER]) == ()


def test_many_wishes_are_granted_at_once(store: Store) -> None:
    many = [
        Wish(Address(Channel.MOBILE, f"+336{i:08d}"), Status.SUBSCRIBED, i) for i in range(6_000)
    ]
    assert wish(*many) == 0
    stop = [Wish(one.address, Status.UNSUBSCRIBED, one.row) for one in many[::2]]
    assert wish(*stop) == 0
    assert wish(*many) == 3_000
    with session():
        told = dict(rows("SELECT status, count(*) FROM preference GROUP BY status"))
    assert told == {"subscribed": 3_000, "unsubscribed": 3_000}


def test_a_stop_that_came_after_the_history_was_shown_is_not_overturned(store: Store) -> None:
    preferences.unsubscribe(NUMBER, who="marie", reason="by phone")
    seen = newest_line(MOBILE)
    resubscribe(MOBILE)
    preferences.unsubscribe(NUMBER, who="paul", reason="asked again")
    with pytest.raises(RefusedError) as caught:
        preferences.resubscribe(MOBILE, who="marie", reason="signed form", seen=seen)
    assert caught.value.code == "changed-since"
    assert preferences.preference(NUMBER)[MOBILE.channel] is Status.UNSUBSCRIBED


def test_a_reason_that_nobody_can_read_is_none(store: Store) -> None:
    preferences.unsubscribe(NUMBER, who="marie")
    for reason in ("\u200b", "\u00ad\u202e", "\x00\x1b", "\u3164", "\ufeff \u2060"):
        with pytest.raises(RefusedError) as caught:
            resubscribe(MOBILE, reason)
        assert caught.value.code == "no-reason"
    assert preferences.preference(NUMBER)[MOBILE.channel] is Status.UNSUBSCRIBED


def test_a_reason_is_kept_whole_or_refused(store: Store) -> None:
    longest = "[/] \u202eé" * (MAX_REASON // 6)
    preferences.unsubscribe(NUMBER, who="marie", reason=longest)
    assert {line.reason for line in ledger.history([NUMBER])} == {longest}
    for wrong in (
        lambda: preferences.unsubscribe(OTHER, who="marie", reason="x" * 10_000),
        lambda: resubscribe(MOBILE, "x" * 10_000),
    ):
        with pytest.raises(RefusedError) as caught:
            wrong()
        assert caught.value.code == "reason-too-long"
    assert ledger.count_changes() == 2


def test_many_contacts_are_stopped_as_one_by_one(store: Store) -> None:
    team = [person("Ana", str(n), f"+336{n:08d}", whatsapp=f"+337{n:08d}") for n in range(40)]
    only = [person("Léa", str(n), None, whatsapp=f"+336{n + 1_000:08d}") for n in range(10)]
    same = [
        person("Eva", str(n), f"+336{n + 2_000:08d}", whatsapp=f"+336{n + 2_000:08d}")
        for n in range(5)
    ]
    import_rows([*team, *only, *same])
    stopped_before = [f"+336{n:08d}" for n in range(3)]
    preferences.unsubscribe(*stopped_before, *[f"+337{n:08d}" for n in range(2)], who="paul")
    before = ledger.count_changes()
    stop = Act(ActCode.UNSUBSCRIBE, reason=" closed ")
    report = bulk.carry_out(stop, Chosen(), who="marie")
    assert (report.touched, report.already) == (53, 2)
    numbers = {
        address.number
        for row in contacts.contact_page(ContactQuery(), 0, 100)
        for address in row.addresses
    }
    assert len(numbers) == 95
    with session():
        assert preferences.statuses(list(numbers)) == {
            Address(channel, number): Status.UNSUBSCRIBED
            for number in numbers
            for channel in Channel
        }
    lines = [line for line in ledger.history(list(numbers)) if line.reason == "closed"]
    # Nobody was stopped twice: five numbers were stopped before.
    assert len(lines) == 2 * (95 - 5) == ledger.count_changes() - before
    assert {(line.who, line.source, line.after) for line in lines} == {
        ("marie", Source.OPERATOR, Status.UNSUBSCRIBED)
    }
    assert bulk.carry_out(stop, Chosen(), who="marie").already == 55
    assert ledger.count_changes() == before + 180
    assert [finding.code for finding in check_store() if not finding.sound] == []


def test_only_one_room_writes_preferences() -> None:
    writing = re.compile(
        r"(INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|COPY)\s+preference(_change)?\b"
        r"|Preference(Change)?Model\.\w*(insert|create|update|delete|save|replace|bulk)\w*"
        r"|insert_many\(\s*\"preference",
        re.IGNORECASE,
    )
    package = Path(contacthub_tui.__file__).parent
    writers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if writing.search(path.read_text(encoding="utf-8"))
    }
    assert {name for name in writers if "/migrations/" not in name} == {"services/preferences.py"}


def test_a_new_number_that_two_rows_bring_is_stopped_once(store: Store) -> None:
    new, hers, his = (f"+3361234560{i}" for i in range(3))
    for stopped in (hers, his):
        preferences.unsubscribe(stopped, who="marie", reason="asked")
    wishes = [
        Wish(
            Address(Channel.MOBILE, new), Status.SUBSCRIBED, 2, (Address(Channel.WHATSAPP, hers),)
        ),
        Wish(Address(Channel.WHATSAPP, new), Status.SUBSCRIBED, 3, (Address(Channel.MOBILE, his),)),
    ]
    with transaction():
        preferences.grant(wishes, who="marie", source=Source.IMPORT)
    assert preferences.preference(new) == dict.fromkeys(Channel, Status.UNSUBSCRIBED)
    with session():
        assert len(rows("SELECT id FROM preference_change WHERE number = ?", (new,))) == 2
