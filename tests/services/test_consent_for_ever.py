"""Ten thousand random things that operators and files do, on both engines, beside a simple model.

Never is an unsubscribed address subscribed again but by `resubscribe` with a reason; what is stored
is what the last line of the ledger says; and the ledger only grows. The seed is printed: run it
again with CONTACTHUB_SEED.
"""

import os
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from contacthub_tui.domain.bulk import Act, ActCode, Chosen
from contacthub_tui.domain.consent import Source, Wish
from contacthub_tui.domain.contact import Address, Channel, Contact, CustomKind, Status
from contacthub_tui.domain.contact_edit import Draft
from contacthub_tui.domain.import_run import Existing, ImportOptions
from contacthub_tui.domain.merge import Side, filled_fields
from contacthub_tui.errors import RefusedError
from contacthub_tui.services import (
    bulk,
    contact_edit,
    contacts,
    custom_fields,
    deletion,
    lists,
    merging,
    preferences,
)
from contacthub_tui.services.contacts import ContactQuery
from contacthub_tui.services.undo import undo_run
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import Store, is_postgres, session, transaction
from contacthub_tui.store.sql import execute, rows
from tests.importer.in_process import check_table, import_table, write_csv

STEPS = 10_000
#: Numbers that people talk about at one time; after so many steps another takes the place of one.
AT_ONCE, KEPT_FOR = 10, 80
BY_HAND = (("Mobile", "mobile"), ("WhatsApp", "whatsapp"), ("Status", "status"))
REASONS = ["signed form", " x ", "[/]", "\u202e=1+1", "y" * 2_000]
NO_REASONS = ["", "  ", "\n\t", "\u200b", "\u00ad\u2060", "\x00", "z" * 2_001]
Line = tuple[int, str, str, str | None, str, str, str]


class Model:
    """What must be: every preference by its address, as the ledger tells them one by one."""

    def __init__(self) -> None:
        self.ledger: list[Line] = []
        self.held: dict[Address, Status] = {}
        self.newest: dict[Address, int] = {}

    @property
    def stopped(self) -> set[Address]:
        return {each for each, status in self.held.items() if status is Status.UNSUBSCRIBED}

    def take(self, lines: list[Line], turned: Address | None) -> None:
        """Follow new lines; only `turned` may come back, by an operator with a reason."""
        for line in lines:
            line_id, channel, number, before, after, source, reason = line
            address = Address(Channel(channel), number)
            stored = self.held.get(address)
            assert before == (stored and str(stored)), line
            assert before != after, line
            if (before, after) == ("unsubscribed", "subscribed"):
                assert address == turned, line
                assert source == Source.OPERATOR and reason.strip(), line
                turned = None
            self.held[address], self.newest[address] = Status(after), line_id
        assert turned is None, turned
        self.ledger += lines


