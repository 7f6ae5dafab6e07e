"""The ledger as it is read: in windows, and as a file for an audit; on both engines."""

import csv
from pathlib import Path

import pytest

from contacthub_tui.domain.consent import Source, Wish
from contacthub_tui.domain.contact import Address, Channel, Status
from contacthub_tui.errors import FileError
from contacthub_tui.services import ledger, preferences
from contacthub_tui.store.database import Store, transaction
from tests.consent import newest_line, resubscribe
from tests.screens.team import import_rows, person

NUMBER = "+33612345678"
OTHER = "+33698765432"
MOBILE = Address(Channel.MOBILE, NUMBER)

HOSTILE = "=HYPERLINK(1)\n[/] \u202eabc"


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_windows_of_a_long_history_hold_every_line_newest_first(store: Store) -> None:
    for _ in range(60):
        preferences.unsubscribe(NUMBER, who="marie")
        resubscribe(MOBILE)
    preferences.unsubscribe(OTHER, who="marie")
    for numbers in ((NUMBER,), (NUMBER, OTHER), ()):
        total = ledger.count_changes(numbers)
        lines = [
            line
            for start in range(0, total + 50, 50)
            for line in ledger.change_page(numbers, start, 50)
        ]
        assert len(lines) == total == {(NUMBER,): 121}.get(numbers, 123)
        assert [line.id for line in lines] == sorted((line.id for line in lines), reverse=True)
        if numbers:
            assert tuple(lines) == ledger.history(numbers)


def test_why_a_preference_is_so_is_its_newest_line(store: Store) -> None:
    import_rows([person("Ana", "Roy", NUMBER, whatsapp=OTHER)])
    preferences.unsubscribe(NUMBER, who="paul", reason="by phone")
    why = {line.address: line for line in ledger.latest([NUMBER, OTHER])}
    assert {address: line.after for address, line in why.items()} == {
        MOBILE: Status.UNSUBSCRIBED,
        Address(Channel.WHATSAPP, NUMBER): Status.UNSUBSCRIBED,
        Address(Channel.WHATSAPP, OTHER): Status.SUBSCRIBED,
    }
    assert why[MOBILE].reason == "by phone"
    assert why[MOBILE].id == newest_line(MOBILE)
    assert ledger.latest([]) == ()


def test_the_file_for_an_audit_holds_every_line_in_order_and_no_name(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "PART", 7)
    people = [person("Ana", "Roy", f"+336123456{n:02d}") for n in range(20)]
    run = import_rows(people, file_name="Ana Roy.csv", who="=cmd")
    preferences.unsubscribe(people[0]["mobile"] or "", who="paul", reason=HOSTILE)
    with transaction():
        wish = Wish(Address(Channel.MOBILE, NUMBER), Status.UNSUBSCRIBED)
        preferences.grant([wish], who="", source=Source.INCOMING, reason="STOP")
    heard: list[tuple[int, int]] = []
    path = tmp_path / "ledger.csv"
    count = ledger.export_ledger(path, on_progress=lambda *told: heard.append(told))
    header, *rows = read(path)
    assert count == len(rows) == 23 == ledger.count_changes()
    assert heard[-1] == (23, 23)
    assert header == [
        "Time (UTC)", "Channel", "Address", "From", "To", "Who", "Source",
        "Import no.", "Row", "Reason",
    ]  # fmt: skip
    at, *first = rows[0]
    assert at.endswith("Z")
    assert first == [
        "Mobile",
        "+33612345600",
        "",
        "Subscribed",
        "'=cmd",
        "File import",
        str(run),
        "2",
        "",
    ]
    assert rows[20][3:6] == ["Subscribed", "Unsubscribed", "paul"]
    assert rows[20][9] == f"'{HOSTILE}"
    assert rows[22][5:7] == ["", "Incoming message"]
    assert "Roy" not in path.read_text(encoding="utf-8-sig")

    assert ledger.export_ledger(path, (NUMBER,)) == 1
    assert {row[2] for row in read(path)[1:]} == {NUMBER}


def test_a_file_that_cannot_be_written_leaves_what_was_there(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preferences.unsubscribe(NUMBER, who="paul")
    path = tmp_path / "ledger.csv"
    path.write_text("before")

    def stop(done: int, total: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(FileError) as caught:
        ledger.export_ledger(path, on_progress=stop)
    assert caught.value.code == "unwritable"
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()).count(path) == 1
    assert not list(tmp_path.glob(".ledger*"))
