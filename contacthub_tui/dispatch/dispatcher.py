"""The loop that sends and receives, for whoever holds the lease.

Enters: a gateway. Leaves: messages sent, their outcomes and what came in, all in the store, and a
`DispatchStatus` whenever something changes. What is there to be received is stored before anything
is sent; where it cannot be stored nothing is sent until it can (rule 8).
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from contacthub_tui.domain.message import Accepted, NotAccepted, Outcome, Outgoing, Unclear
from contacthub_tui.errors import ContactHubError, GatewayError, RefusedError, StoreError
from contacthub_tui.gateways.port import Gateway
from contacthub_tui.services import gateway_state, lease, outbox
from contacthub_tui.services.incoming import take_in
from contacthub_tui.services.workers import this_worker
from contacthub_tui.store.database import close_connection

_log = logging.getLogger(__name__)

#: Seconds of sending that are claimed at once: what is claimed before a stop still leaves.
AHEAD, MOST_AT_ONCE = 0.25, 500
#: Seconds after which what is claimed and has not left is given back, to be claimed anew.
FRESH = 2.0
#: Seconds between two looks where there is nothing to do, and while another one dispatches.
IDLE, OTHERS = 0.1, 2.0
#: Seconds between two attempts after trouble: the first, and the longest.
PAUSE, LONGEST_PAUSE = 0.5, 30.0
#: Seconds for which what came in is taken before the first message leaves, at most.
CATCHING_UP = 10.0
#: Seconds between two notes that all is well, and two lines of the log.
NOTED, TOLD = 15.0, 10.0


class DispatchState(StrEnum):
    """What the dispatcher does: another program does it, it works, it waits, it has ended."""

    ELSEWHERE = "elsewhere"
    WORKING = "working"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class DispatchStatus:
    """What the dispatcher does and, where it waits, the error that it waits for to pass."""

    state: DispatchState
    error: ContactHubError | None = None


class Dispatcher:
    """Sends and receives until it is told to stop. `on_change` is called from its threads."""

    def __init__(
        self, gateway: Gateway, on_change: Callable[[DispatchStatus], None] = lambda _status: None
    ) -> None:
        self.gateway = gateway
        self.worker = this_worker()
        self.status = DispatchStatus(DispatchState.STOPPED)
        self._on_change = on_change
        self._stopping = threading.Event()
        self._lost = threading.Event()
        #: Set once what came in while nobody received is stored.
        self._caught_up = threading.Event()
        #: What keeps each of the two threads from its work now.
        self._troubles: dict[str, ContactHubError] = {}
        self._changing = threading.Lock()
        self._sent = self._received = 0

    def stop(self) -> None:
        """Let `run` come to its end: what is with the gateway is settled first."""
        self._stopping.set()

    def run(self) -> None:
        """Work until `stop` is called; wait while another program dispatches."""
        try:
            while not self._stopping.is_set():
                if self._try(lambda: lease.take_lease(self.worker, self.gateway.name)):
                    self._work()
                else:
                    self._stopping.wait(OTHERS)
        finally:
            close_connection()
            self._tell(DispatchStatus(DispatchState.STOPPED))

    def _try(self, take: Callable[[], bool]) -> bool:
        try:
            taken = take()
        except StoreError as error:
            self._tell(DispatchStatus(DispatchState.PAUSED, error))
            return False
        if not taken:
            self._tell(DispatchStatus(DispatchState.ELSEWHERE))
        return taken

    def _work(self) -> None:
        """Send and receive as long as the lease is held."""
        _log.info("this program sends and receives now, through %s", self.gateway.name)
        self._lost.clear()
        self._caught_up.clear()
        self._troubles.clear()
        self._tell(DispatchStatus(DispatchState.WORKING))
        receiver = threading.Thread(target=self._receive, name="receiver", daemon=True)
        receiver.start()
        try:
            self._send_all()
        finally:
            self._lost.set()
            receiver.join()
            # Before another one dispatches: it may need the same port.
            self.gateway.close()
            try:
                lease.give_lease_back(self.worker)
            except StoreError as error:
                _log.warning("the lease could not be given back: %s", error)

    # Sending

    def _send_all(self) -> None:
        pause, told = PAUSE, time.monotonic()
        while not self._ended():
            if not self._caught_up.is_set() or "receiving" in self._troubles:
                self._wait(IDLE)
                continue
            if time.monotonic() - told > TOLD:
                told = time.monotonic()
                self._tell_counts()
            began = time.monotonic()
            probing = "sending" in self._troubles
            limit = 1 if probing else self._batch()
            try:
                claimed = outbox.claim(self.worker, self.gateway.name, limit)
                if not claimed:
                    outbox.finish_sends()
            except RefusedError:
                _log.warning("another program sends and receives now")
                return
            except StoreError as error:
                self._hold("sending", error)
                pause = self._pause(pause)
                continue
            if not claimed.messages:
                self._clear_of_store("sending")
                if not claimed.left_out:
                    self._wait(IDLE)
                continue
            if self._send(claimed.messages):
                pause = PAUSE
                self._wait(began + len(claimed.messages) / self.gateway.rate - time.monotonic())
            else:
                pause = self._pause(pause)

    def _batch(self) -> int:
        return max(1, min(MOST_AT_ONCE, int(self.gateway.rate * AHEAD)))

    def _send(self, messages: Sequence[Outgoing]) -> bool:
        """Send claimed messages and keep what became of them; False where the gateway fails."""
        outcomes: list[tuple[Outgoing, Outcome]] = []
        trouble: NotAccepted | None = None
        claimed = time.monotonic()
        for start in range(0, len(messages), max(1, self.gateway.at_once)):
            part = messages[start : start + max(1, self.gateway.at_once)]
            fresh = time.monotonic() - claimed < FRESH
            if fresh and trouble is None and not self._ended():
                said = self._call(part)
                trouble = next(
                    (each for each in said if isinstance(each, NotAccepted) and each.for_all), None
                )
            else:
                # They have not left: they wait for their turn.
                said = [NotAccepted("not-tried", for_all=True)] * len(part)
            outcomes += zip(part, said, strict=True)
        self._settle(outcomes)
        self._sent += sum(isinstance(outcome, Accepted) for _message, outcome in outcomes)
        if trouble is not None:
            self._hold("sending", GatewayError(trouble.code), of_gateway=True)
            self._wait(trouble.wait)
            return False
        self._clear("sending")
        return True

    def _call(self, part: Sequence[Outgoing]) -> Sequence[Outcome]:
        try:
            said = self.gateway.send(part)
        except Exception:  # noqa: BLE001 - it must not end the loop
            # Whatever it is, the messages may have left.
            _log.exception("the gateway %s failed", self.gateway.name)
            return [Unclear("gateway-failed")] * len(part)
        if len(said) == len(part):
            return said
        _log.error("the gateway %s answered for %d of %d", self.gateway.name, len(said), len(part))
        return [Unclear("gateway-failed")] * len(part)

    def _settle(self, outcomes: Sequence[tuple[Outgoing, Outcome]]) -> None:
        """Keep outcomes; where the store is away until it is back, or the program ends."""
        pause = PAUSE
        while True:
            try:
                outbox.settle(self.gateway.name, outcomes)
            except StoreError as error:
                self._hold("sending", error)
                if self._ended():
                    # They are unknown then, and shown to an operator.
                    _log.error("what became of %d messages could not be kept", len(outcomes))
                    return
                pause = self._pause(pause)
            else:
                return

    # Receiving

    def _receive(self) -> None:
        try:
            self._receive_all()
        finally:
            close_connection()

    def _receive_all(self) -> None:
        pause, beaten, noted = PAUSE, time.monotonic(), 0.0
        began = time.monotonic()
        while not self._ended():
            try:
                if time.monotonic() - beaten > lease.HEARTBEAT:
                    beaten = time.monotonic()
                    if not lease.keep_lease(self.worker):
                        self._lost.set()
                        return
                received = self.gateway.receive()
                if received:
                    # Only when it is stored may the gateway forget it.
                    self._received += take_in(self.gateway.name, received)
                    self._clear("receiving")
                    self.gateway.confirm(received)
                self._clear("receiving")
                if time.monotonic() - noted > NOTED and not self._troubles:
                    noted = time.monotonic()
                    gateway_state.note_working(self.gateway.name)
            except ContactHubError as error:
                self._hold("receiving", error, of_gateway=isinstance(error, GatewayError))
                pause = self._pause(pause)
                continue
            except Exception:  # noqa: BLE001 - it must not end the loop
                # A message that nobody has read may say stop.
                _log.exception("what came in could not be taken")
                self._hold("receiving", GatewayError("gateway-unclear"))
                pause = self._pause(pause)
                continue
            pause = PAUSE
            if not received or time.monotonic() - began > CATCHING_UP:
                self._caught_up.set()
            if not received:
                self._wait(IDLE)

    # What both tell

    def _ended(self) -> bool:
        return self._stopping.is_set() or self._lost.is_set()

    def _wait(self, seconds: float) -> None:
        if seconds > 0:
            self._stopping.wait(seconds)

    def _pause(self, seconds: float) -> float:
        self._wait(seconds)
        return min(2 * seconds, LONGEST_PAUSE)

    def _hold(self, what: str, error: ContactHubError, *, of_gateway: bool = False) -> None:
        """Something cannot be done now: say so."""
        known = self._troubles.get(what)
        self._troubles[what] = error
        if known is not None and known.code == error.code:
            return
        _log.warning("%s waits: %s %s", what, error.code, dict(error.detail) or "")
        self._tell(DispatchStatus(DispatchState.PAUSED, error))
        if of_gateway:
            try:
                detail = str(error.detail.get("reason", ""))
                gateway_state.note_trouble(self.gateway.name, error.code, detail)
            except StoreError as failure:
                _log.warning("the trouble could not be kept: %s", failure.code)

    def _clear(self, what: str) -> None:
        """It can be done again."""
        if self._troubles.pop(what, None) is None:
            return
        _log.info("%s goes on", what)
        rest = next(iter(self._troubles.values()), None)
        state = DispatchState.PAUSED if rest else DispatchState.WORKING
        self._tell(DispatchStatus(state, rest))

    def _clear_of_store(self, what: str) -> None:
        """The store answers again; of the gateway nothing is known by that."""
        if isinstance(self._troubles.get(what), StoreError):
            self._clear(what)

    def _tell(self, status: DispatchStatus) -> None:
        with self._changing:
            known, self.status = self.status, status
        if known != status:
            self._on_change(status)

    def _tell_counts(self) -> None:
        if self._sent or self._received:
            _log.info("%d sent, %d received", self._sent, self._received)
            self._sent = self._received = 0
