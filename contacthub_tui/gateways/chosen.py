"""The gateway of a name, made from what the team has set and this machine's credentials.

Enters: a name, settings. Leaves: the gateway, ready to be used.
"""

from collections.abc import Mapping

from contacthub_tui.errors import GatewayError
from contacthub_tui.gateways.credentials import credentials_of
from contacthub_tui.gateways.kannel import Kannel
from contacthub_tui.gateways.port import Gateway
from contacthub_tui.gateways.simulator import Simulator
from contacthub_tui.gateways.sinch import Sinch
from contacthub_tui.settings.declared import TEAM

NAMES = ("simulator", "sinch", "kannel")

DEFAULTS = {setting.name: setting.default for setting in TEAM}


def open_gateway(name: str, team: Mapping[str, str] = DEFAULTS) -> Gateway:
    """The gateway of this name; `team` are the settings of the store.

    Raises GatewayError gateway-unknown, and what `credentials_of` raises.
    """
    if name == "simulator":
        return Simulator()
    if name == "sinch":
        return Sinch(
            team["sinch_url"],
            credentials_of(name),
            sender=team["sinch_sender"],
            rate=int(team["sinch_rate"]),
        )
    if name == "kannel":
        return Kannel(
            team["kannel_url"],
            credentials_of(name),
            listen=team["kannel_listen"],
            callback=team["kannel_callback"],
            sender=team["kannel_sender"],
            rate=int(team["kannel_rate"]),
        )
    raise GatewayError("gateway-unknown", name=name)


def settings_of(name: str) -> tuple[str, ...]:
    """The names of the settings that a gateway has of its own."""
    return tuple(each for each in DEFAULTS if each.startswith(f"{name}_"))
