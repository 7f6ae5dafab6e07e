"""Sends and receives behind the screens, as `contacthub dispatch` does without them.

Enters: the app, what dispatches. Leaves: messages sent and received as long as the screens are
open; trouble told to the app. Where another program dispatches this one waits for its end.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from contacthub_tui.errors import ContactHubError

if TYPE_CHECKING:
    from contacthub_tui.dispatch.dispatcher import DispatchStatus

#: Seconds that the first screen has to itself, and that the last messages have at the end.
_FIRST, _LAST = 1.0, 5.0

OnTrouble = Callable[[ContactHubError | None], None]


class Dispatching(Protocol):
    """What dispatches until it is stopped."""

    def run(self) -> None:
        """Work until `stop` is called."""

    def stop(self) -> None:
        """Come to an end."""


#: Makes what dispatches; it hears of each change.
Make = Callable[[Callable[["DispatchStatus"], None]], Dispatching]


def team_gateway(on_change: "Callable[[DispatchStatus], None]") -> Dispatching:
    """What dispatches through the gateway that the team has chosen."""
    # Gateways take a moment to be loaded: the screens do not wait for that.
    from contacthub_tui.dispatch.following import Following  # noqa: PLC0415

    return Following(on_change)


@contextmanager
def dispatching(make: Make, on_trouble: OnTrouble) -> Iterator[None]:
    """Dispatch in a thread until the end of the block."""
    ended = threading.Event()
    made: list[Dispatching] = []
    lock = threading.Lock()

    def tell(status: "DispatchStatus") -> None:
        if not ended.is_set():
            on_trouble(status.error)

    def work() -> None:
        if ended.wait(_FIRST):
            return
        dispatcher = make(tell)
        with lock:
            if ended.is_set():
                return
            made.append(dispatcher)
        dispatcher.run()

    thread = threading.Thread(target=work, name="dispatcher", daemon=True)
    thread.start()
    try:
        yield
    finally:
        with lock:
            ended.set()
            for dispatcher in made:
                dispatcher.stop()
        thread.join(_LAST)
