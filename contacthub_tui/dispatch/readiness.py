"""Whether this machine could send through a gateway. Enters: its name, the team's settings. Leaves:
what is missing, if something is. Nothing is sent and nobody is called.
"""

from collections.abc import Mapping

from contacthub_tui.errors import GatewayError
from contacthub_tui.gateways.chosen import open_gateway


def what_is_missing(gateway: str, team: Mapping[str, str]) -> GatewayError | None:
    """Why this machine cannot use the gateway: no credentials, or others that it cannot use."""
    try:
        open_gateway(gateway, team).close()
    except GatewayError as error:
        return error
    return None
