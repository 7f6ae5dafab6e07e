"""The gateway of a name. Enters: a name. Leaves: the gateway, ready to be used."""

from contacthub_tui.errors import GatewayError
from contacthub_tui.gateways.port import Gateway
from contacthub_tui.gateways.simulator import Simulator

NAMES = ("simulator",)


def open_gateway(name: str) -> Gateway:
    """The gateway of this name. Raises GatewayError gateway-unknown."""
    if name != "simulator":
        raise GatewayError("gateway-unknown", name=name)
    return Simulator()
