"""`contacthub dispatch`: sends and receives without a screen, until it is told to end.

Leaves: lines on standard error that say what happens; status 0 after SIGTERM or SIGINT.
"""

import argparse
import logging
import signal
import sys
from types import FrameType

from contacthub_tui.commands.session import begin, opened
from contacthub_tui.dispatch.dispatcher import Dispatcher, DispatchState, DispatchStatus
from contacthub_tui.dispatch.following import Following
from contacthub_tui.gateways.chosen import open_gateway
from contacthub_tui.gateways.port import Gateway
from contacthub_tui.services.account import read_team
from contacthub_tui.wording import sentence

_log = logging.getLogger(__name__)


def run(arguments: argparse.Namespace) -> int:
    """Dispatch until a signal ends it."""
    settings = begin(arguments)
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s"
    )
    with opened(settings):
        gateway = _named(arguments.gateway)
        dispatcher = Dispatcher(gateway, _tell) if gateway else Following(_tell)

        def end(_number: int, _frame: FrameType | None) -> None:
            dispatcher.stop()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, end)
        try:
            dispatcher.run()
        finally:
            if gateway:
                gateway.close()
    return 0


def _named(name: str | None) -> Gateway | None:
    """The gateway of a name, with the team's settings; None where none is named."""
    return open_gateway(name, read_team()) if name else None


def _tell(status: DispatchStatus) -> None:
    if status.error is not None:
        _log.warning(sentence(status.error))
    elif status.state is DispatchState.ELSEWHERE:
        _log.info("another program sends and receives; this one waits for its end")
    elif status.state is DispatchState.STOPPED:
        _log.info("ended")
