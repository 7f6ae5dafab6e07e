"""Deleting contacts and taking it back: what comes back is what there was."""

from datetime import UTC, datetime, timedelta

import pytest

from contacthub_tui.domain.bulk import Act, ActCode, Chosen, Report, Restored
from contacthub_tui.domain.contact import Channel, CustomKind, Status
from contacthub_tui.domain.contact_query import ContactQuery
from contacthub_tui.services import bulk, contacts, custom_fields, deletion, preferences
from contacthub_tui.store.database import Store, session, transaction
from contacthub_tui.store.sql import execute, rows
from tests.screens.team import Row, crowd, import_rows, person

PEOPLE: list[Row] = [
    person("Éloïse", "Lefèvre", "+33612345678", email="eloise@exemple.fr", note="a\tb\n\\N “c”"),
    person("Jean-Pierre", "Œuvrard", "+33623456789", whatsapp="+33623456790", alias="JP"),
    person("Fatima", "Straße", None, whatsapp="+491701234567"),
    *crowd(60),
]


@pytest.fixture
def people(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store with some people on two lists, and small parts."""
    import_rows(PEOPLE, lists=("vip", "lyon"))
    preferences.unsubscribe("+33612345678", who="marie", reason="asked by phone")
    monkeypatch.setattr(bulk, "PART", 25)
    monkeypatch.setattr(deletion, "PART", 10)
    return store


def delete(query: ContactQuery, who: str = "marie") -> int:
    report = bulk.carry_out(Act(ActCode.DELETE), Chosen(query=query), who=who)
    assert report.deletion is not None
    return report.deletion


def stored() -> list[tuple[object, ...]]:
    """All contacts, whole, and all memberships."""
    with session():
        return [
            *rows("SELECT * FROM contact ORDER BY id"),
            *rows("SELECT list_id, contact_id FROM membership ORDER BY list_id, contact_id"),
        ]


def consent() -> list[tuple[object, ...]]:
    with session():
        return [
            *rows("SELECT * FROM preference ORDER BY number, channel"),
            *rows("SELECT * FROM preference_change ORDER BY id"),
        ]


def number_of(text: str) -> int:
    return contacts.count_contacts(ContactQuery(text))


def test_a_deletion_taken_back_leaves_all_as_it_was(people: Store) -> None:
    before, preferences_before = stored(), consent()
    report = bulk.carry_out(Act(ActCode.DELETE), Chosen(), who="marie")
    assert report == Report(touched=63, deletion=report.deletion)
    assert stored() == []
    assert number_of("lefevre") == number_of("0612345678") == 0
    assert consent() == preferences_before
    assert report.deletion is not None
    assert deletion.count_kept(report.deletion) == 63
    heard: list[tuple[int, int]] = []
    restored = deletion.restore(report.deletion, on_progress=lambda *far: heard.append(far))
    assert restored == Restored(63)
    assert heard[-1] == (63, 63)
    assert stored() == before
    assert number_of("lefevre") == number_of("0612345678") == number_of("jeanpierre") == 1
    assert consent() == preferences_before
    assert deletion.restore(report.deletion) == Restored()


def test_an_address_that_another_contact_has_by_now_stays_with_it(people: Store) -> None:
    kept = delete(ContactQuery())
    import_rows(
        [
            person("New", "Holder", "+33623456789"),
            person("Other", "Holder", "+33612345678"),
        ]
    )
    restored = deletion.restore(kept)
    assert restored == Restored(62, without=("+33623456789",), taken=("+33612345678",))
    (back,) = contacts.contact_page(ContactQuery("oeuvrard"), 0, 9)
    assert (back.mobile, back.whatsapp) == (None, "+33623456790")
    assert number_of("0623456789") == 1
    assert preferences.preference("+33612345678")[Channel.MOBILE] is Status.UNSUBSCRIBED
    # Whoever gives the number up lets the deleted contact come back after all.
    with transaction():
        execute("DELETE FROM contact WHERE mobile = '+33612345678'")
    assert deletion.restore(kept) == Restored(1)
    assert number_of("lefevre") == 1


def test_lists_and_fields_that_are_gone_do_not_come_back(people: Store) -> None:
    field = custom_fields.ensure_custom_field("Division", CustomKind.TEXT)
    gone = custom_fields.ensure_custom_field("Budget", CustomKind.NUMBER)
    with transaction():
        execute("UPDATE contact SET custom = ?", (f'{{"{field}": "Sud", "{gone}": "12"}}',))
    kept = delete(ContactQuery("lefevre"))
    with transaction():
        execute("DELETE FROM contact_list WHERE folded_name = 'vip'")
        execute("DELETE FROM custom_field WHERE id = ?", (gone,))
    assert deletion.restore(kept) == Restored(1)
    (back,) = contacts.contact_page(ContactQuery("lefevre"), 0, 9)
    assert back.lists == ("lyon",)
    assert back.custom == {field: "Sud"}


def test_a_restore_that_is_stopped_goes_on_where_it_was(people: Store) -> None:
    before = stored()
    kept = delete(ContactQuery())
    far = [0]

    def progressed(done: int, total: int) -> None:
        far[0] = done

    stopped = deletion.restore(kept, on_progress=progressed, cancelled=lambda: far[0] >= 20)
    assert stopped == Restored(20, left=43)
    assert deletion.restore(kept) == Restored(43)
    assert stored() == before


def test_a_deletion_that_is_stopped_brings_back_what_it_took(people: Store) -> None:
    before = stored()
    far = [0]

    def progressed(done: int, total: int) -> None:
        far[0] = done

    report = bulk.carry_out(
        Act(ActCode.DELETE),
        Chosen(),
        who="marie",
        on_progress=progressed,
        cancelled=lambda: far[0] >= 25,
    )
    assert (report.touched, report.left) == (25, 38)
    assert report.deletion is not None
    assert deletion.restore(report.deletion) == Restored(25)
    assert stored() == before


def test_deleted_contacts_are_not_kept_for_ever(people: Store) -> None:
    first = delete(ContactQuery("lefevre"))
    others = delete(ContactQuery("oeuvrard"), who="paul")
    second = delete(ContactQuery("strasse"))
    assert [deletion.count_kept(each) for each in (first, others, second)] == [0, 1, 1]
    deletion.forget(second)
    yesterday = datetime.now(UTC) - timedelta(days=1, minutes=1)
    deletion.forget_old()
    assert deletion.count_kept(others) == 1
    with transaction():
        execute("UPDATE deletion SET at = ?", (yesterday.strftime("%Y-%m-%dT%H:%M:%SZ"),))
    deletion.forget_old()
    with session():
        assert rows("SELECT * FROM deletion") == rows("SELECT * FROM deleted_contact") == []


def test_another_deletion_of_the_same_operator_ends_none_that_is_at_work(people: Store) -> None:
    everyone = Chosen(query=ContactQuery())
    before = bulk.count_chosen(everyone)
    report = bulk.carry_out(
        Act(ActCode.DELETE),
        everyone,
        who="marie",
        on_progress=lambda *_: deletion.forget(deletion.begin_deletion("marie")),
    )
    assert (report.touched, report.left, report.error) == (before, 0, None)
    assert bulk.count_chosen(everyone) == 0
