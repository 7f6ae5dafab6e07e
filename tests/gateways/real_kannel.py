"""A real Kannel of the test's own: bearerbox, smsbox and a carrier that is a program, too.

They run in a temporary folder, on free ports of this machine, and end with the test.
"""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import unquote_to_bytes

FAKESMSC = Path("/usr/lib/kannel/test/fakesmsc")
USER, PASSWORD, PATH = "team", "s3cret-of-the-team", "a-secret-path-of-ours"

_CONFIG = """\
group = core
admin-port = {admin}
admin-interface = 127.0.0.1
admin-password = unused
smsbox-port = {boxes}
smsbox-interface = 127.0.0.1
box-allow-ip = 127.0.0.1
store-type = spool
store-location = "{folder}"

group = smsc
smsc = fake
smsc-id = fake
host = 127.0.0.1
port = {carrier}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {sendsms}
sendsms-interface = 127.0.0.1
global-sender = 13013
http-request-retry = 50
http-queue-delay = 1

group = sendsms-user
username = {user}
password = {password}
max-messages = 10
concatenation = true

group = sms-service
keyword = default
catch-all = true
max-messages = 0
get-url = "http://127.0.0.1:{listen}/{path}/in?id=%I&from=%p&to=%P&coding=%c&charset=%C&text=%b"
"""
_GOT = re.compile(r"Got message \d+: <(\S+) (\S+) (\S+) ?(.*)>\n")


class NoKannelError(Exception):
    """Kannel is not installed."""


class RealKannel:
    """Programs at work. `url` is that of sendsms, `listen` where Kannel looks for us."""

    def __init__(self, folder: Path, ports: dict[str, int]) -> None:
        self.url = f"http://127.0.0.1:{ports['sendsms']}/cgi-bin/sendsms"
        self.listen = f"127.0.0.1:{ports['listen']}"
        self._folder, self._carrier = folder, str(ports["carrier"])
        self._fake: subprocess.Popen[bytes] | None = None
        self._heard = folder / "carrier.txt"
        self.connect()

    def connect(self, *said: str) -> None:
        """Let a carrier come; it brings messages, each `sender receiver type text`."""
        self.disconnect()
        with self._heard.open("ab") as out:
            place = ("-H", "127.0.0.1", "-r", self._carrier)
            messages = ("-i", "0.05", "-m", str(len(said)), *(said or ["1 2 text none"]))
            self._fake = subprocess.Popen(
                [FAKESMSC, *place, *messages],
                stdout=out,
                stderr=out,
                cwd=self._folder,
            )

    def disconnect(self) -> None:
        """Let the carrier go."""
        if self._fake is not None:
            self._fake.kill()
            self._fake.wait()
            self._fake = None

    def bring(self, number: str, text: str) -> None:
        """Let a message come in, from the carrier."""
        units = "".join(f"%{byte:02X}" for byte in text.encode("utf-16-be"))
        self.connect(f"{number} 13013 ucs2 {units}")

    def arrived(self) -> list[tuple[str, str]]:
        """What has got to the carrier: whom it is for, and its text."""
        said = self._heard.read_text("utf-8", "replace")
        return [
            (
                number,
                unquote_to_bytes(text.replace("+", " ")).decode("utf-16-be")
                if kind == "ucs-2"
                else text,
            )
            for _sender, number, kind, text in _GOT.findall(said)
        ]


@contextmanager
def real_kannel(folder: Path) -> Iterator[RealKannel]:
    """Kannel at work. Raises NoKannelError."""
    boxes = [shutil.which(name, path="/usr/sbin:/usr/bin") for name in ("bearerbox", "smsbox")]
    if not all(boxes) or not FAKESMSC.exists():
        raise NoKannelError("bearerbox, smsbox and fakesmsc are not installed")
    ports = dict(
        zip(("admin", "boxes", "carrier", "sendsms", "listen"), free_ports(5), strict=True)
    )
    config = folder / "kannel.conf"
    config.write_text(
        _CONFIG.format(folder=folder, user=USER, password=PASSWORD, path=PATH, **ports)
    )
    with ExitStack() as ends:
        for box, port in zip(boxes, (ports["carrier"], ports["sendsms"]), strict=True):
            out = ends.enter_context((folder / "boxes.txt").open("ab"))
            process = subprocess.Popen([str(box), str(config)], stdout=out, stderr=out, cwd=folder)
            ends.callback(_end, process)
            wait_for(lambda port=port: _answers(port))  # type: ignore[misc]
        kannel = RealKannel(folder, ports)
        ends.callback(kannel.disconnect)
        yield kannel


def wait_for(done: Callable[[], object], seconds: float = 20) -> None:
    """Wait for something that comes."""
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def free_ports(count: int) -> list[int]:
    """Ports that nobody uses now."""
    with ExitStack() as held:
        made = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in made:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in made]


def _answers(port: int) -> bool:
    with socket.socket() as line:
        line.settimeout(1)
        return line.connect_ex(("127.0.0.1", port)) == 0
