"""Dispatching beside the screens. Enters: a gateway, or none: then it is the one that the team has
chosen. Leaves: a dispatcher at work in a thread of its own, if no other program dispatches; it
takes over when that one ends.
"""

import threading
from collections.abc import Callable

from contacthub_tui.dispatch.dispatcher import Dispatcher, DispatchStatus
from contacthub_tui.dispatch.following import Following
from contacthub_tui.gateways.chosen import open_gateway
from contacthub_tui.gateways.port import Gateway

#: Seconds that the end of the program waits for what is with the gateway to be settled.
PATIENCE = 15.0


class Background:
    """A dispatcher in a thread. `on_change` is called from that thread."""

    def __init__(
        self, gateway: Gateway | None, on_change: Callable[[DispatchStatus], None]
    ) -> None:
        self.gateway = gateway
        self.dispatcher: Dispatcher | Following = (
            Dispatcher(gateway, on_change) if gateway else Following(on_change)
        )
        self._thread = threading.Thread(target=self.dispatcher.run, name="dispatcher", daemon=True)

    def start(self) -> None:
        """Begin to dispatch."""
        self._thread.start()

    def stop(self) -> None:
        """Settle what is with the gateway, and let others dispatch. Call it off the event loop."""
        self.dispatcher.stop()
        if self._thread.is_alive():
            self._thread.join(PATIENCE)
        if self.gateway is not None:
            self.gateway.close()


def through(gateway: str, on_change: Callable[[DispatchStatus], None]) -> Background:
    """Dispatching through the gateway of a name, or the team's where that is empty; to be started.

    Raises GatewayError gateway-unknown and what is wrong with its credentials.
    """
    return Background(open_gateway(gateway) if gateway else None, on_change)
