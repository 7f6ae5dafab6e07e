"""Dispatching through the gateway that the team has chosen, and through another one as soon as it
chooses that. Enters: the settings of the open store. Leaves: a dispatcher at work, one at a time.

Where this machine lacks the credentials it lets another one dispatch, and says so if none does.
"""

import logging
import threading
from collections.abc import Callable, Mapping

from contacthub_tui.dispatch.dispatcher import Dispatcher, DispatchState, DispatchStatus
from contacthub_tui.errors import ContactHubError, GatewayError, StoreError
from contacthub_tui.gateways.chosen import open_gateway, settings_of
from contacthub_tui.services import gateway_state, lease
from contacthub_tui.services.account import read_team
from contacthub_tui.store.database import close_connection

_log = logging.getLogger(__name__)

#: Seconds between two looks at what the team has chosen.
LOOK = 5.0


class Following:
    """Sends and receives until it is told to stop. `on_change` is called from its threads."""

    def __init__(
        self,
        on_change: Callable[[DispatchStatus], None] = lambda _status: None,
        look: float = LOOK,
    ) -> None:
        self._on_change, self._look = on_change, look
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._dispatcher: Dispatcher | None = None
        self.status = DispatchStatus(DispatchState.STOPPED)

    def stop(self) -> None:
        """Let `run` come to its end: what is with the gateway is settled first."""
        with self._lock:
            self._stopping.set()
            if self._dispatcher is not None:
                self._dispatcher.stop()

    def run(self) -> None:
        """Work until `stop` is called."""
        try:
            while not self._stopping.is_set():
                try:
                    self._work(read_team())
                except ContactHubError as error:
                    self._cannot(error)
                    self._stopping.wait(self._look)
        finally:
            close_connection()
            self._tell(DispatchStatus(DispatchState.STOPPED))

    def _work(self, team: Mapping[str, str]) -> None:
        """Dispatch as long as the team wants what it wants now."""
        name = team["gateway"]
        gateway = open_gateway(name, team)
        dispatcher = Dispatcher(gateway, self._pass_on)
        with self._lock:
            if self._stopping.is_set():
                return
            self._dispatcher = dispatcher
        wanted = {each: team[each] for each in ("gateway", *settings_of(name))}
        done = threading.Event()
        watch = threading.Thread(target=self._watch, args=(dispatcher, wanted, done), daemon=True)
        watch.start()
        try:
            dispatcher.run()
        finally:
            done.set()
            watch.join()
            gateway.close()
            with self._lock:
                self._dispatcher = None

    def _watch(
        self, dispatcher: Dispatcher, wanted: Mapping[str, str], done: threading.Event
    ) -> None:
        try:
            while not done.wait(self._look):
                try:
                    team = read_team()
                except StoreError:
                    # Whoever dispatches finds out and says so.
                    continue
                if any(team[name] != value for name, value in wanted.items()):
                    _log.info("the team has chosen another gateway or other settings of it")
                    dispatcher.stop()
                    return
        finally:
            close_connection()

    def _cannot(self, error: ContactHubError) -> None:
        """This machine cannot dispatch: that matters if no other one does."""
        try:
            held = lease.current_lease()
            if held is not None and held.alive:
                self._tell(DispatchStatus(DispatchState.ELSEWHERE))
                return
            if isinstance(error, GatewayError):
                names = str(error.detail.get("names") or error.detail.get("path") or "")
                gateway_state.note_trouble(read_team()["gateway"], error.code, names)
        except StoreError as failure:
            error = failure
        self._tell(DispatchStatus(DispatchState.PAUSED, error))

    def _pass_on(self, status: DispatchStatus) -> None:
        # The end of one dispatcher may be the beginning of the next.
        if status.state is not DispatchState.STOPPED:
            self._tell(status)

    def _tell(self, status: DispatchStatus) -> None:
        with self._lock:
            known, self.status = self.status, status
        if known != status:
            self._on_change(status)
