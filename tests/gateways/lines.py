"""Each gateway with what is behind it, for the tests that all of them pass.

Behind the simulator are invented people, behind Sinch a server that answers as it does, behind
Kannel its real programs.
"""

import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from contacthub_tui.domain.contact import Address, Channel
from contacthub_tui.domain.message import Incoming
from contacthub_tui.gateways.credentials import Secret
from contacthub_tui.gateways.kannel import Kannel
from contacthub_tui.gateways.port import Gateway
from contacthub_tui.gateways.simulator import Behaviour, Simulator
from contacthub_tui.gateways.sinch import Sinch
from tests.gateways import real_kannel, sinch_server

#: What a log or a repr must never show.
SECRETS = (sinch_server.KEY, sinch_server.SECRET, real_kannel.PASSWORD, real_kannel.PATH)


@dataclass
class Line:
    """A gateway; `bring` lets a message come in, `arrived` gives what got to the carrier, `report`
    lets the reports come that do not come by themselves."""

    gateway: Gateway
    bring: Callable[[str, str], object]
    arrived: Callable[[], list[tuple[str, str]]] | None = None
    report: Callable[[], object] = lambda: None
    unreachable: Gateway | None = None


@contextmanager
def simulator_line(_folder: Path) -> Iterator[Line]:
    """The simulator, quick and without mishaps."""
    quick = Behaviour(rate=1_000, busy=0, refused=0, lost=0, answered=0, receipt_after=(0, 0.01))
    gateway = Simulator(behaviour=quick)
    ids = itertools.count(1)

    def bring(number: str, text: str) -> None:
        gateway.bring(Incoming(f"in-{next(ids)}", Address(Channel.MOBILE, number), text))

    yield Line(gateway, bring)


@contextmanager
def sinch_line(_folder: Path) -> Iterator[Line]:
    """Sinch Engage, with the stand-in."""
    credentials = {"key": Secret(sinch_server.KEY), "secret": Secret(sinch_server.SECRET)}
    with sinch_server.sinch_server() as (server, url):

        def report() -> None:
            for message in server.accepted:
                server.report(message, "delivered")

        yield Line(
            Sinch(url, credentials, rate=1_000, look=0.05),
            server.bring,
            lambda: [(each["destination_number"], each["content"]) for each in server.accepted],
            report,
            Sinch("http://127.0.0.1:1", credentials),
        )


@contextmanager
def kannel_line(folder: Path) -> Iterator[Line]:
    """Kannel, the real one. Raises NoKannelError."""
    credentials = {
        "username": Secret(real_kannel.USER),
        "password": Secret(real_kannel.PASSWORD),
        "path": Secret(real_kannel.PATH),
    }
    with real_kannel.real_kannel(folder) as kannel:
        yield Line(
            Kannel(kannel.url, credentials, listen=kannel.listen, rate=1_000),
            kannel.bring,
            kannel.arrived,
            unreachable=Kannel("http://127.0.0.1:1", credentials, listen=kannel.listen),
        )


LINES: dict[str, Callable[[Path], AbstractContextManager[Line]]] = {
    "simulator": simulator_line,
    "sinch": sinch_line,
    "kannel": kannel_line,
}
