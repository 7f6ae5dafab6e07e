"""Whatever happens in whatever order, a stop holds until an operator takes it back."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.domain.import_run import Counts, Existing, ImportOptions
from contacthub_tui.errors import RefusedError
from contacthub_tui.services import imports, preferences
from contacthub_tui.services.undo import undo_run
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import Store, session, transaction
from contacthub_tui.store.sql import execute, rows, value
from tests.consent import resubscribe
from tests.importer.in_process import check_table, import_table, write_csv

#: Every example has numbers of its own, for what is in the ledger stays there.
_examples = count(1)
_POOL = 4
#: Whatever the cells look like, the columns mean what they say.
BY_HAND = (("Mobile", "mobile"), ("WhatsApp", "whatsapp"), ("Status", "status"))

_USUAL = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_MANY = settings(_USUAL, max_examples=120)

#: None is as likely as one, so that many rows have a mobile alone, which the database weighs.
maybe = st.one_of(st.just(-1), st.integers(0, _POOL - 1))
person = st.tuples(
    st.integers(-1, _POOL - 1),  # mobile, -1 for none
    maybe,  # WhatsApp
    maybe,  # a further number in the mobile cell
    st.sampled_from(["", "subscribed", "unsubscribed", "STOP", "perhaps"]),
    st.sampled_from(["", "Ana", "Léa"]),
)
step = st.one_of(
    st.tuples(
        st.just("import"),
        st.lists(person, min_size=1, max_size=5),
        st.booleans(),
        st.sampled_from(Existing),
        st.integers(1, 3),
    ),
    st.tuples(st.just("unsubscribe"), st.integers(0, _POOL - 1)),
    st.tuples(st.just("resubscribe"), st.integers(0, _POOL - 1), st.sampled_from(Channel)),
    st.tuples(st.just("delete"), st.integers(0, _POOL - 1)),
    st.tuples(st.just("undo"), st.integers(0, 4)),
)


class History:
    """A store as one example sees it: its numbers, its runs, and all that was ever stopped."""

    def __init__(self, folder: Path) -> None:
        self.base = next(_examples) * _POOL
        self.path = folder / "table.csv"
        self.numbers = [f"+336{self.base + n:08d}" for n in range(_POOL)]
        self.runs: list[int] = []
        self.stopped: set[Address] = set()
        self.ledger: list[tuple[object, ...]] = []

    def cell(self, *wanted: int) -> str:
        """The cell that holds some of the numbers, as people write them."""
        return " / ".join(f"06{self.base + n:08d}" for n in wanted if n >= 0)

    def do_import(
        self, people: Sequence[tuple[int, int, int, str, str]], stop: bool, how: Existing, size: int
    ) -> None:
        table = [["Mobile", "WhatsApp", "Prénom", "Status"]]
        for mobile, whatsapp, further, status, name in people:
            cell = self.cell(mobile, further)
            table.append([cell, self.cell(whatsapp), name or "x", status])
            if stop or status in ("unsubscribed", "STOP"):
                self.stopped |= {
                    Address(channel, self.numbers[n])
                    for channel in Channel
                    for n in (mobile, whatsapp, further)
                    if n >= 0
                }
        write_csv(self.path, table)
        options = ImportOptions(unsubscribe_all=stop, existing=how, mapping=BY_HAND)
        run, counts = import_table(self.path, options, batch=size)
        assert _total(counts) == counts.rows == len(people)
        self.runs.append(run)
        self._hold_contacts_of_stops(people, stop)

    def _hold_contacts_of_stops(
        self, people: Sequence[tuple[int, int, int, str, str]], stop: bool
    ) -> None:
        """A row that stops also stops the other number of the contact that it is about."""
        for mobile, whatsapp, further, status, _ in people:
            if not (stop or status in ("unsubscribed", "STOP")):
                continue
            first = mobile if mobile >= 0 else further
            channel, n = ("mobile", first) if first >= 0 else ("whatsapp", whatsapp)
            if n < 0:
                continue
            with session():
                held = rows(
                    f"SELECT mobile, whatsapp FROM contact WHERE {channel} = ?", (self.numbers[n],)
                )
            self.stopped |= {
                Address(channel, number)
                for channel in Channel
                for contact in held
                for number in contact
                if number
            }

    def do_unsubscribe(self, n: int) -> None:
        preferences.unsubscribe(self.numbers[n], who="marie")
        self.stopped |= {Address(channel, self.numbers[n]) for channel in Channel}

    def do_resubscribe(self, n: int, channel: Channel) -> None:
        address = Address(channel, self.numbers[n])
        try:
            resubscribe(address)
        except RefusedError:
            assert address not in self.stopped
        self.stopped.discard(address)

    def do_delete(self, n: int) -> None:
        with transaction():
            execute(
                "DELETE FROM contact WHERE mobile = ? OR whatsapp = ?",
                (self.numbers[n], self.numbers[n]),
            )

    def do_undo(self, n: int) -> None:
        if n < len(self.runs):
            undo_run(self.runs.pop(n), this_worker())

    def check(self) -> None:
        """Hold the store against what must be so."""
        marks = ", ".join("?" * _POOL)
        with session():
            ledger = rows(
                f"SELECT * FROM preference_change WHERE number IN ({marks}) ORDER BY id",
                self.numbers,
            )
            last = {
                Address(Channel(channel), number): Status(after)
                for channel, number, after in rows(
                    "SELECT channel, number, after FROM preference_change"
                    f" WHERE number IN ({marks}) ORDER BY id",
                    self.numbers,
                )
            }
            held = preferences.statuses(self.numbers)
            contacts = rows(
                f"SELECT mobile, whatsapp FROM contact WHERE mobile IN ({marks})"
                f" OR whatsapp IN ({marks})",
                [*self.numbers, *self.numbers],
            )
        assert ledger[: len(self.ledger)] == self.ledger
        assert held == last
        stopped = {address for address, status in held.items() if status is Status.UNSUBSCRIBED}
        assert self.stopped <= stopped
        for mobile, whatsapp in contacts:
            assert mobile is None or Address(Channel.MOBILE, mobile) in held
            assert whatsapp is None or Address(Channel.WHATSAPP, whatsapp) in held
        self.ledger = ledger
        # What else a row stops, by the way of its contact, stays stopped too.
        self.stopped = stopped


_UPDATE, _go, _stop = Existing.UPDATE, "subscribed", "STOP"


history_steps = st.lists(step, min_size=2, max_size=8)


@_USUAL
@given(steps=history_steps)
# A stop in a duplicate reaches the WhatsApp number of the earlier row.
@example(steps=[("import", [(0, 1, -1, _go, ""), (0, -1, -1, _stop, "")], False, _UPDATE, 2)])
# A stop of a mobile reaches the same number on WhatsApp, where it was subscribed.
@example(
    steps=[
        ("import", [(-1, 0, -1, _go, "")], False, _UPDATE, 1),
        ("import", [(0, -1, -1, _stop, ""), (1, -1, -1, _stop, "")], False, _UPDATE, 2),
    ]
)
def test_no_stop_is_lost_in_any_history(
    store: Store, tmp_path: Path, steps: list[tuple[object, ...]]
) -> None:
    live(tmp_path, steps)


@pytest.mark.slow
@_MANY
@given(steps=history_steps)
def test_no_stop_is_lost_in_many_histories(
    store: Store, tmp_path: Path, steps: list[tuple[object, ...]]
) -> None:
    live(tmp_path, steps)


def live(folder: Path, steps: list[tuple[object, ...]]) -> None:
    """Do one step after the other; no stop is lost after any."""
    history = History(folder)
    for name, *arguments in steps:
        getattr(history, f"do_{name}")(*arguments)
        history.check()


cell = st.sampled_from(
    ["", "", " ", "06 {a}", "+336{a}", "00336{a}", "06{b}", "06{b} / 06{a}", "06{c}", "0142685300",
     "0612", "none", "3.36123E+10", "=1+1", "'+336{a}", "\u00a0", "\t", "06{c}x"]
)  # fmt: skip
word = st.sampled_from(
    ["", "", " ", "Ana", "a@b.fr", "no mail", "31/02/2020", "06/04/2000", "STOP"]
)
table_row = st.tuples(cell, cell, word, word, word)


tables = st.lists(table_row, max_size=12)


@_USUAL
@given(table=tables, size=st.integers(1, 5), stop=st.booleans())
def test_the_totals_of_any_table_add_up(
    store: Store, tmp_path: Path, table: list[tuple[str, ...]], size: int, stop: bool
) -> None:
    check_totals(tmp_path, table, size, stop)


@pytest.mark.slow
@_MANY
@given(table=tables, size=st.integers(1, 5), stop=st.booleans())
def test_the_totals_of_many_tables_add_up(
    store: Store, tmp_path: Path, table: list[tuple[str, ...]], size: int, stop: bool
) -> None:
    check_totals(tmp_path, table, size, stop)


def check_totals(tmp_path: Path, table: list[tuple[str, ...]], size: int, stop: bool) -> None:
    """Import a table in batches of `size`: each row counts once, and an undo takes all back."""
    base = next(_examples) * _POOL
    spelled = {key: f"{base + n:08d}" for n, key in enumerate("abc")}
    written = [[text.format(**spelled) for text in row] for row in table]
    # A first row that gives the columns their meaning.
    known = [f"06{base + 3:08d}", "", "a@b.fr", "06/04/2000", ""]
    path = write_csv(
        tmp_path / "table.csv",
        [["Mobile", "WhatsApp", "E-mail", "Date of birth", "Status"], known, *written],
    )
    options = ImportOptions(unsubscribe_all=stop, mapping=BY_HAND)
    before = _contacts()
    checked = check_table(path, options)
    assert _contacts() == before
    run, counts = import_table(path, options, batch=size)
    filled = [row for row in written if any(text.strip() for text in row)]
    assert counts.rows == len(filled) + 1 == _total(counts)
    assert counts == checked
    assert _contacts() == before + counts.created
    assert len(imports.failed_rows(run)[1]) == counts.failed
    told = imports.row_results(run, size=1_000)
    assert sum(row.outcome == "duplicate" for row in told) == counts.duplicate
    assert sum(row.outcome == "warning" for row in told) == counts.warnings

    _, again = import_table(path, options, batch=size)
    assert (again.rows, again.failed, again.duplicate, again.created) == (
        counts.rows,
        counts.failed,
        counts.duplicate,
        0,
    )
    undo_run(run, this_worker())
    assert _contacts() == before


def _total(counts: Counts) -> int:
    return counts.created + counts.updated + counts.unchanged + counts.duplicate + counts.failed


def _contacts() -> int:
    with session():
        return int(value("SELECT count(*) FROM contact"))