class Hub:
    """A store, and all that can be done to it. What an act does not say cannot happen."""

    def __init__(self, chance: random.Random, folder: Path) -> None:
        self.chance = chance
        self.path = folder / "table.csv"
        self.model = Model()
        self.steps = 0
        self.runs: list[int] = []
        self.deletions: list[int] = []
        self.turned: Address | None = None  # what the act at work may turn back
        self.must_stop: set[str] = set()  # numbers that are stopped for good after it
        self.quiet = False  # it may write no line at all

    # What there is

    @property
    def numbers(self) -> list[str]:
        first = self.steps // KEPT_FOR
        return [f"+336{n:08d}" for n in range(first, first + AT_ONCE)]

    def number(self) -> str:
        return self.chance.choice(self.numbers)

    def everyone(self) -> list[Contact]:
        return contacts.contact_page(ContactQuery(), 0, 50)

    def somebody(self) -> Contact | None:
        found = self.everyone()
        return self.chance.choice(found) if found else None

    def list_id(self) -> int:
        found = lists.all_lists()
        if len(found) < 3:
            return lists.create_list(f"L{self.chance.random()}", who="marie")
        return self.chance.choice(found).id

    def chosen(self) -> tuple[Chosen, list[Contact]]:
        """Some contacts, or all that a query finds but some."""
        there = self.everyone()
        some = [each for each in there if self.chance.random() < 0.3]
        if some and self.chance.random() < 0.5:
            return Chosen(ids=frozenset(each.id for each in some)), some
        status = self.chance.choice([None, *Status])
        found = contacts.contact_page(ContactQuery(status=status), 0, 50)
        without = frozenset(each.id for each in some)
        rest = [each for each in found if each.id not in without]
        return Chosen(query=ContactQuery(status=status), without=without), rest

    # Files

    def do_import(self) -> None:
        self.path, options = self._table()
        run, _counts = import_table(self.path, options, batch=self.chance.randint(1, 3))
        self.runs.append(run)

    def do_check_an_import(self) -> None:
        self.quiet = True
        check_table(*self._table())
        self.must_stop = set()

    def _table(self) -> tuple[Path, ImportOptions]:
        stop = self.chance.random() < 0.1
        table = [["Mobile", "WhatsApp", "Prénom", "Status"]]
        for _ in range(self.chance.randint(1, 4)):
            mobile, whatsapp = self.number(), self.chance.choice(["", "", self.number()])
            status = self.chance.choice(["", "", "", "subscribed", "perhaps", "STOP"])
            table.append([mobile, whatsapp, self.chance.choice(["", "Ana"]), status])
            if stop or status == "STOP":
                self.must_stop |= {mobile, whatsapp} - {""}
        options = ImportOptions(
            unsubscribe_all=stop,
            existing=self.chance.choice(list(Existing)),
            mapping=BY_HAND,
        )
        return write_csv(self.path, table), options

    def do_undo(self) -> None:
        self.quiet = True
        if self.runs:
            undo_run(self.runs.pop(self.chance.randrange(len(self.runs))), this_worker())

    # Contacts by hand

    def do_create(self) -> None:
        values = {"first_name": "Ana", "mobile": self.number()}
        if self.chance.random() < 0.4:
            values["whatsapp"] = self.number()
        stopped = set(self.chance.sample(self.numbers, 2)) if self.chance.random() < 0.2 else set()
        contact_edit.create_contact(Draft(values, frozenset({self.list_id()})), stopped, "marie")
        self.must_stop = stopped & set(values.values())

    def do_change(self) -> None:
        if (contact := self.somebody()) is None:
            return
        opened = contact_edit.open_form(contact.id).draft
        channel = self.chance.choice(["mobile", "whatsapp"])
        values = {**opened.values, "last_name": self.chance.choice(["Roy", "Noël"])}
        values[channel] = self.chance.choice([self.number(), "", opened.value(channel)])
        typed = Draft({k: v for k, v in values.items() if v}, opened.lists)
        contact_edit.update_contact(contact.id, opened, typed, (), "marie")

    def do_merge(self) -> None:
        found = self.everyone()
        if len(found) < 2:
            return
        first, second = self.chance.sample(found, 2)
        fields = dict.fromkeys((*filled_fields(first, second), "mobile", "whatsapp"))
        picks = {field: self.chance.choice([Side.FIRST, Side.SECOND]) for field in fields}
        merging.merge(first, second, picks, who="marie")

    def do_delete(self) -> None:
        self.quiet = True
        report = bulk.carry_out(Act(ActCode.DELETE), self.chosen()[0], who="marie")
        self.deletions.append(report.deletion or 0)

    def do_restore(self) -> None:
        self.quiet = True
        if self.deletions:
            deletion.restore(self.deletions.pop())

    def do_field(self) -> None:
        self.quiet = True
        there = custom_fields.custom_fields()
        if len(there) < 3:
            custom_fields.create_custom_field(f"F{self.chance.random()}", CustomKind.TEXT)
        else:
            custom_fields.delete_custom_field(self.chance.choice(there).id)

    # Lists

    def do_list(self) -> None:
        self.quiet = True
        list_id = self.list_id()
        act = self.chance.choice(["add", "remove", "rename", "merge", "delete"])
        if act in ("add", "remove"):
            code = ActCode.ADD_TO_LISTS if act == "add" else ActCode.REMOVE_FROM_LISTS
            names = {"list_ids": (list_id,), "list_names": ("L",)}
            bulk.carry_out(replace(Act(code), **names), self.chosen()[0], who="marie")
        elif act == "rename":
            lists.change_list(lists.get_list(list_id), f"R{self.chance.random()}", "")
        elif act == "delete":
            lists.delete_list(list_id)
        elif (other := self.list_id()) != list_id:
            lists.merge_lists(list_id, other)

    # Consent

    def do_unsubscribe(self) -> None:
        numbers = self.chance.sample(self.numbers, self.chance.randint(1, 2))
        preferences.unsubscribe(*numbers, who="marie", reason=self.chance.choice(REASONS))
        self.must_stop = set(numbers)

    def do_unsubscribe_many(self) -> None:
        chosen, meant = self.chosen()
        act = Act(ActCode.UNSUBSCRIBE, reason=self.chance.choice(REASONS))
        report = bulk.carry_out(act, chosen, who="marie")
        assert report.touched + report.already == len(meant)
        self.must_stop = {address.number for each in meant for address in each.addresses}

    def do_hear_an_answer(self) -> None:
        address = Address(self.chance.choice(list(Channel)), self.number())
        wished = self.chance.choice(list(Status))
        source = self.chance.choice([Source.INCOMING, Source.GATEWAY, Source.OPERATOR])
        with transaction():
            preferences.grant([Wish(address, wished)], who="", source=source, reason="START")

    def do_resubscribe(self) -> None:
        """The one way back; it is refused without a reason, or where something came between."""
        address = Address(self.chance.choice(list(Channel)), self.number())
        if self.model.stopped and self.chance.random() < 0.5:
            address = self.chance.choice(sorted(self.model.stopped, key=str))
        newest = self.model.newest.get(address, 0)
        seen = self.chance.choice([newest, newest, newest, newest - 1, 0])
        reason = self.chance.choice(REASONS + NO_REASONS)
        if address in self.model.stopped and seen == newest and reason in REASONS:
            self.turned = address
        preferences.resubscribe(address, who="paul", reason=reason, seen=seen)
        assert self.turned

    # A step

    def step(self, act: Callable[[], None]) -> None:
        self.turned, self.must_stop, self.quiet = None, set(), False
        self.steps += 1
        try:
            act()
        except RefusedError:
            assert self.turned is None
            self.must_stop = set()
        self.check()

    def check(self) -> None:
        last = self.model.ledger[-1][0] if self.model.ledger else 0
        with session():
            lines = _lines("WHERE id > ?", last)
            stored = rows("SELECT channel, number, status FROM preference")
            there = rows("SELECT mobile, whatsapp FROM contact")
        held = {Address(Channel(channel), n): Status(status) for channel, n, status in stored}
        assert not (self.quiet and lines), lines
        before = self.model.stopped - {self.turned}
        self.model.take(lines, self.turned)
        assert held == self.model.held
        assert before <= self.model.stopped
        for number in self.must_stop:
            assert all(Address(channel, number) in self.model.stopped for channel in Channel)
        for mobile, whatsapp in there:
            assert mobile is None or Address(Channel.MOBILE, mobile) in held
            assert whatsapp is None or Address(Channel.WHATSAPP, whatsapp) in held

    def check_whole_ledger(self) -> None:
        with session():
            assert _lines("") == self.model.ledger


