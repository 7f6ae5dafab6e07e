"""How fast a group send is prepared, and how fast messages are claimed and sent.

The gateway is the simulator, which accepts everything at once; SQLite writes with
`synchronous=FULL`. Beside: sqlite-utils inserts as many messages, by one statement, with the same
two indexes, knowing neither preferences nor tags.
"""

import json
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from benchmarks import stores
from benchmarks.figure import Figure
from benchmarks.processes import run
from contacthub_tui.dispatch.dispatcher import MOST_AT_ONCE
from contacthub_tui.domain.bulk import Chosen
from contacthub_tui.domain.contact import Address, Channel
from contacthub_tui.domain.message import Incoming, Received
from contacthub_tui.gateways.simulator import Behaviour, Simulator
from contacthub_tui.services import conversations, group_sends, lease, outbox
from contacthub_tui.services.incoming import take_in
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import open_store

_TEXT = "Bonjour #firstname#, votre commande est prête. STOP au 36180"
_PREPARED, _SENT = 50_000, 2_000  # a second, at least
#: Messages that are sent one a transaction, in batches, and that come in.
_ONE_BY_ONE, _IN_BATCHES, _TAKEN = 1_000, 40_000, 10_000
_PEER = 200_000


def measure(size: int, folder: Path) -> list[Figure]:
    """The figures of a store made of `size` rows."""
    work = stores.copy(stores.home(folder, size), "home-sending")
    store = open_store(f"sqlite:///{work / 'hub.db'}")
    try:
        began = time.monotonic()
        seen = group_sends.preflight(_TEXT, Chosen())
        looked = time.monotonic() - began
        began = time.monotonic()
        send_id = group_sends.prepare(_TEXT, Chosen(), who="marie")
        prepared = time.monotonic() - began
        assert send_id is not None
        group_sends.override_quiet_hours(send_id, "benchmark", who="marie")
        group_sends.start(send_id)
        assert lease.take_lease(this_worker(), "simulator")
        single = _send(_ONE_BY_ONE, 1)
        batched = _send(min(_IN_BATCHES, seen.recipients - _ONE_BY_ONE), MOST_AT_ONCE)
        began = time.monotonic()
        group_sends.report(send_id)
        told = time.monotonic() - began
        taken = _take_in()
        began = time.monotonic()
        conversations.ConversationPages(conversations.ConversationQuery()).page(0, 50)
        opened = time.monotonic() - began
    finally:
        store.close()
    rate = seen.chosen / prepared
    peer = _peer(folder, min(_PEER, size))
    return [
        Figure(
            f"Preparing a group send to {seen.chosen:,}",
            f"{rate:,.0f} recipients/s",
            f"sqlite-utils insert {peer:,.0f}/s",
            peer / rate,
            f"{_PREPARED:,}/s",
            rate >= _PREPARED,
        ),
        Figure(
            f"Looking ahead at a group send to {seen.chosen:,}",
            f"{seen.chosen / looked:,.0f} recipients/s",
            "",
            None,
            "",
            True,
        ),
        Figure(
            "Claiming and sending, up to 500 claimed in a transaction",
            f"{batched:,.0f} messages/s",
            "",
            None,
            f"{_SENT:,}/s",
            batched >= _SENT,
        ),
        Figure(
            "Claiming and sending, one message a transaction",
            f"{single:,.0f} messages/s",
            "",
            None,
            "",
            True,
        ),
        Figure(
            "Taking in messages, 100 in a transaction",
            f"{taken:,.0f} messages/s",
            "",
            None,
            "",
            True,
        ),
        Figure("The report of that group send", f"{told * 1000:.0f} ms", "", None, "", True),
        Figure(
            "The first page of its conversations", f"{opened * 1000:.1f} ms", "", None, "", True
        ),
    ]


def _send(count: int, limit: int) -> float:
    """Send so many; gives messages a second."""
    gateway = Simulator(behaviour=Behaviour(busy=0, refused=0, lost=0, answered=0))
    began = time.monotonic()
    sent = 0
    while sent < count:
        messages = outbox.claim(this_worker(), "simulator", limit).messages
        if not messages:
            break
        outbox.settle("simulator", list(zip(messages, gateway.send(messages), strict=True)))
        sent += len(messages)
    return sent / (time.monotonic() - began)


def _take_in() -> float:
    """Messages a second that are stored as they come in."""
    began = time.monotonic()
    for start in range(0, _TAKEN, 100):
        numbers = [f"+336{place:08d}" for place in range(start, start + 100)]
        messages = [
            Incoming(number, Address(Channel.MOBILE, number), "Je vous rappelle demain")
            for number in numbers
        ]
        take_in("simulator", Received(messages))
    return _TAKEN / (time.monotonic() - began)


def _peer(folder: Path, count: int) -> float:
    """Messages a second that sqlite-utils inserts from a file of JSON lines."""
    database, file = folder / "peer-sending.db", folder / "peer-sending.nl.json"
    database.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as peer, peer:
        peer.execute(
            "CREATE TABLE message (id INTEGER PRIMARY KEY, send_id INTEGER, number TEXT,"
            " text TEXT, state TEXT, at TEXT)"
        )
        peer.execute("CREATE INDEX queue ON message (send_id, state, id)")
        peer.execute("CREATE UNIQUE INDEX once ON message (send_id, number)")
    with file.open("w", encoding="utf-8") as lines:
        for row in range(count):
            message = {
                "send_id": 1, "number": f"+336{row:08d}", "text": "Bonjour Marie, votre commande",
                "state": "queued", "at": "2026-03-04T12:00:00.000Z",
            }  # fmt: skip
            lines.write(json.dumps(message) + "\n")
    words = [sys.executable, "-m", "sqlite_utils", "insert", str(database), "message", str(file)]
    done = run([*words, "--nl", "--batch-size", "20000"], {})
    database.unlink()
    file.unlink()
    return count / done.seconds


def main(size: int) -> None:
    """Print the figures."""
    for figure in measure(size, stores.default_folder()):
        print(*figure.cells, sep=" | ")


if __name__ == "__main__":
    main(int(sys.argv[1]))