def _lines(where: str, *asked: object) -> list[Line]:
    return rows(
        "SELECT id, channel, number, before, after, source, reason FROM preference_change"
        f" {where} ORDER BY id",
        asked,
    )


#: How often each thing is done, beside the others.
OFTEN = {
    "import": 2,
    "check_an_import": 1,
    "undo": 2,
    "create": 12,
    "change": 6,
    "merge": 5,
    "delete": 2,
    "restore": 3,
    "field": 1,
    "list": 4,
    "unsubscribe": 12,
    "unsubscribe_many": 2,
    "hear_an_answer": 14,
    "resubscribe": 34,
}


def acts(hub: Hub) -> Iterable[Callable[[], None]]:
    """What is done, one thing after the other."""
    names = hub.chance.choices(list(OFTEN), list(OFTEN.values()), k=STEPS)
    return (getattr(hub, f"do_{name}") for name in names)


@pytest.mark.slow
def test_no_stop_is_ever_lost_whatever_is_done(store: Store, tmp_path: Path) -> None:
    seed = int(os.environ.get("CONTACTHUB_SEED", random.SystemRandom().randrange(10**6)))
    print(f"CONTACTHUB_SEED={seed}")
    if not is_postgres():
        with session():  # Nobody pulls the plug here.
            execute("PRAGMA synchronous = OFF")
    hub = Hub(random.Random(seed), tmp_path)
    if is_postgres():
        with session():  # As an import that has a process of its own asks before its first table.
            execute("SET temp_buffers = '64MB'")
    came_back = 0
    for number, act in enumerate(acts(hub)):
        hub.step(act)
        came_back += hub.turned is not None
        if number % 1_000 == 0:
            hub.check_whole_ledger()
    hub.check_whole_ledger()
    # It was a busy time: many were stopped and many came back.
    assert came_back > 100
    assert len(hub.model.ledger) > 1_000
